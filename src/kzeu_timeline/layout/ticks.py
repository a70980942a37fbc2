"""Where the axis has its ticks, and which of them are named."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

import attrs

from kzeu_timeline.dates.calendar import Day, day_of
from kzeu_timeline.layout.ladder import DAYS, DECIMAL_YEARS, HALVES, MONTHS, QUARTERS, Step
from kzeu_timeline.layout.metrics import Metrics
from kzeu_timeline.layout.scale import Scale
from kzeu_timeline.locales import wording
from kzeu_timeline.locales.wording import Case, Wording


@attrs.frozen
class Tick:
    """Where a year (*level* 0), a month (1) or a day (2) begins; what is named begins right of it.

    *text* is empty where there is no room for it. Names of level 0 have a line of their own, above the others'.
    """

    x: float
    text: str
    level: int


class _Rung(NamedTuple):
    """A unit that ticks are put at, and into how many of them, at least, one of the next coarser unit must fall."""

    step: Step
    level: int
    parts: int


_RUNGS: Final = (
    *(
        _Rung(step, 0, parts)
        for whole, half in zip(DECIMAL_YEARS, (*HALVES, None), strict=True)
        for step, parts in ((whole, 5), (half, 2))
        if step
    ),
    _Rung(QUARTERS, 1, 4),
    _Rung(MONTHS, 1, 3),
    _Rung(DAYS, 2, 10),
)
"""From the coarsest to the finest: a tick gives way to one of a coarser unit."""


def ticks(scale: Scale, first: int, end: int, *, metrics: Metrics, width: float, language: str) -> tuple[Tick, ...]:
    """The ticks of the days from *first* up to *end*, exclusive, from left to right.

    The first day is named whatever it is, because nothing left of it says which month and year one looks at.
    """
    words = wording(language)
    found = sorted(_candidates(scale, first, end, 0, metrics.apart), key=lambda candidate: candidate[0])
    places: list[float] = []
    kept = [(0, first), *(each for each in found if each[1] != first)]
    chosen = {day: rung for rung, day in kept if _insert(places, scale(day), metrics.apart)}
    names = {first: _context(first, end, words)}
    names.update((day, _name(day, _RUNGS[rung].level, words)) for day, rung in chosen.items() if day != first)
    taken: tuple[list[tuple[float, float]], list[tuple[float, float]]] = ([], [])
    named: dict[int, str] = {}
    for day, rung in chosen.items():
        x, line = scale(day), taken[min(_RUNGS[rung].level, 1)]
        if _is_free(line, x, right := x + metrics.measure(names[day]) + metrics.gap) and right <= width:
            insort(line, (x, right))
            named[day] = names[day]
    return tuple(Tick(scale(day), named.get(day, ""), _RUNGS[chosen[day]].level) for day in sorted(chosen))


def _candidates(scale: Scale, first: int, end: int, rung: int, apart: float) -> Iterator[tuple[int, int]]:
    """Rung and day of all that may be a tick: what is in units too narrow for it is not looked at."""
    starts = list(_RUNGS[rung].step.starts(first, end))
    yield from ((rung, start) for start in starts)
    if rung + 1 < len(_RUNGS):
        for start, stop in pairwise(dict.fromkeys((first, *starts, end))):
            if scale(stop) - scale(start) >= _RUNGS[rung + 1].parts * apart:
                yield from _candidates(scale, start, stop, rung + 1, apart)


def _insert(places: list[float], x: float, apart: float) -> bool:
    """Put *x* among the places, unless it is too near to one."""
    position = bisect_left(places, x)
    if any(abs(x - place) < apart for place in places[max(position - 1, 0) : position + 1]):
        return False
    places.insert(position, x)
    return True


def _is_free(line: list[tuple[float, float]], left: float, right: float) -> bool:
    position = bisect_left(line, (left, right))
    before, after = line[position - 1 : position], line[position : position + 1]
    return all(its <= left for _, its in before) and all(right <= its for its, _ in after)


def _context(first: int, end: int, words: Wording) -> str:
    """The year of the first day; its month too where only days are shown."""
    from kzeu_timeline.locales import names  # noqa: PLC0415 - brings Babel

    day = _day(first)
    if (day.month == 1 and day.day == 1) or (MONTHS.start(first) == first and end - first > _FEW_DAYS):
        return _name(first, 0, words)
    return names.month_text(day, words, Case.PLAIN)


_FEW_DAYS: Final = 62


def _name(number: int, level: int, words: Wording) -> str:
    from kzeu_timeline.locales import names  # noqa: PLC0415 - brings Babel

    day = _day(number)
    if level == 2:
        return str(day.day)
    if level == 1:
        return names.month_abbreviation(day.month, words)
    return names.digits(day.year, words)


def _day(number: int) -> Day:
    day = day_of(number)
    assert day is not None  # noqa: S101 - only infinities are no days
    return day
