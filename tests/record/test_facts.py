"""The record against the facts that it was made from: read anew, fact by fact, none left out.

``facts.csv`` has each of the 117 facts as it was collected: its date, its city, and where it went: to an entry, or to
what one source says of an entry (a plan that moved). ``addresses.csv`` has the pages that state it.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

import pytest

from kzeu_timeline import Entry, Source, Status
from kzeu_timeline.exporters.coverage import coverage_page
from tests.builders import shipped

HERE: Final = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


FACTS: Final = rows("facts.csv")
ADDRESSES: Final = rows("addresses.csv")

CITIES_IN_DOUBT: Final = {"pcc-21": "The mission was to Kazakhstan; no page names the city."}
PLANS: Final = {
    "cooperation-council-2011",
    "parliamentary-cooperation-committee-21",
    "trans-caspian-investors-forum-2025",
}
"""Announced, and never reported as held by a page that was found."""


def entry_of(fact: dict[str, str]) -> Entry:
    return shipped().entries[fact["entry"]]


def cited(entry: Entry) -> set[Source]:
    return {each.source for each in (*entry.statements, *entry.relations, *entry.figures) if each.source}


def test_all_the_facts_are_here() -> None:
    assert len({fact["fact"] for fact in FACTS}) == 117
    assert {row["fact"] for row in ADDRESSES} == {fact["fact"] for fact in FACTS}


def test_every_entry_comes_from_a_fact_or_from_the_article() -> None:
    from_article = {"partnership-decade-reviewed"}
    assert shipped().entries.keys() == {fact["entry"] for fact in FACTS} | from_article


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact["fact"])
def test_the_date_is_that_of_the_fact(fact: dict[str, str]) -> None:
    entry = entry_of(fact)
    if fact["statement"]:
        dates = {each.when.edtf for each in entry.statements if each.source.slug == fact["statement"]}
        assert fact["date"] in dates
        assert entry.when.edtf != fact["date"]  # it was moved
    else:
        assert entry.when.edtf == fact["date"]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact["fact"])
def test_the_city_is_that_of_the_fact(fact: dict[str, str]) -> None:
    if fact["place"] and fact["fact"] not in CITIES_IN_DOUBT:
        place = entry_of(fact).place
        assert place is not None
        assert place.name["en"].startswith(fact["place"])


def test_facts_that_became_statements_are_plans_that_moved() -> None:
    moved = [fact for fact in FACTS if fact["statement"]]
    assert len(moved) == 3
    for fact in moved:
        statements = [each for each in entry_of(fact).statements if each.source.slug == fact["statement"]]
        assert {each.status for each in statements} == {Status.PLANNED}
        assert entry_of(fact).status is Status.HELD


def test_what_is_not_reported_as_held_is_not_held() -> None:
    entries = shipped().entries.values()
    assert {each.slug for each in entries if each.status is Status.PLANNED} == PLANS
    assert {each.slug for each in entries if each.status is Status.CANCELLED} == {"tokayev-brussels-2020"}
    assert {each.status for each in entries} == {Status.HELD, Status.PLANNED, Status.CANCELLED}


@pytest.mark.parametrize("row", ADDRESSES, ids=lambda row: row["fact"])
def test_every_page_that_states_it_is_cited(row: dict[str, str]) -> None:
    fact = next(fact for fact in FACTS if fact["fact"] == row["fact"])
    assert row["address"] in {source.url for source in cited(entry_of(fact))}


# What the dossier says of the record as a whole.


def numbers(track: str) -> list[int]:
    entries = shipped().entries.values()
    return sorted(each.ordinal for each in entries if each.track and each.track.slug == track and each.ordinal)


def test_gaps_stay_gaps() -> None:
    assert numbers("cooperation-council") == [1, *range(13, 23)]
    assert numbers("parliamentary-cooperation-committee") == [5, 11, 13, *range(15, 23)]
    assert numbers("cooperation-committee") == [16, 18, 19, 22]
    assert numbers("human-rights-dialogue") == [12, 13, 14, 16]
    assert numbers("eu-central-asia-ministerial") == [*range(9, 21)]
    assert numbers("epca-negotiations") == [3, 4, 6, 8]
    assert numbers("visa-facilitation-readmission") == [1, 2]


def test_leaders_meetings_and_summits_are_two_series() -> None:
    assert numbers("eu-central-asia-leaders-meeting") == [1, 2]
    assert numbers("eu-central-asia-summit") == [1]


DISPUTED: Final = {
    ("cooperation-council-15", "join-2017-5"): "2016-10-06",
    ("epca-negotiations-mandate", "bureau-kz-2012-11-28"): "2011-05-24",
    ("pca-entered-into-force", "join-2015-24"): "1999-06",
    ("pca-entered-into-force", "join-2016-26"): "1999-06",
    ("eu-central-asia-ministerial-18", "communique-cholpon-ata"): "2022-11-18/2022-11-19",
    ("epca-provisionally-applied", "europa-varietas-2016-10"): "2015-05-01",
}


@pytest.mark.parametrize(("where", "date"), DISPUTED.items(), ids=lambda value: "-".join(value) if value else None)
def test_each_sources_own_claim_is_kept_and_the_settled_one_says_why_it_won(where: tuple[str, str], date: str) -> None:
    slug, source = where
    entry = shipped().entries[slug]
    claim = next(each for each in entry.statements if each.source.slug == source)
    assert (claim.when.edtf, claim.rank) == (date, "deprecated")
    assert claim.note
    assert entry.when.edtf != date
    assert entry.settled.rank == "preferred"
    assert entry.settled.note


def test_sources_differ_on_who_chaired_the_first_visa_round() -> None:
    entry = shipped().entries["visa-facilitation-readmission-round-1"]
    chairs = {tuple(p.person.slug for p in each.participants if p.chair) for each in entry.statements} - {()}
    assert chairs == {("bakayev", "luchner"), ("kosherbayev", "sikela")}
    assert [each.person.slug for each in entry.participants] == ["bakayev", "luchner"]


def test_conflicting_figures_stand_side_by_side() -> None:
    figures = shipped().figures.values()
    trade = {(each.value, each.bound.value) for each in figures if each.title["en"].startswith("Trade")}
    invested = {(each.value, each.unit) for each in figures if each.title["en"].startswith("European investment")}
    companies = {each.value for each in figures if each.title["en"].startswith("Companies")}
    assert trade == {(50_000_000_000, "almost"), (48_800_000_000, "exactly")}
    assert {(200_000_000_000, "USD"), (200_000_000_000, "EUR")} < invested
    assert companies == {1_000, 3_000, 4_000, 6_000}


def test_the_page_on_what_is_missing_is_up_to_date() -> None:
    page = HERE.parents[1] / "docs/record.md"
    assert page.read_text(encoding="utf-8") == coverage_page(shipped()), "make record"
