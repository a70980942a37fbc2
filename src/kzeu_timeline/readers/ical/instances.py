"""The events of a calendar one by one: what recurs, within a window of days (RFC 5545, 3.8.4.4 and 3.8.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, NamedTuple

import attrs

from kzeu_timeline.exceptions import quoted
from kzeu_timeline.readers.ical.budget import Budget
from kzeu_timeline.readers.ical.components import Component
from kzeu_timeline.readers.ical.contentlines import Property
from kzeu_timeline.readers.ical.problems import Damaged, Problems
from kzeu_timeline.readers.ical.repetition import EARLIEST, LATEST, occurrences
from kzeu_timeline.readers.ical.rules import Rule, rule_of
from kzeu_timeline.readers.ical.values import Moment, in_zone, length_of, moment_of, moments_of, sequence_of, start_of
from kzeu_timeline.readers.ical.zones import UTC, Zones, local_of

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


@attrs.frozen(eq=False)
class Instances:
    """Takes the events of one calendar apart."""

    zones: Zones
    window: Window | None
    budget: Budget
    problems: Problems

    def of(self, events: Iterable[Component]) -> Iterator[Instance]:
        """Each event; those that recur as often as they touch the window. What gives none is told."""
        by_uid: dict[str, list[Component]] = {}
        for event in events:
            by_uid.setdefault(event.text("UID") or f"\0{event.line}", []).append(event)
        for group in by_uid.values():
            exceptions = self._exceptions(each for each in group if "RECURRENCE-ID" in each)
            for event in group:
                if "RECURRENCE-ID" not in event:
                    yield from self._unless_damaged(event, self._of(event, exceptions))
            for original, exception in exceptions.values():
                yield from self._unless_damaged(exception, self._single(exception, original))

    def _unless_damaged(self, event: Component, found: Iterator[Instance]) -> Iterator[Instance]:
        try:
            yield from found
        except Damaged as error:
            self.problems.tell(event, str(error), error.line)

    def _exceptions(self, events: Iterable[Component]) -> _Exceptions:
        """The events that take the place of an instance, by its local time in UTC or as it stands."""
        kept: _Exceptions = {}
        for event in events:
            found = event.all("RECURRENCE-ID")[0]
            try:
                original = moment_of(found.value, found.parameter("TZID"), self.zones)
            except Damaged as error:
                self.problems.tell(event, f"RECURRENCE-ID: {error}", found.line)
                continue
            if found.parameter("RANGE"):
                self.problems.tell(event, "a change of all that follows; only this one is changed", found.line)
            before = kept.get(key := _key(original))
            if before is not None:
                older, event = sorted((before[1], event), key=sequence_of)  # noqa: PLW2901 - of two the newer counts
                self.problems.tell(older, f"there is a newer one of the same instance, in line {event.line:,}")
            kept[key] = (original, event)
        return kept

    def _single(self, event: Component, original: Moment | None = None) -> Iterator[Instance]:
        start = start_of(event, self.zones)
        yield Instance(event, start, self._length(event, start), original)

    def _length(self, event: Component, start: Moment) -> dt.timedelta:
        try:
            return length_of(event, start, self.zones)
        except Damaged as error:
            self.problems.tell(event, f"left out: {error}", error.line)
            return dt.timedelta()

    def _of(self, event: Component, exceptions: _Exceptions) -> Iterator[Instance]:
        (once,) = self._single(event)
        if not any(name in event for name in _RECURS):
            yield once
            return
        if "EXRULE" in event:
            self.problems.tell(event, "EXRULE is not followed")
        try:
            within = self._within(self._starts(event, once), event, once, exceptions)
            found = list(islice(within, self.budget.instances.left + 2))
            self.budget.instances.take(max(len(found) - 1, 0))
        except Damaged as error:
            self.problems.tell(event, f"the first alone is kept: {error}", error.line)
            yield once._replace(original=once.start)
            return
        yield from found

    def _within(
        self, starts: list[dt.datetime], event: Component, once: Instance, exceptions: _Exceptions
    ) -> Iterator[Instance]:
        """Those of *starts* that take place within the window and no other event stands for."""
        excluded = self._excluded(event, once.start)
        is_any = False
        for local in starts:
            start = once.start._replace(local=local)
            if local in excluded or (local.date(),) in excluded or not _touches(local, once.length, self._window):
                continue
            is_any = True
            if not exceptions or _key(start) not in exceptions:
                yield Instance(event, start, once.length, start)
        if not is_any:
            self.problems.tell(event, "it does not take place within the window")

    def _starts(self, event: Component, once: Instance) -> list[dt.datetime]:
        """When it begins each time, about the window: where it begins first, by its rules, and by its further dates."""
        first = _clamped(self._window[0], -once.length - 2 * _DAY)
        last = _clamped(self._window[1], _DAY)
        found = {once.start.local}
        for each in event.all("RRULE"):
            rule = rule_of(each.value)
            rule = rule.of_days() if once.start.is_day else rule
            until = _until(rule, once.start)
            if until < once.start.local:
                raise Damaged(f"a rule that ends before it begins: {quoted(rule.until)}", each.line)
            found.update(occurrences(rule, once.start.local, first, min(last, until), self.budget.steps))
        for each in event.all("RDATE"):
            for moment in self._dates(each):
                local = in_zone(moment, once.start.zone)
                found.add(local if not moment.is_day else dt.datetime.combine(local, once.start.local.time()))
        return sorted(found)

    @property
    def _window(self) -> Window:
        if self.window is None:
            raise Damaged("it recurs, and no window of days was given")
        return self.window

    def _dates(self, found: Property) -> list[Moment]:
        self.budget.dates.take(found.value.count(",") + 1)
        return moments_of(found, self.zones)

    def _excluded(self, event: Component, start: Moment) -> set[dt.datetime | tuple[dt.date]]:
        """The local times at which it does not take place; a day alone stands for all of that day."""
        found: set[dt.datetime | tuple[dt.date]] = set()
        for each in event.all("EXDATE"):
            for moment in self._dates(each):
                found.add((moment.local.date(),) if moment.is_day else in_zone(moment, start.zone))
        return found


_Exceptions = dict[dt.datetime, tuple[Moment, Component]]


def _key(moment: Moment) -> dt.datetime:
    return in_zone(moment, UTC)


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
