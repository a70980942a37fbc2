"""EDTF text to values."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from kzeu_timeline.dates import grammar
from kzeu_timeline.dates.clock import DateTime
from kzeu_timeline.dates.edtf import Edtf, Qualifier
from kzeu_timeline.dates.interval import Boundary, End, Interval, Member, Run
from kzeu_timeline.dates.partial import PartialDate, PartialDateError
from kzeu_timeline.dates.scaled import ScaledYear
from kzeu_timeline.dates.sets import AllOf, OneOf
from kzeu_timeline.exceptions import EdtfError, InvalidRecordError, quoted

T = TypeVar("T")


def parse_edtf(text: str) -> Edtf:
    """The date that *text* writes in EDTF, levels 0, 1 and 2.

    Raises :class:`~kzeu_timeline.EdtfError` with the offset for any other text, blanks around a date included.
    Source: Extended Date/Time Format (EDTF) Specification, Library of Congress, 2019; docs/edtf.md has the decisions.
    """
    if not isinstance(text, str):
        raise InvalidRecordError(f"a date is EDTF text in quotes, not: {quoted(text)}")
    if plain := grammar.PLAIN.fullmatch(text):
        year, month, day = plain.groups()
        components = (year,) if month is None else (year, month) if day is None else (year, month, day)
        try:
            return PartialDate(components)
        except PartialDateError as error:
            raise EdtfError(text, error.offset, error.reason) from None
    return _value(text, grammar.parse(text))


def _value(text: str, parts: grammar.Parts) -> Edtf:
    match parts:
        case grammar.SetParts():
            members = [_member(text, member) for member in parts.members]
            return OneOf(members) if parts.is_one_of else AllOf(members)
        case grammar.IntervalParts():
            ends = _end(text, parts.start), _end(text, parts.end)
            return _located(text, parts.offset, lambda: Interval(*ends))
        case grammar.TimeParts():
            # The date before a time is plain, so the value's own offsets are those of the text.
            date = _partial(text, parts.date)
            return DateTime(date, int(parts.hour), int(parts.minute), int(parts.second), parts.shift)
        case _:
            return _date(text, parts)


def _end(text: str, parts: grammar.DateParts | grammar.YearParts | grammar.RunParts | str) -> End:
    return Boundary(parts) if isinstance(parts, str) else _member(text, parts)


def _member(text: str, parts: grammar.DateParts | grammar.YearParts | grammar.RunParts) -> Member:
    if not isinstance(parts, grammar.RunParts):
        return _date(text, parts)
    start, end = (None if side is None else _date(text, side) for side in parts[:2])
    return _located(text, parts.offset, lambda: Run(start, end))


def _date(text: str, parts: grammar.DateParts | grammar.YearParts) -> PartialDate | ScaledYear:
    if isinstance(parts, grammar.DateParts):
        return _partial(text, parts)
    exponent, significant = (None if digits is None else int(digits) for digits in (parts.exponent, parts.significant))
    qualifier = Qualifier(parts.qualifier)
    return _located(text, parts.offset, lambda: ScaledYear(int(parts.significand), exponent, significant, qualifier))


def _partial(text: str, parts: grammar.DateParts) -> PartialDate:
    try:
        return PartialDate(parts.components, tuple(map(Qualifier, parts.qualifiers)))
    except PartialDateError as error:
        raise EdtfError(text, parts.offsets[error.index], error.reason) from None


def _located(text: str, offset: int, build: Callable[[], T]) -> T:
    """What *build* makes; its error is moved to where the value stands in *text*."""
    try:
        return build()
    except EdtfError as error:
        raise EdtfError(text, offset + error.offset, error.reason) from None
