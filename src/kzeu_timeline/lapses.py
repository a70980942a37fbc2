"""What changes as days pass, though no record does: what is left out of a feed or of a page on some day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from kzeu_timeline.calendar_events import Feed, FeedOptions
from kzeu_timeline.calendar_events.days import last_day_cancelled
from kzeu_timeline.model import Status
from kzeu_timeline.timeline import Timeline

NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def feed_lapsed(selection: Timeline, options: FeedOptions) -> dt.datetime:
    """When something was last left out of a feed: what was cancelled, or the alarm of what has begun."""
    feed, cancelled = Feed(**options), selection.where(lambda entry: entry.status is Status.CANCELLED)
    days = [last_day_cancelled(entry, feed) + 1 for entry in cancelled]
    if feed.alarms:
        ahead = selection.where(lambda entry: entry.status in {Status.PLANNED, None})
        days += [entry.earliest.toordinal() for entry in ahead if entry.earliest]
    return _last_begun(days, feed.today)


def page_lapsed(timeline: Timeline, today: dt.date | None) -> dt.datetime:
    """When an entry was last left out of what is coming, since it was over."""
    return _last_begun((entry.latest.toordinal() + 1 for entry in timeline if entry.latest), today)


def _last_begun(days: Iterable[int], today: dt.date | None) -> dt.datetime:
    """The beginning of the last of these days that has come; without *today*, none has."""
    come = [day for day in days if today is not None and day <= today.toordinal()]
    return dt.datetime.combine(dt.date.fromordinal(max(come)), dt.time(), dt.UTC) if come else NEVER
