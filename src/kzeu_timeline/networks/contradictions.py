"""Constraints that can't all hold, and the fewest people who can't all be right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kzeu_timeline.networks.constraint import NOBODY, ORIGIN, Arc, Constraint, arcs
from kzeu_timeline.networks.knots import knots
from kzeu_timeline.networks.paths import BothWays, Paths, both_ways

Cycle = tuple[Constraint, ...]
"""Constraints whose arcs make a cycle of negative length."""


class Contradiction(NamedTuple):
    """Constraints that can't all hold, while without any one of those who state them all the others may be right.

    That counts all that they say in the part of the network that hangs together, not these constraints alone.
    *left_out* was put aside to see whether there are other contradictions: those that come later are looked for, and
    are as small as they can be, without it.
    """

    constraints: Cycle
    left_out: Constraint

    @property
    def by(self) -> tuple[str, ...]:
        """Who says them, each once, in alphabetical order; nobody if they contradict each other by definition."""
        return tuple(sorted({each.by for each in self.constraints} - {NOBODY}))


def contradictions(constraints: Sequence[Constraint], met: BothWays) -> tuple[Contradiction, ...]:
    """One contradiction after the other, each without what was left out before, until none is left.

    So two that have nothing in common are both found, and there are never more than constraints. Those in what holds
    by definition come first, lest they be blamed on people. *met* are the paths of all these constraints.
    """
    search = _Search(constraints)
    by_definition = tuple(search.by_definition())
    return (*by_definition, *search.found(None if by_definition else met))


class _Search:
    def __init__(self, constraints: Sequence[Constraint]) -> None:
        self._standing = dict.fromkeys(constraints)
        self._said: defaultdict[str, list[Constraint]] = defaultdict(list)
        for each in constraints:
            self._said[each.by].append(each)
        self._defined: defaultdict[str, list[Arc]] = defaultdict(list)
        points: dict[str, None] = {}
        for arc in arcs(self._said[NOBODY]):
            self._defined[arc.tail].append(arc)
            points[arc.tail] = points[arc.head] = None
        in_order = knots(points, self._defined)
        self._has_circles = len(in_order) < len(points)
        self._level = {point: level for level, knot in enumerate(in_order) for point in knot}
        """Of the points of which something holds by definition; it leads to the same or to a higher one only."""
        self._sound: set[frozenset[str]] = set()

    def by_definition(self) -> Iterator[Contradiction]:
        """Those in what holds by definition, which it takes a circle for."""
        if self._has_circles:
            search = _Search(self._said[NOBODY])
            for found in search.found():
                del self._standing[found.left_out]
                yield found

    def found(self, met: BothWays | None = None) -> Iterator[Contradiction]:
        while True:
            paths = met or both_ways(self._standing)
            blame = _blame(paths)
            forwards, backwards = (_worst(each, blame) for each in paths)
            begun = backwards > forwards  # so that the cycle holds what most are at odds with, not the like of it
            taken: set[Constraint] = set()
            for cycle in _cycles(paths[begun], taken):
                smallest = self._smallest(cycle[::-1] if begun else cycle)
                stated = [each for each in smallest if each.by != NOBODY] or smallest
                left_out = max(stated, key=lambda each: (blame[each], each))
                del self._standing[left_out]
                taken.update(cycle, smallest)
                yield Contradiction(smallest, left_out)
            if not taken:
                return
            met = None

    def _smallest(self, cycle: Cycle) -> Cycle:
        """A cycle by as few of those who make *cycle* as can be: each is left out once, and stays out if it can."""
        sources = sorted({each.by for each in cycle} - {NOBODY})
        needed = 0
        while needed < len(sources) > 1:
            rest = self._cycle_by([*sources[:needed], *sources[needed + 1 :]])
            if rest is None:
                needed += 1
            else:
                cycle, still = rest, {each.by for each in rest}
                sources = [source for source in sources if source in still]
        return cycle

    def _cycle_by(self, sources: Sequence[str]) -> Cycle | None:
        """A cycle of what these say and of what holds by definition; None if they can all be right."""
        group = frozenset(sources)
        if group in self._sound:  # and will be: what is left out later makes nobody wrong
            return None
        stated = [each for source in sources for each in self._said[source] if each in self._standing]
        paths = Paths(arcs([*stated, *self._about(stated)]), ORIGIN)
        cycle = next(_cycles(paths, set()), None)
        if cycle is None:
            self._sound.add(group)
        return cycle

    def _about(self, stated: Iterable[Constraint]) -> Iterator[Constraint]:
        """What holds by definition and can lead from any of the points that these constraints are about to another."""
        points = {point for each in stated for point in (each.point, each.since)} & self._level.keys()
        last = max(map(self._level.__getitem__, points), default=0)
        new = sorted(points)
        while new:
            for arc in self._defined[new.pop()]:
                if self._level[arc.head] <= last and arc.constraint in self._standing:
                    yield arc.constraint
                    if arc.head not in points:
                        points.add(arc.head)
                        new.append(arc.head)


def _blame(met: BothWays) -> Counter[Constraint]:
    """How many others each bound from the origin is at odds with, so that one that is alone is left out first."""
    if any(paths.rings for paths in met):
        return Counter()
    return Counter(paths.first(arc.tail).constraint for paths in met for arc in paths.broken())


def _worst(paths: Paths, blame: Counter[Constraint]) -> int:
    """The most that any bound is blamed for with which one of the chains begins."""
    return max((blame[paths.first(arc.tail).constraint] for arc in paths.broken()), default=0) if blame else 0


def _cycles(paths: Paths, taken: set[Constraint]) -> Iterator[Cycle]:
    """The cycles that *paths* met with, but for those through a constraint that has been *taken* by then."""
    for arcs_met in paths.rings or _through_root(paths, taken):
        cycle = tuple(arc.constraint for arc in arcs_met)
        if taken.isdisjoint(cycle):
            yield cycle


def _through_root(paths: Paths, taken: set[Constraint]) -> Iterator[tuple[Arc, ...]]:
    for arc in paths.broken():
        if taken.isdisjoint({arc.constraint, paths.first(arc.tail).constraint}):  # or the chain is followed in vain
            yield (*paths.chain(arc.tail), arc)
