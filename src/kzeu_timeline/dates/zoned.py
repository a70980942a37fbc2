"""Clock times where people meet: a local time in an IANA zone, through pendulum.

Zones come from the ``tzdata`` package, never from the machine: Kazakhstan has been one zone, UTC+5, since
1 March 2024, and a system that has not heard of it would be an hour off.
"""

from __future__ import annotations

import datetime as dt
import io
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import attrs

from kzeu_timeline.exceptions import InvalidRecordError, quoted

if TYPE_CHECKING:
    import pendulum


@cache
def zone_names() -> frozenset[str]:
    """Every IANA zone name that is known here."""
    return frozenset(resources.files("tzdata").joinpath("zones").read_text("utf-8").split())


def checked_zone(name: str) -> str:
    """*name* if it is an IANA zone; asked before any path is built from it. Else :class:`InvalidRecordError`."""
    if not isinstance(name, str) or name not in zone_names():
        raise InvalidRecordError(f"not an IANA time zone: {quoted(name)}")
    return name


def zone(name: str) -> pendulum.Timezone:
    """The zone with this IANA name; raises :class:`~kzeu_timeline.InvalidRecordError` for any other text."""
    return _zone(checked_zone(name))


@cache
def _zone(name: str) -> pendulum.Timezone:
    import pendulum  # noqa: PLC0415 - 30 ms that only clock times need

    *folders, file = name.split("/")
    data = resources.files("tzdata").joinpath("zoneinfo", *folders, file).read_bytes()
    return pendulum.Timezone.from_file(io.BytesIO(data), key=name)


@attrs.frozen(kw_only=True)
class Clock:
    """When on its day something begins and, if known, ends: local times in one IANA zone.

    An end at or before the start is on the following day. A date known to the day is needed to place it in time.
    Of a time that the clocks show twice, in autumn, the first is meant.
    """

    start: dt.time
    end: dt.time | None = None
    zone: str = attrs.field(converter=checked_zone)

    def __attrs_post_init__(self) -> None:
        for time in (self.start, *(() if self.end is None else (self.end,))):
            if not isinstance(time, dt.time) or time.tzinfo is not None or time.fold:
                raise InvalidRecordError(f"not a local time: {quoted(time)}")

    def instants(self, day: dt.date) -> tuple[dt.datetime, dt.datetime | None]:
        """Begin and end in UTC when it takes place on *day*, a day in its own zone.

        Raises :class:`~kzeu_timeline.InvalidRecordError` for a local time that the clocks of that day skip.
        """
        try:
            start = self._instant(day, self.start)
            if self.end is None:
                return start, None
            return start, self._instant(day if self.end > self.start else day + dt.timedelta(days=1), self.end)
        except OverflowError:
            raise _outside(day) from None

    def local(self, day: dt.date, zone_name: str) -> tuple[dt.datetime, dt.datetime | None]:
        """Begin and end on the clocks of another zone."""
        start, end = self.instants(day)
        there = zone(zone_name)
        try:
            return start.astimezone(there), None if end is None else end.astimezone(there)
        except OverflowError:
            raise _outside(day) from None

    def _instant(self, day: dt.date, time: dt.time) -> dt.datetime:
        local = dt.datetime.combine(day, time)
        instant = local.replace(tzinfo=zone(self.zone)).astimezone(dt.UTC)
        if instant.astimezone(zone(self.zone)).replace(tzinfo=None) != local:
            raise InvalidRecordError(f"the clocks of {self.zone} skip this time: {quoted(local.isoformat())}")
        return instant


def _outside(day: dt.date) -> InvalidRecordError:
    return InvalidRecordError(f"outside the years 1 to 9999: {quoted(day.isoformat())}")
