"""A damaged feed is not let out."""

from __future__ import annotations

import re

import pytest

from kzeu_timeline import ExportError, load, to_ical
from kzeu_timeline.validation import FeedChecks
from tests.exporters import hostile
from tests.exporters.samples import event, timeline

FEED = to_ical(timeline(event("2025-11", title="Заседание"), event(slug="b")), language="ru")
UIDS = re.findall(rb"UID:(\S+)", FEED)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_good_feed_is_let_out_as_it_is(language: str) -> None:
    for entries in (load().timeline(), hostile.fixed_timeline(80), timeline()):
        feed = to_ical(entries, language=language)
        assert FeedChecks().checked(feed) is feed


@pytest.mark.parametrize("content", [b"", b"\r\n", b"x", b"\xff", b"/etc/passwd", b"<html></html>", b"\x00" * 100])
def test_what_is_no_feed_is_refused(content: bytes) -> None:
    with pytest.raises(ExportError, match=r"^the feed can't be read back: "):
        FeedChecks().checked(content)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"END:VCALENDAR\r\n", b""),
        (b"END:VEVENT\r\nEND:VCALENDAR\r\n", b""),
        (b"END:VCALENDAR\r\n", b"END:VCALENDAR\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
        (b"\r\n", b"\n"),
        (b"DTEND;VALUE=DATE:20251202", b"DTEND;VALUE=DATE:20251302"),
        (b"DTSTAMP:20251202T000000Z", b"DTSTAMP:yesterday"),
        (b"STATUS:CONFIRMED", b"STATUS CONFIRMED"),
        (b"SEQUENCE:0", b"SEQUENCE:none"),
        (b"SUMMARY;LANGUAGE=ru:", b"SUMMARY;LANGUAGE:"),
    ],
    ids=[
        *("no end", "no end of an event", "two calendars", "bare LF", "no such day", "no instant", "no colon"),
        *("no number", "no value of a parameter"),
    ],
)
def test_a_feed_that_icalendar_can_not_read_is_refused(old: bytes, new: bytes) -> None:
    damaged = FEED.replace(old, new)
    assert damaged != FEED
    with pytest.raises(ExportError, match=r"^the feed can't be read back: "):
        FeedChecks().checked(damaged)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"STATUS:CONFIRMED", b"SUMMARY:again\r\nSTATUS:CONFIRMED"),
        (b"UID:" + UIDS[0] + b"\r\n", b""),
        (b"DTEND;VALUE=DATE:20251202", b"DTEND;VALUE=DATE:20251201"),
        (b"DTEND;VALUE=DATE:20251202", b"DTEND:20251202T000000Z"),
        (b"DTEND;VALUE=DATE:20251202", b"DTEND;VALUE=DATE:20251202\r\nDTEND;VALUE=DATE:20251203"),
        (b"UID:" + UIDS[0], b"UID:" + UIDS[1]),
        (b"END:VEVENT\r\nEND:VCALENDAR", b"END:VTODO\r\nEND:VCALENDAR"),
        (b"VEVENT", b"VTODO"),
        (b"X-KZEU-EDTF:2025-11", b"X-KZEU-EDTF:\x002025-11"),
        ("Заседание".encode(), b"\xff"),
        ("Заседание".encode(), b"\xd0\r\n \x97"),
    ],
    ids=[
        *("two summaries", "no UID", "empty day", "a day until an instant", "two ends", "one UID twice"),
        *("wrong end", "no event", "NUL", "not UTF-8", "a character cut by a fold"),
    ],
)
def test_a_feed_that_other_programs_can_not_read_is_refused(old: bytes, new: bytes) -> None:
    damaged = FEED.replace(old, new)
    assert damaged != FEED
    with pytest.raises(ExportError):
        FeedChecks().checked(damaged)
