"""Damaged and hostile calendars: an error for each component, with its place, and all the rest kept."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzeu_timeline import CalendarError, CalendarProblem, KzeuTimelineError, Reading, read_ical, to_ical
from kzeu_timeline.readers.ical import components, contentlines
from tests.builders import dated, refusal
from tests.readers.calendars import YEAR, ZONE, calendar, read, told, wrapped
from tests.strategies import LAW

GOOD = "BEGIN:VEVENT\nUID:good\nSUMMARY:good\nDTSTART:20250301\nEND:VEVENT\n"


def kept(reading: Reading) -> list[str]:
    return [entry.title["en"] for entry in reading]


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("BEGIN:VEVENT\nUID:bad\nEND:VEVENT\n", [(4, "VEVENT", "bad", "no DTSTART")]),
        (
            "BEGIN:VEVENT\nDTSTART:20251301\nEND:VEVENT\n",
            [(5, "VEVENT", "", "DTSTART: no such date or time: '20251301'")],
        ),
        ("BEGIN:VEVENT\nDTSTART:x\nEND:VEVENT\n", [(5, "VEVENT", "", "DTSTART: not a date or time: 'x'")]),
        ("BEGIN:VEVENT\nUID:open\nDTSTART:20250302\n", [(4, "VEVENT", "open", "the END is missing")]),
        (
            "BEGIN:VEVENT\nBEGIN:VALARM\nEND:VEVENT\n",
            [(4, "VEVENT", "", "no DTSTART"), (5, "VALARM", "", "the END is missing")],
        ),
        ("END:VEVENT\n", [(4, "VCALENDAR", "", "an END without its BEGIN: 'VEVENT'")]),
        ("no line\n", [(4, "VCALENDAR", "", "no content line: 'no line'")]),
    ],
)
def test_one_component_is_left_out_and_told(body: str, problems: list[tuple[int, str, str, str]]) -> None:
    reading = read_ical(wrapped(body + GOOD))
    assert kept(reading) == ["good"]
    assert [problem[1:] for problem in reading.problems] == problems


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("GEO:91;0", "left out: no position: '91;0'"),
        ("GEO:north", "left out: no position: 'north'"),
        ("STATUS:MAYBE", "left out: an unknown STATUS: 'MAYBE'"),
        ("DTEND:20250101", "left out: an end before the start: '20250101'"),
        ("DURATION:-P1D", "left out: an end before the start: '-P1D'"),
        ("DTEND:x", "left out: not a date or time: 'x'"),
        ("DURATION:P", "left out: not a duration: 'P'"),
        ("RRULE:FREQ=DAILY;COUNT=0", "the first alone is kept: not a whole number from 1 on: '0'"),
        ("RRULE:FREQ=SECONDLY", "the first alone is kept: 'SECONDLY'"),
        ("RDATE:x", "the first alone is kept: not a date or time: 'x'"),
        ("RRULE:FREQ=DAILY\nEXDATE:x", "the first alone is kept: not a date or time: 'x'"),
        ("RRULE:FREQ=DAILY;COUNT=1\nEXRULE:FREQ=DAILY", "EXRULE is not followed"),
        ("SUMMARY\x01", "no content line: 'SUMMARY\\x01'"),
        ("RECURRENCE-ID;RANGE=THISANDFUTURE:20250301", "a change of all that follows; only this one is changed"),
    ],
)
def test_a_bad_property_costs_itself_alone(line: str, message: str) -> None:
    reading = read(f"UID:1\nSUMMARY:a\nDTSTART:20250301\n{line}")
    assert (kept(reading), [problem.uid for problem in reading.problems]) == (["a"], ["1"])
    assert told(reading) == [message.replace("kept: 'SECONDLY'", "kept: whole days can't recur 'SECONDLY'")]


def test_a_problem_says_where_it_is() -> None:
    reading = read_ical(calendar("UID:1\nDTSTART:20250301"), calendar("UID:2\nX: a\n b"))
    assert reading.problems == (CalendarProblem(2, 4, "VEVENT", "2", "no DTSTART"),)
    assert str(reading.problems[0]) == "calendar 2, line 4: VEVENT '2': no DTSTART"
    assert str(CalendarProblem(1, 3, "", "", "a")) == "calendar 1, line 3: a"


def test_what_lasts_beyond_the_calendar_loses_its_end() -> None:
    reading = read("UID:1\nDTSTART:99991230T100000Z\nDURATION:P9999W", "UID:2\nDTSTART:99991231\nDURATION:P5D")
    assert [entry.when.edtf for entry in reading] == ["9999-12-30", "9999-12-31"]
    assert {loss.why for loss in reading.losses if loss.what == "clock"} == {"an end after the year 9999"}


def test_what_begins_beyond_the_calendar_is_told() -> None:
    shift = ZONE.replace("TZOFFSETTO:+0100", "TZOFFSETTO:-9900").replace("TZOFFSETTO:+0200", "TZOFFSETTO:-9900")
    assert told(read("UID:1\nDTSTART;TZID=Here:99991231T230000", before=shift)) == [
        "outside the years 1 to 9999: '9999-12-31T23:00:00'"
    ]


def test_an_exception_that_can_not_be_read_is_told() -> None:
    assert told(read("UID:1\nRECURRENCE-ID:20250302\nSUMMARY:a")) == ["no DTSTART"]


def test_the_first_hours_of_the_calendar_are_told() -> None:
    reading = read("UID:2\nDTSTART;TZID=Asia/Almaty:00010101T010000\nDTEND:00010101T000000Z")
    assert told(reading) == ["outside the years 1 to 9999: '0001-01-01T01:00:00'"]
    reading = read("UID:2\nDTSTART;TZID=Asia/Almaty:00010102T010000\nDTEND;TZID=Asia/Kolkata:00010101T000000")
    assert len(reading) + len(reading.problems) == 2


# Bombs


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;BYSETPOS=1",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11;BYMINUTE=0,1,2,3,4,5,6,7,8,9;BYSECOND=0,1,2,3,4,5,6",
        "FREQ=YEARLY;INTERVAL=0",
        "FREQ=HOURLY;UNTIL=x",
    ],
)
def test_a_bomb_is_defused_and_the_rest_kept(rule: str) -> None:
    reading = read(
        f"UID:1\nSUMMARY:bomb\nDTSTART:20250101T000000Z\nRRULE:{rule}", "UID:2\nSUMMARY:good\nDTSTART:20250301"
    )
    assert kept(reading) == ["bomb", "good"]
    (problem,) = reading.problems
    assert problem.message.startswith("the first alone is kept: ")


def test_a_bomb_in_a_zone_leaves_the_day() -> None:
    bomb = ZONE.replace("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "FREQ=SECONDLY")
    reading = read("UID:1\nDTSTART;TZID=Here:20250301T090000", before=bomb)
    assert [entry.when.edtf for entry in reading] == ["2025-03-01"]
    assert told(reading) == ["the rules of its clocks are left out: a rule that takes more than 100,000 steps"]


# Limits


def test_limits_of_lines_and_levels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(components, "MOST_PROPERTIES", 3)
    monkeypatch.setattr(contentlines, "LONGEST_VALUE", 40)
    long = f"DESCRIPTION:{'a' * 30}\n {'b' * 30}"
    reading = read(f"UID:1\nDTSTART:20250301\n{long}\nSUMMARY:a\nCLASS:b")
    assert told(reading) == [
        f"a value too long, left out: 'DESCRIPTION:{'a' * 30}{'b' * 30}'",
        "more than 3 properties",
    ]
    assert reading[0].title["en"] == "1"


def test_levels_are_counted() -> None:
    deep = "BEGIN:X\n" * 1_000 + "A:b\n" + "END:X\n" * 1_000
    reading = read_ical(wrapped(deep + GOOD))
    assert kept(reading) == ["good"]
    assert told(reading) == ["components more than 20 deep"]


def test_parameters_are_counted() -> None:
    many = "".join(f";X{number}=1" for number in range(200))
    assert kept(read(f"UID:1\nDTSTART:20250301\nSUMMARY{many};LANGUAGE=ru:a")) == ["a"]


def test_problems_are_counted() -> None:
    reading = read(*["UID:1"] * 1_200)
    assert len(reading.problems) == 1_001
    assert told(reading)[-1] == "and 200 problems more"


# Octets


@pytest.mark.parametrize(
    ("data", "titles"),
    [
        (calendar("DTSTART:20250301\nSUMMARY:ә").replace(b"\n", b"\r\n"), ["ә"]),
        (calendar("DTSTART:20250301\nSUMMARY:ә").replace(b"\n", b"\r"), ["ә"]),
        (calendar("DTSTART:20250301\nSUMMARY:ә").replace(b"\n", b"\r\r\n"), ["ә"]),
        (b"\xef\xbb\xbf" + calendar("DTSTART:20250301\nSUMMARY:ә"), ["ә"]),
        (calendar("DTSTART:20250301\nSUMMARY:ә").decode().encode("utf-16"), ["ә"]),
        (calendar("DTSTART:20250301\nSUMMARY:ә").replace(b"\xd3\x99", b"\xd3\r\n \x99"), ["ә"]),
        (calendar("DTSTART:20250301\nSUMMARY:a\n\tb"), ["ab"]),
        (calendar("dtstart:20250301\nsummary;x='\":a"), ["a"]),
        (b" \n\n" + calendar("DTSTART:20250301\nSUMMARY:a\x00\x1b\x7f\x85b"), ["ab"]),
        (calendar("DTSTART:20250301\nSUMMARY:a\\nb\\\\n\\;\\,\\x\\"), ["a\nb\\n;,x"]),
        (b"BEGIN:VEVENT\nDTSTART:20250301\nSUMMARY:a\nEND:VEVENT\n", ["a"]),
        (calendar("DTSTART:20250301\nSUMMARY:a") + calendar("DTSTART:20250302\nSUMMARY:b"), ["a", "b"]),
        (
            calendar("DTSTART:20250301\nSUMMARY:a").replace(b"END:VCALENDAR\n", b"")
            + calendar("DTSTART:20250302\nSUMMARY:b"),
            ["a", "b"],
        ),
    ],
)
def test_lines_are_read_as_they_are_found(data: bytes, titles: list[str]) -> None:
    assert kept(read_ical(data)) == titles


def test_what_is_not_utf8_is_told() -> None:
    reading = read_ical(calendar("DTSTART:20250301\nSUMMARY:x").replace(b"x", b"caf\xe9"))
    assert kept(reading) == ["café"]
    assert told(reading) == ["not UTF-8, read as Windows-1252: 'SUMMARY:café'"]


@pytest.mark.parametrize(
    "data", [b"", b"\n \n", b"/etc/passwd", b"BEGIN:VCARD\n", b"\xff\xfe\xff", b"\x00" * 100, b"a:b\n" * 9]
)
def test_what_is_no_calendar_is_refused(data: bytes) -> None:
    assert refusal(lambda: read_ical(data), CalendarError).startswith("no calendar: ")


def test_lines_outside_are_told() -> None:
    assert told(read_ical(b"END:VEVENT\na:b\n" + calendar())) == [
        "an END without its BEGIN: 'VEVENT'",
        "lines outside of every component",
    ]


def test_text_is_no_bytes() -> None:
    assert refusal(lambda: read_ical("BEGIN:VCALENDAR"), CalendarError).startswith("a calendar is read from bytes")  # type: ignore[arg-type]


FEED = to_ical(dated("2025-12-01", "[..2025-12-02]", "2025-11"), language="en")
FOREIGN = calendar(
    "UID:1\nSUMMARY:a\nDTSTART;TZID=Here:20250301T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3", before=ZONE
)


@settings(LAW, max_examples=150)
@given(st.sampled_from([FEED, FOREIGN]), st.lists(st.tuples(st.integers(0, 5_000), st.binary(max_size=6)), max_size=8))
def test_whatever_becomes_of_the_octets_only_our_own_errors_come_of_it(
    data: bytes, edits: list[tuple[int, bytes]]
) -> None:
    for at, octets in edits:
        place = at % len(data)
        data = data[:place] + octets + data[place + len(octets) // 2 :]
    try:
        reading = read_ical(data, window=YEAR)
    except KzeuTimelineError:
        return
    assert all(isinstance(problem, CalendarProblem) for problem in reading.problems)


@settings(LAW, max_examples=60)
@given(st.binary(max_size=200), st.integers(0, 2_000))
def test_a_feed_that_breaks_off_keeps_what_is_whole(more: bytes, end: int) -> None:
    whole = FEED[: len(FEED) - end]
    if whole.count(b"\r\nEND:VEVENT\r\n"):
        assert len(read_ical(whole)) >= whole.count(b"\r\nEND:VEVENT\r\n")
    with suppress(CalendarError):
        read_ical(more)
