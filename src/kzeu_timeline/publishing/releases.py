"""The releases of a published folder, which is a link to one of them; they stand beside it.

    site -> .site.releases/3    what readers open
    .site.releases/3            the release that the link names
    .site.releases/2            the one before it, which readers may still be in
    .site.releases/lock         held by who publishes

Whatever else is there, a killed publisher has left.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import attrs

from kzeu_timeline.exceptions import ExportError, quoted
from kzeu_timeline.publishing.file import sync_folder

_LINK: Final = "link"
_LOCK: Final = "lock"
_NUMBER: Final = re.compile("[1-9][0-9]{0,17}")


@attrs.frozen
class Releases:
    """The releases of the folder that readers open at *link*, an absolute path."""

    link: Path

    @property
    def folder(self) -> Path:
        """Where they stand."""
        return self.link.with_name(f".{self.link.name}.releases")

    def __getitem__(self, number: int) -> Path:
        return self.folder / str(number)

    def current(self) -> int:
        """The number of the release that readers see; 0 if there is none.

        Raises :class:`~kzeu_timeline.ExportError` if there is anything else in its place but an empty folder.
        """
        mode = self._mode()
        if stat.S_ISLNK(mode):
            folder, _, number = str(self.link.readlink()).rpartition("/")
            if folder == self.folder.name and _NUMBER.fullmatch(number):
                return int(number)
        elif not mode or (stat.S_ISDIR(mode) and not any(self.link.iterdir())):
            return 0
        raise ExportError(f"can't publish (something else is there, and is left as it is): {quoted(str(self.link))}")

    def show(self, number: int) -> None:
        """Let readers see the release of that *number*, all of which is on the disk."""
        link = self.folder / _LINK
        link.symlink_to(f"{self.folder.name}/{number}")
        sync_folder(self.folder)
        if stat.S_ISDIR(mode := self._mode()):
            _replace_empty_folder(self.link, mode, link)
        else:
            link.replace(self.link)

    def _mode(self) -> int:
        """What is where readers look; 0 if nothing is."""
        try:
            return self.link.lstat().st_mode  # exists() says no whatever the error, from Python 3.14
        except FileNotFoundError:
            return 0

    def clear(self) -> None:
        """Remove all but what readers see and what they saw before."""
        (self.folder / _LINK).unlink(missing_ok=True)
        numbers = {int(path.name) for path in self.folder.iterdir() if _NUMBER.fullmatch(path.name)}
        current = self.current()
        before = max((number for number in numbers if number < current), default=0)
        for number in numbers - {current, before}:
            shutil.rmtree(self[number])

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Publish alone: who comes second waits. The lock is the kernel's, so it ends with the process that holds it.

        After a failure a folder without releases is removed. Raises :class:`~kzeu_timeline.ExportError` where there
        are no such locks.
        """
        handle = self._lock()
        try:
            yield
        except BaseException:
            with suppress(OSError):
                self._remove_if_empty()
            raise
        finally:
            with suppress(OSError):  # the process ends soon, and the lock with it
                os.close(handle)

    def _lock(self) -> int:
        while True:
            self.folder.mkdir(exist_ok=True)
            try:
                sync_folder(self.link.parent)
                if (handle := self._locked()) is not None:
                    return handle
            except BaseException:
                with suppress(OSError):
                    self.folder.rmdir()  # if it is empty
                raise

    def _locked(self) -> int | None:
        """The lock, held; None if who held it has failed, and removed it with the folder."""
        try:
            import fcntl  # noqa: PLC0415 - not on every system, and only publishing a folder needs it
        except ImportError:
            raise ExportError(f"can't publish (no file locks on this system): {quoted(str(self.link))}") from None
        try:
            handle = os.open(self.folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o666)
        except FileNotFoundError:
            return None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            if os.path.samestat(os.fstat(handle), (self.folder / _LOCK).stat()):
                return handle
        except FileNotFoundError:
            pass
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        return None

    def _remove_if_empty(self) -> None:
        if [path.name for path in self.folder.iterdir()] == [_LOCK]:
            (self.folder / _LOCK).unlink()
            self.folder.rmdir()


def _replace_empty_folder(folder: Path, mode: int, link: Path) -> None:
    """Put *link* in the place of *folder*, which it can't take while that is there."""
    folder.rmdir()
    try:
        link.replace(folder)
    except BaseException:
        folder.mkdir(stat.S_IMODE(mode))
        raise
