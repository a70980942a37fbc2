"""What subscribers were told, as the ledger remembers it."""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from kzeu_timeline.catalogue import Catalogue
from kzeu_timeline.history import WITHDRAWER, is_withdrawn, shown, told, withdrawn
from kzeu_timeline.model import Milestone, Place, Shown, Source, Track
from kzeu_timeline.text import Language, LocalizedText
from tests.builders import NOW, catalogue, event, made, milestone, source, statement, words

LATER: Final = NOW + dt.timedelta(days=1)
NOTHING: Final = Catalogue(entries={})


def test_what_is_shown_is_kept_by_slugs():
    entry = event(
        "a",
        kind="summit",
        track=made(Track, slug="council"),
        statements=[
            statement("2025-12-01", source("early"), status="held", place=made(Place)),
            statement("2025-12-01", source("late"), status="held"),
            statement("2025-11", source("vague"), status="planned"),
        ],
    )
    state = shown(entry, NOW)
    assert (state.at, state.type, state.kind, state.when.edtf) == (NOW, "event", "summit", "2025-12-01")
    assert (state.status, state.track, state.place) == ("held", "council", "brussels")
    assert state.sources == ("early", "late")


def test_whether_a_title_is_attested_is_not_shown():
    attested, ours = (LocalizedText(words("a"), unattested=languages) for languages in ((), ("kk",)))
    assert shown(event(title=attested), NOW) == shown(event(title=ours), NOW)


def test_what_is_withdrawn_is_cancelled_by_the_project_that_day():
    entry = milestone("signing", "2015-12-21", track=made(Track, slug="epca"))
    gone = withdrawn("signing", attrs.evolve(shown(entry, LATER), withdrawn=True), catalogue(entry))
    assert isinstance(gone, Milestone)
    assert (gone.slug, gone.title, gone.track) == (entry.slug, entry.title, entry.track)
    assert (gone.when, gone.status) == (entry.when, "cancelled")
    assert [(each.slug, each.published.edtf) for each in gone.sources if each.published] == [(WITHDRAWER, "2025-12-04")]
    assert set(gone.description or ()) == set(Language)


def test_what_is_withdrawn_is_told_from_what_was_cancelled():
    entry = event("a", statements=[statement(status="cancelled")])
    assert is_withdrawn(withdrawn("a", shown(entry, NOW), NOTHING))
    assert not is_withdrawn(entry)


def test_it_is_shown_even_if_all_that_it_names_is_gone_too():
    entry = event("a", statements=[statement(place=made(Place))], track=made(Track))
    gone = withdrawn("a", shown(entry, NOW), NOTHING)
    assert (gone.place, gone.track) == (None, None)


def news(*states, records=NOTHING):
    return [(each.at, [change.kind for change in each.changes]) for each in told({"a": states}, records)]


def state(at=NOW, **fields):
    return made(Shown, at=at, **fields)


def test_the_first_state_is_an_addition():
    assert news(state()) == [(NOW, ["added"])]


def test_each_state_is_told_by_what_differs_from_the_one_before():
    assert news(
        state(status="planned", when="2025-11"), state(LATER, status="held", when="2025-11-13", place="astana")
    ) == [(LATER, ["more-precise", "confirmed"]), (NOW, ["added"])]


def test_a_place_that_the_data_has_is_told():
    records = catalogue(event(statements=[statement(place=made(Place, slug="astana"))]))
    assert news(state(), state(LATER, place="astana"), records=records)[0] == (LATER, ["place-changed"])


def test_a_source_that_joins_is_told_and_one_that_parts_is_not():
    assert news(state(sources=["x"]), state(LATER, sources=["x", "y"]))[0] == (LATER, ["source-added"])
    assert news(state(sources=["x", "y"]), state(LATER, sources=["y"])) == [(NOW, ["added"])]


def test_what_comes_back_is_added_again():
    assert news(state(), state(LATER, withdrawn=True), state(LATER + dt.timedelta(days=1)))[:2] == [
        (LATER + dt.timedelta(days=1), ["added"]),
        (LATER, ["withdrawn"]),
    ]


def test_what_was_told_at_once_is_in_the_order_of_the_entries():
    states = {"b": [state(when="2024")], "a": [state(when="2025")], "c": [state(LATER)]}
    assert [each.entry.slug for each in told(states, NOTHING)] == ["c", "b", "a"]


def test_a_source_that_is_gone_is_named_by_its_slug():
    (only,) = told({"a": [state(sources=["gone"])]}, NOTHING)
    assert only.changes[0].sources == (Source(slug="gone", publisher="gone"),)
