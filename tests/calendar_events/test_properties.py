"""A calendar event as properties: those that it has, and no others."""

from __future__ import annotations

from kzeu_timeline.calendar_events import calendar_events
from kzeu_timeline.calendar_events.properties import event_properties
from kzeu_timeline.timeline import Timeline
from tests.builders import event


def names(when: str) -> list[str]:
    (shown,) = calendar_events(Timeline([event(when=when)]), language="en")
    return [each.name for each in event_properties(shown)]


def test_an_event_ends_unless_no_day_is_left_for_that() -> None:
    assert "DTEND" in names("9999-12-30")
    assert "DTEND" not in names("9999-12-31")
