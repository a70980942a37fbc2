"""Recurrence rules as they are written, their parts checked (RFC 5545, 3.3.10)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from kzeu_timeline.exceptions import quoted
from kzeu_timeline.readers.ical.limits import LONGEST_RULE
from kzeu_timeline.readers.ical.problems import Damaged

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

CLOCK: Final = ("BYHOUR", "BYMINUTE", "BYSECOND")


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
        kept = {name: numbers for name, numbers in self.numbers.items() if name not in CLOCK}
        return attrs.evolve(self, numbers=kept)


def rule_of(text: str) -> Rule:
    """The rule that *text* is; raises :class:`Damaged` for any other text."""
    if len(text) > LONGEST_RULE:
        raise Damaged(f"a rule of more than {LONGEST_RULE:,} characters: {quoted(text)}")
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
