"""A timeline: a sequence in calendar order, its questions about days and about everything else, sets, open order."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from itertools import pairwise
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzeu_timeline.dates import Truth, parse_edtf
from kzeu_timeline.exceptions import KzeuTimelineError, UnknownSlugError
from kzeu_timeline.model import Party, Place, Series, Status
from kzeu_timeline.timeline import Timeline
from tests.builders import (
    dated,
    dated_timelines,
    disputed_entries,
    disputed_timelines,
    event,
    made,
    milestone,
    random_timelines,
    refusal,
    shipped,
    slugs,
    statement,
)
from tests.strategies import LAW, edtf_values

EMPTY: Final = Timeline()
THREE: Final = dated("2024", "2025-11", "2025-12-01")
OFTEN: Final = settings(LAW, max_examples=200)
SELDOM: Final = settings(LAW, max_examples=40)


# A sequence.


def test_positions_and_slugs_find_entries():
    assert [THREE[0].slug, THREE[-1].slug, THREE["b"].slug] == ["a", "c", "b"]


def test_a_slice_is_a_timeline():
    assert isinstance(THREE[1:], Timeline)
    assert slugs(THREE[1:]) == ["b", "c"]
    assert slugs(THREE[::2]) == ["a", "c"]
    assert THREE[:] == THREE


def test_a_slice_backwards_is_in_calendar_order_again():
    assert THREE[::-1] == THREE
    assert slugs(reversed(THREE)) == ["c", "b", "a"]


@pytest.mark.parametrize("key", [3, -4])
def test_no_such_position(key):
    with pytest.raises(IndexError):
        THREE[key]


def test_no_such_slug_is_a_key_error_with_a_message_for_people():
    with pytest.raises(UnknownSlugError) as caught:
        THREE["council-23"]
    assert isinstance(caught.value, KeyError)
    assert isinstance(caught.value, KzeuTimelineError)
    assert str(caught.value) == "no entry has this slug: 'council-23'"
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301


@pytest.mark.parametrize(
    ("slug", "near"),
    [("cooperation-council-222", "cooperation-council-22"), ("summit", "eu-central-asia-summit-1"), ("nope", None)],
)
def test_an_unknown_slug_is_told_its_nearest(slug, near):
    with pytest.raises(UnknownSlugError) as caught:
        shipped().timeline()[slug]
    hint = f" (nearest: {near!r})" if near else ""
    assert str(caught.value) == f"no entry has this slug{hint}: {slug!r}"


def test_get_has_no_answer_for_an_unknown_slug():
    assert THREE.get("b") is THREE[1]
    assert THREE.get("council-23") is None


def test_what_is_in_it():
    assert "b" in THREE
    assert THREE[1] in THREE
    assert event("b", "2025-11") in THREE
    assert event("b", "2025-12") not in THREE
    assert "council-23" not in THREE
    assert 1 not in THREE
    assert None not in THREE


def test_index_and_count_are_those_of_a_sequence():
    assert THREE.index(THREE[2]) == 2
    assert THREE.count(THREE[2]) == 1
    assert THREE.count(event("z")) == 0
    with pytest.raises(ValueError):
        THREE.index(event("z"))


@given(dated_timelines)
@LAW
def test_it_iterates_over_what_its_positions_hold(timeline):
    assert list(timeline) == [timeline[i] for i in range(len(timeline))]
    assert list(reversed(timeline)) == list(timeline)[::-1]
    assert all(timeline[entry.slug] is entry for entry in timeline)


def test_an_empty_one():
    assert len(EMPTY) == 0
    assert not EMPTY
    assert list(EMPTY) == []
    assert repr(EMPTY) == "<Timeline: empty>"
    assert EMPTY.undetermined_runs() == ()
    day = dt.date(2025, 12, 1)
    answers = [EMPTY.before(day), EMPTY.after(day), EMPTY.on(day), EMPTY.between(day, day), EMPTY.overlapping(day)]
    answers += [EMPTY.upcoming(day), EMPTY.as_of(day), EMPTY.search("x"), EMPTY.of_kind("meeting"), EMPTY | EMPTY]
    assert all(answer == EMPTY for answer in answers)


def test_it_shows_how_much_it_holds_and_from_when_to_when():
    assert repr(THREE) == "<Timeline: 3 entries, 2024 to 2025-12-01>"


# A value.


@pytest.mark.parametrize("name", ["entries", "anything"])
def test_nothing_of_it_can_be_replaced(name):
    timeline = dated("2025")
    with pytest.raises(AttributeError):
        setattr(timeline, name, ())


def test_no_entry_can_be_replaced():
    with pytest.raises(TypeError):
        THREE[0] = THREE[1]
    with pytest.raises(TypeError):
        del THREE[0]


def test_what_it_was_made_of_may_change_afterwards():
    entries = [event("a")]
    timeline = Timeline(entries)
    entries.clear()
    assert slugs(timeline) == ["a"]


@given(dated_timelines, dated_timelines)
@LAW
def test_it_equals_what_holds_the_same_entries(one, other):
    assert (one == other) == (list(one) == list(other))
    assert Timeline(list(one)) == one
    assert hash(Timeline(reversed(one))) == hash(one)


def test_it_equals_no_tuple():
    assert tuple(THREE) != THREE


@given(random_timelines(2))
@SELDOM
def test_a_copy_is_equal(timeline):
    timeline.search("x")
    timeline.before("2025")
    again = pickle.loads(pickle.dumps(timeline))  # noqa: S301
    assert again == copy.copy(timeline) == copy.deepcopy(timeline) == timeline
    assert hash(again) == hash(timeline)


# What it is made of.


def test_two_entries_with_one_slug_are_refused():
    assert refusal(lambda: Timeline([event("a", "2024"), event("a", "2025")])) == "two entries with the same slug: 'a'"


def test_the_same_entry_twice_is_there_once():
    assert slugs(Timeline([event("a"), event("a")])) == ["a"]


@pytest.mark.parametrize("value", ["a", None, statement()])
def test_what_is_no_entry_is_refused(value):
    assert refusal(lambda: Timeline([value])).startswith("not an entry: ")


# Order.


@given(dated_timelines)
@OFTEN
def test_no_definite_before_is_broken(timeline):
    for i, entry in enumerate(timeline):
        assert all(later.when.before(entry.when) is not Truth.YES for later in timeline[i:])


@given(st.lists(edtf_values(), max_size=4))
@LAW
def test_no_definite_before_is_broken_by_the_key_of_any_dates(whens):
    in_order = sorted(whens, key=lambda when: when.sort_key)
    assert all(other.before(one) is not Truth.YES for i, one in enumerate(in_order) for other in in_order[i:])


@given(dated_timelines, st.randoms(use_true_random=False))
@LAW
def test_the_order_of_what_is_given_makes_no_difference(timeline, random):
    entries = list(timeline)
    random.shuffle(entries)
    assert list(Timeline(entries)) == list(timeline)


def test_on_or_before_stands_at_its_last_day_and_not_first():
    timeline = dated("2015-12-21", "2025-12-01", "[..2025-12-02]", "2025-12-03", "../2025-12-02")
    assert [entry.when.edtf for entry in timeline] == [
        "2015-12-21",
        "2025-12-01",
        "[..2025-12-02]",
        "../2025-12-02",
        "2025-12-03",
    ]


def test_a_season_in_no_hemisphere_stands_at_the_beginning_of_its_year():
    assert slugs(dated("2024-12-31", "2025-24", "2025-01-02")) == ["a", "b", "c"]


def test_of_equal_dates_the_slug_decides():
    assert slugs(Timeline([event("b"), event("c"), event("a")])) == ["a", "b", "c"]


# Days. The judge of a day, and of all the days of a window, is what two dates say about each other.

windows: Final = st.sampled_from(
    (
        "2025-12-01",
        "2025-12-02",
        "2025-11",
        "2025-12",
        "2025",
        "2024",
        "2026",
        "2025-11-30/2025-12-01",
        "202X",
        "2025-36",
    )
).map(parse_edtf)


def edges(window):
    return window.earliest.isoformat(), window.latest.isoformat()


def fitting(timeline, relation, window, *, possibly):
    """The entries whose date has that relation to the window: certainly, or not certainly not."""
    answers = {entry.slug: getattr(entry.when, relation)(window) for entry in timeline}
    wanted = {Truth.YES, Truth.MAYBE} if possibly else {Truth.YES}
    return [slug for slug, answer in answers.items() if answer in wanted]


@pytest.mark.parametrize("possibly", [False, True])
@given(dated_timelines, windows)
@OFTEN
def test_before(possibly, timeline, window):
    expected = fitting(timeline, "before", parse_edtf(edges(window)[0]), possibly=possibly)
    assert slugs(timeline.before(window, possibly=possibly)) == expected


@pytest.mark.parametrize("possibly", [False, True])
@given(dated_timelines, windows)
@OFTEN
def test_after(possibly, timeline, window):
    expected = fitting(timeline, "after", parse_edtf(edges(window)[1]), possibly=possibly)
    assert slugs(timeline.after(window, possibly=possibly)) == expected


@pytest.mark.parametrize("possibly", [False, True])
@given(dated_timelines, windows)
@OFTEN
def test_between(possibly, timeline, window):
    first, last = edges(window)
    expected = fitting(timeline, "during", parse_edtf(f"{first}/{last}"), possibly=possibly)
    assert slugs(timeline.between(first, last, possibly=possibly)) == expected


@pytest.mark.parametrize("possibly", [False, True])
@given(dated_timelines, windows)
@OFTEN
def test_on(possibly, timeline, window):
    expected = fitting(timeline, "overlaps", parse_edtf("/".join(edges(window))), possibly=possibly)
    assert slugs(timeline.on(window, possibly=possibly)) == expected


@given(dated_timelines, windows)
@OFTEN
def test_overlapping(timeline, window):
    first, last = edges(window)
    expected = fitting(timeline, "overlaps", parse_edtf(f"{first}/{last}"), possibly=True)
    assert slugs(timeline.overlapping(first, last)) == expected


@given(dated_timelines, windows, windows)
@LAW
def test_what_certainly_fits_also_possibly_fits(timeline, one, other):
    for ask in (timeline.before, timeline.after, timeline.on):
        assert set(ask(one)) <= set(ask(one, possibly=True))
    assert set(timeline.between(one, other)) <= set(timeline.between(one, other, possibly=True))


PLACED: Final = [
    # a meeting in November, asked about a day of it
    ("2025-11", "before", "2025-11-20", False, True),
    ("2025-11", "after", "2025-11-20", False, True),
    ("2025-11", "on", "2025-11-20", False, True),
    ("2025-11", "on", "2025-11", True, True),
    ("2025-11", "before", "2025-12", True, True),
    # a period that lasts through the window
    ("2025-11-01/2025-12-31", "before", "2025-12-01", False, False),
    ("2025-11-01/2025-12-31", "after", "2025-12-01", False, False),
    ("2025-11-01/2025-12-31", "on", "2025-12-01", True, True),
    ("2025-11-01/..", "after", "2025-12-01", False, False),
    ("2025-11-01/..", "on", "2030", True, True),
    ("2025-11-01/", "on", "2030", False, True),
    # on or before, on or after
    ("[..2025-12-02]", "before", "2025-12-03", True, True),
    ("[..2025-12-02]", "before", "1900", False, True),
    ("[..2025-12-02]", "after", "2025-12-02", False, False),
    ("[2015-12..]", "after", "2015-11-30", True, True),
    # two days, and a day between them
    ("{2025-11-01,2025-11-30}", "on", "2025-11-15", False, False),
    ("[2025-11-01,2025-11-30]", "on", "2025-11-15", False, False),
    ("{2025-11-01,2025-11-30}", "on", "2025-11-30", True, True),
]


@pytest.mark.parametrize("when, ask, day, certainly, possibly", PLACED)
def test_where_an_entry_lies(when, ask, day, certainly, possibly):
    question = getattr(dated(when), ask)
    assert (bool(question(day)), bool(question(day, possibly=True))) == (certainly, possibly)


def test_a_longer_period_possibly_lies_in_no_shorter_one():
    assert not dated("2025-11-01/2025-12-31").between("2025-12-01", "2025-12-05", possibly=True)
    assert dated("2025-12").between("2025-12-01", "2025-12-05", possibly=True)


@pytest.mark.parametrize("day", [dt.date(2025, 11, 30), dt.datetime(2025, 11, 30, 23, tzinfo=dt.UTC), "2025-11-30"])
def test_a_day_may_be_a_date_a_text_or_a_value(day):
    value = parse_edtf("2025-11-30")
    for ask in (THREE.before, THREE.after, THREE.on, THREE.overlapping):
        assert ask(day) == ask(value)
    assert THREE.between(day, day) == THREE.between(value, value)


def test_of_a_longer_day_its_first_or_its_last_day_counts():
    timeline = dated("2025-10-31", "2025-11-15", "2025-12-01")
    assert slugs(timeline.before("2025-11")) == ["a"]
    assert slugs(timeline.after("2025-11")) == ["c"]
    assert slugs(timeline.between("2025-11", "2025-12")) == ["b", "c"]
    assert slugs(timeline.overlapping("2025-11")) == ["b"]


def test_a_day_without_bounds_leaves_nothing_before_and_nothing_after():
    assert not THREE.before("../2025", possibly=True)
    assert not THREE.after("2025/..", possibly=True)
    assert THREE.between("../2025", "2025/..") == THREE


def test_a_window_that_ends_before_it_begins_holds_nothing():
    timeline = dated("2025", "2025-01-01/2025-12-31")
    assert not timeline.between("2025-12", "2025-01")
    assert not timeline.overlapping("2025-12", "2025-01")


@given(disputed_entries.map(lambda entry: Timeline([entry])), st.dates(dt.date(2024, 12, 30), dt.date(2026, 1, 2)))
@OFTEN
def test_upcoming_is_what_may_still_come(timeline, today):
    [entry] = timeline
    may_come = entry.latest is None or entry.latest >= today
    assert bool(timeline.upcoming(today)) == (may_come and entry.status not in {Status.HELD, Status.CANCELLED})


@given(disputed_timelines, st.dates(dt.date(2025, 11, 30), dt.date(2026, 1, 2)))
@LAW
def test_as_of_a_day_is_every_entry_as_of_that_day(timeline, day):
    known = [then for entry in timeline if (then := entry.as_of(day))]
    assert timeline.as_of(day) == Timeline(known)


# What entries are about.

ABOUT: Final = Timeline(
    [
        event(
            "council-22",
            "2025-12-01",
            track=made(Series, slug="council", title={"en": "Council", "ru": "Совет", "kk": "Кеңес"}),
            title={"en": "22nd Council", "ru": "22-е заседание, подчёркнуто", "kk": "22-отырыс, тәуелсіздік"},
            parties=[made(Party, slug="kazakhstan"), made(Party, slug="eu")],
            statements=[statement(place=made(Place, name={"ru": "Брюссель", "en": "Brussels"}))],
        ),
        milestone(
            "epca-signed",
            description={"en": "Signed in Astana", "kk": "Астанада қол қойылды"},
            parties=[made(Party, slug="eu")],
        ),
        *(shipped().timeline()[slug] for slug in ("eu-central-asia-summit-1",)),
    ]
)
COUNCIL, EPCA, SUMMIT = "council-22", "epca-signed", "eu-central-asia-summit-1"


@pytest.mark.parametrize(
    "found, expected",
    [
        (ABOUT.of_kind("signed"), [EPCA]),
        (ABOUT.of_kind("meeting", "summit"), [SUMMIT, COUNCIL]),
        (ABOUT.of_kind(), []),
        (ABOUT.in_track("council"), [COUNCIL]),
        (ABOUT.in_track("council", "eu-central-asia-summit"), [SUMMIT, COUNCIL]),
        (ABOUT.with_party("eu"), [EPCA, COUNCIL]),
        (ABOUT.with_party("kazakhstan", "central-asia"), [SUMMIT, COUNCIL]),
        (ABOUT.at_place("brussels"), [COUNCIL]),
        (ABOUT.at_place("samarkand", "brussels"), [SUMMIT, COUNCIL]),
        (ABOUT.where(lambda entry: entry.ordinal), [SUMMIT]),
        (ABOUT.of_kind("meeting").with_party("eu").after("2025-11"), [COUNCIL]),
    ],
    ids=range(11),
)
def test_selections(found, expected):
    assert isinstance(found, Timeline)
    assert slugs(found) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("council", [COUNCIL]),
        ("COUNCIL", [COUNCIL]),
        ("совет", [COUNCIL]),
        ("кеңес", [COUNCIL]),
        ("КЕҢЕС", [COUNCIL]),
        ("подчеркнуто", [COUNCIL]),
        ("Подчёркнуто", [COUNCIL]),
        ("Тәуелсіздік", [COUNCIL]),
        ("брюссель", [COUNCIL]),
        ("22 council brussels", [COUNCIL]),
        ("council samarkand", []),
        ("қол қойылды", [EPCA]),
        ("EPCA-signed", [EPCA]),
        ("мирзиеев", [SUMMIT]),
        ("Mirziyoyev самарканд", [SUMMIT]),
        ("von der leyen", [SUMMIT]),
        ("nobody", []),
        ("", [EPCA, SUMMIT, COUNCIL]),
        (" \n", [EPCA, SUMMIT, COUNCIL]),
    ],
)
def test_search(text, expected):
    assert slugs(ABOUT.search(text)) == expected


@pytest.mark.parametrize(
    "text", ["Bakaev", "Бақаев", "visa facilitation", "о реадмиссии", "жеңілдету", "контакты между"]
)
def test_search_looks_at_people_their_spellings_tracks_and_topics(text):
    assert "visa-facilitation-readmission-round-1" in shipped().timeline().search(text)


def test_search_looks_at_dates_as_they_are_written_in_edtf():
    timeline = dated("2025-12", "2025-12-02", "../2025-12", "2025-11-30")
    assert slugs(timeline.search("2025-12")) == [each.slug for each in timeline if "2025-12" in each.when.edtf]
    assert slugs(timeline.search("2025-12-02")) == ["b"]


@given(random_timelines(2), st.text("абёЁeE ", max_size=3))
@SELDOM
def test_case_and_yo_make_no_difference_to_a_search(timeline, text):
    assert timeline.search(text) == timeline.search(text.upper()) == timeline.search(text.replace("ё", "е"))


# Sets.

INNER, OUTER = dated("2023", "2024", "2025"), Timeline([event("c", "1999"), event("d", "2026")])


def test_of_a_slug_in_both_the_union_takes_the_right_one():
    assert [(entry.slug, entry.when.edtf) for entry in INNER | OUTER] == [
        ("c", "1999"),
        ("a", "2023"),
        ("b", "2024"),
        ("d", "2026"),
    ]
    assert (OUTER | INNER)["c"] == INNER["c"]


def test_of_a_slug_in_both_the_intersection_keeps_the_left_one():
    assert list(INNER & OUTER) == [INNER["c"]]
    assert list(OUTER & INNER) == [OUTER["c"]]


def test_the_difference_goes_by_slug():
    assert slugs(INNER - OUTER) == ["a", "b"]


@given(dated_timelines, dated_timelines)
@LAW
def test_sets(one, other):
    assert set(slugs(one | other)) == {*slugs(one), *slugs(other)}
    assert set(slugs(one & other)) == {*slugs(one)} & {*slugs(other)}
    assert set(slugs(one - other)) == {*slugs(one)} - {*slugs(other)}
    assert (one - other) | (one & other) == one
    assert (one - other) & other == EMPTY
    assert (one | other) - other == one - other


@given(dated_timelines)
@LAW
def test_sets_with_itself_and_with_nothing(timeline):
    assert timeline | timeline == timeline & timeline == timeline | EMPTY == EMPTY | timeline == timeline - EMPTY
    assert timeline & EMPTY == timeline - timeline == EMPTY


@pytest.mark.parametrize("other", [(), [event("a")], {"a"}, None])
def test_only_timelines_are_joined(other):
    for join in (lambda: THREE | other, lambda: THREE & other, lambda: THREE - other):
        with pytest.raises(TypeError):
            join()


# Open order.


def ordered(one, other):
    return Truth.YES in {one.when.before(other.when), other.when.before(one.when)}


@given(dated_timelines)
@OFTEN
def test_between_two_stretches_the_order_is_decided(timeline):
    stretch_of = {entry.slug: i for i, run in enumerate(timeline.undetermined_runs()) for entry in run}
    for i, one in enumerate(timeline):
        for other in timeline[i + 1 :]:
            if stretch_of.get(one.slug, one) != stretch_of.get(other.slug, other):
                assert one.when.before(other.when) is Truth.YES


@given(dated_timelines)
@OFTEN
def test_neighbours_whose_order_is_open_are_in_one_stretch(timeline):
    runs = timeline.undetermined_runs()
    for one, other in pairwise(timeline):
        if not ordered(one, other):
            assert any(one in run and other in run for run in runs)


@given(dated_timelines)
@OFTEN
def test_a_stretch_is_a_stretch_of_the_timeline_that_something_open_holds_together(timeline):
    for run in timeline.undetermined_runs():
        start = timeline.index(run[0])
        assert run == tuple(timeline[start : start + len(run)])
        for cut in range(1, len(run)):
            assert any(not ordered(one, other) for one in run[:cut] for other in run[cut:])


@pytest.mark.parametrize(
    "whens, runs",
    [
        (["2024", "2025"], []),
        (["2025-11", "2025-11-20", "2025-12"], [["a", "b"]]),
        (["2025-12-01", "2025-12-01"], [["a", "b"]]),
        (["2015-12-21", "2025-12-01", "[..2025-12-02]"], [["a", "b", "c"]]),
        (["2024", "2024", "2025", "2026-01", "2026-01-05"], [["a", "b"], ["d", "e"]]),
    ],
)
def test_stretches(whens, runs):
    assert [slugs(run) for run in dated(*whens).undetermined_runs()] == runs
