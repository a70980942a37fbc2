"""``export``: the same bytes as the library gives, to stdout or whole into a file."""

from __future__ import annotations

import datetime as dt
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

import kzeu_timeline as kt
from kzeu_timeline.drawing.options import PictureOptions
from kzeu_timeline.formats import FORMATS
from tests.cli.conftest import Run
from tests.readers.folders import SERIES, write

pytestmark = pytest.mark.broad

RENDER: dict[str, Callable[[kt.Timeline, str], bytes]] = {
    "ics": lambda timeline, language: kt.to_ical(timeline, language=language),
    "markdown": lambda timeline, language: kt.to_markdown(timeline, language=language).encode(),
    "json": lambda timeline, _: f"{kt.to_json(timeline)}\n".encode(),
    "csv": lambda timeline, language: kt.to_csv(timeline, language=language).encode(),
    "jsonld": lambda timeline, _: f"{kt.to_jsonld(timeline)}\n".encode(),
    "mermaid": lambda timeline, language: kt.to_mermaid(timeline, language=language).encode(),
    "timelinejs": lambda timeline, language: f"{kt.to_timelinejs(timeline, language=language)}\n".encode(),
}


def test_these_tests_know_every_format() -> None:
    assert RENDER.keys() <= FORMATS.keys()


@pytest.mark.parametrize("form", RENDER)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_stdout_gets_the_bytes_of_the_library(run: Run, seeds: Path, form: str, language: str) -> None:
    ran = run("export", form, "--seeds", seeds, "--lang", language)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == RENDER[form](kt.load(seeds).timeline(), language)


@pytest.mark.parametrize("form", RENDER)
def test_the_shipped_record_is_exported_in_english_unless_told_otherwise(run: Run, form: str) -> None:
    record = kt.load()
    assert run("export", form).out == RENDER[form](record.published() if form == "ics" else record.timeline(), "en")


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_export_gives_the_same_bytes(run: Run, seeds: Path, form: str) -> None:
    assert run("export", form, "--seeds", seeds).out == run("export", form, "--seeds", seeds).out


@pytest.mark.parametrize("form", FORMATS)
def test_a_terminal_is_shown_text_only(
    monkeypatch: pytest.MonkeyPatch, run: Run, seeds: Path, tmp_path: Path, form: str
) -> None:
    binary = b"\0" in run("export", form, "--seeds", seeds).out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    ran = run("export", form, "--seeds", seeds)
    assert (ran.code, not ran.out) == ((2, True) if binary else (0, False))
    assert ("--output" in ran.err) == binary
    assert run("export", form, "--seeds", seeds, "--output", tmp_path / "file").code == 0


PICTURE: Final[PictureOptions] = {
    "language": "kk",
    "width": 700,
    "theme": "dark",
    "today": dt.date(2025, 12, 2),
    "first": dt.date(2025, 1, 1),
    "last": dt.date(2025, 12, 31),
}
CHOSEN: Final = (
    "--lang",
    "kk",
    "--width",
    700,
    "--theme",
    "dark",
    "--today",
    "2025-12-02",
    "--since",
    2025,
    "--until",
    2025,
)


@pytest.mark.parametrize("form", [name for name, form in FORMATS.items() if form.draw])
def test_a_picture_is_drawn_as_it_is_wanted(run: Run, seeds: Path, form: str) -> None:
    draw = FORMATS[form].draw
    assert draw
    wanted = draw(kt.load(seeds).timeline().overlapping(dt.date(2025, 1, 1), dt.date(2025, 12, 31)), PICTURE)
    assert run("export", form, "--seeds", seeds, *CHOSEN).out == wanted
    assert run("export", form, "--seeds", seeds, "--lang", "kk").out != wanted


def test_a_picture_too_narrow_is_refused_in_one_line(run: Run, seeds: Path) -> None:
    ran = run("export", "svg", "--seeds", seeds, "--width", 5)
    assert (ran.code, ran.out) == (2, b"")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("imprecise", ["mark", "span", "omit"])
def test_what_becomes_of_imprecise_dates_is_chosen(run: Run, seeds: Path, imprecise: str) -> None:
    feed = kt.to_ical(kt.load(seeds).timeline(), language="en", imprecise=imprecise)
    assert run("export", "ics", "--seeds", seeds, "--imprecise", imprecise).out == feed


@pytest.mark.parametrize(
    ("options", "select"),
    [
        (["--kind", "meeting"], lambda timeline: timeline.of_kind("meeting")),
        (["--track", "pact"], lambda timeline: timeline.in_track("pact")),
        (["--since", "2025-12"], lambda timeline: timeline.overlapping("2025-12", dt.date.max)),
        (["--until", "2025-11"], lambda timeline: timeline.overlapping(dt.date.min, "2025-11")),
        (["--as-of", "2025-12-02"], lambda timeline: timeline.as_of(dt.date(2025, 12, 2))),
        (["--kind", "summit"], lambda _: kt.Timeline()),
    ],
)
def test_options_narrow_the_export(
    run: Run, seeds: Path, options: list[str], select: Callable[[kt.Timeline], kt.Timeline]
) -> None:
    chosen = select(kt.load(seeds).timeline())
    assert run("export", "csv", "--seeds", seeds, *options).out == RENDER["csv"](chosen, "en")


def test_a_folder_laid_over_the_record_is_exported(run: Run, seeds: Path, tmp_path: Path) -> None:
    meeting = '[[meetings]]\nordinal = 23\n[[meetings.statements]]\nsource = "paper"\nwhen = "2026-10"\n'
    over = write(tmp_path / "over", {SERIES: meeting})
    timeline = kt.load(seeds, extend=over).timeline()
    assert run("export", "ics", "--seeds", seeds, "--with", over).out == kt.to_ical(timeline, language="en")


@pytest.mark.parametrize("form", RENDER)
def test_losses_are_told_on_stderr(run: Run, seeds: Path, form: str) -> None:
    ran = run("export", form, "--seeds", seeds, "--losses")
    timeline = kt.load(seeds).timeline()
    assert ran.err.splitlines() == [str(loss) for loss in kt.loss_report(timeline, form)]
    assert ran.out == RENDER[form](timeline, "en")


def test_the_losses_are_those_of_the_options(run: Run, seeds: Path) -> None:
    ran = run("export", "ics", "--seeds", seeds, "--losses", "--imprecise", "omit", "--lang", "kk")
    report = kt.loss_report(kt.load(seeds).timeline(), "ics", language="kk", imprecise="omit")
    assert ran.err.splitlines() == [str(loss) for loss in report]


def test_nothing_found_exits_with_1_and_still_is_a_file_of_that_format(run: Run, seeds: Path) -> None:
    ran = run("export", "ics", "--seeds", seeds, "--kind", "summit")
    assert (ran.code, ran.err) == (1, "nothing found\n")
    assert ran.out == kt.to_ical(kt.Timeline(), language="en")


# Files.


@pytest.mark.parametrize("option", ["--output", "-o"])
def test_a_file_gets_the_same_bytes_and_stdout_none(run: Run, seeds: Path, tmp_path: Path, option: str) -> None:
    file = tmp_path / "feed.ics"
    ran = run("export", "ics", "--seeds", seeds, option, file)
    feed = kt.to_ical(kt.load(seeds).timeline(), language="en")
    assert (ran.code, ran.out) == (0, b"")
    assert file.read_bytes() == feed
    assert ran.err == f"9 entries, {len(feed):,} bytes: {file}\n"


def test_a_file_that_is_there_is_replaced_as_a_whole(run: Run, seeds: Path, tmp_path: Path) -> None:
    file = tmp_path / "feed.csv"
    file.write_text("old" * 10_000)
    with file.open("rb") as reader:
        run("export", "csv", "--seeds", seeds, "-o", file)
        assert reader.read() == b"old" * 10_000
    assert file.read_bytes() == RENDER["csv"](kt.load(seeds).timeline(), "en")


def test_nothing_is_left_beside_the_file(run: Run, seeds: Path, tmp_path: Path) -> None:
    run("export", "csv", "--seeds", seeds, "-o", tmp_path / "feed.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["feed.csv", "seeds"]


def test_a_file_can_be_read_by_those_whom_the_umask_allows(run: Run, seeds: Path, tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        run("export", "csv", "--seeds", seeds, "-o", tmp_path / "feed.csv")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "feed.csv").stat().st_mode) == 0o640


def test_nothing_found_leaves_the_old_file_as_it_was(run: Run, seeds: Path, tmp_path: Path) -> None:
    write(tmp_path, {"feed.ics": "as it was"})
    ran = run("export", "ics", "--seeds", seeds, "--kind", "summit", "-o", tmp_path / "feed.ics")
    assert (ran.code, ran.out) == (1, b"")
    assert ran.err.startswith("nothing found")
    assert (tmp_path / "feed.ics").read_text() == "as it was"


def test_a_file_name_that_no_file_can_have_exits_with_2(run: Run, seeds: Path) -> None:
    assert run("export", "ics", "--seeds", seeds, "-o", "a\0b").code == 2


def test_a_file_in_the_working_directory_needs_no_folder(
    run: Run, seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("export", "csv", "--seeds", seeds, "-o", "feed.csv").code == 0
    assert (tmp_path / "feed.csv").exists()


@pytest.mark.parametrize(
    ("name", "reason"),
    [("nowhere/feed.ics", "No such file or directory"), ("seeds", "Is a directory"), ("a" * 300, "File name too long")],
)
def test_a_file_that_cannot_be_written_exits_with_2(
    run: Run, seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, reason: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("export", "ics", "--seeds", seeds, "-o", name)
    assert (ran.code, ran.out) == (2, b"")
    assert ran.err.startswith(f"can't write ({reason}): '{name[:70]}")
    assert [path.name for path in tmp_path.iterdir()] == ["seeds"]


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    run: Run, seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "feed.ics").write_text("as it was")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, failing, fail)
    ran = run("export", "ics", "--seeds", seeds, "-o", "feed.ics")
    assert (ran.code, ran.err) == (2, "can't write (No space left on device): 'feed.ics'\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["feed.ics", "seeds"]
    assert (tmp_path / "feed.ics").read_text() == "as it was"
