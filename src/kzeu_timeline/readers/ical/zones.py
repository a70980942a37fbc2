"""Time zones of calendars: IANA names in all the ways they are written, and what a VTIMEZONE says (RFC 5545, 3.6.5).

A known name is believed, not the VTIMEZONE beside it: that of Almaty is an hour off in most files since 1 March 2024.
No name is ever made into a path; it is looked up in a list.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from operator import itemgetter
from typing import Final

import attrs

from kzeu_timeline.dates.zoned import zone_names
from kzeu_timeline.exceptions import quoted
from kzeu_timeline.readers.ical.budget import Allowance, Budget
from kzeu_timeline.readers.ical.components import Component
from kzeu_timeline.readers.ical.limits import LONGEST_ZONE_NAME, MOST_OBSERVANCES
from kzeu_timeline.readers.ical.problems import Damaged, Problems
from kzeu_timeline.readers.ical.repetition import EARLIEST, LATEST, occurrences
from kzeu_timeline.readers.ical.rules import Rule, rule_of

UTC: Final = "Etc/UTC"

_OFFSET: Final = re.compile(r"([+-]?)([0-9]{2})([0-9]{2})([0-9]{2})?")
_LOCAL: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T([0-9]{2})([0-9]{2})([0-9]{2}))?Z?")
_DAY: Final = dt.timedelta(days=1)
_YEARS: Final = 3
"""How many years the last change of the clocks can lie back, this one counted, if they change every other year."""


@attrs.frozen(eq=False)
class _Observance:
    """One of a zone's times, standard or summer: since when, and after which shift."""

    start: dt.datetime
    before: dt.timedelta
    offset: dt.timedelta
    rule: Rule | None
    until: dt.datetime
    more: tuple[dt.datetime, ...]


_Change = tuple[dt.datetime, dt.timedelta]
"""Since when by the clocks before, and the shift from UTC from then on."""


@attrs.define(eq=False)
class Definition:
    """A zone that is known by its VTIMEZONE alone; its changes are looked up once a year."""

    observances: tuple[_Observance, ...]
    steps: Allowance
    tell: Callable[[str], None]
    _single: list[_Change] = attrs.field(init=False)
    _years: dict[int, list[_Change]] = attrs.field(init=False, factory=dict)
    _rules: list[tuple[_Observance, Rule]] = attrs.field(init=False)
    _ends: list[int] = attrs.field(init=False)
    """The years in which rules that have ended may have changed the clocks last, backwards."""
    _before: dt.timedelta = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._single = sorted((onset, each.offset) for each in self.observances for onset in (each.start, *each.more))
        self._rules = [(each, each.rule) for each in self.observances if each.rule is not None]
        ends = {each.until.year for each, _ in self._rules if each.until < LATEST}
        self._ends = sorted({end - back for end in ends for back in range(_YEARS)}, reverse=True)
        self._before = min(self.observances, key=lambda each: each.start).before

    def offset(self, local: dt.datetime) -> dt.timedelta:
        """The shift from UTC at a local time; before the first change that from which it changed."""
        years = (*range(local.year, local.year - _YEARS, -1), *self._ends)
        by_rule = (_last(self._of_year(year), local) for year in years if 0 < year <= local.year)
        found = list(filter(None, (next(filter(None, by_rule), None), _last(self._single, local))))
        return max(found)[1] if found else self._before

    def _of_year(self, year: int) -> list[_Change]:
        """The changes by rules; none any more, once one of them could not be followed."""
        if year not in self._years:
            try:
                self._years[year] = sorted(self._changes(year))
            except Damaged as error:
                self.tell(str(error))
                self._rules, self._years[year] = [], []
        return self._years[year]

    def _changes(self, year: int) -> Iterator[_Change]:
        first, last = EARLIEST.replace(year=year), LATEST.replace(year=year)
        for each, rule in self._rules:
            for onset in occurrences(rule, each.start, first, min(last, each.until), self.steps):
                yield onset, each.offset


def _last(changes: list[_Change], local: dt.datetime) -> _Change | None:
    """The last of these, which are in order, by then."""
    at = bisect_right(changes, local, key=itemgetter(0))
    return changes[at - 1] if at else None


class Zones:
    """The zones that a calendar names."""

    def __init__(self, calendar: Component, budget: Budget, problems: Problems) -> None:
        self._defined = {each.text("TZID"): each for each in calendar.components if each.name == "VTIMEZONE"}
        self._found: dict[str, str | Definition | None] = {}
        self._budget, self._problems = budget, problems

    def find(self, name: str) -> str | Definition | None:
        """The IANA name that *name* stands for, or what its VTIMEZONE says; None if neither is known."""
        if name not in self._found:
            self._found[name] = self._look_up(name)
        return self._found[name]

    def _look_up(self, name: str) -> str | Definition | None:
        component = self._defined.get(name)
        located = component.text("X-LIC-LOCATION") if component else ""
        known = _iana(name) or _iana(located)
        if known or component is None:
            return known
        try:
            return self._definition(component)
        except Damaged as error:
            self._problems.tell(component, str(error))
            return None

    def _definition(self, component: Component) -> Definition:
        """What a VTIMEZONE says; raises :class:`Damaged` if it says nothing that can be read."""
        parts = [each for each in component.components if each.name in {"STANDARD", "DAYLIGHT"}]
        if not parts:
            raise Damaged("a time zone without observances")
        if len(parts) > MOST_OBSERVANCES:
            raise Damaged(f"more than {MOST_OBSERVANCES:,} observances")
        found = tuple(_observance(each, self._budget.dates) for each in parts)

        def tell(message: str) -> None:
            self._problems.tell(component, f"the rules of its clocks are left out: {message}")

        return Definition(found, self._budget.steps, tell)


def _iana(name: str) -> str | None:
    """The IANA zone of this name, of the end of a path as Mozilla's and libical's are, or of a name of Windows."""
    if not 0 < len(name) <= LONGEST_ZONE_NAME:
        return None
    parts = name.split("/")
    for first in range(len(parts)):
        if (tail := "/".join(parts[first:])) in zone_names():
            return tail
    return _of_windows().get(name)


@cache
def _of_windows() -> dict[str, str]:
    from babel.core import get_global  # noqa: PLC0415 - only calendars of Outlook need it

    known = zone_names()
    return {name: zone for name, zone in get_global("windows_zone_mapping").items() if zone in known}


def _observance(component: Component, dates: Allowance) -> _Observance:
    text, more = component.text("RRULE"), [each for found in component.all("RDATE") for each in found.value.split(",")]
    dates.take(len(more))
    rule, before = rule_of(text) if text else None, _offset(component.text("TZOFFSETFROM"))
    return _Observance(
        local_of(component.text("DTSTART")),
        before,
        _offset(component.text("TZOFFSETTO")),
        rule,
        _until(rule, before),
        tuple(map(local_of, more)),
    )


def _until(rule: Rule | None, before: dt.timedelta) -> dt.datetime:
    """The local time up to which a rule holds; a zone's rule says it in UTC."""
    if rule is None or rule.until is None:
        return LATEST
    until = local_of(rule.until)
    return until + before if EARLIEST + _DAY < until < LATEST - _DAY else until


def local_of(text: str) -> dt.datetime:
    """The date or time that *text* is, less its zone; raises :class:`Damaged` for any other text."""
    found = _LOCAL.fullmatch(text.strip())
    if found is None:
        raise Damaged(f"not a date or time: {quoted(text)}")
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        return dt.datetime(year, month, day, hour, minute, min(second, 59))  # noqa: DTZ001 - local
    except ValueError:
        raise Damaged(f"no such date or time: {quoted(text)}") from None


def _offset(text: str) -> dt.timedelta:
    found = _OFFSET.fullmatch(text)
    if found is None:
        raise Damaged(f"not a shift from UTC: {quoted(text)}")
    shift = dt.timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    return -shift if found[1] == "-" else shift
