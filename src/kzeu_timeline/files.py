"""A file that is yet to be written or sent: what a site is made of, wherever it goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import attrs


@attrs.frozen(kw_only=True)
class File:
    """Bytes with what a web server says of them.

    ``media_type`` is the whole value of Content-Type; ``changed``, an instant in UTC to the second, is when what the
    file shows last changed, not when it was made.
    """

    content: bytes
    media_type: str
    changed: dt.datetime


Site = Mapping[str, File]
"""Files by their paths from the root (``feeds/kazakhstan-eu-kk.ics``), those that lead to others last."""
