"""``new`` and ``schema``: for those who write the record."""

from __future__ import annotations

from pathlib import Path

import pytest

from kzeu_timeline import load
from kzeu_timeline.readers.schema import schema_files
from tests.cli.conftest import Run
from tests.readers.folders import EVENTS, RECORD, SERIES, SOURCES
from tests.test_additions import files_of

TITLES = ("--title-en", "Review", "--title-ru", "Обзор", "--title-kk", "Шолу")


def test_a_source_is_added_and_its_slug_told(run: Run, seeds: Path) -> None:
    ran = run(
        *("new", "source", "--url", "https://a.example/1", "--publisher", "The Ministry", "--language", "en"),
        *("--published", "2026-06-02", "--seeds", seeds),
    )
    assert (ran.code, ran.complaint) == (0, f"ministry-2026-06-02: written to {seeds}/sources.toml")
    assert ran.text == (
        '[ministry-2026-06-02]\npublisher = "The Ministry"\nlanguage = "en"\npublished = "2026-06-02"\n'
        'url = "https://a.example/1"\n'
    )
    assert files_of(seeds)[SOURCES] == f"{RECORD[SOURCES]}\n{ran.text}"


def test_a_meeting_is_added_with_its_first_statement(run: Run, seeds: Path) -> None:
    ran = run(
        *("new", "meeting", "--series", "council", "--ordinal", 23, "--when", "2026-11", "--status", "planned"),
        *("--source", "paper", "--paragraph", 3, "--place", "astana", "--inferred", "--seeds", seeds),
    )
    assert ran.code == 0
    assert ran.text == (
        '[[meetings]]\nordinal = 23\n\n[[meetings.statements]]\nsource = "paper"\nparagraph = 3\nwhen = "2026-11"\n'
        'inferred = true\nstatus = "planned"\nplace = "astana"\n'
    )
    assert ran.text in files_of(seeds)[SERIES]
    assert load(seeds).entries["council-23"].title["en"] == "23rd Council"


def test_a_milestone_is_added_with_its_titles(run: Run, seeds: Path) -> None:
    ran = run(
        *("new", "milestone", "--year", 2025, "--kind", "reviewed", *TITLES, "--unattested", "kk"),
        *("--when", "2025-11", "--source", "paper", "--seeds", seeds),
    )
    assert ran.code == 0
    assert load(seeds).entries["review-2025"].title.unattested == {"kk"}
    assert ran.text in files_of(seeds)[EVENTS]


def test_an_added_record_may_refer_to_the_one_below(run: Run, seeds: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    ran = run(
        *("new", "meeting", "--track", "council", "--ordinal", 23, "--when", "2026", "--source", "paper"),
        *("--seeds", seeds, "--with", own),
    )
    assert ran.code == 0
    assert files_of(own) == {SERIES: ran.text}
    assert files_of(seeds) == RECORD


# What is missing.


@pytest.mark.parametrize(
    ("arguments", "missing"),
    [
        (("source",), "--publisher, --language"),
        (("source", "--publisher", "X"), "--language"),
        (("meeting",), "--series or --year, --when, --source"),
        (("meeting", "--series", "council", "--ordinal", 23), "--when, --source"),
        (("meeting", "--series", "council"), "--when, --source, --ordinal (or --title-en, --title-ru, --title-kk)"),
        (("meeting", "--series", "visits"), "--when, --source, --kind, --title-en, --title-ru, --title-kk"),
        (("meeting", "--year", 2026, *TITLES, "--source", "x"), "--when, --kind"),
        (("milestone",), "--track or --year, --when, --source"),
        (("milestone", "--track", "pact", *TITLES[:2]), "--when, --source, --kind, --title-ru, --title-kk"),
    ],
)
def test_all_that_is_missing_is_told_at_once_with_an_example(
    run: Run, seeds: Path, arguments: tuple[object, ...], missing: str
) -> None:
    ran = run("new", *arguments, "--seeds", seeds)
    first, second = ran.err.splitlines()
    assert (ran.code, ran.out, first) == (2, b"", f"missing: {missing}")
    assert second.startswith(f"for example: kzeu-timeline new {arguments[0]} --")
    assert files_of(seeds) == RECORD


def test_a_source_that_there_is_not_is_told_with_the_line_that_adds_it(run: Run, seeds: Path) -> None:
    ran = run(
        *("new", "meeting", "--series", "council", "--ordinal", 23, "--when", "2026-13", "--source", "ministry-1"),
        *("--seeds", seeds),
    )
    assert (ran.code, ran.out) == (2, b"")
    told, other, hint = ran.err.splitlines()
    assert told.endswith("meetings[1].statements[0].source: unknown source: 'ministry-1'")
    assert other.endswith("not an EDTF date: '2026-13'")
    assert hint == f"the source first: kzeu-timeline new source --seeds {seeds} --slug ministry-1 --publisher …"
    assert files_of(seeds) == RECORD


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--series", "counci"), "Invalid value for --series: unknown track (nearest: 'council'): 'counci'"),
        (("--series", "council", "--year", 2026), "Invalid value for --year: --series or --year, not both"),
        (("--series", "pact"), "no events, only milestones, in agreements/: 'pact'"),
        (("--series", "council", "--ordinal", 22, "--when", "2026", "--source", "paper"), "'council-22'"),
    ],
)
def test_what_cannot_be_added_is_one_complaint(
    run: Run, seeds: Path, arguments: tuple[object, ...], complaint: str
) -> None:
    ran = run("new", "meeting", *arguments, "--seeds", seeds)
    assert (ran.code, ran.out) == (2, b"")
    assert ran.complaint.endswith(complaint)
    assert files_of(seeds) == RECORD


def test_without_a_folder_the_seeds_of_the_checkout_are_meant(
    run: Run, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = ("new", "source", "--publisher", "Mine", "--language", "en")
    monkeypatch.chdir(seeds)
    assert run(*source).complaint == "no such folder: 'seeds'"
    monkeypatch.chdir(seeds.parent)
    assert run(*source).complaint == "mine: written to seeds/sources.toml"


# Schemas.


def test_the_schemas_are_written_into_a_folder(run: Run, seeds: Path) -> None:
    ran = run("schema", "--seeds", seeds)
    assert (ran.code, ran.out, ran.err) == (0, b"", "")
    assert files_of(seeds) == {**RECORD, **schema_files()}
    assert load(seeds).entries


def test_a_folder_laid_over_gets_schemas_by_which_an_entry_may_add_to_one_below(run: Run, seeds: Path) -> None:
    assert run("schema", "--with", seeds).code == 0
    assert files_of(seeds) == {**RECORD, **schema_files(laid_over=True)}


def test_no_schemas_are_written_where_there_is_no_folder(run: Run, tmp_path: Path) -> None:
    ran = run("schema", "--seeds", tmp_path / "x")
    assert ran.code == 2
    assert ran.complaint.startswith("can't write (No such file or directory): ")
