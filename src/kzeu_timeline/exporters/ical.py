"""iCalendar feeds: one for each language, the same bytes for the same timeline (RFC 5545, RFC 7986)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, Unpack

from kzeu_timeline.calendar_events import CalendarEvent, Feed, FeedOptions, calendar_event
from kzeu_timeline.calendar_events.event import NEVER_CHANGED, related, shown_entries, version
from kzeu_timeline.calendar_events.properties import calendar_properties
from kzeu_timeline.contentlines import content_line, day, degrees, escaped, folded, instant, uri
from kzeu_timeline.exporters.feedlosses import feed_losses
from kzeu_timeline.exporters.kept import Kept
from kzeu_timeline.exporters.losses import Loss, left_out
from kzeu_timeline.model import Entry
from kzeu_timeline.timeline import Timeline

_END_OF_EVENT: Final = b"END:VEVENT\r\n"
_END: Final = b"END:VCALENDAR\r\n"


def to_ical(timeline: Timeline, **options: Unpack[FeedOptions]) -> bytes:
    """The timeline as an iCalendar feed in one language, in UTF-8; :class:`FeedOptions` says what can be chosen.

    What is written of an entry is kept as long as the entry lives, so that the next feed takes only what has changed.

    ``language`` is required. Raises :class:`~kzeu_timeline.ExportError` for an unknown ``imprecise`` and
    :class:`~kzeu_timeline.InvalidRecordError` for an unknown language or what is no address.
    """
    feed = Feed(**options)
    entries = shown_entries(timeline, feed)
    written = [_kept(entry, feed) for entry in entries]
    slugs = {entry.slug for entry in entries}
    parts = [_header(max((each.updated for each in written), default=NEVER_CHANGED), feed)]
    for entry, each in zip(entries, written, strict=True):
        parts += (each.properties, _related(related(entry, feed.language, slugs)), _END_OF_EVENT)
    return b"".join((*parts, _END))


def iter_ical(timeline: Timeline, **options: Unpack[FeedOptions]) -> Iterator[bytes]:
    """The blocks of the feed that :func:`to_ical` returns whole: the header, each event, the end.

    Nothing is kept: whoever writes block by block wants little memory used.
    """
    return _blocks(timeline, Feed(**options))


def _blocks(timeline: Timeline, feed: Feed) -> Iterator[bytes]:
    entries = shown_entries(timeline, feed)
    slugs = {entry.slug for entry in entries}
    yield _header(max((version(entry, feed.language)[1] for entry in entries), default=NEVER_CHANGED), feed)
    for entry in entries:
        yield event_octets(calendar_event(entry, feed.language, feed.imprecise, slugs))
    yield _END


def losses(timeline: Timeline, **options: Unpack[FeedOptions]) -> Iterator[Loss]:
    """What the feed with these options does not carry."""
    yield from feed_losses(timeline, Feed(**options))
    yield from left_out(timeline, _LEFT_OUT)


_LEFT_OUT: Final = {
    "languages": "one language for each feed",
    "statements": "those that do not prevail stand in the description only",
    "annotations": "iCalendar has no place for paragraphs and notes",
    "figures": "in the description only",
    **dict.fromkeys(("topics", "parties"), "left out to keep the feed small"),
    **dict.fromkeys(("ordinal", "commemorated"), "iCalendar has no property for it"),
}


class _Written(NamedTuple):
    """What is written of an entry, less what depends on the others beside it."""

    updated: dt.datetime
    properties: bytes


_KEPT: Final = Kept[tuple[str, str], _Written]()


def _kept(entry: Entry, feed: Feed) -> _Written:
    of_entry, key = _KEPT.of(entry), (feed.language, feed.imprecise)
    written = of_entry.get(key)
    if written is None:
        event = calendar_event(entry, feed.language, feed.imprecise)
        written = of_entry[key] = _Written(event.updated, _properties(event))
    return written


def event_octets(event: CalendarEvent) -> bytes:
    """The VEVENT, in UTF-8."""
    return _properties(event) + _related(event.related) + _END_OF_EVENT


def _properties(event: CalendarEvent) -> bytes:
    """All lines but those that depend on what else is in the feed, and the last."""
    changed, language = instant(event.updated), event.language.encode()
    lines = [
        f"BEGIN:VEVENT\r\nUID:{event.uid}\r\nDTSTAMP:{changed}\r\nLAST-MODIFIED:{changed}\r\n"
        f"SEQUENCE:{event.sequence}\r\n{_time('DTSTART', event.start)}{_time('DTEND', event.end)}".encode(),
        folded(b"SUMMARY;LANGUAGE=%b:%b" % (language, escaped(event.summary))),
        folded(b"DESCRIPTION;LANGUAGE=%b:%b" % (language, escaped(event.description))),
    ]
    if event.location is not None:
        lines.append(folded(b"LOCATION;LANGUAGE=%b:%b" % (language, escaped(event.location))))
    if event.position is not None:
        lines.append(f"GEO:{degrees(event.position[0])};{degrees(event.position[1])}\r\n".encode())
    if event.url is not None:
        lines.append(folded(f"URL:{uri(event.url)}".encode()))
    lines += (
        folded(b"CATEGORIES;LANGUAGE=%b:%b" % (language, b",".join(map(escaped, event.categories)))),
        f"STATUS:{event.status}\r\nTRANSP:TRANSPARENT\r\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n"
        f"X-KZEU-TYPE:{event.type}\r\n".encode(),
        folded(f"X-KZEU-SLUG:{event.slug}".encode()),
        folded(b"X-KZEU-EDTF:" + escaped(event.edtf)),
    )
    return b"".join(lines)


def _time(name: str, time: dt.date | None) -> str:
    """DTSTART or DTEND, which is exclusive (RFC 5545, 3.6.1): a day, or an instant in UTC."""
    if time is None:
        return ""
    return f"{name}:{instant(time)}\r\n" if isinstance(time, dt.datetime) else f"{name};VALUE=DATE:{day(time)}\r\n"


def _related(uids: Iterable[str]) -> bytes:
    return "".join([f"RELATED-TO:{each}\r\n" for each in uids]).encode()


def _header(changed: dt.datetime, feed: Feed) -> bytes:
    lines = [folded(content_line(each)) for each in calendar_properties(feed, changed)]
    return b"".join((b"BEGIN:VCALENDAR\r\n", *lines))
