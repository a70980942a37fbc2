"""Where a day stands: a scale on which each day is as wide as any other, or one that gives room where much is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import attrs

from kzeu_timeline.layout.ladder import DAYS, DECIMAL_YEARS, MONTHS

_STEPS: Final = (*DECIMAL_YEARS, MONTHS, DAYS)

_FEWEST: Final = 8
"""Of the coarsest units: whole decades at both ends of thirty years would be mostly empty."""

_OF_TIME: Final = 0.35
"""Of the width is shared out by length, and the rest by what takes place: no year is gone because it was quiet."""

_AHEAD: Final = 0.155
"""Of the width, at least, is for what lies ahead: beside thirty years it is little, and it is what people look for."""


@attrs.frozen
class Scale:
    """From day numbers to places, never falling: straight between the knots, flat outside of them."""

    days: tuple[float, ...]
    places: tuple[float, ...]

    def __call__(self, day: float) -> float:
        """Where *day* begins; its end is where the next day begins."""
        days, places = self.days, self.places
        if day <= days[0]:
            return places[0]
        if day >= days[-1]:
            return places[-1]
        after = bisect_right(days, day)
        start, end = days[after - 1], days[after]
        return places[after - 1] + (places[after] - places[after - 1]) * ((day - start) / (end - start))


def whole(first: int, last: int) -> tuple[int, int, int]:
    """The first day of the whole units that hold the days from *first* to *last*, the day after them, and which units.

    The units are the coarsest of which there are at least eight.
    """
    for number, step in enumerate(_STEPS):
        start, end = max(step.start(first), 1), step.end(last)
        if step is DAYS or sum(1 for _ in step.starts(start, end)) >= _FEWEST:
            return start, end, number
    raise AssertionError("days are the last of the units")


def even(first: int, end: int, left: float, right: float) -> Scale:
    """The days from *first* up to *end*, all of the same width, between *left* and *right*."""
    return Scale((first, end), (left, right))


def fitted(
    middles: Sequence[float], first: int, end: int, unit: int, *, left: float, right: float, wide: float
) -> Scale:
    """The days from *first* up to *end* between *left* and *right*, with room for what lies around the *middles*.

    These are in ascending order. A part of the width is shared out evenly and the rest by how many lie in each unit;
    within one that is more than *wide*, again among the smaller ones.
    """
    knots = [*_knots(middles, first, end, unit, left, right - left, wide), (end, right)]
    return Scale(tuple(day for day, _ in knots), tuple(place for _, place in knots))


def with_room_ahead(scale: Scale, day: float) -> Scale:
    """The scale with nearly a sixth of its width, or more, for what follows on the beginning of *day*."""
    left, right, here = scale.places[0], scale.places[-1], scale(day)
    there = right - _AHEAD * (right - left)
    if here <= there:
        return scale
    before, after = (there - left) / (here - left), (right - there) / (right - here)
    knots = dict(zip(scale.days, scale.places, strict=True)) | {day: here}
    moved = [
        (each, left + (place - left) * before if place < here else right - (right - place) * after)
        for each, place in sorted(knots.items())
    ]
    return Scale(tuple(each for each, _ in moved), tuple(place for _, place in moved))


def _knots(
    middles: Sequence[float], first: int, end: int, unit: int, left: float, width: float, wide: float
) -> Iterator[tuple[float, float]]:
    starts = list(_STEPS[unit].starts(first, end))
    inside = bisect_left(middles, end) - bisect_left(middles, first)
    place = left
    for start, stop in pairwise([*starts, end]):
        there = bisect_left(middles, stop) - bisect_left(middles, start)
        of_time = _OF_TIME if inside else 1.0
        share = of_time * (stop - start) / (end - first) + (1 - of_time) * (there / inside if inside else 0)
        if there and share * width > wide and unit + 1 < len(_STEPS):
            yield from _knots(middles, start, stop, unit + 1, place, share * width, wide)
        else:
            yield start, place
        place += share * width
