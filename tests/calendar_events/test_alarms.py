"""Alarms are on the right days only, and in feeds that are asked for them only."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kzeu_timeline import Relation, Timeline, to_ical
from kzeu_timeline.calendar_events import Feed
from kzeu_timeline.calendar_events.alarms import reminder
from tests.exporters.feeds import LANGUAGES, record, shown
from tests.exporters.samples import MORNING, event

DERIVED = {"relations": [Relation(kind="anniversary-of", target="b")]}


def alarm(when: str = "2025-12-01", *, today: dt.date | None = None, **given: Any) -> str | None:
    return reminder(event(when, **given), Feed(language="en", alarms=True, today=today))


def test_whole_days_are_announced_at_nine_on_the_day_before_and_times_a_day_before() -> None:
    assert alarm(status="planned") == "-PT15H"
    assert alarm(status="planned", clock=MORNING) == "-P1D"


@pytest.mark.parametrize(
    ("status", "given", "has_one"),
    [
        ("planned", {}, True),
        (None, DERIVED, True),
        (None, {}, False),
        ("held", {}, False),
        ("held", DERIVED, False),
        ("postponed", {}, False),
        ("cancelled", {}, False),
    ],
)
def test_what_is_announced_has_an_alarm(status: str | None, given: dict[str, Any], has_one: bool) -> None:
    assert (alarm(status=status, **given) is not None) == has_one


@pytest.mark.parametrize("when", ["2025-12", "2025-12-01?", "2025-12-01~", "[..2025-12-02]", "2025-12-01/.."])
def test_there_is_no_alarm_on_a_day_that_is_not_known(when: str) -> None:
    assert alarm(when, status="planned") is None


@pytest.mark.parametrize(("today", "has_one"), [("2025-11-30", True), ("2025-12-01", False), ("2025-12-09", False)])
def test_there_is_no_alarm_on_what_has_begun(today: str, has_one: bool) -> None:
    day = dt.date.fromisoformat(today)
    assert (alarm(status="planned", today=day) is not None) == has_one
    assert (alarm(status="planned", today=day, clock=MORNING) is not None) == has_one


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_alarm_says_what_it_is_about(language: str) -> None:
    found = shown(event(status="planned", title="A, b"), language, alarms=True)
    (part,) = found.components
    assert part.name == "VALARM"
    assert part.names == ["UID", "ACTION", "DESCRIPTION", "TRIGGER"]
    assert (part.text("ACTION"), part.text("DESCRIPTION"), part.text("TRIGGER")) == ("DISPLAY", "A, b", "-PT15H")
    assert part.one("DESCRIPTION").params == {"LANGUAGE": language}
    assert part.text("UID") != found.text("UID")


def test_nothing_but_the_alarms_is_different() -> None:
    plain, with_alarms = (to_ical(record(), language="kk", alarms=alarms) for alarms in (False, True))
    assert b"VALARM" not in plain
    pieces = with_alarms.split(b"BEGIN:VALARM\r\n")
    assert len(pieces) > 5
    assert b"".join([pieces[0], *(each.partition(b"END:VALARM\r\n")[2] for each in pieces[1:])]) == plain


def test_the_alarm_goes_when_the_day_has_come_though_the_event_is_kept() -> None:
    planned = Timeline([event(status="planned")])
    feeds = [to_ical(planned, language="en", alarms=True, today=dt.date(2025, 11, day)) for day in (29, 30)]
    late = to_ical(planned, language="en", alarms=True, today=dt.date(2025, 12, 1))
    assert feeds[0] == feeds[1]
    assert late == to_ical(planned, language="en") != feeds[0]
