"""Shortest paths from one point to all others, where lengths may be negative; or the cycles that leave none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from heapq import heapify, heappop, heappush
from itertools import chain
from math import inf
from typing import Final

from kzeu_timeline.networks.constraint import ORIGIN, Arc, Constraint, arcs
from kzeu_timeline.networks.knots import knots

_HOP: Final = 1
_DAY: Final = 1 << 32
"""A label counts days and, below them, hops: of equally long paths the one with fewer arcs is the shorter."""

_FAR: Final = _DAY << 64
"""The label of what the root doesn't reach, so that cycles out there are found as well."""


class Paths:
    """The shortest paths from *root*, or ``rings``: cycles of negative length that do not pass through it.

    Knot by knot, in an order in which most arcs lead onwards, and inside a knot to and fro until nothing changes (Yen's
    variant of the method of Bellman and Ford). So a chain takes one sweep however long it is, and a knot takes as many
    as its paths change direction.
    """

    def __init__(self, given: Iterable[Arc], root: str) -> None:
        self._root = root
        self._outgoing: defaultdict[str, list[Arc]] = defaultdict(list)
        self._returning: list[Arc] = []
        points: dict[str, None] = {}
        for arc in given:
            (self._returning if arc.head == root else self._outgoing[arc.tail]).append(arc)
            points[arc.tail] = points[arc.head] = None
        points.pop(root, None)
        begun = self._outgoing.pop(root, [])
        in_order = knots(points, self._outgoing)
        self._points = list(chain.from_iterable(in_order))
        self._place = {point: place for place, point in enumerate(self._points)}
        self._labels = [_FAR] * len(self._points)
        self._via: dict[int, Arc] = {}
        self._first: dict[str, Arc] = {}
        for arc in begun:
            self._improve(arc, 0)
        self.rings = tuple(ring for knot in in_order for ring in self._settle(self._place[knot[0]], len(knot)))

    def _settle(self, start: int, size: int) -> Iterator[tuple[Arc, ...]]:
        """Sweep over a knot until nothing changes in it, or until there are cycles, which it yields."""
        if size == 1:  # no arc leads back to where it begins
            self._go_on(start)
            return
        knot = range(start, start + size)
        waiting, direction, sweeps = set(knot), 1, 0
        rings: list[tuple[Arc, ...]] = []
        while waiting and not rings:
            waiting = self._sweep(waiting, direction, knot)
            direction, sweeps = -direction, sweeps + 1
            if waiting and not sweeps & (sweeps - 1):  # after 1, 2, 4, 8, ... sweeps: looking takes as long as sweeping
                rings = list(self._rings(knot))
        yield from rings

    def _sweep(self, waiting: Iterable[int], direction: int, knot: range) -> set[int]:
        """Go on from each of the places *waiting*, and from those that change ahead; the others of the knot that do."""
        queue = [direction * place for place in waiting]
        queued, behind = set(queue), set[int]()
        heapify(queue)
        while queue:
            here = heappop(queue)
            queued.remove(here)
            for place in self._go_on(direction * here):
                there = direction * place
                if place in knot and there <= here:
                    behind.add(place)
                elif place in knot and there not in queued:
                    queued.add(there)
                    heappush(queue, there)
        return behind

    def _go_on(self, place: int) -> list[int]:
        """Go on from a place along every arc; the places to which this is a shorter way than was known."""
        label, further = self._labels[place], self._outgoing.get(self._points[place], ())
        return [self._place[arc.head] for arc in further if self._improve(arc, label)]

    def _improve(self, arc: Arc, label: int) -> bool:
        """Whether the way by *arc*, to the tail of which *label* leads, is shorter than what was known; now it is."""
        place, new = self._place[arc.head], label + arc.days * _DAY + _HOP
        if new >= self._labels[place]:
            return False
        self._labels[place], self._via[place] = new, arc
        return True

    def _rings(self, knot: range) -> Iterator[tuple[Arc, ...]]:
        """Where the paths found so far run in circles, which they only do round cycles of negative length."""
        seen: dict[int, int] = {}
        for start in knot:
            place = start
            while place in knot and place not in seen:
                seen[place] = start
                arc = self._via.get(place)
                if arc is None or arc.tail == self._root:
                    break
                place = self._place[arc.tail]
            else:
                if seen.get(place) == start:
                    yield tuple(self._round(place))

    def _round(self, start: int) -> Iterator[Arc]:
        place = start
        while True:
            yield self._via[place]
            place = self._place[self._via[place].tail]
            if place == start:
                return

    def length(self, point: str) -> float:
        """The days of the shortest path to *point*; infinite if there is none."""
        if point == self._root:
            return 0
        label = self._labels[self._place[point]] if point in self._place else _FAR
        return inf if label > _FAR // 2 else label // _DAY

    def chain(self, point: str) -> tuple[Arc, ...]:
        """The arcs of the shortest path to *point*, from the root on; empty if there is none."""
        if self.length(point) == inf:
            return ()
        found = []
        while point != self._root:
            found.append(self._last(point))
            point = found[-1].tail
        return tuple(reversed(found))

    def first(self, point: str) -> Arc:
        """The arc with which the shortest path to *point* begins."""
        trail = []
        while point not in self._first:
            trail.append(point)
            arc = self._last(point)
            if arc.tail == self._root:
                self._first[point] = arc
            else:
                point = arc.tail
        self._first.update(dict.fromkeys(trail, self._first[point]))
        return self._first[point]

    def _last(self, point: str) -> Arc:
        return self._via[self._place[point]]

    @property
    def is_broken(self) -> bool:
        """Whether there is a cycle of negative length, so that shortest paths mean nothing."""
        return bool(self.rings) or any(self.broken())

    def broken(self) -> Iterator[Arc]:
        """The arcs back to the root that make a cycle of negative length of the shortest path to where they begin."""
        return (arc for arc in self._returning if self.length(arc.tail) + arc.days < 0)


BothWays = tuple[Paths, Paths]
"""The paths from a root to every point, and those from every point to the root."""


def both_ways(constraints: Iterable[Constraint], root: str = ORIGIN) -> BothWays:
    """The shortest paths of these constraints from *root* and to it."""
    constraints = tuple(constraints)
    return Paths(arcs(constraints), root), Paths(arcs(constraints, backwards=True), root)
