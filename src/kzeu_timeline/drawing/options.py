"""What can be chosen about a picture, whatever its format."""

from __future__ import annotations

import datetime as dt
from typing import Final, Required, TypedDict

import attrs

from kzeu_timeline.drawing.style import Theme
from kzeu_timeline.exceptions import ExportError, quoted
from kzeu_timeline.model.fields import member_of
from kzeu_timeline.text import Language, checked_text

NARROWEST: Final = 320
WIDEST: Final = 20_000
"""CSS pixels: the narrowest telephone, and more than any wall."""


class PictureOptions(TypedDict, total=False):
    """What can be chosen about a picture."""

    language: Required[str]
    """The one language of its texts; titles fall back in the order of ``Language.fallback``."""
    title: str | None
    """What stands above, instead of the calendar's name."""
    width: float
    """In CSS pixels, 1200 if nothing is said; the height follows from what is shown."""
    theme: str
    """Its colours: "light", "dark", or "auto" (the default), which follows the reader and is light on paper."""
    today: dt.date | None
    """The day at which a line stands, if it is among those shown."""
    first: dt.date | None
    """Only what may touch this day or a later one is shown."""
    last: dt.date | None
    """Only what may touch this day or an earlier one is shown."""
    even: bool
    """Whether each day is as wide as any other; else days are the wider, the more entries there are around them."""


def _theme(value: str) -> Theme:
    return member_of(Theme, value)


def _language(tag: str) -> Language:
    return Language.of(tag)


def _width(value: float) -> float:
    if not NARROWEST <= value <= WIDEST:
        raise ExportError(f"a width from {NARROWEST} to {WIDEST} pixels is needed: {quoted(value)}")
    return value


@attrs.frozen(kw_only=True)
class Picture:
    """The :class:`PictureOptions` of one picture, checked.

    Raises :class:`~kzeu_timeline.InvalidRecordError` for an unknown language or theme, and
    :class:`~kzeu_timeline.ExportError` for a width that is too small or too large.
    """

    language: Language = attrs.field(converter=_language)
    title: str | None = attrs.field(converter=attrs.converters.optional(checked_text), default=None)
    width: float = attrs.field(converter=_width, default=1200.0)
    theme: Theme = attrs.field(converter=_theme, default=Theme.AUTO)
    today: dt.date | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    even: bool = False
