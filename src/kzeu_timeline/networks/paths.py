"""Shortest paths from one point to all others, where lengths may be negative; or the cycles that leave none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush
from itertools import chain
from math import inf
from typing import Final

from kzeu_timeline.networks.constraint import Arc
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

    def __init__(self, arcs: Iterable[Arc], root: str) -> None:
        self._root = root
        outgoing: defaultdict[str, list[Arc]] = defaultdict(list)
        points: dict[str, None] = {}
        self._returning: list[Arc] = []
        for arc in arcs:
            (self._returning if arc.head == root else outgoing[arc.tail]).append(arc)
            points[arc.tail] = points[arc.head] = None
        points.pop(root, None)
        begun = outgoing.pop(root, [])
        self._knots = knots(points, outgoing)
        self._place = {point: place for place, point in enumerate(chain.from_iterable(self._knots))}
        self._labels = [_FAR] * len(points)
        self._via: dict[int, Arc] = {}
        self._first: dict[str, Arc] = {}
        for arc in begun:
            place, label = self._place[arc.head], arc.days * _DAY + _HOP
            if label < self._labels[place]:
                self._labels[place], self._via[place] = label, arc
        self._outgoing = [[(self._place[arc.head], arc) for arc in outgoing.get(point, ())] for point in self._place]
        self.rings = tuple(ring for knot in self._knots for ring in self._settle(knot))
        del self._outgoing

    def _settle(self, knot: Sequence[str]) -> Iterator[tuple[Arc, ...]]:
        """Sweep over the points of a knot until nothing changes in it, or until there are cycles, which it yields."""
        places = range(self._place[knot[0]], self._place[knot[0]] + len(knot))
        waiting, direction, sweeps = set(places), 1, 0
        rings: list[tuple[Arc, ...]] = []
        while waiting and not rings:
            waiting = self._sweep(waiting, direction, places)
            direction, sweeps = -direction, sweeps + 1
            if waiting and not sweeps & (sweeps - 1):  # after 1, 2, 4, 8, ... sweeps: looking takes as long as sweeping
                rings = list(self._rings(places))
        yield from rings

    def _sweep(self, waiting: Iterable[int], direction: int, knot: range) -> set[int]:
        """Go on from each of the places *waiting*, and from those that change ahead; the others that change."""
        labels, via, outgoing = self._labels, self._via, self._outgoing
        queue = [direction * place for place in waiting]
        queued, behind = set(queue), set[int]()
        heapify(queue)
        while queue:
            here = heappop(queue)
            queued.remove(here)
            label = labels[direction * here]
            for place, arc in outgoing[direction * here]:
                new = label + arc.days * _DAY + _HOP
                if new < labels[place]:
                    labels[place], via[place] = new, arc
                    there = direction * place
                    if place not in knot:
                        continue  # its turn comes
                    if there <= here:
                        behind.add(place)
                    elif there not in queued:
                        queued.add(there)
                        heappush(queue, there)
        return behind

    def _rings(self, places: range) -> Iterator[tuple[Arc, ...]]:
        """Where the paths found so far run in circles, which they only do round cycles of negative length."""
        seen: dict[int, int] = {}
        for start in places:
            place = start
            while place in places and place not in seen:
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

    def broken(self) -> Iterator[Arc]:
        """The arcs back to the root that make a cycle of negative length of the shortest path to where they begin."""
        return (arc for arc in self._returning if self.length(arc.tail) + arc.days < 0)
