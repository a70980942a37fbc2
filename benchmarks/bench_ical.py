"""Writing a feed, against icalendar and allenporter's ical.

All write the same events: the rivals get the property values that our own feed holds, read out of it by icalendar,
and a test run makes sure that icalendar's bytes say the same as ours, line by line (ical has no LANGUAGE parameter
and folds by characters, which makes its work a little lighter). An event has about seventeen properties, with
Cyrillic and Latin texts and a description of some 400 characters to which ours adds how the date is known and by
whom.

The rivals start from ready texts, the project starts from entries: settling dates, putting them into words and
putting the description together is in our time and not in theirs. Theirs is measured twice: from values to bytes, as
a program that holds records of its own would do it, and from ready components to bytes. Ours is cold: entries that
were never written, and no date put into words before; then once more after one entry in a hundred has changed.
Memory is what Python allocates at most while writing, beyond the entries or values that it starts from.
"""

from __future__ import annotations

import gc
import itertools
import tempfile
import tracemalloc
from collections.abc import Callable, Sequence
from typing import Any

import icalendar
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event
from ical.types import ExtraProperty, Geo

import kzeu_timeline as kt
import material
import measure

SIZES = (100, 1_000, 10_000)
MEMORY_SIZES = (2_000, 10_000)  # both more than the texts that are kept, of which there is a fixed number
LANGUAGE = "ru"
AHEAD_OF_ICALENDAR = 20
AHEAD_OF_FASTEST = 8
AGAIN_AT_MOST = 0.1
STEEPEST = 1.05
MOST_TO_STREAM = 16

_TEXTS = ("SUMMARY", "DESCRIPTION", "LOCATION")
_EXTRAS = ("X-MICROSOFT-CDO-BUSYSTATUS", "X-KZEU-TYPE", "X-KZEU-SLUG", "X-KZEU-EDTF")
_versions = itertools.count()

Values = dict[str, Any]


# What is written


def new_timeline(size: int) -> kt.Timeline:
    """A timeline of entries that no run has seen before, and no date of which was ever put into words."""
    kt.describe.cache_clear()
    return kt.Timeline(material.entries(size, version=next(_versions)))


def changed_timeline(size: int) -> kt.Timeline:
    """A timeline that was written before, but for every hundredth entry."""
    old = new_timeline(size)
    kt.to_ical(old, language=LANGUAGE)
    version = next(_versions)
    return old | kt.Timeline(material.entry(number, version) for number in range(0, size, 100))


def values_of(feed: bytes) -> list[Values]:
    """The values of every event of a feed, as a program would hold them."""
    return [_values(event) for event in icalendar.Calendar.from_ical(feed).walk("VEVENT")]


def _values(event: icalendar.Event) -> Values:
    found = {name: str(event[name]) for name in ("UID", "URL", "STATUS", "TRANSP", *_TEXTS, *_EXTRAS) if name in event}
    found |= {name: event.decoded(name) for name in ("DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "SEQUENCE")}
    found["CATEGORIES"] = [str(category) for category in event["CATEGORIES"].cats]
    found["GEO"] = (event["GEO"].latitude, event["GEO"].longitude)
    found["RELATED-TO"] = str(event["RELATED-TO"]) if "RELATED-TO" in event else None
    return found


# Rivals


def icalendar_components(values: Sequence[Values]) -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//kzeu-timeline//kzeu_timeline//EN")
    in_language = {"LANGUAGE": LANGUAGE}
    for each in values:
        event = icalendar.Event()
        for name, value in each.items():
            if value is not None:
                event.add(name, value, in_language if name in _TEXTS or name == "CATEGORIES" else None)
        calendar.add_component(event)
    return calendar


def icalendar_bytes(calendar: icalendar.Calendar) -> bytes:
    return calendar.to_ical()


def ical_components(values: Sequence[Values]) -> Calendar:
    events = [
        Event(
            uid=each["UID"],
            dtstamp=each["DTSTAMP"],
            last_modified=each["LAST-MODIFIED"],
            sequence=each["SEQUENCE"],
            dtstart=each["DTSTART"],
            dtend=each["DTEND"],
            summary=each["SUMMARY"],
            description=each["DESCRIPTION"],
            location=each["LOCATION"],
            geo=Geo(*each["GEO"]),
            url=each["URL"],
            categories=each["CATEGORIES"],
            status=each["STATUS"],
            transparency=each["TRANSP"],
            extras=[ExtraProperty(name=name.lower(), value=each[name]) for name in _EXTRAS],
        )
        for each in values
    ]
    return Calendar(events=events)


def ical_bytes(calendar: Calendar) -> bytes:
    return IcsCalendarStream.calendar_to_ics(calendar).encode()


RIVALS: dict[str, tuple[Callable[[Sequence[Values]], Any], Callable[[Any], bytes]]] = {
    "icalendar": (icalendar_components, icalendar_bytes),
    "ical": (ical_components, ical_bytes),
}


def hold_to_icalendar(size: int) -> None:
    """Our events have the lines that icalendar writes for their values, in whatever order."""
    feed = kt.to_ical(new_timeline(size), language=LANGUAGE)
    assert _lines_of_events(feed) == _lines_of_events(icalendar_bytes(icalendar_components(values_of(feed))))


def _lines_of_events(feed: bytes) -> list[list[bytes]]:
    events = feed.replace(b"\r\n ", b"").split(b"BEGIN:VEVENT\r\n")[1:]
    return [sorted(event.partition(b"END:VEVENT")[0].splitlines()) for event in events]


# Measuring


def ours(timeline: kt.Timeline) -> bytes:
    return kt.to_ical(timeline, language=LANGUAGE)


def stream(timeline: kt.Timeline) -> None:
    with tempfile.TemporaryFile() as file:
        for block in kt.iter_ical(timeline, language=LANGUAGE):
            file.write(block)


def measured(size: int) -> tuple[dict[str, float], int]:
    """The seconds of every way to write so many events, and the size of our feed."""
    feed = ours(new_timeline(size))
    values = values_of(feed)
    tasks: dict[str, measure.Task] = {
        "kzeu_timeline": measure.Fresh(lambda: new_timeline(size), ours),
        "again, 1 % changed": measure.Fresh(lambda: changed_timeline(size), ours),
    }
    for name, (build, write) in RIVALS.items():
        tasks[name] = measure.Fresh(lambda: values, lambda given, build=build, write=write: write(build(given)))
        tasks[f"{name}, components ready"] = measure.Fresh(lambda build=build: build(values), write)
    return measure.side_by_side(tasks, runs=7 if size <= 1_000 else 2, budget=6), len(feed)


def peak(prepare: Callable[[], Any], run: Callable[[Any], object]) -> int:
    """The most bytes that Python has allocated during *run*, beyond what it held before."""
    made = prepare()
    gc.collect()
    tracemalloc.start()
    run(made)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def show_times(of: dict[int, dict[str, float]], sizes: dict[int, int]) -> dict[str, float]:
    largest = SIZES[-1]
    slopes = {name: measure.growth(SIZES, [of[size][name] for size in SIZES]) for name in of[largest]}
    rows = [
        [
            name,
            *(measure.duration(of[size][name]) for size in SIZES),
            measure.count(largest / of[largest][name]),
            f"{sizes[largest] / of[largest][name] / 1e6:.1f}",
            measure.times(of[largest][name] / of[largest]["kzeu_timeline"]),
            f"{slopes[name]:.2f}",
        ]
        for name in of[largest]
    ]
    columns = ["events", *(f"{size:,}" for size in SIZES), "events/s", "MB/s", "CPU to ours", "growth"]
    measure.show(f"Writing a feed; that of {largest:,} events has {sizes[largest] / 1e6:.1f} MB", columns, rows)
    return slopes


def show_memory() -> float:
    """Print peaks, and return by how many bytes an event more raises the peak of streaming."""
    small, large = MEMORY_SIZES
    peaks = {
        "kzeu_timeline, whole": [peak(lambda size=size: new_timeline(size), ours) for size in MEMORY_SIZES],
        "kzeu_timeline, streamed": [peak(lambda size=size: new_timeline(size), stream) for size in MEMORY_SIZES],
    }
    values = values_of(ours(new_timeline(small)))
    for name, (build, write) in RIVALS.items():
        peaks[name] = [peak(lambda: values, lambda given, build=build, write=write: write(build(given)))]
    rows = [[name, *(f"{each / 1e6:.1f}" for each in of), *[""] * (2 - len(of))] for name, of in peaks.items()]
    measure.show("Peak memory, MB", ["events", *(f"{size:,}" for size in MEMORY_SIZES)], rows)
    least, most = peaks["kzeu_timeline, streamed"]
    return (most - least) / (large - small)


def main() -> None:
    hold_to_icalendar(200)
    of, sizes = {}, {}
    for size in SIZES:
        of[size], sizes[size] = measured(size)
    slopes = show_times(of, sizes)
    more = show_memory()
    largest = of[SIZES[-1]]
    mine = largest["kzeu_timeline"]
    for name, ahead in (("icalendar", AHEAD_OF_ICALENDAR), ("ical", AHEAD_OF_FASTEST)):
        ready = largest[f"{name}, components ready"]
        measure.verdict(
            f"at least {ahead} times as fast as {name}",
            f"{measure.times(largest[name] / mine)} from values, {measure.times(ready / mine)} from components",
            holds=largest[name] >= ahead * mine,
        )
    again = largest["again, 1 % changed"] / mine
    measure.verdict(
        "writing again after 1 % has changed takes at most a tenth", f"{again:.2f}", holds=again <= AGAIN_AT_MOST
    )
    slope = slopes["kzeu_timeline"]
    measure.verdict(f"growth at most {STEEPEST}", f"{slope:.2f}", holds=slope <= STEEPEST)
    measure.verdict(
        f"streaming takes at most {MOST_TO_STREAM} bytes for an event more", f"{more:.0f}", holds=more <= MOST_TO_STREAM
    )


if __name__ == "__main__":
    main()
