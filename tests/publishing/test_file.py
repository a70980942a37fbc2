"""A file is written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path
from typing import NoReturn

import pytest

from kzeu_timeline import ExportError
from kzeu_timeline.publishing.file import write_file


def left_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


@pytest.mark.parametrize("content", [b"", b"new", b"\x00\xff\r\n" * 100_000])
@pytest.mark.parametrize("before", [None, b"old", b"longer than what comes after it" * 100])
def test_what_is_written_takes_the_place_of_what_was_there(
    tmp_path: Path, before: bytes | None, content: bytes
) -> None:
    file = tmp_path / "feed.ics"
    if before is not None:
        file.write_bytes(before)
    write_file(file, content)
    assert file.read_bytes() == content
    assert left_in(tmp_path) == ["feed.ics"]


def failing(error: BaseException) -> NoReturn:
    raise error


@pytest.mark.parametrize("step", ["os.fsync", "os.fdopen", "pathlib.Path.chmod", "pathlib.Path.replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    file = tmp_path / "feed.ics"
    file.write_bytes(b"old")
    monkeypatch.setattr(step, lambda *_args, **_options: failing(OSError(number, os.strerror(number))))
    with pytest.raises(ExportError, match=os.strerror(number)):
        write_file(file, b"new")
    monkeypatch.undo()
    assert file.read_bytes() == b"old"
    assert left_in(tmp_path) == ["feed.ics"]


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "feed.ics"
    file.write_bytes(b"old")
    monkeypatch.setattr("os.fsync", lambda _: failing(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        write_file(file, b"new")
    monkeypatch.undo()
    assert file.read_bytes() == b"old"
    assert left_in(tmp_path) == ["feed.ics"]


def test_the_content_reaches_the_disk_before_the_name_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    sync, replace = os.fsync, Path.replace
    monkeypatch.setattr("os.fsync", lambda handle: (steps.append("fsync"), sync(handle))[1])
    monkeypatch.setattr("pathlib.Path.replace", lambda *paths: (steps.append("replace"), replace(*paths))[1])
    write_file(tmp_path / "feed.ics", b"new")
    assert steps[:2] == ["fsync", "replace"]


def test_whoever_reads_meanwhile_reads_a_whole_file(tmp_path: Path) -> None:
    file = tmp_path / "feed.ics"
    contents = {b"a" * 50_000, b"b" * 70_000}
    write_file(file, b"a" * 50_000)
    read: set[bytes] = set()
    done = threading.Event()

    def reading() -> None:
        while not done.is_set():
            read.add(file.read_bytes())

    reader = threading.Thread(target=reading)
    reader.start()
    for _ in range(50):
        for content in contents:
            write_file(file, content)
    done.set()
    reader.join()
    assert read <= contents


@pytest.mark.parametrize(
    "name",
    ["missing/feed.ics", "file/feed.ics", "folder", "n" * 300, "nul\0.ics", "surrogate\ud800.ics"],
    ids=["no such folder", "a file for a folder", "a folder", "too long", "NUL", "lone surrogate"],
)
def test_what_can_not_be_written_ends_in_our_own_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    with pytest.raises(ExportError, match=r"^can't write"):
        write_file(tmp_path / name, b"new")
    assert left_in(tmp_path) == ["file", "folder"]


def test_a_pipe_or_a_device_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(ExportError, match=r"^can't write \(not a file\): "):
        write_file(pipe, b"new")
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("length", [200, 255])
def test_a_name_as_long_as_the_file_system_takes_is_written(tmp_path: Path, length: int) -> None:
    write_file(tmp_path / ("n" * length), b"new")
    assert left_in(tmp_path) == ["n" * length]


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o027, 0o640), (0o077, 0o600), (0o000, 0o666)])
def test_a_file_has_the_permissions_that_the_umask_leaves(tmp_path: Path, umask: int, mode: int) -> None:
    before = os.umask(umask)
    try:
        write_file(tmp_path / "feed.ics", b"new")
        assert os.umask(umask) == umask
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "feed.ics").stat().st_mode) == mode
