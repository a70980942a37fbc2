"""Statements of one entry: where the rules begin and end."""

from __future__ import annotations

import pytest

from kzeu_timeline.model import Place
from tests.builders import catalogue, event, made, source, statement, words
from tests.checks.records import BRUSSELS, LUXEMBOURG, REPORT, TODAY, found, reported, told

OCTOBER_4 = {"when": "2016-10-04"}
OCTOBER_6 = {"when": "2016-10-06"}
BELGIUM = made(Place, slug="belgium", name=words("Belgium"), country="BE")


# Several reports of one thing.


@pytest.mark.parametrize(
    "one, other, rule",
    [
        (OCTOBER_4, OCTOBER_6, "days-agree"),
        (OCTOBER_4 | {"status": "held"}, OCTOBER_6, "days-agree"),
        (OCTOBER_4, {"when": "2016-11"}, "days-agree"),
        (OCTOBER_4, {"when": "[2016-10-05..]"}, "days-agree"),
        (OCTOBER_4, {"when": "2016-10"}, None),
        (OCTOBER_4, {"when": "[..2016-10-04]"}, None),
        (OCTOBER_4, {"when": "[2016-10-04,2016-10-06]"}, None),
        (OCTOBER_4, {"when": "2016-10-04?"}, None),
        (OCTOBER_4, OCTOBER_6 | {"status": "planned"}, None),
        (OCTOBER_4, OCTOBER_6 | {"status": "postponed"}, None),
        (OCTOBER_4, OCTOBER_6 | {"rank": "deprecated", "note": "A slip."}, None),
        (OCTOBER_4, {"when": "2016-10-04/2016-10-06"}, "lengths-agree"),
        ({"when": "2016-10"}, {"when": "2016-10-31/2016-11-01"}, "lengths-agree"),
        ({"when": "2016-10"}, {"when": "2016-10-30/2016-10-31"}, None),
        ({"when": "2016-10-04/.."}, {"when": "2016-10-04/2016-10-06"}, "lengths-agree"),
    ],
)
def test_days_that_can_and_can_not_be_one(one, other, rule):
    for record in (catalogue(told(one, other)), catalogue(told(other, one))):
        for each in ("days-agree", "lengths-agree"):
            assert bool(found(record, each)) is (each == rule)


@pytest.mark.parametrize("other", ["2016-10-03", "2016-10-04/2016-10-05"])
def test_who_agrees_with_the_weightiest_does_not_differ_from_whom_that_outweighs(other):
    record = catalogue(told(OCTOBER_4, {"when": other}, {"when": "2016-10-04~"}))
    [finding] = [each for rule in ("days-agree", "lengths-agree") for each in found(record, rule)]
    assert finding.message == f"'{other}' by 'source-1', but '2016-10-04' by 'source-0'"


def test_a_day_in_dispute_is_told_once_with_all_who_claim_it():
    record = catalogue(told(OCTOBER_4, OCTOBER_6, OCTOBER_6, OCTOBER_4))
    [finding] = found(record, "days-agree")
    assert finding.path == "entries.meeting.statements[1].when"
    assert finding.message == "'2016-10-06' by 'source-1', 'source-2', but '2016-10-04' by 'source-0', 'source-3'"


def test_of_two_days_the_one_of_less_weight_is_found():
    record = catalogue(told(OCTOBER_6, OCTOBER_4 | {"rank": "preferred", "note": "The minutes."}))
    [finding] = found(record, "days-agree")
    assert finding.path == "entries.meeting.statements[0].when"


def test_a_day_is_held_against_every_other_not_only_against_the_settled_one():
    record = catalogue(told({"when": "2016", "published": "2020"}, OCTOBER_4, OCTOBER_6))
    assert [each.path for each in found(record, "days-agree")] == ["entries.meeting.statements[2].when"]


@pytest.mark.parametrize(
    "one, other, fires",
    [(BRUSSELS, LUXEMBOURG, True), (LUXEMBOURG, BELGIUM, True), (BRUSSELS, BELGIUM, False), (BRUSSELS, None, False)],
)
def test_places_that_can_and_can_not_be_one(one, other, fires):
    for pair in ((one, other), (other, one)):
        assert bool(found(catalogue(told(*({"place": place} for place in pair))), "places-agree")) is fires


@pytest.mark.parametrize("fields", [{"status": "planned"}, {"rank": "deprecated", "note": "A slip."}])
def test_what_is_no_report_may_name_another_place(fields):
    record = catalogue(told({"place": BRUSSELS, "status": "held"}, {"place": LUXEMBOURG, **fields}))
    assert found(record, "places-agree") == []


# Held, and when.


@pytest.mark.parametrize(
    "published, when, status, fires",
    [
        ("2025-12-02", "2025-12-03", "held", True),
        ("2025-12-02", "2025-12-02", "held", False),
        ("2025-12-02", "[2025-12-03..]", "held", True),
        ("2025-12-02", "2025-12", "held", False),
        ("2025-12", "2025-12-03", "held", False),
        ("2025-11", "2025-12-03", "held", True),
        ("2025-12-02", "2025-12-03", "planned", False),
        ("2025-12-02", "2025-12-03", None, False),
        (None, "2025-12-03", "held", False),
    ],
)
def test_what_no_source_can_have_reported_yet(published, when, status, fires):
    record = catalogue(reported("meeting", when, status=status, sources=[source(published=published)]))
    assert bool(found(record, "reported-too-early")) is fires


@pytest.mark.parametrize(
    "held, settled, fires",
    [
        ({"published": "2025-12-02"}, {}, True),
        ({"published": "2026-06-01"}, {}, False),
        ({"published": "2026-05"}, {}, False),
        ({}, {}, False),
        ({"published": "2025-12-02", "rank": "deprecated"}, {}, False),
        ({"published": "2025-12-02"}, {"status": "planned"}, False),
        ({"published": "2025-12-02"}, {"status": "held"}, False),
    ],
)
def test_a_settled_day_after_every_report(held, settled, fires):
    record = catalogue(
        told(
            {"when": "[2025-11..]", "status": "held", **held},
            {"when": "2026-05-01", "rank": "preferred", **settled},
        )
    )
    assert bool(found(record, "held-before-day")) is fires


def test_one_report_from_after_the_settled_day_is_enough():
    early = {"when": "[2025-11..]", "status": "held", "published": "2025-12-02"}
    record = catalogue(told(early, early | {"published": "2026-05-02"}, {"when": "2026-05-01", "rank": "preferred"}))
    assert found(record, "held-before-day") == []


@pytest.mark.parametrize(
    "statuses, fires",
    [
        (("held", "cancelled"), True),
        (("cancelled", "held", "held"), True),
        (("held", "planned"), False),
        (("held", "postponed"), False),
        (("planned", "cancelled"), False),
        (("cancelled", None), False),
    ],
)
def test_statuses_of_which_one_is_wrong(statuses, fires):
    record = catalogue(told(*({"status": status} for status in statuses)))
    assert len(found(record, "held-and-cancelled")) == fires


@pytest.mark.parametrize("settled, at", [("held", 1), ("cancelled", 0)])
def test_the_status_that_does_not_prevail_is_found(settled, at):
    statements = [{"status": "held"}, {"status": "cancelled"}]
    record = catalogue(
        told(*(each | ({"rank": "preferred"} if each["status"] == settled else {}) for each in statements))
    )
    [finding] = found(record, "held-and-cancelled")
    assert finding.path == f"entries.meeting.statements[{at}].status"


def test_a_deprecated_status_contradicts_nothing():
    wrong = {"status": "cancelled", "rank": "deprecated", "note": "It took place."}
    assert found(catalogue(told({"status": "held"}, wrong)), "held-and-cancelled") == []


@pytest.mark.parametrize(
    "held, later, fires",
    [
        ({}, {"status": "planned", "published": "2025-11-30"}, True),
        ({"published": "2025-12-02"}, {"status": "planned", "published": "2025-11-30"}, False),
        ({"published": "2025-12-02"}, {"status": "postponed", "rank": "preferred"}, True),
        ({"rank": "deprecated"}, {"status": "planned"}, False),
        ({}, {"status": "cancelled", "published": "2025-11-30"}, False),
    ],
)
def test_a_report_that_a_plan_outweighs(held, later, fires):
    record = catalogue(told({"status": "held"} | held, later))
    assert bool(found(record, "held-outweighed")) is fires


# Ranks and plans.


@pytest.mark.parametrize(
    "rank, note, fires", [("preferred", None, True), ("preferred", "Why.", False), ("normal", None, False)]
)
def test_a_rank_wants_a_reason(rank, note, fires):
    assert bool(found(catalogue(told({}, {"rank": rank, "note": note})), "rank-explained")) is fires


def test_each_rank_without_a_reason_is_found():
    record = catalogue(event(statements=[statement(by=REPORT, rank="preferred"), statement(rank="deprecated")]))
    assert [each.path[-18:] for each in found(record, "rank-explained")] == ["statements[0].rank", "statements[1].rank"]


@pytest.mark.parametrize(
    "when, status, today, fires",
    [
        ("2026-05-31", "planned", TODAY, True),
        ("2026-06-01", "planned", TODAY, False),
        ("2026-05", "planned", TODAY, True),
        ("2026-06", "planned", TODAY, False),
        ("[2026-05-01..]", "planned", TODAY, False),
        ("2026-05-31", "held", TODAY, False),
        ("2026-05-31", "postponed", TODAY, False),
        ("2026-05-31", "planned", None, False),
    ],
)
def test_a_plan_whose_day_has_passed(when, status, today, fires):
    assert bool(found(catalogue(reported("meeting", when, status=status)), "plan-passed", today)) is fires
