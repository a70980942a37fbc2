"""Relations: where the rules begin and end."""

from __future__ import annotations

import pytest

from kzeu_timeline.model import Relation
from tests.builders import catalogue, made, milestone
from tests.checks.records import found, linked, related, reported


@pytest.mark.parametrize(
    "kind, when, target_when, fires",
    [
        ("part-of", "2025-06-01", "2025-06-02", True),
        ("part-of", "2025-06-01", "2025-06-01", False),
        ("part-of", "2025-06-01", "2025-06", False),
        ("decided-at", "2025-06-03", "2025-06-01/2025-06-02", True),
        ("decided-at", "2025-06-02", "2025-06-01/2025-06-02", False),
        ("follows", "2025-06-01", "2025-06-02", True),
        ("follows", "2025-06-02", "2025-06-01", False),
        ("follows", "2025-06", "2025-06-02", False),
        ("replaces", "2025-06-01", "2025-06-02", True),
        ("replaces", "2025-06-02", "2025-06-01", False),
        ("ahead-of", "2025-06-02", "2025-06-01", True),
        ("ahead-of", "2025-06-01", "2025-06-02", False),
        ("anniversary-of", "2025-06-01", "2025-06-02", False),
    ],
)
def test_what_the_dates_of_two_related_entries_rule_out(kind, when, target_when, fires):
    assert bool(found(related(kind, when, target_when), "relations-possible")) is fires


@pytest.mark.parametrize(
    "when, number, fires", [("2025-12-01", 10, False), ("2025-12-22", 10, True), ("2025-12-22", 11, False)]
)
def test_the_date_of_an_anniversary_is_computed(when, number, fires):
    signed = milestone("signed", "2015-12-21", commemorated={"en": "it"})
    relation = made(Relation, kind="ahead-of", target=f"signed-anniversary-{number}")
    record = catalogue(signed, reported("entry", when, relations=[relation]))
    assert bool(found(record, "relations-possible")) is fires


def test_a_relation_to_what_is_not_there_says_nothing_of_dates():
    entry = reported("entry", "2025", relations=[made(Relation, kind="ahead-of", target="signed-anniversary-10")])
    assert found(catalogue(entry), "relations-possible") == []


# Circles.


@pytest.mark.parametrize(
    "links, circle",
    [
        ([("a", "follows", "a")], "a → a"),
        ([("a", "follows", "b"), ("b", "follows", "a")], "a → b → a"),
        ([("a", "follows", "b"), ("a", "ahead-of", "b")], "a → b → a"),
        ([("a", "follows", "b"), ("b", "ahead-of", "a")], None),
        ([("a", "follows", "b"), ("b", "replaces", "c"), ("c", "follows", "a")], "a → c → b → a"),
        ([("a", "part-of", "b"), ("b", "decided-at", "a")], "a → b → a"),
        ([("a", "part-of", "b"), ("b", "ahead-of", "a")], None),
        ([("a", "follows", "b"), ("a", "follows", "c"), ("b", "follows", "d"), ("c", "follows", "d")], None),
        ([("x", "follows", "a"), ("a", "follows", "b"), ("b", "follows", "a"), ("b", "follows", "y")], "a → b → a"),
    ],
)
def test_what_is_a_circle(links, circle):
    messages = [each.message.partition(": ")[2] for each in found(linked(*links), "circular-relations")]
    assert messages == ([circle] if circle else [])


def test_every_circle_is_found_once_at_its_first_entry():
    record = linked(
        ("z", "follows", "b"),
        ("b", "follows", "a"),
        ("a", "follows", "b"),
        ("d", "part-of", "c"),
        ("c", "part-of", "d"),
        ("e", "ahead-of", "e"),
    )
    assert [each.slug for each in found(record, "circular-relations")] == ["b", "e", "d"]


def test_a_long_circle_is_not_told_in_full():
    slugs = [f"entry-{number}" for number in range(2_000)]
    links = [(one, "ahead-of", other) for one, other in zip(slugs, [*slugs[1:], slugs[0]], strict=True)]
    [finding] = found(linked(*links), "circular-relations")
    assert finding.message.endswith("entry-8 → entry-9 → … → entry-0")


# Anniversaries that are stored.


@pytest.mark.parametrize(
    "when, day, ordinal, fires",
    [
        ("2023-02-02", "1993-02-02", None, False),
        ("2023-02-02", "1993-02-02", 30, False),
        ("2023-02-02", "1993-02-02", 29, True),
        ("2023-02-03", "1993-02-02", None, True),
        ("1993-02-02", "1993-02-02", None, True),
        ("1992-02-02", "1993-02-02", None, True),
        ("2023-02", "1993-02-02", None, False),
        ("2023-03", "1993-02-02", None, True),
        ("2023", "1993-02-02", None, False),
        ("2023-02-02", "1993", None, False),
        ("2022-12-30/2023-02-02", "1993-02-02", None, False),
        ("2021-02-28", "2016-02-29", None, False),
        ("2012-01-15", "2001-28", None, False),
        ("[2020..]", "1993-02-02", None, False),
        ("2023-02-03", "199X-02-02", None, False),
        ("2023-02-03", "1993-02-02/1993-02-03", None, False),
    ],
)
def test_which_dates_an_anniversary_may_have(when, day, ordinal, fires):
    record = related("anniversary-of", when, day, ordinal=ordinal)
    assert bool(found(record, "anniversary-arithmetic")) is fires


def test_an_anniversary_of_what_is_not_there_is_not_counted():
    entry = reported("entry", "2025", relations=[made(Relation, kind="anniversary-of", target="nothing")])
    assert found(catalogue(entry), "anniversary-arithmetic") == []
