"""iCalendar feeds: one for each language, the same bytes for the same timeline (RFC 5545, RFC 7986)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple, Unpack

from kzeu_timeline.calendar_events import CalendarEvent, Feed, FeedOptions, calendar_event
from kzeu_timeline.calendar_events.components import extras, relations
from kzeu_timeline.calendar_events.event import NEVER_CHANGED, kept_event, led_to, shown_entries, version
from kzeu_timeline.calendar_events.kept import Kept
from kzeu_timeline.calendar_events.properties import Component, calendar_properties
from kzeu_timeline.calendar_events.ways import Way, way_of
from kzeu_timeline.contentlines import Property, content_line, day, degrees, escaped, folded, instant, uri
from kzeu_timeline.exporters.feedlosses import feed_losses
from kzeu_timeline.exporters.losses import Loss
from kzeu_timeline.model import Entry
from kzeu_timeline.timeline import Timeline

_END_OF_EVENT: Final = b"END:VEVENT\r\n"
_END: Final = b"END:VCALENDAR\r\n"


def to_ical(timeline: Timeline, **options: Unpack[FeedOptions]) -> bytes:
    """The timeline as an iCalendar feed in one language, in UTF-8; :class:`FeedOptions` says what can be chosen.

    What is written of an entry is kept as long as the entry lives, so that of the next feed only what has changed is
    written. ``language`` is required. Raises :class:`~kzeu_timeline.ExportError` for an unknown ``imprecise`` and
    :class:`~kzeu_timeline.InvalidRecordError` for an unknown language or what is no address.
    """
    feed = Feed(**options)
    entries = shown_entries(timeline, feed)
    slugs = led_to(entries)
    written = [_kept(entry, feed) for entry in entries]
    parts = [_header(max((each.updated for each in written), default=NEVER_CHANGED), feed)]
    for entry, each in zip(entries, written, strict=True):
        parts += (each.properties, _related(entry, feed, slugs), each.rest)
    return b"".join((*parts, _END))


def iter_ical(timeline: Timeline, **options: Unpack[FeedOptions]) -> Iterator[bytes]:
    """The blocks of the feed that :func:`to_ical` returns whole: the header, each event, the end.

    Nothing is kept: who writes block by block wants little memory used.
    """
    return _blocks(timeline, Feed(**options))


def _blocks(timeline: Timeline, feed: Feed) -> Iterator[bytes]:
    entries = shown_entries(timeline, feed)
    slugs = led_to(entries)
    yield _header(max((version(entry, feed.language)[1] for entry in entries), default=NEVER_CHANGED), feed)
    for entry in entries:
        written = _written(entry, calendar_event(entry, feed.language, feed.imprecise), way_of(entry, feed))
        yield written.properties + _related(entry, feed, slugs) + written.rest
    yield _END


class _Written(NamedTuple):
    """What is written of an entry before and after what depends on the others in the feed."""

    updated: dt.datetime
    properties: bytes
    rest: bytes


_KEPT: Final = Kept[Way, _Written]()


def _kept(entry: Entry, feed: Feed) -> _Written:
    return _KEPT.get(entry, way_of(entry, feed), _written_anew)


def _written_anew(entry: Entry, way: Way) -> _Written:
    event_of = kept_event if way.rich else calendar_event  # plain feeds are the large ones
    return _written(entry, event_of(entry, way.language, way.imprecise), way)


def _written(entry: Entry, event: CalendarEvent, way: Way) -> _Written:
    properties = event_lines(event)
    if way.trigger is None and not way.rich:
        return _Written(event.updated, properties, _END_OF_EVENT)
    more = extras(entry, event, way)
    components = b"".join(map(_component, more.components))
    return _Written(event.updated, properties + _lines(more.properties), components + _END_OF_EVENT)


def _related(entry: Entry, feed: Feed, slugs: Container[str]) -> bytes:
    return _lines(relations(entry, feed, slugs)) if entry.relations else b""


def _component(component: Component) -> bytes:
    return b"BEGIN:%b\r\n%b%bEND:%b\r\n" % (
        component.name.encode(),
        _lines(component.properties),
        b"".join(map(_component, component.components)),
        component.name.encode(),
    )


def _lines(properties: Iterable[Property]) -> bytes:
    return b"".join([folded(content_line(each)) for each in properties])


def _header(changed: dt.datetime, feed: Feed) -> bytes:
    return b"BEGIN:VCALENDAR\r\n" + _lines(calendar_properties(feed, changed))


def losses(timeline: Timeline, **options: Unpack[FeedOptions]) -> Iterator[Loss]:
    """What the feed with these options does not carry."""
    return feed_losses(timeline, Feed(**options))


def event_lines(event: CalendarEvent) -> bytes:
    """The event from its BEGIN to before what depends on other entries, in UTF-8.

    The lines of ``event_properties``, which is what nearly all of every feed is made of: put down in one go, as no
    general rule could.
    """
    changed, language = instant(event.updated), f";LANGUAGE={event.language}:".encode()
    lines = [
        f"BEGIN:VEVENT\r\nUID:{event.uid}\r\nDTSTAMP:{changed}\r\nLAST-MODIFIED:{changed}\r\n"
        f"SEQUENCE:{event.sequence}\r\n{_times(event.start, event.end)}".encode(),
        folded(b"SUMMARY" + language + escaped(event.summary)),
        folded(b"DESCRIPTION" + language + escaped(event.description)),
    ]
    if event.location is not None:
        lines.append(_shared("LOCATION", event.language, (event.location,)))
    if event.position is not None:
        lines.append(f"GEO:{degrees(event.position[0])};{degrees(event.position[1])}\r\n".encode())
    if event.url is not None:
        lines.append(folded(f"URL:{uri(event.url)}".encode()))
    lines += (
        _shared("CATEGORIES", event.language, event.categories),
        f"STATUS:{event.status}\r\nTRANSP:TRANSPARENT\r\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n"
        f"X-KZEU-TYPE:{event.type}\r\n".encode(),
        folded(f"X-KZEU-SLUG:{event.slug}".encode()),
        folded(b"X-KZEU-EDTF:" + escaped(event.edtf)),
    )
    return b"".join(lines)


@lru_cache(maxsize=1024)
def _shared(name: str, language: str, texts: tuple[str, ...]) -> bytes:
    """The line of a property that many events have in common."""
    return folded(f"{name};LANGUAGE={language}:".encode() + b",".join(map(escaped, texts)))


def _times(start: dt.date, end: dt.date | None) -> str:
    """DTSTART and DTEND, which is exclusive (RFC 5545, 3.6.1): days, or instants in UTC."""
    if isinstance(start, dt.datetime) and isinstance(end, dt.datetime):
        return f"DTSTART:{instant(start)}\r\nDTEND:{instant(end)}\r\n"
    lines = f"DTSTART;VALUE=DATE:{day(start)}\r\n"
    return lines if end is None else f"{lines}DTEND;VALUE=DATE:{day(end)}\r\n"
