"""Circles in graphs, against a search of every way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kzeu_timeline.checks.circles import circles

graphs = st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3), max_size=6)


def reach(graph, start):
    """What can be reached from *start* by at least one step."""
    seen, waiting = set(), list(graph.get(start, ()))
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            waiting += graph.get(node, ())
    return seen


@given(graphs)
def test_each_set_of_nodes_that_reach_each_other_has_one_circle(graph):
    in_circles = [node for node in graph if node in reach(graph, node)]
    groups = {
        frozenset(other for other in in_circles if {node} <= reach(graph, other) and other in reach(graph, node))
        for node in in_circles
    }
    found = list(circles(graph))
    assert len(found) == len(groups)
    for circle in found:
        [group] = [group for group in groups if circle[0] in group]
        assert set(circle) <= group
        assert circle[0] == next(node for node in graph if node in group)


@given(graphs)
def test_a_circle_is_one_and_no_node_stands_in_it_twice(graph):
    for circle in circles(graph):
        assert len(set(circle)) == len(circle)
        for node, successor in zip(circle, [*circle[1:], circle[0]], strict=True):
            assert successor in graph[node]


def test_a_long_way_needs_no_recursion():
    graph = {str(number): [str(number + 1)] for number in range(50_000)}
    assert list(circles(graph)) == []
    assert [len(circle) for circle in circles({**graph, "50000": ["0"]})] == [50_001]
