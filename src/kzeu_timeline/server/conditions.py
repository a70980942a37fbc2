"""Conditional requests: what a client has already, and what is to be answered (RFC 9110, 13)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Final

Fields = Mapping[bytes, bytes]
"""The fields of a request by their names in lower case, those that were there twice joined by a comma."""

_TAG: Final = re.compile(rb'(W/)?("[^"]*")')


def outcome(fields: Fields, tag: bytes, changed: dt.datetime) -> HTTPStatus:
    """200, 304 or 412 for a GET or HEAD of what has this strong tag and was last changed at that second.

    In the order of RFC 9110, 13.2.2: a field about tags wins over the one about dates.
    """
    if (field := fields.get(b"if-match")) is not None:
        if not _names(field, tag, weakly=False):
            return HTTPStatus.PRECONDITION_FAILED
    elif (day := _instant(fields.get(b"if-unmodified-since"))) and changed > day:
        return HTTPStatus.PRECONDITION_FAILED
    if (field := fields.get(b"if-none-match")) is not None:
        return HTTPStatus.NOT_MODIFIED if _names(field, tag, weakly=True) else HTTPStatus.OK
    if (day := _instant(fields.get(b"if-modified-since"))) and changed <= day:
        return HTTPStatus.NOT_MODIFIED
    return HTTPStatus.OK


def _names(field: bytes, tag: bytes, *, weakly: bool) -> bool:
    """Whether a list of tags has this one (8.8.3.2: strongly compared, a weak tag is equal to none)."""
    if field in {tag, b"*"}:
        return True
    return any(found == tag and (weakly or not weak) for weak, found in _TAG.findall(field))


def _instant(field: bytes | None) -> dt.datetime | None:
    """The instant of an HTTP date in any of its three forms; None for anything else, which is to be ignored."""
    if field is None:
        return None
    try:
        found = parsedate_to_datetime(field.decode("ascii"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found.replace(tzinfo=dt.UTC) if found.tzinfo is None else found
