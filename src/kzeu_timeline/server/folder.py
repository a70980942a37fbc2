"""A site that ``publish`` has written to a folder, read back to be served."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

from kzeu_timeline.exceptions import KzeuTimelineError, quoted
from kzeu_timeline.files import File, Site, media_type


def read_site(folder: Path) -> Site:
    """Every file of the site; its time is when it changed, and its media type that of its ending.

    The link is followed once, so that all are of one release. Raises :class:`~kzeu_timeline.KzeuTimelineError` if
    there is no site, or if a file can't be read or is none of a site.
    """
    try:
        release = Path(os.path.realpath(folder, strict=True))
        site = {path.relative_to(release).as_posix(): _read(path) for path in _files(release)}
    except OSError as error:
        raise KzeuTimelineError(f"no site can be read there ({error.strerror}): {quoted(str(folder))}") from None
    if not site:
        raise KzeuTimelineError(f"no site is there: {quoted(str(folder))}")
    return site


def seen_of(folder: Path) -> object:
    """What can be seen of a site at a glance: which release it is; None if none is there."""
    try:
        state = folder.stat()
    except OSError:
        return None
    return os.path.realpath(folder), state.st_ino, state.st_mtime_ns


def _files(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder, onerror=_refuse):
        yield from (Path(place, name) for name in sorted(names))


def _refuse(error: OSError) -> None:
    raise error


def _read(path: Path) -> File:
    with path.open("rb") as file:
        changed = dt.datetime.fromtimestamp(int(os.fstat(file.fileno()).st_mtime), dt.UTC)
        return File(content=file.read(), media_type=media_type(path.name), changed=changed)
