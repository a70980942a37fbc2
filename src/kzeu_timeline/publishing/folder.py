"""A site in a folder: readers see the old one or the new one, whatever happens to the publisher."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from kzeu_timeline.exceptions import ExportError, quoted
from kzeu_timeline.files import Site
from kzeu_timeline.publishing.file import sync_folder
from kzeu_timeline.publishing.paths import check_paths
from kzeu_timeline.publishing.releases import Releases
from kzeu_timeline.publishing.report import Report

_SECOND: Final = 1_000_000_000  # nanoseconds
_NO_HARD_LINKS: Final = {errno.EPERM, errno.EMLINK, errno.EOPNOTSUPP, errno.ENOSYS}
"""What a file system says that has none, has no more of them, or forbids them to who doesn't own the file."""


def publish(site: Site, folder: Path) -> Report:
    """Make *folder* a link to a folder with exactly the files of *site*, all at once.

    What is the same keeps its bytes and times; a new file's time is its ``changed``, and one that changed is at least
    a second younger than it was. Raises :class:`~kzeu_timeline.ExportError` if it can't be done, or if *folder* is
    something else; readers then see what they saw, unless the message begins with "published".
    """
    check_paths(site)
    with _told("can't publish", folder):
        releases = Releases(_absolute(folder))
        with releases.locked():
            number = releases.current()
            releases.clear()
            old, new = releases[number], releases[number + 1]
            kept = {path for path, file in site.items() if _holds(old / path, file.content)}
            report = Report(len(site) - len(kept), len(kept), len(_paths(old) - site.keys()))
            if number and not (report.written or report.removed):
                return report
            try:
                _write(site, kept, old, new)
                releases.show(number + 1)
            except BaseException:
                with suppress(OSError):
                    releases.clear()
                raise
            with _told("published, but not yet in order", folder):
                sync_folder(releases.link.parent)
                releases.clear()
            return report


@contextmanager
def _told(what: str, folder: Path) -> Iterator[None]:
    """Errors of the system as one of ours."""
    try:
        yield
    except OSError as error:
        raise ExportError(f"{what} ({error.strerror or error}): {quoted(str(folder))}") from None


def _absolute(folder: Path) -> Path:
    """Where *folder* is, whatever it may be a link to."""
    try:
        named = folder.resolve() if folder.name in {"", ".."} else folder
        with suppress(OSError):
            named.lstat()
        named.parent.mkdir(parents=True, exist_ok=True)
        return (named.parent.resolve(strict=True) / named.name).with_name(named.name)
    except ValueError:  # the root, NUL, or what the file system's encoding can't hold
        raise ExportError(f"can't publish (no folder can have this name): {quoted(str(folder))}") from None


def _holds(path: Path, content: bytes) -> bool:
    """Whether a file has that content; one that can't be read has not, and is written anew."""
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _paths(release: Path) -> set[str]:
    """The files of a release, by their paths in it."""
    found = os.walk(release, onerror=_unless_missing)
    return {Path(root, name).relative_to(release).as_posix() for root, _, names in found for name in names}


def _unless_missing(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def _write(site: Site, kept: set[str], old: Path, new: Path) -> None:
    """Write a release, down to the disk."""
    new.mkdir()
    for path, file in site.items():
        (new / path).parent.mkdir(parents=True, exist_ok=True)
        before = _time(old / path)
        if path not in kept:
            _write_file(new / path, file.content, max(int(file.changed.timestamp()) * _SECOND, before + _SECOND))
        elif not _linked(old / path, new / path):
            _write_file(new / path, file.content, before)
    for root, _, _ in os.walk(new, topdown=False, onerror=_unless_missing):
        sync_folder(Path(root))


def _time(path: Path) -> int:
    """When a file was last changed, in nanoseconds from 1970; a second before that if there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return -_SECOND


def _linked(old: Path, new: Path) -> bool:
    """Whether *new* could be made the same file as *old*."""
    try:
        new.hardlink_to(old)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        return False
    return True


def _write_file(path: Path, content: bytes, time: int) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.utime(file.fileno(), ns=(time, time))
        os.fsync(file.fileno())
