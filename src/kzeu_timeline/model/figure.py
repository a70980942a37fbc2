"""Numbers that sources give."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

import attrs

from kzeu_timeline.dates import Edtf
from kzeu_timeline.exceptions import InvalidRecordError, quoted
from kzeu_timeline.model import fields, vocabulary
from kzeu_timeline.model.source import Source
from kzeu_timeline.model.topic import Topic
from kzeu_timeline.model.vocabulary import Bound
from kzeu_timeline.text import LocalizedText

MOST_DIGITS: Final = 30
"""Before the point, and after it; nobody counts further."""


def _decimal(value: Decimal | int | str) -> Decimal:
    # No float: 48.8 billion would become a number that no source wrote.
    if isinstance(value, bool) or not isinstance(value, Decimal | int | str):
        raise InvalidRecordError(f"not a whole number or a decimal number in quotes: {quoted(value)}")
    try:
        number = Decimal(value) if not isinstance(value, str) or len(value) <= 40 else Decimal("nan")
    except ArithmeticError:
        number = Decimal("nan")
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or not (
        number.adjusted() < MOST_DIGITS and -MOST_DIGITS <= exponent <= MOST_DIGITS
    ):
        raise InvalidRecordError(f"not a number: {quoted(value)}")
    return number


@attrs.frozen(kw_only=True, cache_hash=True)
class Figure:
    """What one source says that something amounts to.

    ``value`` is a number, ``unit`` what it counts (of money, the currency code of ISO 4217), ``bound`` says whether
    the source writes "almost" or "over", ``period`` is what time it covers (None if the source does not say).
    """

    slug: fields.Slug = attrs.field(converter=fields.slug)
    title: LocalizedText = attrs.field(converter=fields.localized)
    value: Decimal = attrs.field(converter=_decimal)
    unit: fields.Text = attrs.field(converter=fields.text)
    source: Source = attrs.field(validator=fields.is_a(Source))
    bound: Bound = attrs.field(converter=vocabulary.bound, default=Bound.EXACTLY)
    period: Edtf | None = attrs.field(converter=attrs.converters.optional(fields.date_in_calendar), default=None)
    paragraph: int | None = attrs.field(converter=attrs.converters.optional(fields.positive), default=None)
    topic: Topic | None = attrs.field(validator=fields.is_a(Topic), default=None)
    note: fields.Text | None = attrs.field(converter=attrs.converters.optional(fields.text), default=None)


def figures(values: Iterable[Figure]) -> tuple[Figure, ...]:
    """*values* as a tuple."""
    return fields.each(Figure, values)
