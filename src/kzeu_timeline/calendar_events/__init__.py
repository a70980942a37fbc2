"""What every calendar format shows of an entry in one language: iCalendar, jCal and JSCalendar are drawn from it."""

from __future__ import annotations

from kzeu_timeline.calendar_events.digested import shown_content
from kzeu_timeline.calendar_events.event import NAMESPACE, CalendarEvent, calendar_event, calendar_events, uid
from kzeu_timeline.calendar_events.options import Feed, FeedOptions, Imprecise

__all__ = [
    "NAMESPACE",
    "CalendarEvent",
    "Feed",
    "FeedOptions",
    "Imprecise",
    "calendar_event",
    "calendar_events",
    "shown_content",
    "uid",
]
