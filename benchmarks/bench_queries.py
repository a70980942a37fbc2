"""Asking a timeline, against the timeline of allenporter's ical and a plain scan of a list.

The entries are days, months and years in the proportions of a diplomatic record (80, 18 and 2 in a hundred), one
beginning each day, so that a larger timeline is a longer one and a window holds as many entries in each. Everybody
holds the same spans, and the answers are compared before anything is timed. ical is asked in the two ways in which
it can be: by ``calendar.timeline``, as its documentation says, and with a timeline that was materialised and kept;
it has no question for what was over before a day. The scan is the shortest program that answers: a comprehension
over spans as whole numbers that are ready beforehand.

What an answer costs beyond finding it depends on its length, so windows of one, ten and a hundred days are measured,
and a straight line through them tells the fixed part from the part for each entry.
"""

from __future__ import annotations

import datetime as dt
import statistics
from calendar import monthrange
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from ical.calendar import Calendar
from ical.event import Event
from ical.timeline import materialize_timeline

import kzeu_timeline as kt
import measure

SIZES = (1_000, 10_000, 100_000)
FIRST_DAY = dt.date(1800, 1, 1)
DAY = dt.timedelta(days=1)
WINDOWS = (1, 10, 100)
LONGEST = 20e-6
AHEAD_OF_ICAL = 10_000
STAMP = dt.datetime(2025, 12, 2, tzinfo=dt.UTC)


class Span(NamedTuple):
    """An entry as numbers: its slug, its date as EDTF, its first and last day."""

    slug: str
    edtf: str
    first: dt.date
    last: dt.date


def span(number: int) -> Span:
    day = FIRST_DAY + number * DAY
    slug, kind = f"entry-{number}", number * 37 % 100
    if kind < 80:
        return Span(slug, day.isoformat(), day, day)
    if kind < 98:
        last = monthrange(day.year, day.month)[1]
        return Span(slug, f"{day:%Y-%m}", day.replace(day=1), day.replace(day=last))
    return Span(slug, f"{day:%Y}", dt.date(day.year, 1, 1), dt.date(day.year, 12, 31))


@cache
def source() -> kt.Source:
    return kt.Source(slug="chronicle", publisher="A chronicle", published="2025-12-02")


def entry(of: Span) -> kt.Entry:
    statement = kt.Statement(source=source(), when=of.edtf, status="held")
    return kt.Event(slug=of.slug, kind="meeting", title={"en": of.slug}, statements=[statement])


def event(of: Span) -> Event:
    return Event(uid=of.slug, dtstamp=STAMP, dtstart=of.first, dtend=of.last + DAY, summary=of.slug)


class Rivals:
    """One record, held by each of the rivals, and a window in its middle."""

    def __init__(self, size: int) -> None:
        spans = [span(number) for number in range(size)]
        self.timeline = kt.Timeline(map(entry, spans))
        self.numbers = [(of.first.toordinal(), of.last.toordinal(), of) for of in spans]
        self.calendar = Calendar(events=[event(of) for of in spans])
        self.kept = materialize_timeline(self.calendar.timeline_tz(dt.UTC), dt.date.min, dt.date.max)
        self.day = FIRST_DAY + (size // 2) * DAY
        self.slug = spans[size // 3].slug

    def window(self, days: int) -> dict[str, Callable[[], Any]]:
        first, last = self.day, self.day + (days - 1) * DAY
        return {
            "kzeu_timeline": lambda: self.timeline.overlapping(first, last),
            "a scan": lambda: self._scan(first.toordinal(), last.toordinal()),
            "ical, kept": lambda: list(self.kept.overlapping(first, last + DAY)),
            "ical": lambda: list(self.calendar.timeline_tz(dt.UTC).overlapping(first, last + DAY)),
        }

    def _scan(self, first: int, last: int) -> list[Span]:
        return [of for start, end, of in self.numbers if start <= last and first <= end]

    def before(self) -> dict[str, Callable[[], Any]]:
        number = self.day.toordinal()
        return {
            "kzeu_timeline": lambda: len(self.timeline.before(self.day)),
            "a scan": lambda: sum(end < number for _, end, _ in self.numbers),
        }

    def after(self) -> dict[str, Callable[[], Any]]:
        number = self.day.toordinal()
        # A whole day that begins after another begins, to ical, at or after the midnight that ends it.
        midnight = dt.datetime.combine(self.day + DAY, dt.time(), tzinfo=dt.UTC) - dt.timedelta(microseconds=1)
        return {
            "kzeu_timeline": lambda: len(self.timeline.after(self.day)),
            "a scan": lambda: sum(start > number for start, _, _ in self.numbers),
            "ical, kept": lambda: sum(1 for _ in self.kept.start_after(midnight)),
        }

    def by_slug(self) -> dict[str, Callable[[], Any]]:
        return {
            "kzeu_timeline": lambda: self.timeline[self.slug],
            "a scan": lambda: next(of for _, _, of in self.numbers if of.slug == self.slug),
            "ical": lambda: next(each for each in self.calendar.events if each.uid == self.slug),
        }

    def building(self) -> dict[str, measure.Task]:
        entries = list(self.timeline)
        return {
            "Timeline(entries)": measure.Fresh(lambda: entries, kt.Timeline),
            "first window, which builds the index": measure.Fresh(
                lambda: kt.Timeline(entries), lambda timeline: timeline.overlapping(self.day)
            ),
            "first slug, which builds the dictionary": measure.Fresh(
                lambda: kt.Timeline(entries), lambda timeline: timeline[self.slug]
            ),
        }


def compare_answers(rivals: Rivals) -> None:
    for days in WINDOWS:
        answers = {name: _slugs(ask()) for name, ask in rivals.window(days).items()}
        assert len(set(map(frozenset, answers.values()))) == 1, {name: len(slugs) for name, slugs in answers.items()}
    for counts in (rivals.before(), rivals.after()):
        assert len({ask() for ask in counts.values()}) == 1, {name: ask() for name, ask in counts.items()}


def _slugs(answer: Any) -> list[str]:
    return [each.uid if isinstance(each, Event) else each.slug for each in answer]


def show(question: str, of: dict[int, dict[str, float]]) -> None:
    largest = of[SIZES[-1]]
    rows = [
        [
            name,
            *(measure.duration(of[size][name]) for size in SIZES),
            measure.times(largest[name] / largest["kzeu_timeline"]) if "kzeu_timeline" in largest else "",
            f"{measure.growth(SIZES, [of[size][name] for size in SIZES]):.2f}",
        ]
        for name in largest
    ]
    measure.show(question, ["entries", *(f"{size:,}" for size in SIZES), "CPU to ours", "growth"], rows)


def main() -> None:
    questions = {f"window of {days} days": {} for days in WINDOWS} | {"count before": {}, "count after": {}, "slug": {}}
    building, lengths = {}, {}
    for size in SIZES:
        rivals = Rivals(size)
        if size == SIZES[1]:
            compare_answers(rivals)
        asks = [*(rivals.window(days) for days in WINDOWS), rivals.before(), rivals.after(), rivals.by_slug()]
        for question, ask in zip(questions, asks, strict=True):
            if size == SIZES[-1] and question == f"window of {WINDOWS[-1]} days":
                ask.pop("ical")  # takes as long as a day does
            questions[question][size] = measure.side_by_side(ask, budget=3)
        building[size] = measure.side_by_side(rivals.building(), runs=3)
        lengths[size] = [len(rivals.window(days)["kzeu_timeline"]()) for days in WINDOWS]
    for question, of in questions.items():
        show(question, of)
    show("Building", building)

    at_most = SIZES[-1]
    windows = [questions[f"window of {days} days"][at_most] for days in WINDOWS]
    line = statistics.linear_regression(lengths[at_most], [window["kzeu_timeline"] for window in windows])
    lead = windows[0]["ical"] / windows[0]["kzeu_timeline"]
    measure.verdict(
        f"a window of {at_most:,} entries in at most {measure.duration(LONGEST)} plus the answer",
        f"{measure.duration(max(line.intercept, 1e-9))} and {measure.duration(line.slope)} for each entry found; "
        f"one day, {lengths[at_most][0]} found: {measure.duration(windows[0]['kzeu_timeline'])}",
        holds=line.intercept <= LONGEST,
    )
    measure.verdict(
        f"at least {AHEAD_OF_ICAL:,} times as fast as ical's timeline",
        f"{measure.times(lead)}, and {measure.times(windows[0]['ical, kept'] / windows[0]['kzeu_timeline'])} one kept",
        holds=lead >= AHEAD_OF_ICAL,
    )


if __name__ == "__main__":
    main()
