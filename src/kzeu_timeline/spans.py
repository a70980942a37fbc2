"""Which of many spans touch a window: sorted arrays and a tree of their ends."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise


class SpanIndex:
    """The positions of spans in a list, found by where they begin and end; both ends inclusive.

    Every question is answered in the order of the list, in time logarithmic in its length, plus the answer.
    """

    __slots__ = ("_by_end", "_by_start", "_ends", "_leaves", "_starts", "_tops")

    def __init__(self, spans: Sequence[tuple[float, float]]) -> None:
        self._by_start = sorted(range(len(spans)), key=lambda position: spans[position][0])
        self._by_end = sorted(range(len(spans)), key=lambda position: spans[position][1])
        self._starts = [spans[position][0] for position in self._by_start]
        self._ends = [spans[position][1] for position in self._by_end]
        # A complete binary tree in a list: node i has the children 2i and 2i+1, and holds the latest end below it.
        self._leaves = 1 << max(len(spans) - 1, 0).bit_length()
        self._tops = [float("-inf")] * (2 * self._leaves)
        self._tops[self._leaves : self._leaves + len(spans)] = [spans[position][1] for position in self._by_start]
        for node in range(self._leaves - 1, 0, -1):
            self._tops[node] = max(self._tops[2 * node], self._tops[2 * node + 1])

    def ending_before(self, day: float) -> list[int]:
        """Those that are over before *day*."""
        return sorted(self._by_end[: bisect_left(self._ends, day)])

    def ending_after(self, day: float) -> list[int]:
        """Those that are not over by the end of *day*."""
        return sorted(self._by_end[bisect_right(self._ends, day) :])

    def starting_after(self, day: float) -> list[int]:
        """Those that begin after *day*."""
        return sorted(self._by_start[bisect_right(self._starts, day) :])

    def starting_before(self, day: float) -> list[int]:
        """Those that begin before *day*."""
        return sorted(self._by_start[: bisect_left(self._starts, day)])

    def overlapping(self, first: float, last: float) -> list[int]:
        """Those that share a day with the window from *first* to *last*."""
        stop = bisect_right(self._starts, last) if first <= last else 0
        found, waiting = [], [(1, 0, self._leaves)]
        while waiting:
            node, start, width = waiting.pop()
            if start >= stop or self._tops[node] < first:
                continue
            if width == 1:
                found.append(self._by_start[start])
            else:
                half = width // 2
                waiting += (2 * node + 1, start + half, half), (2 * node, start, half)
        return sorted(found)

    def within(self, first: float, last: float) -> list[int]:
        """Those that lie wholly in the window from *first* to *last*."""
        window = slice(bisect_left(self._starts, first), bisect_right(self._starts, last))
        return sorted(
            position
            for position, top in zip(self._by_start[window], self._ends_by_start(window), strict=True)
            if top <= last
        )

    def _ends_by_start(self, window: slice) -> list[float]:
        return self._tops[self._leaves + window.start : self._leaves + max(window.start, window.stop)]


def connected_runs(spans: Sequence[tuple[float, float]]) -> list[slice]:
    """The stretches of a list within which no day parts all that stands before it from all that stands after.

    A stretch of one is left out. Between two neighbouring stretches every span before is over before any after begins.
    """
    latest_so_far = list(accumulate((end for _, end in spans), max))
    earliest_from_here = list(accumulate((start for start, _ in reversed(spans)), min))[::-1]
    cuts = [i for i in range(1, len(spans)) if latest_so_far[i - 1] < earliest_from_here[i]]
    bounds = [0, *cuts, len(spans)]
    return [slice(a, b) for a, b in pairwise(bounds) if b - a > 1]
