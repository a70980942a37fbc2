"""Small calendars as other people write them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kzeu_timeline import Entry, Reading, read_ical

YEAR = (dt.date(2025, 1, 1), dt.date(2025, 12, 31))

ZONE = """\
BEGIN:VTIMEZONE
TZID:Here
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE
"""
"""Central Europe's clocks under a name that nobody knows."""


def calendar(*events: str, before: str = "") -> bytes:
    """A calendar of events, each given as its properties."""
    return wrapped("".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events), before)


def wrapped(body: str, before: str = "") -> bytes:
    """These lines within a calendar."""
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Somebody//EN\n{before}{body}END:VCALENDAR\n".encode()


def read(*events: str, before: str = "", **options: Any) -> Reading:
    """What becomes of these events, within 2025."""
    return read_ical(calendar(*events, before=before), **{"window": YEAR, **options})


def one(event: str, before: str = "", **options: Any) -> Entry:
    """What becomes of the one event, of which nothing was wrong."""
    reading = read(event, before=before, **options)
    assert reading.problems == ()
    (entry,) = reading
    return entry


def told(reading: Reading) -> list[str]:
    """The messages of its problems."""
    return [problem.message for problem in reading.problems]
