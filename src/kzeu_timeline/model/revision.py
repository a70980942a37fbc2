"""What subscribers of a feed were last shown of an entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from kzeu_timeline.exceptions import InvalidRecordError, quoted
from kzeu_timeline.model import fields
from kzeu_timeline.text import Language


def _language(tag: str) -> Language:
    return Language.of(tag)


def _sequence(value: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
        raise InvalidRecordError(f"not a sequence number: {quoted(value)}")
    return value


def instant(value: dt.datetime) -> dt.datetime:
    """*value* if it is an instant in UTC, to the second."""
    if not isinstance(value, dt.datetime) or value.utcoffset() != dt.timedelta() or value.microsecond:
        raise InvalidRecordError(f"not an instant in UTC, to the second: {quoted(value)}")
    return value


@attrs.frozen(kw_only=True, cache_hash=True)
class Revision:
    """How often an entry has changed in one language's feeds, and when it last did (RFC 5545, 3.8.7.3 and 3.8.7.4).

    ``digest`` is that of what was shown; ``updated`` is an instant in UTC, to the second.
    """

    language: Language = attrs.field(converter=_language)
    sequence: int = attrs.field(converter=_sequence, default=0)
    updated: dt.datetime = attrs.field(converter=instant)
    digest: fields.Text | None = attrs.field(converter=attrs.converters.optional(fields.text), default=None)


def revisions(values: Iterable[Revision]) -> tuple[Revision, ...]:
    """*values* as a tuple."""
    return fields.each(Revision, values)
