"""The ledger: a row changes exactly when what subscribers of that language are shown does."""

from __future__ import annotations

import datetime as dt
import tomllib
from itertools import pairwise
from typing import Final

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzeu_timeline.model import Place, Revision
from kzeu_timeline.revisions import ledger_text, sealed, unsealed
from kzeu_timeline.text import Language
from kzeu_timeline.timeline import Timeline
from tests.builders import LANGUAGES, NOW, event, made, random_timelines, refusal, shipped, source, statement, words
from tests.strategies import LAW

SELDOM: Final = settings(LAW, max_examples=40)


def row(ledger, slug, language):
    return next((revision for revision in ledger.get(slug, ()) if revision.language == language), None)


# Sealing once, and again.


def test_what_is_new_begins_at_0_in_every_language():
    ledger = sealed(Timeline([event("a")]), {}, NOW)
    assert [(each.language, each.sequence, each.updated) for each in ledger["a"]] == [
        (language, 0, NOW) for language in LANGUAGES
    ]


def test_a_change_is_told_with_what_was_shown_before():
    ledger = sealed(Timeline([event("a")]), {}, NOW)
    changes = list(unsealed(Timeline([event("a", title={**words("a"), "kk": "ә"}), event("b")]), ledger))
    assert [(each.slug, each.language, each.before) for each in changes] == [
        ("a", "kk", row(ledger, "a", "kk")),
        *(("b", language, None) for language in Language),
    ]


@given(random_timelines(2))
@SELDOM
def test_nothing_is_unsealed_after_sealing(timeline):
    ledger = sealed(timeline, {}, NOW)
    assert list(unsealed(timeline, ledger)) == []
    assert set(ledger) == {entry.slug for entry in timeline}


@given(random_timelines(2))
@SELDOM
def test_sealing_twice_changes_nothing(timeline):
    ledger = sealed(timeline, {}, NOW)
    assert sealed(timeline, ledger, NOW + dt.timedelta(days=1)) == ledger


@given(random_timelines(2), random_timelines(2))
@SELDOM
def test_what_is_unsealed_is_what_sealing_changes(before, after):
    old = sealed(before, {}, NOW)
    new = sealed(after, old, NOW)
    changed = {(slug, each.language) for slug, rows in new.items() for each in rows if each not in old.get(slug, ())}
    assert changed == {(change.slug, change.language) for change in unsealed(after, old)}


@given(random_timelines(2))
@SELDOM
def test_the_ledger_that_was_given_is_left_as_it_was(timeline):
    old = {"a": (made(Revision, digest="0"),)}
    sealed(timeline | Timeline([event("a")]), old, NOW)
    assert old == {"a": (made(Revision, digest="0"),)}


# Any course of edits. Each state says what is shown of each entry in each language.

shown: Final = st.fixed_dictionaries(dict.fromkeys(LANGUAGES, st.sampled_from("xyz")))
states: Final = st.dictionaries(st.sampled_from("ab"), shown)
courses: Final = st.lists(st.tuples(states, st.integers(-3, 3)), min_size=2, max_size=6)


def followed(course):
    """The ledgers after each state, with what was last shown of each row by then."""
    ledger, now, last_shown = {}, NOW, {}
    for state, seconds in course:
        now += dt.timedelta(seconds=seconds)
        ledger = sealed(Timeline(event(slug, title=texts) for slug, texts in state.items()), ledger, now)
        last_shown = last_shown | {(slug, tag): text for slug, texts in state.items() for tag, text in texts.items()}
        yield ledger, last_shown


@given(courses)
@LAW
def test_a_row_rises_exactly_when_what_is_shown_changes(course):
    for (old, shown_before), (new, shown_after) in pairwise(followed(course)):
        for slug, language in shown_before:
            before, after = row(old, slug, language), row(new, slug, language)
            if shown_before[slug, language] == shown_after[slug, language]:
                assert after == before
            else:
                assert after.sequence == before.sequence + 1
                assert after.updated > before.updated


@given(courses)
@LAW
def test_no_row_is_ever_lost(course):
    for (old, _), (new, shown_after) in pairwise(followed(course)):
        assert set(old) <= set(new)
        assert {(slug, each.language) for slug, rows in new.items() for each in rows} == set(shown_after)


@given(courses)
@LAW
def test_the_ledger_is_in_the_order_of_slugs_and_languages(course):
    for ledger, _ in followed(course):
        assert list(ledger) == sorted(ledger)
        assert all([each.language for each in rows] == list(LANGUAGES) for rows in ledger.values())


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
    ledger = sealed(Timeline([ENTRY]), {}, NOW)
    changes = unsealed(Timeline([attrs.evolve(ENTRY, **change)]), ledger)
    assert [each.language for each in changes] == languages.split()


# Instants.


def test_an_instant_is_kept_to_the_second():
    ledger = sealed(Timeline([event("a")]), {}, NOW.replace(microsecond=999_999))
    assert {each.updated for each in ledger["a"]} == {NOW}


@pytest.mark.parametrize("seconds", [0, -3600])
def test_a_clock_that_stands_or_goes_back_does_not_hide_a_change(seconds):
    ledger = sealed(Timeline([event("a")]), {}, NOW)
    again = sealed(Timeline([event("a", "2024")]), ledger, NOW + dt.timedelta(seconds=seconds))
    assert {each.updated for each in again["a"]} == {NOW + dt.timedelta(seconds=1)}


@pytest.mark.parametrize(
    "now", [NOW.replace(tzinfo=None), NOW.astimezone(dt.timezone(dt.timedelta(hours=5)))], ids=["no zone", "UTC+5"]
)
@pytest.mark.parametrize("ledger", [{}, sealed(Timeline([event("a", "2024")]), {}, NOW)], ids=["new", "changed"])
def test_an_instant_that_is_not_in_utc_is_refused(now, ledger):
    assert refusal(lambda: sealed(Timeline([event("a")]), ledger, now)).startswith("not an instant in UTC: ")


# The ledger as text.


def read_back(text):
    return {
        slug: tuple(made(Revision, language=language, **fields) for language, fields in rows.items())
        for slug, rows in tomllib.loads(text).items()
    }


@given(courses)
@LAW
def test_its_text_is_toml_that_says_the_same(course):
    for ledger, _ in followed(course):
        assert read_back(ledger_text(ledger)) == ledger


def test_the_text_of_the_ledger():
    revision = made(Revision, language="kk", sequence=2, digest="0123456789abcdef")
    assert ledger_text({"a": (revision,)}).splitlines()[1:] == [
        "",
        "[a]",
        'kk = { sequence = 2, updated = 2025-12-03T09:30:00Z, digest = "0123456789abcdef" }',
    ]


def test_an_empty_ledger_is_a_comment():
    assert tomllib.loads(ledger_text({})) == {}


def test_a_row_that_was_never_digested_can_be_read_back():
    ledger = {"a": (made(Revision, language="en"),)}
    assert read_back(ledger_text(ledger)) == ledger


def test_the_shipped_record_can_be_sealed_and_read_back():
    ledger = sealed(shipped().timeline(), shipped().revisions, NOW)
    assert read_back(ledger_text(ledger)) == ledger
