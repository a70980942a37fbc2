"""``check``: findings with their places, and an exit code that a script can rely on."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import attrs
import pytest

from kzeu_timeline import load
from kzeu_timeline.checks import RULES
from kzeu_timeline.cli import checking
from tests.cli.conftest import Run
from tests.readers.folders import NEGOTIATION, RECORD, SERIES, SOURCES, replaced, write

USED = {**RECORD, SOURCES: RECORD[SOURCES].partition("[spare]")[0]}
"""The record without the source that nothing names."""


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A folder in which the rules find nothing but notes."""
    return write(tmp_path / "good", USED)


def test_notes_break_nothing(run: Run, good: Path) -> None:
    ran = run("check", "--seeds", good, "--today", "2025-12-02")
    assert ran.code == 0
    assert ran.err.startswith("0 errors, 0 warnings, ")


def test_a_warning_exits_with_1(run: Run, good: Path) -> None:
    ran = run("check", "--seeds", good, "--today", "2025-12-03")
    assert ran.code == 1
    assert ran.err.startswith("0 errors, 1 warning, ")
    assert ran.lines[-2:] == [
        "warning: A plan is confirmed or dropped once its day has passed. [plan-passed]",
        f"  {good}/{NEGOTIATION}: rounds[0]: still planned, but its day has passed: '2025-12-02'",
    ]


def test_an_error_exits_with_1(run: Run, tmp_path: Path) -> None:
    files = {**USED, SERIES: replaced(SERIES, 'when = "2025-12-01"', 'when = "2025-12-09"\nstatus = "held"')[SERIES]}
    folder = write(tmp_path / "early", files)
    ran = run("check", "--seeds", folder, "--today", "2025-12-02")
    assert ran.code == 1
    assert ran.err.startswith("1 error, ")
    assert ran.lines[-2] == "error: A source can't report what is still to come. [reported-too-early]"
    assert ran.lines[-1].startswith(f"  {folder}/{SERIES}: meetings[0].statements[0].status: ")


def test_findings_are_those_of_the_library_by_rule_the_worst_last(run: Run, seeds: Path) -> None:
    findings = load(seeds).check()
    lines = run("check", "--seeds", seeds, "--today", "0001-01-01", "--notes").lines
    assert [line for line in lines if re.match("  [^ ]", line)] == [
        f"  {each.place}: {each.message}"
        for rule in dict.fromkeys(each.rule for each in reversed(findings))
        for each in findings
        if each.rule == rule
    ]
    headings = [re.fullmatch(r"(error|warning|note): .*\. \[([a-z-]+)\]", line) for line in lines if line[0] != " "]
    found = [(heading[1], heading[2]) for heading in headings if heading]
    assert found == list(dict.fromkeys((each.severity.value, each.rule) for each in reversed(findings)))


def test_notes_are_only_counted_unless_they_are_asked_for(run: Run, seeds: Path) -> None:
    ran = run("check", "--seeds", seeds, "--today", "0001-01-01")
    assert not [line for line in ran.lines if line.startswith("note:")]
    assert ran.err.endswith("; --notes prints them\n")


def test_json_has_a_row_for_each_finding(run: Run, seeds: Path) -> None:
    ran = run("check", "--seeds", seeds, "--today", "2025-12-03", "--format", "json")
    rows = json.loads(ran.out)
    assert (ran.code, ran.err) == (1, "")
    assert rows == [attrs.asdict(each) for each in load(seeds).check(today=dt.date(2025, 12, 3))]
    assert {tuple(row) for row in rows} == {("rule", "severity", "file", "path", "slug", "message", "accepted")}
    assert "plan-passed" in {row["rule"] for row in rows}


def test_an_accepted_warning_is_told_with_its_reason_and_breaks_nothing(
    run: Run, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = attrs.evolve(load(good), accepted={"plan-passed": {"talks-round-1": "Nobody\n\x1b[31mreports\x1b[0m it."}})
    monkeypatch.setattr(checking, "load", lambda *_: record)
    ran = run("check", "--today", "2025-12-03")
    assert (ran.code, ran.lines[-1]) == (0, "    accepted: Nobody [31mreports[0m it.")
    assert ran.err.startswith("0 errors, 1 warning (1 accepted), ")
    [row] = [row for row in json.loads(run("check", "--format", "json").out) if row["severity"] == "warning"]
    assert row["accepted"] == record.accepted["plan-passed"]["talks-round-1"]


def test_the_rules_can_be_printed(run: Run) -> None:
    ran = run("check", "--rules")
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines == [f"{rule.slug} ({rule.severity}): {rule.demand}" for rule in RULES]


def test_the_shipped_record_breaks_no_rule(run: Run) -> None:
    assert run("check", "--today", "0001-01-01").code == 0
