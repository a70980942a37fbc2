"""Writing files so that nobody ever reads half of one, and no feed that a calendar could not read."""

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
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o666 & ~_umask())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ExportError(f"can't write ({error.strerror}): {quoted(str(path))}") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def checked_feed(feed: bytes) -> bytes:
    """*feed* if icalendar reads it without an error; one bad line can cost a subscriber the whole calendar.

    Raises :class:`~kzeu_timeline.ExportError` otherwise.
    """
    import icalendar  # noqa: PLC0415 - 60 ms that only feeds need

    try:
        calendar = icalendar.Calendar.from_ical(feed)
    except ValueError as error:
        raise ExportError(f"the feed can't be read back: {quoted(str(error))}") from None
    events = calendar.walk("VEVENT")
    for component in (calendar, *events):
        if component.errors:
            raise ExportError(f"the feed can't be read back: {quoted(component.errors[0])}")
    if len(events) != feed.count(b"\r\nBEGIN:VEVENT\r\n"):
        raise ExportError(f"the feed can't be read back: {len(events)} events are left of it")
    return feed
