"""Dates, times and durations of a calendar, and what they are as a date of ours (RFC 5545, 3.3.4 to 3.3.6)."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Final, NamedTuple

from kzeu_timeline.dates import Clock
from kzeu_timeline.dates.zoned import zone
from kzeu_timeline.exceptions import quoted
from kzeu_timeline.readers.ical.components import Component
from kzeu_timeline.readers.ical.contentlines import Property
from kzeu_timeline.readers.ical.problems import Damaged
from kzeu_timeline.readers.ical.zones import UTC, Definition, Zones, local_of

_DURATION: Final = re.compile(
    r"([+-])?P(?:([0-9]{1,6})W)?(?:([0-9]{1,6})D)?(?:T(?:([0-9]{1,8})H)?(?:([0-9]{1,8})M)?(?:([0-9]{1,9})S)?)?"
)
_DAY: Final = dt.timedelta(days=1)
_HOUR: Final = dt.timedelta(hours=1)
_WHOLE_HOURS: Final = range(-12, 15)
"""Of these shifts there are zones, from Etc/GMT+12 to Etc/GMT-14."""


class Moment(NamedTuple):
    """A day, or a local time in a zone; *zone* is None if the time floats, or if nobody knows what it is called."""

    local: dt.datetime
    is_day: bool
    zone: str | Definition | None = None
    unknown: str = ""
    """The name of a zone that is not known."""


class Dated(NamedTuple):
    """When something is, as a statement says it, and what of it could not be said."""

    when: str
    clock: Clock | None = None
    lost: str = ""


def moment_of(value: str, zone_name: str | None, zones: Zones) -> Moment:
    """The day or time that *value* is; raises :class:`Damaged` for any other text."""
    value = value.strip()
    local = local_of(value)
    if "T" not in value:
        return Moment(local, is_day=True)
    if value.endswith("Z"):
        return Moment(local, is_day=False, zone=UTC)
    if not zone_name:
        return Moment(local, is_day=False)
    found = zones.find(zone_name)
    return Moment(local, is_day=False, zone=found, unknown="" if found else zone_name)


def moments_of(found: Property, zones: Zones) -> list[Moment]:
    """The days and times in a list; of a period its beginning."""
    name = found.parameter("TZID")
    return [moment_of(part.split("/")[0], name, zones) for part in found.value.split(",")]


def sequence_of(event: Component) -> int:
    """How often an event was changed; -1 if what it says is no number."""
    text = event.text("SEQUENCE") or "0"
    return int(text) if re.fullmatch("[0-9]{1,10}", text) else -1


def start_of(event: Component, zones: Zones) -> Moment:
    """When an event begins; raises :class:`Damaged` if it does not say."""
    found = event.get("DTSTART")
    if found is None:
        raise Damaged("no DTSTART")
    try:
        return moment_of(found.value, found.parameter("TZID"), zones)
    except Damaged as error:
        raise Damaged(f"DTSTART: {error}", found.line) from None


def length_of(event: Component, start: Moment, zones: Zones) -> dt.timedelta:
    """How long an event lasts by the clock on the wall; an end that is missing or not after the start makes it 0.

    Raises :class:`Damaged` for an end that can't be read, or is before the start.
    """
    if (found := event.get("DTEND")) is not None:
        end = moment_of(found.value, found.parameter("TZID"), zones)
        length = in_zone(end, start.zone) - start.local
        if end.is_day != start.is_day:
            length = end.local - start.local if end.is_day else length
    elif (found := event.get("DURATION")) is not None:
        length = _duration(found.value)
    else:
        return dt.timedelta()
    if length < dt.timedelta():
        raise Damaged(f"an end before the start: {quoted(found.value)}", found.line)
    return length


def _duration(text: str) -> dt.timedelta:
    found = _DURATION.fullmatch(text.strip())
    if found is None or text.strip().rstrip("PT+-") == "":
        raise Damaged(f"not a duration: {quoted(text)}")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    length = dt.timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if found[1] == "-" else length


def in_zone(moment: Moment, other: str | Definition | None) -> dt.datetime:
    """The local time of *moment* in another zone; days and floating times are the same everywhere."""
    if moment.zone is None or other is None or moment.zone == other:
        return moment.local
    try:
        return _from_utc(_to_utc(moment.local, moment.zone), other)
    except OverflowError:
        return moment.local


def _to_utc(local: dt.datetime, of: str | Definition) -> dt.datetime:
    if isinstance(of, Definition):
        return local - of.offset(local)
    return local.replace(tzinfo=zone(of)).astimezone(dt.UTC).replace(tzinfo=None)


def _from_utc(utc: dt.datetime, to: str | Definition) -> dt.datetime:
    if isinstance(to, Definition):
        guess = utc + to.offset(utc)
        return utc + to.offset(guess)
    return utc.replace(tzinfo=dt.UTC).astimezone(zone(to)).replace(tzinfo=None)


def dated(start: Moment, length: dt.timedelta) -> Dated:
    """What a statement says of a time; an end beyond the calendar is told, and a start beyond it :class:`Damaged`."""
    try:
        return _dated(start, length)
    except OverflowError:
        if length:
            return dated(start, dt.timedelta())._replace(lost="an end after the year 9999")
        raise Damaged(f"outside the years 1 to 9999: {quoted(start.local.isoformat())}") from None


def _dated(start: Moment, length: dt.timedelta) -> Dated:
    if start.is_day:
        return Dated(_days(start.local, start.local + max(length - _DAY, dt.timedelta())))
    if start.zone is None:
        return _without_zone(start, length)
    name, local = _named(start)
    begin = _shown(local, name)
    end = _shown(begin + length, name)
    if not length:
        return Dated(_days(begin, begin), _clock(begin.time(), None, name))
    if end - dt.datetime.combine(begin.date(), dt.time()) <= _DAY or length <= _DAY:
        return Dated(_days(begin, begin), _clock(begin.time(), end.time(), name))
    last = end - dt.timedelta(microseconds=1)
    return Dated(_days(begin, last), None, "clock times of what lasts longer than a day are not kept")


def _shown(local: dt.datetime, name: str) -> dt.datetime:
    """A local time as the clocks of that zone show it: one that they skip is an hour later (RFC 5545, 3.3.5)."""
    return _from_utc(_to_utc(local, name), name)


def _without_zone(start: Moment, length: dt.timedelta) -> Dated:
    last = start.local + length - dt.timedelta(microseconds=1) if length else start.local
    if start.unknown:
        return Dated(_days(start.local, last), None, f"a time in an unknown zone: {quoted(start.unknown)}")
    if last.date() > start.local.date():
        return Dated(_days(start.local, last), None, "clock times of what lasts longer than a day are not kept")
    lost = f"the end of a time that floats: {(start.local + length).time().isoformat()}" if length else ""
    return Dated(start.local.isoformat(), None, lost)


def _named(start: Moment) -> tuple[str, dt.datetime]:
    """The IANA zone and the local time; of a zone that only a VTIMEZONE knows, a zone of the same shift, or UTC."""
    if not isinstance(start.zone, Definition):
        return start.zone or UTC, start.local
    shift = start.zone.offset(start.local)
    hours = shift // _HOUR
    if shift % _HOUR or hours not in _WHOLE_HOURS:
        return UTC, start.local - shift
    return (f"Etc/GMT{-hours:+}" if hours else UTC), start.local


@lru_cache(maxsize=1024)
def _clock(start: dt.time, end: dt.time | None, name: str) -> Clock:
    return Clock(start=start, end=end, zone=name)


@lru_cache(maxsize=4096)
def _days(first: dt.datetime, last: dt.datetime) -> str:
    begin, end = first.date().isoformat(), last.date().isoformat()
    return begin if begin == end else f"{begin}/{end}"
