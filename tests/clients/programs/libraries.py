"""What the calendar libraries of Python see in feeds: `libraries.py NAME FILE...` prints it as JSON.

Runs in the clients' own environment, where the project is not installed. For each file: the entries in the file's order
or that of the library, each with its UID, first and last day (or instant), title and status; and what it complained of.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

# ruff: noqa: PLC0415 -- each process imports the one library that it asks

Told = tuple[list[dict[str, Any]], list[str]]

CENTURY_AND_MORE = (dt.date(1900, 1, 1), dt.date(2200, 1, 1))


def moment(value: dt.date) -> str:
    """A day, or an instant in UTC."""
    if not isinstance(value, dt.datetime):
        return value.isoformat()
    return value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def entry(uid: object, start: dt.date, end: dt.date | None, title: object, status: object) -> dict[str, Any]:
    """What is asked of every reader; the end of days is exclusive in the file, and told inclusively."""
    if end is None:
        end = start + dt.timedelta(days=1)
    if not isinstance(end, dt.datetime):
        end -= dt.timedelta(days=1)
    return {
        "uid": str(uid),
        "first": moment(start),
        "last": moment(end),
        "title": str(title),
        "status": None if status is None else str(getattr(status, "value", status)),
    }


def by_icalendar(feed: bytes) -> Told:
    import icalendar

    calendar = icalendar.Calendar.from_ical(feed)
    errors = [f"{name}: {what}" for component in calendar.walk() for name, what in component.errors]
    return [_of_icalendar(event) for event in calendar.events], errors


def _of_icalendar(event: Any) -> dict[str, Any]:
    end = event.decoded("DTEND") if "DTEND" in event else None
    return entry(event["UID"], event.decoded("DTSTART"), end, event["SUMMARY"], event.get("STATUS"))


def by_recurring_ical_events(feed: bytes) -> Told:
    import icalendar
    import recurring_ical_events

    calendar = icalendar.Calendar.from_ical(feed)
    found = recurring_ical_events.of(calendar).between(*CENTURY_AND_MORE)
    return [_of_icalendar(event) for event in found], []


def by_ical(feed: bytes) -> Told:
    from ical.calendar_stream import IcsCalendarStream

    calendar = IcsCalendarStream.calendar_from_ics(feed.decode())
    found = [entry(each.uid, each.dtstart, each.dtend, each.summary, each.status) for each in calendar.events]
    return found, []


def by_vobject(feed: bytes) -> Told:
    import vobject

    calendar = vobject.readOne(feed.decode(), validate=True)
    events = calendar.contents.get("vevent", [])

    def value(event: Any, name: str) -> Any:
        return event.contents[name][0].value if name in event.contents else None

    names = ("uid", "dtstart", "dtend", "summary", "status")
    return [entry(*(value(event, name) for name in names)) for event in events], []


def by_ics(feed: bytes) -> Told:
    import ics

    def of(event: Any) -> dict[str, Any]:
        start, end = event.begin.datetime, event.end.datetime
        if event.all_day:
            start, end = start.date(), end.date()
        return entry(event.uid, start, end, event.name, event.status)

    return [of(event) for event in ics.Calendar(feed.decode()).events], []


LIBRARIES: dict[str, Callable[[bytes], Told]] = {
    "icalendar": by_icalendar,
    "ical": by_ical,
    "vobject": by_vobject,
    "ics": by_ics,
    "recurring-ical-events": by_recurring_ical_events,
}


def told(read: Callable[[bytes], Told], files: list[str]) -> Iterator[tuple[str, Any]]:
    for file in files:
        try:
            entries, errors = read(Path(file).read_bytes())
        except Exception as error:  # noqa: BLE001 -- whatever a library raises is its answer
            entries, errors = [], [f"{type(error).__name__}: {error}"[:500]]
        yield file, {"entries": entries, "errors": errors}


def main() -> None:
    name, *files = sys.argv[1:]
    feeds = dict(told(LIBRARIES[name], files))
    json.dump({"version": version(name), "feeds": feeds}, sys.stdout, ensure_ascii=True)


if __name__ == "__main__":
    main()
