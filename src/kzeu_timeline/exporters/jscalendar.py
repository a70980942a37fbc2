"""JSCalendar: a feed as a Group of Events (RFC 8984)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator
from typing import Final, Unpack
from uuid import uuid5

from kzeu_timeline.calendar_events import NAMESPACE, CalendarEvent, Feed, FeedOptions
from kzeu_timeline.calendar_events.details import FROM_SOURCE, attendees, concepts, links
from kzeu_timeline.calendar_events.event import NEVER_CHANGED, kept_event, led_to, related, shown_entries, version
from kzeu_timeline.calendar_events.kept import Kept
from kzeu_timeline.calendar_events.properties import PRODUCT
from kzeu_timeline.calendar_events.ways import Way, way_of
from kzeu_timeline.contentlines import cleaned, degrees, uri
from kzeu_timeline.exporters.feedlosses import day_losses, parent_losses
from kzeu_timeline.exporters.jsontext import json_text
from kzeu_timeline.exporters.losses import Loss, left_out
from kzeu_timeline.model import Entry
from kzeu_timeline.records import Value
from kzeu_timeline.text import Language
from kzeu_timeline.timeline import Timeline

VENDOR: Final = "kzeu-timeline.example"
"""Before what RFC 8984 has no property for (section 3.3). The project owns no domain; nobody can own this one."""

Object = dict[str, Value]


def to_jscalendar(timeline: Timeline, **options: Unpack[FeedOptions]) -> str:
    """The feed of the same options, :class:`FeedOptions`, as a JSCalendar Group; ``language`` is required.

    Always has the details that ``rich`` adds to iCalendar. Raises what :func:`to_ical` raises.
    """
    feed = Feed(**options)
    entries = shown_entries(timeline, feed)
    slugs = led_to(entries)
    updated = max((version(entry, feed.language)[1] for entry in entries), default=NEVER_CHANGED)
    group: Object = {
        "@type": "Group",
        "uid": str(uuid5(NAMESPACE, f"calendar/{feed.source or feed.title}/{feed.language}")),
        "prodId": PRODUCT,
        "updated": _instant(updated),
        "title": cleaned(feed.title),
        "description": cleaned(feed.about),
        "locale": feed.language.value,
        "color": "steelblue",
    }
    if feed.source is not None:
        group["source"] = uri(feed.source)
    if feed.url is not None:
        group["links"] = {"page": {"@type": "Link", "href": uri(feed.url), "rel": "about"}}
    events = ", ".join([_kept(entry, feed) + _related(entry, feed, slugs) + "}" for entry in entries])
    return f'{_open(group)}, "entries": [{events}]}}'


def losses(timeline: Timeline, **options: Unpack[FeedOptions]) -> Iterator[Loss]:
    """What the Group with these options does not carry."""
    yield from day_losses(timeline, Feed(**options), f"{VENDOR}:edtf")
    yield from parent_losses(timeline, "relatedTo carries the parent only")
    yield from left_out(timeline, _LEFT_OUT)


_LEFT_OUT: Final = {
    "languages": "one language for each feed",
    "statements": "those that do not prevail stand in the description only",
    "annotations": "JSCalendar has no place for paragraphs and notes",
    "figures": "in the description only",
    **dict.fromkeys(("ordinal", "commemorated"), "JSCalendar has no property for it"),
}


_KEPT: Final = Kept[Way, str]()


def _kept(entry: Entry, feed: Feed) -> str:
    """An Event but for its end, which depends on the others in the feed."""
    return _KEPT.get(entry, way_of(entry, feed), lambda entry, way: _open(_event(entry, way)))


def _related(entry: Entry, feed: Feed, slugs: Container[str]) -> str:
    uids = related(entry, feed.language, slugs)
    made: Object = {each: {"@type": "Relation", "relation": {"parent": True}} for each in uids}
    return f', "relatedTo": {json_text(made, indent=None)}' if made else ""


def _open(made: Object) -> str:
    """An object as text, to which members can be added."""
    return json_text(made, indent=None).removesuffix("}")


def _event(entry: Entry, way: Way) -> Object:
    language = way.language
    event = kept_event(entry, language, way.imprecise)
    made: Object = {
        "@type": "Event",
        "uid": event.uid,
        "updated": _instant(event.updated),
        "sequence": event.sequence,
        "locale": event.language.value,
        "title": cleaned(event.summary),
        "description": cleaned(event.description),
        **_times(entry, event),
        "status": event.status.lower(),
        "freeBusyStatus": "free",
        "keywords": dict.fromkeys(map(cleaned, (*event.categories, *concepts(entry, language).values())), True),
        "categories": dict.fromkeys(concepts(entry, language), True),
        "locations": _locations(entry, event),
        "links": _links(entry, language),
        "participants": _participants(entry, language),
        "alerts": _alerts(way.trigger),
        f"{VENDOR}:type": event.type,
        f"{VENDOR}:slug": event.slug,
        f"{VENDOR}:edtf": event.edtf,
    }
    return {name: value for name, value in made.items() if value != {}}


def _times(entry: Entry, event: CalendarEvent) -> Object:
    """Whole days float; a known time stands in the zone in which it was said (RFC 8984, 5.1)."""
    start, end = event.start, event.end
    if isinstance(start, dt.datetime) and isinstance(end, dt.datetime) and entry.clock and entry.earliest:
        local, _ = entry.clock.local(entry.earliest, entry.clock.zone)
        minutes, seconds = divmod(int((end - start).total_seconds()), 60)
        hours, minutes = divmod(minutes, 60)
        parts = [f"{number}{unit}" for number, unit in ((hours, "H"), (minutes, "M"), (seconds, "S")) if number]
        return {"start": local.isoformat()[:19], "timeZone": entry.clock.zone, "duration": f"PT{''.join(parts)}"}
    days = 1 if end is None else (end - start).days
    return {"showWithoutTime": True, "start": f"{start.isoformat()}T00:00:00", "duration": f"P{days}D"}


def _locations(entry: Entry, event: CalendarEvent) -> Object:
    """A meeting held online has a place of that name: a VirtualLocation wants the address of the call."""
    if entry.place is None or event.location is None:
        return {}
    place: Object = {"@type": "Location", "name": cleaned(event.location)}
    if event.position is not None:
        place["coordinates"] = f"geo:{','.join(map(degrees, event.position))}"
    if entry.place.zone is not None:
        place["timeZone"] = entry.place.zone
    return {entry.place.slug: place}


def _links(entry: Entry, language: Language) -> Object:
    made: Object = {}
    for number, link in enumerate(links(entry, language), 1):
        of_source: Object = {"@type": "Link", "href": uri(link.url), "rel": FROM_SOURCE, "title": cleaned(link.label)}
        if link.media_type is not None:
            of_source["contentType"] = link.media_type
        made[str(number)] = of_source
    return made


def _participants(entry: Entry, language: Language) -> Object:
    made: Object = {}
    for each in attendees(entry, language):
        roles: Object = {"attendee": True, "chair": True} if each.chair else {"attendee": True}
        kind = "group" if each.is_party else "individual"
        person: Object = {"@type": "Participant", "name": cleaned(each.name), "kind": kind, "roles": roles}
        if each.role is not None:
            person["description"] = cleaned(each.role)
        made[each.slug] = person
    return made


def _alerts(offset: str | None) -> Object:
    if offset is None:
        return {}
    trigger: Object = {"@type": "OffsetTrigger", "offset": offset}
    return {"before": {"@type": "Alert", "trigger": trigger, "action": "display"}}


def _instant(moment: dt.datetime) -> str:
    return f"{moment.isoformat()[:19]}Z"
