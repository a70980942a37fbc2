"""The points of a graph in an order in which arcs lead onwards, but for those inside knots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kzeu_timeline.networks.constraint import Arc


def knots(points: Iterable[str], outgoing: Mapping[str, Sequence[Arc]]) -> list[list[str]]:
    """The points in groups: within a group every point leads to every other, between groups arcs only lead onwards.

    Within a group, too, most arcs lead onwards. Source: R. Tarjan, Depth-first search and linear graph algorithms,
    SIAM Journal on Computing 1 (1972), 146-160.
    """
    found: list[list[str]] = []
    entered: dict[str, int] = {}
    lowest: dict[str, int] = {}
    left: dict[str, int] = {}
    open_points: list[str] = []
    closed: set[str] = set()
    for start in points:
        trail = [] if start in entered else [(start, iter(outgoing.get(start, ())))]
        while trail:
            point, rest = trail[-1]
            if point not in entered:
                entered[point] = lowest[point] = len(entered)
                open_points.append(point)
            for arc in rest:
                if arc.head not in entered:
                    trail.append((arc.head, iter(outgoing.get(arc.head, ()))))
                    break
                if arc.head not in closed:
                    lowest[point] = min(lowest[point], lowest[arc.head])
            else:
                trail.pop()
                left[point] = len(left)
                if trail:
                    above = trail[-1][0]
                    lowest[above] = min(lowest[above], lowest[point])
                if lowest[point] == entered[point]:
                    knot = [open_points.pop()]
                    while knot[-1] != point:
                        knot.append(open_points.pop())
                    closed.update(knot)
                    found.append(sorted(knot, key=left.__getitem__, reverse=True))
    return found[::-1]
