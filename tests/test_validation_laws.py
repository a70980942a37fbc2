"""Feeds checked line by distinct line: the verdict is that of icalendar over whole feeds, or stricter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzeu_timeline import ExportError, Timeline, to_ical
from kzeu_timeline.feeds import VARIANTS, Showing
from kzeu_timeline.validation import FeedChecks
from tests.builders import refusal, shipped
from tests.exporters import hostile, samples
from tests.exporters.read_whole import checked_feed
from tests.strategies import LAW

FEED: Final = to_ical(
    Timeline([samples.event(slug="a", clock=samples.MORNING, title="Қазақстан " * 9), samples.event(slug="b")]),
    language="en",
)
UID: Final = next(line for line in FEED.split(b"\r\n") if line.startswith(b"UID:"))


def is_let_through(feed: bytes, checks: FeedChecks | None = None) -> bool:
    try:
        return (checks or FeedChecks()).checked(feed) == feed
    except ExportError:
        return False


def is_read_by_icalendar(feed: bytes) -> bool:
    try:
        return checked_feed(feed) == feed
    except ExportError:
        return False


# What is right.


@given(hostile.timelines(), st.sampled_from(["kk", "ru", "en"]), st.sampled_from([{}, *VARIANTS.values()]))
@LAW
def test_every_feed_that_we_write_is_let_through(timeline: Timeline, language: str, showing: Showing) -> None:
    feed = to_ical(timeline, **showing, language=language)
    assert FeedChecks().checked(feed) == feed == checked_feed(feed)


def test_the_second_feed_is_judged_as_the_first() -> None:
    checks = FeedChecks()
    assert is_let_through(FEED, checks)
    assert is_let_through(FEED, checks)
    assert not is_let_through(FEED.replace(b"SUMMARY", b"SUMMERY", 1), checks)
    assert not is_let_through(FEED.replace(b"BEGIN:VEVENT\r\n", b"BEGIN:VEVENT\r\nGEO:1;x\r\n", 1), checks)
    assert not is_let_through(FEED.replace(b"\r\nVERSION:2.0", b""), checks)
    assert is_let_through(FEED, checks)


def test_an_alarm_may_stand_in_an_event() -> None:
    alarm = b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT12H\r\nDESCRIPTION:x\r\nEND:VALARM\r\nEND:VEVENT\r\n"
    assert is_let_through(FEED.replace(b"END:VEVENT\r\n", alarm))
    assert not is_let_through(FEED.replace(b"END:VEVENT\r\n", alarm.replace(b"DESCRIPTION:x\r\n", b"")))
    assert not is_let_through(FEED.replace(b"END:VEVENT\r\n", alarm.replace(b"-PT12H", b"soon")))
    assert not is_let_through(FEED.replace(b"END:VEVENT\r\n", alarm.replace(b"VALARM", b"VTODO")))


# What is wrong.

DAMAGES: Final[dict[str, Callable[[bytes], bytes]]] = {
    "empty": lambda _: b"",
    "no end": lambda feed: feed[:-20],
    "something after the end": lambda feed: feed + b"X:y\r\n",
    "two calendars": lambda feed: feed + feed,
    "a second calendar within": lambda feed: feed.replace(b"END:VEVENT\r\n", b"END:VEVENT\r\nBEGIN:VCALENDAR\r\n", 1),
    "bare line feeds": lambda feed: feed.replace(b"\r\n", b"\n"),
    "a bare carriage return": lambda feed: feed.replace(b"Meeting", b"Mee\rting"),
    "a blank line": lambda feed: feed.replace(b"\r\nUID", b"\r\n\r\nUID", 1),
    "a control character": lambda feed: feed.replace(b"Meeting", b"Mee\x1bting"),
    "a NUL": lambda feed: feed.replace(b"Meeting", b"Mee\0ting"),
    "half a character": lambda feed: feed.replace("Қ".encode(), "Қ".encode()[:1], 1),
    "a fold within a character": lambda feed: feed.replace("Қ".encode(), b"\xd2\r\n \x9a", 1),
    "a line too long": lambda feed: feed.replace(b"Meeting", b"Meeting" * 20),
    "a line without a name": lambda feed: feed.replace(b"SUMMARY", b"SUM MARY", 1),
    "a line without a value": lambda feed: feed.replace(b"\r\nUID", b"\r\nNONSENSE\r\nUID", 1),
    "no UID": lambda feed: feed.replace(UID + b"\r\n", b"", 1),
    "one UID twice": lambda feed: feed.replace(UID + b"\r\n", (UID + b"\r\n") * 2, 1),
    "two events with one UID": lambda feed: feed.replace(b"END:VCALENDAR", feed[feed.index(b"BEGIN:VE") :][:-2]),
    "two titles": lambda feed: feed.replace(b"SUMMARY", b"SUMMARY:x\r\nSUMMARY", 1),
    "no beginning": lambda feed: feed.replace(b"DTSTART", b"X-START", 1),
    "an end before it": lambda feed: feed.replace(b"DTEND;VALUE=DATE:2025", b"DTEND;VALUE=DATE:2024"),
    "an end on the same day": lambda feed: feed.replace(b"DATE:20251202", b"DATE:20251201"),
    "an instant and a day": lambda feed: feed.replace(b"DTEND:20251201T110000Z", b"DTEND;VALUE=DATE:20251202"),
    "a floating time": lambda feed: feed.replace(b"T110000Z", b"T110000"),
    "no such day": lambda feed: feed.replace(b"20251202", b"20251302").replace(b"20251201", b"20251301"),
    "no such place on earth": lambda feed: feed.replace(b"END:VEVENT", b"GEO:north;south\r\nEND:VEVENT", 1),
    "an event that does not end": lambda feed: feed.replace(b"END:VEVENT\r\n", b"", 1),
    "an event within an event": lambda feed: feed.replace(b"END:VEVENT\r\nBEGIN:VEVENT", b"BEGIN:VEVENT", 1),
    "the end of something else": lambda feed: feed.replace(b"END:VEVENT", b"END:VTODO", 1),
    "no version": lambda feed: feed.replace(b"VERSION:2.0\r\n", b""),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_a_calendar_program_could_not_read_is_refused(damage: str) -> None:
    damaged = DAMAGES[damage](FEED)
    assert damaged != FEED
    assert refusal(lambda: FeedChecks().checked(damaged), ExportError).startswith("the feed can't be read back: ")


_LINES: Final = FEED.split(b"\r\n")
_EDITS: Final = st.lists(
    st.tuples(
        st.sampled_from(["drop", "double", "cut", "insert", "swap"]),
        st.integers(0, len(_LINES) - 2),
        st.sampled_from([b"END:VEVENT", b"BEGIN:VEVENT", b"UID:x", b"GEO:1", b"DTSTART:1", b"\xff", b" x", b"a\x07"]),
    ),
    max_size=3,
)


@given(_EDITS)
@LAW
def test_whatever_is_let_through_icalendar_reads_whole(edits: list[tuple[str, int, bytes]]) -> None:
    lines = list(_LINES)
    for edit, at, text in edits:
        match edit:
            case "drop":
                del lines[at : at + 1]
            case "double":
                lines[at:at] = lines[at : at + 1]
            case "cut":
                lines[at : at + 1] = [lines[at][:-2]] if at < len(lines) else []
            case "insert":
                lines.insert(at, text)
            case "swap":
                lines[at : at + 2] = lines[at : at + 2][::-1]
    feed = b"\r\n".join(lines)
    assert is_read_by_icalendar(feed) or not is_let_through(feed)


@pytest.mark.parametrize("variant", ["", *VARIANTS])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_icalendar_reads_the_feeds_of_the_record_whole(language: str, variant: str) -> None:
    feed = to_ical(shipped().timeline(), **VARIANTS.get(variant, {}), language=language)
    assert FeedChecks().checked(feed) == checked_feed(feed)
