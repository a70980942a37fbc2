"""``list`` and ``next``: which entries are printed, and when there are none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kzeu_timeline import load
from tests.cli.conftest import Ran, Run
from tests.readers.folders import EVENTS, SERIES, replaced, write

ALL = [
    "council-founded",
    "pact-signed",
    "pact-signed-anniversary-5",
    "fair",
    "council-22",
    "review",
    "talks-round-1",
    "pact-signed-anniversary-10",
    "pact-signed-anniversary-15",
]

MEETING = (
    '[[meetings]]\nordinal = 23\n[[meetings.statements]]\nsource = "paper"\nwhen = "2026-10"\nstatus = "planned"\n'
)


def slugs(ran: Ran) -> list[str]:
    return [record["slug"] for record in json.loads(ran.out)]


@pytest.fixture
def listed(run: Run, seeds: Path) -> Run:
    """Runs a command on the folder of one's own, for programs."""
    return lambda command, *arguments: run(command, "--seeds", seeds, "--format", "json", *arguments)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], ALL),
        (["--kind", "meeting"], ["council-22"]),
        (["--kind", "meeting", "--kind", "round"], ["council-22", "talks-round-1"]),
        (["--track", "council"], ["council-founded", "council-22"]),
        (["--track", "talks", "--track", "council"], ["council-founded", "council-22", "talks-round-1"]),
        (["--track", "pact", "--kind", "fair"], ["fair"]),
        (
            ["--since", "2025-12-02"],
            ["review", "talks-round-1", "pact-signed-anniversary-10", "pact-signed-anniversary-15"],
        ),
        (["--since", "2026"], ["pact-signed-anniversary-15"]),
        (["--until", "2015"], ["council-founded", "pact-signed", "review"]),
        (["--until", "1999-12-31"], ["council-founded", "review"]),
        (["--since", "2025-11-05", "--until", "2025-11-05"], ["fair", "review"]),
        (["--since", "2025-11", "--until", "2025-11"], ["fair", "review"]),
        (["--since", "2020-12?/..", "--until", "2020-12~"], ["pact-signed-anniversary-5", "review"]),
        (["--as-of", "2025-12-02"], [slug for slug in ALL if slug != "council-founded"]),
    ],
)
def test_options_narrow_the_list(listed: Run, options: list[str], expected: list[str]) -> None:
    assert slugs(listed("list", *options)) == expected


def test_as_of_leaves_out_what_was_published_later(listed: Run) -> None:
    (fair,) = json.loads(listed("list", "--as-of", "2025-12-02", "--kind", "fair").out)
    assert [statement["source"] for statement in fair["statements"]] == ["paper"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--today", "2025-11-30"], ALL[4:]),
        (["--today", "2025-12-02"], ALL[5:]),
        (["--today", "2025-12-03"], ALL[7:]),
        (["2", "--today", "2025-12-02"], ALL[5:7]),
        (["--today", "2025-12-01", "--kind", "round"], ["talks-round-1"]),
        (["--today", "2025-12-01", "--track", "council"], ["council-22"]),
        (["9", "--today", "0001-01-01"], [slug for slug in ALL if slug != "fair"]),
        (["9", "--today", "0001-01-01", "--as-of", "2025-12-02"], [*ALL[1:3], *ALL[4:]]),
    ],
)
def test_next_is_what_may_still_come(listed: Run, options: list[str], expected: list[str]) -> None:
    assert slugs(listed("next", *options)) == expected


def test_next_prints_five_unless_told_otherwise(listed: Run) -> None:
    assert len(slugs(listed("next", "--today", "0001-01-01"))) == 5


NONE_AHEAD = "No meeting ahead is known. Latest source: 2 December 2025\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--today", "2026-01-01"], NONE_AHEAD),
        (["--today", "2026-01-01", "--kind", "anniversary"], NONE_AHEAD),
        (["--today", "2025-12-01"], ""),
        (["--today", "2025-12-01", "--kind", "anniversary"], ""),
        (["--today", "2026-01-01", "--format", "json"], ""),
    ],
    ids=str,
)
def test_next_says_so_if_all_that_is_ahead_are_anniversaries(
    run: Run, seeds: Path, options: list[str], said: str
) -> None:
    ran = run("next", "--seeds", seeds, *options)
    assert (ran.code, ran.err) == (0, said)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--today", "2026-01-01"], NONE_AHEAD),
        (["--today", "2026-01-01", "--until", "2025"], ""),
        (["--today", "2025-12-01"], ""),
        (["--today", "2026-01-01", "--format", "json"], ""),
    ],
    ids=str,
)
def test_so_does_a_list_on_a_terminal_that_goes_on_beyond_today(
    monkeypatch: pytest.MonkeyPatch, run: Run, seeds: Path, options: list[str], said: str
) -> None:
    assert run("list", "--seeds", seeds, *options).err == ""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    assert run("list", "--seeds", seeds, *options).err == said


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("list", ["--kind", "summit"]),
        ("list", ["--track", "pact", "--kind", "round"]),
        ("list", ["--since", "2026", "--until", "2025"]),
        ("list", ["--as-of", "2025-12-01"]),
        ("next", ["--today", "2031-01-01"]),
    ],
)
@pytest.mark.parametrize("layout", ["text", "json"])
def test_nothing_found_is_said_and_exits_with_1(
    run: Run, seeds: Path, command: str, options: list[str], layout: str
) -> None:
    ran = run(command, "--seeds", seeds, "--format", layout, *options)
    assert (ran.code, ran.err) == (1, "nothing found\n")
    assert ran.text == ("[]\n" if layout == "json" else "")


def test_something_found_exits_with_0_and_says_nothing_else(run: Run, seeds: Path) -> None:
    ran = run("list", "--seeds", seeds)
    assert (ran.code, ran.err) == (0, "")


def test_a_line_has_the_date_the_title_and_the_slug(run: Run, seeds: Path) -> None:
    lines = [line[2:] for line in run("list", "--seeds", seeds, "--until", "2015").lines]
    assert lines == [
        "≈ 1999  Council founded  [council-founded]",
        "21 December 2015  Pact signed  [pact-signed]",
        "≈ on or before 2 December 2025  Review  [review]",
    ]


def test_neighbours_whose_order_is_open_are_joined_by_a_line(run: Run, seeds: Path) -> None:
    write(seeds, replaced(EVENTS, 'when = "[..2025-12-02]"', 'when = "2025-11/2025-12"'))
    assert "".join(line[0] for line in run("list", "--seeds", seeds).lines) == "   ┌│││└ "


def test_what_may_be_anywhere_stands_by_itself(run: Run, seeds: Path) -> None:
    assert "".join(line[0] for line in run("list", "--seeds", seeds).lines) == "     ↕   "


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "21 December 2015  Pact signed  [pact-signed]"),
        ("ru", "21 декабря 2015 г.  Договор подписан  [pact-signed]"),
        ("kk", "2015 ж. 21 желтоқсан  Шартқа қол қойылды  [pact-signed]"),
    ],
)
def test_the_list_speaks_each_language(run: Run, seeds: Path, language: str, line: str) -> None:
    assert line in run("list", "--seeds", seeds, "--lang", language).text


@pytest.mark.parametrize("command", ["list", "next", "show", "export", "check"])
def test_a_folder_is_laid_over_the_record(run: Run, seeds: Path, tmp_path: Path, command: str) -> None:
    over = write(tmp_path / "over", {SERIES: MEETING})
    arguments = {
        "next": ["--today", "2026-01-01"],
        "show": ["council-23"],
        "export": ["csv"],
        "check": ["--today", "2027-01-01"],
    }
    ran = run(command, *arguments.get(command, []), "--seeds", seeds, "--with", over)
    assert "council-23" in ran.text or f"{over}/{SERIES}: meetings[0]" in ran.text


def test_several_folders_are_laid_in_order(run: Run, seeds: Path, tmp_path: Path) -> None:
    title = 'title = {{ en = "{0}", ru = "{0}", kk = "{0}" }}\n'
    named = MEETING.replace("ordinal = 23\n", "ordinal = 23\n" + title.format("One"))
    one, other = write(tmp_path / "one", {SERIES: named}), tmp_path / "other"
    write(other, {SERIES: "[[meetings]]\nordinal = 23\n" + title.format("Two")})
    assert "Two" in run("show", "council-23", "--seeds", seeds, "--with", one, "--with", other).text
    assert "One" in run("show", "council-23", "--seeds", seeds, "--with", one).text


def test_the_shipped_record_is_listed_without_a_folder(run: Run) -> None:
    assert slugs(run("list", "--format", "json")) == [entry.slug for entry in load().timeline()]
