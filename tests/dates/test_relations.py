"""Before, after, during, overlaps, same: examples for what they mean, brute force for the laws they keep."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import Final, NamedTuple

import pytest
from hypothesis import given

from kzeu_timeline.dates import Truth, parse_edtf
from kzeu_timeline.exceptions import KzeuTimelineError, UndecidedError
from tests.strategies import LAW, days, edtf_values

YES, NO, MAYBE = Truth.YES, Truth.NO, Truth.MAYBE


def ask(left: str, relation: str, right: str) -> Truth:
    return getattr(parse_edtf(left), relation)(parse_edtf(right))


MEANING: Final = [
    # dates read as "some time within"
    ("2025-11", "before", "2025-12", YES),
    ("2025-12", "before", "2025-11", NO),
    ("2025-12-01", "before", "2025-12-01", NO),
    ("2025-11", "before", "2025-11", MAYBE),
    ("2025", "before", "2025-12-31", MAYBE),
    ("2025-12-31", "before", "2025", NO),
    ("2025-12", "after", "2025-11", YES),
    ("2025-12-02", "after", "2025-12", MAYBE),
    ("198X", "before", "1990", YES),
    ("198X", "before", "1989", MAYBE),
    ("-0044-03-15", "before", "0001", YES),
    ("Y-17E7", "before", "-9999", YES),
    ("1950S2", "before", "2000", YES),
    ("1950S2", "before", "1960", MAYBE),
    ("2025-11-15", "overlaps", "2025-11-15", YES),
    ("2025-11-15", "overlaps", "2025-11", MAYBE),
    ("2025-11", "overlaps", "2025-12", NO),
    ("2025-12-01", "same", "2025-12-01", YES),
    ("2025-11", "same", "2025-11", MAYBE),
    ("2025-11", "same", "2025-12", NO),
    # a date on the right of "during" is the whole period
    ("2025-11-15", "during", "2025-11", YES),
    ("2025-11", "during", "2025", YES),
    ("2025-11", "during", "2025-11", YES),
    ("2025", "during", "2025-11", MAYBE),
    ("2025-12", "during", "2025-11", NO),
    ("1985-06", "during", "198X", YES),
    ("1985-06", "during", "1950S2", MAYBE),
    ("2004-06-10", "during", "2004-06-10", YES),
    # on or before, on or after
    ("[..2025-12-02]", "before", "2025-12-01", MAYBE),
    ("[..2025-12-02]", "before", "2025-12-03", YES),
    ("2025-12-01", "before", "[..2025-12-02]", MAYBE),
    ("2025-12-02", "before", "[..2025-12-02]", NO),
    ("[2025-12-02..]", "after", "2025-12-01", YES),
    ("[2025-12-02..]", "after", "2025-12-02", MAYBE),
    # intervals
    ("2004/2005", "before", "2004-06", NO),
    ("2004/2005", "before", "2006", YES),
    ("2004/2006", "overlaps", "2005", YES),
    ("2004/2006", "overlaps", "2004-06", MAYBE),
    ("2004/2006", "overlaps", "2007", NO),
    ("2005", "during", "2004/2006", YES),
    ("2004-06", "during", "2004/2006", MAYBE),
    ("2004-06-01/2004-06-20", "during", "2004-06", YES),
    ("2004-06-01/2004-07-20", "during", "2004-06", NO),
    ("2004-06-01/2004-06-20", "same", "2004-06-01/2004-06-20", YES),
    ("2004-06-01/2004-06-20", "same", "2004-06-01/2004-06-19", NO),
    ("2004/2005", "same", "2004/2005", MAYBE),
    # open ends: it lasts
    ("2004/..", "before", "2010", NO),
    ("2004/..", "overlaps", "3000", YES),
    ("../2004", "after", "1000", NO),
    ("../2004", "overlaps", "1000", YES),
    ("../2004", "before", "2005", YES),
    ("2004/..", "during", "2003/..", YES),
    ("2004/..", "during", "2003/2010", NO),
    ("2004-06-01/..", "same", "2004-06-01/..", YES),
    # unknown ends: it ended, nobody says when
    ("2004/", "before", "2010", MAYBE),
    ("2004/", "before", "2004", MAYBE),
    ("2004/", "before", "2003", NO),
    ("2004/", "overlaps", "3000", MAYBE),
    ("/2004", "after", "1000", MAYBE),
    ("/2004", "overlaps", "1000", MAYBE),
    ("/2004", "before", "2005", YES),
    ("2004-06-01/", "same", "2004-06-01/", MAYBE),
    # an end that is itself open to one side
    ("..2004-06-01/2004-06-20..", "overlaps", "2004-06-10", YES),
    ("..2004-06-01/2004-06-20..", "before", "2004-07", MAYBE),
    ("..2004-06-01/2004-06-20..", "before", "2004-06-20", NO),
    # sets have gaps
    ("[1667,1670]", "overlaps", "1668", NO),
    ("{1667,1670}", "overlaps", "1668", NO),
    ("[1667,1670]", "before", "1671", YES),
    ("[1667,1670]", "before", "1668", MAYBE),
    ("{1667,1670}", "before", "1668", NO),
    ("{1667,1670}", "before", "1671", YES),
    ("1667", "during", "{1667,1670}", YES),
    ("1667", "during", "[1667,1670]", MAYBE),
    ("2004-06-05", "during", "[2004,2004-06]", YES),
    ("{2004-06-01,2004-06-05}", "during", "2004-06", YES),
    ("{2004-06-01,2004-06-05}", "same", "{2004-06-05,2004-06-01}", YES),
    ("{2004-06-01,2004-06-05}", "same", "2004-06-03", NO),
    ("[2004-06-01,2004-06-05]", "same", "2004-06-01", MAYBE),
    ("{..1984}", "before", "1985", YES),
    ("1900", "before", "{..1984}", NO),
    ("{..1984}", "overlaps", "{..1980}", YES),
    ("{1984..}", "before", "2000", NO),
    # a season without a hemisphere has no bounds; winter goes on into the next year
    ("2001-21", "before", "2010", MAYBE),
    ("2001-04", "during", "2001-21", MAYBE),
    ("2001-25", "before", "2001-26", YES),
    ("2001-28", "before", "2002-33", MAYBE),
    ("2002-01-05", "during", "2001-28", YES),
    # qualifiers make no difference
    ("1984?", "before", "1985~", YES),
    ("2025-12-01%", "same", "2025-12-01", YES),
    ("2004-~06-11", "during", "2004-06?", YES),
    # clock times are compared by their days
    ("1985-04-12T10:00:00", "before", "1985-04-12T12:00:00", NO),
    ("1985-04-12T10:00:00", "during", "1985-04", YES),
]


@pytest.mark.parametrize("left, relation, right, answer", MEANING)
def test_meaning(left, relation, right, answer):
    assert ask(left, relation, right) is answer


@pytest.mark.parametrize(
    "date, mask",
    [
        ("1560-06", "1560-X2"),
        ("1563-05-05", "156X-12-25"),
        ("1005", "1XX3"),
        ("2004-06-10", "2004-06-X5"),
        ("1985-12", "198X-34"),
    ],
)
def test_nothing_is_certainly_during_the_gap_between_two_completions(date, mask):
    assert ask(date, "during", mask) is not YES


def test_two_dates_that_touch_may_hold_together_what_neither_holds():
    assert ask("2004-06-09/2004-06-10", "during", "{2004-06-09,2004-06-10}") is not NO


@pytest.mark.parametrize(
    "date, relation, run",
    [
        ("2004-07-05", "during", "{2004-06..2004-08}"),
        ("1983", "during", "{..1984}"),
        ("2004-06-03", "during", "{..2004-06-05}"),
        ("2004-06-03", "overlaps", "{..2004-06-05}"),
        ("2004-06-03", "overlaps", "{2004-06-01..}"),
    ],
)
def test_all_dates_of_a_run_includes_those_in_the_middle(date, relation, run):
    assert ask(date, relation, run) is YES


# Brute force. Days 1 to 30 of June 2004 are the bits 1 to 30 of an integer; bit 0 is all time before them and
# bit 31 all time after. A set of days is one integer, and what a date can stand for is a set of those.

JUNE: Final = range(1, 31)
PAST, FUTURE = 0, 31


class Model(NamedTuple):
    """EDTF text, all that it can stand for, and all that it can stand for on the right of *during*."""

    text: str
    things: frozenset[int]
    periods: frozenset[int]


def stretch(first: int, last: int) -> int:
    return (1 << last + 1) - (1 << first)


def occurrences(starts: Iterable[int], ends: Iterable[int]) -> frozenset[int]:
    return frozenset(stretch(start, end) for start, end in product(starts, ends) if start <= end)


def day(number: int) -> Model:
    only = frozenset({1 << number})
    return Model(f"2004-06-{number:02}", only, only)


def within(text: str, completions: Iterable[int]) -> Model:
    """Something that took place between the first completion and the last; as a period, one stretch of them."""
    found = sorted(completions)
    bounds = range(found[0], found[-1] + 1)
    gapless = found == list(bounds)
    periods = {stretch(found[0], found[-1])} if gapless else {1 << number for number in found}
    return Model(text, occurrences(bounds, bounds), frozenset(periods))


def interval(text: str, starts: Iterable[int], ends: Iterable[int]) -> Model:
    things = occurrences(starts, ends)
    return Model(text, things, things)


def one_day_of(text: str, numbers: Iterable[int]) -> Model:
    things = frozenset(1 << number for number in numbers)
    return Model(text, things, things)


def one_of(*members: Model) -> Model:
    return Model(
        f"[{','.join(member.text for member in members)}]",
        frozenset().union(*(member.things for member in members)),
        frozenset().union(*(member.periods for member in members)),
    )


def all_of(*members: Model) -> Model:
    def together(choices: Iterable[frozenset[int]]) -> frozenset[int]:
        united = frozenset({0})
        for choice in choices:
            united = frozenset(days | more for days, more in product(united, choice))
        return united

    return Model(
        f"{{{','.join(member.text for member in members)}}}",
        together(member.things for member in members),
        together(member.periods for member in members),
    )


ZERO_X = within("2004-06-0X", range(1, 10))
ONE_X = within("2004-06-1X", range(10, 20))
TWO_X = within("2004-06-2X", range(20, 30))
THREE_X = within("2004-06-3X", [30])

PLAIN: Final = [day(1), day(9), day(10), day(15), day(30), ZERO_X, ONE_X, THREE_X, within("2004-06", JUNE)]
INTERVALS: Final = [
    interval("2004-06-10/2004-06-10", [10], [10]),
    interval("2004-06-01/2004-06-09", [1], [9]),
    interval("2004-06-09/2004-06-10", [9], [10]),
    interval("2004-06-09/2004-06-15", [9], [15]),
    interval("2004-06-0X/2004-06-15", range(1, 10), [15]),
    interval("2004-06-0X/2004-06-1X", range(1, 10), range(10, 20)),
    interval("2004-06-1X/2004-06-1X", range(10, 20), range(10, 20)),
    interval("2004-06/2004-06-15", JUNE, [15]),
    interval("2004-06-15/2004-06", [15], JUNE),
    interval("2004-06-10/..", [10], [FUTURE]),
    interval("2004-06-0X/..", range(1, 10), [FUTURE]),
    interval("../2004-06-10", [PAST], [10]),
    interval("../2004-06-1X", [PAST], range(10, 20)),
    interval("2004-06-10/", [10], range(10, FUTURE + 1)),
    interval("2004-06-1X/", range(10, 20), range(10, FUTURE + 1)),
    interval("/2004-06-10", range(11), [10]),
    interval("/2004-06-0X", range(10), range(1, 10)),
    interval("..2004-06-09/2004-06-15..", range(10), range(15, FUTURE + 1)),
    interval("2004-06-09../2004-06-15", range(9, 16), [15]),
]
SETS: Final = [
    within("2004-06-X5", (5, 15, 25)),
    one_of(day(9), day(15)),
    one_of(day(1), ONE_X, day(30)),
    one_of(one_day_of("..2004-06-09", range(10))),
    one_of(one_day_of("2004-06-15..", range(15, FUTURE + 1))),
    one_of(one_day_of("2004-06-09..2004-06-15", range(9, 16))),
    one_of(one_day_of("..2004-06-01", range(2)), TWO_X),
    all_of(day(9), day(15)),
    all_of(day(9), day(10)),
    all_of(day(1), day(15), day(30)),
    all_of(day(1), ONE_X),
    all_of(ZERO_X, day(15)),
    all_of(Model("2004-06-09..2004-06-15", *[frozenset({stretch(9, 15)})] * 2), day(30)),
    all_of(Model("..2004-06-09", *[frozenset({stretch(PAST, 9)})] * 2)),
    all_of(day(1), Model("2004-06-15..", *[frozenset({stretch(15, FUTURE)})] * 2)),
]


def lowest(days: int) -> int:
    return days & -days


CONCRETE: Final[dict[str, Callable[[int, int], bool]]] = {
    "before": lambda these, those: these < lowest(those),
    "after": lambda these, those: those < lowest(these),
    "overlaps": lambda these, those: bool(these & those),
    "same": lambda these, those: these == those,
    "during": lambda these, those: these | those == those,
}
every_relation = pytest.mark.parametrize("relation", CONCRETE)


def truth(left: Model, relation: str, right: Model) -> Truth:
    """What all that the two can stand for agree on."""
    holds = CONCRETE[relation]
    pairs = [left.things, right.periods if relation == "during" else right.things]
    if all(holds(*pair) for pair in product(*pairs)):
        return YES
    return MAYBE if any(holds(*pair) for pair in product(*pairs)) else NO


def answers(relation: str, models: list[Model]) -> Iterator[tuple[str, Truth, Truth]]:
    """Each question about two of the models, what is said and what is true."""
    for left, right in product(models, repeat=2):
        said = ask(left.text, relation, right.text)
        yield f"{left.text} {relation} {right.text}", said, truth(left, relation, right)


@every_relation
def test_never_says_yes_or_no_where_the_completions_differ(relation):
    every = answers(relation, [*PLAIN, *INTERVALS, *SETS])
    assert [(asked, said, true) for asked, said, true in every if said not in {MAYBE, true}] == []


@every_relation
def test_says_maybe_of_dates_and_intervals_only_where_the_completions_differ(relation):
    every = answers(relation, [*PLAIN, *INTERVALS])
    assert [(asked, said, true) for asked, said, true in every if said is not true] == []


# Laws, on values of every class that come in each other's way.

NEARBY: Final = edtf_values(days(2003, 2004))
both = given(NEARBY, NEARBY)


@LAW
@both
def test_after_is_the_converse_of_before(one, other):
    assert one.after(other) is other.before(one)


@LAW
@both
def test_of_two_dates_one_at_most_is_before_the_other(one, other):
    assert not (one.before(other) is YES and other.before(one) is not NO)


@LAW
@given(NEARBY, NEARBY, NEARBY)
def test_before_is_transitive(first, second, third):
    if first.before(second) is YES and second.before(third) is YES:
        assert first.before(third) is YES


@LAW
@both
def test_overlaps_and_same_are_symmetric(one, other):
    assert one.overlaps(other) is other.overlaps(one)
    assert one.same(other) is other.same(one)


@LAW
@both
def test_what_is_before_has_nothing_in_common(one, other):
    if one.before(other) is YES:
        assert (one.overlaps(other), one.same(other)) == (NO, NO)


@LAW
@both
def test_what_is_the_same_overlaps(one, other):
    if one.same(other) is YES:
        assert (one.overlaps(other), one.before(other)) == (YES, NO)


@LAW
@given(NEARBY)
def test_nothing_differs_from_itself_for_certain(value):
    assert value.same(value) is not NO
    assert value.overlaps(value) is not NO
    assert value.before(value) is not YES


@LAW
@both
def test_sorting_breaks_no_definite_before(one, other):
    if one.before(other) is YES:
        assert one.sort_key < other.sort_key


@pytest.mark.parametrize(
    "text, same_place_as",
    [
        ("[..2025-12-02]", "2025-12-02"),
        ("../2025-12-02", "2025-12-02"),
        ("2025-12/..", "2025-12-01/.."),
        ("{..1984}", "1984-12-31"),
    ],
)
def test_without_an_earliest_bound_the_latest_one_sorts(text, same_place_as):
    assert parse_edtf(text).sort_key == parse_edtf(same_place_as).sort_key


def test_a_season_without_hemisphere_sorts_with_its_year():
    texts = sorted(["2001-01-02", "2001-21", "2000-12-31"], key=lambda text: parse_edtf(text).sort_key)
    assert texts == ["2000-12-31", "2001-21", "2001-01-02"]


# Truth is Kleene's three-valued logic: no < maybe < yes, "and" is the least, "or" the greatest.

DEGREE: Final = {NO: 0, MAYBE: 1, YES: 2}
every_pair = pytest.mark.parametrize("one, other", list(product(Truth, repeat=2)))


@every_pair
def test_and_is_the_lesser(one, other):
    assert DEGREE[one & other] == min(DEGREE[one], DEGREE[other])


@every_pair
def test_or_is_the_greater(one, other):
    assert DEGREE[one | other] == max(DEGREE[one], DEGREE[other])


@pytest.mark.parametrize("one", Truth)
def test_not_turns_it_round(one):
    assert DEGREE[~one] == 2 - DEGREE[one]


def test_yes_and_no_are_bools():
    assert bool(YES) is True
    assert bool(NO) is False


@pytest.mark.parametrize("error", [UndecidedError, KzeuTimelineError, TypeError])
def test_maybe_is_no_bool(error):
    with pytest.raises(error, match="is not Truth"):
        bool(MAYBE)
