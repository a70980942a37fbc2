"""ical.js, which reads feeds for Thunderbird and Nextcloud, sees what icalendar and our raw checker see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import Any, Final

import icalendar
import pytest

from kzeu_timeline import Language, Timeline, load, to_ical
from tests.exporters import hostile, raw_ical
from tests.exporters.raw_ical import Component
from tests.exporters.samples import event, timeline

pytestmark = pytest.mark.clients

Read = Callable[[bytes], dict[str, Any]]

GARBLED: Final = ("\\N", "\ufeff")
"""What icalendar reads otherwise than it was written; see tests/exporters/test_ical_laws.py."""

FEEDS: Final = [
    *((name, mode, language) for name in ("record", "hostile") for mode in ("mark", "span") for language in Language),
    *(("record", "omit", language) for language in Language),
]


@cache
def feed_of(name: str, mode: str, language: str) -> bytes:
    """The shipped record, or 200 entries of hostile text."""
    entries = load().timeline() if name == "record" else hostile.fixed_timeline(200)
    return to_ical(entries, language=language, imprecise=mode)


def day_or_instant(text: str) -> dt.date:
    """What ical.js writes in ISO 8601."""
    return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)


def by_icaljs(found: dict[str, Any]) -> dict[str, Any]:
    """What all three readers are asked, by ical.js."""
    return {**found, "start": day_or_instant(found["start"]), "end": day_or_instant(found["end"])}


def by_raw_checker(found: Component) -> dict[str, Any]:
    """The same, by our own reader."""
    texts = {prop.name: prop for prop in found.properties}
    times = [day_or_instant(texts[name].value) for name in ("DTSTART", "DTEND")]
    return {
        "uid": texts["UID"].text,
        "summary": texts["SUMMARY"].text,
        "description": texts["DESCRIPTION"].text,
        "start": times[0],
        "end": times[1],
        "isDate": not isinstance(times[0], dt.datetime),
        "status": texts["STATUS"].text,
        "sequence": int(texts["SEQUENCE"].value),
        "categories": texts["CATEGORIES"].texts,
        "location": texts["LOCATION"].text if "LOCATION" in texts else None,
        "url": texts["URL"].value if "URL" in texts else None,
        "related": [prop.text for prop in found.all("RELATED-TO")],
        "edtf": texts["X-KZEU-EDTF"].text,
        "properties": [name.lower() for name in found.names],
    }


COMPARED_WITH_ICALENDAR: Final = ("uid", "summary", "description", "start", "end", "status", "sequence", "location")


def by_icalendar(found: icalendar.Event) -> dict[str, Any]:
    """As much of it as icalendar tells without being coaxed."""
    texts = {name: found.get(name) for name in ("uid", "summary", "description", "status", "location")}
    return {
        **{name: None if text is None else str(text) for name, text in texts.items()},
        "start": found.start,
        "end": found.end,
        "sequence": int(found["sequence"]),
    }


@pytest.mark.parametrize("which", FEEDS, ids="-".join)
def test_ical_js_reads_what_our_own_reader_reads(which: tuple[str, str, str], icaljs: Read) -> None:
    feed = feed_of(*which)
    found, calendar = icaljs(feed), raw_ical.read(feed)
    assert found["strangers"] == []
    assert (found["name"], found["description"]) == (calendar.text("X-WR-CALNAME"), calendar.text("X-WR-CALDESC"))
    assert list(map(by_icaljs, found["events"])) == list(map(by_raw_checker, raw_ical.events(feed)))


@pytest.mark.parametrize("which", FEEDS, ids="-".join)
def test_icalendar_and_ical_js_say_the_same(which: tuple[str, str, str], icaljs: Read) -> None:
    calendar = icalendar.Calendar.from_ical(feed_of(*which))
    components = calendar.walk()
    assert [component.errors for component in components] == [[]] * len(components)
    theirs = [by_icaljs(each) for each in icaljs(feed_of(*which))["events"]]
    assert len(calendar.events) == len(theirs)
    for ours, other in zip(map(by_icalendar, calendar.events), theirs, strict=True):
        for key in COMPARED_WITH_ICALENDAR:
            if not any(sign in str(other[key]) for sign in GARBLED):
                assert ours[key] == other[key]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"DTSTART;VALUE=DATE:20251201", b"DTSTART;VALUE=DATE:20251301"),
        (b"STATUS:CONFIRMED", b"STATUS CONFIRMED"),
        (b"BEGIN:VEVENT", b"BEGIN:VEVENT\r\nBEGIN:VALARM"),
        (b"Meeting", b"\xff"),
    ],
    ids=["no such day", "no colon", "no end", "not UTF-8"],
)
def test_ical_js_is_asked_strictly(old: bytes, new: bytes, icaljs: Read) -> None:
    feed = to_ical(timeline(event()), language="en")
    assert icaljs(feed)["events"]
    with pytest.raises(AssertionError):
        icaljs(feed.replace(old, new))


def test_a_feed_of_nothing_is_read_as_such(icaljs: Read) -> None:
    assert icaljs(to_ical(Timeline(), language="kk"))["events"] == []
