"""Other people's calendars: days, clock times in their zones, what recurs, and where it is said what is lost."""

from __future__ import annotations

import datetime as dt

import icalendar
import pytest
import recurring_ical_events
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kzeu_timeline import (
    CalendarError,
    Clock,
    InvalidRecordError,
    LocalizedText,
    Loss,
    Reading,
    Source,
    Status,
    Timeline,
    read_ical,
)
from tests.builders import refusal
from tests.readers.calendars import YEAR, ZONE, calendar, one, read, told, wrapped
from tests.strategies import LAW


def dates(reading: Reading) -> list[str]:
    return [entry.when.edtf for entry in reading]


@pytest.mark.parametrize(
    ("properties", "when"),
    [
        ("DTSTART;VALUE=DATE:20250301", "2025-03-01"),
        ("DTSTART;VALUE=DATE:20250301\nDTEND;VALUE=DATE:20250302", "2025-03-01"),
        ("DTSTART;VALUE=DATE:20250301\nDTEND;VALUE=DATE:20250301", "2025-03-01"),
        ("DTSTART;VALUE=DATE:20250301\nDTEND;VALUE=DATE:20250304", "2025-03-01/2025-03-03"),
        ("DTSTART;VALUE=DATE:20250301\nDURATION:P1W", "2025-03-01/2025-03-07"),
        ("DTSTART:20250301", "2025-03-01"),
        ("DTSTART:20250301T090000", "2025-03-01T09:00:00"),
        (
            "DTSTART;TZID=Europe/Berlin:20250301T220000\nDTEND;TZID=Europe/Berlin:20250303T000000",
            "2025-03-01/2025-03-02",
        ),
        ("DTSTART:20250301T220000\nDTEND:20250302T100000", "2025-03-01/2025-03-02"),
        ("DTSTART;TZID=Nowhere:20250301T220000\nDURATION:PT1H", "2025-03-01"),
        ("DTSTART:20250301T220000\nDTEND;VALUE=DATE:20250302", "2025-03-01T22:00:00"),
    ],
)
def test_days(properties: str, when: str) -> None:
    assert one(f"UID:1\nSUMMARY:a\n{properties}").when.edtf == when


@pytest.mark.parametrize(
    ("properties", "clock"),
    [
        ("DTSTART:20250301T090000Z", ("09:00", None, "Etc/UTC")),
        ("DTSTART:20250301T090000Z\nDTEND:20250301T090000Z", ("09:00", None, "Etc/UTC")),
        ("DTSTART:20250301T090000Z\nDURATION:PT90M", ("09:00", "10:30", "Etc/UTC")),
        ("DTSTART;TZID=Asia/Almaty:20250301T090000\nDTEND:20250301T050000Z", ("09:00", "10:00", "Asia/Almaty")),
        ("DTSTART;TZID=Asia/Almaty:20250301T230000\nDURATION:PT24H", ("23:00", "23:00", "Asia/Almaty")),
        ('DTSTART;TZID="W. Europe Standard Time":20250301T090000', ("09:00", None, "Europe/Berlin")),
        ("DTSTART;TZID=/mozilla.org/20050126_1/Europe/Paris:20250301T090000", ("09:00", None, "Europe/Paris")),
        ("DTSTART;TZID=Here:20250301T090000", ("09:00", None, "Etc/GMT-1")),
        ("DTSTART;TZID=Here:20250701T090000", ("09:00", None, "Etc/GMT-2")),
        ("DTSTART;TZID=Here:20250701T090000\nDTEND:20250701T083000Z", ("09:00", "10:30", "Etc/GMT-2")),
        ("DTSTART:20250701T070000Z\nDTEND;TZID=Here:20250701T103000", ("07:00", "08:30", "Etc/UTC")),
        ("DTSTART;TZID=Here:19600701T090000", ("09:00", None, "Etc/GMT-1")),
        ("DTSTART;TZID=Europe/Berlin:20250330T023000", ("03:30", None, "Europe/Berlin")),
    ],
)
def test_clock_times(properties: str, clock: tuple[str, str | None, str]) -> None:
    start, end, zone = clock
    expected = Clock(
        start=dt.time.fromisoformat(start), end=None if end is None else dt.time.fromisoformat(end), zone=zone
    )
    assert one(f"UID:1\nSUMMARY:a\n{properties}", before=ZONE).clock == expected


@pytest.mark.parametrize(
    ("zone", "clock"),
    [
        ("TZOFFSETFROM:+0530\nTZOFFSETTO:+0530", ("03:30", "Etc/UTC")),
        ("TZOFFSETFROM:+0000\nTZOFFSETTO:+0000", ("09:00", "Etc/UTC")),
        ("TZOFFSETFROM:-0500\nTZOFFSETTO:-050000\nRDATE:19800101T000000,19900101T000000", ("09:00", "Etc/GMT+5")),
        (
            "TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;UNTIL=19900101T000000Z",
            ("09:00", "Etc/GMT-2"),
        ),
        ("TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;UNTIL=00010101", ("09:00", "Etc/GMT-2")),
    ],
)
def test_a_zone_that_only_its_vtimezone_knows(zone: str, clock: tuple[str, str]) -> None:
    before = f"BEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\nDTSTART:19700101T000000\n{zone}\nEND:STANDARD\nEND:VTIMEZONE\n"
    found = one("UID:1\nSUMMARY:a\nDTSTART;TZID=X:20250301T090000", before=before).clock
    assert found is not None
    assert (found.start.isoformat("minutes"), found.zone) == clock


@pytest.mark.parametrize(
    "zone", ["", "BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:1\nTZOFFSETTO:1\nEND:STANDARD\n"]
)
def test_a_vtimezone_that_says_nothing_leaves_the_day(zone: str) -> None:
    before = f"BEGIN:VTIMEZONE\nTZID:X\n{zone}END:VTIMEZONE\n"
    reading = read("UID:1\nSUMMARY:a\nDTSTART;TZID=X:20250301T090000", before=before)
    assert dates(reading) == ["2025-03-01"]
    assert reading.losses == (Loss(reading[0].slug, "clock", "a time in an unknown zone: 'X'"),)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/localtime", "x" * 5000, "Europe", "."])
def test_a_zone_is_no_path(name: str) -> None:
    assert one(f"UID:1\nSUMMARY:a\nDTSTART;TZID={name}:20250301T090000").when.edtf == "2025-03-01"


def test_an_event_says_what_it_is() -> None:
    entry = one(
        "UID:1\nDTSTART:20250301\nSUMMARY;LANGUAGE=ru-RU:Саммит\\, первый\nDESCRIPTION:a\\nb\n"
        "LOCATION;LANGUAGE=kk:Астана\nGEO:51.17;71.43\nSTATUS:TENTATIVE\nCATEGORIES:x,саммит\nURL:https://example.org/1"
    )
    assert (entry.type, entry.kind, entry.status) == ("event", "summit", Status.PLANNED)
    assert dict(entry.title) == {"ru": "Саммит, первый"}
    assert entry.description == LocalizedText(en="a\nb")
    assert entry.place is not None
    assert (entry.place.name, entry.place.latitude, entry.place.longitude) == (LocalizedText(kk="Астана"), 51.17, 71.43)
    assert entry.settled.note == "https://example.org/1"


def test_what_it_does_not_say_is_made_up_and_told() -> None:
    reading = read("UID:1\nDTSTART:20250301\nGEO:51;71", "DTSTART:20250302\nSUMMARY;LANGUAGE=de:Treffen", language="kk")
    first, second = reading
    assert (first.title["kk"], first.kind, first.place and first.place.name["kk"]) == ("1", "event", "51, 71")
    assert second.title["kk"] == "Treffen"
    assert [(loss.what, loss.why) for loss in reading.losses] == [
        ("title", "there is none; its UID stands for it, or its slug"),
        ("title", "in 'de', and kept as kk"),
    ]


def test_what_an_entry_can_not_hold_is_told() -> None:
    event = "UID:1\nSUMMARY:a\nDTSTART:20250301\nATTENDEE:mailto:a@example.org\nBEGIN:VALARM\nEND:VALARM"
    reading = read_ical(wrapped(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\nBEGIN:VTODO\nEND:VTODO\n"))
    assert [(loss.what, loss.why) for loss in reading.losses] == [
        ("VTODO", "1 that are no events"),
        ("properties", "ATTENDEE"),
        ("components", "VALARM"),
    ]


def test_long_texts_are_cut_and_told() -> None:
    reading = read(f"UID:1\nDTSTART:20250301\nSUMMARY:{'a' * 30_000}")
    assert len(reading[0].title["en"]) == 20_000
    assert [loss.why for loss in reading.losses] == ["cut at 20,000 characters"]


def test_the_end_of_what_floats_is_told() -> None:
    reading = read("UID:1\nSUMMARY:a\nDTSTART:20250301T090000\nDTEND:20250301T100000")
    assert [loss.why for loss in reading.losses] == ["the end of a time that floats: 10:00:00"]


# Slugs and sources


def test_a_slug_hangs_on_the_uid_and_begins_with_the_title() -> None:
    title = "DTSTART:20250301\nSUMMARY:First Summit"
    once = one(f"UID:1\n{title}").slug
    assert once.startswith("first-summit-")
    assert one(f"UID:1\n{title}\nDTEND:20250304").slug == once
    assert one(f"UID:2\n{title}").slug != once


def test_events_without_a_uid_or_with_the_same_one_are_kept_apart() -> None:
    event = "DTSTART:20250301\nSUMMARY:a"
    assert len(read(event, event, f"UID:1\n{event}", f"UID:1\n{event}")) == 4


def test_the_source_is_given_or_made_of_the_calendar() -> None:
    mine = Source(slug="mine", publisher="Me")
    assert one("UID:1\nDTSTART:20250301", source=mine).settled.source == mine
    made = one("UID:1\nDTSTART:20250301", before="X-WR-CALNAME:Days\nURL:https://example.org/\n").settled.source
    assert (made.publisher, made.url, made.language) == ("Days", "https://example.org/", "en")
    assert one("UID:1\nDTSTART:20250301").settled.source.publisher == "-//Somebody//EN"


def test_a_parent_is_related_to_if_it_is_there() -> None:
    related = "UID:2\nDTSTART:20250302\nRELATED-TO:1\nRELATED-TO:3\nRELATED-TO;RELTYPE=CHILD:1\nRELATED-TO:2"
    parent, part = read("UID:1\nDTSTART:20250301", related)
    assert [relation.target for relation in part.relations] == [parent.slug]


# What recurs


@pytest.mark.parametrize(
    ("properties", "days"),
    [
        ("RRULE:FREQ=DAILY;COUNT=3", ["2025-03-01", "2025-03-02", "2025-03-03"]),
        ("RRULE:FREQ=DAILY;UNTIL=20250302", ["2025-03-01", "2025-03-02"]),
        ("RRULE:FREQ=DAILY;UNTIL=20250302T235959Z", ["2025-03-01", "2025-03-02"]),
        ("RDATE;VALUE=DATE:20250310,20250305", ["2025-03-01", "2025-03-05", "2025-03-10"]),
        ("RDATE;VALUE=PERIOD:20250310/P1D", ["2025-03-01", "2025-03-10"]),
        ("RRULE:FREQ=DAILY;COUNT=3\nEXDATE:20250302", ["2025-03-01", "2025-03-03"]),
        ("RRULE:FREQ=YEARLY;COUNT=3", ["2025-03-01"]),
    ],
)
def test_days_recur_within_the_window(properties: str, days: list[str]) -> None:
    reading = read(f"UID:1\nSUMMARY:a\nDTSTART;VALUE=DATE:20250301\n{properties}")
    assert dates(reading) == days
    assert [entry.slug[-10:] for entry in reading] == days
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("properties", "starts"),
    [
        ("RRULE:FREQ=HOURLY;INTERVAL=6;COUNT=2", ["2025-03-30 01:30", "2025-03-30 07:30"]),
        ("RRULE:FREQ=DAILY;COUNT=2\nEXDATE:20250330", ["2025-03-31 01:30"]),
        ("RRULE:FREQ=DAILY;COUNT=2\nEXDATE:20250330T003000Z", ["2025-03-31 01:30"]),
        ("RRULE:FREQ=DAILY;UNTIL=20250330T233000Z", ["2025-03-30 01:30", "2025-03-31 01:30"]),
        ("RRULE:FREQ=DAILY;UNTIL=20250330", ["2025-03-30 01:30"]),
        ("RDATE:20250401", ["2025-03-30 01:30", "2025-04-01 01:30"]),
    ],
)
def test_times_recur_by_the_clock_on_the_wall(properties: str, starts: list[str]) -> None:
    reading = read(f"UID:1\nSUMMARY:a\nDTSTART;TZID=Europe/Berlin:20250330T013000\nDURATION:PT15M\n{properties}")
    found = [f"{entry.when} {entry.clock.start:%H:%M}" for entry in reading if entry.clock]
    assert found == starts
    assert reading.problems == ()


def test_an_exception_takes_the_place_of_an_instance() -> None:
    reading = read(
        "UID:1\nSUMMARY:a\nDTSTART;VALUE=DATE:20250301\nRRULE:FREQ=DAILY;COUNT=3",
        "UID:1\nSUMMARY:moved\nRECURRENCE-ID;VALUE=DATE:20250302\nDTSTART;VALUE=DATE:20250307",
    )
    assert [(entry.when.edtf, entry.title["en"]) for entry in reading] == [
        ("2025-03-01", "a"),
        ("2025-03-03", "a"),
        ("2025-03-07", "moved"),
    ]
    assert reading[-1].slug.endswith("-2025-03-02")


def test_an_exception_may_stand_alone() -> None:
    reading = read(
        "UID:1\nSUMMARY:a\nRECURRENCE-ID:20250302\nDTSTART:20250307", "UID:1\nRECURRENCE-ID:x\nDTSTART:20250307"
    )
    assert dates(reading) == ["2025-03-07"]
    assert told(reading) == ["RECURRENCE-ID: not a date or time: 'x'"]


def test_instances_that_last_into_the_window_belong_to_it() -> None:
    event = "UID:1\nSUMMARY:a\nDTSTART;VALUE=DATE:20241228\nDTEND;VALUE=DATE:20250103\nRRULE:FREQ=WEEKLY;COUNT=2"
    assert dates(read(event)) == ["2024-12-28/2025-01-02", "2025-01-04/2025-01-09"]


@pytest.mark.parametrize(
    "window", [(dt.date(1, 1, 1), dt.date(1, 1, 3)), (dt.date(9999, 12, 30), dt.date(9999, 12, 31))]
)
def test_a_window_may_stand_at_the_edge_of_the_calendar(window: tuple[dt.date, dt.date]) -> None:
    day = f"{window[0]:%Y%m%d}".zfill(8)
    reading = read(f"UID:1\nSUMMARY:a\nDTSTART;VALUE=DATE:{day}\nDURATION:P3D\nRRULE:FREQ=DAILY", window=window)
    assert len(reading) + len(reading.problems) >= 2


def test_without_a_window_the_first_alone_is_kept() -> None:
    reading = read("UID:1\nSUMMARY:a\nDTSTART:20250301\nRRULE:FREQ=DAILY", window=None)
    assert dates(reading) == ["2025-03-01"]
    assert told(reading) == ["the first alone is kept: it recurs, and no window of days was given"]


def test_a_window_ends_after_it_begins() -> None:
    message = refusal(lambda: read_ical(calendar(), window=(YEAR[1], YEAR[0])), CalendarError)
    assert message.startswith("a window that ends before it begins: ")


@st.composite
def weekly(draw: st.DrawFn) -> str:
    rule = draw(st.sampled_from(("FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=MONTHLY;BYMONTHDAY=1,-1", "FREQ=DAILY;INTERVAL=9")))
    count = draw(st.sampled_from(("", ";COUNT=7", ";UNTIL=20250601T120000Z")))
    start = draw(st.datetimes(dt.datetime(2024, 12, 1), dt.datetime(2025, 5, 1))).replace(second=0, microsecond=0)  # noqa: DTZ001
    zone = draw(st.sampled_from(("Europe/Berlin", "Asia/Almaty", "America/New_York")))
    excluded, more = start + dt.timedelta(days=draw(st.integers(0, 40))), start + dt.timedelta(days=3)
    at = f";TZID={zone}:"
    return (
        f"UID:1\nDTSTAMP:20250101T000000Z\nSUMMARY:a\nDTSTART{at}{start:%Y%m%dT%H%M%S}\nDURATION:PT1H\n"
        f"RRULE:{rule}{count}\nEXDATE{at}{excluded:%Y%m%dT%H%M%S}\nRDATE{at}{more:%Y%m%dT%H%M%S}"
    )


@settings(LAW, max_examples=30)
@given(weekly())
@example(
    "UID:1\nDTSTAMP:20250101T000000Z\nSUMMARY:a\nDTSTART;TZID=Europe/Berlin:20250204T010000\nDURATION:PT1H\n"
    "RRULE:FREQ=DAILY;INTERVAL=9"
)
def test_recurring_ical_events_finds_the_same_instances(event: str) -> None:
    feed = calendar(event)
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(feed)).between(
        YEAR[0] - dt.timedelta(days=2), YEAR[1] + dt.timedelta(days=2)
    )
    theirs = sorted(each["DTSTART"].dt.astimezone(dt.UTC) for each in found)
    reading = read_ical(feed, window=YEAR)
    assert told(reading) == ([] if len(reading) else ["it does not take place within the window"])
    ours = sorted(entry.clock.instants(entry.earliest)[0] for entry in reading if entry.clock and entry.earliest)
    inside = [time for time in theirs if YEAR[0] < time.date() < YEAR[1]]
    assert [time for time in ours if YEAR[0] < time.date() < YEAR[1]] == inside


def test_an_end_that_the_clocks_skip_is_an_hour_later() -> None:
    entry = one("DTSTART;TZID=Europe/Berlin:20250330T010000\nDURATION:PT1H")
    assert entry.clock == Clock(start=dt.time(1), end=dt.time(3), zone="Europe/Berlin")


def test_the_first_category_that_is_a_kind_counts() -> None:
    assert one("DTSTART:20250301\nCATEGORIES:work,x\nCATEGORIES:y,Summit,meeting").kind == "summit"


def test_a_reading_is_a_timeline() -> None:
    reading = read("UID:1\nDTSTART:20250301\nSUMMARY:a")
    assert reading == Timeline(reading)
    assert isinstance(reading[:1], Timeline)
    assert Reading().problems == Reading().losses == ()


def test_an_unknown_language_is_refused() -> None:
    assert refusal(lambda: read_ical(calendar(), language="de"), InvalidRecordError).endswith("'de'")
