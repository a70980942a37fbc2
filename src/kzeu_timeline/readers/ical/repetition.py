"""Recurrence rules, followed step by step and never further than a bound (RFC 5545, 3.3.10).

Times are local, without a zone. A rule is followed period by period (a year, a month, a week, …); each period and each
day or time that it offers is a step. Whatever the rule, it ends with the window, or with the bound on its steps.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import Final

import attrs

from kzeu_timeline.readers.ical.budget import Allowance
from kzeu_timeline.readers.ical.limits import MOST_STEPS
from kzeu_timeline.readers.ical.rules import CLOCK, Rule

EARLIEST: Final = dt.datetime(1, 1, 1)  # noqa: DTZ001 - local, as all times here
LATEST: Final = dt.datetime(9999, 12, 31, 23, 59, 59)  # noqa: DTZ001
"""The first and the last local time that there is."""

_UNITS: Final = {
    "HOURLY": dt.timedelta(hours=1),
    "MINUTELY": dt.timedelta(minutes=1),
    "SECONDLY": dt.timedelta(seconds=1),
    "DAILY": dt.timedelta(days=1),
    "WEEKLY": dt.timedelta(weeks=1),
}
_LAST_DAY: Final = dt.date.max.toordinal()
_DATED: Final = ("BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY")

Test = Callable[[dt.date], bool]


class _Steps:
    """Counts those of one rule, and of all."""

    def __init__(self, of_all: Allowance) -> None:
        self.of_rule = Allowance(MOST_STEPS, f"a rule that takes more than {MOST_STEPS:,} steps")
        self.of_all = of_all

    def take(self, steps: int) -> None:
        self.of_rule.take(steps)
        self.of_all.take(steps)


def occurrences(
    rule: Rule, start: dt.datetime, first: dt.datetime, last: dt.datetime, allowance: Allowance
) -> Iterator[dt.datetime]:
    """The times of a rule from *first* to *last*, in order; *start* is where it begins, and is one only if it fits.

    Raises :class:`Damaged` if that takes more than 100,000 steps, or more than *allowance* has left.
    """
    steps, found = _Steps(allowance), 0
    rule = _completed(rule, start)
    tests, clock = list(_tests(rule)), _clock(rule, start)
    for period in _periods(rule, start, first, last):
        for time in _times(rule, period, tests, clock, steps):
            if time < start:
                continue
            found += 1
            if time > last:
                return
            if time >= first:
                yield time
            if found == rule.count:
                return


def _periods(rule: Rule, start: dt.datetime, first: dt.datetime, last: dt.datetime) -> Iterator[dt.datetime]:
    """The beginning of every period up to *last*; without COUNT those long before *first* are passed over."""
    begin = start
    if rule.frequency == "WEEKLY":
        begin = _plus(start, -((start.weekday() - rule.week_start) % 7))
    number = 0 if rule.count is not None else max(0, _number_of(rule, begin, first) // rule.interval - 1)
    while (period := _period(rule, begin, number * rule.interval)) is not None and period <= last:
        yield period
        number += 1


def _plus(time: dt.datetime, days: int) -> dt.datetime:
    try:
        return time + dt.timedelta(days=days)
    except OverflowError:
        return EARLIEST if days < 0 else LATEST


def _number_of(rule: Rule, begin: dt.datetime, first: dt.datetime) -> int:
    """How many units lie between the two."""
    if rule.frequency == "YEARLY":
        return first.year - begin.year
    if rule.frequency == "MONTHLY":
        return (first.year - begin.year) * 12 + first.month - begin.month
    return (first - begin) // _UNITS[rule.frequency]


def _period(rule: Rule, begin: dt.datetime, units: int) -> dt.datetime | None:
    """The period so many units after the first; None after the last day of the calendar."""
    if rule.frequency in {"YEARLY", "MONTHLY"}:
        months = begin.year * 12 + (units * 12 if rule.frequency == "YEARLY" else begin.month - 1 + units)
        return dt.datetime(months // 12, months % 12 + 1, 1) if months < 10_000 * 12 else None  # noqa: DTZ001 - local
    try:
        return begin + _UNITS[rule.frequency] * units
    except OverflowError:
        return None


def _times(
    rule: Rule, period: dt.datetime, tests: list[Test], clock: Callable[[dt.datetime], list[dt.time]], steps: _Steps
) -> list[dt.datetime]:
    """What a period offers, in order; of that what BYSETPOS picks."""
    candidates = _days(rule, period)
    days = [day for day in candidates if all(test(day) for test in tests)]
    of_day = clock(period) if days else []
    steps.take(1 + len(candidates) + len(days) * len(of_day))
    times = [dt.datetime.combine(day, time) for day in days for time in of_day]
    if positions := rule.numbers.get("BYSETPOS"):
        size = len(times)
        return [time for at, time in enumerate(times) if at + 1 in positions or at - size in positions]
    return times


def _days(rule: Rule, period: dt.datetime) -> list[dt.date]:
    """The days of a period, in order; of years and months those alone that BYMONTH and BYMONTHDAY leave."""
    day = period.date()
    match rule.frequency:
        case "YEARLY":
            months = sorted(rule.numbers.get("BYMONTH", range(1, 13)))
            return [each for month in months for each in _of_one_month(rule, day.year, month)]
        case "MONTHLY":
            return _of_one_month(rule, day.year, day.month)
        case "WEEKLY":
            number = day.toordinal()
            return [dt.date.fromordinal(each) for each in range(number, min(number + 7, _LAST_DAY + 1))]
        case _:
            return [day]


def _of_one_month(rule: Rule, year: int, month: int) -> list[dt.date]:
    size = calendar.monthrange(year, month)[1]
    days: Iterable[int] = range(1, size + 1)
    if wanted := rule.numbers.get("BYMONTHDAY"):
        days = sorted({each if each > 0 else size + 1 + each for each in wanted}.intersection(days))
    return [dt.date(year, month, each) for each in days]


def _clock(rule: Rule, start: dt.datetime) -> Callable[[dt.datetime], list[dt.time]]:
    """The times of day that a period offers on each of its days."""
    given = [rule.numbers.get(name) for name in CLOCK]
    first = (start.hour, start.minute, start.second)
    parts = [
        sorted({min(each, 59) for each in part}) if part else [here] for part, here in zip(given, first, strict=True)
    ]
    kept = {"HOURLY": 1, "MINUTELY": 2, "SECONDLY": 3}.get(rule.frequency, 0)
    if not kept:
        of_every_day = [dt.time(hour, minute, second) for hour, minute, second in product(*parts)]
        return lambda _period: of_every_day

    def of_period(period: dt.datetime) -> list[dt.time]:
        now = (period.hour, period.minute, period.second)
        if any(part is not None and here not in part for part, here in zip(given[:kept], now, strict=False)):
            return []
        here = [[each] for each in now[:kept]]
        return [dt.time(hour, minute, second) for hour, minute, second in product(*here, *parts[kept:])]

    return of_period


def _completed(rule: Rule, start: dt.datetime) -> Rule:
    """*rule* with what it leaves open, which follows from where it begins (RFC 5545, page 44)."""
    if rule.weekdays or any(name in rule.numbers for name in _DATED):
        return rule
    numbers = dict(rule.numbers)
    match rule.frequency:
        case "YEARLY":
            numbers = {"BYMONTH": frozenset({start.month}), **numbers, "BYMONTHDAY": frozenset({start.day})}
        case "MONTHLY":
            numbers["BYMONTHDAY"] = frozenset({start.day})
        case "WEEKLY":
            return attrs.evolve(rule, weekdays=frozenset({(0, start.weekday())}))
    return attrs.evolve(rule, numbers=numbers)


def _tests(rule: Rule) -> Iterator[Test]:
    """What a day must fulfil."""
    numbers = rule.numbers
    if months := numbers.get("BYMONTH"):
        yield lambda day: day.month in months
    if days := numbers.get("BYMONTHDAY"):
        yield lambda day: day.day in days or day.day - calendar.monthrange(day.year, day.month)[1] - 1 in days
    if in_year := numbers.get("BYYEARDAY"):
        yield lambda day: _any(_of_year(day), in_year)
    if weeks := numbers.get("BYWEEKNO"):
        yield lambda day: _any(_week(day, rule.week_start), weeks)
    if rule.weekdays:
        yield _weekday_test(rule)


def _any(number_and_size: tuple[int, int], wanted: frozenset[int]) -> bool:
    number, size = number_and_size
    return number in wanted or number - size - 1 in wanted


def _of_year(day: dt.date) -> tuple[int, int]:
    """Which day of its year it is, and of how many."""
    return day.timetuple().tm_yday, 366 if calendar.isleap(day.year) else 365


def _of_month(day: dt.date) -> tuple[int, int]:
    return day.day, calendar.monthrange(day.year, day.month)[1]


def _week(day: dt.date, week_start: int) -> tuple[int, int]:
    """The number of its week, and of how many weeks of its year; the first has four days or more of the year."""
    number = day.toordinal()
    middle = number - (day.weekday() - week_start) % 7 + 3  # the fourth day of its week says whose year it is
    year = dt.date.fromordinal(min(max(middle, 1), dt.date.max.toordinal())).year
    first = _first_week(year, week_start)
    weeks = (_first_week(year + 1, week_start) - first) // 7 if year < dt.MAXYEAR else 52
    return (middle - 3 - first) // 7 + 1, weeks


def _first_week(year: int, week_start: int) -> int:
    """The day number on which the first week of a year begins."""
    fourth = dt.date(year, 1, 4)
    return fourth.toordinal() - (fourth.weekday() - week_start) % 7


def _weekday_test(rule: Rule) -> Test:
    """Whether it is one of the weekdays; they are counted within the month or the year, if at all."""
    numbers = {weekday: {number for number, each in rule.weekdays if each == weekday} for weekday in range(7)}
    if rule.frequency not in {"YEARLY", "MONTHLY"}:
        return lambda day: bool(numbers[day.weekday()])
    within = _of_month if rule.frequency == "MONTHLY" or "BYMONTH" in rule.numbers else _of_year

    def test(day: dt.date) -> bool:
        wanted = numbers[day.weekday()]
        if not wanted or 0 in wanted:
            return bool(wanted)
        place, size = within(day)
        return (place - 1) // 7 + 1 in wanted or -((size - place) // 7 + 1) in wanted

    return test
