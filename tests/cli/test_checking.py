"""``check``: findings with their places, and an exit code that a script can rely on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kzeu_timeline import load
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
    assert ran.err.startswith("0 errors, 1 warnings, ")
    assert f"{good}/{NEGOTIATION}: rounds[0]: warning: still planned, but its day has passed: '2025-12-02'" in ran.text


def test_an_error_exits_with_1(run: Run, tmp_path: Path) -> None:
    files = {**USED, SERIES: replaced(SERIES, 'when = "2025-12-01"', 'when = "2025-12-09"\nstatus = "held"')[SERIES]}
    folder = write(tmp_path / "early", files)
    ran = run("check", "--seeds", folder, "--today", "2025-12-02")
    assert ran.code == 1
    assert ran.err.startswith("1 errors, ")
    assert f"{folder}/{SERIES}: meetings[0]: error: " in ran.text


def test_findings_are_those_of_the_library(run: Run, seeds: Path) -> None:
    lines = run("check", "--seeds", seeds, "--today", "0001-01-01").lines
    assert lines == [str(finding) for finding in load(seeds).check()]


def test_json_has_a_row_for_each_finding(run: Run, seeds: Path) -> None:
    ran = run("check", "--seeds", seeds, "--today", "2025-12-03", "--format", "json")
    findings = json.loads(ran.out)
    assert (ran.code, ran.err) == (1, "")
    assert {tuple(finding) for finding in findings} == {("rule", "severity", "origin", "slug", "message")}
    assert "plan-passed" in {finding["rule"] for finding in findings}


def test_the_shipped_record_breaks_no_rule(run: Run) -> None:
    assert run("check", "--today", "0001-01-01").code == 0
