"""Writing a feed, against icalendar, ical, ics and vobject, ical.js and libical.

All are given the same values, ready made, in one run: some seventeen properties of each event, with Cyrillic and Latin
texts and a description of some 900 characters. So is the project's own writer, `values`. The project starts from
entries, though: settling dates, putting them into words and putting the description together is in the rows `entries`
and in nobody else's. Those are cold: entries that were never written, and no date of which was put into words before;
`again` is after one entry in a hundred has changed.

What the rivals write is held to ours: icalendar's events have the same lines, whatever their order. ics folds no lines,
ical and ics write no LANGUAGE; so their work is a little lighter. Node and libical run in processes of their own, which
measure themselves; starting them and handing over the values is not in their time. Memory is what Python allocates at
most beyond the values or entries, and of the two others the growth of the process.
"""

from __future__ import annotations

import gc
import itertools
import statistics
import tempfile
import tracemalloc
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import ical_rivals
import kzeu_timeline as kt
import material
import measure
from kzeu_timeline.calendar_events import CalendarEvent, Feed, Imprecise, calendar_event, calendar_events
from kzeu_timeline.calendar_events.properties import calendar_properties, related_properties
from kzeu_timeline.contentlines import content_line, folded
from kzeu_timeline.exporters.ical import event_lines

LANGUAGE = kt.Language.RU
SIZES = (100, 1_000, 10_000, 100_000)
COMPARED = 10_000
MOST_OF_RIVALS = {"vobject": 1_000, "icalendar": 10_000, "ical": 10_000, "ics": 10_000}
MEMORY_SIZES = (3_000, 10_000)  # both more than the texts that are kept, of which there is a fixed number

AHEAD_OF_ICALENDAR = 20
AHEAD_OF_FASTEST = 8
AGAIN_AT_MOST = 0.1
STEEPEST = 1.05
MOST_TO_STREAM = 16
"""Bytes for an event more: the place in a list and in a set, nothing that is written."""

_versions = itertools.count()


# What is written


def new_timeline(size: int) -> kt.Timeline:
    """A timeline of entries that no run has seen before, and no date of which was ever put into words."""
    kt.describe.cache_clear()
    return kt.Timeline(material.entries(size, version=next(_versions)))


def changed_timeline(size: int) -> kt.Timeline:
    """A timeline that was written before, but for every hundredth entry."""
    old = new_timeline(size)
    from_entries(old)
    version = next(_versions)
    return old | kt.Timeline(material.entry(number, version) for number in range(0, size, 100))


def values(size: int) -> list[CalendarEvent]:
    """So many events, ready to be written; the entries that they are of are not kept."""
    return [calendar_event(entry, LANGUAGE, Imprecise.MARK) for entry in material.entries(size)]


def from_values(events: Iterable[CalendarEvent]) -> bytes:
    feed = Feed(language=LANGUAGE)
    changed = max(event.updated for event in events)
    parts = [b"BEGIN:VCALENDAR\r\n", *(folded(content_line(each)) for each in calendar_properties(feed, changed))]
    for event in events:
        parts.append(event_lines(event))
        if event.related:
            parts += [folded(content_line(each)) for each in related_properties(event.related)]
        parts.append(b"END:VEVENT\r\n")
    return b"".join((*parts, b"END:VCALENDAR\r\n"))


def from_entries(timeline: kt.Timeline) -> bytes:
    return kt.to_ical(timeline, language=LANGUAGE)


def stream(timeline: kt.Timeline) -> None:
    with tempfile.TemporaryFile() as file:
        for block in kt.iter_ical(timeline, language=LANGUAGE):
            file.write(block)


def hold_to_icalendar(size: int) -> None:
    """Our events have the lines that icalendar writes for their values, in whatever order."""
    timeline = new_timeline(size)
    events = list(calendar_events(timeline, language=LANGUAGE))
    feed = from_entries(timeline)
    assert from_values(events) == feed
    assert _lines_of_events(feed) == _lines_of_events(ical_rivals.by_icalendar(events))


def _lines_of_events(feed: bytes) -> list[list[bytes]]:
    events = feed.replace(b"\r\n ", b"").split(b"BEGIN:VEVENT\r\n")[1:]
    return [sorted(event.partition(b"END:VEVENT")[0].splitlines()) for event in events]


# Measuring


class Measured(NamedTuple):
    """How long each writer takes for so many events, and the size of our feed."""

    seconds: dict[str, float]
    size: int


def measured(size: int) -> Measured:
    events = values(size)
    tasks: dict[str, measure.Task] = {
        "values": lambda: from_values(events),
        "entries": measure.Fresh(lambda: new_timeline(size), from_entries),
    }
    if size <= COMPARED:
        tasks["again, 1 % changed"] = measure.Fresh(lambda: changed_timeline(size), from_entries)
    for name, write in ical_rivals.IN_PYTHON.items():
        if size <= MOST_OF_RIVALS[name]:
            tasks[name] = lambda write=write: write(events)  # type: ignore[misc]
    seconds = measure.side_by_side(tasks, runs=5, budget=4)
    return Measured(seconds | outside(events), len(from_values(events)))


def outside(events: Sequence[CalendarEvent]) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, write in ical_rivals.OUTSIDE.items():
        try:
            found[name] = statistics.median(write(events).seconds for _ in range(3))
        except ical_rivals.MissingError as missing:
            if len(events) == SIZES[0]:
                print(missing)
    return found


def peak(prepare: Callable[[], Any], run: Callable[[Any], object]) -> int:
    """The most bytes that Python has allocated during *run*, beyond what it held before."""
    made = prepare()
    gc.collect()
    tracemalloc.start()
    run(made)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def show_times(of: dict[int, Measured]) -> dict[str, float]:
    names = list(dict.fromkeys(name for size in SIZES for name in of[size].seconds))
    slopes, rows = {}, []
    for name in names:
        sizes = [size for size in SIZES if name in of[size].seconds]
        times = [of[size].seconds[name] for size in sizes]
        steady = [size for size in sizes if size >= 1_000]
        slopes[name] = measure.growth(steady, times[-len(steady) :]) if len(steady) > 1 else 0.0
        at = min(sizes[-1], COMPARED)
        seconds = of[at].seconds[name]
        rows.append(
            [
                name,
                *(measure.duration(of[size].seconds[name]) if size in sizes else "" for size in SIZES),
                measure.count(at / seconds),
                f"{of[at].size / seconds / 1e6:.1f}",
                measure.times(seconds / of[at].seconds["values"]),
                measure.times(seconds / of[at].seconds["entries"]),
                f"{slopes[name]:.2f}" if slopes[name] else "",
            ]
        )
    columns = ["", *(f"{size:,}" for size in SIZES), "events/s", "MB/s", "to values", "to entries", "growth"]
    title = f"Writing a feed; that of {COMPARED:,} events has {of[COMPARED].size / 1e6:.1f} MB; rates at that size"
    measure.show(title, columns, rows)
    return slopes


def show_memory() -> float:
    """Print peaks, and return by how many bytes an event more raises the peak of streaming."""
    small, large = MEMORY_SIZES
    peaks = {
        "values, whole": [peak(lambda size=size: values(size), from_values) for size in MEMORY_SIZES],
        "entries, whole and kept": [peak(lambda size=size: new_timeline(size), from_entries) for size in MEMORY_SIZES],
        "entries, streamed": [peak(lambda size=size: new_timeline(size), stream) for size in MEMORY_SIZES],
    }
    for name, write in ical_rivals.IN_PYTHON.items():
        peaks[name] = [peak(lambda: values(small), write)]
    for name, run in ical_rivals.OUTSIDE.items():
        try:
            peaks[name] = [run(values(size)).memory for size in MEMORY_SIZES]
        except ical_rivals.MissingError:
            continue
    rows = [[name, *(f"{each / 1e6:.1f}" for each in of), *[""] * (2 - len(of))] for name, of in peaks.items()]
    measure.show("Peak memory, MB", ["", *(f"{size:,}" for size in MEMORY_SIZES)], rows)
    least, most = peaks["entries, streamed"]
    return (most - least) / (large - small)


def show_verdicts(of: dict[int, Measured], slopes: dict[str, float], more: float) -> None:
    seconds = of[COMPARED].seconds
    mine = seconds["values"]
    fastest = min((name for name in ical_rivals.IN_PYTHON if name in seconds), key=lambda name: seconds[name])
    bars = [("icalendar", AHEAD_OF_ICALENDAR), (fastest, AHEAD_OF_FASTEST), ("libical 3 (C)", 1)]
    for name, ahead in bars:
        if name in seconds:
            ratio = seconds[name] / mine
            found = f"{measure.times(ratio)} (from entries {measure.times(seconds[name] / seconds['entries'])})"
            bar = f"from values at least {ahead} times as fast as {name}"
            measure.verdict(bar, found, holds=ratio >= ahead)
    again = seconds["again, 1 % changed"] / seconds["entries"]
    measure.verdict("again after 1 % has changed at most a tenth", f"{again:.2f}", holds=again <= AGAIN_AT_MOST)
    for name in ("values", "entries"):
        measure.verdict(f"growth at most {STEEPEST}, {name}", f"{slopes[name]:.2f}", holds=slopes[name] <= STEEPEST)
    measure.verdict(
        f"streaming takes at most {MOST_TO_STREAM} bytes for an event more", f"{more:.0f}", holds=more <= MOST_TO_STREAM
    )


def main() -> None:
    hold_to_icalendar(200)
    of = {size: measured(size) for size in SIZES}
    slopes = show_times(of)
    show_verdicts(of, slopes, show_memory())


if __name__ == "__main__":
    main()
