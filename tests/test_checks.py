"""The rules: each fires on a broken record and is silent on a good one."""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs
import pytest

from kzeu_timeline.checks import RULES, Finding, Severity, findings
from kzeu_timeline.model import Figure, Negotiation, Relation, Series
from kzeu_timeline.text import LocalizedText
from tests.builders import catalogue, event, made, milestone, shipped, source, statement

TODAY: Final = dt.date(2026, 6, 1)
SERIES: Final = made(Series)
REPORT, LETTER = source("report", published="2025-12-02"), source("letter", published="2025-12-02")


def reported(slug, when, *, status="held", sources=(REPORT, LETTER), **fields):
    """A meeting that every source dates alike."""
    return event(slug, statements=[statement(when, by, status=status) for by in sources], **fields)


def meeting(number, when, slug=None, **fields):
    return reported(slug or f"council-{number}", when, ordinal=number, track=SERIES, **fields)


def related(kind, when, target_when):
    relations = [made(Relation, kind=kind, target="target")]
    return catalogue(reported("entry", when, relations=relations), reported("target", target_when))


GOOD: Final = catalogue(
    meeting(21, "2024-06"),
    meeting(22, "2025-12-01", relations=[made(Relation, kind="follows", target="council-21")]),
    reported("launch", "2026-12-01", status="planned"),
    milestone("signed", statements=[statement("2015-12-21", REPORT), statement("2015-12", LETTER)]),
)

BROKEN: Final = {
    "ordinals-once": (catalogue(meeting(22, "2024"), meeting(22, "2025", "council-b")), "council-b"),
    "ordinals-rise": (catalogue(meeting(21, "2025-06"), meeting(22, "2024-06")), "council-22"),
    "reported-too-early": (catalogue(reported("meeting", "2025-12-03", sources=[REPORT])), "meeting"),
    "relations-possible": (related("part-of", "2025-06-01", "2025-06-02"), "entry"),
    "plan-passed": (catalogue(reported("meeting", "2026-05-31", status="planned")), "meeting"),
    "unused-source": (catalogue(sources={"article": source()}), "article"),
    "single-source": (catalogue(reported("meeting", "2025", sources=[REPORT])), "meeting"),
    "unattested-title": (
        catalogue(reported("meeting", "2025", title=LocalizedText(en="a", kk="ә", unattested=["kk"]))),
        "meeting",
    ),
}


def found(record, rule, today=TODAY):
    return [each for each in findings(record, today=today) if each.rule == rule]


def test_every_rule_is_tried():
    assert list(BROKEN) == [rule.slug for rule in RULES]


def test_a_good_record_has_no_finding():
    assert findings(GOOD, today=TODAY) == ()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)
def test_a_broken_record_has_one_finding_that_says_where(rule):
    record, slug = BROKEN[rule.slug]
    [finding] = found(attrs.evolve(record, origins={slug: "seeds/a.toml: meetings[1]"}), rule.slug)
    assert (finding.severity, finding.slug) == (rule.severity, slug)
    assert str(finding) == f"seeds/a.toml: meetings[1]: {rule.severity}: {finding.message} [{rule.slug}]"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)
def test_nothing_else_is_found_there_but_notes(rule):
    record, _ = BROKEN[rule.slug]
    assert {each.rule for each in findings(record, today=TODAY) if each.severity is not Severity.NOTE} <= {rule.slug}


def test_a_record_without_a_known_place_is_put_to_the_seeds():
    record, slug = BROKEN["unused-source"]
    assert findings(record) == (
        Finding(
            rule="unused-source",
            severity=Severity.WARNING,
            origin="seeds",
            slug=slug,
            message="nothing names this source: 'article'",
        ),
    )


def test_findings_come_in_the_order_of_the_rules():
    record = catalogue(
        meeting(22, "2025-12-03", sources=[REPORT]),
        meeting(22, "2025-12-04", "council-b"),
        sources={"article": source()},
    )
    order = [rule.slug for rule in RULES]
    rules = [each.rule for each in findings(record, today=TODAY)]
    assert len(set(rules)) == 4
    assert rules == sorted(rules, key=order.index)


def test_a_catalogue_checks_itself():
    record, _ = BROKEN["plan-passed"]
    assert record.check(today=TODAY) == findings(record, today=TODAY)
    assert record.check() == findings(record)


# Rule by rule, where it begins and ends.


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
    ],
)
def test_what_the_dates_of_two_related_entries_rule_out(kind, when, target_when, fires):
    assert bool(found(related(kind, when, target_when), "relations-possible")) is fires


def test_a_relation_to_what_is_not_stored_says_nothing_of_dates():
    entry = reported("entry", "2025", relations=[made(Relation, kind="ahead-of", target="signed-anniversary-10")])
    assert found(catalogue(entry), "relations-possible") == []


def test_a_source_of_a_figure_is_used():
    figure = made(Figure, source=source("statistics"))
    record = catalogue(sources={"statistics": figure.source}, figures={"trade-2024": figure})
    assert found(record, "unused-source") == []


def test_a_source_of_a_relation_is_used():
    relation = made(Relation, target="target", source=source("letter"))
    entry = reported("entry", "2025", sources=[REPORT], relations=[relation])
    record = catalogue(entry, reported("target", "2025"), sources={"report": REPORT, "letter": source("letter")})
    assert found(attrs.evolve(record, entries={"entry": entry}), "unused-source") == []


def test_one_source_twice_is_one_source():
    twice = event("meeting", statements=[statement("2025", REPORT), statement("2025-12", REPORT)])
    assert [each.slug for each in found(catalogue(twice), "single-source")] == ["meeting"]


def test_every_unattested_language_of_a_title_is_noted():
    title = LocalizedText(en="a", ru="б", kk="ә", unattested=["ru", "kk"])
    messages = [each.message for each in found(catalogue(reported("meeting", "2025", title=title)), "unattested-title")]
    assert messages == ["the title in 'kk' is in no source", "the title in 'ru' is in no source"]


# The record that comes with the package.


@pytest.mark.parametrize("today", [None, dt.date(2025, 12, 3), TODAY])
def test_the_shipped_record_has_no_error_and_no_warning(today):
    serious = [each for each in shipped().check(today=today) if each.severity is not Severity.NOTE]
    assert serious == []


def test_every_rule_has_a_slug_of_its_own_and_says_what_it_demands():
    assert len({rule.slug for rule in RULES}) == len(RULES)
    assert all(rule.demand.endswith(".") for rule in RULES)
