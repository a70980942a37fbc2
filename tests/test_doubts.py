"""What is doubtful about a date: the first that holds."""

from __future__ import annotations

import pytest

from kzeu_timeline.doubts import Doubt, doubt
from tests.builders import event, shipped, statement


def said(*dates, **given):
    """An entry of which a source each says this, the first the most firmly."""
    told = [
        statement(when, f"s{number}", status="held", rank="normal" if number else "preferred", **given)
        for number, when in enumerate(dates)
    ]
    return event("a", statements=told)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (said("2025-11-05"), None),
        (said("2025-11"), Doubt.OPEN),
        (said("2025-11-05~"), Doubt.OPEN),
        (said("2025-11", "2025-10-05"), Doubt.OPEN),
        (said("2025-11-05", "2025-11"), None),
        (said("2025-11-05", "2025-11-06"), Doubt.DISPUTED),
        (said("2025-11-05", "2025-11-04/2025-11-05"), Doubt.DISPUTED),
        (said("2025-11-04/2025-11-05", "2025-11-05"), None),
        (said("2025-11-04/2025-11-05", "2025-11-05/2025-11-06"), Doubt.DISPUTED),
        (said("2025-11-05", "[..2025-11-20]"), None),
        (said("2025-11-05", "2025-11-06", inferred=True), Doubt.DISPUTED),
        (said("2025-11-05", inferred=True), Doubt.INFERRED),
    ],
)
def test_the_first_doubt_that_holds_is_told(entry, expected):
    assert doubt(entry) is expected


def test_a_plan_that_came_otherwise_is_no_doubt():
    plan = statement("2025-11-04", "plan", status="planned")
    held = statement("2025-11-05", "report", status="held", rank="preferred")
    assert doubt(event("a", statements=[held, plan])) is None


def test_what_is_known_to_be_wrong_says_otherwise_too():
    wrong = statement("2025-11-04", "slip", rank="deprecated", note="A slip.")
    held = statement("2025-11-05", "report", status="held")
    assert doubt(event("a", statements=[held, wrong])) is Doubt.DISPUTED


def test_computed_anniversaries_are_not_called_inferred():
    assert {doubt(entry) for entry in shipped().timeline() if entry.is_derived} <= {None, Doubt.OPEN}
