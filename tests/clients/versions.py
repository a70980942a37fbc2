"""Versions of a small site that says itself what belongs together, and a reader who looks whether it does."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from pathlib import Path

from kzeu_timeline.files import File, Site

CHANGED = dt.datetime(2025, 12, 2, 9, 30, tzinfo=dt.UTC)


def site(version: int, size: int = 2_000) -> Site:
    """The files of a version: some change with each, some now and then, one never; one comes and goes."""
    contents = {
        "feeds/each.ics": f"{version} " * size,
        "feeds/seldom.ics": f"{version // 3} " * size,
        "feeds/never.ics": "the same " * size,
        f"feeds/{'even' if version % 2 == 0 else 'odd'}.ics": f"{version}",
        "deep/er/page.html": f"<p>{version}</p>",
    }
    files = {path: text.encode() for path, text in contents.items()}
    digests = {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}
    files["index.json"] = json.dumps({"version": version, "files": digests}).encode()
    return {
        path: File(content=content, media_type="text/plain; charset=utf-8", changed=CHANGED)
        for path, content in files.items()
    }


class TornError(AssertionError):
    """What a reader saw is no version."""


def seen(folder: Path) -> int:
    """The version in *folder*, opened once and read as a unit; -1 if there is none.

    Raises :class:`TornError` if it is not whole. A reader whom two releases overtook while he read begins again.
    """
    while True:
        number = _number(folder)
        if number is None:
            return -1
        try:
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError as error:
            if _number(folder) == number:
                raise TornError(f"{number} is not there") from error
            continue
        number = int(Path(f"/proc/self/fd/{handle}").readlink().name.removesuffix(" (deleted)"))
        try:
            return _version(handle)
        except TornError:
            if (_number(folder) or 0) < number + 2:
                raise
        finally:
            os.close(handle)


def _number(folder: Path) -> int | None:
    """The release that the link names; None if there is no link."""
    try:
        return int(folder.readlink().name)
    except FileNotFoundError:
        return None


def _version(handle: int) -> int:
    try:
        index = json.loads(_read("index.json", handle))
        found = {path: hashlib.sha256(_read(path, handle)).hexdigest() for path in index["files"]}
        names = {Path(root, name).as_posix() for root, _, names, _ in os.fwalk(dir_fd=handle) for name in names}
    except (OSError, ValueError) as error:
        raise TornError(repr(error)) from error
    if found != index["files"] or names != {*found, "index.json"}:
        raise TornError(f"version {index['version']} with {sorted(names)}")
    return int(index["version"])


def _read(path: str, handle: int) -> bytes:
    with os.fdopen(os.open(path, os.O_RDONLY, dir_fd=handle), "rb") as file:
        return file.read()
