"""Hostile calendars, each about a megabyte or less, and what reading them costs; run as a program, in a child process.

Prints a line for each: its name, the CPU seconds, and what became of it; then the most memory that was in use, in MB.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from kzeu_timeline import CalendarError, read_ical
from tests.readers.calendars import YEAR, ZONE, calendar, wrapped

MEGABYTE: Final = 10**6
_START: Final = "DTSTART;TZID=Asia/Almaty:20250101T090000\n"


def _rules(rule: str, count: int) -> bytes:
    return calendar(*(f"UID:{number}\nSUMMARY:a\n{_START}DURATION:PT1H\nRRULE:{rule}" for number in range(count)))


def _line(start: str, unit: str, size: int = MEGABYTE) -> bytes:
    return calendar(f"UID:1\n{_START}{start}{unit * (size // len(unit))}")


def _zones() -> bytes:
    body = ZONE.replace("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "FREQ=SECONDLY")
    many = "".join(body.replace("Here", f"Here{number}") for number in range(500))
    events = (f"BEGIN:VEVENT\nDTSTART;TZID=Here{number}:20250301T090000\nEND:VEVENT\n" for number in range(500))
    return wrapped("".join(events), many)


def _changes() -> bytes:
    part = ZONE.partition("BEGIN:STANDARD")[2].partition("END:STANDARD")[0]
    more = f"BEGIN:STANDARD{part}END:STANDARD\n" * 499
    years = (f"BEGIN:VEVENT\nDTSTART;TZID=Here:{year}0301T090000\nEND:VEVENT\n" for year in range(1971, 9999))
    return wrapped("".join(years), ZONE.replace("BEGIN:STANDARD", f"{more}BEGIN:STANDARD", 1))


BOMBS: Final[dict[str, Callable[[], bytes]]] = {
    "daily rules": lambda: _rules("FREQ=DAILY", 250),
    "hourly rules": lambda: _rules("FREQ=HOURLY", 250),
    "rules of seconds": lambda: _rules("FREQ=SECONDLY", 250),
    "rules that never come true": lambda: _rules("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=999999999", 250),
    "rules of a year's weekdays": lambda: _rules("FREQ=YEARLY;BYDAY=1MO,2TU,-3WE,53SU,-53SA;COUNT=999999", 250),
    "rules of weeks": lambda: _rules("FREQ=YEARLY;BYWEEKNO=1,2,3,53,-1,-53;BYSETPOS=-366;COUNT=99999", 250),
    "a rule of all numbers": lambda: _line("RRULE:FREQ=DAILY;BYSECOND=", "10,"),
    "one event, many rules": lambda: calendar(f"UID:1\n{_START}" + "RRULE:FREQ=MINUTELY;COUNT=99999\n" * 5_000),
    "dates": lambda: _line("RDATE:", "20250301T090000,"),
    "excluded dates": lambda: _line("RRULE:FREQ=DAILY\nEXDATE:", "20250301T090000,"),
    "zones of seconds": _zones,
    "a zone that changes often": _changes,
    "dates of a zone": lambda: calendar(
        "DTSTART;TZID=Here:20250301T090000",
        before=ZONE.replace("RRULE:FREQ=YEARLY;BYMONTH=3", f"RDATE:{'20250301T090000,' * 60_000}\nX-R:", 1),
    ),
    "blanks in parameters": lambda: _line("SUMMARY;", " "),
    "parameters": lambda: _line("SUMMARY", ";A=b"),
    "quotes": lambda: _line("SUMMARY;A=", '"'),
    "semicolons": lambda: _line("SUMMARY", ";"),
    "backslashes": lambda: _line("SUMMARY:", "\\"),
    "escapes": lambda: _line("CATEGORIES:", "\\\\ab\\,,"),
    "categories": lambda: _line("CATEGORIES:", "ab,"),
    "folds": lambda: _line("SUMMARY:a", "\n a"),
    "blank lines": lambda: _line("", "\n \n"),
    "a long line": lambda: _line("DESCRIPTION:", "\U0001f600", 4 * MEGABYTE),
    "properties": lambda: _line("", "A:b\n"),
    "lines that are none": lambda: _line("", "a\n"),
    "levels": lambda: wrapped("BEGIN:X\n" * 60_000 + "END:X\n" * 60_000),
    "ends": lambda: wrapped("END:VEVENT\n" * 90_000),
    "begins": lambda: wrapped("BEGIN:VEVENT\n" * 80_000),
    "calendars": lambda: b"BEGIN:VCALENDAR\n" * 60_000,
    "components": lambda: wrapped("BEGIN:VEVENT\nEND:VEVENT\n" * 40_000),
    "one slug": lambda: calendar(*["UID:1\nDTSTART:20250301"] * 5_000),
    "one instance": lambda: calendar(*["UID:1\nRECURRENCE-ID:20250301\nDTSTART:20250301"] * 8_000),
    "zeros": lambda: bytes(MEGABYTE),
    "no line at all": lambda: b"a" * MEGABYTE,
}


def costs() -> Iterator[tuple[str, float, str]]:
    """Each bomb with its CPU seconds and what became of it."""
    for name, made in BOMBS.items():
        data = made()
        begin = time.process_time()
        try:
            reading = read_ical(data, window=YEAR)
            became = f"{len(reading):,} entries and {len(reading.problems):,} problems"
        except CalendarError:
            became = "refused"
        yield name, time.process_time() - begin, became


def most_memory() -> int:
    """Megabytes that the process held at most; getrusage would count what its parent held before it began."""
    held = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:"))
    return int(held.split()[1]) // 1024


if __name__ == "__main__":
    for name, seconds, became in costs():
        sys.stdout.write(f"{name}\t{seconds:.2f}\t{became}\n")
    sys.stdout.write(f"\t{most_memory()}\t\n")
