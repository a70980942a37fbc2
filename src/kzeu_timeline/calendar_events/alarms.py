"""When a calendar reminds of an entry."""

from __future__ import annotations

import datetime as dt
from typing import Final

from kzeu_timeline.calendar_events.days import times
from kzeu_timeline.calendar_events.options import Feed
from kzeu_timeline.doubts import is_open
from kzeu_timeline.model import Entry, Status

DAY_BEFORE: Final = "-P1D"
"""Of what begins at a known time."""

MORNING_BEFORE: Final = "-PT15H"
"""Of whole days, which begin at midnight: 9 o'clock on the day before, when nobody is asleep."""


def reminder(entry: Entry, feed: Feed) -> str | None:
    """How long before its beginning there is an alarm, as a duration; None if there is none.

    There is one for what is announced, and for anniversaries: not for what was held, put off or cancelled, of which
    there is nothing to be reminded, nor where the day is not known, which would be an alarm on a wrong day. What no
    source calls planned may be long past, and a calendar that subscribes shows the alarms that it missed.
    """
    if not feed.alarms:
        return None
    announced = entry.status is Status.PLANNED or (entry.status is None and entry.is_derived)
    if not announced or is_open(entry.when):
        return None
    start, _ = times(entry, feed.imprecise)
    lead, day = (DAY_BEFORE, start.date()) if isinstance(start, dt.datetime) else (MORNING_BEFORE, start)
    return None if feed.today is not None and day <= feed.today else lead
