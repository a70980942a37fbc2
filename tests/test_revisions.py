"""The ledger: a row changes exactly when what subscribers of that language are shown does."""

from __future__ import annotations

import datetime as dt
import tomllib
from itertools import pairwise
from typing import Final

import attrs
import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzeu_timeline import load, to_ical
from kzeu_timeline.calendar_events import uid
from kzeu_timeline.model import Place, Revision
from kzeu_timeline.revisions import ledger_text, sealed, unsealed
from kzeu_timeline.text import Language
from tests.builders import (
    LANGUAGES,
    NOW,
    catalogue,
    event,
    made,
    random_timelines,
    refusal,
    shipped,
    source,
    statement,
    words,
)
from tests.strategies import LAW

SELDOM: Final = settings(LAW, max_examples=40)


def sealed_of(timeline, ledger=None, now=NOW):
    """The catalogue with just the entries of *timeline*, sealed over what *ledger*, a catalogue, has sealed before."""
    return sealed(over(timeline, ledger), now)


def over(timeline, ledger=None):
    made_of = catalogue(*timeline)
    return made_of if ledger is None else attrs.evolve(made_of, revisions=ledger.revisions, history=ledger.history)


def row(ledger, slug, language):
    return next((revision for revision in ledger.revisions.get(slug, ()) if revision.language == language), None)


# Sealing once, and again.


def test_what_is_new_begins_at_0_in_every_language():
    ledger = sealed_of([event("a")])
    assert [(each.language, each.sequence, each.updated) for each in ledger.revisions["a"]] == [
        (language, 0, NOW) for language in LANGUAGES
    ]


def test_a_change_is_told_with_what_was_shown_before():
    ledger = sealed_of([event("a"), event("c")])
    changes = list(unsealed(over([event("a", title={**words("a"), "kk": "ә"}), event("b")], ledger)))
    assert [(each.slug, each.language, each.how, each.before) for each in changes] == [
        *(("c", language, "withdrawn", row(ledger, "c", language)) for language in Language),
        ("a", "kk", "changed", row(ledger, "a", "kk")),
        *(("b", language, "new", None) for language in Language),
    ]


@given(random_timelines(2))
@SELDOM
def test_nothing_is_unsealed_after_sealing(timeline):
    ledger = sealed_of(timeline)
    assert list(unsealed(ledger)) == []
    assert set(ledger.revisions) == set(ledger.history) == {entry.slug for entry in ledger.timeline()}


@given(random_timelines(2))
@SELDOM
def test_sealing_twice_changes_nothing(timeline):
    ledger = sealed_of(timeline)
    again = sealed(ledger, NOW + dt.timedelta(days=1))
    assert (again.revisions, again.history) == (ledger.revisions, ledger.history)


@given(random_timelines(2), random_timelines(2))
@SELDOM
def test_what_is_unsealed_is_what_sealing_changes(before, after):
    old = sealed_of(before)
    new = sealed_of(after, old)
    changed = {
        (slug, each.language)
        for slug, rows in new.revisions.items()
        for each in rows
        if each not in old.revisions.get(slug, ())
    }
    assert changed == {(change.slug, change.language) for change in unsealed(over(after, old))}


@given(random_timelines(2))
@SELDOM
def test_the_ledger_that_was_given_is_left_as_it_was(timeline):
    old = sealed_of([event("a")])
    revisions, history = dict(old.revisions), dict(old.history)
    sealed_of(timeline, old)
    assert (old.revisions, old.history) == (revisions, history)


# Any course of edits, moves, withdrawals and returns. Each state says what is shown of each entry in each language.

shown: Final = st.tuples(
    st.fixed_dictionaries(dict.fromkeys(LANGUAGES, st.sampled_from("xyz"))), st.sampled_from(["2025-12-01", "2025-12"])
)
states: Final = st.dictionaries(st.sampled_from("ab"), shown)
courses: Final = st.lists(st.tuples(states, st.integers(-3, 3)), min_size=2, max_size=6)


def followed(course):
    """After each state: the catalogue, and what subscribers see of each entry that was ever there."""
    ledger, now, seen = None, NOW, {}
    for state, seconds in course:
        now += dt.timedelta(seconds=seconds)
        entries = [event(slug, when, title=texts) for slug, (texts, when) in state.items()]
        ledger = sealed_of(entries, ledger, now)
        gone = {slug: (*what[:2], "cancelled") for slug, what in seen.items()}
        seen = gone | {slug: (texts, when, "shown") for slug, (texts, when) in state.items()}
        yield ledger, seen


@given(courses)
@LAW
def test_a_row_rises_exactly_when_what_is_shown_changes(course):
    for (old, seen_before), (new, seen_after) in pairwise(followed(course)):
        for slug, (texts, *rest) in seen_before.items():
            for language in LANGUAGES:
                before, after = row(old, slug, language), row(new, slug, language)
                if (texts[language], *rest) == (seen_after[slug][0][language], *seen_after[slug][1:]):
                    assert after == before
                else:
                    assert after.sequence == before.sequence + 1
                    assert after.updated > before.updated


@given(courses)
@LAW
def test_subscribers_lose_nothing_and_see_each_entry_once(course):
    for ledger, seen in followed(course):
        feed = icalendar.Calendar.from_ical(to_ical(ledger.published(), language="kk"))
        found = {str(each["X-KZEU-SLUG"]): each for each in feed.events}
        assert len(feed.events) == len(found)
        assert {each["UID"] for each in found.values()} == {uid(slug, "kk") for slug in seen}
        for slug, (texts, _, state) in seen.items():
            assert found[slug]["SUMMARY"].endswith(texts["kk"])
            assert found[slug]["STATUS"] == ("CONFIRMED" if state == "shown" else "CANCELLED")
            assert found[slug]["SEQUENCE"] == row(ledger, slug, "kk").sequence


@given(courses)
@LAW
def test_no_row_is_ever_lost(course):
    for (old, _), (new, seen_after) in pairwise(followed(course)):
        assert set(old.revisions) <= set(new.revisions) == set(seen_after)
        assert all(new.history[slug][: len(states)] == states for slug, states in old.history.items())


@given(courses)
@LAW
def test_the_ledger_is_in_the_order_of_slugs_and_languages(course):
    for ledger, _ in followed(course):
        assert list(ledger.revisions) == sorted(ledger.revisions)
        assert list(ledger.history) == sorted(ledger.history)
        assert all([each.language for each in rows] == list(LANGUAGES) for rows in ledger.revisions.values())
        assert all(first.at < second.at for states in ledger.history.values() for first, second in pairwise(states))


# What is shown, and what is not.

ENTRY: Final = event("a", statements=[statement(paragraph=1), statement("2025-12", source("b"))])


@pytest.mark.parametrize(
    "change, languages",
    [
        ({}, ""),
        ({"title": {**words("a"), "ru": "б"}}, "ru"),
        ({"description": {"kk": "ә"}}, "kk ru en"),
        ({"description": words("x")}, "kk ru en"),
        ({"kind": "summit"}, "kk ru en"),
        ({"statements": [statement("2025-12-02"), statement("2025-12", source("b"))]}, "kk ru en"),
        ({"statements": [statement(place=made(Place)), statement("2025-12", source("b"))]}, "kk ru en"),
        ({"statements": [statement(status="cancelled"), statement("2025-12", source("b"))]}, "kk ru en"),
        ({"statements": [statement(paragraph=2, note="x"), statement("2025-12", source("b"))]}, ""),
        ({"commemorated": words("x")}, ""),
        ({"revisions": [made(Revision)]}, ""),
    ],
)
def test_which_languages_an_edit_changes(change, languages):
    changes = unsealed(over([attrs.evolve(ENTRY, **change)], sealed_of([ENTRY])))
    assert [each.language for each in changes] == languages.split()


# Instants.


def test_an_instant_is_kept_to_the_second():
    ledger = sealed_of([event("a")], now=NOW.replace(microsecond=999_999))
    assert {each.updated for each in ledger.revisions["a"]} == {NOW}


@pytest.mark.parametrize("seconds", [0, -3600])
def test_a_clock_that_stands_or_goes_back_does_not_hide_a_change(seconds):
    again = sealed_of([event("a", "2024")], sealed_of([event("a")]), NOW + dt.timedelta(seconds=seconds))
    assert {each.updated for each in again.revisions["a"]} == {NOW + dt.timedelta(seconds=1)}


@pytest.mark.parametrize(
    "now", [NOW.replace(tzinfo=None), NOW.astimezone(dt.timezone(dt.timedelta(hours=5)))], ids=["no zone", "UTC+5"]
)
def test_an_instant_that_is_not_in_utc_is_refused(now):
    assert refusal(lambda: sealed_of([event("a")], now=now)).startswith("not an instant in UTC: ")


# The ledger as text.


def read_back(text, folder):
    (folder / "revisions.toml").write_text(text, "utf-8")
    return load(folder)


@given(courses)
@LAW
def test_its_text_is_read_as_the_same_ledger(tmp_path_factory, course):
    folder = tmp_path_factory.mktemp("seeds")
    for ledger, _ in followed(course):
        read = read_back(ledger_text(ledger), folder)
        assert (read.revisions, read.history) == (ledger.revisions, ledger.history)


def test_the_text_of_the_ledger():
    first = event("a", statements=[statement("2025-12", status="planned", place=made(Place))])
    ledger = sealed_of([], sealed_of([event("a", title={**words("a"), "kk": '"\x7f'})], sealed_of([first])))
    digests = [each.digest for each in ledger.revisions["a"]]
    assert ledger_text(ledger).splitlines()[1:] == [
        "",
        "[a]",
        f'kk = {{ sequence = 2, updated = 2025-12-03T09:30:02Z, digest = "{digests[0]}" }}',
        f'ru = {{ sequence = 2, updated = 2025-12-03T09:30:02Z, digest = "{digests[1]}" }}',
        f'en = {{ sequence = 2, updated = 2025-12-03T09:30:02Z, digest = "{digests[2]}" }}',
        "shown = [",
        (
            '  { at = 2025-12-03T09:30:00Z, when = "2025-12", status = "planned", type = "event", kind = "meeting", '
            'place = "brussels", sources = ["article"], title = { kk = "a", ru = "a", en = "a" } },'
        ),
        (
            '  { at = 2025-12-03T09:30:01Z, when = "2025-12-01", type = "event", kind = "meeting", '
            'sources = ["article"], title = { kk = "\\"\\u007f", ru = "a", en = "a" } },'
        ),
        "  { at = 2025-12-03T09:30:02Z, withdrawn = true },",
        "]",
    ]


def test_an_empty_ledger_is_a_comment():
    assert tomllib.loads(ledger_text(catalogue())) == {}


def test_a_row_that_was_never_digested_can_be_read_back(tmp_path):
    ledger = catalogue(revisions={"a": (made(Revision, language="en"),)})
    assert read_back(ledger_text(ledger), tmp_path).revisions == ledger.revisions


def test_the_shipped_record_can_be_sealed_and_read_back(tmp_path):
    ledger = sealed(shipped(), NOW)
    assert read_back(ledger_text(ledger), tmp_path).revisions == ledger.revisions
