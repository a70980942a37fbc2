"""No event is lost without a word: each BEGIN:VEVENT of a file is an entry, or a problem that names it."""

from __future__ import annotations

import re
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzeu_timeline import CalendarError, read_ical, to_ical
from tests.readers.calendars import YEAR, calendar, one, read, told
from tests.strategies import LAW

_EVENT: Final = re.compile("begin:vevent *$", re.IGNORECASE)
_EXTRAS: Final = (
    *("RRULE:FREQ=DAILY;COUNT=3", "RRULE:FREQ=YEARLY;UNTIL=20200101", "RRULE:FREQ=SECONDLY", "RRULE:x"),
    *("RDATE:20250401,20300101", "EXDATE:20250301", "EXDATE:x", "RECURRENCE-ID:20250302", "RECURRENCE-ID:x"),
    *("DTEND:20250101", "DURATION:x", "STATUS:x", "DTSTART:20250301", "DTSTART:20250301T090000Z", "DTSTART:x"),
    *("BEGIN:VALARM", "END:VALARM", "BEGIN:VTODO", "BEGIN:VCALENDAR", "END:VCALENDAR", "END:VEVENT", "BEGIN:X", ""),
    *("RECURRENCE-ID:20250302\nSEQUENCE:1", "DTSTART:20200301\nRRULE:FREQ=YEARLY;UNTIL=20230301"),
    *(
        "X-KZEU-SLUG:a",
        "X-KZEU-TYPE:event",
        "X-KZEU-EDTF:2025",
        "no line",
        'X-A;X=":a',
        "BEGIN:VEVENT\nSUMMARY:s9",
        "A:b\x01",
    ),
    *("\n".join(["BEGIN:X"] * 25), "\n".join(["END:X"] * 25)),
)


def events_of(data: bytes) -> list[tuple[int, str]]:
    """Every VEVENT of a file, by means of its own: the line in which it begins, and all up to the next one."""
    found: list[tuple[int, str]] = []
    lines = data.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    at = 0
    while at < len(lines):
        line, number = lines[at], at + 1
        at += 1
        while at < len(lines) and lines[at][:1] in {" ", "\t"}:
            line += lines[at][1:]
            at += 1
        if _EVENT.match(line):
            found.append((number, ""))
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]}{line}\n")
    return found


def lost_of(data: bytes) -> list[int]:
    """The lines of those events that are neither an entry nor a problem."""
    try:
        reading = read_ical(data, window=YEAR)
    except CalendarError:
        return []
    events = events_of(data)
    ends = [number for number, _ in events[1:]] + [10**9]
    named = {problem.line for problem in reading.problems if problem.component not in {"", "VCALENDAR"}}
    titles = {entry.title["en"] for entry in reading}

    def is_kept(text: str) -> bool:
        return any(title in titles for title in re.findall("SUMMARY:(.*)", text))

    def is_replaced(text: str) -> bool:
        """Whether it recurs, and another event is there for an instance of it."""
        uid = re.search("UID:.*\n", text)
        if uid is None or "RECURRENCE-ID" in text:
            return False
        return any("RECURRENCE-ID" in other and uid[0] in other and is_kept(other) for _, other in events)

    return [
        begin
        for (begin, text), end in zip(events, ends, strict=False)
        if not is_kept(text) and not is_replaced(text) and not any(begin <= line < end for line in named)
    ]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A calendar of a few events, with lines put in where they don't belong, taken out, cut short and folded."""
    lines = ["BEGIN:VCALENDAR"]
    for number in range(draw(st.integers(1, 5))):
        uid = draw(st.sampled_from(("UID:1", "UID:2", f"UID:own-{number}")))
        start = draw(st.sampled_from(("DTSTART:20250301", "DTSTART:20250302T090000", "DTSTART;TZID=Asia/Almaty:x")))
        more = draw(st.lists(st.sampled_from(_EXTRAS), max_size=2))
        lines += ["BEGIN:VEVENT", f"SUMMARY:s{number}", uid, *more, start, "END:VEVENT"]
    lines.append("END:VCALENDAR")
    for at in draw(st.lists(st.integers(0, len(lines) - 1), max_size=3, unique=True)):
        what = draw(st.sampled_from(("insert", "remove", "cut", "fold")))
        line = lines[at]
        if what == "insert":
            lines[at] = f"{draw(st.sampled_from(_EXTRAS))}\n{line}"
        elif not line.startswith("SUMMARY"):
            middle = len(line) // 2
            lines[at] = {"remove": "", "cut": line[:middle], "fold": f"{line[:middle]}\n {line[middle:]}"}[what]
    return draw(st.sampled_from(("\n", "\r\n"))).join("\n".join(lines).split("\n")).encode()


@settings(LAW, max_examples=150)
@given(damaged())
def test_each_event_of_a_damaged_calendar_is_an_entry_or_a_problem(data: bytes) -> None:
    assert lost_of(data) == []


def test_a_rule_that_ends_before_it_begins_leaves_the_first() -> None:
    reading = read("UID:1\nSUMMARY:a\nDTSTART:20250301T090000\nRRULE:FREQ=DAILY;UNTIL=20240301T090000")
    assert [entry.when.edtf for entry in reading] == ["2025-03-01T09:00:00"]
    assert told(reading) == ["the first alone is kept: a rule that ends before it begins: '20240301T090000'"]


@pytest.mark.parametrize(
    "event",
    [
        "DTSTART:20200301\nRRULE:FREQ=YEARLY;UNTIL=20230101",
        "DTSTART:20300301\nRRULE:FREQ=YEARLY",
        "DTSTART:20250301\nRRULE:FREQ=DAILY;COUNT=2\nEXDATE:20250301,20250302",
    ],
)
def test_what_does_not_take_place_within_the_window_is_told(event: str) -> None:
    reading = read(f"UID:1\n{event}")
    assert (len(reading), told(reading)) == (0, ["it does not take place within the window"])


def test_of_two_that_take_the_place_of_one_instance_the_older_is_told() -> None:
    rule = "UID:1\nSUMMARY:all\nDTSTART:20250301\nRRULE:FREQ=DAILY;COUNT=2"
    change = "UID:1\nRECURRENCE-ID:20250302\nDTSTART:2025030{}\nSUMMARY:{}\nSEQUENCE:{}"
    reading = read(rule, change.format(3, "new", 2), change.format(4, "old", 1))
    assert [entry.title["en"] for entry in reading] == ["all", "new"]
    assert told(reading) == ["there is a newer one of the same instance, in line 10"]


def test_an_event_within_too_many_components_is_kept() -> None:
    data = "BEGIN:VCALENDAR\n" + "BEGIN:X\n" * 30 + "BEGIN:VEVENT\nSUMMARY:a\nDTSTART:20250301\nEND:VEVENT\n"
    assert [entry.title["en"] for entry in read_ical(data.encode())] == ["a"]


def test_a_line_goes_on_after_an_empty_one() -> None:
    assert one("DTSTART:20250301\n\n SUMMARY:a").title["en"] == "a"


def test_other_peoples_events_give_way_to_ours_in_whatever_order_they_come() -> None:
    theirs = calendar("UID:1\nSUMMARY:a\nDTSTART:20250301")
    ours = to_ical(read_ical(theirs), language="en")
    for calendars in ((theirs, ours), (ours, theirs)):
        first, second = (entry.slug for entry in read_ical(*calendars))
        assert second == f"{first}-2"


def test_what_two_feeds_of_one_language_say_otherwise_is_told() -> None:
    feed = to_ical(read_ical(calendar("UID:1\nSUMMARY:a\nDTSTART:20250301")), language="en")
    assert read_ical(feed, feed).problems == ()
    reading = read_ical(feed, feed.replace(b"SUMMARY;LANGUAGE=en:a", b"SUMMARY;LANGUAGE=en:b"))
    assert [str(problem.calendar) + problem.message for problem in reading.problems] == [
        "2not as in the calendar before; the newer counts"
    ]
