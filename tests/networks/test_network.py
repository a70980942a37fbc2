"""Networks: what follows is what the oracle says, chains add up, and nobody is blamed who need not be."""

from __future__ import annotations

from itertools import pairwise, product
from math import inf, nan
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from kzeu_timeline.exceptions import UnknownSlugError
from kzeu_timeline.networks import NOBODY, ORIGIN, Constraint, Network
from tests.builders import refusal
from tests.networks.oracle import are_possible, between, connected, distances, points_of, proper_subsets, said_by
from tests.strategies import LAW

POINTS: Final = ("p", "q", "r", "s", "t", ORIGIN)
SOURCES: Final = ("a", "b", "c", "d", NOBODY)


@st.composite
def constraints(draw: DrawFn, widest: int = 12) -> Constraint:
    since, point = draw(st.lists(st.sampled_from(POINTS), min_size=2, max_size=2, unique=True))
    least = draw(st.integers(-15, 15))
    most = least + draw(st.integers(0, widest))
    bounds = draw(st.sampled_from([(least, most), (least, inf), (-inf, most)]))
    return Constraint(point, since, *bounds, draw(st.sampled_from(SOURCES)))


networks: Final = st.lists(constraints(), max_size=12)
loose_networks: Final = st.lists(constraints(widest=60), max_size=8)


@given(networks | loose_networks)
@LAW
def test_bounds_are_those_of_the_oracle_between_all_points(given_constraints):
    most = distances(given_constraints)
    network = Network(given_constraints)
    assert (network.contradictions == ()) == (most is not None)
    if most is not None:
        for since, point in product(points_of(given_constraints), repeat=2):
            assert network.bounds(point, since=since) == (-most[point, since], most[since, point])


@given(networks)
@LAW
def test_the_steps_of_a_chain_lead_to_the_point_and_add_up_to_its_bound(given_constraints):
    network = Network(given_constraints)
    for since, point in product(points_of(given_constraints), repeat=2):
        for side, (chain, bound) in enumerate(
            zip(network.why(point, since=since), network.bounds(point, since=since), strict=True)
        ):
            here = since
            for constraint, days in chain:
                forwards = constraint.since == here
                said = (constraint.least, constraint.most) if forwards else (-constraint.most, -constraint.least)
                assert days == said[side]
                here = constraint.point if forwards else constraint.since
            assert here == (since if bound in {-inf, inf} else point)
            assert sum(days for _, days in chain) == (0 if bound in {-inf, inf} else bound)


@given(networks)
@LAW
def test_of_chains_to_a_bound_the_shortest_is_told(given_constraints):
    network = Network(given_constraints)
    believed = [each for each in given_constraints if all(each not in x.constraints for x in network.contradictions)]
    for point in points_of(given_constraints):
        _, upper = network.why(point)
        for fewer in range(1, len(upper)):
            assert _most_in(fewer, point, believed) > network.bounds(point)[1]


def _most_in(steps: int, point: str, constraints: list[Constraint]) -> float:
    labels = {ORIGIN: 0.0}
    for _ in range(steps):
        further = dict(labels)
        for each in constraints:
            for tail, head, days in ((each.since, each.point, each.most), (each.point, each.since, -each.least)):
                further[head] = min(further.get(head, inf), labels.get(tail, inf) + days)
        labels = further
    return labels.get(point, inf)


@given(networks)
@example([between("x", least=day, most=day, by=by) for day, by in ((1, "a"), (2, "b"), (3, "c"))])
@example([between("p", "q", 1, by="a"), between("q", "p", 1, by="b"), between("p", "q", 1, 1), between("p", "q", 2)])
@example(
    [
        *(between("s", "p", 0, 0, "a"), between("s", "p", 1, 1, "a"), between("q", "p", 0, 0, "a")),
        *(between("r", "q", 0, 0, "b"), between("r", "q", 1, 1, "a")),
    ]
)
@LAW
def test_each_contradiction_is_one_and_without_any_of_its_sources_there_is_none(given_constraints):
    standing = set(given_constraints)
    for found in Network(given_constraints).contradictions:
        assert not are_possible(found.constraints)
        assert set(found.constraints) <= standing
        part = connected(given_constraints, found.constraints)
        for fewer in proper_subsets(found.by):
            assert are_possible(said_by(standing & part, fewer))
        assert found.left_out in found.constraints
        assert found.left_out.by in found.by or not found.by
        standing.remove(found.left_out)
    assert are_possible(standing)


@given(networks)
@LAW
def test_what_is_in_no_contradiction_bounds_as_if_the_rest_had_not_been_said(given_constraints):
    network = Network(given_constraints)
    disputed = {each for found in network.contradictions for each in found.constraints}
    believed = Network(each for each in given_constraints if each not in disputed)
    assert believed.contradictions == ()
    for point in points_of([each for each in given_constraints if each not in disputed]):
        assert network.bounds(point) == believed.bounds(point)
        assert network.why(point) == believed.why(point)


@given(networks, st.randoms(use_true_random=False))
@LAW
def test_the_order_in_which_constraints_are_given_makes_no_difference(given_constraints, chance):
    shuffled = given_constraints * 2
    chance.shuffle(shuffled)
    one, other = Network(given_constraints), Network(shuffled)
    assert one.contradictions == other.contradictions
    for point in points_of(given_constraints):
        assert (one.bounds(point), one.why(point)) == (other.bounds(point), other.why(point))


@given(networks, networks)
@LAW
def test_a_part_of_its_own_is_as_if_it_were_alone(mine, others):
    moved = [
        each._replace(point=each.point and f"{each.point}'", since=each.since and f"{each.since}'") for each in others
    ]
    alone, together = Network(mine), Network([*mine, *moved])
    assert {*together.contradictions} == {*alone.contradictions, *Network(moved).contradictions}
    for point in points_of(mine):
        assert alone.bounds(point) == together.bounds(point)


@st.composite
def worlds(draw: DrawFn) -> tuple[dict[str, int], list[Constraint]]:
    """When things really happened, and constraints that are true of it."""
    days = {point: draw(st.integers(-500, 500)) for point in POINTS if point} | {ORIGIN: 0}
    said = []
    for point, since in draw(
        st.lists(st.lists(st.sampled_from(POINTS), min_size=2, max_size=2, unique=True), max_size=20)
    ):
        distance = days[point] - days[since]
        least, most = distance - draw(st.integers(0, 40)), distance + draw(st.integers(0, 40))
        said.append(Constraint(point, since, least, most, draw(st.sampled_from(SOURCES))))
    return days, said


@given(worlds())
@LAW
def test_who_is_right_contradicts_nobody_and_bounds_hold_what_happened(world):
    days, said = world
    network = Network(said)
    assert network.contradictions == ()
    for point in points_of(said):
        least, most = network.bounds(point)
        assert least <= days[point] <= most


@pytest.mark.parametrize("length", [10, 3_000])
def test_a_chain_of_any_length_is_gone_through(length):
    chain = [between(f"{i}", f"{i - 1}", 1, 2) for i in range(1, length)]
    network = Network([between("0", least=0, most=0), *chain])
    assert network.bounds(f"{length - 1}") == (length - 1, 2 * (length - 1))
    assert len(network.why(f"{length - 1}")[1]) == length


def test_one_wrong_bound_among_many_is_the_one_that_is_left_out():
    days = {f"{i:02}": i * 10 for i in range(30)}
    order = [between(f"{i:02}", f"{i - 1:02}", 0, by=NOBODY) for i in range(1, 30)]
    dated = [between(point, least=day, most=day, by=f"source {point}") for point, day in days.items() if point != "15"]
    for wrong in (-1_000, 1_000):
        [found] = Network([*order, *dated, between("15", least=wrong, most=wrong, by="wrong")]).contradictions
        assert found.left_out.by == "wrong"
        assert len(found.by) == 2


@pytest.mark.parametrize("wrong", [-1_000, 1_000])
def test_a_wrong_report_among_many_is_not_told_anew_for_each_that_it_is_at_odds_with(wrong):
    points = [f"{i:02}" for i in range(30)]
    order = [
        between(after, before, 0, by=NOBODY)
        for before, after in pairwise([*points[:15], "begins", "ends", *points[15:]])
    ]
    dated = [between(point, least=day, most=day, by="right") for day, point in enumerate(points)]
    report = [between(point, least=wrong, most=wrong, by="wrong") for point in ("begins", "ends")]
    found = Network([*order, *dated, *report]).contradictions
    assert len(found) == 2
    assert {each.left_out.by for each in found} == {"wrong"}


def test_a_source_that_contradicts_itself_hides_none_of_what_it_says_against_others():
    said = [
        *(between("x", least=1, most=1, by="a"), between("x", least=2, most=2, by="a")),
        *(between("y", "x", 0, 99, by="b"), between("y", least=50, most=50, by="a"), between("y", most=30, by="c")),
    ]
    assert {found.by for found in Network(said).contradictions} == {("a",), ("a", "c")}


def test_what_holds_by_definition_is_blamed_on_nobody():
    said = [between("x", "y", 1, by=NOBODY), between("y", "x", 1, by=NOBODY), between("x", least=1, most=1, by="a")]
    [found] = Network(said).contradictions
    assert found.by == ()


def test_nothing_is_known_of_a_network_in_which_nothing_is_said():
    network = Network([])
    assert network.contradictions == ()
    assert network.bounds(ORIGIN) == (0, 0)
    assert network.why(ORIGIN) == ((), ())


def test_a_point_that_hangs_in_the_air_has_no_bounds():
    network = Network([between("x", "y", 1, 2)])
    assert network.bounds("x") == (-inf, inf)
    assert network.bounds("x", since="y") == (1, 2)


@pytest.mark.parametrize(
    "constraint, message",
    [
        (between("x", "x", 0), "a point measured from itself: 'x'"),
        (between("x", least=0.5), "not a whole number of days: 0.5"),
        (between("x", most=nan), "not a whole number of days: nan"),
        (between("x", least=inf), "days without end: (inf, inf)"),
        (between("x", most=-inf), "days without end: (-inf, -inf)"),
    ],
)
def test_a_constraint_that_says_nothing_is_refused(constraint, message):
    assert refusal(lambda: Network([constraint])) == message


@pytest.mark.parametrize("ask", [Network.bounds, Network.why])
def test_a_point_of_which_nobody_speaks_is_refused(ask):
    network = Network([between("x", most=1)])
    for question in (lambda: ask(network, "y"), lambda: ask(network, "x", since="y")):
        assert refusal(question, UnknownSlugError) == "nothing is said of this point: 'y'"
