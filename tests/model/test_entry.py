"""What follows from the statements of an entry: which one prevails, why, and what was known on a given day."""

from __future__ import annotations

import datetime as dt
from itertools import permutations, product
from math import inf
from typing import Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzeu_timeline.dates import Truth, parse_edtf
from kzeu_timeline.model import Event, Figure, Participant, Place, Rank, Reason, Relation, Revision
from tests.builders import CLOCK, disputed_entries, made, source, statement
from tests.strategies import LAW

OLD: Final = source("old", published="2025-12-01")
NEW: Final = source("new", published="2025-12-03")
UNDATED: Final = source("undated")
BRUSSELS: Final = made(Place)
ASTANA: Final = made(Place, slug="astana")


def settled(*statements):
    return made(Event, statements=statements)


# The rule, by examples.


@pytest.mark.parametrize(
    "winner, loser, reason",
    [
        (statement("2025-12-01", OLD, rank="preferred"), statement("2025-12-02", NEW), Reason.RANK),
        (statement("2025", UNDATED), statement("2025-12-02", NEW, rank="deprecated"), Reason.RANK),
        (statement("2025-11", NEW), statement("2025-12-01", OLD), Reason.PUBLISHED),
        (statement("2025-11", OLD), statement("2025-12-01", UNDATED), Reason.PUBLISHED),
        (statement("2025-12-01", OLD), statement("2025-12", OLD), Reason.PRECISION),
        (statement("2025-12-01", OLD), statement("[..2025-12-02]", OLD), Reason.PRECISION),
        (statement("2025-12-01", UNDATED), statement("2025-12", UNDATED), Reason.PRECISION),
        (statement("2025-12-01/2025-12-02", OLD), statement("2025-12-01/..", OLD), Reason.PRECISION),
        (statement("2025-12-01", OLD), statement("2025-12", NEW), Reason.PRECISION),
        (statement("2025-12-01", UNDATED), statement("[..2025-12-02]", NEW), Reason.PRECISION),
        (statement("2025-11", NEW), statement("2025-11-13?", OLD), Reason.PUBLISHED),
        (statement("2025-11-16/2025-11-17", NEW), statement("2025-11-17", OLD), Reason.PUBLISHED),
        (statement("2025-11", NEW, status="held"), statement("2025-11-13", OLD, status="planned"), Reason.PUBLISHED),
    ],
)
def test_one_prevails_in_either_order(winner, loser, reason):
    for entry in (settled(winner, loser), settled(loser, winner)):
        assert entry.settled == winner
        assert entry.when == winner.when
        assert entry.reason is reason


@pytest.mark.parametrize(
    "first, second",
    [
        (statement("2025-12-01", OLD), statement("2025-12-02", OLD)),
        (statement("2025-11", UNDATED), statement("2025-11?", UNDATED)),
        (statement("[..2025-12-02]", OLD), statement("[2015-12..]", OLD)),
    ],
)
def test_of_equal_weight_the_first_prevails(first, second):
    assert (settled(first, second).settled, settled(second, first).settled) == (first, second)
    assert settled(first, second).reason is Reason.ORDER


@pytest.mark.parametrize(
    "statements",
    [
        (statement("2025-12-01", OLD),),
        (statement("2025-12-01", OLD), statement("2025-12-01", NEW, rank="preferred")),
        (statement("2025-12-01", OLD), statement("2025-12-01", OLD)),
    ],
)
def test_no_reason_is_needed_where_all_agree_on_the_date(statements):
    assert settled(*statements).reason is Reason.ONLY


def test_the_reason_is_against_the_strongest_that_dates_it_otherwise():
    agreeing = statement("2025-12-01", NEW, rank="preferred"), statement("2025-12-01", OLD, rank="preferred")
    rival = statement("2025-12-02", OLD, rank="preferred")
    weak = statement("2025-12-03", NEW, rank="deprecated")
    assert settled(*agreeing, rival, weak).reason is Reason.PUBLISHED


def test_a_partial_publication_date_counts_by_its_last_day():
    month = source("month", published="2025-12")
    by_month, by_day = statement("2025-11", month), statement("2025-12-01", NEW)
    assert settled(by_day, by_month).settled == by_month


def test_a_publication_date_without_bounds_is_not_the_latest_of_all():
    spring_2001 = source("spring", published="2001-21")
    assert settled(statement("2001-03", spring_2001), statement("2025-12-01", NEW)).when == parse_edtf("2025-12-01")


# The rule, as a law.

_RANKS: Final = (Rank.DEPRECATED, Rank.NORMAL, Rank.PREFERRED)


def days_open(when):
    return inf if when.earliest is None or when.latest is None else (when.latest - when.earliest).days


def outweighs(one, other):
    """The rule, clause by clause."""
    if one.rank != other.rank:
        return _RANKS.index(one.rank) > _RANKS.index(other.rank)
    published = [each.source.published.latest if each.source.published else dt.date.min for each in (one, other)]
    if published[0] != published[1]:
        return published[0] > published[1]
    return days_open(one.when) < days_open(other.when)


@given(disputed_entries)
@LAW
def test_nothing_outweighs_what_stands_before_it_but_those_that_say_the_same_less_precisely(entry):
    assert sorted(entry.ranked, key=id) == sorted(entry.statements, key=id)
    heaviest = unbeaten(entry)[0]
    moved = entry.ranked[: entry.ranked.index(heaviest)]
    for i, one in enumerate(entry.ranked):
        for other in entry.ranked[i + 1 :]:
            if one not in moved:
                assert not outweighs(other, one)
                if not outweighs(one, other):
                    assert entry.statements.index(one) <= entry.statements.index(other)


@given(disputed_entries)
@LAW
def test_what_prevails_is_the_heaviest_or_says_the_same_more_precisely(entry):
    heaviest = unbeaten(entry)[0]
    settled = entry.settled
    assert entry.when == settled.when
    if settled != heaviest:
        assert (settled.rank, settled.status) == (heaviest.rank, heaviest.status)
        assert days_open(settled.when) < days_open(heaviest.when) or days_open(heaviest.when) == inf
        assert settled.when.overlaps(heaviest.when) is not Truth.NO


@given(disputed_entries)
@LAW
def test_nothing_of_its_rank_and_status_says_the_settled_date_more_precisely(entry):
    assert not any(sharpens(other, entry.settled) for other in entry.statements)


def sharpens(one, other):
    """Whether they may mean the same days, of which *one* leaves fewer open, and is as sure."""
    (first, last), (others_first, others_last) = one.when.span, other.when.span
    return (
        one.rank == other.rank
        and one.status == other.status
        and not (one.when.qualifier & ~other.when.qualifier)
        and others_first <= first
        and last <= others_last
        and (first, last) != (others_first, others_last)
        and one.when.same(other.when) is Truth.MAYBE
    )


def unbeaten(entry):
    return [one for one in entry.statements if not any(outweighs(other, one) for other in entry.statements)]


@given(disputed_entries)
@LAW
def test_each_thing_is_settled_by_the_weightiest_statement_that_says_it(entry):
    for name, nothing in (("status", None), ("place", None), ("participants", ())):
        said = [getattr(each, name) for each in entry.ranked if getattr(each, name)]
        assert getattr(entry, name) == (said[0] if said else nothing)


@given(disputed_entries)
@LAW
def test_the_reason_is_the_first_clause_that_tells_the_winner_from_its_rival(entry):
    rivals = [each for each in entry.ranked if each.when != entry.when]
    if not rivals:
        assert entry.reason is Reason.ONLY
        return
    one, other = entry.settled, rivals[0]
    if sharpens(one, other):
        assert entry.reason is Reason.PRECISION
        return
    published = [each.source.published.latest if each.source.published else None for each in (one, other)]
    clauses = [
        (Reason.RANK, one.rank != other.rank),
        (Reason.PUBLISHED, published[0] != published[1]),
        (Reason.PRECISION, days_open(one.when) != days_open(other.when)),
        (Reason.ORDER, True),
    ]
    assert entry.reason is next(reason for reason, differs in clauses if differs)


# What is settled apart from the date.


def test_place_status_and_participants_may_come_from_weaker_statements():
    people = [made(Participant)]
    entry = settled(
        statement("2025-12-01", NEW),
        statement("2025-12-02", OLD, place=BRUSSELS, status="held"),
        statement("2025-12-03", UNDATED, place=ASTANA, participants=people),
    )
    assert (entry.when.edtf, entry.place, entry.status) == ("2025-12-01", BRUSSELS, "held")
    assert entry.participants == tuple(people)


def test_what_nobody_says_is_not_settled():
    entry = settled(statement())
    assert (entry.place, entry.status, entry.participants, entry.clock) == (None, None, (), None)


def test_the_clock_is_that_of_the_weightiest_statement_that_has_one():
    entry = settled(statement("2025-12-01", NEW), statement("2025-12-01", OLD, clock=CLOCK))
    assert entry.clock == CLOCK


def test_a_clock_of_another_day_is_not_put_on_the_settled_one():
    assert settled(statement("2025-12-01", NEW), statement("2025-12-02", OLD, clock=CLOCK)).clock is None


# What else follows.


@pytest.mark.parametrize(
    "when, earliest, latest",
    [
        ("2025-11", dt.date(2025, 11, 1), dt.date(2025, 11, 30)),
        ("[..2025-12-02]", None, dt.date(2025, 12, 2)),
        ("[2015-12..]", dt.date(2015, 12, 1), None),
    ],
)
def test_the_bounds_are_those_of_the_settled_date(when, earliest, latest):
    entry = settled(statement(when))
    assert (entry.earliest, entry.latest) == (earliest, latest)


def test_every_source_is_named_once_in_the_order_of_the_statements():
    entry = settled(statement(by=NEW), statement(by=OLD), statement("2025-12", NEW), statement(by=UNDATED))
    assert entry.sources == (NEW, OLD, UNDATED)


@pytest.mark.parametrize("kind, derived", [("anniversary-of", True), ("part-of", False), ("decided-at", False)])
def test_an_anniversary_is_derived(kind, derived):
    assert made(Event, relations=[made(Relation, kind=kind)]).is_derived is derived


@pytest.mark.parametrize("language, found", [("en", 1), ("kk", 2), ("ru", None)])
def test_the_revision_of_a_language(language, found):
    revisions = [made(Revision, language="en", sequence=1), made(Revision, language="kk", sequence=2)]
    revision = made(Event, revisions=revisions).revision(language)
    assert (revision and revision.sequence) == found


# As of a day.


@pytest.mark.parametrize(
    "published, day, known",
    [
        ("2025-12-02", "2025-12-02", True),
        ("2025-12-02", "2025-12-01", False),
        ("2015-12", "2015-12-30", False),
        ("2015-12", "2015-12-31", True),
        ("2015", "2015-12-31", True),
        ("2015", "2015-12-30", False),
        ("2025-12-02?", "2025-12-02", True),
        ("[..2025-12-02]", "2025-12-02", True),
        ("2025-12-01/2025-12-03", "2025-12-02", False),
        ("2001-21", "9999-12-31", False),
        ("[2025..]", "9999-12-31", False),
        (None, "9999-12-31", False),
    ],
)
def test_a_source_is_known_once_it_has_certainly_come_out(published, day, known):
    entry = settled(statement(by=source(published=published)))
    assert entry.as_of(dt.date.fromisoformat(day)) == (entry if known else None)


def test_an_entry_is_settled_anew_from_what_was_known():
    planned, held = statement("2025-12-02", OLD, status="planned"), statement("2025-12-01", NEW, status="held")
    then = settled(planned, held).as_of(dt.date(2025, 12, 2))
    assert (then.when.edtf, then.status, then.statements) == ("2025-12-02", "planned", (planned,))


def test_what_was_shown_later_is_not_known_yet():
    entry = attrs.evolve(settled(statement(by=OLD), statement(by=NEW)), revisions=[made(Revision)])
    assert entry.as_of(dt.date(2025, 12, 2)).revisions == ()


def test_relations_and_figures_are_known_once_their_sources_have_come_out():
    by_record, by_old, by_new = (
        made(Relation, target=slug, source=by) for slug, by in (("a", None), ("b", OLD), ("c", NEW))
    )
    figures = [made(Figure, slug=by.slug, source=by) for by in (OLD, NEW)]
    entry = made(Event, statements=[statement(by=OLD)], relations=[by_record, by_old, by_new], figures=figures)
    then = entry.as_of(dt.date(2025, 12, 2))
    assert (then.relations, then.figures) == ((by_record, by_old), (figures[0],))
    assert entry.as_of(dt.date(2025, 12, 3)) is entry


def test_nothing_changes_once_everything_is_known():
    entry = attrs.evolve(settled(statement(by=OLD), statement(by=NEW)), revisions=[made(Revision)])
    assert entry.as_of(dt.date(2025, 12, 3)) is entry


DAYS: Final = st.dates(dt.date(2015, 12, 28), dt.date(2016, 1, 2)) | st.dates(
    dt.date(2025, 11, 28), dt.date(2026, 1, 2)
)


def known_on(entry, day):
    then = entry.as_of(day)
    return then.statements if then else ()


@given(disputed_entries, DAYS, DAYS)
@LAW
def test_what_was_known_stays_known(entry, one, other):
    earlier, later = (known_on(entry, day) for day in sorted((one, other)))
    assert [each for each in later if each in earlier] == list(earlier)


@given(disputed_entries, DAYS)
@LAW
def test_known_are_the_statements_of_the_sources_that_had_come_out(entry, day):
    published = [each.source.published for each in entry.statements]
    out = [when is not None and when.latest is not None and when.latest <= day for when in published]
    assert known_on(entry, day) == tuple(each for each, is_out in zip(entry.statements, out, strict=True) if is_out)


@given(disputed_entries, DAYS, DAYS)
@LAW
def test_looking_back_twice_is_looking_back_to_the_earlier_day(entry, one, other):
    then = entry.as_of(one)
    assert (then and then.as_of(other)) == entry.as_of(min(one, other))


def test_the_order_of_statements_decides_nothing_that_their_weight_decides():
    weights = product(("preferred", "normal"), (OLD, NEW))
    by_weight = [statement(f"2025-12-0{i}", by, rank=rank) for i, (rank, by) in enumerate(weights, 1)]
    assert {settled(*order).when.edtf for order in permutations(by_weight)} == {"2025-12-02"}
