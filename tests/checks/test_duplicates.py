"""Near-duplicates: what makes two entries look like one."""

from __future__ import annotations

from typing import Any, Final

import pytest

from kzeu_timeline.model import Event, Party, Place, Relation, Track
from tests.builders import catalogue, event, made, statement, words
from tests.checks.records import BRUSSELS, EU, LUXEMBOURG, found

BELGIUM: Final = made(Place, slug="belgium", name=words("Belgium"), country="BE")
VISITS: Final = made(Track, slug="visits")


def visit(slug: str = "visit", *, when: str = "2022-10-27", place: Place | None = BRUSSELS, **fields: Any) -> Event:
    return event(slug, statements=[statement(when, place=place)], **{"kind": "visit", "parties": [EU], **fields})


def duplicates(*entries):
    return [each.slug for each in found(catalogue(*entries), "near-duplicates")]


@pytest.mark.parametrize(
    "fields, alike",
    [
        ({}, True),
        ({"when": "2022-10"}, True),
        ({"when": "2022-10-26/2022-10-27"}, True),
        ({"when": "2022-10-28"}, False),
        ({"when": "2022-11"}, False),
        ({"when": "2022"}, False),
        ({"when": "[..2022-10-27]"}, False),
        ({"when": "{2022-10-26,2022-10-28}"}, False),
        ({"kind": "meeting"}, False),
        ({"place": BELGIUM}, True),
        ({"place": LUXEMBOURG}, False),
        ({"place": None}, False),
        ({"parties": [made(Party)]}, False),
        ({"parties": [made(Party), EU]}, True),
        ({"parties": []}, False),
        ({"track": VISITS}, True),
        ({"ordinal": 3}, True),
        ({"relations": [made(Relation, kind="part-of", target="visit")]}, False),
        ({"relations": [made(Relation, kind="part-of", target="other")]}, True),
    ],
)
def test_when_a_visit_looks_like_another(fields, alike):
    other = visit("stay", **fields)
    assert duplicates(visit(), other) == (["stay"] if alike else [])
    assert duplicates(other, visit()) == (["visit"] if alike else [])


@pytest.mark.parametrize(
    "mine, its, alike",
    [
        ({"track": VISITS, "place": None}, {"track": VISITS, "place": None}, True),
        ({"track": VISITS, "place": None}, {"track": VISITS}, True),
        ({"track": VISITS, "place": LUXEMBOURG}, {"track": VISITS}, False),
        ({"track": VISITS, "place": None}, {"place": None}, False),
        ({"track": VISITS, "parties": []}, {"track": VISITS, "parties": []}, True),
        ({"ordinal": 3, "track": VISITS}, {"ordinal": 4, "track": VISITS}, False),
        ({"ordinal": 3, "track": VISITS}, {"ordinal": 3}, False),
    ],
)
def test_when_two_on_a_track_look_alike(mine, its, alike):
    assert duplicates(visit(**mine), visit("stay", **its)) == (["stay"] if alike else [])


def test_each_pair_is_told_once_at_the_one_that_stands_later():
    entries = [visit("c", track=VISITS), visit("a", track=VISITS), visit("b", track=VISITS)]
    findings = found(catalogue(*entries), "near-duplicates")
    assert [(each.slug, each.message.partition(",")[0]) for each in findings] == [
        ("a", "a visit like 'c'"),
        ("b", "a visit like 'a'"),
        ("b", "a visit like 'c'"),
    ]


def test_of_many_visits_only_neighbours_are_compared(monkeypatch):
    compared = []
    duplicates_module = pytest.importorskip("kzeu_timeline.checks.duplicates")
    monkeypatch.setattr(duplicates_module, "_may_be_one", lambda one, other: compared.append((one, other)))
    days = [f"{year}-{month:02}-{day:02}" for year in range(2000, 2020) for month in range(1, 13) for day in (1, 15)]
    assert duplicates(*(visit(f"visit-{day}", when=day) for day in days)) == []
    assert compared == []
