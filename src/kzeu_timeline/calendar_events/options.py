"""What can be chosen about a calendar, whatever its format."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Required, TypedDict

import attrs

from kzeu_timeline.exceptions import ExportError, quoted
from kzeu_timeline.locales import wording
from kzeu_timeline.model import fields
from kzeu_timeline.text import Language, checked_text


class Imprecise(StrEnum):
    """What becomes of an entry whose days are not known exactly."""

    MARK = "mark"
    """One day, the earliest possible, with the date as it is known before the title."""
    SPAN = "span"
    """All days from the earliest to the latest possible, likewise marked."""
    OMIT = "omit"
    """Nothing."""


class FeedOptions(TypedDict, total=False):
    """What can be chosen about a feed."""

    language: Required[str]
    """The one language of its texts; titles fall back in the order of ``Language.fallback``."""
    imprecise: str
    """What becomes of entries whose days are not known exactly: "mark" (the default), "span" or "omit"."""
    name: str | None
    """The calendar's name, instead of the language's own."""
    description: str | None
    """What the calendar is about, instead of the language's own words."""
    url: str | None
    """The calendar's page."""
    source: str | None
    """The address from which it is refreshed."""
    today: dt.date | None
    """The day from which it is seen: what was cancelled more than 30 days before is left out.

    What begins on it or before has no alarm.
    """
    alarms: bool
    """Whether what is planned, and anniversaries, are announced: at 9 on the day before, or 24 hours before."""
    rich: bool
    """Whether places, people, sources, topics and relations are told as data as well (RFC 9073 and 9253)."""


def _imprecise(value: str) -> Imprecise:
    try:
        return Imprecise(value)
    except ValueError:
        raise ExportError(f"imprecise is one of {', '.join(Imprecise)}, not: {quoted(value)}") from None


def _language(tag: str) -> Language:
    return Language.of(tag)


@attrs.frozen(kw_only=True)
class Feed:
    """The :class:`FeedOptions` of one feed, checked.

    Raises :class:`~kzeu_timeline.ExportError` for an unknown ``imprecise`` and
    :class:`~kzeu_timeline.InvalidRecordError` for an unknown language or what is no address.
    """

    language: Language = attrs.field(converter=_language)
    imprecise: Imprecise = attrs.field(converter=_imprecise, default=Imprecise.MARK)
    name: str | None = attrs.field(converter=attrs.converters.optional(checked_text), default=None)
    description: str | None = attrs.field(converter=attrs.converters.optional(checked_text), default=None)
    url: fields.Url | None = attrs.field(converter=attrs.converters.optional(fields.url), default=None)
    source: fields.Url | None = attrs.field(converter=attrs.converters.optional(fields.url), default=None)
    today: dt.date | None = None
    alarms: bool = attrs.field(converter=fields.flag, default=False)
    rich: bool = attrs.field(converter=fields.flag, default=False)

    @property
    def title(self) -> str:
        """The calendar's name, in the language's own words if none is given."""
        return wording(self.language).label("calendar") if self.name is None else self.name

    @property
    def about(self) -> str:
        """What the calendar is about, likewise."""
        return wording(self.language).label("calendar-about") if self.description is None else self.description
