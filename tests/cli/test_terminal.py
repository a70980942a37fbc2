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


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
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
