"""Nothing in the data steers the terminal or is taken for markup."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Run
from tests.readers.folders import RECORD, write

MARKUP = "[b]bold[/b] :smile: [link=x]"
STEERING = "\\u001b[31m\\u001b]0;title\\u0007\\u009b1m\\r\\u0008\\u007f\\n"
TURNING = "\\u202e\\u2066\\u2069\\u202c"
COMMANDS = [
    ["list"],
    ["timeline"],
    ["next", "9", "--today", "0001-01-01"],
    ["show", "fair"],
    ["show", "council-22"],
    ["check", "--today", "2025-12-03"],
    ["diff", "--as-of", "2025-12-01"],
]


def hostile(folder: Path, put: str) -> Path:
    """The valid record with *put* at the beginning of every text."""
    starts = re.compile(r'\b(?:en|ru|kk|publisher|note|unit|language) = "')
    return write(folder, {name: starts.sub(lambda found: found[0] + put, text) for name, text in RECORD.items()})


def steering(text: str) -> set[str]:
    """The characters of *text* with which a terminal is steered."""
    return {char for char in text if unicodedata.category(char) == "Cc" and char != "\n"}


def turning(text: str) -> set[str]:
    """The characters of *text* that change the direction of what follows."""
    return {
        char
        for char in text
        if unicodedata.bidirectional(char) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    }


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch, run: Run) -> Run:
    """Runs a command as if on a terminal, but one without colours: what is escaped then comes from the data."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    return run


def all_said(ran: Ran) -> str:
    assert ran.code in {0, 1}
    return ran.text + ran.err


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_control_characters_do_not_reach_a_pipe(run: Run, tmp_path: Path, command: list[str]) -> None:
    assert steering(all_said(run(*command, "--seeds", hostile(tmp_path, STEERING)))) == set()


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_control_characters_do_not_reach_a_terminal(tables: Run, tmp_path: Path, command: list[str]) -> None:
    assert steering(all_said(tables(*command, "--seeds", hostile(tmp_path, STEERING)))) == set()


@pytest.mark.parametrize("command", [each for each in COMMANDS if each != ["timeline"]], ids=" ".join)
def test_control_characters_are_escaped_in_json(run: Run, tmp_path: Path, command: list[str]) -> None:
    ran = run(*command, "--seeds", hostile(tmp_path, STEERING), "--format", "json")
    assert steering(all_said(ran)) == set()
    assert json.loads(ran.out)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_direction_of_text_is_not_changed(run: Run, tmp_path: Path, command: list[str]) -> None:
    assert turning(all_said(run(*command, "--seeds", hostile(tmp_path, TURNING)))) == set()


@pytest.mark.parametrize("command", [["list"], ["show", "fair"], ["diff", "--as-of", "2025-12-01"]], ids=" ".join)
def test_markup_is_text_in_a_pipe(run: Run, tmp_path: Path, command: list[str]) -> None:
    assert MARKUP in run(*command, "--seeds", hostile(tmp_path, MARKUP)).text


@pytest.mark.parametrize("command", [["list"], ["show", "fair"]], ids=" ".join)
def test_markup_is_text_on_a_terminal(tables: Run, tmp_path: Path, command: list[str]) -> None:
    text = tables(*command, "--seeds", hostile(tmp_path, MARKUP)).text
    for word in MARKUP.split():
        assert word in text


def test_a_line_is_an_entry_whatever_its_title_holds(run: Run, tmp_path: Path) -> None:
    assert len(run("list", "--seeds", hostile(tmp_path, "a\\n\\u2028\\u0085\\rb ")).lines) == 9


def test_a_message_shows_hostile_values_escaped(run: Run, tmp_path: Path) -> None:
    folder = hostile(tmp_path, STEERING)
    write(folder, {"topics.toml": f'[trade]\ntitle = "{STEERING}{TURNING}{MARKUP}"\n["{STEERING}"]\n'})
    ran = run("list", "--seeds", folder)
    assert ran.code == 2
    assert steering(ran.err) == turning(ran.err) == set()
    assert "\\x1b[31m" in ran.err


@pytest.mark.parametrize("name", ["series/\x1b[31m.toml", "\x1b]0;title\x07.toml", "series/\u202e.toml"])
def test_a_message_shows_hostile_file_names_escaped(run: Run, seeds: Path, name: str) -> None:
    ran = run("list", "--seeds", write(seeds, {name: ""}))
    assert ran.code == 2
    assert steering(ran.err) == turning(ran.err) == set()


def test_a_terminal_gets_a_table_for_each_year(tables: Run, seeds: Path) -> None:
    lines = [line.strip() for line in tables("list", "--seeds", seeds).lines]
    assert [line for line in lines if line.isdecimal()] == ["1999", "2015", "2020", "2025", "2030"]


def test_colours_are_for_terminals_only(run: Run, seeds: Path) -> None:
    assert b"\x1b" not in run("list", "--seeds", seeds).out


@pytest.mark.parametrize(
    ("given", "day"), [(["--today", "2025-11-20"], "20 November 2025"), (["--as-of", "2025-12-03"], "3 December 2025")]
)
def test_a_table_shows_today_or_the_day_whose_knowledge_it_shows(
    tables: Run, seeds: Path, given: list[str], day: str
) -> None:
    assert f"{day} Today" in [" ".join(line.split()) for line in tables("list", "--seeds", seeds, *given).lines]


@pytest.mark.parametrize("runs", ["run", "tables"])
@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["list", "--today", "2025-12-02"], False),
        (["list", "--today", "2025-12-03"], True),
        (["show", "talks-round-1", "--as-of", "2025-12-02"], False),
        (["show", "talks-round-1"], True),
    ],
    ids=str,
)
def test_of_a_plan_whose_day_is_over_it_is_said_that_nobody_confirmed_it(
    request: pytest.FixtureRequest, seeds: Path, runs: str, command: list[str], said: bool
) -> None:
    text = request.getfixturevalue(runs)(*command, "--seeds", seeds).text
    assert "planned" in text
    assert ("planned, never confirmed" in text) == said


@pytest.mark.parametrize("window", [["--since", "2015", "--until", "2025-11"], ["--track", "pact"], ["--kind", "fair"]])
def test_a_drawing_holds_what_is_selected(run: Run, seeds: Path, window: list[str]) -> None:
    text = run("timeline", "--seeds", seeds, "--width", "80", *window).text
    assert "Fair" in text
    assert "council" not in text.casefold() or window[0] == "--since"
    assert max(map(len, text.splitlines())) <= 80


def test_a_drawing_of_nothing_exits_with_1(run: Run, seeds: Path) -> None:
    ran = run("timeline", "--kind", "terminated", "--seeds", seeds)
    assert (ran.code, ran.out, ran.err) == (1, b"", "nothing found\n")


@pytest.mark.parametrize("width", ["39", "1001", "wide"])
def test_a_width_that_nothing_can_be_drawn_in_is_bad_usage(run: Run, seeds: Path, width: str) -> None:
    assert run("timeline", "--width", width, "--seeds", seeds).code == 2
