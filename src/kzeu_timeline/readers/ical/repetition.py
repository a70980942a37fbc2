"""Recurrence rules, followed step by step and never further than a bound (RFC 5545, 3.3.10).

Times are local, without a zone. A rule is followed period by period (a year, a month, a week, …); each period and each
day or time that it offers is a step. Whatever the rule, it ends with the window, or with the bound on its steps.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import Final

import attrs

from kzeu_timeline.exceptions import quoted
from kzeu_timeline.readers.ical.components import Damaged

MOST_STEPS: Final = 100_000
"""For one rule; libical has the same limit."""

MOST_INSTANCES: Final = 10_000
"""Of one component within the window."""

EARLIEST: Final = dt.datetime(1, 1, 1)  # noqa: DTZ001 - local, as all times here
LATEST: Final = dt.datetime(9999, 12, 31, 23, 59, 59)  # noqa: DTZ001
"""The first and the last local time that there is."""

_FREQUENCIES: Final = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAY: Final = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_RANGES: Final = {
    "BYSECOND": (0, 60, False),
    "BYMINUTE": (0, 59, False),
    "BYHOUR": (0, 23, False),
    "BYMONTHDAY": (1, 31, True),
    "BYYEARDAY": (1, 366, True),
    "BYWEEKNO": (1, 53, True),
    "BYMONTH": (1, 12, False),
    "BYSETPOS": (1, 366, True),
}
"""The numbers that each part may list: the least, the most, and whether they may be counted from the end."""

_UNITS: Final = {
    "HOURLY": dt.timedelta(hours=1),
    "MINUTELY": dt.timedelta(minutes=1),
    "SECONDLY": dt.timedelta(seconds=1),
    "DAILY": dt.timedelta(days=1),
    "WEEKLY": dt.timedelta(weeks=1),
}
_CLOCK: Final = ("BYHOUR", "BYMINUTE", "BYSECOND")
_DATED: Final = ("BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY")

Test = Callable[[dt.date], bool]


@attrs.frozen(kw_only=True)
class Rule:
    """A recurrence rule, its parts checked; ``until`` is text, for only the event knows its zone."""

    frequency: str
    interval: int = 1
    count: int | None = None
    until: str | None = None
    week_start: int = 0
    numbers: dict[str, frozenset[int]] = attrs.Factory(dict)
    weekdays: frozenset[tuple[int, int]] = frozenset()
    """A number (0 for every one) and a weekday, from 0 for Monday."""

    def of_days(self) -> Rule:
        """The rule of what lasts whole days: hours, minutes and seconds say nothing of it (RFC 5545, 3.3.10)."""
        if self.frequency in _FREQUENCIES[4:]:
            raise Damaged(f"whole days can't recur {quoted(self.frequency)}")
        kept = {name: numbers for name, numbers in self.numbers.items() if name not in _CLOCK}
        return attrs.evolve(self, numbers=kept)


def rule_of(text: str) -> Rule:
    """The rule that *text* is; raises :class:`Damaged` for any other text."""
    parts = dict(_parts(text))
    frequency = parts.pop("FREQ", "")
    if frequency not in _FREQUENCIES:
        raise Damaged(f"a rule without a frequency: {quoted(text)}")
    if parts.pop("RSCALE", "GREGORIAN") != "GREGORIAN":
        raise Damaged(f"a rule of another calendar: {quoted(text)}")
    parts.pop("SKIP", None)
    count, interval = parts.pop("COUNT", None), parts.pop("INTERVAL", "1")
    week_start = parts.pop("WKST", "MO")
    if week_start not in _WEEKDAYS:
        raise Damaged(f"no weekday: {quoted(week_start)}")
    return Rule(
        frequency=frequency,
        interval=_positive(interval),
        count=None if count is None else _positive(count),
        until=parts.pop("UNTIL", None),
        week_start=_WEEKDAYS.index(week_start),
        weekdays=frozenset(map(_weekday, filter(None, parts.pop("BYDAY", "").split(",")))),
        numbers={name: _numbers(name, value) for name, value in parts.items()},
    )


def _parts(text: str) -> Iterator[tuple[str, str]]:
    for part in filter(None, text.strip().upper().split(";")):
        name, _, value = part.partition("=")
        if not name.startswith("X-"):
            yield name.strip(), value.strip()


def _positive(text: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", text) or int(text) == 0:
        raise Damaged(f"not a whole number from 1 on: {quoted(text)}")
    return int(text)


def _weekday(text: str) -> tuple[int, int]:
    found = _WEEKDAY.fullmatch(text.strip())
    if found is None or abs(int(found[1] or 1)) > 53 or int(found[1] or 1) == 0:
        raise Damaged(f"no weekday: {quoted(text)}")
    return int(found[1] or 0), _WEEKDAYS.index(found[2])


def _numbers(name: str, text: str) -> frozenset[int]:
    if name not in _RANGES:
        raise Damaged(f"an unknown part of a rule: {quoted(name)}")
    least, most, signed = _RANGES[name]
    found = set()
    for part in text.split(","):
        if not re.fullmatch("[+-]?[0-9]{1,3}", part.strip()):
            raise Damaged(f"not numbers for {name}: {quoted(text)}")
        number = int(part)
        if not least <= (abs(number) if signed else number) <= most:
            raise Damaged(f"not numbers for {name}: {quoted(text)}")
        found.add(number)
    return frozenset(found)


class _Steps:
    """Counts, and ends what takes too many."""

    def __init__(self) -> None:
        self.left = MOST_STEPS

    def take(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise Damaged(f"a rule that takes more than {MOST_STEPS:,} steps")


def occurrences(rule: Rule, start: dt.datetime, first: dt.datetime, last: dt.datetime) -> Iterator[dt.datetime]:
    """The times of a rule from *first* to *last*, in order; *start* is where it begins, and is one only if it fits.

    Raises :class:`Damaged` if that takes more than 100,000 steps.
    """
    steps, found = _Steps(), 0
    tests = list(_tests(rule, start))
    for period in _periods(rule, start, first, last):
        steps.take(1)
        for time in _times(rule, start, period, tests, steps):
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


def _times(rule: Rule, start: dt.datetime, period: dt.datetime, tests: list[Test], steps: _Steps) -> list[dt.datetime]:
    """What a period offers, in order; of that what BYSETPOS picks."""
    candidates = _days(rule, period)
    steps.take(len(candidates))
    days = [day for day in candidates if all(test(day) for test in tests)]
    clock = [] if not days else _clock(rule, start, period)
    steps.take(len(days) * len(clock))
    times = [dt.datetime.combine(day, time) for day in days for time in clock]
    if positions := rule.numbers.get("BYSETPOS"):
        size = len(times)
        return [time for at, time in enumerate(times) if at + 1 in positions or at - size in positions]
    return times


def _days(rule: Rule, period: dt.datetime) -> list[dt.date]:
    day = period.date()
    match rule.frequency:
        case "YEARLY":
            count = 366 if calendar.isleap(day.year) else 365
        case "MONTHLY":
            count = calendar.monthrange(day.year, day.month)[1]
        case "WEEKLY":
            count = 7
        case _:
            return [day]
    number = day.toordinal()
    return [dt.date.fromordinal(each) for each in range(number, min(number + count, dt.date.max.toordinal() + 1))]


def _clock(rule: Rule, start: dt.datetime, period: dt.datetime) -> list[dt.time]:
    """The times of day that a period offers on each of its days."""
    kept = {"HOURLY": 1, "MINUTELY": 2, "SECONDLY": 3}.get(rule.frequency, 0)
    here = (period.hour, period.minute, period.second)
    parts = []
    for place, (name, now) in enumerate(zip(_CLOCK, here, strict=True)):
        numbers = rule.numbers.get(name)
        if place < kept:
            parts.append([now] if numbers is None or now in numbers else [])
        else:
            first = (start.hour, start.minute, start.second)[place]
            parts.append(sorted({min(number, 59) for number in numbers}) if numbers else [first])
    return [dt.time(hour, minute, second) for hour, minute, second in product(*parts)]


def _tests(rule: Rule, start: dt.datetime) -> Iterator[Test]:
    """What a day must fulfil; what the rule leaves open follows from where it begins (RFC 5545, page 44)."""
    numbers, weekdays = dict(rule.numbers), rule.weekdays
    if not weekdays and not any(name in numbers for name in _DATED):
        if rule.frequency == "YEARLY":
            numbers.setdefault("BYMONTH", frozenset({start.month}))
        if rule.frequency in {"YEARLY", "MONTHLY"}:
            numbers["BYMONTHDAY"] = frozenset({start.day})
        elif rule.frequency == "WEEKLY":
            weekdays = frozenset({(0, start.weekday())})
    if months := numbers.get("BYMONTH"):
        yield lambda day: day.month in months
    if days := numbers.get("BYMONTHDAY"):
        yield lambda day: day.day in days or day.day - calendar.monthrange(day.year, day.month)[1] - 1 in days
    if in_year := numbers.get("BYYEARDAY"):
        yield lambda day: _any(_of_year(day), in_year)
    if weeks := numbers.get("BYWEEKNO"):
        yield lambda day: _any(_week(day, rule.week_start), weeks)
    if weekdays:
        counted = rule.frequency in {"YEARLY", "MONTHLY"}
        within = _of_month if rule.frequency == "MONTHLY" or "BYMONTH" in numbers else _of_year
        yield lambda day: _is_weekday(day, weekdays, within if counted else None)


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


def _is_weekday(
    day: dt.date, wanted: frozenset[tuple[int, int]], within: Callable[[dt.date], tuple[int, int]] | None
) -> bool:
    weekday = day.weekday()
    for number, each in wanted:
        if each != weekday:
            continue
        if number == 0 or within is None:
            return True
        place, size = within(day)
        if number == ((place - 1) // 7 + 1 if number > 0 else -((size - place) // 7 + 1)):
            return True
    return False
