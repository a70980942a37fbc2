"""``diff``: what changed between two days, or by a folder that is laid over the record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kzeu_timeline import load, to_records
from tests.cli.conftest import Ran, Run
from tests.readers.folders import EVENTS, RECORD, SOURCES, write

ANNOUNCED, MOVED, HELD = "2025-02-20", "2025-03-26", "2025-03-28"

STATEMENTS = """
[[events]]
slug = "ministerial"
kind = "meeting"
title = { en = "Ministerial", ru = "Встреча министров", kk = "Министрлер кездесуі" }
track = "council"

[[events.statements]]
source = "announcement"
when = "2025-03-04"
status = "planned"

[[events.statements]]
source = "new-day"
when = "2025-03-27"
status = "planned"

[[events.statements]]
source = "report"
when = "2025-03-27"
status = "held"
place = "brussels"
"""

PUBLISHED = "".join(
    f'\n[{slug}]\npublisher = "{slug.title()}"\npublished = "{day}"\n'
    for slug, day in (("announcement", ANNOUNCED), ("new-day", MOVED), ("report", HELD))
)


@pytest.fixture
def ministerial(tmp_path: Path) -> Path:
    """A folder with a meeting that was announced, moved and held."""
    added = {EVENTS: RECORD[EVENTS] + STATEMENTS, SOURCES: RECORD[SOURCES] + PUBLISHED}
    return write(tmp_path / "ministerial", {**RECORD, **added})


@pytest.fixture
def compared(run: Run, ministerial: Path) -> Run:
    """Runs ``diff`` on that folder."""
    return lambda *arguments: run("diff", "--seeds", ministerial, *arguments)


def days(*texts: str) -> list[str]:
    return [word for text in texts for word in ("--as-of", text)]


def records(ran: Ran) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(ran.out)
    return found


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            [
                "27 March 2025  Ministerial  [ministerial]",
                "  moved from 4 March 2025 to 27 March 2025 – New-Day (published: 26 March 2025)",
                "  confirmed as held – Report (published: 28 March 2025)",
                "  place: Brussels – Report (published: 28 March 2025)",
            ],
        ),
        (
            "ru",
            [
                "27 марта 2025 г.  Встреча министров  [ministerial]",
                "  перенесено с 4 марта 2025 г. на 27 марта 2025 г. – New-Day (опубликовано: 26 марта 2025 г.)",
                "  подтверждено: состоялось – Report (опубликовано: 28 марта 2025 г.)",
                "  место: Брюссель – Report (опубликовано: 28 марта 2025 г.)",
            ],
        ),
        (
            "kk",
            [
                "2025 ж. 27 наурыз  Министрлер кездесуі  [ministerial]",
                "  2025 ж. 4 наурыздан 27 наурызға ауыстырылды – New-Day (жарияланған: 2025 ж. 26 наурыз)",
                "  өткені расталды – Report (жарияланған: 2025 ж. 28 наурыз)",
                "  орны: Брюссель – Report (жарияланған: 2025 ж. 28 наурыз)",
            ],
        ),
    ],
)
def test_each_entry_that_changed_with_its_changes(compared: Run, language: str, expected: list[str]) -> None:
    ran = compared(*days("2025-03-01", "2025-04-10"), "--lang", language)
    assert (ran.code, ran.err, ran.lines) == (0, "", expected)


@pytest.mark.parametrize(
    ("between", "kinds"),
    [
        ((ANNOUNCED, MOVED), ["moved"]),
        ((MOVED, HELD), ["confirmed", "place-changed"]),
        (("2025-02-19", ANNOUNCED), ["added"]),
        (("2025-04-10",), []),
        ((MOVED,), ["confirmed", "place-changed"]),
    ],
)
def test_two_days_or_one_and_all_that_is_known(compared: Run, between: tuple[str, ...], kinds: list[str]) -> None:
    found = records(compared(*days(*between), "--format", "json"))
    told = [change["kind"] for record in found if record["slug"] == "ministerial" for change in record["changes"]]
    assert told == kinds


def test_json_has_the_entry_before_and_after_and_the_words_in_each_language(compared: Run, ministerial: Path) -> None:
    (record,) = records(compared(*days(ANNOUNCED, MOVED), "--format", "json"))
    timeline = load(ministerial).timeline()
    assert [statement["source"] for statement in record["before"]["statements"]] == ["announcement"]
    assert record["after"]["when"] == "2025-03-27"
    assert record["after"].keys() == to_records(timeline)[0].keys()
    assert record["changes"] == [
        {
            "kind": "moved",
            "language": None,
            "details": [],
            "sources": ["new-day"],
            "text": {
                "kk": "2025 ж. 4 наурыздан 27 наурызға ауыстырылды – New-Day (жарияланған: 2025 ж. 26 наурыз)",
                "ru": "перенесено с 4 марта 2025 г. на 27 марта 2025 г. – New-Day (опубликовано: 26 марта 2025 г.)",
                "en": "moved from 4 March 2025 to 27 March 2025 – New-Day (published: 26 March 2025)",
            },
        }
    ]


def test_an_entry_that_came_has_none_before(compared: Run) -> None:
    (record,) = records(compared(*days("2025-02-19", ANNOUNCED), "--format", "json"))
    assert (record["slug"], record["before"], record["after"]["slug"]) == ("ministerial", None, "ministerial")


@pytest.mark.parametrize("layout", ["text", "json"])
def test_nothing_changed_is_said_and_exits_with_1(compared: Run, layout: str) -> None:
    ran = compared(*days("2025-03-01", "2025-03-02"), "--format", layout)
    assert (ran.code, ran.err) == (1, "nothing changed\n")
    assert ran.text == ("[]\n" if layout == "json" else "")


@pytest.mark.parametrize(
    ("options", "code"),
    [(["--track", "council"], 0), (["--kind", "meeting"], 0), (["--track", "pact"], 1), (["--kind", "round"], 1)],
)
def test_options_narrow_what_is_compared(compared: Run, options: list[str], code: int) -> None:
    assert compared(*days("2025-03-01", "2025-04-01"), *options).code == code


@pytest.fixture
def over(tmp_path: Path) -> Path:
    """A folder that names the fair otherwise."""
    fair = RECORD[EVENTS].partition("[[milestones]]")[0]
    return write(tmp_path / "over", {EVENTS: fair.replace('en = "Fair"', 'en = "Book fair"')})


def test_what_is_laid_over_the_record_against_the_record(run: Run, seeds: Path, over: Path) -> None:
    ran = run("diff", "--seeds", seeds, "--with", over)
    assert (ran.code, ran.lines) == (
        0,
        ["5 November 2025 (inferred)  Book fair  [fair]", "  title: “Book fair” (before: “Fair”)"],
    )


def test_a_track_may_be_new_in_the_folder(run: Run, seeds: Path, tmp_path: Path) -> None:
    track = RECORD["series/council.toml"].replace("ordinal = 22", "ordinal = 1")
    over = write(tmp_path / "over", {"series/committee.toml": track})
    ran = run("diff", "--seeds", seeds, "--with", over, "--track", "committee")
    assert (ran.code, len([line for line in ran.lines if line.startswith("  added: ")])) == (0, 2)


def test_with_a_day_the_folder_is_laid_over_both(run: Run, seeds: Path, over: Path) -> None:
    found = records(run("diff", "--seeds", seeds, "--with", over, *days("2025-12-02"), "--format", "json"))
    fair = next(record for record in found if record["slug"] == "fair")
    assert fair["before"]["title"]["en"] == fair["after"]["title"]["en"] == "Book fair"
    assert [change["kind"] for change in fair["changes"]] == ["source-added"]


@pytest.mark.parametrize("arguments", [[], days("2025-01-01", "2025-02-01", "2025-03-01")])
def test_there_must_be_something_to_compare(run: Run, seeds: Path, arguments: list[str]) -> None:
    ran = run("diff", "--seeds", seeds, *arguments)
    assert (ran.code, ran.out) == (2, b"")
    assert "--as-of: one day or two, or a folder by --with" in ran.complaint


def test_the_shipped_record_has_changed_since_the_article(run: Run) -> None:
    ran = run("diff", *days("2025-12-01", "2025-12-03"), "--lang", "kk")
    assert ran.code == 0
    assert "[cooperation-council-22]" in ran.text


def test_the_earlier_day_comes_first(compared: Run) -> None:
    ran = compared(*days(MOVED, ANNOUNCED))
    assert ran.code == 2
    assert f"the earlier day comes first: '{MOVED}', '{ANNOUNCED}'" in ran.err
