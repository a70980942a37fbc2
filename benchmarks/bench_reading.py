"""Reading our own feeds back, against icalendar, allenporter's ical, vobject, ics and ical.js.

All read one feed, written by the project: about seventeen properties an event, Cyrillic and Latin texts, 2 kB.
The rivals stop at components or at records of iCalendar; the project goes on to entries with their statements, sources,
places and revisions, so it does more in its time than they do in theirs. Slow rivals read the small sizes only.
ical.js runs in a process of its own, which measures itself; starting it is not in its time.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable

import icalendar
import ics
import vobject
from ical.calendar_stream import IcsCalendarStream

import ical_rivals
import kzeu_timeline as kt
import material
import measure

SIZES = (100, 1_000, 10_000)
LANGUAGE = "ru"
AHEAD_OF_ICALENDAR = 3
STEEPEST = 1.1
OUTSIDE = "ical.js (Node)"
LARGEST_FOR = {"vobject": 1_000, "ics": 100}

READERS: dict[str, Callable[[bytes], object]] = {
    "kzeu_timeline": kt.read_ical,
    "icalendar": icalendar.Calendar.from_ical,
    "ical": lambda feed: IcsCalendarStream.calendar_from_ics(feed.decode()),
    "vobject": lambda feed: list(vobject.readComponents(feed.decode())),
    "ics": lambda feed: ics.Calendar(feed.decode()),
}


def feed_of(size: int) -> bytes:
    return kt.to_ical(kt.Timeline(material.entries(size)), language=LANGUAGE)


def measured(size: int, feed: bytes) -> dict[str, float]:
    readers = {name: read for name, read in READERS.items() if size <= LARGEST_FOR.get(name, size)}
    tasks = {name: lambda read=read: read(feed) for name, read in readers.items()}
    return measure.side_by_side(tasks, runs=5 if size <= 1_000 else 3, budget=25) | outside(feed)


def outside(feed: bytes) -> dict[str, float]:
    try:
        return {OUTSIDE: statistics.median(ical_rivals.read_with_icaljs(feed).seconds for _ in range(3))}
    except ical_rivals.MissingError as missing:
        print(missing)
        return {}


def main() -> None:
    feeds = {size: feed_of(size) for size in SIZES}
    assert len(kt.read_ical(feeds[SIZES[0]])) == SIZES[0]
    assert kt.read_ical(feeds[SIZES[0]]).problems == ()
    of = {size: measured(size, feed) for size, feed in feeds.items()}
    rows = []
    for name in (*READERS, OUTSIDE):
        known = [size for size in SIZES if name in of[size]]
        if not known:
            continue
        largest = known[-1]
        times = [measure.duration(of[size][name]) if size in known else "" for size in SIZES]
        ratio = of[largest][name] / of[largest]["kzeu_timeline"]
        rows.append([name, *times, measure.count(largest / of[largest][name]), measure.times(ratio)])
    title = f"Reading a feed; that of {SIZES[-1]:,} events has {len(feeds[SIZES[-1]]) / 1e6:.1f} MB"
    measure.show(title, ["events", *(f"{size:,}" for size in SIZES), "events/s", "CPU to ours"], rows)
    ahead = min(each["icalendar"] / each["kzeu_timeline"] for each in of.values())
    measure.verdict(
        f"at least {AHEAD_OF_ICALENDAR} times as fast as icalendar, at every size",
        measure.times(ahead),
        holds=ahead >= AHEAD_OF_ICALENDAR,
    )
    slope = measure.growth(SIZES, [of[size]["kzeu_timeline"] for size in SIZES])
    measure.verdict(f"growth at most {STEEPEST}", f"{slope:.2f}", holds=slope <= STEEPEST)


if __name__ == "__main__":
    main()
