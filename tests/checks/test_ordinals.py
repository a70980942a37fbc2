"""Numbered entries: where the rules begin and end."""

from __future__ import annotations

import pytest

from kzeu_timeline.model import Negotiation
from tests.builders import catalogue, made
from tests.checks.records import found, meeting, reported


def test_ordinals_are_counted_by_series_and_by_kind():
    other = made(Negotiation, slug="visas")
    record = catalogue(
        meeting(1, "2025"),
        reported("round-1", "2025", ordinal=1, track=other),
        meeting(1, "2025", "summit-1", kind="summit"),
        reported("loose", "2025", ordinal=1),
    )
    assert found(record, "ordinals-once") == []


def test_three_of_one_ordinal_are_two_findings():
    record = catalogue(meeting(1, "2025"), meeting(1, "2025", "council-b"), meeting(1, "2025", "council-c"))
    assert [each.slug for each in found(record, "ordinals-once")] == ["council-b", "council-c"]


@pytest.mark.parametrize("first, second", [("2025-12-01", "2025-12-01"), ("2025", "2025-06"), ("2025-06", "2025")])
def test_only_a_definite_contradiction_breaks_the_order_of_ordinals(first, second):
    assert found(catalogue(meeting(1, first), meeting(2, second)), "ordinals-rise") == []


def test_ordinals_rise_also_past_a_meeting_of_unknown_date():
    record = catalogue(meeting(1, "2025-06-01"), meeting(2, "2000/2030"), meeting(3, "2024-06-01"))
    assert [each.slug for each in found(record, "ordinals-rise")] == ["council-3"]
