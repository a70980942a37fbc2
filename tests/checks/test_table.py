"""The rules together: each fires on a broken record and is silent on a good one."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Final

import attrs
import pytest

from kzeu_timeline.checks import RULES, Finding, Severity, findings
from tests.builders import catalogue, shipped, source
from tests.checks.records import BROKEN, GOOD, REPORT, TODAY, found, meeting, reported

GUIDE: Final = Path(__file__).parents[2] / "docs" / "checks.md"

each_rule: Final = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)


def test_every_rule_is_tried():
    assert list(BROKEN) == [rule.slug for rule in RULES]


def test_a_good_record_has_no_finding():
    assert findings(GOOD, today=TODAY) == ()


@each_rule
def test_a_broken_record_has_one_finding_that_says_where(rule):
    record, slug = BROKEN[rule.slug]
    [finding] = found(record, rule.slug)
    assert (finding.severity, finding.slug, finding.file, finding.accepted) == (rule.severity, slug, "", None)
    assert re.fullmatch(rf"(accepted\.)?[a-z-]+\.{slug}(\.[a-z_]+(\[\d\])?)*", finding.path)
    assert str(finding) == f"{finding.path}: {rule.severity}: {finding.message} [{rule.slug}]"


@each_rule
def test_nothing_else_is_found_there_but_notes(rule):
    record, _ = BROKEN[rule.slug]
    grave = {each.rule for each in findings(record, today=TODAY) if each.severity is not Severity.NOTE}
    assert grave <= {rule.slug, "contradiction"}


@each_rule
def test_a_finding_fails_the_check_unless_it_is_a_note_or_an_accepted_warning(rule):
    record, _ = BROKEN[rule.slug]
    [finding] = found(record, rule.slug)
    assert finding.is_open is (rule.severity is not Severity.NOTE)
    accepted = attrs.evolve(finding, accepted="It is so.")
    assert accepted.is_open is (rule.severity is Severity.ERROR)


@each_rule
def test_a_rule_says_in_a_sentence_what_it_demands(rule):
    assert re.fullmatch(r"[A-Z][^.]*\.", rule.demand)


def test_every_rule_has_a_slug_of_its_own():
    assert len({rule.slug for rule in RULES}) == len(RULES)


def test_the_guide_has_every_rule_with_its_severity_and_its_demand():
    rows = re.findall(r"^\| `([a-z-]+)` \| ([^|]+) \|", GUIDE.read_text("utf-8"), flags=re.MULTILINE)
    by_severity = sorted(RULES, key=lambda rule: list(Severity).index(rule.severity))
    assert rows == [(rule.slug, rule.demand) for rule in by_severity]
    headings = re.findall(r"^## (.+?)s: .*?$|^\| `([a-z-]+)`", GUIDE.read_text("utf-8"), flags=re.MULTILINE)
    severity, told = "", {}
    for heading, slug in headings:
        severity = heading.lower() or severity
        if slug:
            told[slug] = severity
    assert told == {rule.slug: rule.severity for rule in RULES}


# Where a finding stands.


@each_rule
def test_a_record_of_a_file_is_found_in_that_file(rule):
    record, slug = BROKEN[rule.slug]
    [before] = found(record, rule.slug)
    table = re.match(rf"(.+)\.{slug}", before.path)[0]
    within = table.removesuffix(f".{slug}")
    key = slug if within == "entries" else f"{within}/{slug}"
    [finding] = found(attrs.evolve(record, origins={key: "seeds/a.toml: meetings[1]"}), rule.slug)
    assert finding.file == "seeds/a.toml"
    assert finding.path == before.path.replace(table, "meetings[1]", 1)
    assert finding.place == f"seeds/a.toml: {finding.path}"


def test_a_record_without_a_known_place_is_named_by_the_mapping_that_holds_it():
    record, slug = BROKEN["unused-source"]
    assert findings(record) == (
        Finding(
            rule="unused-source",
            severity=Severity.WARNING,
            file="",
            path="sources.article",
            slug=slug,
            message="nothing names this source: 'article'",
        ),
    )


def test_an_entry_and_a_source_of_one_slug_have_places_of_their_own():
    record = attrs.evolve(
        catalogue(reported("report", "2025", sources=[REPORT])), origins={"report": "seeds/events/2025.toml: events[0]"}
    )
    twin = attrs.evolve(record, sources={"report": REPORT, "spare": source("spare")})
    assert [each.place for each in findings(twin)] == ["sources.spare", "seeds/events/2025.toml: events[0]"]


# In which order, and when.


def test_findings_come_errors_first_then_in_the_order_of_the_rules():
    record = catalogue(
        meeting(22, "2025-12-03", sources=[REPORT]),
        meeting(22, "2025-12-04", "council-b"),
        reported("launch", "2026-05-01", status="planned"),
        sources={"report": REPORT, "letter": source("letter", published="2025-12-02"), "article": source()},
    )
    weights = {rule.slug: (list(Severity).index(rule.severity), RULES.index(rule)) for rule in RULES}
    rules = [each.rule for each in findings(record, today=TODAY)]
    assert len(set(rules)) == 5
    assert rules == sorted(rules, key=weights.__getitem__)


def test_a_catalogue_checks_itself():
    record, _ = BROKEN["plan-passed"]
    assert record.check(today=TODAY) == findings(record, today=TODAY)
    assert record.check() == findings(record)


@each_rule
def test_only_rules_that_say_so_need_a_today(rule):
    record, _ = BROKEN[rule.slug]
    assert bool(found(record, rule.slug, today=None)) is not rule.needs_today


# The record that comes with the package.


@pytest.mark.parametrize("today", [None, dt.date(2025, 12, 3), TODAY])
def test_the_shipped_record_has_nothing_that_fails_the_check(today):
    assert [each for each in shipped().check(today=today) if each.is_open] == []
