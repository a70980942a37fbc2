"""Entries as plain dictionaries: what JSON can hold, the documented keys, and nothing lost."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Final

import attrs
from hypothesis import given, settings

from kzeu_timeline.dates import parse_edtf
from kzeu_timeline.model import Place
from kzeu_timeline.records import to_records
from kzeu_timeline.timeline import Timeline
from tests.builders import (
    CLOCK,
    FIGURES,
    PARTICIPANTS,
    TRACKS,
    event,
    made,
    random_timelines,
    shipped,
    source,
    statement,
)
from tests.strategies import LAW

SELDOM: Final = settings(LAW, max_examples=60)

KEYS: Final = {
    "entry": """slug type kind track track_title ordinal when earliest latest precision uncertain approximate reason
        derived status title unattested description commemorated place location parties participants topics figures
        relations statements sources""",
    "location": "slug name country zone latitude longitude",
    "party": "slug name",
    "topic": "slug title",
    "participant": "person name spellings role party chair",
    "figure": "slug title value unit bound period topic source paragraph note",
    "relation": "kind target days source paragraph",
    "statement": "source paragraph when inferred status rank place location participants clock note",
    "clock": "start end zone",
    "source": "slug publisher language published url sha256 note",
}
"""Of each kind of dictionary, in this order."""


def parts(record):
    """Every dictionary in the record of an entry, with its kind."""
    yield "entry", record
    yield "location", record["location"]
    yield from (("party", part) for part in record["parties"])
    for name in ("topic", "participant", "figure", "relation", "statement", "source"):
        yield from ((name, part) for part in record[f"{name}s"])
    for said in record["statements"]:
        yield "clock", said["clock"]
        yield from (("participant", part) for part in said["participants"])


@given(random_timelines(2))
@SELDOM
def test_json_can_hold_it(timeline):
    records = to_records(timeline)
    assert json.loads(json.dumps(records, allow_nan=False)) == records


@given(random_timelines(2))
@SELDOM
def test_the_keys_are_the_documented_ones_in_their_order(timeline):
    for record in to_records(timeline):
        for kind, part in parts(record):
            assert part is None or list(part) == KEYS[kind].split()


@given(random_timelines(2))
@SELDOM
def test_there_is_a_record_for_each_entry_in_the_same_order(timeline):
    assert [record["slug"] for record in to_records(timeline)] == [entry.slug for entry in timeline]
    assert to_records(list(timeline)) == to_records(timeline)


@given(random_timelines(2))
@SELDOM
def test_no_statement_is_lost(timeline):
    for record, entry in zip(to_records(timeline), timeline, strict=True):
        assert len(record["statements"]) == len(entry.statements)
        for said, by in zip(record["statements"], entry.statements, strict=True):
            assert parse_edtf(said["when"]) == by.when
            assert (said["source"], said["paragraph"]) == (by.source.slug, by.paragraph)
            assert (said["rank"], said["status"]) == (by.rank, by.status)
            assert (said["inferred"], said["note"]) == (by.inferred, by.note)
            assert said["place"] == (by.place.slug if by.place else None)
            assert len(said["participants"]) == len(by.participants)
            assert bool(said["clock"]) == bool(by.clock)


@given(random_timelines(2))
@SELDOM
def test_nothing_else_of_an_entry_is_lost(timeline):
    for record, entry in zip(to_records(timeline), timeline, strict=True):
        for name in ("title", "description", "commemorated"):
            assert record[name] == (getattr(entry, name) and dict(getattr(entry, name)))
        assert record["unattested"] == [language for language in entry.title if language in entry.title.unattested]
        assert [record["type"], record["kind"], record["ordinal"]] == [entry.type, entry.kind, entry.ordinal]
        assert record["track"] == (entry.track.slug if entry.track else None)
        assert record["track_title"] == (dict(entry.track.title) if entry.track else None)
        assert record["parties"] == [{"slug": each.slug, "name": dict(each.name)} for each in entry.parties]
        assert record["topics"] == [{"slug": each.slug, "title": dict(each.title)} for each in entry.topics]
        assert [each["target"] for each in record["relations"]] == [each.target for each in entry.relations]
        assert [each["kind"] for each in record["relations"]] == [each.kind for each in entry.relations]
        assert [each["days"] and tuple(each["days"]) for each in record["relations"]] == [
            each.days for each in entry.relations
        ]
        assert [Decimal(each["value"]) for each in record["figures"]] == [each.value for each in entry.figures]


@given(random_timelines(2))
@SELDOM
def test_what_is_settled_is_that_of_the_entry(timeline):
    for record, entry in zip(to_records(timeline), timeline, strict=True):
        assert parse_edtf(record["when"]) == entry.when
        assert (record["uncertain"], record["approximate"]) == (entry.when.uncertain, entry.when.approximate)
        assert record["precision"] == entry.when.precision.name.lower()
        assert record["earliest"] == (entry.earliest and entry.earliest.isoformat())
        assert record["latest"] == (entry.latest and entry.latest.isoformat())
        assert (record["status"], record["reason"]) == (entry.status, entry.reason.name.lower())
        assert record["place"] == (record["location"]["slug"] if entry.place else None)
        assert len(record["participants"]) == len(entry.participants)


@given(random_timelines(2))
@SELDOM
def test_every_source_that_is_named_is_there(timeline):
    for record in to_records(timeline):
        known = {each["slug"] for each in record["sources"]}
        named = [each["source"] for name in ("statements", "figures", "relations") for each in record[name]]
        assert {slug for slug in named if slug} <= known


def test_a_record_in_full():
    place = made(Place, country="BE", zone="Europe/Brussels", latitude=50.85, longitude=4)
    said = statement("2025-12-01?", source(published="2025-12"), place=place, clock=CLOCK, status="held", paragraph=1)
    [record] = to_records([event("council-22", statements=[said], track=TRACKS[1], ordinal=22)])
    assert record == {
        "slug": "council-22",
        "type": "event",
        "kind": "meeting",
        "track": "council",
        "track_title": {"kk": "Cooperation Council", "ru": "Cooperation Council", "en": "Cooperation Council"},
        "ordinal": 22,
        "when": "2025-12-01?",
        "earliest": "2025-12-01",
        "latest": "2025-12-01",
        "precision": "day",
        "uncertain": True,
        "approximate": False,
        "reason": "only",
        "derived": False,
        "status": "held",
        "title": {"kk": "council-22", "ru": "council-22", "en": "council-22"},
        "unattested": [],
        "description": None,
        "commemorated": None,
        "place": "brussels",
        "location": {
            "slug": "brussels",
            "name": {"kk": "Brussels", "ru": "Brussels", "en": "Brussels"},
            "country": "BE",
            "zone": "Europe/Brussels",
            "latitude": 50.85,
            "longitude": 4,
        },
        "parties": [],
        "participants": [],
        "topics": [],
        "figures": [],
        "relations": [],
        "statements": [
            {
                "source": "article",
                "paragraph": 1,
                "when": "2025-12-01?",
                "inferred": False,
                "status": "held",
                "rank": "normal",
                "place": "brussels",
                "location": record["location"],
                "participants": [],
                "clock": {"start": "10:00:00", "end": "11:30:00", "zone": "Europe/Brussels"},
                "note": None,
            }
        ],
        "sources": [
            {
                "slug": "article",
                "publisher": "Kazakhstan Today",
                "language": "en",
                "published": "2025-12",
                "url": None,
                "sha256": None,
                "note": None,
            }
        ],
    }


def test_a_figure_is_written_in_decimals_and_not_in_powers():
    figures = [attrs.evolve(FIGURES[0], value=value) for value in (Decimal("5E+10"), 0, "48.80", Decimal("-1E-3"))]
    [record] = to_records([event(figures=figures)])
    assert [each["value"] for each in record["figures"]] == ["50000000000", "0", "48.80", "-0.001"]


def test_a_participant_in_full():
    said = statement(participants=[PARTICIPANTS[1]])
    [record] = to_records([event(statements=[said])])
    assert record["participants"] == [
        {
            "person": "x",
            "name": {"kk": "Kaja Kallas", "ru": "Kaja Kallas", "en": "Kaja Kallas"},
            "spellings": ["X"],
            "role": {"kk": "minister", "ru": "minister", "en": "minister"},
            "party": "kazakhstan",
            "chair": True,
        }
    ]


def test_unbounded_days_are_null():
    [before, after] = to_records(Timeline([event("a", "[..2025-12-02]"), event("b", "[2026..]")]))
    assert (before["earliest"], before["latest"]) == (None, "2025-12-02")
    assert (after["earliest"], after["latest"]) == ("2026-01-01", None)


def test_a_derived_entry_says_so():
    records = to_records(shipped().timeline())
    assert {record["slug"] for record in records if record["derived"]} >= {"epca-signed-anniversary-10"}
    assert all(record["derived"] == (record["kind"] == "anniversary") for record in records)
