"""What the ledger's digests are taken of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kzeu_timeline.calendar_events.event import CalendarEvent, calendar_event, parents
from kzeu_timeline.contentlines import day, degrees, escaped, instant, uri
from kzeu_timeline.model import Entry
from kzeu_timeline.text import Language


def shown_content(entry: Entry, language: Language) -> bytes:
    """All that a subscriber is shown of an entry, less what tells one version from another.

    It is written as the content lines of the plain feed, because so it was when the first digests were sealed.
    """
    event = calendar_event(entry, language)
    return b"\n".join((*_lines(event), *(slug.encode() for slug in parents(entry))))


def _lines(event: CalendarEvent) -> Iterator[bytes]:
    in_language = b";LANGUAGE=%b:" % event.language.encode()
    for name, time in (("DTSTART", event.start), ("DTEND", event.end)):
        if isinstance(time, dt.datetime):
            yield f"{name}:{instant(time)}".encode()
        elif time is not None:
            yield f"{name};VALUE=DATE:{day(time)}".encode()
    yield b"SUMMARY" + in_language + escaped(event.summary)
    yield b"DESCRIPTION" + in_language + escaped(event.description)
    if event.location is not None:
        yield b"LOCATION" + in_language + escaped(event.location)
    if event.position is not None:
        yield f"GEO:{';'.join(map(degrees, event.position))}".encode()
    if event.url is not None:
        yield f"URL:{uri(event.url)}".encode()
    yield b"CATEGORIES" + in_language + b",".join(map(escaped, event.categories))
    yield f"STATUS:{event.status}".encode()
    yield b"TRANSP:TRANSPARENT"
    yield b"X-MICROSOFT-CDO-BUSYSTATUS:FREE"
    yield f"X-KZEU-TYPE:{event.type}".encode()
    yield f"X-KZEU-SLUG:{event.slug}".encode()
    yield b"X-KZEU-EDTF:" + escaped(event.edtf)
