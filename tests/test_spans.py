"""Questions about spans, each against going through all of them one by one."""

from __future__ import annotations

from itertools import pairwise
from math import inf
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzeu_timeline.spans import SpanIndex, connected_runs
from tests.strategies import LAW

OFTEN: Final = settings(LAW, max_examples=200)

numbers: Final = st.integers(-4, 12)
spans: Final = st.tuples(numbers | st.just(-inf), numbers | st.just(inf)).map(
    lambda span: span if span[0] <= span[1] else span[::-1]
)
span_lists: Final = st.lists(spans, max_size=12)
edges: Final = numbers | st.sampled_from([-inf, inf])


def where(condition, of):
    return [position for position, (start, end) in enumerate(of) if condition(start, end)]


@given(span_lists, edges)
@OFTEN
def test_over_before_a_day(of, day):
    assert SpanIndex(of).ending_before(day) == where(lambda _, end: end < day, of)


@given(span_lists, edges)
@OFTEN
def test_not_over_by_the_end_of_a_day(of, day):
    assert SpanIndex(of).ending_after(day) == where(lambda _, end: end > day, of)


@given(span_lists, edges)
@OFTEN
def test_begun_after_a_day(of, day):
    assert SpanIndex(of).starting_after(day) == where(lambda start, _: start > day, of)


@given(span_lists, edges)
@OFTEN
def test_begun_before_a_day(of, day):
    assert SpanIndex(of).starting_before(day) == where(lambda start, _: start < day, of)


@given(span_lists, edges, edges)
@OFTEN
def test_sharing_a_day_with_a_window(of, first, last):
    shared = where(lambda start, end: max(start, first) <= min(end, last), of)
    assert SpanIndex(of).overlapping(first, last) == shared


@given(span_lists, edges, edges)
@OFTEN
def test_wholly_in_a_window(of, first, last):
    assert SpanIndex(of).within(first, last) == where(lambda start, end: first <= start and end <= last, of)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5, 8, 9, 100])
def test_any_number_of_spans(count):
    index = SpanIndex([(i, i + 1) for i in range(count)])
    assert index.overlapping(-inf, inf) == index.within(-inf, inf) == list(range(count))
    assert index.overlapping(1, 1) == [i for i in (0, 1) if i < count]


def test_a_question_leaves_the_index_as_it_was():
    index = SpanIndex([(1, 2), (-inf, inf), (2, 3)])
    index.within(0, 9).clear()
    assert index.overlapping(2, 2) == index.overlapping(2, 2) == [0, 1, 2]


# Stretches that nothing parts.


def parted(of, at):
    """Whether everything before position *at* is over before anything from there on begins."""
    return all(end < start for _, end in of[:at] for start, _ in of[at:])


@given(span_lists)
@OFTEN
def test_a_stretch_is_what_no_day_parts(of):
    runs = connected_runs(of)
    inside = {at for run in runs for at in range(run.start + 1, run.stop)}
    assert inside == {at for at in range(1, len(of)) if not parted(of, at)}


@given(span_lists)
@OFTEN
def test_stretches_are_in_order_and_longer_than_one(of):
    runs = connected_runs(of)
    assert all(run.stop - run.start > 1 for run in runs)
    assert all(one.stop <= other.start for one, other in pairwise(runs))


@pytest.mark.parametrize(
    "of, runs",
    [
        ([], []),
        ([(1, 1)], []),
        ([(1, 1), (2, 2)], []),
        ([(1, 1), (1, 1)], [slice(0, 2)]),
        ([(1, 9), (2, 2), (3, 3)], [slice(0, 3)]),
        ([(1, 2), (2, 3), (4, 4), (5, 6), (6, 6)], [slice(0, 2), slice(3, 5)]),
        ([(1, 1), (2, 2), (-inf, 3)], [slice(0, 3)]),
        ([(1, 1), (2, inf), (3, 3)], [slice(1, 3)]),
    ],
)
def test_stretches(of, runs):
    assert connected_runs(of) == runs
