"""Time zones of calendars: IANA names in all the ways they are written, and what a VTIMEZONE says (RFC 5545, 3.6.5).

A known name is believed, not the VTIMEZONE beside it: that of Almaty is an hour off in most files since 1 March 2024.
No name is ever made into a path; it is looked up in a list.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Final, NamedTuple

import attrs

from kzeu_timeline.dates.zoned import zone_names
from kzeu_timeline.exceptions import quoted
from kzeu_timeline.readers.ical.components import Component, Damaged
from kzeu_timeline.readers.ical.repetition import EARLIEST, LATEST, Rule, occurrences, rule_of

UTC: Final = "Etc/UTC"

LONGEST_NAME: Final = 255
"""Octets; libical and the file systems have the same limit, and no zone has a longer name."""

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
    _years: dict[int, list[dt.datetime]] = attrs.field(init=False, factory=dict)

    def last_onset(self, local: dt.datetime) -> dt.datetime | None:
        """When it last began by then; None if it never did."""
        onsets = [each for each in (self.start, *self.more) if each <= local]
        if onsets and self.rule is not None:
            last = min(local, self.until)
            for year in range(last.year, max(last.year - _YEARS, 0), -1):
                onsets += [each for each in self._of_year(self.rule, year) if each <= last]
        return max(onsets, default=None)

    def _of_year(self, rule: Rule, year: int) -> list[dt.datetime]:
        """When it begins in a year; never, if the rule can't be followed."""
        if year not in self._years:
            first, last = EARLIEST.replace(year=year), LATEST.replace(year=year)
            try:
                self._years[year] = list(occurrences(rule, self.start, first, last))
            except Damaged:
                self._years[year] = []
        return self._years[year]


class Definition(NamedTuple):
    """A zone that is known by its VTIMEZONE alone."""

    observances: tuple[_Observance, ...]

    def offset(self, local: dt.datetime) -> dt.timedelta:
        """The shift from UTC at a local time; before the first change that from which it changed."""
        found = [(onset, each.offset) for each in self.observances if (onset := each.last_onset(local))]
        if found:
            return max(found)[1]
        return min(self.observances, key=lambda each: each.start).before


class Zones:
    """The zones that a calendar names."""

    def __init__(self, calendar: Component) -> None:
        self._defined = {each.text("TZID"): each for each in calendar.components if each.name == "VTIMEZONE"}
        self._found: dict[str, str | Definition | None] = {}

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
            return _definition(component)
        except Damaged:
            return None


def _iana(name: str) -> str | None:
    """The IANA zone of this name, of the end of a path as Mozilla's and libical's are, or of a name of Windows."""
    if not 0 < len(name) <= LONGEST_NAME:
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


def _definition(component: Component) -> Definition:
    """What a VTIMEZONE says; raises :class:`Damaged` if it says nothing that can be read."""
    found = tuple(_observance(each) for each in component.components if each.name in {"STANDARD", "DAYLIGHT"})
    if not found:
        raise Damaged("a time zone without observances")
    return Definition(found)


def _observance(component: Component) -> _Observance:
    text, more = component.text("RRULE"), [each for found in component.all("RDATE") for each in found.value.split(",")]
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
