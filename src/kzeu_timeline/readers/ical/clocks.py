"""Clock times of our own feeds: UTC in DTSTART and DTEND, and the clocks of cities in the text, made one again."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

import attrs

from kzeu_timeline.dates import Clock
from kzeu_timeline.exceptions import InvalidRecordError
from kzeu_timeline.readers.ical.components import Component
from kzeu_timeline.readers.ical.wordings import Words
from kzeu_timeline.readers.ical.zones import local_of
from kzeu_timeline.sentences import clock_times

_LOCAL: Final = re.compile(r"(.+) ([0-9]{2}:[0-9]{2})(?:–([0-9]{2}:[0-9]{2}))?")


def clock_of(event: Component, section: str, day: dt.date | None, words: Words) -> Clock | None:
    """The local times: of the zones that the first city may stand for, the one in which all the text is true."""
    found = _LOCAL.fullmatch(section.partition("; ")[0])
    if found is None or day is None:
        return None
    start, end = dt.time.fromisoformat(found[2]), None if found[3] is None else dt.time.fromisoformat(found[3])
    for zone in words.zones(found[1]):
        clock = _exactly(event, Clock(start=start, end=end, zone=zone), day)
        if clock is not None and "; ".join(clock_times(clock, day, words.language)) == section:
            return clock
    return None


def _exactly(event: Component, clock: Clock, day: dt.date) -> Clock | None:
    """*clock* with the seconds that DTSTART and DTEND have; None if it is not what they say."""
    if clock.end is None:
        return clock
    begin, finish = (local_of(event.text(name)) for name in ("DTSTART", "DTEND"))
    exact = attrs.evolve(
        clock, start=clock.start.replace(second=begin.second), end=clock.end.replace(second=finish.second)
    )
    try:
        instants = exact.instants(day)
    except InvalidRecordError:
        return None
    return exact if instants == (begin.replace(tzinfo=dt.UTC), finish.replace(tzinfo=dt.UTC)) else None
