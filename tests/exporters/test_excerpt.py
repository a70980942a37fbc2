"""What is seen at once of a long timeline."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzeu_timeline import Event, Relation, Timeline, load
from kzeu_timeline.exporters.excerpt import LATEST, MOST, SHORT, excerpt
from kzeu_timeline.sentences import open_runs
from tests.exporters.samples import event
from tests.strategies import LAW

COMPUTED: Final = {"relations": [Relation(kind="anniversary-of", target="a")], "status": None}


def numbered(*whens: str, after: int = 0, **given: object) -> list[Event]:
    return [event(when, slug=f"e{number}", **given) for number, when in enumerate(whens, start=after)]


def yearly(count: int, since: int = 1900) -> list[str]:
    return [f"{since + number}-05-05" for number in range(count)]


@st.composite
def long_timelines(draw: st.DrawFn) -> Timeline:
    """Of up to ninety entries, some of them computed, and many of them in brackets."""
    whens = st.one_of(
        st.dates().map(str),
        st.sampled_from(("2020", "2020-05", "2021", "2021-05-05", "[2020..2023]", "[..2020]", "2019-03", "202X")),
    )
    drawn = draw(st.lists(st.tuples(whens, st.booleans()), max_size=90))
    return Timeline(event(when, slug=f"e{n}", **(COMPUTED if own else {})) for n, (when, own) in enumerate(drawn))


@settings(LAW, max_examples=80)
@given(long_timelines())
def test_the_parts_are_the_whole_in_order_and_what_is_seen_is_bounded(timeline: Timeline) -> None:
    earlier, seen, later = excerpt(timeline)
    assert [*earlier, *seen, *later] == list(timeline)
    assert len(seen) <= MOST
    assert bool(seen) == bool(timeline)
    assert all(entry.is_derived for entry in later) or all(entry.is_derived for entry in timeline)


@settings(LAW, max_examples=80)
@given(long_timelines())
def test_no_bracket_is_cut_that_has_room(timeline: Timeline) -> None:
    seen = excerpt(timeline).seen
    for run in open_runs(timeline):
        inside = sum(entry in seen for entry in run)
        assert inside in {0, len(run)} or len(run) + len(seen) - inside > MOST


def test_the_latest_that_a_source_reports_or_plans_are_seen_with_what_stands_among_them() -> None:
    own = numbered(*yearly(30))
    among, far = numbered("1925-06-01", after=50, **COMPUTED), numbered(*yearly(9, 1990), after=60, **COMPUTED)
    earlier, seen, later = excerpt(Timeline([*own, *among, *far]))
    assert (len(earlier), list(later)) == (30 - LATEST, far)
    assert [entry for entry in seen if not entry.is_derived] == own[-LATEST:]
    assert among[0] in seen


@pytest.mark.parametrize("count", [0, 1, SHORT])
def test_a_short_timeline_is_seen_whole(count: int) -> None:
    timeline = Timeline(numbered(*yearly(count)))
    assert excerpt(timeline) == (Timeline(), timeline, Timeline())


def test_a_bracket_is_seen_to_both_of_its_ends() -> None:
    begun = numbered(*yearly(20), *["1949-07"] * 5, *yearly(LATEST - 2, 1950))
    same_day = numbered(begun[-1].when.edtf, after=90, **COMPUTED)
    after = numbered(*yearly(7, 2000), after=100, **COMPUTED)
    assert [len(part) for part in excerpt(Timeline([*begun, *same_day, *after]))] == [20, 5 + LATEST - 2 + 1, 7]


def test_a_bracket_without_end_is_cut() -> None:
    timeline = Timeline(numbered(*["2025-07-07"] * 200))
    assert len(excerpt(timeline).seen) == LATEST


def test_of_nothing_but_anniversaries_the_latest_are_seen() -> None:
    timeline = Timeline(numbered(*yearly(30), **COMPUTED))
    assert excerpt(timeline) == (timeline[:-LATEST], timeline[-LATEST:], Timeline())


def test_of_the_record_the_latest_council_is_seen_in_its_bracket() -> None:
    seen = excerpt(load().timeline()).seen
    assert {"cooperation-council-22", "kosherbayev-sikela-2025", "visa-negotiations-announced"} <= {
        entry.slug for entry in seen
    }
