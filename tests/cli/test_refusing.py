"""Bad usage and bad data exit with 2 and one clear message, and nothing is half written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.readers.folders import EVENTS, replaced, write

COMMANDS = [
    ["list"],
    ["next", "--today", "2025-12-02"],
    ["show", "fair"],
    ["export", "ics"],
    ["check", "--today", "2025-12-02"],
    ["seal"],
    ["diff", "--as-of", "2025-12-02"],
]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["list", "--since", "2024-13"], "no such month at offset 5; not an EDTF date: '2024-13'"),
        (["list", "--until", "tomorrow"], "not an EDTF date: 'tomorrow'"),
        (["list", "--since", ""], "not an EDTF date: ''"),
        (["list", "--as-of", "2025"], "a day is needed, as in 2025-12-02: '2025'"),
        (["list", "--as-of", "2025-11/2025-12"], "a day is needed, as in 2025-12-02: '2025-11/2025-12'"),
        (["list", "--as-of", "[..2025-12-02]"], "a day is needed, as in 2025-12-02: '[..2025-12-02]'"),
        (["next", "--today", "2025-11"], "a day is needed, as in 2025-12-02: '2025-11'"),
        (["next", "--today", "2025-02-29"], "no such day"),
        (["next", "--today", "today"], "not an EDTF date: 'today'"),
        (["next", "--today", "0000-01-01"], "0000-01-01"),
        (["show", "fair", "--as-of", "2025-12"], "a day is needed, as in 2025-12-02: '2025-12'"),
        (["export", "ics", "--since", "2024-13"], "not an EDTF date: '2024-13'"),
        (["export", "ics", "--as-of", "2025"], "a day is needed, as in 2025-12-02: '2025'"),
        (["diff", "--as-of", "2025-12-02", "--as-of", "2025"], "a day is needed, as in 2025-12-02: '2025'"),
        (["check", "--today", "2025-11"], "a day is needed, as in 2025-12-02: '2025-11'"),
    ],
)
def test_a_date_that_is_none_is_refused(run: Run, arguments: list[str], complaint: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, b"")
    assert complaint in ran.complaint


@pytest.mark.parametrize("day", ["2025-12-02", "{2025-12-02}", "2025-12-02/2025-12-02"])
def test_a_day_may_be_written_in_any_way_of_edtf(run: Run, seeds: Path, day: str) -> None:
    assert run("list", "--seeds", seeds, "--as-of", day).code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--lang", "de"],
        ["list", "--format", "xml"],
        ["list", "--nothing"],
        ["list", "extra"],
        ["next", "0"],
        ["next", "-1"],
        ["next", "many"],
        ["show"],
        ["export"],
        ["export", "docx"],
        ["export", "ics", "--imprecise", "guess"],
        ["lits"],
        [],
    ],
    ids=" ".join,
)
def test_bad_usage_exits_with_2(run: Run, arguments: list[str]) -> None:
    assert run(*arguments).code == 2


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["list", "--lang", "de"], "'--lang': 'de' is not one of 'kk', 'ru', 'en'"),
        (["export", "docx"], "'docx' is not one of 'ics', "),
        (["new", "meeting", "--status", "done"], "'--status': 'done' is not one of 'planned', "),
    ],
)
def test_a_word_that_is_none_of_those_is_refused_in_plain_words(run: Run, arguments: list[str], complaint: str) -> None:
    ran = run(*arguments)
    assert complaint in ran.complaint
    assert "Value error" not in ran.err


@pytest.mark.parametrize("command", ["list", "next", "export csv", "diff --as-of 2025-12-02"])
@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--kind", "meting"], "--kind: unknown kind (nearest: 'meeting'): 'meting'"),
        (["--kind", "Fair"], "--kind: unknown kind (nearest: 'fair'): 'Fair'"),
        (["--kind", "fair", "--kind", "sumit"], "--kind: unknown kind (nearest: 'summit'): 'sumit'"),
        (["--kind", "applied"], "--kind: unknown kind (nearest: 'provisionally-applied'): 'applied'"),
        (["--track", "counsil"], "--track: unknown track (nearest: 'council'): 'counsil'"),
        (["--track", "x\x1b[31m"], "--track: unknown track (known: council, pact, talks, visits): 'x\\x1b[31m'"),
        (["--track", ""], "--track: unknown track (known: council, pact, talks, visits): ''"),
    ],
)
def test_a_kind_or_track_that_nobody_knows_is_bad_usage(
    run: Run, seeds: Path, command: str, options: list[str], complaint: str
) -> None:
    ran = run(*command.split(), "--seeds", seeds, *options)
    assert (ran.code, ran.out) == (2, b"")
    assert complaint in ran.complaint


def test_a_kind_that_comes_up_later_is_known_before(run: Run, seeds: Path) -> None:
    assert run("list", "--seeds", seeds, "--kind", "fair", "--as-of", "2025-12-01").code == 1


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_bad_data_exits_with_2_and_every_problem(run: Run, tmp_path: Path, command: list[str]) -> None:
    folder = write(tmp_path / "bad", replaced(EVENTS, 'topics = ["trade"]', 'topics = ["x", 5]'))
    ran = run(*command, "--seeds", folder)
    assert (ran.code, ran.out) == (2, b"")
    assert ran.err == (
        f"{folder}/{EVENTS}: events[0].topics[0]: unknown topic: 'x'\n"
        f"{folder}/{EVENTS}: events[0].topics[1]: unknown topic: 5\n"
    )


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_folder_that_is_not_there_exits_with_2(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(*command, "--seeds", "nowhere")
    assert (ran.code, ran.out, ran.err) == (2, b"", "no such folder: 'nowhere'\n")


def test_bad_data_in_an_overlay_exits_with_2(run: Run, seeds: Path, tmp_path: Path) -> None:
    over = write(tmp_path / "over", {EVENTS: "events = 5\n"})
    ran = run("list", "--seeds", seeds, "--with", over)
    assert (ran.code, ran.err) == (2, f"{over}/{EVENTS}: events: not a list of tables: 5\n")


@pytest.mark.parametrize("form", ["ics", "markdown", "json", "csv"])
def test_bad_data_leaves_the_old_file_as_it_was(run: Run, tmp_path: Path, form: str) -> None:
    folder = write(tmp_path / "bad", {"places.toml": "x = 5"})
    old = tmp_path / "out" / "old"
    write(tmp_path / "out", {"old": "as it was"})
    assert run("export", form, "--seeds", folder, "--output", old).code == 2
    assert [path.name for path in old.parent.iterdir()] == ["old"]
    assert old.read_text() == "as it was"


def test_bad_data_makes_no_new_file(run: Run, tmp_path: Path) -> None:
    folder = write(tmp_path / "bad", {"places.toml": "x = 5"})
    run("export", "ics", "--seeds", folder, "--output", tmp_path / "new.ics")
    assert [path.name for path in tmp_path.iterdir()] == ["bad"]


def test_seal_leaves_the_ledger_of_a_bad_folder_as_it_was(run: Run, tmp_path: Path) -> None:
    files = replaced(EVENTS, 'topics = ["trade"]', "topics = 5")
    folder = write(tmp_path / "bad", files)
    assert run("seal", "--seeds", folder).code == 2
    assert (folder / "revisions.toml").read_text() == files["revisions.toml"]


def test_the_version_is_printed(run: Run) -> None:
    ran = run("--version")
    assert ran.code == 0
    assert ran.text.startswith("kzeu-timeline ")


@pytest.mark.parametrize("command", ["list", "next", "show", "export", "diff", "check", "seal"])
def test_every_command_explains_itself(run: Run, command: str) -> None:
    ran = run(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert f"kzeu-timeline {command}" in ran.text
