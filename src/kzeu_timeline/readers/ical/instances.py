"""The events of a calendar one by one: what recurs, within a window of days (RFC 5545, 3.8.4.4 and 3.8.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from kzeu_timeline.exceptions import quoted
from kzeu_timeline.readers.ical.components import Component, Damaged, Problems
from kzeu_timeline.readers.ical.repetition import EARLIEST, LATEST, MOST_INSTANCES, Rule, occurrences, rule_of
from kzeu_timeline.readers.ical.values import Moment, in_zone, length_of, moment_of, moments_of, start_of
from kzeu_timeline.readers.ical.zones import Zones, local_of

Window = tuple[dt.date, dt.date]
"""The first and the last day."""

_DAY: Final = dt.timedelta(days=1)
_RECURS: Final = ("RRULE", "RDATE")


class Instance(NamedTuple):
    """One event as it takes place; ``original`` is the time by which one of several is known (RECURRENCE-ID)."""

    event: Component
    start: Moment
    length: dt.timedelta
    original: Moment | None = None


def instances(
    events: Iterable[Component], zones: Zones, window: Window | None, problems: Problems
) -> Iterator[Instance]:
    """Each event; those that recur as often as they touch the window. What is damaged is told, and left out."""
    by_uid: dict[str, list[Component]] = {}
    for event in events:
        by_uid.setdefault(event.text("UID") or f"\0{event.line}", []).append(event)
    for group in by_uid.values():
        exceptions = dict(_exceptions(group, zones, problems))
        for event in group:
            if event.get("RECURRENCE-ID") is not None:
                continue
            try:
                yield from _of(event, exceptions, zones, window, problems)
            except Damaged as error:
                problems.tell(event, str(error), error.line)
        for original, exception in exceptions.values():
            try:
                yield _single(exception, zones, problems, original)
            except Damaged as error:
                problems.tell(exception, str(error), error.line)


Exceptions = dict[dt.datetime, tuple[Moment, Component]]


def _exceptions(
    group: Iterable[Component], zones: Zones, problems: Problems
) -> Iterator[tuple[dt.datetime, tuple[Moment, Component]]]:
    """The events that take the place of an instance, by its local time in UTC or as it stands."""
    for event in group:
        found = event.get("RECURRENCE-ID")
        if found is None:
            continue
        try:
            original = moment_of(found.value, found.parameter("TZID"), zones)
        except Damaged as error:
            problems.tell(event, f"RECURRENCE-ID: {error}", found.line)
            continue
        if found.parameter("RANGE"):
            problems.tell(event, "a change of all that follows; only this one is changed", found.line)
        yield _key(original), (original, event)


def _key(moment: Moment) -> dt.datetime:
    return in_zone(moment, "Etc/UTC")


def _single(event: Component, zones: Zones, problems: Problems, original: Moment | None = None) -> Instance:
    start = start_of(event, zones)
    return Instance(event, start, _length(event, start, zones, problems), original)


def _length(event: Component, start: Moment, zones: Zones, problems: Problems) -> dt.timedelta:
    try:
        return length_of(event, start, zones)
    except Damaged as error:
        problems.tell(event, f"left out: {error}", error.line)
        return dt.timedelta()


def _of(
    event: Component, exceptions: Exceptions, zones: Zones, window: Window | None, problems: Problems
) -> Iterator[Instance]:
    once = _single(event, zones, problems)
    if not any(name in event for name in _RECURS):
        yield once
        return
    if "EXRULE" in event:
        problems.tell(event, "EXRULE is not followed")
    try:
        found = sorted(_starts(event, once, zones, window))
        excluded = _excluded(event, once.start, zones)
    except Damaged as error:
        problems.tell(event, f"the first alone is kept: {error}", error.line)
        yield once._replace(original=once.start)
        return
    assert window is not None  # noqa: S101 - or it would be damaged
    for local in dict.fromkeys(found):
        start = once.start._replace(local=local)
        if local in excluded or (local.date(),) in excluded:
            continue
        if exceptions and _key(start) in exceptions:
            continue
        if _touches(local, once.length, window):
            yield Instance(event, start, once.length, start)


def _starts(event: Component, once: Instance, zones: Zones, window: Window | None) -> list[dt.datetime]:
    """When it begins each time, about the window: where it begins first, by its rules, and by its further dates."""
    if window is None:
        raise Damaged("it recurs, and no window of days was given")
    first = _clamped(window[0], -once.length - 2 * _DAY)
    last = _clamped(window[1], _DAY)
    found = [once.start.local]
    for rule_property in event.all("RRULE"):
        rule = rule_of(rule_property.value)
        rule = rule.of_days() if once.start.is_day else rule
        until = min(last, _until(rule, once.start))
        for local in occurrences(rule, once.start.local, first, until):
            found.append(local)
            if len(found) > MOST_INSTANCES:
                raise Damaged(f"more than {MOST_INSTANCES:,} instances within the window")
    for more in event.all("RDATE"):
        for moment in moments_of(more, zones):
            local = in_zone(moment, once.start.zone)
            found.append(local if not moment.is_day else dt.datetime.combine(local, once.start.local.time()))
    if len(found) > MOST_INSTANCES:
        raise Damaged(f"more than {MOST_INSTANCES:,} instances")
    return found


def _clamped(day: dt.date, shift: dt.timedelta) -> dt.datetime:
    time = dt.datetime.combine(day, dt.time())
    try:
        return time + shift
    except OverflowError:
        return EARLIEST if shift < dt.timedelta() else LATEST


def _until(rule: Rule, start: Moment) -> dt.datetime:
    """The last local time of a rule; a day lasts to its end, whatever the value of DTSTART is."""
    if rule.until is None:
        return LATEST
    until = local_of(rule.until)
    if "T" not in rule.until:
        return dt.datetime.combine(until, dt.time.max)
    return in_zone(Moment(until, is_day=False, zone="Etc/UTC" if rule.until.endswith("Z") else None), start.zone)


def _excluded(event: Component, start: Moment, zones: Zones) -> set[dt.datetime | tuple[dt.date]]:
    """The local times at which it does not take place; a day alone stands for all of that day."""
    found: set[dt.datetime | tuple[dt.date]] = set()
    for each in event.all("EXDATE"):
        for moment in moments_of(each, zones):
            found.add((moment.local.date(),) if moment.is_day else in_zone(moment, start.zone))
    return found


def _touches(local: dt.datetime, length: dt.timedelta, window: Window) -> bool:
    try:
        last = (local + max(length - dt.timedelta(microseconds=1), dt.timedelta())).date()
    except OverflowError:
        last = dt.date.max
    return local.date() <= window[1] and last >= window[0]


def checked_window(window: tuple[dt.date, dt.date] | None) -> Window | None:
    """*window* if it is the first and the last of some days; raises :class:`Damaged` otherwise."""
    if window is None:
        return None
    first, last = window
    if not first <= last:
        raise Damaged(f"a window that ends before it begins: {quoted(window)}")
    return first, last
