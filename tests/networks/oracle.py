"""What follows from constraints, by the shortest program that answers: Floyd and Warshall, over all pairs of points."""

from __future__ import annotations

from itertools import chain, combinations, product
from math import inf

from kzeu_timeline.networks import NOBODY, ORIGIN, Constraint


def points_of(constraints):
    return sorted({ORIGIN, *(point for each in constraints for point in (each.point, each.since))})


def distances(constraints):
    """The most days from each point to each other; None if the constraints contradict each other."""
    points = points_of(constraints)
    most = {(one, other): 0 if one == other else inf for one, other in product(points, repeat=2)}
    for each in constraints:
        most[each.since, each.point] = min(most[each.since, each.point], each.most)
        most[each.point, each.since] = min(most[each.point, each.since], -each.least)
    for middle, one, other in product(points, repeat=3):
        most[one, other] = min(most[one, other], most[one, middle] + most[middle, other])
    return most if all(most[point, point] >= 0 for point in points) else None


def are_possible(constraints):
    return distances(constraints) is not None


def said_by(constraints, sources):
    """What these say, and what holds by definition."""
    return [each for each in constraints if each.by in {*sources, NOBODY}]


def connected(constraints, some):
    """The constraints that hang together with *some*, by points other than the origin."""
    part = set(some)
    while True:
        points = set(points_of(part)) - {ORIGIN}
        wider = {each for each in constraints if points & {each.point, each.since}}
        if wider <= part:
            return part
        part |= wider


def proper_subsets(members):
    return chain.from_iterable(combinations(members, size) for size in range(len(members)))


def between(point, since=ORIGIN, least=-inf, most=inf, by="anybody"):
    return Constraint(point, since, least, most, by)
