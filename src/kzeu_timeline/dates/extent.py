"""When something can have begun and ended, and what follows from that for two such things.

An extent says that something began on some day from ``start_min`` to ``start_max`` and ended on some day
from ``end_min`` to ``end_max``, both inclusive; all are day numbers or infinities. A known day has
four equal numbers; "some day of November" has the month's first and last day twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from itertools import pairwise
from math import inf
from operator import and_, or_
from typing import Final, NamedTuple

from kzeu_timeline.dates.truth import Truth, decided


class Extent(NamedTuple):
    """The earliest and latest beginning and the earliest and latest end, as day numbers, inclusive."""

    start_min: float
    start_max: float
    end_min: float
    end_max: float

    @classmethod
    def within(cls, first: float, last: float) -> Extent:
        """Something that took place at some time from *first* to *last*."""
        return cls(first, last, first, last)

    @classmethod
    def throughout(cls, first: float, last: float) -> Extent:
        """Something that lasted from *first* to *last*."""
        return cls(first, first, last, last)

    @property
    def is_exact(self) -> bool:
        """Whether the first and the last day are known (an open end counts as known)."""
        return self.start_min == self.start_max and self.end_min == self.end_max

    def before(self, other: Extent) -> Truth:
        """Whether this ended before the other began."""
        return decided(self.end_max < other.start_min, self.end_min < other.start_max)

    def during(self, other: Extent) -> Truth:
        """Whether this lies wholly within the other."""
        return decided(
            other.start_max <= self.start_min and self.end_max <= other.end_min,
            self.start_max >= other.start_min and self.end_min <= other.end_max,
        )

    def overlaps(self, other: Extent) -> Truth:
        """Whether there is a day on which both took place."""
        return decided(
            self.start_max <= other.end_min and other.start_max <= self.end_min,
            self.start_min <= other.end_max and other.start_min <= self.end_max,
        )

    def same(self, other: Extent) -> Truth:
        """Whether both began on the same day and ended on the same day."""
        return decided(
            self.is_exact and self == other,
            self.start_min <= other.start_max
            and other.start_min <= self.start_max
            and self.end_min <= other.end_max
            and other.end_min <= self.end_max,
        )


UNKNOWN: Final = Extent.within(-inf, inf)
"""Of something that took place at any time."""

Pieces = tuple[Extent, ...]
"""What took place in one stretch (one piece) or in several."""

Relation = Callable[[Pieces, Pieces], Truth]
"""A question about two things that took place."""


def one_of(extents: Iterable[Extent]) -> Extent:
    """The narrowest extent that holds whichever of these it was."""
    starts_min, starts_max, ends_min, ends_max = zip(*extents, strict=True)
    return Extent(min(starts_min), max(starts_max), min(ends_min), max(ends_max))


def all_of(extents: Iterable[Extent]) -> Extent:
    """The extent from the beginning of the first of these to the end of the last."""
    starts_min, starts_max, ends_min, ends_max = zip(*extents, strict=True)
    return Extent(min(starts_min), min(starts_max), max(ends_min), max(ends_max))


def before(these: Pieces, those: Pieces) -> Truth:
    """Whether each of these ended before any of those began."""
    return reduce(and_, (mine.before(its) for mine in these for its in those))


def after(these: Pieces, those: Pieces) -> Truth:
    """Whether each of these began after all of those ended."""
    return before(those, these)


def during(these: Pieces, those: Pieces) -> Truth:
    """Whether each of these lies within one of those."""
    answer = reduce(and_, (reduce(or_, (mine.during(its) for its in those)) for mine in these))
    if answer is Truth.NO and _may_touch(those) and all_of(these).during(all_of(those)) is not Truth.NO:
        return Truth.MAYBE  # two pieces that touch may hold it together
    return answer


def _may_touch(pieces: Pieces) -> bool:
    """Whether one piece may begin before, or on the day after, another that begins no later has ended."""
    in_order = sorted(pieces)
    return any(second.start_min <= first.end_max + 1 for first, second in pairwise(in_order))


def overlaps(these: Pieces, those: Pieces) -> Truth:
    """Whether there is a day on which one of these and one of those took place."""
    return reduce(or_, (mine.overlaps(its) for mine in these for its in those))


def same(these: Pieces, those: Pieces) -> Truth:
    """Whether these and those took place on the same days."""
    if len(these) == len(those) == 1:
        return these[0].same(those[0])
    possible = all_of(these).same(all_of(those)) is not Truth.NO
    return decided(these == those and all(piece.is_exact for piece in these), possible)
