"""``import``: calendars become seeds that load, and nothing that was there is touched."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from kzeu_timeline import load, to_ical
from tests.cli.conftest import Run
from tests.readers.calendars import calendar

TITLED = (
    "UID:1\nDTSTART;TZID=Europe/Berlin:20250301T090000\nDURATION:PT1H\nSUMMARY:Talks\nLOCATION:Brussels\nGEO:50.85;4.35"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "other.ics"
    path.write_bytes(calendar(TITLED, "UID:2\nDTSTART:20240301\nSUMMARY:Earlier\nSTATUS:CANCELLED"))
    return path


def test_a_calendar_becomes_a_folder_that_loads(run: Run, file: Path, tmp_path: Path) -> None:
    into = tmp_path / "new"
    ran = run("import", file, "--into", into)
    assert (ran.code, ran.text) == (0, "2 of 2 entries added\n")
    files = {str(path.relative_to(into)) for path in into.rglob("*.toml")}
    assert files == {"sources.toml", "places.toml", "events/2024.toml", "events/2025.toml"}
    for catalogue in (load(into), load(extend=into)):
        (talks,) = catalogue.timeline().on("2025-03-01").where(lambda entry: entry.title["en"] == "Talks")
        assert dict(talks.title) == {"kk": "Talks", "ru": "Talks", "en": "Talks"}
        assert talks.title.unattested == {"kk", "ru"}
        assert talks.clock is not None
        assert talks.clock.zone == "Europe/Berlin"


def test_a_second_import_leaves_what_is_there(run: Run, file: Path, tmp_path: Path) -> None:
    into = tmp_path / "new"
    run("import", file, "--into", into)
    before = {path: path.read_bytes() for path in into.rglob("*.toml")}
    ran = run("import", file, "--into", into)
    assert (ran.code, ran.text) == (1, "0 of 2 entries added\n")
    assert ran.err.count("left (there already, at ") == 2
    assert {path: path.read_bytes() for path in into.rglob("*.toml")} == before


def test_more_is_added_to_the_files_that_are_there(run: Run, file: Path, tmp_path: Path) -> None:
    into, more = tmp_path / "new", tmp_path / "more.ics"
    run("import", file, "--into", into)
    before = (into / "events/2025.toml").read_text("utf-8")
    more.write_bytes(calendar("UID:3\nDTSTART:20250401\nSUMMARY:Later\nLOCATION:Brussels\nGEO:50.85;4.35"))
    assert run("import", more, "--into", into).code == 0
    assert (into / "events/2025.toml").read_text("utf-8").startswith(before)
    assert len(load(into).timeline()) == 3


def test_a_folder_laid_over_the_record(run: Run, file: Path, tmp_path: Path) -> None:
    over = tmp_path / "over"
    assert run("import", file, "--with", over).code == 0
    assert run("import", file, "--with", over).text == "0 of 2 entries added\n"
    assert len(load(extend=over).entries) == len(load().entries) + 2


def test_what_the_record_has_or_computes_is_not_laid_over_it(run: Run, tmp_path: Path) -> None:
    timeline, feed = load().timeline(), tmp_path / "own.ics"
    feed.write_bytes(to_ical(timeline, language="en"))
    ran = run("import", feed, "--with", tmp_path / "over")
    assert (ran.code, ran.text) == (1, f"0 of {len(timeline)} entries added\n")
    computed = sum(entry.is_derived for entry in timeline)
    assert ran.err.count("left (an anniversary of what is there already, and computed)") == computed


def test_our_own_feeds_in_three_languages(run: Run, seeds: Path, tmp_path: Path) -> None:
    timeline = load(seeds).timeline()
    files = [tmp_path / f"{language}.ics" for language in ("kk", "ru", "en")]
    for path in files:
        path.write_bytes(to_ical(timeline, language=path.stem))
    ran = run("import", *files, "--into", tmp_path / "new", "--losses")
    assert ran.code == 0
    assert "not carried: " in ran.err
    assert ": track: it is not added to one: " in ran.err
    again = load(tmp_path / "new").timeline()
    shown = [entry.slug for entry in timeline if entry.slug in again]
    assert len(shown) == len(again)
    for entry in again:
        assert (entry.when, entry.status, dict(entry.title)) == (
            timeline[entry.slug].when,
            timeline[entry.slug].status,
            dict(timeline[entry.slug].title),
        )


def test_standard_input_and_a_source_of_ones_own(
    run: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(file.read_bytes())))
    ran = run("import", "-", "--into", tmp_path / "new", "--source", "mine", "--publisher", "Me", "--lang", "ru")
    assert ran.code == 0
    assert list(load(tmp_path / "new").sources) == ["mine"]
    assert load(tmp_path / "new").timeline()[0].title.unattested == {"kk", "en"}


def test_problems_and_losses_are_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.ics"
    path.write_bytes(calendar("UID:1\nSUMMARY:No day", *[f"UID:u{n}\nDTSTART:20250301\nX-A:b" for n in range(30)]))
    ran = run("import", path, "--into", tmp_path / "new")
    assert (ran.code, ran.text) == (1, "30 of 30 entries added\n")
    assert f"{path}:4: VEVENT '1': no DTSTART" in ran.err
    assert ran.err.count("not carried: ") == 21
    assert "; --losses tells them" in ran.err


def test_what_recurs_needs_a_window(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "again.ics"
    path.write_bytes(calendar("UID:1\nSUMMARY:a\nDTSTART:20250301\nRRULE:FREQ=MONTHLY"))
    assert "no window of days was given" in run("import", path, "--into", tmp_path / "one").err
    assert run("import", path, "--into", tmp_path / "ten", "--window", "2025").text == "10 of 10 entries added\n"


def test_letters_of_two_alphabets_in_one_word_are_left(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mixed.ics"
    path.write_bytes(
        calendar("UID:1\nDTSTART:20250301\nSUMMARY:Sаммит", "UID:2\nDTSTART:20250301\nSUMMARY:b\nDESCRIPTION:Sаммит")
    )
    ran = run("import", path, "--into", tmp_path / "new")
    assert (ran.code, ran.text) == (1, "0 of 2 entries added\n")
    assert ran.err.count("Latin and Cyrillic letters in one word: Sаммит") == 2
    assert not (tmp_path / "new").exists()


def test_nothing_found_is_no_success(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.ics"
    path.write_bytes(calendar())
    ran = run("import", path, "--into", tmp_path / "new")
    assert (ran.code, ran.complaint) == (1, "nothing found; nothing written")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("nowhere.ics", "--into", "x"), "can't read (No such file or directory): 'nowhere.ics'"),
        (("a\0b", "--into", "x"), "can't read ("),
        (("a.ics",), "one of --into and --with is needed"),
        (("a.ics", "--into", "x", "--with", "y"), "one of --into and --with is needed"),
        (("a.ics", "--into", "x", "--source", "y"), "--publisher and --source go together"),
        (("a.ics", "--into", "x", "--window", "soon"), "not an EDTF date"),
        (("a.ics", "--into", "x", "--window", "2025/.."), "it needs two ends"),
    ],
)
def test_bad_usage(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], complaint: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.ics").write_bytes(calendar(TITLED))
    ran = run("import", *arguments)
    assert ran.code == 2
    assert complaint in ran.complaint


def test_a_folder_that_would_not_load_is_left_as_it_is(run: Run, file: Path, tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad/sources.toml").write_text("[a]\n", "utf-8")
    ran = run("import", file, "--into", tmp_path / "bad")
    assert ran.code == 2
    assert [path.name for path in (tmp_path / "bad").iterdir()] == ["sources.toml"]
