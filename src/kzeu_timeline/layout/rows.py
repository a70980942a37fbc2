"""Which row of a lane each box goes to, so that none touches another."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush


def rows(boxes: Sequence[tuple[float, float]], gap: float) -> list[int]:
    """The row of each box, given by its left and right: the first in which it leaves a gap to all that are there.

    There are no more rows than boxes that stand side by side somewhere.
    """
    chosen = [0] * len(boxes)
    free: list[int] = []
    taken: list[tuple[float, int]] = []
    for number in sorted(range(len(boxes)), key=boxes.__getitem__):
        left, right = boxes[number]
        while taken and taken[0][0] + gap <= left:
            heappush(free, heappop(taken)[1])
        row = chosen[number] = heappop(free) if free else len(taken)
        heappush(taken, (right, row))
    return chosen
