"""On which days a calendar shows an entry, and whether it does at all."""

from __future__ import annotations

import datetime as dt
from math import isinf
from typing import Final

from kzeu_timeline.calendar_events.options import Feed, Imprecise
from kzeu_timeline.dates.calendar import LAST_DATE, date_of
from kzeu_timeline.doubts import is_open
from kzeu_timeline.history import day_withdrawn
from kzeu_timeline.model import Entry, Status

DAYS_SHOWN_CANCELLED: Final = 30
"""How long a cancelled entry stays in the feed, after its day or after subscribers were told, whichever is later.

Of what was withdrawn the day itself does not count: nobody waits for it.
"""


def is_shown(entry: Entry, feed: Feed) -> bool:
    """Whether the feed shows *entry*."""
    if feed.imprecise is Imprecise.OMIT and is_open(entry.when):
        return False
    if isinf(entry.when.sort_key[0]):
        return False  # no day at all to show it on
    if entry.status is not Status.CANCELLED or feed.today is None:
        return True
    return last_day_cancelled(entry, feed) >= feed.today.toordinal()


def last_day_cancelled(entry: Entry, feed: Feed) -> int:
    """The number of the last day on which the feed shows *entry*, which is cancelled."""
    if withdrawn := day_withdrawn(entry):
        return withdrawn.toordinal() + DAYS_SHOWN_CANCELLED
    told = entry.revision(feed.language)
    days = (_days(entry, feed.imprecise)[1], *([told.updated.date()] if told else []))
    return max(days).toordinal() + DAYS_SHOWN_CANCELLED


def times(entry: Entry, mode: Imprecise) -> tuple[dt.date, dt.date | None]:
    """Begin and exclusive end: instants in UTC where both are known, else whole days.

    31 December 9999, the last day of the calendar, has no day after it; the end is then None.
    """
    if (clock := entry.clock) and clock.end and entry.earliest:
        return clock.instants(entry.earliest)
    first, last = _days(entry, mode)
    after = last.toordinal() + 1
    if after <= LAST_DATE:
        return first, dt.date.fromordinal(after)
    return first, None if first == last else last


def mode_of(entry: Entry, mode: Imprecise) -> Imprecise:
    """*mode* if it makes a difference to *entry*; else the default, which is then the same."""
    return mode if mode is not Imprecise.MARK and is_open(entry.when) else Imprecise.MARK


def _days(entry: Entry, mode: Imprecise) -> tuple[dt.date, dt.date]:
    """The first and the last day on which an entry is shown."""
    first = date_of(entry.when.sort_key[0]) or dt.date.min
    last = first
    if mode is Imprecise.SPAN or not is_open(entry.when):
        last = (None if isinf(entry.when.span[1]) else entry.latest) or first
    return first, last
