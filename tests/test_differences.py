"""What changed between two timelines: nothing is lost, nothing is made up."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import groupby
from typing import Final

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from kzeu_timeline.changes import ChangeKind
from kzeu_timeline.dates import Truth
from kzeu_timeline.model import Entry, Event, Milestone, Place, Rank, Status
from kzeu_timeline.text import LocalizedText
from kzeu_timeline.timeline import Timeline
from tests.builders import (
    CLOCK,
    PARTICIPANTS,
    PLACES,
    TRACKS,
    disputed_timelines,
    event,
    made,
    milestone,
    nearby_dates,
    random_entries,
    shipped,
    source,
    statement,
)
from tests.strategies import LAW

OFTEN: Final = settings(LAW, max_examples=200)
K: Final = ChangeKind
DAYS: Final = st.dates(dt.date(2015, 12, 1), dt.date(2026, 1, 1))
NAMES: Final = st.sampled_from("abc")
FIELDS: Final = [field.name for field in attrs.fields(Event) if field.init and field.name not in {"slug", "revisions"}]


def told(before: Entry, after: Entry) -> list[ChangeKind]:
    """The kinds of the changes from one entry to the other."""
    return [change.kind for change in Timeline([before]).diff(Timeline([after]))]


def said(*statements: object, **fields: object) -> Event:
    return event(statements=list(statements), **fields)


# Laws.


ENTRIES: Final = st.lists(random_entries(NAMES), max_size=3)
TAKEN: Final = st.sets(st.sampled_from(FIELDS))


@st.composite
def edited(draw: DrawFn) -> tuple[Timeline, Timeline]:
    """A timeline, and what became of it: entries that came, went, stayed, or took over some fields of others."""
    before = {entry.slug: entry for entry in draw(ENTRIES)}
    drawn = {entry.slug: entry for entry in draw(ENTRIES)}
    after = {}
    for slug, entry in {**before, **drawn}.items():
        if slug in before and slug in drawn:
            after[slug] = attrs.evolve(before[slug], **{name: getattr(entry, name) for name in draw(TAKEN)})
        elif slug in drawn or draw(st.booleans()):
            after[slug] = entry
    return Timeline(before.values()), Timeline(after.values())


@given(edited())
@LAW
def test_exactly_the_entries_that_differ_have_changes(pair):
    before, after = pair
    slugs = {entry.slug for entry in (*before, *after)}
    assert {change.slug for change in before.diff(after)} == {
        slug for slug in slugs if before.get(slug) != after.get(slug)
    }


@given(edited())
@LAW
def test_what_is_the_same_has_no_changes(pair):
    for timeline in pair:
        again = Timeline(attrs.evolve(entry) for entry in timeline)
        assert timeline.diff(timeline) == timeline.diff(again) == ()


@given(edited())
@LAW
def test_the_changes_lead_from_the_one_to_the_other(pair):
    before, after = pair
    replayed = {entry.slug: entry for entry in before}
    for change in before.diff(after):
        assert change.before == before.get(change.slug)
        if change.after is None:
            del replayed[change.slug]
        else:
            replayed[change.slug] = change.after
    assert Timeline(replayed.values()) == after


MIRRORED: Final = {
    K.ADDED: K.WITHDRAWN,
    K.MORE_PRECISE: K.LESS_PRECISE,
    K.QUALIFIER_GAINED: K.QUALIFIER_LOST,
    **{kind: kind for kind in (K.MOVED, K.CORRECTED, K.PLACE_CHANGED, K.CLOCK_CHANGED, K.PARTICIPANTS_CHANGED)},
    **{kind: kind for kind in (K.TITLE_CHANGED, K.STATEMENTS_CHANGED, K.DETAILS_CHANGED)},
}
"""What a change becomes when it is undone; where a status came from, and which source brought it, is not kept."""


@given(edited())
@LAW
def test_undone_each_change_is_its_opposite(pair):
    before, after = pair
    both_ways = {**MIRRORED, **{undone: done for done, undone in MIRRORED.items()}}
    there, back = (
        Counter((change.slug, change.kind, change.language, change.details) for change in changes)
        for changes in (before.diff(after), after.diff(before))
    )
    undone = Counter(
        {(slug, both_ways[kind], *rest): n for (slug, kind, *rest), n in there.items() if kind in both_ways}
    )
    assert undone == Counter({key: n for key, n in back.items() if key[1] in both_ways})


@given(edited())
@LAW
def test_an_entry_has_each_kind_of_change_once_and_a_title_once_for_each_language(pair):
    before, after = pair
    keys = [(change.slug, change.kind, change.language) for change in before.diff(after)]
    assert len(keys) == len(set(keys))


@given(edited())
@LAW
def test_changes_stand_in_the_order_of_the_newer_dates(pair):
    before, after = pair
    changes = before.diff(after)
    assert list(changes) == sorted(changes, key=lambda change: (change.entry.sort_key, list(K).index(change.kind)))


@given(disputed_timelines, disputed_timelines)
@OFTEN
def test_every_source_that_came_or_went_is_named(before, after):
    for slug, of_entry in groupby(before.diff(after), key=lambda change: change.slug):
        named = {source.slug for change in of_entry for source in change.sources}
        old, new = ({each.slug for each in line[slug].sources} if slug in line else set() for line in (before, after))
        assert old ^ new <= named <= old | new


@given(nearby_dates, nearby_dates)
@OFTEN
def test_the_spans_decide_what_became_of_a_date(old, new):
    (old_first, old_last), (new_first, new_last) = old.span, new.span
    kinds = set(told(event(when=old), event(when=new)))
    if K.MOVED in kinds:
        assert old.overlaps(new) is Truth.NO
    if K.MORE_PRECISE in kinds:
        assert old_first <= new_first
        assert new_last <= old_last
        assert old.span != new.span
    assert (K.QUALIFIER_GAINED in kinds) == bool(new.qualifier & ~old.qualifier)
    assert len(kinds & {K.MOVED, K.MORE_PRECISE, K.LESS_PRECISE, K.CORRECTED}) <= 1
    assert bool(kinds - {K.STATEMENTS_CHANGED}) == (old != new)


@given(disputed_timelines, st.tuples(DAYS, DAYS).map(sorted))
@OFTEN
def test_from_an_earlier_day_to_a_later_one_nothing_is_withdrawn(timeline, days):
    first, second = days
    kinds = {change.kind for change in timeline.as_of(first).diff(timeline.as_of(second))}
    assert kinds.isdisjoint({K.WITHDRAWN, K.SOURCE_DROPPED, K.STATEMENTS_CHANGED, K.TITLE_CHANGED, K.DETAILS_CHANGED})


def test_the_shipped_record_has_changed_since_the_article():
    timeline = shipped().timeline()
    changes = timeline.as_of(dt.date(2025, 12, 1)).diff(timeline)
    assert "cooperation-council-22" in {change.slug for change in changes}
    assert all(change.kind is not K.WITHDRAWN for change in changes)


# The ministerial of March 2025, as it became known.

ANNOUNCED: Final = statement("2025-03-04", source("announcement", published="2025-02-20"), status="planned")
MOVED: Final = statement("2025-03-27", source("new-day", published="2025-03-26"), status="planned")
HELD: Final = statement("2025-03-27", source("report", published="2025-03-28"), status="held", place=PLACES[1])
AGAIN: Final = statement("2025-03-27", source("reprint", published="2025-03-30"), status="held")
MINISTERIAL: Final = Timeline([event("ministerial", statements=[ANNOUNCED, MOVED, HELD, AGAIN])])


@pytest.mark.parametrize(
    "first, second, expected",
    [
        ("2025-02-19", "2025-02-20", [("added", ["announcement"])]),
        ("2025-02-20", "2025-03-25", []),
        ("2025-03-01", "2025-03-27", [("moved", ["new-day"])]),
        ("2025-03-27", "2025-03-29", [("confirmed", ["report"]), ("place-changed", ["report"])]),
        ("2025-03-29", "2025-03-31", [("source-added", ["reprint"])]),
        (
            "2025-03-01",
            "2025-03-29",
            [
                ("moved", ["new-day"]),
                ("confirmed", ["report"]),
                ("place-changed", ["report"]),
            ],
        ),
        ("2025-03-01", "2025-02-01", [("withdrawn", ["announcement"])]),
    ],
)
def test_a_plan_is_announced_moved_and_held(first, second, expected):
    before, after = (MINISTERIAL.as_of(dt.date.fromisoformat(day)) for day in (first, second))
    assert [(change.kind, [each.slug for each in change.sources]) for change in before.diff(after)] == expected


# One thing at a time.


@pytest.mark.parametrize(
    "old, new, kinds",
    [
        ("2025-03-04", "2025-03-27", [K.MOVED]),
        ("2025-03", "2025-04-01", [K.MOVED]),
        ("2025-03", "2025-03-27", [K.MORE_PRECISE]),
        ("[..2025-12-02]", "2025-12-01", [K.MORE_PRECISE]),
        ("2025-03-03/2025-03-04", "2025-03-04", [K.MORE_PRECISE]),
        ("2025-03-27", "2025", [K.LESS_PRECISE]),
        ("2025-03-03/2025-03-05", "2025-03-04/2025-03-06", [K.CORRECTED]),
        ("2025-03", "2025-03-01/2025-03-31", [K.CORRECTED]),
        ("[2025-03-04,2025-03-27]", "2025-03-10", [K.MOVED]),
        ("2025-03-04", "2025-03-04?", [K.QUALIFIER_GAINED]),
        ("2025-03-04%", "2025-03-04~", [K.QUALIFIER_LOST]),
        ("2025-03-04?", "2025-03-04~", [K.QUALIFIER_GAINED, K.QUALIFIER_LOST]),
        ("2025-03?", "2025-?03", [K.CORRECTED]),
        ("2025-03?", "2025-03-27", [K.MORE_PRECISE, K.QUALIFIER_LOST]),
        ("2025-03-04", "2025-03-27~", [K.MOVED, K.QUALIFIER_GAINED]),
    ],
)
def test_what_became_of_the_date(old, new, kinds):
    assert [kind for kind in told(event(when=old), event(when=new)) if kind is not K.STATEMENTS_CHANGED] == kinds


@pytest.mark.parametrize(
    "old, new, kind",
    [("held", "held", K.CORRECTED), ("planned", "held", K.MOVED), (None, None, K.MOVED), ("held", None, K.MOVED)],
)
def test_what_was_held_does_not_move(old, new, kind):
    kinds = told(said(statement("2016-10-06", status=old)), said(statement("2016-10-04", status=new)))
    assert kinds[0] is kind


@pytest.mark.parametrize(
    "old, new, kinds",
    [
        (None, "planned", [K.PLANNED]),
        ("planned", "held", [K.CONFIRMED]),
        (None, "held", [K.CONFIRMED]),
        ("planned", "postponed", [K.POSTPONED]),
        ("planned", "cancelled", [K.CANCELLED]),
        ("cancelled", "planned", [K.REINSTATED]),
        ("postponed", "planned", [K.REINSTATED]),
        ("postponed", "held", [K.CONFIRMED]),
        ("cancelled", "held", [K.CONFIRMED]),
        ("held", "planned", [K.RETRACTED, K.PLANNED]),
        ("held", "cancelled", [K.RETRACTED, K.CANCELLED]),
        ("held", None, [K.RETRACTED]),
        ("planned", None, [K.RETRACTED]),
    ],
)
def test_what_became_of_the_status(old, new, kinds):
    before, after = said(statement(status=old)), said(statement(status=new))
    assert told(before, after) == [*kinds, K.STATEMENTS_CHANGED]


def test_every_change_of_status_has_a_kind():
    for old in (None, *Status):
        for new in (None, *Status):
            kinds = told(said(statement(status=old)), said(statement(status=new)))
            assert bool(kinds) == (old is not new)
            assert old is new or kinds[0] is not K.STATEMENTS_CHANGED


@pytest.mark.parametrize(
    "fields, kind",
    [
        ({"place": PLACES[0]}, K.PLACE_CHANGED),
        ({"clock": CLOCK}, K.CLOCK_CHANGED),
        ({"participants": [PARTICIPANTS[1]]}, K.PARTICIPANTS_CHANGED),
    ],
)
def test_what_a_statement_says_besides(fields, kind):
    before, after = said(statement()), said(statement(), statement(by="other", **fields))
    (gained,), (lost, dropped) = Timeline([before]).diff(Timeline([after])), Timeline([after]).diff(Timeline([before]))
    assert (gained.kind, [each.slug for each in gained.sources]) == (kind, ["other"])
    assert (lost.kind, lost.sources) == (kind, ())
    assert dropped.kind is K.SOURCE_DROPPED


def test_another_chair_is_a_change():
    one, other = PARTICIPANTS[1], attrs.evolve(PARTICIPANTS[1], chair=False)
    before, after = (said(statement(participants=[each])) for each in (one, other))
    assert told(before, after)[0] is K.PARTICIPANTS_CHANGED


def test_a_place_whose_record_was_corrected_is_a_change():
    elsewhere = made(Place, slug="brussels", name={"en": "Bruxelles"})
    kinds = told(said(statement(place=made(Place))), said(statement(place=elsewhere)))
    assert kinds == [K.PLACE_CHANGED, K.STATEMENTS_CHANGED]


def test_a_title_changes_in_each_language():
    before, after = event(title={"en": "A", "ru": "А", "kk": "А"}), event(title={"en": "A", "ru": "Б"})
    changes = Timeline([before]).diff(Timeline([after]))
    assert [(change.kind, change.language) for change in changes] == [(K.TITLE_CHANGED, "kk"), (K.TITLE_CHANGED, "ru")]


@pytest.mark.parametrize(
    "fields, details",
    [
        ({"kind": "visit"}, ["kind"]),
        ({"track": TRACKS[1], "ordinal": 3}, ["track", "ordinal"]),
        ({"description": {"en": "More."}}, ["description"]),
        ({"title": LocalizedText({"en": "meeting"}, unattested=["en"])}, ["unattested"]),
    ],
)
def test_other_details(fields, details):
    before = event(title={"en": "meeting"})
    (change,) = Timeline([before]).diff(Timeline([attrs.evolve(before, **fields)]))
    assert (change.kind, list(change.details)) == (K.DETAILS_CHANGED, details)


def test_an_event_that_became_a_milestone():
    assert told(event("a", title={"en": "A"}), milestone("a", "2025-12-01", kind="meeting", title={"en": "A"})) == [
        K.DETAILS_CHANGED
    ]
    assert Event.type != Milestone.type


@pytest.mark.parametrize("fields", [{"note": "Seen."}, {"rank": Rank.DEPRECATED}, {"paragraph": 3}, {"inferred": True}])
def test_what_is_recorded_of_a_source(fields):
    kept = statement(by="kept")
    before, after = said(kept, statement()), said(kept, statement(**fields))
    (change,) = Timeline([before]).diff(Timeline([after]))
    assert (change.kind, [each.slug for each in change.sources]) == (K.STATEMENTS_CHANGED, ["article"])


def test_the_order_of_statements_is_part_of_the_record():
    one, other = statement(by="one"), statement(by="other")
    (change,) = Timeline([said(one, other)]).diff(Timeline([said(other, one)]))
    assert (change.kind, [each.slug for each in change.sources]) == (K.STATEMENTS_CHANGED, ["other", "one"])


def test_what_subscribers_were_shown_is_no_part_of_it():
    entry = event()
    revised = attrs.evolve(entry, revisions=shipped().timeline()[0].revisions)
    assert Timeline([entry]).diff(Timeline([revised])) == ()
