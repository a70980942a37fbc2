"""jCal: an iCalendar feed as JSON, property by property (RFC 7265)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator
from typing import Final, NamedTuple, Unpack

from kzeu_timeline.calendar_events import Feed, FeedOptions
from kzeu_timeline.calendar_events.components import extras, relations
from kzeu_timeline.calendar_events.event import NEVER_CHANGED, kept_event, led_to, shown_entries
from kzeu_timeline.calendar_events.kept import Kept
from kzeu_timeline.calendar_events.properties import Component, calendar_properties, event_properties
from kzeu_timeline.calendar_events.ways import Way, way_of
from kzeu_timeline.contentlines import Property, Value, cleaned, degrees, escaped, uri
from kzeu_timeline.exporters.feedlosses import feed_losses
from kzeu_timeline.exporters.jsontext import json_text
from kzeu_timeline.exporters.losses import Loss
from kzeu_timeline.model import Entry
from kzeu_timeline.records import Value as Json
from kzeu_timeline.timeline import Timeline


def to_jcal(timeline: Timeline, **options: Unpack[FeedOptions]) -> str:
    """The feed of the same options, :class:`FeedOptions`, as jCal; ``language`` is required.

    Says what :func:`to_ical` says, keeps what it keeps, and raises what it raises.
    """
    feed = Feed(**options)
    entries = shown_entries(timeline, feed)
    slugs = led_to(entries)
    written = [_kept(entry, feed) for entry in entries]
    header = calendar_properties(feed, max((each.updated for each in written), default=NEVER_CHANGED))
    events = [
        f'["vevent", [{each.properties}{_related(entry, feed, slugs)}], {each.components}]'
        for entry, each in zip(entries, written, strict=True)
    ]
    return f'["vcalendar", {_text(map(_property, header))}, [{", ".join(events)}]]'


def losses(timeline: Timeline, **options: Unpack[FeedOptions]) -> Iterator[Loss]:
    """What the feed with these options does not carry: what iCalendar does not."""
    return feed_losses(timeline, Feed(**options))


class _Written(NamedTuple):
    """What is written of an entry: properties, to which what depends on the others in the feed is added; components."""

    updated: dt.datetime
    properties: str
    components: str


_KEPT: Final = Kept[Way, _Written]()


def _kept(entry: Entry, feed: Feed) -> _Written:
    return _KEPT.get(entry, way_of(entry, feed), _written)


def _written(entry: Entry, way: Way) -> _Written:
    event = kept_event(entry, way.language, way.imprecise)
    more = extras(entry, event, way)
    properties = _text(map(_property, (*event_properties(event), *more.properties)))
    return _Written(event.updated, properties[1:-1], _text(map(_component, more.components)))


def _related(entry: Entry, feed: Feed, slugs: Container[str]) -> str:
    made = map(_property, relations(entry, feed, slugs)) if entry.relations else ()
    return "".join([f", {json_text(each, indent=None)}" for each in made])


def _text(values: Iterable[Json]) -> str:
    return json_text([*values], indent=None)


def _component(component: Component) -> Json:
    return [
        component.name.lower(),
        [_property(each) for each in component.properties],
        [_component(each) for each in component.components],
    ]


def _property(prop: Property) -> Json:
    parameters: dict[str, Json] = {name.lower(): cleaned(value) for name, value in prop.parameters.items()}
    return [prop.name.lower(), parameters, prop.type, *(_value(prop.type, each) for each in prop.values)]


def _value(kind: str, value: Value) -> Json:
    if isinstance(value, dt.datetime):
        return f"{value.isoformat()[:19]}Z"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [float(degrees(each)) for each in value]
    if isinstance(value, int):
        return value
    if kind == "unknown":  # as it stands in the line, escapes and all (RFC 7265, 5.1)
        return escaped(value).decode()
    return uri(value) if kind == "uri" else cleaned(value)
