"""The bar of a date: where it certainly took place, where it may have, and where nobody knows how far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import inf

import attrs

from kzeu_timeline.dates import Edtf, Qualifier
from kzeu_timeline.dates.extent import Extent, Pieces
from kzeu_timeline.layout.metrics import Metrics
from kzeu_timeline.layout.scale import Scale

MOST_PIECES = 60
"""Of one date; of more only the whole is drawn, as of the days that ``XXXX-12-2X`` may mean."""


@attrs.frozen
class Stretch:
    """A part of a bar from *left* to *right*.

    ``certain``: it took place on each of these days; else it may have, as on all days of a date that its source calls
    uncertain or approximate. It fades where no end is known or there is none, and where it goes on outside of what is
    shown.
    """

    left: float
    right: float
    certain: bool
    fades_left: bool = False
    fades_right: bool = False


@attrs.frozen
class Bar:
    """The stretches of a date from left to right, and where dots stand for those too narrow to be seen."""

    stretches: tuple[Stretch, ...]
    dots: tuple[float, ...]
    left: float
    """Where all that is drawn begins, dots included."""
    right: float

    def uncovered(self, half: float) -> Iterator[Stretch]:
        """The stretches that are seen by themselves, beside dots that are twice *half* wide."""
        for stretch in self.stretches:
            if not any(dot - half <= stretch.left and stretch.right <= dot + half for dot in self.dots):
                yield stretch

    def is_certain_at(self, dot: float, half: float) -> bool:
        """Whether all is certain that a dot of that width stands for."""
        return all(each.certain for each in self.stretches if each.left <= dot + half and dot - half <= each.right)


@attrs.frozen
class Bars:
    """Draws dates on a scale that holds the days from *first* up to *end*, exclusive, in a picture of some width."""

    scale: Scale
    metrics: Metrics
    width: float
    first: float
    end: float

    def __call__(self, when: Edtf) -> Bar:
        """The bar of a date that touches the days that are shown."""
        sure = when.qualifier is Qualifier.NONE
        stretches = tuple(self._stretch(start, end, core and sure) for start, end, core in _parts(when.alternatives))
        half = self.metrics.dot / 2
        dots = tuple(
            min(max((island[0].left + island[-1].right) / 2, half), self.width - half)
            for island in _islands(stretches, self.metrics.dot)
        )
        return Bar(
            stretches,
            dots,
            min(stretches[0].left, *(dot - half for dot in dots)) if dots else stretches[0].left,
            max(stretches[-1].right, *(dot + half for dot in dots)) if dots else stretches[-1].right,
        )

    def _stretch(self, start: float, end: float, certain: bool) -> Stretch:  # noqa: FBT001 - the third of three
        left = 0.0 if start == -inf else self.scale(max(start, self.first))
        right = self.width if end == inf else self.scale(min(end, self.end))
        if not certain and start == -inf < end < inf:
            left = max(left, right - self.metrics.fade)
        if not certain and end == inf > start > -inf:
            right = min(right, left + self.metrics.fade)
        return Stretch(left, right, certain, start < self.first, end > self.end)


def _parts(alternatives: tuple[Pieces, ...]) -> Iterator[tuple[float, float, bool]]:
    """Stretches of days [start, end) in order, and whether it certainly took place on each of them."""
    pieces = [piece for alternative in alternatives for piece in alternative]
    if len(pieces) > MOST_PIECES:
        pieces = [Extent.within(min(piece.start_min for piece in pieces), max(piece.end_max for piece in pieces))]
    possible = _merged((piece.start_min, piece.end_max + 1) for piece in pieces)
    certain = _merged(
        (piece.start_max, piece.end_min + 1)
        for piece in pieces
        if len(alternatives) == 1 and piece.start_max <= piece.end_min
    )
    for start, end in possible:
        inside = [core for core in certain if start <= core[0] and core[1] <= end]
        edges = [start, *(edge for core in inside for edge in core), end]
        yield from ((a, b, number % 2 == 1) for number, (a, b) in enumerate(pairwise(edges)) if a < b)


def _merged(stretches: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _islands(stretches: Iterable[Stretch], dot: float) -> Iterator[list[Stretch]]:
    """What is too narrow to be seen by itself: stretches that touch, or would under their dots, together."""
    island: list[Stretch] = []
    for stretch in stretches:
        if island and stretch.left - island[-1].right > (dot if _is_narrow(island, dot) else 0):
            if _is_narrow(island, dot):
                yield island
            island = []
        island.append(stretch)
    if island and _is_narrow(island, dot):
        yield island


def _is_narrow(island: list[Stretch], dot: float) -> bool:
    return island[-1].right - island[0].left < dot
