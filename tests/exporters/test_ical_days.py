"""When an entry is shown: rules 4 to 6 and 14 of design/feeds.md."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import pytest

from kzeu_timeline import (
    Catalogue,
    Clock,
    ExportError,
    InvalidRecordError,
    Milestone,
    Statement,
    Timeline,
    describe,
    to_ical,
)
from kzeu_timeline.locales import wording
from tests.exporters import raw_ical
from tests.exporters.feeds import LANGUAGES, MODES, days, is_left_out, shown
from tests.exporters.raw_ical import faults
from tests.exporters.samples import MORNING, SOURCE, event, timeline

# Rule 4: timed entries


@pytest.mark.parametrize(
    ("day", "clock", "times"),
    [
        ("2025-12-01", MORNING, ("20251201T093000Z", "20251201T110000Z")),
        ("2025-07-01", MORNING, ("20250701T083000Z", "20250701T100000Z")),
        (
            "2025-12-01",
            Clock(start=dt.time(3), end=dt.time(4), zone="Asia/Almaty"),
            ("20251130T220000Z", "20251130T230000Z"),
        ),
        (
            "2025-12-31",
            Clock(start=dt.time(22), end=dt.time(1), zone="Europe/Brussels"),
            ("20251231T210000Z", "20260101T000000Z"),
        ),
        ("2025-12-01~", MORNING, ("20251201T093000Z", "20251201T110000Z")),
    ],
    ids=["winter", "summer", "the day before", "over midnight", "approximate day"],
)
def test_a_timed_entry_begins_and_ends_in_utc(day: str, clock: Clock, times: tuple[str, str]) -> None:
    found = shown(event(day, clock=clock))
    assert (found.one("DTSTART").params, found.one("DTEND").params) == ({}, {})
    assert (found.text("DTSTART"), found.text("DTEND")) == times


@pytest.mark.parametrize("mode", MODES)
def test_a_timed_entry_is_shown_alike_in_every_mode(mode: str) -> None:
    assert shown(event(clock=MORNING), imprecise=mode) == shown(event(clock=MORNING))


@pytest.mark.parametrize(
    ("day", "in_astana"),
    [("2024-02-29", "15:30–17:00"), ("2024-03-01", "14:30–16:00"), ("2025-07-01", "13:30–15:00")],
    ids=["until the zones were joined", "since they were", "in summer"],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_wall_times_of_both_capitals_stand_in_the_description(day: str, in_astana: str, language: str) -> None:
    words = wording(language)
    lines = shown(event(day, clock=MORNING), language).text("DESCRIPTION").split("\n")
    times = f"{words.label('brussels')} 10:30–12:00; {words.label('astana')} {in_astana}"
    assert f"{words.label('local-times')}: {times}" in lines


def test_the_wall_time_on_the_spot_comes_first() -> None:
    entry = event(clock=Clock(start=dt.time(9), end=dt.time(10), zone="Asia/Samarkand"))
    assert "Samarkand 09:00–10:00; Astana 09:00–10:00; Brussels 05:00–06:00" in shown(entry).text("DESCRIPTION")


def test_without_an_end_an_entry_stays_on_its_day_and_its_clock_is_told() -> None:
    found = shown(event(clock=Clock(start=dt.time(10, 30), zone="Europe/Brussels")))
    assert days(found) == ("20251201", "20251202")
    assert "Brussels 10:30; Astana 14:30" in found.text("DESCRIPTION")


@pytest.mark.parametrize(
    ("day", "clock"),
    [
        ("2025-03-30", Clock(start=dt.time(2, 30), end=dt.time(4), zone="Europe/Brussels")),
        ("0001-01-01", Clock(start=dt.time(0), end=dt.time(1), zone="Asia/Almaty")),
        ("0001-01-01", Clock(start=dt.time(0), zone="Asia/Almaty")),
        ("9999-12-31", Clock(start=dt.time(23), end=dt.time(1), zone="UTC")),
        ("9999-12-31", Clock(start=dt.time(23), zone="America/New_York")),
    ],
    ids=["skipped", "starts before the calendar", "told before it", "ends after it", "told after it"],
)
def test_a_clock_time_that_never_was_ends_in_our_own_error(day: str, clock: Clock) -> None:
    with pytest.raises(InvalidRecordError):
        to_ical(timeline(event(day, clock=clock)), language="en")


# Rules 5 and 14: days, and dates known only in part

DAYS: Final = {
    # EDTF: (the day marked, the span), exclusive ends
    "2025-12-01": (("20251201", "20251202"),) * 2,
    "2025-12-31": (("20251231", "20260101"),) * 2,
    "2024-02-28": (("20240228", "20240229"),) * 2,
    "2025-12-01/2025-12-03": (("20251201", "20251204"),) * 2,
    "2025-12-01T10:20:30Z": (("20251201", "20251202"),) * 2,
    "2012-10-29~": (("20121029", "20121030"),) * 2,
    "2012-10-29?": (("20121029", "20121030"),) * 2,
    "2025-11": (("20251101", "20251102"), ("20251101", "20251201")),
    "2025-11-XX": (("20251101", "20251102"), ("20251101", "20251201")),
    "2025": (("20250101", "20250102"), ("20250101", "20260101")),
    "202X": (("20200101", "20200102"), ("20200101", "20300101")),
    "2025-34": (("20250401", "20250402"), ("20250401", "20250701")),
    "2025-28": (("20251201", "20251202"), ("20251201", "20260301")),
    "2024-04/2024-06": (("20240401", "20240402"), ("20240401", "20240701")),
    "[2025-12-01,2025-12-05]": (("20251201", "20251202"), ("20251201", "20251206")),
    "[2025-12-01..2025-12-05]": (("20251201", "20251202"), ("20251201", "20251206")),
    "[..2025-12-02]": (("20251202", "20251203"),) * 2,
    "[..2025-11]": (("20251130", "20251201"),) * 2,
    "[2015-12..]": (("20151201", "20151202"),) * 2,
    "2025-12-01/..": (("20251201", "20251202"),) * 2,
    "2025-12-01/": (("20251201", "20251202"),) * 2,
    "../2025-12-01": (("20251201", "20251202"),) * 2,
    "/2025-12-01": (("20251201", "20251202"),) * 2,
    "2025-21": (("20250101", "20250102"),) * 2,
    "0001-01-01": (("00010101", "00010102"),) * 2,
    "0987-06": (("09870601", "09870602"), ("09870601", "09870701")),
    "9999-12-30": (("99991230", "99991231"),) * 2,
}

MARKED: Final = {
    "2012-10-29~": "≈ 29 October 2012 · ",
    "2012-10-29?": "≈ 29 October 2012 (uncertain) · ",
    "2025-11": "≈ November 2025 · ",
    "2025-11-XX": "≈ November 2025 (day not specified) · ",
    "2025": "≈ 2025 · ",
    "202X": "≈ the 2020s · ",
    "2025-34": "≈ 2nd quarter of 2025 · ",
    "2025-28": "≈ winter 2025 (northern hemisphere) · ",
    "2025-21": "≈ spring 2025 · ",
    "2024-04/2024-06": "≈ April – June 2024 · ",
    "[2025-12-01,2025-12-05]": "≈ 1 December 2025 or 5 December 2025 · ",
    "[..2025-12-02]": "≈ on or before 2 December 2025 · ",
    "[2015-12..]": "≈ in or after December 2015 · ",
    "2025-12-01/..": "≈ from 1 December 2025 onwards · ",
    "2025-12-01/": "≈ from 1 December 2025, end unknown · ",
    "../2025-12-01": "≈ until 1 December 2025 · ",
    "/2025-12-01": "≈ until 1 December 2025, beginning unknown · ",
    "{2025-01-02,2025-03-04}": "≈ 2 January 2025 and 4 March 2025 · ",
}
EXACT: Final = ("2025-12-01", "2025-12-01/2025-12-03", "2025-12-01T10:20:30Z", "0001-01-01", "9999-12-30")


@pytest.mark.parametrize("when", DAYS)
def test_a_date_is_shown_on_whole_days_with_an_exclusive_end(when: str) -> None:
    assert (days(shown(event(when))), days(shown(event(when), imprecise="span"))) == DAYS[when]


@pytest.mark.parametrize("when", MARKED)
def test_what_is_open_about_a_date_stands_before_the_title(when: str) -> None:
    assert shown(event(when)).text("SUMMARY") == f"{MARKED[when]}Meeting"
    assert shown(event(when), imprecise="span").text("SUMMARY") == f"{MARKED[when]}Meeting"


@pytest.mark.parametrize("when", EXACT)
def test_before_the_title_of_what_is_exact_stands_nothing(when: str) -> None:
    assert shown(event(when)).text("SUMMARY") == "Meeting"


@pytest.mark.parametrize(
    ("language", "summary"),
    [("kk", "≈ 2025 ж. қараша · Meeting"), ("ru", "≈ ноябрь 2025 г. · Meeting"), ("en", "≈ November 2025 · Meeting")],
)
def test_the_mark_is_in_the_language_of_the_feed(language: str, summary: str) -> None:
    assert shown(event("2025-11"), language).text("SUMMARY") == summary


def test_what_is_open_is_left_out_on_demand_and_what_is_exact_is_not() -> None:
    assert all(is_left_out(event(when), imprecise="omit") for when in MARKED)
    assert not any(is_left_out(event(when), imprecise="omit") for when in EXACT)


@pytest.mark.parametrize("when", [*DAYS, *MARKED])
@pytest.mark.parametrize("mode", ["mark", "span"])
def test_the_exact_date_always_stands_beside_the_days(when: str, mode: str) -> None:
    found = shown(event(when), imprecise=mode)
    assert found.text("X-KZEU-EDTF") == when
    assert found.text("DESCRIPTION").startswith(describe(event(when).when, "en"))


@pytest.mark.parametrize("when", ["9999-12-31", "9999-12", "9999-12-30/9999-12-31", "[9999-12-31..]"])
@pytest.mark.parametrize("mode", ["mark", "span"])
def test_the_last_day_of_the_calendar_is_no_day_of_no_length(when: str, mode: str) -> None:
    assert faults(to_ical(timeline(event(when)), language="en", imprecise=mode)) == []


@pytest.mark.parametrize("when", ["0000-21", "-0044-22", "XXXX-23"])
def test_a_season_of_a_year_that_no_calendar_has_never_reaches_a_feed(when: str) -> None:
    with pytest.raises(ValueError, match="outside"):
        event(when)


@pytest.mark.parametrize("mode", MODES)
def test_what_may_have_been_at_any_time_is_on_no_day(mode: str) -> None:
    assert is_left_out(event("[..2025,2026..]"), imprecise=mode)


def test_a_change_of_date_keeps_the_uid_and_needs_no_second_event() -> None:
    before, after = shown(event("2025-12")), shown(event("2025-12-01"))
    assert before.text("UID") == after.text("UID")


@pytest.mark.parametrize("mode", ["", "MARK", "hide", None, 1])
def test_what_to_do_with_imprecise_dates_is_one_of_three(mode: Any) -> None:
    with pytest.raises(ExportError, match=r"imprecise is one of mark, span, omit, not: "):
        to_ical(Timeline(), language="en", imprecise=mode)


# Rule 6: anniversaries


def of_leap_day() -> Timeline:
    signed = Milestone(
        slug="treaty",
        kind="signed",
        title={"en": "Treaty signed"},
        commemorated={"en": "the treaty"},
        statements=[Statement(source=SOURCE, when="2024-02-29")],
    )
    return Catalogue(entries={"treaty": signed}).timeline(anniversaries=[1, 4, 5])


def test_each_anniversary_is_an_event_of_its_own_on_28_february_in_other_years() -> None:
    found = raw_ical.events(to_ical(of_leap_day(), language="en"))
    assert [(days(each), each.text("SUMMARY")) for each in found] == [
        (("20240229", "20240301"), "Treaty signed"),
        (("20250228", "20250301"), "1st anniversary of the treaty"),
        (("20280229", "20280301"), "4th anniversary of the treaty"),
        (("20290228", "20290301"), "5th anniversary of the treaty"),
    ]


def test_the_text_says_that_an_anniversary_was_moved_from_29_february() -> None:
    _, first, fourth, _ = raw_ical.events(to_ical(of_leap_day(), language="en"))
    assert "29 February" in first.text("DESCRIPTION")
    assert first.text("DESCRIPTION").count("\n") > fourth.text("DESCRIPTION").count("\n")
