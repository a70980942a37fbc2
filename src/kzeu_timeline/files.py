"""A file that is yet to be written or sent: what a site is made of, wherever it goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

import attrs

from kzeu_timeline.exceptions import ExportError, quoted


@attrs.frozen(kw_only=True)
class File:
    """Bytes with what a web server says of them.

    ``media_type`` is the whole value of Content-Type; ``changed``, an instant in UTC to the second, is when what the
    file shows last changed, not when it was made.
    """

    content: bytes
    media_type: str
    changed: dt.datetime


MEDIA_TYPES: Final[Mapping[str, str]] = {
    ".jcal.json": "application/calendar+json",
    ".jscalendar.json": "application/jscalendar+json;type=group",
    ".ics": "text/calendar; charset=utf-8",
    ".atom": "application/atom+xml",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8; header=present",
    ".md": "text/markdown; charset=utf-8; variant=GFM",
    ".html": "text/html; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}
"""By the ending of a file's name, the first that fits."""


def media_type(path: str) -> str:
    """The media type of a file of a site. Raises :class:`~kzeu_timeline.ExportError` if none of ours ends so."""
    for ending, found in MEDIA_TYPES.items():
        if path.endswith(ending):
            return found
    raise ExportError(f"no file of a site ends so: {quoted(path)}")


Site = Mapping[str, File]
"""Files by their paths from the root (``feeds/kazakhstan-eu-kk.ics``), those that lead to others last."""
