"""A network of constraints, and what can be asked of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kzeu_timeline.exceptions import UnknownSlugError, quoted
from kzeu_timeline.networks.constraint import ORIGIN, Constraint, checked
from kzeu_timeline.networks.contradictions import Contradiction, contradictions
from kzeu_timeline.networks.paths import BothWays, both_ways


class Step(NamedTuple):
    """A constraint in a chain, and the days that it adds."""

    constraint: Constraint
    days: int


class Network:
    """Constraints, and what follows from them.

    Nobody is believed in a contradiction: none of its constraints bounds anything, while all that does not hang on it
    keeps its bounds. The order in which constraints are given makes no difference.

    Raises :class:`~kzeu_timeline.InvalidRecordError` for days that are not whole numbers or infinities, and for a
    point that is measured from itself.
    """

    def __init__(self, constraints: Iterable[Constraint]) -> None:
        self.contradictions: tuple[Contradiction, ...] = ()
        self._believed: list[Constraint] = []
        self._paths: dict[str, BothWays] = {}
        for part in _connected(sorted(set(map(checked, constraints)))):
            believed, paths = part, both_ways(part)
            if paths[0].is_broken:
                found = contradictions(part, paths)
                disputed = {constraint for each in found for constraint in each.constraints}
                believed = [constraint for constraint in part if constraint not in disputed]
                paths = both_ways(believed)
                self.contradictions += found
            self._believed += believed
            self._paths.update((point, paths) for each in part for point in (each.point, each.since))

    def bounds(self, point: str, *, since: str = ORIGIN) -> tuple[float, float]:
        """The least and the most days from *since* to *point*; infinite where nothing bounds them.

        From the origin they are ready; from elsewhere, the whole network is gone through.
        Raises :class:`~kzeu_timeline.UnknownSlugError` for a point of which no constraint speaks.
        """
        forwards, backwards = self._between(since, point)
        return -backwards.length(point), forwards.length(point)

    def why(self, point: str, *, since: str = ORIGIN) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
        """The chain from *since* to *point* that makes each of its bounds, the shortest that does; empty if unbounded.

        The days of the steps add up to the bound.
        """
        forwards, backwards = self._between(since, point)
        return (
            tuple(Step(arc.constraint, -arc.days) for arc in backwards.chain(point)),
            tuple(Step(arc.constraint, arc.days) for arc in forwards.chain(point)),
        )

    def _between(self, since: str, point: str) -> BothWays:
        for each in (since, point):
            if each not in self._paths and each != ORIGIN:
                raise UnknownSlugError(f"nothing is said of this point: {quoted(each)}")
        if since == ORIGIN != point:
            return self._paths[point]
        return both_ways(self._believed, since)


def _connected(constraints: Sequence[Constraint]) -> Iterator[list[Constraint]]:
    """The constraints in parts that have no point but the origin in common."""
    leader: dict[str, str] = {}

    def lead(point: str) -> str:
        while (above := leader.setdefault(point, point)) != point:
            leader[point] = leader[above]  # halves the way for the next one
            point = above
        return point

    for each in constraints:
        if ORIGIN not in {each.point, each.since}:
            leader[lead(each.point)] = lead(each.since)
    parts: defaultdict[str, list[Constraint]] = defaultdict(list)
    for each in constraints:
        parts[lead(each.since if each.point == ORIGIN else each.point)].append(each)
    yield from parts.values()
