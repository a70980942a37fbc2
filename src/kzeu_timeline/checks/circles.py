"""Circles in a graph, such as relations make."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

Graph = Mapping[str, Sequence[str]]
"""The successors of each node; one without successors may be left out."""


def circles(graph: Graph) -> Iterator[list[str]]:
    """One shortest circle for each set of nodes that reach each other, begun at the first node of the graph in it.

    Takes time linear in the graph, but for the circles that it finds.
    """
    component = _components(graph)
    done: set[int] = set()
    for node in graph:
        if component[node] not in done and (circle := _circle(graph, component, node)):
            done.add(component[node])
            yield circle


def _circle(graph: Graph, component: Mapping[str, int], start: str) -> list[str]:
    """The shortest way from *start* back to it; empty if there is none."""
    came_from: dict[str, str] = {}
    waiting = deque([start])
    while waiting and start not in came_from:
        node = waiting.popleft()
        for successor in graph.get(node, ()):
            if component[successor] == component[start] and successor not in came_from:
                came_from[successor] = node
                waiting.append(successor)
    if start not in came_from:
        return []
    way = [came_from[start]]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return way[::-1]


def _components(graph: Graph) -> dict[str, int]:
    """Of each node, the number of its strongly connected component: Tarjan's algorithm, without recursion."""
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    component: dict[str, int] = {}
    path: list[str] = []
    for root in graph:
        if root in number:
            continue
        calls = [(root, iter(graph.get(root, ())))]
        number[root] = lowest[root] = len(number)
        path.append(root)
        while calls:
            node, successors = calls[-1]
            for successor in successors:
                if successor not in number:
                    number[successor] = lowest[successor] = len(number)
                    path.append(successor)
                    calls.append((successor, iter(graph.get(successor, ()))))
                    break
                if successor not in component:
                    lowest[node] = min(lowest[node], number[successor])
            else:
                calls.pop()
                if calls:
                    lowest[calls[-1][0]] = min(lowest[calls[-1][0]], lowest[node])
                if lowest[node] == number[node]:
                    while node not in component:
                        component[path.pop()] = number[node]
    return component
