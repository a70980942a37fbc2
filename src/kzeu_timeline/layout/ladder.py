"""Units of the calendar, from a thousand years down to a day: what scales are made of, and what ticks are put at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from kzeu_timeline.dates.calendar import Day, day_number, day_of


class Step(NamedTuple):
    """A unit: the beginning of the one that holds a day, and that of the one that follows on a beginning."""

    floor: Callable[[Day], Day]
    following: Callable[[Day], Day]

    def start(self, day: int) -> int:
        """The first day of the unit that holds *day*."""
        return day_number(*self.floor(_day(day)))

    def end(self, day: int) -> int:
        """The day after the last of the unit that holds *day*."""
        return day_number(*self.following(self.floor(_day(day))))

    def starts(self, first: int, end: int) -> Iterator[int]:
        """The days from *first* up to *end*, exclusive, on which such a unit begins."""
        day = self.floor(_day(first))
        while (number := day_number(*day)) < end:
            if number >= first:
                yield number
            day = self.following(day)


def _day(number: int) -> Day:
    day = day_of(number)
    assert day is not None  # noqa: S101 - only infinities are no days
    return day


def _years(count: int) -> Step:
    return Step(
        lambda day: Day(day.year - day.year % count, 1, 1),
        lambda day: Day(day.year + count, 1, 1),
    )


def _months(count: int) -> Step:
    def following(day: Day) -> Day:
        years, month = divmod(day.month - 1 + count, 12)
        return Day(day.year + years, month + 1, 1)

    return Step(lambda day: Day(day.year, day.month - (day.month - 1) % count, 1), following)


DECIMAL_YEARS: Final = tuple(map(_years, (1000, 100, 10, 1)))
"""The last of them is the year. The dates of entries lie in the years 1 to 9999."""

HALVES: Final = tuple(map(_years, (500, 50, 5)))
"""Between two of the others."""

QUARTERS: Final = _months(3)
MONTHS: Final = _months(1)
DAYS: Final = Step(lambda day: day, lambda day: _day(day_number(*day) + 1))
