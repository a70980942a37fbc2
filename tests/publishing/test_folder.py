"""A folder is published as one: readers see the old site or the new one, and what is the same is not touched."""

from __future__ import annotations

import datetime as dt
import errno
import os
import stat
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzeu_timeline import ExportError
from kzeu_timeline.files import File, Site
from kzeu_timeline.publishing import releases
from kzeu_timeline.publishing.folder import publish
from kzeu_timeline.publishing.report import Report

CHANGED = dt.datetime(2025, 12, 2, 9, 30, tzinfo=dt.UTC)


def site(texts: Mapping[str, str], changed: dt.datetime = CHANGED) -> Site:
    return {
        path: File(content=text.encode(), media_type="text/plain; charset=utf-8", changed=changed)
        for path, text in texts.items()
    }


def held(folder: Path) -> dict[str, str]:
    """The files that readers find, with their texts."""
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def state(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Everything below and beside *folder* with its number, its time and its mode."""
    found = {}
    for path in (folder, *folder.parent.rglob("*")):
        status = path.lstat()
        found[str(path)] = (status.st_ino, status.st_mtime_ns, status.st_mode)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "site"


FIRST = {"index.html": "1", "feeds/a.ics": "a", "feeds/b.ics": "b"}


def test_a_site_is_all_that_is_there(folder: Path) -> None:
    assert publish(site(FIRST), folder) == Report(written=3, kept=0, removed=0)
    assert held(folder) == FIRST
    assert folder.is_symlink()
    assert sorted(path.name for path in folder.parent.iterdir()) == [".site.releases", "site"]


def test_a_folder_that_was_moved_with_its_releases_is_still_a_site(folder: Path, tmp_path: Path) -> None:
    publish(site(FIRST), folder)
    (tmp_path / "elsewhere").mkdir()
    for name in ("site", ".site.releases"):
        (tmp_path / name).rename(tmp_path / "elsewhere" / name)
    assert held(tmp_path / "elsewhere" / "site") == FIRST


def test_what_changed_is_written_and_what_is_gone_is_gone(folder: Path) -> None:
    publish(site(FIRST), folder)
    second = {"index.html": "2", "feeds/a.ics": "a", "c": "c"}
    assert publish(site(second), folder) == Report(written=2, kept=1, removed=1)
    assert held(folder) == second


def test_an_equal_site_changes_nothing_at_all(folder: Path) -> None:
    publish(site(FIRST), folder)
    before = state(folder)
    assert publish(site(FIRST, CHANGED + dt.timedelta(days=1)), folder) == Report(written=0, kept=3, removed=0)
    assert state(folder) == before


def test_what_is_gone_is_a_change_by_itself(folder: Path) -> None:
    publish(site(FIRST), folder)
    assert publish(site({"index.html": "1"}), folder) == Report(written=0, kept=1, removed=2)
    assert held(folder) == {"index.html": "1"}


# Times


def seconds(path: Path) -> float:
    return path.stat().st_mtime


def test_a_new_file_is_as_old_as_what_it_shows(folder: Path) -> None:
    publish(site(FIRST), folder)
    assert seconds(folder / "index.html") == CHANGED.timestamp()


def test_a_file_that_is_the_same_keeps_its_time_and_is_not_copied(folder: Path) -> None:
    publish(site(FIRST), folder)
    before = (folder / "feeds/a.ics").stat()
    publish(site(FIRST | {"index.html": "2"}, CHANGED + dt.timedelta(days=1)), folder)
    after = (folder / "feeds/a.ics").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


@pytest.mark.parametrize(
    ("later", "expected"),
    [(dt.timedelta(days=1), 86_400), (dt.timedelta(0), 1), (dt.timedelta(days=-1), 1), (dt.timedelta(seconds=1), 1)],
)
def test_a_file_that_changed_is_younger_than_it_was(folder: Path, later: dt.timedelta, expected: int) -> None:
    publish(site(FIRST), folder)
    publish(site(FIRST | {"index.html": "2"}, CHANGED + later), folder)
    assert seconds(folder / "index.html") == CHANGED.timestamp() + expected


def test_a_file_from_before_1970_is_from_1970(folder: Path) -> None:
    publish(site(FIRST, dt.datetime(1, 1, 1, tzinfo=dt.UTC)), folder)
    assert seconds(folder / "index.html") == 0


texts = st.dictionaries(st.sampled_from(["a", "b/c", "b/d", "e/f/g"]), st.sampled_from(["", "1", "2"]), min_size=1)


@given(histories=st.lists(st.tuples(texts, st.integers(-5, 5)), min_size=1, max_size=5))
@settings(max_examples=40, deadline=None)
def test_any_history_ends_in_the_last_site_with_times_that_only_rise(
    tmp_path_factory: pytest.TempPathFactory, histories: list[tuple[dict[str, str], int]]
) -> None:
    folder = tmp_path_factory.mktemp("history") / "site"
    before: dict[str, tuple[str, float]] = {}
    for history, days in histories:
        report = publish(site(history, CHANGED + dt.timedelta(days=days)), folder)
        after = {path: (text, seconds(folder / path)) for path, text in held(folder).items()}
        assert {path: text for path, (text, _) in after.items()} == history
        common = before.keys() & after.keys()
        kept = {path for path in common if before[path][0] == after[path][0]}
        assert report == Report(len(history) - len(kept), len(kept), len(before.keys() - after.keys()))
        assert all(before[path] == after[path] for path in kept)
        assert all(before[path][1] < after[path][1] for path in common - kept)
        before = after
    assert len(list(folder.parent.joinpath(".site.releases").iterdir())) <= 3


# What readers still have open


def test_who_is_in_the_old_release_can_read_on_until_the_next_but_one(folder: Path) -> None:
    publish(site(FIRST), folder)
    reader = folder.resolve()
    publish(site(FIRST | {"index.html": "2"}), folder)
    assert held(reader) == FIRST
    publish(site(FIRST | {"index.html": "3"}), folder)
    assert not reader.exists()


def test_two_publishers_at_once_do_not_mix(folder: Path) -> None:
    versions = [site({"a": str(number) * 1_000, "b": str(number), f"c{number}": ""}) for number in range(8)]
    reports: list[Report] = []
    threads = [
        threading.Thread(target=lambda each=each: reports.append(publish(each, folder)))  # type: ignore[misc]
        for each in versions
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(reports) == 8
    found = held(folder)
    assert found in [{path: file.content.decode() for path, file in each.items()} for each in versions]


def test_who_waited_for_one_who_failed_begins_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = folder.parent / ".site.releases" / "lock"
    opened, steps = os.open, iter(["folder", "lock", "another lock", ""])

    def open_late(path: Any, *args: Any, **options: Any) -> int:
        if str(path) != str(lock):
            return opened(path, *args, **options)
        step = next(steps)
        if step == "folder":  # the other removed all between our two calls
            lock.parent.rmdir()
            return opened(path, *args, **options)
        handle = opened(path, *args, **options)
        if step:  # we hold what is not there any more
            lock.unlink()
        if step == "another lock":
            lock.write_bytes(b"")
        return handle

    monkeypatch.setattr("os.open", open_late)
    publish(site(FIRST), folder)
    monkeypatch.undo()
    assert held(folder) == FIRST


# What is not ours


@pytest.mark.parametrize("trailing", ["", "/", "/."])
def test_an_empty_folder_is_taken(folder: Path, trailing: str) -> None:
    folder.mkdir()
    publish(site(FIRST), Path(f"{folder}{trailing}"))
    assert held(folder) == FIRST


def test_the_current_folder_is_taken_if_it_is_empty(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    monkeypatch.chdir(folder)
    publish(site(FIRST), Path())
    monkeypatch.chdir(folder.parent)
    assert held(folder) == FIRST


def made(folder: Path, what: str) -> None:
    match what:
        case "a file":
            folder.write_text("theirs")
        case "a folder with a file":
            folder.mkdir()
            (folder / "x").write_text("theirs")
        case "a pipe":
            os.mkfifo(folder)
        case _:
            folder.symlink_to(what)


@pytest.mark.parametrize(
    "what",
    [
        *("a file", "a folder with a file", "a pipe", "elsewhere", "/nowhere", ".other.releases/1", ".site.releases/x"),
        *(".site.releases/01", ".site.releases/1/feeds", ".site.releases/٣", "x/.site.releases/1", "site"),
    ],
)
def test_what_is_not_ours_is_left_as_it_is(folder: Path, what: str) -> None:
    made(folder, what)
    before = state(folder)
    with pytest.raises(ExportError, match=rf"^can't publish \(something else .*\): {str(folder)!r}$"):
        publish(site(FIRST), folder)
    after = state(folder)
    assert {path: (number, mode) for path, (number, _, mode) in after.items()} == {
        path: (number, mode) for path, (number, _, mode) in before.items()
    }


@pytest.mark.parametrize("name", ["file/site", "nul\0", "surrogate\ud800", "n" * 300, "n" * 250])
def test_where_nothing_can_be_is_an_error_of_ours(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match=r"^can't publish \("):
        publish(site(FIRST), tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_the_folders_above_are_made(tmp_path: Path) -> None:
    publish(site(FIRST), tmp_path / "a" / "b" / "site")
    assert held(tmp_path / "a" / "b" / "site") == FIRST


def test_the_root_is_not_published_to() -> None:
    with pytest.raises(ExportError, match=r"^can't publish \("):
        publish(site(FIRST), Path("/"))


def test_a_site_with_wrong_paths_touches_nothing(folder: Path) -> None:
    with pytest.raises(ExportError, match="no path of a site"):
        publish(site({"../x": "", "a": ""}), folder)
    assert list(folder.parent.iterdir()) == []


def test_files_of_others_beside_the_releases_stay(folder: Path) -> None:
    publish(site(FIRST), folder)
    (folder.parent / ".site.releases" / "README").write_text("ours to delete? no")
    publish(site({"a": ""}), folder)
    assert (folder.parent / ".site.releases" / "README").exists()


def test_a_site_whose_release_was_removed_is_written_anew(folder: Path) -> None:
    publish(site(FIRST), folder)
    (folder / "index.html").unlink()
    assert publish(site(FIRST), folder) == Report(written=1, kept=2, removed=0)
    for path in folder.resolve().rglob("*.*"):
        path.unlink()
    assert publish(site(FIRST), folder) == Report(written=3, kept=0, removed=0)
    assert held(folder) == FIRST


def test_a_file_that_can_not_be_read_is_written_anew(folder: Path) -> None:
    publish(site(FIRST), folder)
    (folder / "index.html").unlink()
    (folder / "index.html").mkdir()
    publish(site(FIRST), folder)
    assert held(folder) == FIRST


@pytest.mark.parametrize(("umask", "files", "folders"), [(0o022, 0o644, 0o755), (0o027, 0o640, 0o750)])
def test_permissions_are_what_the_umask_leaves(folder: Path, umask: int, files: int, folders: int) -> None:
    before = os.umask(umask)
    try:
        publish(site(FIRST), folder)
    finally:
        os.umask(before)
    for path in folder.resolve().parent.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (folders if path.is_dir() else files)


# Failures


def fail_at(monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException, after: int = 0) -> None:
    """Let the call of that name fail, when it has been made that often."""
    module, _, name = step.rpartition(".")
    home = sys.modules.get(module, Path)
    original, calls = getattr(home, name), iter(range(1_000))

    def call(*args: Any, **options: Any) -> Any:
        if next(calls) == after:
            raise error
        return original(*args, **options)

    monkeypatch.setattr(step, call)


@pytest.mark.parametrize("old", [None, FIRST, {}], ids=["nothing", "a site", "an empty folder"])
@pytest.mark.parametrize(
    "step", ["os.fsync", "os.utime", "os.walk", "pathlib.Path.mkdir", "pathlib.Path.replace", "pathlib.Path.symlink_to"]
)
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_leaves_what_was_there_and_nothing_else(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException, old: dict[str, str] | None
) -> None:
    if old:
        publish(site(old), folder)
    elif old is not None:
        folder.mkdir(0o750)
    before = {path: (mode, time) for path, (_, time, mode) in state(folder).items()} if folder.exists() else {}
    fail_at(monkeypatch, step, error)
    with pytest.raises(ExportError if isinstance(error, OSError) else KeyboardInterrupt) as caught:
        publish(site({"index.html": "2"}), folder)
    monkeypatch.undo()
    if isinstance(error, OSError):
        assert str(caught.value) == f"can't publish (No space left on device): {str(folder)!r}"
    after = {path: (mode, time) for path, (_, time, mode) in state(folder).items()} if folder.exists() else {}
    assert {path: mode for path, (mode, _) in after.items()} == {path: mode for path, (mode, _) in before.items()}
    assert held(folder) == (old or {})
    publish(site({"index.html": "2"}), folder)
    assert held(folder) == {"index.html": "2"}


def test_an_error_after_readers_see_the_new_site_says_that_it_is_published(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(site(FIRST), folder)
    publish(site({"a": "2"}), folder)
    fail_at(monkeypatch, "shutil.rmtree", OSError(errno.EIO, "Input/output error"))
    with pytest.raises(ExportError, match=r"^published, but not yet in order \(Input/output error\): "):
        publish(site({"a": "3"}), folder)
    monkeypatch.undo()
    assert held(folder) == {"a": "3"}
    assert publish(site({"a": "3"}), folder) == Report(written=0, kept=1, removed=0)
    assert sorted(path.name for path in folder.resolve().parent.iterdir()) == ["2", "3", "lock"]


@pytest.mark.parametrize("number", [errno.EPERM, errno.EMLINK, errno.EOPNOTSUPP])
def test_without_hard_links_a_file_is_copied_with_its_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    publish(site(FIRST), folder)
    before = (folder / "feeds/a.ics").stat()
    fail_at(monkeypatch, "pathlib.Path.hardlink_to", OSError(number, os.strerror(number)))
    publish(site(FIRST | {"index.html": "2"}, CHANGED + dt.timedelta(days=1)), folder)
    after = (folder / "feeds/a.ics").stat()
    assert after.st_mtime_ns == before.st_mtime_ns
    assert after.st_ino != before.st_ino
    assert held(folder) == FIRST | {"index.html": "2"}


def test_another_error_of_a_hard_link_is_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(site(FIRST), folder)
    fail_at(monkeypatch, "pathlib.Path.hardlink_to", OSError(errno.EIO, "Input/output error"))
    with pytest.raises(ExportError, match="Input/output error"):
        publish(site(FIRST | {"index.html": "2"}), folder)
    assert held(folder) == FIRST


def test_a_release_that_can_not_be_listed_is_no_empty_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(site(FIRST), folder)
    fail_at(monkeypatch, "os.scandir", OSError(errno.EIO, "Input/output error"))
    with pytest.raises(ExportError, match="Input/output error"):
        publish(site({"index.html": "1"}), folder)


def test_a_lock_that_can_not_be_had_is_an_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_at(monkeypatch, "fcntl.flock", OSError(errno.ENOLCK, "No locks available"))
    with pytest.raises(ExportError, match=r"^can't publish \(No locks available\): "):
        publish(site(FIRST), folder)
    assert not folder.exists()


def test_where_there_are_no_locks_nothing_is_published(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    with pytest.raises(ExportError, match=r"^can't publish \(no file locks on this system\): "):
        publish(site(FIRST), folder)
    assert list(folder.parent.iterdir()) == []


def test_what_a_killed_publisher_has_left_is_removed_even_if_there_is_nothing_to_do(folder: Path) -> None:
    publish(site(FIRST), folder)
    home = folder.parent / ".site.releases"
    for leftover in ("2/feeds", "7"):
        (home / leftover).mkdir(parents=True)
    (home / "2" / "feeds" / "a.ics").write_text("half")
    (home / "link").symlink_to(".site.releases/2")
    assert publish(site(FIRST), folder) == Report(written=0, kept=3, removed=0)
    assert sorted(path.name for path in home.iterdir()) == ["1", "lock"]
    assert releases.Releases(folder).current() == 1
