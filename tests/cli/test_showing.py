"""``show`` and the JSON of ``list``: what is told of an entry."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kzeu_timeline import load, to_records
from tests.cli.conftest import Run


@pytest.fixture
def fair(run: Run, seeds: Path) -> dict[str, Any]:
    records = json.loads(run("list", "--seeds", seeds, "--format", "json").out)
    return next(record for record in records if record["slug"] == "fair")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("slug", "fair"),
        ("type", "event"),
        ("kind", "fair"),
        ("track", "pact"),
        ("ordinal", None),
        ("when", "2025-11-05"),
        ("earliest", "2025-11-05"),
        ("latest", "2025-11-05"),
        ("status", "held"),
        ("title", {"kk": "Жәрмеңке", "ru": "Ярмарка", "en": "Fair"}),
        ("place", "brussels"),
    ],
)
def test_a_record_has_the_keys_that_programs_rely_on(fair: dict[str, Any], key: str, value: object) -> None:
    assert fair[key] == value


def test_a_record_has_its_statements(fair: dict[str, Any]) -> None:
    told = [[each[key] for key in ("source", "when", "status", "rank")] for each in fair["statements"]]
    assert told == [["paper", "2025-11-05", "held", "preferred"], ["gazette", "2025-11", None, "normal"]]


def test_a_record_has_its_sources(fair: dict[str, Any]) -> None:
    assert [source["slug"] for source in fair["sources"]] == ["paper", "gazette"]


def test_the_types_are_event_and_milestone(run: Run, seeds: Path) -> None:
    records = json.loads(run("list", "--seeds", seeds, "--format", "json").out)
    assert {record["slug"]: record["type"] for record in records if record["track"] == "council"} == {
        "council-22": "event",
        "council-founded": "milestone",
    }


def test_a_relation_names_the_other_entry_with_its_date(run: Run) -> None:
    text = run("show", "epca-signed-anniversary-10", "--lang", "en").text
    signed = load().timeline()["epca-signed"].title["en"]
    assert f"Relations: anniversary of {signed} (21 December 2015) [epca-signed]\n" in text


def test_a_relation_to_what_was_not_known_by_then_has_the_slug_alone(run: Run) -> None:
    command = ["show", "epca-signed"]
    assert "Relations: follows [epca-signing-decided]\n" in run(*command, "--as-of", "2015-12-21").text
    assert "Relations: follows [epca-signing-decided]\n" not in run(*command).text


def test_a_relation_is_told_once_its_source_has_come_out(run: Run) -> None:
    command = ["show", "epca-negotiations-concluded"]
    assert "epca-negotiations-round-8" not in run(*command, "--as-of", "2014-12-31").text
    assert "epca-negotiations-round-8" in run(*command).text


def test_open_bounds_are_null(run: Run, seeds: Path) -> None:
    review = json.loads(run("show", "review", "--seeds", seeds, "--format", "json").out)
    assert (review["earliest"], review["latest"]) == (None, "2025-12-02")


def test_ordinals_are_numbers(run: Run, seeds: Path) -> None:
    assert json.loads(run("show", "council-22", "--seeds", seeds, "--format", "json").out)["ordinal"] == 22


def test_show_in_json_is_one_record_of_the_list(run: Run, seeds: Path, fair: dict[str, Any]) -> None:
    assert json.loads(run("show", "fair", "--seeds", seeds, "--format", "json").out) == fair


def test_json_is_what_the_library_gives(run: Run) -> None:
    assert json.loads(run("list", "--format", "json").out) == to_records(load().timeline())


def test_json_is_in_utf_8_and_ends_with_a_line_break(run: Run, seeds: Path) -> None:
    out = run("list", "--seeds", seeds, "--format", "json").out
    assert "Жәрмеңке".encode() in out
    assert out.endswith(b"]\n")


def test_a_card_tells_all_that_is_known_and_which_source_says_it(run: Run, seeds: Path) -> None:
    text = run("show", "fair", "--seeds", seeds).text
    told = (
        "Fair",
        "5 November 2025 (2025-11-05)",
        "Of books.",
        "Brussels",
        "Alibek Bakayev (Minister)",
        "Trade turnover",
    )
    told += ("10:00–12:30", "14:00–16:30", "The Paper", "The Gazette", "2025-11 ", "§1")
    told += ("Reported as past.", "ranked above the others", "inferred", "held")
    assert [each for each in told if each not in text] == []


_NUMBERED = """
title = { en = "Panel", ru = "Группа", kk = "Топ" }
numbered_title = { en = "{ordinal} panel", ru = "{ordinal} заседание группы", kk = "{ordinal}топ" }
"""
_MEETING = """
[[meetings]]
ordinal = %d
statements = [{ source = "paper", when = "%s" }]
"""


def test_a_card_tells_what_follows_from_other_entries(run: Run, seeds: Path) -> None:
    meetings = "".join(_MEETING % row for row in ((1, "2024-05-06"), (2, "2025?"), (3, "2025-11-20")))
    (seeds / "series" / "panel.toml").write_text(_NUMBERED + meetings, "utf-8")
    lines = run("show", "panel-2", "--seeds", seeds).lines
    at = lines.index("By all statements together:")
    assert [line.split(" – ")[0] for line in lines[at + 1 : at + 3]] == [
        "  on or after 6 May 2024: 1st panel",
        "  on or before 20 November 2025: 3rd panel",
    ]
    assert "By all statements together:" not in run("show", "panel-1", "--seeds", seeds).lines


@pytest.mark.parametrize(("language", "title"), [("en", "Fair"), ("ru", "Ярмарка"), ("kk", "Жәрмеңке")])
def test_a_card_speaks_each_language(run: Run, seeds: Path, language: str, title: str) -> None:
    assert run("show", "fair", "--seeds", seeds, "--lang", language).lines[0] == title


def test_a_card_as_of_a_day_has_the_sources_of_that_day(run: Run, seeds: Path) -> None:
    text = run("show", "fair", "--seeds", seeds, "--as-of", "2025-12-02").text
    assert "The Paper" in text
    assert "The Gazette" not in text


def test_an_entry_of_which_nothing_was_known_exits_with_1(run: Run, seeds: Path) -> None:
    ran = run("show", "fair", "--as-of", "2025-12-01", "--seeds", seeds)
    assert (ran.code, ran.out, ran.err) == (1, b"", "nothing was known of it by 2025-12-01: 'fair'\n")


@pytest.mark.parametrize(
    ("slug", "complaint"),
    [
        ("nothing", "no entry has this slug: 'nothing'"),
        ("pact-sinned", "no entry has this slug (nearest: 'pact-signed'): 'pact-sinned'"),
        ("round", "no entry has this slug (nearest: 'talks-round-1'): 'round'"),
        ("", "no entry has this slug: ''"),
    ],
)
def test_a_slug_that_no_entry_has_is_bad_usage(run: Run, seeds: Path, slug: str, complaint: str) -> None:
    ran = run("show", slug, "--seeds", seeds)
    assert (ran.code, ran.out) == (2, b"")
    assert complaint in ran.complaint


def test_a_slug_with_control_characters_is_quoted(run: Run, seeds: Path) -> None:
    complaint = run("show", "\x1b[31m\u202e[bold]", "--seeds", seeds).complaint
    assert "no entry has this slug: '\\x1b[31m\\u202e[bold]'" in complaint
