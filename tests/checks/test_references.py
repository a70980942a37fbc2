"""References: each kind of them, and what counts as known."""

from __future__ import annotations

from typing import Final

import attrs
import pytest

from kzeu_timeline.model import Figure, Participant, Party, Person, Place, Relation, Role, Source, Topic, Track
from tests.builders import catalogue, event, made, milestone, source, statement, words
from tests.checks.records import found, reported

FULL: Final = event(
    track=made(Track, parties=[made(Party, slug="eu")]),
    parties=[made(Party)],
    topics=[made(Topic)],
    figures=[made(Figure, source=source("statistics"), topic=made(Topic, slug="transport"))],
    relations=[made(Relation, target="meeting", source=source("letter"))],
    statements=[
        statement(
            by="paper",
            place=made(Place),
            participants=[made(Participant, role=made(Role), party=made(Party, slug="central-asia"))],
        )
    ],
)
NAMED: Final = {
    ("tracks", "council"): ["entries.meeting.track"],
    ("parties", "eu"): ["tracks.council.parties[0]"],
    ("parties", "kazakhstan"): ["entries.meeting.parties[0]"],
    ("topics", "trade"): ["entries.meeting.topics[0]"],
    ("figures", "trade-2024"): ["entries.meeting.figures[0]"],
    ("sources", "statistics"): ["figures.trade-2024.source"],
    ("topics", "transport"): ["figures.trade-2024.topic"],
    ("sources", "letter"): ["entries.meeting.relations[0].source"],
    ("sources", "paper"): ["entries.meeting.statements[0].source"],
    ("places", "brussels"): ["entries.meeting.statements[0].place"],
    ("people", "kallas"): ["entries.meeting.statements[0].participants[0].person"],
    ("roles", "minister"): ["entries.meeting.statements[0].participants[0].role"],
    ("parties", "central-asia"): ["entries.meeting.statements[0].participants[0].party"],
}
"""What the full entry names, and where."""


def unknown(record):
    return [each.path for each in found(record, "unknown-reference")]


def with_records(mapping, change):
    """The full catalogue with one mapping changed."""
    record = catalogue(FULL)
    return attrs.evolve(record, **{mapping: change(dict(getattr(record, mapping)))})


def test_a_full_catalogue_knows_everything():
    assert unknown(catalogue(FULL)) == []


@pytest.mark.parametrize("mapping, slug", NAMED)
def test_what_is_missing_is_found_where_it_is_named(mapping, slug):
    record = with_records(mapping, lambda records: {key: each for key, each in records.items() if key != slug})
    hidden = {"tracks": ["tracks."], "figures": ["figures."]}.get(mapping, [])
    assert unknown(record) == [path for path in NAMED[mapping, slug] if not path.startswith(tuple(hidden))]


@pytest.mark.parametrize("mapping, slug", NAMED)
def test_another_record_of_that_slug_is_not_the_one(mapping, slug):
    field = {Source: "publisher", Topic: "title", Track: "title", Figure: "title"}
    record = catalogue(FULL)
    kept = getattr(record, mapping)[slug]
    name = field.get(type(kept), "name")
    other = attrs.evolve(kept, **{name: "Other" if name == "publisher" else words("Other")})
    assert unknown(with_records(mapping, lambda records: {**records, slug: other})) == NAMED[mapping, slug]


@pytest.mark.parametrize("mapping, slug", NAMED)
def test_an_equal_record_is_the_one(mapping, slug):
    record = catalogue(FULL)
    twin = attrs.evolve(getattr(record, mapping)[slug])
    assert unknown(with_records(mapping, lambda records: {**records, slug: twin})) == []


def test_what_is_named_often_is_told_once_for_each_record():
    record = attrs.evolve(catalogue(reported("a", "2025"), reported("b", "2025")), sources={})
    assert unknown(record) == [f"entries.{slug}.statements[{index}].source" for slug in "ab" for index in (0, 1)]
    twice = event(statements=[statement("2025-12-01"), statement("2025-12")])
    assert unknown(attrs.evolve(catalogue(twice), sources={})) == ["entries.meeting.statements[0].source"]


@pytest.mark.parametrize(
    "target, known",
    [
        ("signed", True),
        ("signed-anniversary-10", True),
        ("signed-anniversary-3", True),
        ("signed-anniversary-0", False),
        ("signed-anniversary-1000", False),
        ("opened-anniversary-10", False),
        ("met-anniversary-10", False),
        ("nothing", False),
        ("nothing-anniversary-10", False),
    ],
)
def test_which_entries_are_known(target, known):
    record = catalogue(
        milestone("signed", "2015-12-21", commemorated=words("it")),
        milestone("opened", "2015-12-21/2015-12-22", commemorated=words("it")),
        milestone("met", "2015-12-21"),
        event("entry", relations=[made(Relation, kind="ahead-of", target=target)]),
    )
    assert unknown(record) == ([] if known else ["entries.entry.relations[0].target"])


def test_people_are_known_by_slug_and_by_what_is_said_of_them():
    person = made(Person, spellings=["K. Kallas"])
    record = catalogue(event(statements=[statement(participants=[made(Participant, person=person)])]))
    assert unknown(record) == []
    assert unknown(attrs.evolve(record, people={"kallas": made(Person)})) == [
        "entries.meeting.statements[0].participants[0].person"
    ]
