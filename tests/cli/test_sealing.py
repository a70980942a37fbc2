"""``seal``: the ledger of what subscribers were shown is brought up to date, each change once."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

from kzeu_timeline import Language, load
from kzeu_timeline.readers.folder import shipped_folder
from tests.cli.conftest import Run
from tests.readers.folders import EVENTS, LEDGER, RECORD, replaced, write


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The clock of the command line, which stands still until it is set."""
    clock = SimpleNamespace(shows=dt.datetime(2025, 12, 3, 12, 30, 15, 999_999, tzinfo=dt.UTC))

    def now(zone: dt.tzinfo) -> dt.datetime:
        shown: dt.datetime = clock.shows
        return shown.astimezone(zone)

    clock.now = now
    monkeypatch.setattr("kzeu_timeline.cli.clock.dt", SimpleNamespace(datetime=clock, date=dt.date, UTC=dt.UTC))
    return clock


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A folder that was never sealed."""
    return write(tmp_path / "fresh", {name: text for name, text in RECORD.items() if name != LEDGER})


def test_the_ledger_of_the_shipped_record_is_up_to_date(run: Run) -> None:
    ran = run("seal", "--dry-run", "--seeds", shipped_folder())
    assert (ran.code, ran.err) == (0, "")


def test_a_dry_run_tells_what_would_change_and_changes_nothing(run: Run, fresh: Path) -> None:
    ran = run("seal", "--dry-run", "--seeds", fresh)
    assert (ran.code, ran.out) == (1, b"")
    assert "fair (kk): new" in ran.err.splitlines()
    assert len(ran.err.splitlines()) == 9 * 3
    assert not (fresh / LEDGER).exists()


def test_what_is_sealed_is_up_to_date(run: Run, fresh: Path, clock: SimpleNamespace) -> None:
    assert run("seal", "--seeds", fresh).code == 0
    ran = run("seal", "--dry-run", "--seeds", fresh)
    assert (ran.code, ran.err) == (0, "")


def test_sealing_again_changes_nothing(run: Run, fresh: Path, clock: SimpleNamespace) -> None:
    run("seal", "--seeds", fresh)
    before = (fresh / LEDGER).read_bytes()
    clock.shows += dt.timedelta(days=1)
    run("seal", "--seeds", fresh)
    assert (fresh / LEDGER).read_bytes() == before


def test_each_row_has_the_second_at_which_it_was_sealed(run: Run, fresh: Path, clock: SimpleNamespace) -> None:
    run("seal", "--seeds", fresh)
    revision = load(fresh).timeline()["fair"].revision("ru")
    assert revision is not None
    assert (revision.sequence, revision.updated) == (0, dt.datetime(2025, 12, 3, 12, 30, 15, tzinfo=dt.UTC))


def test_only_what_is_shown_otherwise_gets_a_new_revision(run: Run, fresh: Path, clock: SimpleNamespace) -> None:
    run("seal", "--seeds", fresh)
    write(fresh, {EVENTS: replaced(EVENTS, 'ru = "Ярмарка"', 'ru = "Базар"')[EVENTS]})
    clock.shows += dt.timedelta(days=1)
    ran = run("seal", "--seeds", fresh)
    assert ran.err == "fair (ru): changed\n"
    fair, review = (load(fresh).timeline()[slug] for slug in ("fair", "review"))
    assert [(each.language, each.sequence, each.updated.day) for each in fair.revisions] == [
        ("kk", 0, 3),
        ("ru", 1, 4),
        ("en", 0, 3),
    ]
    assert {each.sequence for each in review.revisions} == {0}


def test_the_time_of_a_change_grows_even_if_the_clock_does_not(run: Run, fresh: Path, clock: SimpleNamespace) -> None:
    run("seal", "--seeds", fresh)
    write(fresh, {EVENTS: replaced(EVENTS, 'ru = "Ярмарка"', 'ru = "Базар"')[EVENTS]})
    clock.shows -= dt.timedelta(days=1)
    run("seal", "--seeds", fresh)
    revision = load(fresh).timeline()["fair"].revision("ru")
    assert revision is not None
    assert revision.updated == dt.datetime(2025, 12, 3, 12, 30, 16, tzinfo=dt.UTC)


def test_a_record_that_is_gone_is_withdrawn_once_and_keeps_its_row(
    run: Run, fresh: Path, clock: SimpleNamespace
) -> None:
    run("seal", "--seeds", fresh)
    (fresh / EVENTS).unlink()
    assert {f"fair ({language}): withdrawn" for language in Language} <= set(
        run("seal", "--seeds", fresh).err.splitlines()
    )
    ran = run("seal", "--dry-run", "--seeds", fresh)
    assert (ran.code, ran.err) == (0, "")
    assert "fair" not in load(fresh).timeline()
    calendar, table = (run("export", form, "--seeds", fresh).out for form in ("ics", "csv"))
    assert (b"X-KZEU-SLUG:fair" in calendar, b"fair" in table) == (True, False)
    gone = load(fresh).published()["fair"]
    assert (gone.status, [each.sequence for each in gone.revisions]) == ("cancelled", [1, 1, 1])


def test_a_record_that_comes_back_is_shown_as_it_was(run: Run, fresh: Path, clock: SimpleNamespace) -> None:
    run("seal", "--seeds", fresh)
    events = (fresh / EVENTS).read_text()
    (fresh / EVENTS).unlink()
    run("seal", "--seeds", fresh)
    (fresh / EVENTS).write_text(events)
    assert "fair (kk): changed" in run("seal", "--seeds", fresh).err.splitlines()
    fair = load(fresh).published()["fair"]
    assert (fair.status, [each.sequence for each in fair.revisions]) == ("held", [2, 2, 2])
    kinds = [each.changes[0].kind for each in load(fresh).told() if each.entry.slug == "fair"]
    assert kinds == ["added", "withdrawn", "added"]


def test_the_working_directory_is_sealed_unless_told_otherwise(
    run: Run, fresh: Path, clock: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh.rename(fresh.parent / "seeds")
    monkeypatch.chdir(fresh.parent)
    assert run("seal").code == 0
    assert (fresh.parent / "seeds" / LEDGER).exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[council-22]", '["../x"]'),
        ("[council-22]", '["a]\\nb"]'),
        ("0123456789abcdef", 'a\\"b'),
        ("0123456789abcdef", "a\\nb"),
        ("2025-12-03T", "0001-01-01T"),
        ("2025-12-03T00:00:00Z", "2025-12-03T00:00:00.5Z"),
        (', digest = "0123456789abcdef"', ""),
    ],
)
def test_a_sealed_folder_can_always_be_read_again(
    run: Run, tmp_path: Path, clock: SimpleNamespace, old: str, new: str
) -> None:
    folder = write(tmp_path / "odd", replaced(LEDGER, old, new))
    if run("seal", "--seeds", folder).code == 2:
        assert (folder / LEDGER).read_text() == RECORD[LEDGER].replace(old, new)
    else:
        ran = run("seal", "--dry-run", "--seeds", folder)
        assert (ran.code, ran.err) == (0, "")


def test_a_folder_laid_over_another_gets_a_ledger_of_what_it_says_itself(
    run: Run, fresh: Path, tmp_path: Path, clock: SimpleNamespace
) -> None:
    run("seal", "--seeds", fresh)
    below = (fresh / LEDGER).read_bytes()
    over = write(tmp_path / "over", {EVENTS: RECORD[EVENTS].replace("Ярмарка", "Базар")})
    clock.shows += dt.timedelta(days=1)
    assert run("seal", "--seeds", fresh, "--with", over).err == "fair (ru): changed\n"
    assert (fresh / LEDGER).read_bytes() == below
    assert list(tomllib.loads((over / LEDGER).read_text())) == ["fair"]
    assert run("seal", "--seeds", fresh, "--with", over, "--dry-run").code == 0
    revision = load(fresh, over).timeline()["fair"].revision("ru")
    assert revision is not None
    assert (revision.sequence, revision.updated.day) == (1, 4)


def test_what_such_a_folder_added_is_withdrawn_when_it_is_gone(
    run: Run, fresh: Path, tmp_path: Path, clock: SimpleNamespace
) -> None:
    run("seal", "--seeds", fresh)
    over = write(tmp_path / "over", {EVENTS: RECORD[EVENTS].replace('slug = "fair"', 'slug = "bazaar"')})
    run("seal", "--seeds", fresh, "--with", over)
    assert load(fresh, over).timeline()["bazaar"].revision("en") is not None
    (over / EVENTS).unlink()
    assert "bazaar (kk): withdrawn" in run("seal", "--seeds", fresh, "--with", over).err.splitlines()
    assert load(fresh, over).published()["bazaar"].status == "cancelled"
    assert "bazaar" not in load(fresh).published()


def test_who_publishes_what_is_not_sealed_is_told(
    run: Run, fresh: Path, tmp_path: Path, clock: SimpleNamespace
) -> None:
    site = tmp_path / "site"
    publish = ("publish", site, "--seeds", fresh, "--base", "https://example.org/")
    assert "seal" not in run(*publish).err  # there is no ledger: nobody was ever shown anything
    run("seal", "--seeds", fresh)
    assert "seal" not in run(*publish).err
    write(fresh, {EVENTS: replaced(EVENTS, 'ru = "Ярмарка"', 'ru = "Базар"')[EVENTS]})
    assert run(*publish).err.endswith("may miss it until `kzeu-timeline seal`: fair\n")
