"""Days of the proleptic Gregorian calendar as whole numbers, for any year.

Day 1 is 1 January of year 1, as in ``datetime.date.toordinal``; day 0 and below lie before it.
Beginnings and ends that are not bounded are the infinities, which compare with every day.

Source: ISO 8601-1:2019, 4.2.1 (proleptic Gregorian calendar, year 0000 exists).
"""

from __future__ import annotations

import datetime as dt
from math import inf, isinf
from typing import Final, NamedTuple

from kzeu_timeline.exceptions import OutsideCalendarError

_CYCLE_YEARS: Final = 400
_CYCLE_DAYS: Final = 146_097
_MONTH_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Day(NamedTuple):
    """A day of any year; year 0 is 1 BC. Compares in calendar order."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        sign = "-" if self.year < 0 else ""
        return f"{sign}{abs(self.year):04}-{self.month:02}-{self.day:02}"


def is_leap(year: int) -> bool:
    """Whether the year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """How many days the month (1 to 12) has."""
    return 29 if month == 2 and is_leap(year) else _MONTH_LENGTHS[month - 1]


def day_number(year: int, month: int, day: int) -> int:
    """The day's number, for any year."""
    if 1 <= year <= dt.MAXYEAR:
        return dt.date(year, month, day).toordinal()
    cycles, within = divmod(year - 1, _CYCLE_YEARS)
    return dt.date(within + 1, month, day).toordinal() + cycles * _CYCLE_DAYS


def day_of(number: float) -> Day | None:
    """The day with this number; None for an infinity."""
    if isinf(number):
        return None
    cycles, within = divmod(int(number) - 1, _CYCLE_DAYS)
    date = dt.date.fromordinal(within + 1)
    return Day(date.year + cycles * _CYCLE_YEARS, date.month, date.day)


def date_of(number: float) -> dt.date | None:
    """The day with this number as a ``datetime.date``; None for an infinity.

    Raises :class:`OutsideCalendarError` outside the years 1 to 9999.
    """
    if 1 <= number <= LAST_DATE:
        return dt.date.fromordinal(int(number))
    if isinf(number):
        return None
    raise OutsideCalendarError(f"outside the years 1 to 9999 that datetime.date holds: '{day_of(number)}'")


LAST_DATE: Final = dt.date.max.toordinal()
"""The number of the last day that ``datetime.date`` holds; the first is 1."""

__all__ = ["LAST_DATE", "Day", "date_of", "day_number", "day_of", "inf", "is_leap", "month_length"]
