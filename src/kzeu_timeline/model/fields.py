"""What the fields of records have in common: converters that check what they are given.

Each takes what a person may write in code or in a seed and returns the value that the record keeps,
or raises :class:`~kzeu_timeline.InvalidRecordError` with the value last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from math import isinf
from typing import Any, Final, NewType, TypeVar
from urllib.parse import urlsplit

import attrs

from kzeu_timeline.dates import Edtf, parse_edtf
from kzeu_timeline.dates.calendar import LAST_DATE
from kzeu_timeline.dates.zoned import checked_zone
from kzeu_timeline.exceptions import EdtfError, InvalidRecordError, quoted
from kzeu_timeline.text import LocalizedText, checked_text

Slug = NewType("Slug", str)
"""The permanent name of a record: lower-case ASCII letters, digits and single hyphens."""

Text = NewType("Text", str)
"""Text that can be written down; see ``text.checked_text``."""

Zone = NewType("Zone", str)
"""The name of an IANA time zone."""

Url = NewType("Url", str)
"""An absolute address with http or https."""

CountryCode = NewType("CountryCode", str)
"""Two capital letters, ISO 3166-1 alpha-2."""

Sha256 = NewType("Sha256", str)
"""64 hexadecimal digits."""

Days = NewType("Days", tuple[int, int])
"""At least and at most so many days, both whole numbers from 0 on."""

LARGEST_NUMBER: Final = 1_000_000
"""Of an ordinal, of a paragraph, or of days."""

SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_SLUG: Final = 120
COUNTRY: Final = re.compile(r"[A-Z]{2}")
SHA256: Final = re.compile(r"[0-9a-f]{64}")
NOT_IN_URL: Final = re.compile(r"[\s<>\"{}|\\^`]")

T = TypeVar("T")
E = TypeVar("E", bound=Enum)


def slug(value: str) -> Slug:
    """*value* if it is a slug; nothing else can ever become part of a path or a UID."""
    if not is_slug(value):
        raise InvalidRecordError(f"not a slug (a-z, 0-9, single hyphens): {quoted(value)}")
    return Slug(value)


def is_slug(value: object) -> bool:
    """Whether *value* may be a slug."""
    return isinstance(value, str) and len(value) <= LONGEST_SLUG and bool(SLUG.fullmatch(value))


def text(value: str) -> Text:
    """*value* if it is text and says something."""
    if not checked_text(value).strip():
        raise InvalidRecordError(f"empty text: {quoted(value)}")
    return Text(value)


def zone(value: str) -> Zone:
    """*value* if it is an IANA zone."""
    return Zone(checked_zone(value))


def url(value: str) -> Url:
    """*value* if it is an absolute http or https address without blanks, quotes or control characters."""
    try:
        parts = urlsplit(checked_text(value))
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        if isinstance(error, InvalidRecordError):
            raise
        good = False
    if not good or not value.isprintable() or NOT_IN_URL.search(value):
        raise InvalidRecordError(f"not an http or https address: {quoted(value)}")
    return Url(value)


def country_code(value: str) -> CountryCode:
    """*value* if it looks like an ISO 3166-1 alpha-2 code."""
    return CountryCode(_matching(COUNTRY, "two capital letters", value))


def sha256(value: str) -> Sha256:
    """*value* if it is a SHA-256 digest in lower-case hexadecimal."""
    return Sha256(_matching(SHA256, "64 hexadecimal digits", value))


def _matching(pattern: re.Pattern[str], what: str, value: str) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise InvalidRecordError(f"not {what}: {quoted(value)}")
    return value


def texts(values: Iterable[str]) -> tuple[Text, ...]:
    """*values* as a tuple of texts."""
    return tuple(map(text, in_order(values)))


def localized(value: LocalizedText | Mapping[str, str]) -> LocalizedText:
    """*value* as text in several languages; a mapping from language tags will do."""
    match value:
        case LocalizedText():
            return value
        case Mapping():
            return LocalizedText(dict(value.items()))
    raise InvalidRecordError(f"not a text by language: {quoted(value)}")


def edtf(value: Edtf | str) -> Edtf:
    """*value* as a date; EDTF text will do."""
    return value if isinstance(value, Edtf) else parse_edtf(value)


def date_in_calendar(value: Edtf | str) -> Edtf:
    """*value* as a date within the years 1 to 9999, which calendars can show."""
    when = edtf(value)
    for number in (*when.span, *when.sort_key):
        if not 1 <= number <= LAST_DATE and not isinf(number):
            raise EdtfError(when.edtf, 0, "a year outside 1 to 9999")
    return when


def degrees_north(value: float) -> float:
    """*value* if it is a latitude."""
    return _degrees(value, 90)


def degrees_east(value: float) -> float:
    """*value* if it is a longitude."""
    return _degrees(value, 180)


def _degrees(value: float, most: int) -> float:
    # True is an int; NaN is within nothing.
    if not isinstance(value, float | int) or isinstance(value, bool) or not -most <= value <= most:
        raise InvalidRecordError(f"not a coordinate from -{most} to {most} degrees: {quoted(value)}")
    return value


def flag(value: bool) -> bool:  # noqa: FBT001 - what is checked is that it is one
    """*value* if it is true or false."""
    if not isinstance(value, bool):
        raise InvalidRecordError(f"neither true nor false: {quoted(value)}")
    return value


def positive(value: int) -> int:
    """*value* if it is a whole number from 1 to a million."""
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= LARGEST_NUMBER:
        raise InvalidRecordError(f"not a whole number from 1 on: {quoted(value)}")
    return value


def days(value: int | Iterable[int]) -> Days:
    """*value* as the least and the most days: one number for both, or the two of them."""
    least, most = found = (value, value) if isinstance(value, int) else _pair(value)
    for number in found:
        if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= LARGEST_NUMBER:
            raise InvalidRecordError(f"not a whole number of days from 0 on: {quoted(number)}")
    if least > most:
        raise InvalidRecordError(f"at least more days than at most: {quoted(found)}")
    return Days((least, most))


def _pair(values: Iterable[int]) -> tuple[int, int]:
    found = in_order(values) if not isinstance(values, str | Mapping) and isinstance(values, Iterable) else ()
    if len(found) != 2:
        raise InvalidRecordError(f"neither a number of days nor the least and the most of them: {quoted(values)}")
    return found[0], found[1]


def in_order(values: Iterable[T]) -> tuple[T, ...]:
    """*values* as a tuple; a text or a mapping is not taken apart."""
    if isinstance(values, str | Mapping) or not isinstance(values, Iterable):
        raise InvalidRecordError(f"not a sequence: {quoted(values)}")
    return tuple(values)


def each(kind: type[T], values: Iterable[T]) -> tuple[T, ...]:
    """*values* as a tuple of records of one kind."""
    kept = in_order(values)
    for value in kept:
        if not isinstance(value, kind):
            raise InvalidRecordError(f"not a {kind.__name__}: {quoted(value)}")
    return kept


def is_a(kind: type) -> Callable[[Any, attrs.Attribute[Any], Any], None]:
    """A validator of a field that holds a record of one kind, or None where that is the default."""

    def check(_record: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if not isinstance(value, kind) and not (value is None and attribute.default is None):
            raise InvalidRecordError(f"{attribute.name}: not a {kind.__name__}: {quoted(value)}")

    return check


def member_of(vocabulary: type[E], value: E | str) -> E:
    """The member of an enumeration with this value."""
    try:
        return vocabulary(value)
    except ValueError:
        known = ", ".join(str(member.value) for member in vocabulary)
        name = vocabulary.__name__.lower()
        raise InvalidRecordError(f"unknown {name} (known: {known}): {quoted(value)}") from None
