"""Feeds by the general rule: every property of every event, without what exporters keep and their short cuts."""

from __future__ import annotations

from collections.abc import Container

from kzeu_timeline import Entry, Timeline
from kzeu_timeline.calendar_events import Feed, calendar_event
from kzeu_timeline.calendar_events.components import extras, relations
from kzeu_timeline.calendar_events.event import NEVER_CHANGED, led_to, shown_entries, version
from kzeu_timeline.calendar_events.properties import Component, calendar_properties, event_properties
from kzeu_timeline.calendar_events.ways import way_of


def calendar_component(timeline: Timeline, feed: Feed) -> Component:
    """The feed, whole."""
    entries = shown_entries(timeline, feed)
    slugs = led_to(entries)
    updated = max((version(entry, feed.language)[1] for entry in entries), default=NEVER_CHANGED)
    events = tuple(_event(entry, feed, slugs) for entry in entries)
    return Component("VCALENDAR", tuple(calendar_properties(feed, updated)), events)


def _event(entry: Entry, feed: Feed, slugs: Container[str]) -> Component:
    event = calendar_event(entry, feed.language, feed.imprecise)
    more = extras(entry, event, way_of(entry, feed))
    properties = (*event_properties(event), *more.properties, *relations(entry, feed, slugs))
    return Component("VEVENT", properties, more.components)
