"""What a feed says of an event beyond the plain one: alarms, details and relations, as components and properties."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Final, NamedTuple

from kzeu_timeline.calendar_events.details import FROM_SOURCE, attendees, concepts, links, part_uid, ties
from kzeu_timeline.calendar_events.event import CalendarEvent, related, uid
from kzeu_timeline.calendar_events.options import Feed
from kzeu_timeline.calendar_events.properties import Component, in_language, related_properties, text
from kzeu_timeline.calendar_events.ways import Way
from kzeu_timeline.contentlines import Property, cleaned
from kzeu_timeline.model import Entry, RelationKind
from kzeu_timeline.text import Language


class Extras(NamedTuple):
    """What a feed says of an event beyond the plain one, and beyond its relations."""

    properties: tuple[Property, ...] = ()
    components: tuple[Component, ...] = ()


def extras(entry: Entry, event: CalendarEvent, way: Way) -> Extras:
    """The alarm if there is one, and the details if the feed has them."""
    alarms = () if way.trigger is None else (_alarm(entry, event, way.trigger),)
    if not way.rich:
        return Extras(components=alarms)
    participants = _participants(entry, event.language)
    return Extras(tuple(_details(entry, event.language)), (*alarms, *_places(entry, event), *participants))


def relations(entry: Entry, feed: Feed, slugs: Container[str]) -> Iterator[Property]:
    """RELATED-TO for each relation that the feed tells, to entries with one of *slugs*."""
    if not feed.rich:
        yield from related_properties(related(entry, feed.language, slugs))
        return
    for tie in ties(entry, slugs):
        parameters = {"RELTYPE": _RELATIONS[tie.kind]}
        if tie.days is not None and tie.kind in _FROM_END_TO_BEGINNING:
            parameters["GAP"] = f"P{tie.days}D"
        yield Property("RELATED-TO", "text", (uid(tie.slug, feed.language),), parameters)


_RELATIONS: Final = {
    RelationKind.PART_OF: "PARENT",
    RelationKind.DECIDED_AT: "PARENT",
    RelationKind.ANNIVERSARY_OF: "PARENT",
    RelationKind.AHEAD_OF: "FINISHTOSTART",
    RelationKind.FOLLOWS: "DEPENDS-ON",
    RelationKind.REPLACES: "DEPENDS-ON",
}
"""RFC 9253, 4 and 5: FINISHTOSTART stands in what comes first, DEPENDS-ON in what comes after."""

_FROM_END_TO_BEGINNING: Final = frozenset({RelationKind.AHEAD_OF, RelationKind.FOLLOWS, RelationKind.REPLACES})
"""Those whose days are a gap; the days of the others count from beginning to beginning."""


def _alarm(entry: Entry, event: CalendarEvent, trigger: str) -> Component:
    """A DISPLAY alarm with its DESCRIPTION, without which whole feeds are refused (RFC 5545, 3.6.6; RFC 9074, 4)."""
    return Component(
        "VALARM",
        (
            text("UID", part_uid(entry, event.language, "alarm")),
            text("ACTION", "DISPLAY"),
            in_language("DESCRIPTION", event.language, event.summary),
            Property("TRIGGER", "duration", (trigger,)),
        ),
    )


def _details(entry: Entry, language: Language) -> Iterator[Property]:
    """LINK, CONCEPT and REFID (RFC 9253, 8)."""
    for link in links(entry, language):
        media_type = {} if link.media_type is None else {"FMTTYPE": link.media_type}
        parameters = {"LINKREL": FROM_SOURCE, **media_type, "LABEL": link.label, "LANGUAGE": language.value}
        yield Property("LINK", "uri", (link.url,), parameters, says_type=True)
    for urn, title in concepts(entry, language).items():
        label = cleaned(title).strip()  # of control characters alone nothing would be left, and no label is empty
        yield Property("CONCEPT", "uri", (urn,), {"LABEL": label, "LANGUAGE": language.value} if label else {})
    if entry.track:
        yield text("REFID", entry.track.slug)


def _places(entry: Entry, event: CalendarEvent) -> Iterator[Component]:
    """VLOCATION (RFC 9073, 7.2)."""
    if event.location is None:
        return
    yield Component(
        "VLOCATION",
        (
            text("UID", part_uid(entry, event.language, "place")),
            in_language("NAME", event.language, event.location),
            *([] if event.position is None else [Property("GEO", "float", (event.position,))]),
        ),
    )


def _participants(entry: Entry, language: Language) -> Iterator[Component]:
    """PARTICIPANT (RFC 9073, 7.1)."""
    for each in attendees(entry, language):
        yield Component(
            "PARTICIPANT",
            (
                text("UID", part_uid(entry, language, each.slug)),
                text("PARTICIPANT-TYPE", "ACTIVE"),
                in_language("SUMMARY", language, each.name),
                *([] if each.role is None else [in_language("DESCRIPTION", language, each.role)]),
            ),
        )
