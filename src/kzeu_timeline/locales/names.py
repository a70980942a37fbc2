"""Names of days and months, and the order of a date's parts, from CLDR through Babel."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import cache, lru_cache

import babel
from babel.dates import format_date, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_decimal, get_currency_name

from kzeu_timeline.dates.calendar import Day
from kzeu_timeline.locales.wording import Case, Wording

_LEAP_YEAR = 2000
"""Stands in for the year while CLDR formats month and day: Babel knows no year before 1 or after 9999."""

_MILLION = 1_000_000
_WHOLE_MONTH = re.compile(r"\b([ML])\1{2}\b")
"""An abbreviated month in a CLDR pattern; one more letter asks for the whole word."""

_DASH = re.compile(r"\s*[–—-]\s*\Z")
"""What CLDR puts between two dates: it changes from one release to the next, and would change every feed with it."""

_NARROW_SPACES = str.maketrans("\u00a0\u2009\u202f", "   ")
"""CLDR's thin and no-break spaces: a search for «2025 г.» as people type it would miss them."""


@cache
def cldr(name: str) -> babel.Locale:
    """CLDR's data for a locale."""
    return babel.Locale.parse(name)


def day_text(day: Day, wording: Wording) -> str:
    """2 December 2025."""
    pattern = _day_pattern(wording.locale) if day.year > 0 else _era_pattern(wording, "GyMMMd")
    return _formatted(pattern, day, wording)


@cache
def _day_pattern(locale: str) -> str:
    return str(cldr(locale).date_formats["long"].pattern)


def month_text(day: Day, wording: Wording, case: Case) -> str:
    """December 2025; the day is left out."""
    skeletons = cldr(wording.locale).datetime_skeletons
    pattern = skeletons["yMMMM"].pattern if day.year > 0 else _era_pattern(wording, "GyMMM")
    return _formatted(wording.month_pattern(pattern, case), day, wording)


def month_abbreviation(month: int, wording: Wording) -> str:
    """Dec, as it stands alone."""
    return str(cldr(wording.locale).months["stand-alone"]["abbreviated"][month])


def year_text(year: int, wording: Wording, case: Case) -> str:
    """2025, with a word for "year" where the language wants one; years before 1 in their era."""
    if year <= 0:
        return _formatted(_era_pattern(wording, "Gy"), Day(year, 1, 1), wording)
    return wording.year(digits(year, wording), case)


def digits(year: int, wording: Wording) -> str:
    """The digits of a year as people write it: 1 BC for year 0, groups of three from five digits on."""
    number = year if year > 0 else 1 - year
    return str(number) if number <= 9999 else str(format_decimal(number, locale=cldr(wording.locale)))


def days_text(first: Day, last: Day, wording: Wording, *, unit: str) -> str:
    """21–22 June 2007, June–August 2007 or 2007–2009: CLDR's shortest form for a range; *unit* is d, M or y."""
    locale = cldr(wording.locale)
    differing = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    skeleton = {"d": "yMMMd", "M": "yMMMM", "y": "y"}[unit]
    formats = locale.interval_formats[skeleton]
    start, end = (_WHOLE_MONTH.sub(r"\g<0>\1", pattern) for pattern in formats[differing])
    dash = "–" if unit == differing != "M" else " – "  # tight between numbers
    return _formatted(_DASH.sub("", start), first, wording) + dash + _formatted(end, last, wording)


def either(texts: list[str], wording: Wording) -> str:
    """a, b or c."""
    return str(format_list(texts, "or", locale=cldr(wording.locale)))


def together(texts: list[str], wording: Wording) -> str:
    """a, b and c."""
    return str(format_list(texts, "standard", locale=cldr(wording.locale)))


def country_name(code: str, wording: Wording) -> str:
    """The country with this ISO 3166-1 code; the code itself if CLDR has no name for it."""
    return wording.countries.get(code) or str(cldr(wording.locale).territories.get(code, code))


def language_name(tag: str, wording: Wording) -> str:
    """The language with this BCP 47 tag; the tag itself if CLDR has no name for it."""
    return str(cldr(wording.locale).languages.get(tag, tag))


def city_of(zone: str, wording: Wording) -> str:
    """The exemplar city of an IANA zone."""
    return str(get_timezone_location(zone, locale=cldr(wording.locale), return_city=True))


def number_text(number: Decimal, wording: Wording) -> str:
    """A number with the language's separators; from a million on as 50 billion, where that is the same number."""
    thousands = Decimal(1000) ** (number.adjusted() // 3)
    if abs(number) < _MILLION or (1000 * number) % thousands:
        return str(format_decimal(number, decimal_quantization=False, locale=cldr(wording.locale)))
    # Babel's plural rules want a Decimal (of a float they say «50 миллиарда»), though its signature says float.
    compact = format_compact_decimal(number, format_type="long", fraction_digits=3, locale=cldr(wording.locale))
    return str(compact)


def currency_name(code: str, count: Decimal, wording: Wording) -> str | None:
    """What so many of the currency with this ISO 4217 code are called; None if CLDR knows no such currency."""
    if code not in cldr(wording.locale).currencies:
        return None
    return str(get_currency_name(code, count=count, locale=cldr(wording.locale)))


def _era_pattern(wording: Wording, skeleton: str) -> str:
    pattern: str = cldr(wording.locale).datetime_skeletons[skeleton].pattern
    return _WHOLE_MONTH.sub(r"\g<0>\1", pattern)


def _formatted(pattern: str, day: Day, wording: Wording) -> str:
    text = _without_year(pattern, day.month, day.day, wording.locale)
    return text.replace("{y}", digits(day.year, wording))


@lru_cache(maxsize=4096)
def _without_year(pattern: str, month: int, day: int, locale: str) -> str:
    """The pattern filled in but for the year, which stands as {y}: a year has 366 days, and Babel is slow."""
    # CLDR's G and y become quoted literals, so that the year may be any.
    pattern = pattern.replace("y", "'{y}'").replace("G", "'{G}'").replace("''", "")
    text = format_date(dt.date(_LEAP_YEAR, month, day), pattern, locale=locale)
    return str(text).translate(_NARROW_SPACES).replace("{G}", cldr(locale).eras["abbreviated"][0])
