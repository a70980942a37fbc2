"""What is said of two points, and the arcs of the graph that it makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import inf, isinf
from typing import Final, NamedTuple

from kzeu_timeline.exceptions import InvalidRecordError, quoted

ORIGIN: Final = ""
"""The point that bounds are measured from: day 0."""

NOBODY: Final = ""
"""Says what holds by definition, as that nothing ends before it begins."""


class Constraint(NamedTuple):
    """From the point *since* to *point* it is at least *least* and at most *most* days, says *by*.

    Days are whole numbers, negative where *point* comes first, or infinities where nothing is said.
    """

    point: str
    since: str = ORIGIN
    least: float = -inf
    most: float = inf
    by: str = NOBODY


class Arc(NamedTuple):
    """*head* comes at most so many days after *tail*, by this constraint; read backwards, at least so many before."""

    tail: str
    head: str
    days: int
    constraint: Constraint


def checked(constraint: Constraint) -> Constraint:
    """*constraint* if it says something of two points in whole days."""
    for days in (constraint.least, constraint.most):
        if not isinf(days) and days % 1 != 0:  # of NaN the remainder is NaN
            raise InvalidRecordError(f"not a whole number of days: {quoted(days)}")
    if constraint.least == inf or constraint.most == -inf:
        raise InvalidRecordError(f"days without end: {quoted(constraint[2:4])}")
    if constraint.point == constraint.since:
        raise InvalidRecordError(f"a point measured from itself: {quoted(constraint.point)}")
    return constraint


def arcs(constraints: Iterable[Constraint], *, backwards: bool = False) -> Iterator[Arc]:
    """The arcs that these constraints make, or the same the other way round."""
    for constraint in constraints:
        since, point = constraint.since, constraint.point
        if constraint.most != inf:
            tail, head = (point, since) if backwards else (since, point)
            yield Arc(tail, head, int(constraint.most), constraint)
        if constraint.least != -inf:
            tail, head = (since, point) if backwards else (point, since)
            yield Arc(tail, head, -int(constraint.least), constraint)
