"""jCal: an iCalendar feed as JSON, property by property (RFC 7265)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Unpack

from kzeu_timeline.calendar_events import Feed, FeedOptions
from kzeu_timeline.calendar_events.components import calendar_component
from kzeu_timeline.calendar_events.properties import Component
from kzeu_timeline.contentlines import Property, Value, cleaned, degrees, escaped, uri
from kzeu_timeline.exporters.feedlosses import feed_losses
from kzeu_timeline.exporters.jsontext import json_text
from kzeu_timeline.exporters.losses import Loss
from kzeu_timeline.records import Value as Json
from kzeu_timeline.timeline import Timeline


def to_jcal(timeline: Timeline, **options: Unpack[FeedOptions]) -> str:
    """The feed of the same options, :class:`FeedOptions`, as jCal; ``language`` is required.

    Says what :func:`to_ical` says, and raises what it raises.
    """
    return json_text(_component(calendar_component(timeline, Feed(**options))), indent=None)


def losses(timeline: Timeline, **options: Unpack[FeedOptions]) -> Iterator[Loss]:
    """What the feed with these options does not carry: what iCalendar does not."""
    return feed_losses(timeline, Feed(**options))


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
