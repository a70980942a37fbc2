"""What subscribers were shown of an entry, change after change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from kzeu_timeline.dates import Edtf
from kzeu_timeline.exceptions import InvalidRecordError, quoted
from kzeu_timeline.model import fields, vocabulary
from kzeu_timeline.model.revision import instant
from kzeu_timeline.model.vocabulary import Status
from kzeu_timeline.text import LocalizedText


def _type(value: str) -> str:
    if value not in {"event", "milestone"}:
        raise InvalidRecordError(f"neither event nor milestone: {quoted(value)}")
    return value


def _slugs(values: Iterable[str]) -> tuple[fields.Slug, ...]:
    return tuple(map(fields.slug, fields.in_order(values)))


@attrs.frozen(kw_only=True, cache_hash=True)
class Shown:
    """What all subscribers were shown of an entry from an instant on, by slugs, so that it outlives the record.

    ``at`` is an instant in UTC, to the second; ``sources`` are those that give this date and status.
    ``withdrawn`` marks that the record has left the data; the rest is then as it was shown last.
    """

    at: dt.datetime = attrs.field(converter=instant)
    type: str = attrs.field(converter=_type)
    kind: fields.Slug = attrs.field(converter=fields.slug)
    title: LocalizedText = attrs.field(converter=fields.localized)
    when: Edtf = attrs.field(converter=fields.date_in_calendar)
    status: Status | None = attrs.field(converter=attrs.converters.optional(vocabulary.status), default=None)
    track: fields.Slug | None = attrs.field(converter=attrs.converters.optional(fields.slug), default=None)
    place: fields.Slug | None = attrs.field(converter=attrs.converters.optional(fields.slug), default=None)
    sources: tuple[fields.Slug, ...] = attrs.field(converter=_slugs, default=())
    withdrawn: bool = attrs.field(converter=fields.flag, default=False)
