"""What was known on each day on which something was published, as stretches of such days."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import cached_property
from itertools import groupby
from math import isfinite
from typing import NamedTuple

import attrs

from kzeu_timeline.dates.calendar import date_of
from kzeu_timeline.model import Entry, Figure, Relation, Source, Statement
from kzeu_timeline.sentences import run_marks
from kzeu_timeline.timeline import Timeline


class Period(NamedTuple):
    """From one position among the days of publication to before another; without *until*, ever since."""

    since: int
    until: int | None = None

    def __str__(self) -> str:
        return str(self.since) if self.until is None else f"{self.since} {self.until}"


class State(NamedTuple):
    """An entry as it was known in a period."""

    entry: Entry
    period: Period


@attrs.frozen(eq=False)
class Knowledge:
    """What of a timeline was known on each day on which a source came out.

    ``days`` are their numbers, in order. The position after the last stands for all that is known, sources without
    a date included.
    """

    timeline: Timeline
    days: tuple[int, ...]
    states: Mapping[str, tuple[State, ...]]

    def since(self, source: Source | None) -> int:
        """The position from which what a source says was known: the last if nobody knows when it came out."""
        day = published_by(source)
        return len(self.days) if day is None else bisect_left(self.days, day)

    def after(self, day: float, today: dt.date | None) -> int | None:
        """The first position that is later than a day, by its number; None if not even *today* is, or nobody knows."""
        position = bisect_right(self.days, day)
        is_over = position < len(self.days) or (today is not None and today.toordinal() > day)
        return position if is_over else None

    def spans(self, slug: str) -> Iterator[str]:
        """The first and the last possible day of each date that the entry was known to have, one after another.

        A slash parts them where they differ; nothing stands where there is no bound.
        """
        for piece in pieces(self.states[slug], lambda then: then.when, lambda then: then.when.edtf):
            ends = [day.isoformat() if (day := date_of(end)) else "" for end in piece.state.entry.when.span]
            yield "/".join(dict.fromkeys(ends)) or "/"

    @cached_property
    def order(self) -> Mapping[tuple[str, int], float]:
        """The place of each state, by slug and first position, in the order of all that was ever known.

        What is known now has whole numbers from zero on, what was known before stands between them.
        """
        every = [(state.entry.sort_key, slug, state.period) for slug in self.states for state in self.states[slug]]
        places, now = dict[tuple[str, int], float](), 0
        for is_now, states in groupby(sorted(every), key=lambda each: each[2].until is None):
            alike = [(slug, period.since) for _, slug, period in states]
            step = 1 if is_now else round(1 / (len(alike) + 1), 6)
            first = now if is_now else now - 1 + step
            places.update({each: first + number * step for number, each in enumerate(alike)})
            now += len(alike) if is_now else 0
        return places

    @cached_property
    def marks(self) -> Mapping[str, tuple[tuple[int, str], ...]]:
        """What stood in the margin of each entry where the order was open, with the position from which it did."""
        found: dict[str, list[tuple[int, str]]] = {slug: [] for slug in self.states}
        for position in range(len(self.days) + 1):
            then = run_marks(self.at(position))
            for slug, marks in found.items():
                mark = then.get(slug, "")
                if mark != (marks[-1][1] if marks else ""):
                    marks.append((position, mark))
        return {slug: tuple(marks) for slug, marks in found.items()}

    def at(self, position: int) -> Timeline:
        """The timeline as it was known at a position."""
        return Timeline(
            state.entry
            for states in self.states.values()
            for state in states
            if state.period.since <= position and (state.period.until is None or position < state.period.until)
        )


def published_by(source: Source | None) -> int | None:
    """The number of the day by whose end a source had certainly come out; None if nobody knows one."""
    last = source.published.span[1] if source and source.published else None
    return int(last) if last is not None and isfinite(last) else None


def knowledge(timeline: Timeline) -> Knowledge:
    """What of *timeline* was known when."""
    days = tuple(sorted({day for entry in timeline for day in _days(entry)}))
    return Knowledge(timeline, days, {entry.slug: tuple(_states(entry, days)) for entry in timeline})


def _days(entry: Entry) -> set[int]:
    """The days on which any source came out that says something of the entry."""
    claims: tuple[Statement | Relation | Figure, ...] = (*entry.statements, *entry.relations, *entry.figures)
    return {day for each in claims if (day := published_by(each.source)) is not None}


def _states(entry: Entry, days: tuple[int, ...]) -> Iterator[State]:
    """The entry as it was known from each day on which one of its sources came out, and as it is known now."""
    known: list[tuple[int, Entry]] = []
    for number in sorted(_days(entry)):
        then = entry.as_of(dt.date.fromordinal(number))
        if then is not None and (not known or known[-1][1] != then):
            known.append((bisect_left(days, number), then))
    if not known or known[-1][1] != entry:
        known.append((len(days), entry))
    ends = [*(since for since, _ in known[1:]), None]
    yield from (State(then, Period(since, end)) for (since, then), end in zip(known, ends, strict=True))


class Piece(NamedTuple):
    """A text, and when it was what was known: None if that is as long as the entry is known."""

    text: str
    period: Period | None
    state: State


def pieces(
    states: tuple[State, ...], key: Callable[[Entry], Hashable], text: Callable[[Entry], str]
) -> Iterator[Piece]:
    """What was known of one thing, state after state, told once for each stretch in which *key* is the same.

    What is empty is left out.
    """
    stretches: list[tuple[Hashable, State, Period]] = []
    for state in states:
        value = key(state.entry)
        if stretches and stretches[-1][0] == value:
            _, first, period = stretches[-1]
            stretches[-1] = (value, first, Period(period.since, state.period.until))
        else:
            stretches.append((value, state, state.period))
    for _, state, period in stretches:
        if said := text(state.entry):
            yield Piece(said, None if len(stretches) == 1 else period, state)
