"""One file, written so that nobody ever reads half of it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from kzeu_timeline.exceptions import ExportError, quoted


def write_file(path: Path, content: bytes) -> None:
    """Put *content* in place of the file at *path*: whole, or not at all.

    Raises :class:`~kzeu_timeline.ExportError` if that can't be done; the old file is then still there.
    """
    try:
        target = path.resolve()  # a link stays one: what it points to is replaced
        if target.exists() and not (target.is_file() or target.is_dir()):
            raise ExportError(f"can't write (not a file): {quoted(str(path))}")
        handle, temporary = tempfile.mkstemp(prefix=".kzeu-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o666 & ~_umask())
            Path(temporary).replace(target)
            sync_folder(target.parent)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ExportError(f"can't write ({error.strerror}): {quoted(str(path))}") from None
    except ValueError as error:  # NUL, or what the file system's encoding can't hold
        if isinstance(error, ExportError):
            raise
        raise ExportError(f"can't write (no file can have this name): {quoted(str(path))}") from None


def sync_folder(folder: Path) -> None:
    """Bring the names in *folder* to the disk, or a power cut may bring the old ones back."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
