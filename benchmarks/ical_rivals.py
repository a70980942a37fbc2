"""Other people's writers of iCalendar, each given the values of the same events and asked for bytes."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import ical.calendar
import ical.calendar_stream
import ical.event
import ical.types
import icalendar
import ics
import vobject
from ics.grammar.parse import ContentLine

from kzeu_timeline.calendar_events import CalendarEvent

Events = Sequence[CalendarEvent]

PRODUCT = "-//kzeu-timeline//kzeu_timeline//EN"
_HERE = Path(__file__).parent
_EXTRAS = {"X-KZEU-TYPE": "type", "X-KZEU-SLUG": "slug", "X-KZEU-EDTF": "edtf"}


def by_icalendar(events: Events) -> bytes:
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    for each in events:
        in_language = {"LANGUAGE": each.language}
        event = icalendar.Event()
        event.add("uid", each.uid)
        event.add("dtstamp", each.updated)
        event.add("last-modified", each.updated)
        event.add("sequence", each.sequence)
        event.add("dtstart", each.start)
        event.add("dtend", each.end)
        event.add("summary", each.summary, in_language)
        event.add("description", each.description, in_language)
        event.add("location", each.location, in_language)
        event.add("geo", each.position)
        event.add("url", each.url)
        event.add("categories", list(each.categories), in_language)
        event.add("status", each.status)
        event.add("transp", "TRANSPARENT")
        event.add("x-microsoft-cdo-busystatus", "FREE")
        for name, field in _EXTRAS.items():
            event.add(name, icalendar.vText(getattr(each, field)))
        for uid in each.related:
            event.add("related-to", uid)
        calendar.add_component(event)
    return calendar.to_ical(sorted=False)


def by_ical(events: Events) -> bytes:
    made = [
        ical.event.Event(
            uid=each.uid,
            dtstamp=each.updated,
            last_modified=each.updated,
            sequence=each.sequence,
            dtstart=each.start,
            dtend=each.end,
            summary=each.summary,
            description=each.description,
            location=each.location,
            geo=ical.types.Geo(*each.position),
            url=each.url,
            categories=list(each.categories),
            status=each.status,
            transparency="TRANSPARENT",
            extras=[
                ical.types.ExtraProperty(name="x-microsoft-cdo-busystatus", value="FREE"),
                *(
                    ical.types.ExtraProperty(name=name.lower(), value=getattr(each, field))
                    for name, field in _EXTRAS.items()
                ),
            ],
        )
        for each in events
    ]
    stream = ical.calendar_stream.IcsCalendarStream
    return stream.calendar_to_ics(ical.calendar.Calendar(events=made)).encode()


def by_ics(events: Events) -> bytes:
    made = set()
    for each in events:
        event = ics.Event(
            uid=each.uid,
            name=each.summary,
            begin=_instant(each.start),
            end=_instant(each.end),
            description=each.description,
            created=each.updated,
            last_modified=each.updated,
            location=each.location,
            url=each.url,
            categories=set(each.categories),
            status=each.status,
            transparent=True,
            geo=each.position,
        )
        event.extra.append(ContentLine(name="SEQUENCE", value=str(each.sequence)))
        event.extra.append(ContentLine(name="X-MICROSOFT-CDO-BUSYSTATUS", value="FREE"))
        for name, field in _EXTRAS.items():
            event.extra.append(ContentLine(name=name, value=getattr(each, field)))
        for uid in each.related:
            event.extra.append(ContentLine(name="RELATED-TO", value=uid))
        made.add(event)
    return ics.Calendar(events=made, creator=PRODUCT).serialize().encode()


def _instant(time: dt.date) -> dt.datetime:
    """ics begins with an instant, also of whole days."""
    return time if isinstance(time, dt.datetime) else dt.datetime(time.year, time.month, time.day, tzinfo=dt.UTC)


def by_vobject(events: Events) -> bytes:
    calendar = vobject.iCalendar()
    for each in events:
        event = calendar.add("vevent")
        for name, value in (
            ("uid", each.uid),
            ("dtstamp", _in_its_zone(each.updated)),
            ("last-modified", _in_its_zone(each.updated)),
            ("sequence", str(each.sequence)),
            ("dtstart", _in_its_zone(each.start)),
            ("dtend", _in_its_zone(each.end)),
            ("url", each.url),
            ("status", each.status),
            ("transp", "TRANSPARENT"),
            ("geo", ";".join(map(str, each.position))),
            ("x-microsoft-cdo-busystatus", "FREE"),
            *((name, getattr(each, field)) for name, field in _EXTRAS.items()),
            *(("related-to", uid) for uid in each.related),
        ):
            event.add(name).value = value
        for name, value in (
            ("summary", each.summary),
            ("description", each.description),
            ("location", each.location),
            ("categories", list(each.categories)),
        ):
            line = event.add(name)
            line.value = value
            line.language_param = each.language.value
    return calendar.serialize().encode()


def _in_its_zone(time: dt.date | None) -> dt.date | None:
    """vobject knows its own UTC only."""
    return time.replace(tzinfo=vobject.icalendar.utc) if isinstance(time, dt.datetime) else time


IN_PYTHON: dict[str, Callable[[Events], bytes]] = {
    "icalendar": by_icalendar,
    "ical": by_ical,
    "ics": by_ics,
    "vobject": by_vobject,
}


class Outcome(NamedTuple):
    """What a program outside Python says of its writing or reading: seconds of CPU, bytes, and bytes of memory more."""

    seconds: float
    size: int
    memory: int


class MissingError(Exception):
    """A program that can't be measured on this machine, and why."""


def with_icaljs(events: Events) -> Outcome:
    """ical.js, in its own process; starting it and reading the values are not in its time."""
    values = [
        {
            **{name: getattr(each, name) for name in ("uid", "sequence", "summary", "description", "location", "url")},
            **{name: getattr(each, name) for name in ("categories", "status", "related", "slug", "type", "edtf")},
            **{name: _iso(getattr(each, name)) for name in ("updated", "start", "end")},
            "position": each.position,
            "language": each.language,
        }
        for each in events
    ]
    return _run(_with_icaljs("write_icaljs.mjs"), json.dumps(values).encode())


def read_with_icaljs(feed: bytes) -> Outcome:
    """ical.js as a reader, every value of every property; starting it is not in its time."""
    return _run(_with_icaljs("read_icaljs.mjs"), feed)


def _with_icaljs(script: str) -> list[str]:
    module = _HERE.parent / "tests" / "clients" / "node_modules" / "ical.js" / "dist" / "ical.js"
    node = shutil.which("node")
    if node is None or not module.is_file():
        raise MissingError("ical.js is not installed: python tests/clients/install.py")
    return [node, str(_HERE / script), module.as_uri()]


def _iso(time: dt.date) -> str:
    return f"{time.isoformat()[:19]}Z" if isinstance(time, dt.datetime) else time.isoformat()


def with_libical(events: Events) -> Outcome:
    """libical 3, in a small C program; starting it and reading the values are not in its time."""
    return _run([str(_libical_program())], b"".join(map(_fields, events)))


def _fields(event: CalendarEvent) -> bytes:
    texts = [event.uid, _basic(event.updated), str(event.sequence), _basic(event.start), _basic(event.end)]
    texts += [event.summary, event.description, event.location or "", *map(repr, event.position or (0.0, 0.0))]
    texts += [event.url or "", event.categories[0], event.categories[1], event.status, "".join(event.related[:1])]
    texts += [event.type, event.slug, event.edtf, event.language]
    return b"".join(b"%d\n%b" % (len(octets), octets) for octets in map(str.encode, texts))


def _basic(time: dt.date | None) -> str:
    return "" if time is None else _iso(time).replace("-", "").replace(":", "")


@cache
def _libical_program() -> Path:
    compiler = shutil.which("cc")
    if compiler is None:
        raise MissingError("no C compiler; libical can't be measured")
    program = Path(tempfile.mkdtemp(prefix="kzeu-bench-")) / "write_libical"
    command = [compiler, "-O2", "-o", str(program), str(_HERE / "write_libical.c"), "-l:libical.so.3"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise MissingError("libical.so.3 is not installed (Debian: libical3)")
    return program


def _run(command: list[str], values: bytes) -> Outcome:
    run = subprocess.run(command, input=values, capture_output=True, check=True, timeout=600)
    seconds, size, memory = run.stdout.split()
    return Outcome(float(seconds), int(size), int(memory) * 1024)


OUTSIDE: dict[str, Callable[[Events], Outcome]] = {"ical.js (Node)": with_icaljs, "libical 3 (C)": with_libical}
