"""An event and its calendar as the properties of iCalendar, from which its lines and jCal are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from kzeu_timeline.calendar_events.event import CalendarEvent
from kzeu_timeline.calendar_events.options import Feed
from kzeu_timeline.contentlines import Property
from kzeu_timeline.text import Language

PRODUCT: Final = "-//kzeu-timeline//kzeu_timeline//EN"


class Component(NamedTuple):
    """What stands between a BEGIN and its END."""

    name: str
    properties: tuple[Property, ...]
    components: tuple[Component, ...] = ()


def text(name: str, *values: str) -> Property:
    """A property whose value is text in no language: a name, a number, a word of a standard."""
    return Property(name, "unknown" if name.startswith("X-") else "text", values)


def in_language(name: str, language: Language, *values: str) -> Property:
    """A property whose value is text in a language."""
    return Property(name, "text", values, {"LANGUAGE": language.value})


def event_properties(event: CalendarEvent) -> Iterator[Property]:
    """All properties of the plain feed, in its order."""
    yield text("UID", event.uid)
    yield Property("DTSTAMP", "date-time", (event.updated,))
    yield Property("LAST-MODIFIED", "date-time", (event.updated,))
    yield Property("SEQUENCE", "integer", (event.sequence,))
    yield from content_properties(event)
    yield from related_properties(event.related)


def content_properties(event: CalendarEvent) -> Iterator[Property]:
    """The properties that say something of the entry itself."""
    language = event.language
    yield _time("DTSTART", event.start)
    if event.end is not None:
        yield _time("DTEND", event.end)
    yield in_language("SUMMARY", language, event.summary)
    yield in_language("DESCRIPTION", language, event.description)
    if event.location is not None:
        yield in_language("LOCATION", language, event.location)
    if event.position is not None:
        yield Property("GEO", "float", (event.position,))
    if event.url is not None:
        yield Property("URL", "uri", (event.url,))
    yield in_language("CATEGORIES", language, *event.categories)
    yield text("STATUS", event.status)
    yield text("TRANSP", "TRANSPARENT")
    yield text("X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
    yield text("X-KZEU-TYPE", event.type)
    yield text("X-KZEU-SLUG", event.slug)
    yield text("X-KZEU-EDTF", event.edtf)


def related_properties(uids: Iterable[str]) -> Iterator[Property]:
    """RELATED-TO for each parent."""
    return (text("RELATED-TO", each) for each in uids)


def _time(name: str, time: dt.date) -> Property:
    if isinstance(time, dt.datetime):
        return Property(name, "date-time", (time,))
    return Property(name, "date", (time,), says_type=True)


def calendar_properties(feed: Feed, updated: dt.datetime) -> Iterator[Property]:
    """The header, as calendar programs want it: with no METHOD and no UID, each of which breaks one."""
    yield text("VERSION", "2.0")
    yield text("PRODID", PRODUCT)
    yield text("CALSCALE", "GREGORIAN")
    yield in_language("NAME", feed.language, feed.title)
    yield text("X-WR-CALNAME", feed.title)
    yield in_language("DESCRIPTION", feed.language, feed.about)
    yield text("X-WR-CALDESC", feed.about)
    yield Property("LAST-MODIFIED", "date-time", (updated,))
    yield Property("REFRESH-INTERVAL", "duration", ("PT12H",), says_type=True)
    yield text("X-PUBLISHED-TTL", "PT12H")
    yield text("COLOR", "steelblue")
    yield text("X-APPLE-CALENDAR-COLOR", "#4682B4")
    if feed.source is not None:
        yield Property("SOURCE", "uri", (feed.source,), says_type=True)
    if feed.url is not None:
        yield Property("URL", "uri", (feed.url,))
