"""A feed is what design/feeds.md asks for: rules 2 to 7 and 9 to 14, by examples and by laws."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import attrs
import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar.prop import vInline, vText

from kzeu_timeline import (
    Catalogue,
    Clock,
    Entry,
    ExportError,
    Figure,
    InvalidRecordError,
    Language,
    Milestone,
    Participant,
    Person,
    Place,
    Relation,
    RelationKind,
    Revision,
    Role,
    Series,
    Source,
    Statement,
    Status,
    Timeline,
    describe,
    iter_ical,
    load,
    to_ical,
)
from kzeu_timeline.exporters.ical import uid
from kzeu_timeline.locales import wording
from kzeu_timeline.publishing import checked_feed
from kzeu_timeline.sentences import dated_title, is_open, place_text
from tests.exporters import hostile, raw_ical
from tests.exporters.raw_ical import Component, faults
from tests.exporters.samples import PLACE, SOURCE, event, timeline
from tests.strategies import LAW

ROOT: Final = Path(__file__).parents[2]
LANGUAGES: Final = tuple(Language)
MODES: Final = ("mark", "span", "omit")
FEW: Final = settings(LAW, max_examples=150)


@cache
def record() -> Timeline:
    """The shipped one."""
    return load().timeline()


def shown(entry: Entry, language: str = "en", **options: Any) -> Component:
    """The one event of a feed of one entry."""
    (found,) = raw_ical.events(to_ical(Timeline([entry]), language=language, **options))
    return found


def is_left_out(entry: Entry, **options: Any) -> bool:
    return not raw_ical.events(to_ical(Timeline([entry]), **{"language": "en", **options}))


def days(found: Component) -> tuple[str, str]:
    """DTSTART and DTEND, which are days."""
    start, end = found.one("DTSTART"), found.one("DTEND")
    assert start.params == end.params == {"VALUE": "DATE"}
    return start.value, end.value


# Rule 1: one bad line can lose the whole feed


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wrong_with_the_shipped_feeds(language: str, mode: str) -> None:
    feed = to_ical(record(), language=language, imprecise=mode)
    assert faults(feed) == []
    assert checked_feed(feed) is feed


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_feed_of_nothing_is_still_a_calendar(language: str) -> None:
    feed = to_ical(Timeline(), language=language)
    assert faults(feed) == []
    assert raw_ical.events(feed) == []


# Rule 2: UIDs


def test_the_uid_of_an_entry_is_what_it_was_in_the_first_release() -> None:
    assert [uid("cooperation-council-22", language) for language in LANGUAGES] == [
        "fe4f002c-fe53-50ab-b87e-f67d7d7d138a",
        "e265dad0-58d8-50b6-8f8f-386dee737a34",
        "e8c39288-c4f5-5f28-9395-8352628335bc",
    ]


@pytest.mark.parametrize(
    "changed",
    [
        event(title="Renamed"),
        event("2026-05"),
        event(kind="summit"),
        event(status="cancelled"),
        event(place=PLACE),
        event(track=Series(slug="series", title={"en": "Series"})),
        event(source=attrs.evolve(SOURCE, slug="other")),
    ],
    ids=["title", "date", "kind", "status", "place", "track", "source"],
)
def test_an_entry_keeps_its_uid_whatever_changes(changed: Entry) -> None:
    assert shown(changed).text("UID") == shown(event()).text("UID")


def test_uids_differ_between_slugs_and_between_languages() -> None:
    uids = [shown(event(slug=slug), language).text("UID") for slug in ("a", "b") for language in LANGUAGES]
    assert len(set(uids)) == 6


# Rule 3: DTSTAMP, LAST-MODIFIED and SEQUENCE


def versions(found: Component) -> tuple[str, str, str]:
    return found.text("DTSTAMP"), found.text("LAST-MODIFIED"), found.text("SEQUENCE")


def test_the_ledger_says_when_an_entry_last_changed_and_how_often() -> None:
    updated = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    entry = event(revisions=[Revision(language="kk", updated=updated, sequence=7)])
    assert versions(shown(entry, "kk")) == ("20260102T030405Z", "20260102T030405Z", "7")


def test_the_ledger_of_another_language_says_nothing() -> None:
    updated = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    entry = event(revisions=[Revision(language="kk", updated=updated, sequence=7)])
    assert versions(shown(entry, "ru")) == ("20251202T000000Z", "20251202T000000Z", "0")


@pytest.mark.parametrize(
    ("published", "stamp"),
    [
        (["2025-12-02"], "20251202T000000Z"),
        (["2025-12-02", "2025-12-09", "2024"], "20251209T000000Z"),
        (["2025-11", None], "20251130T000000Z"),
        ([None], "19700101T000000Z"),
        (["2025-21"], "19700101T000000Z"),
        (["0800-03-01"], "08000301T000000Z"),
    ],
)
def test_without_a_ledger_an_entry_changed_when_its_last_source_came_out(
    published: list[str | None], stamp: str
) -> None:
    sources = [Source(slug=f"s{i}", publisher="P", published=when) for i, when in enumerate(published)]
    entry = event(statements=[Statement(source=source, when="2025-12-01") for source in sources])
    assert versions(shown(entry)) == (stamp, stamp, "0")


def test_the_calendar_was_modified_when_its_last_shown_entry_was() -> None:
    later = attrs.evolve(SOURCE, slug="later", published="2026-02-01")
    both = timeline(event(slug="a"), event("2025-11", slug="b", source=later))
    calendars = [raw_ical.read(to_ical(both, language="en", imprecise=mode)) for mode in MODES]
    modified = [calendar.text("LAST-MODIFIED") for calendar in calendars]
    assert modified == ["20260201T000000Z", "20260201T000000Z", "20251202T000000Z"]


# Rule 4: timed entries

MORNING: Final = Clock(start=dt.time(10, 30), end=dt.time(12), zone="Europe/Brussels")


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
    "2012-10-29~": "≈ about 29 October 2012 · ",
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


# Rule 9: the header


def header(**options: Any) -> list[tuple[str, dict[str, str], str]]:
    calendar = raw_ical.read(to_ical(timeline(event()), **options))
    return [(each.name, each.params, each.text) for each in calendar.properties]


def test_the_header_names_the_calendar_and_says_how_to_keep_it() -> None:
    names = "Calendar: a, b; c", "About\nit"
    assert header(
        language="kk",
        name=names[0],
        description=names[1],
        url="https://example.org/",
        source="https://example.org/a,b.ics",
    ) == [
        ("VERSION", {}, "2.0"),
        ("PRODID", {}, "-//kzeu-timeline//kzeu_timeline//EN"),
        ("CALSCALE", {}, "GREGORIAN"),
        ("NAME", {"LANGUAGE": "kk"}, names[0]),
        ("X-WR-CALNAME", {}, names[0]),
        ("DESCRIPTION", {"LANGUAGE": "kk"}, names[1]),
        ("X-WR-CALDESC", {}, names[1]),
        ("LAST-MODIFIED", {}, "20251202T000000Z"),
        ("REFRESH-INTERVAL", {"VALUE": "DURATION"}, "PT12H"),
        ("X-PUBLISHED-TTL", {}, "PT12H"),
        ("COLOR", {}, "steelblue"),
        ("X-APPLE-CALENDAR-COLOR", {}, "#4682B4"),
        ("SOURCE", {"VALUE": "URI"}, "https://example.org/a,b.ics"),
        ("URL", {}, "https://example.org/"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_calendar_has_a_name_in_its_own_language(language: str) -> None:
    words = wording(language)
    texts = {name: text for name, _, text in header(language=language)}
    assert (texts["NAME"], texts["DESCRIPTION"]) == (words.label("calendar"), words.label("calendar-about"))
    assert (texts["X-WR-CALNAME"], texts["X-WR-CALDESC"]) == (texts["NAME"], texts["DESCRIPTION"])


def test_what_is_not_given_is_not_in_the_header() -> None:
    plain = header(language="en")
    assert plain == header(language="en", name=None, description=None, url=None, source=None, today=None)
    assert {"URL", "SOURCE", "METHOD", "UID"}.isdisjoint(name for name, _, _ in plain)


@pytest.mark.parametrize(
    "options",
    [
        {"language": "de"},
        {"language": "en", "url": "javascript:alert(1)"},
        {"language": "en", "url": "https://example.org/\r\nX-EVIL:1"},
        {"language": "en", "source": "file:///etc/passwd"},
        {"language": "en", "source": ""},
        {"language": "en", "name": "\ud800"},
        {"language": "en", "description": "a\x00b"},
        {"language": "en", "name": "n" * 100_000},
    ],
)
def test_an_option_that_no_header_can_hold_is_refused(options: Mapping[str, Any]) -> None:
    with pytest.raises(InvalidRecordError):
        to_ical(Timeline(), **options)


@pytest.mark.parametrize("options", [{}, {"language": "en", "langauge": "kk"}])
def test_options_are_as_strict_as_arguments(options: Mapping[str, Any]) -> None:
    with pytest.raises(TypeError):
        to_ical(Timeline(), **options)


# Rule 10: one language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_a_feed_is_marked_with_its_language_and_stands_once(language: str) -> None:
    calendar = raw_ical.read(to_ical(record(), language=language))
    parts = [calendar, *calendar.components]
    marked = {each.params.get("LANGUAGE") for part in parts for each in part.properties}
    assert marked == {None, language}
    for part in calendar.components:
        for name in ("SUMMARY", "DESCRIPTION", "CATEGORIES"):
            assert part.one(name).params == {"LANGUAGE": language}


def test_a_title_falls_back_to_the_next_language() -> None:
    entry = event(title={"ru": "Встреча", "en": "Meeting"})
    assert [shown(entry, language).text("SUMMARY") for language in LANGUAGES] == ["Встреча", "Встреча", "Meeting"]


# Rule 11: the description


def full_event() -> Entry:
    minister = Person(slug="minister", name={"en": "A. Minister"})
    visitor = Person(slug="visitor", name={"en": "B. Visitor"})
    role = Role(slug="foreign-minister", name={"en": "Foreign Minister"})
    other = Source(slug="other", publisher="Herald", published="2025-11", url="https://example.org/herald")
    silent = Source(slug="silent", publisher="Archive")
    return event(
        statements=[
            Statement(
                source=SOURCE,
                when="2025-12-01",
                status="held",
                participants=[Participant(person=minister, role=role), Participant(person=visitor)],
                clock=MORNING,
            ),
            Statement(source=other, when="[..2025-12-02]", inferred=True),
            Statement(source=silent, when="2025-12", status="planned"),
        ],
        description={"en": "Opening of the talks."},
        figures=[
            Figure(slug="trade", title={"en": "Trade"}, value="50000000000", unit="USD", bound="almost", source=SOURCE)
        ],
    )


def test_the_description_says_what_is_known_and_by_whom_the_most_important_first() -> None:
    assert shown(full_event()).text("DESCRIPTION").split("\n") == [
        "1 December 2025 · held",
        "Opening of the talks.",
        "How the date is known: stated – Gazette (published: 2 December 2025)",
        "Other statements:",
        "– on or before 2 December 2025 – Herald (published: November 2025)",
        "– December 2025, planned – Archive (publication date unknown)",
        "Local times: Brussels 10:30–12:00; Astana 14:30–16:00",
        "Taking part: A. Minister (Foreign Minister); B. Visitor",
        "Figures:",
        "– Trade: almost 50 billion US dollars",
        "Sources:",
        "https://example.org/news",
        "https://example.org/herald",
    ]


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        (event(), "How the date is known: stated – Gazette (published: 2 December 2025)"),
        (event(inferred=True), "How the date is known: inferred – Gazette (published: 2 December 2025)"),
        (
            event(relations=[Relation(kind="anniversary-of", target="b")]),
            "How the date is known: computed – Gazette (published: 2 December 2025)",
        ),
    ],
    ids=["stated", "inferred", "computed"],
)
def test_the_description_says_how_the_date_is_known(entry: Entry, line: str) -> None:
    assert line in shown(entry).text("DESCRIPTION").split("\n")


def many_sources(count: int, *, letter: str = "a") -> Entry:
    sources = [
        Source(slug=f"s{i}", publisher="Газета", url=f"https://example.org/{letter * 20}/{i}") for i in range(count)
    ]
    return event(statements=[Statement(source=source, when="2025-12-01") for source in sources])


@pytest.mark.parametrize("count", [0, 1, 30, 50, 51, 52, 53, 300])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_description_is_never_longer_than_2_kb_and_ends_with_a_whole_line(count: int, language: str) -> None:
    text = shown(many_sources(count + 1), language).text("DESCRIPTION")
    *lines, last = text.split("\n")
    assert len(text.encode()) <= 2_000
    assert last == "…" or last.endswith(f"/{count}")
    assert all(re.fullmatch(r"https://example\.org/a{20}/\d+", line) for line in lines[3:])


@pytest.mark.parametrize(
    "text",
    ["слово " * 600, "ы" * 3_000, "👨\u200d👩\u200d👧" * 300, "x\n" * 3_000, "\n" * 3_000 + "y", "\\" * 3_000],
    ids=["words", "one word", "emoji", "lines", "blank lines", "backslashes"],
)
def test_a_long_text_is_cut_between_characters(text: str) -> None:
    cut = shown(event(description={"en": text})).text("DESCRIPTION")
    whole = f"1 December 2025\n{text}"
    assert len(cut.encode()) <= 2_000
    assert cut.endswith("\n…")
    assert whole.startswith(cut.removesuffix("\n…"))


# Rules 12 and 13: status


@pytest.mark.parametrize("status", [*Status, None])
def test_nobody_looks_busy(status: Status | None) -> None:
    found = shown(event(status=status))
    assert (found.text("TRANSP"), found.text("X-MICROSOFT-CDO-BUSYSTATUS")) == ("TRANSPARENT", "FREE")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("planned", "TENTATIVE"),
        ("postponed", "TENTATIVE"),
        ("held", "CONFIRMED"),
        (None, "CONFIRMED"),
        ("cancelled", "CANCELLED"),
    ],
)
@pytest.mark.parametrize("when", ["2025-12-01", "2025-11", "2012-10-29~"])
def test_the_status_says_whether_it_is_planned_not_how_well_the_day_is_known(
    status: str | None, expected: str, when: str
) -> None:
    assert shown(event(when, status=status)).text("STATUS") == expected


@pytest.mark.parametrize(("language", "prefix"), [("kk", "ӨТКІЗІЛМЕЙДІ"), ("ru", "ОТМЕНЕНО"), ("en", "CANCELLED")])
def test_what_is_cancelled_says_so_first_and_in_the_language_of_the_feed(language: str, prefix: str) -> None:
    assert shown(event(status="cancelled"), language).text("SUMMARY") == f"{prefix}: Meeting"
    assert shown(event("2025-11", status="cancelled"), language).text("SUMMARY").startswith(f"{prefix}: ≈ ")


@pytest.mark.parametrize(
    ("when", "options", "last_day"),
    [
        ("2025-12-01", {}, dt.date(2025, 12, 31)),
        ("2025-12-01/2025-12-05", {}, dt.date(2026, 1, 4)),
        ("2025-11", {"imprecise": "span"}, dt.date(2025, 12, 30)),
        ("[..2025-12-02]", {}, dt.date(2026, 1, 1)),
    ],
)
def test_what_is_cancelled_goes_30_days_after_its_last_day(
    when: str, options: dict[str, Any], last_day: dt.date
) -> None:
    cancelled = event(when, status="cancelled")
    assert not is_left_out(cancelled, today=last_day, **options)
    assert is_left_out(cancelled, today=last_day + dt.timedelta(days=1), **options)


def test_what_is_cancelled_stays_where_nobody_says_what_day_it_is() -> None:
    assert not is_left_out(event("1999-01-01", status="cancelled"))


@pytest.mark.parametrize("status", ["planned", "held", "postponed", None])
def test_what_is_not_cancelled_stays(status: str | None) -> None:
    assert not is_left_out(event("1999-01-01", status=status), today=dt.date(2025, 12, 1))


@pytest.mark.parametrize("when", ["9999-12-20", "9999-12-31", "9999-12"])
def test_what_is_cancelled_at_the_end_of_the_calendar_harms_no_feed(when: str) -> None:
    assert not is_left_out(event(when, status="cancelled"), today=dt.date(2025, 12, 1))


# Places, addresses, categories, relations


@pytest.mark.parametrize(
    ("latitude", "longitude", "geo"),
    [
        (51.17, 71.43, "51.17;71.43"),
        (50, -4, "50;-4"),
        (-90.0, 180.0, "-90;180"),
        (0, 0.0, "0;0"),
        (1e-5, -1e-5, "0.00001;-0.00001"),
        (1e-300, 5e-324, "0;0"),
        (-1e-9, 1e-9, "0;0"),
        (89.99999999, 100.0, "90;100"),
        (50.846557000000004, 4.351697, "50.846557;4.351697"),
    ],
)
def test_degrees_are_decimal_without_an_exponent(latitude: float, longitude: float, geo: str) -> None:
    place = Place(slug="p", name={"en": "P"}, latitude=latitude, longitude=longitude)
    assert shown(event(place=place)).text("GEO") == geo


@pytest.mark.parametrize(
    ("place", "location"),
    [
        (PLACE, "Astana, Kazakhstan"),
        (Place(slug="p", name={"en": "Kazakhstan"}, country="KZ"), "Kazakhstan"),
        (Place(slug="p", name={"en": "Online"}), "Online"),
        (Place(slug="p", name={"en": "Nowhere"}, country="QX"), "Nowhere, QX"),
    ],
)
def test_the_location_is_the_city_and_its_country(place: Place, location: str) -> None:
    assert shown(event(place=place)).text("LOCATION") == location


def test_what_has_no_place_has_no_location() -> None:
    assert {"LOCATION", "GEO"}.isdisjoint(shown(event()).names)


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://example.org/a;b,c?d=e&f#g", "https://example.org/a;b,c?d=e&f#g"),
        ("https://example.org/бет", "https://example.org/%D0%B1%D0%B5%D1%82"),
        ("https://example.org/%D0%B1/бет?а=%20", "https://example.org/%D0%B1/%D0%B1%D0%B5%D1%82?%D0%B0=%20"),
        ("https://қазақстан.example/", "https://%D2%9B%D0%B0%D0%B7%D0%B0%D2%9B%D1%81%D1%82%D0%B0%D0%BD.example/"),
        ("https://example.org/\U0001f1f0", "https://example.org/%F0%9F%87%B0"),
    ],
)
def test_an_address_is_ascii_with_everything_else_percent_encoded(url: str, written: str) -> None:
    assert shown(event(source=attrs.evolve(SOURCE, url=url))).text("URL") == written


def test_the_address_is_that_of_the_source_that_settles_the_date() -> None:
    assert shown(full_event()).text("URL") == "https://example.org/news"
    assert "URL" not in shown(event(source=Source(slug="s", publisher="P"))).names


@pytest.mark.parametrize(
    ("kind", "track", "categories"),
    [
        ("meeting", None, ["meeting"]),
        ("signed", "Treaty, of a sort", ["signature", "Treaty, of a sort"]),
        ("unheard-of", None, ["unheard-of"]),
    ],
)
def test_the_categories_are_the_kind_and_the_track(kind: str, track: str | None, categories: list[str]) -> None:
    entry = event(kind=kind, track=track and Series(slug="t", title={"en": track}))
    assert shown(entry).one("CATEGORIES").texts == categories


@pytest.mark.parametrize("kind", RelationKind)
def test_related_to_leads_to_the_parent(kind: RelationKind) -> None:
    parent = event(slug="parent")
    child = event(slug="child", relations=[Relation(kind=kind, target="parent")])
    found = {each.text("UID"): each for each in raw_ical.events(to_ical(Timeline([parent, child]), language="ru"))}
    related = [each.value for each in found[uid("child", "ru")].all("RELATED-TO")]
    is_parent = kind in {RelationKind.PART_OF, RelationKind.DECIDED_AT, RelationKind.ANNIVERSARY_OF}
    assert related == ([uid("parent", "ru")] if is_parent else [])


@pytest.mark.parametrize("options", [{"imprecise": "omit"}, {"today": dt.date(2026, 6, 1)}])
def test_related_to_leads_to_nothing_that_is_left_out(options: dict[str, Any]) -> None:
    parent = event("2025-11", slug="parent", status="cancelled")
    child = event(slug="child", relations=[Relation(kind="part-of", target="parent")])
    feed = to_ical(Timeline([parent, child]), language="en", **options)
    assert b"RELATED-TO" not in feed
    assert len(raw_ical.events(feed)) == 1


# Laws


@FEW
@given(hostile.timelines(), st.sampled_from(LANGUAGES), st.sampled_from(MODES), st.randoms(use_true_random=False))
def test_the_same_entries_in_any_order_make_the_same_bytes(
    entries: Timeline, language: str, mode: str, chance: Any
) -> None:
    shuffled = list(entries)
    chance.shuffle(shuffled)
    once = to_ical(entries, language=language, imprecise=mode)
    assert to_ical(Timeline(shuffled), language=language, imprecise=mode) == once
    assert b"".join(iter_ical(entries, language=language, imprecise=mode)) == once


def cleaned(text: str) -> str:
    """The stated rule: any line break or separator is a line break, every other control but the tab is dropped."""
    text = re.sub("\r\n|\r|\u2028|\u2029", "\n", text)
    return "".join(char for char in text if char in "\t\n" or not re.match(r"[\x00-\x1f\x7f-\x9f]", char))


def names_of(entry: Entry, targets: Iterable[str]) -> list[str]:
    """The properties that an entry is to have."""
    place, source = entry.place, entry.settled.source
    parents = {RelationKind.PART_OF, RelationKind.DECIDED_AT, RelationKind.ANNIVERSARY_OF}
    related = [each for each in entry.relations if each.kind in parents and each.target in targets]
    return [
        *("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"),
        *(["LOCATION"] if place else []),
        *(["GEO"] if place and place.latitude is not None else []),
        *(["URL"] if source.url else []),
        *("CATEGORIES", "STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS"),
        *("X-KZEU-TYPE", "X-KZEU-SLUG", "X-KZEU-EDTF"),
        *(["RELATED-TO"] * len(related)),
    ]


def texts_of(entry: Entry, language: Language) -> list[str]:
    """What a description holds of an entry's own words."""
    return [
        *([entry.description.best(language)] if entry.description else []),
        entry.settled.source.publisher,
        *(each.person.name.best(language) for each in entry.participants),
        *(each.role.name.best(language) for each in entry.participants if each.role),
        *(figure.title.best(language) for figure in entry.figures),
        *(source.url for source in entry.sources if source.url),
    ]


def assert_holds(feed: bytes, entries: list[Entry], language: Language) -> None:
    """Nothing is wrong with *feed*, nothing was injected, and its texts are those of *entries*."""
    assert faults(feed) == []
    found = {each.text("X-KZEU-SLUG"): each for each in raw_ical.events(feed)}
    assert list(found) == [entry.slug for entry in entries]
    for entry in entries:
        each = found[entry.slug]
        assert each.names == names_of(entry, found)
        title = cleaned(dated_title(entry, language))
        prefix = f"{wording(language).label('CANCELLED')}: " if entry.status is Status.CANCELLED else ""
        assert each.text("SUMMARY") == prefix + title
        assert title.endswith(cleaned(entry.title.best(language)))
        if entry.place:
            assert each.text("LOCATION") == cleaned(place_text(entry.place, language))
        track = [cleaned(entry.track.title.best(language))] if entry.track else []
        assert each.one("CATEGORIES").texts == [wording(language).label(entry.kind), *track]
        assert each.text("X-KZEU-EDTF") == entry.when.edtf
        description = each.text("DESCRIPTION")
        assert len(description.encode()) <= 2_000
        if not description.endswith("…"):
            assert all(cleaned(text) in description for text in texts_of(entry, language))


@settings(LAW, max_examples=300)
@given(hostile.timelines(), st.sampled_from(LANGUAGES), st.sampled_from(MODES), hostile.texts(), hostile.texts())
def test_hostile_text_stays_text_and_comes_back(
    entries: Timeline, language: Language, mode: str, name: str, about: str
) -> None:
    feed = to_ical(entries, language=language, imprecise=mode, name=name, description=about)
    assert_holds(feed, [entry for entry in entries if mode != "omit" or not is_open(entry.when)], language)
    calendar = raw_ical.read(feed)
    assert calendar.text("NAME") == calendar.text("X-WR-CALNAME") == cleaned(name)
    assert calendar.text("DESCRIPTION") == calendar.text("X-WR-CALDESC") == cleaned(about)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_hostile_text_of_the_table_stays_text_in_every_place(language: Language) -> None:
    entries = hostile.fixed_timeline(150)
    assert_holds(to_ical(entries, language=language), list(entries), language)


@FEW
@given(st.lists(hostile.texts(), min_size=1, max_size=3).map("".join))
def test_any_title_comes_back(title: str) -> None:
    assert shown(event(title=title)).text("SUMMARY") == cleaned(title)


# The same bytes wherever they are made

DIGESTS: Final = """
import hashlib
from kzeu_timeline import Language, load, to_ical
for language in Language:
    print(hashlib.sha256(to_ical(load().timeline(), language=language)).hexdigest())
"""
HOSTILE_DIGESTS: Final = """
import hashlib
from kzeu_timeline import Language, to_ical
from tests.exporters.hostile import fixed_timeline
for language in Language:
    print(hashlib.sha256(to_ical(fixed_timeline(150), language=language)).hexdigest())
"""


def digests(code: str, *flags: str, **environment: str) -> list[str]:
    """What *code* prints, run by another interpreter in the checkout."""
    run = subprocess.run(
        [sys.executable, *flags, "-c", code],
        env={**os.environ, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return run.stdout.split()


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Almaty", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "ru_RU.UTF-8", "LANG": "ru_RU.UTF-8"},
        {"PYTHONHASHSEED": "random", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0"},
    ],
    ids=["Almaty", "New York", "Kiritimati"],
)
def test_the_shipped_feeds_are_the_same_bytes_in_every_zone_locale_and_hash_seed(environment: dict[str, str]) -> None:
    here = [hashlib.sha256(to_ical(record(), language=language)).hexdigest() for language in LANGUAGES]
    assert digests(DIGESTS, **environment) == here


def test_without_assertions_the_bytes_are_the_same() -> None:
    here = [hashlib.sha256(to_ical(record(), language=language)).hexdigest() for language in LANGUAGES]
    assert digests(DIGESTS, "-O") == here


def test_without_assertions_hostile_text_is_written_as_with_them() -> None:
    entries = hostile.fixed_timeline(150)
    here = [hashlib.sha256(to_ical(entries, language=language)).hexdigest() for language in LANGUAGES]
    assert digests(HOSTILE_DIGESTS, "-O") == here


# Side by side with icalendar


def _day_or_instant(prop: raw_ical.Property) -> dt.date:
    if prop.params.get("VALUE") == "DATE":
        return dt.date.fromisoformat(prop.value)
    return dt.datetime.strptime(prop.value, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)


_AS_VALUE: Final[dict[str, Callable[[raw_ical.Property], Any]]] = {
    **dict.fromkeys(("DTSTART", "DTEND", "DTSTAMP", "LAST-MODIFIED"), _day_or_instant),
    "SEQUENCE": lambda prop: int(prop.value),
    "CATEGORIES": lambda prop: prop.texts,
    "REFRESH-INTERVAL": lambda prop: dt.timedelta(hours=12),
    # icalendar writes 50 degrees as 50.0 and small fractions with an exponent, which RFC 5545 does not allow.
    "GEO": lambda prop: vInline(prop.value),
}


def by_icalendar(component: Component) -> icalendar.Component:
    """The same component, made with icalendar's own API from the same values."""
    made = icalendar.Calendar() if component.name == "VCALENDAR" else icalendar.Event()
    for prop in component.properties:
        value = _AS_VALUE.get(prop.name, lambda prop: prop.text)(prop)
        # icalendar takes the value of an X- property as it is, unescaped, unless it is a vText.
        value = vText(value) if prop.name.startswith("X-") else value
        params = {key: each for key, each in prop.params.items() if not isinstance(value, dt.date)}
        made.add(prop.name, value, parameters=params or None)
    for each in component.components:
        made.add_component(by_icalendar(each))
    return made


def is_garbled_by_icalendar(prop: raw_ical.Property) -> bool:
    r"""Whether icalendar is known to garble it: a literal ``\N`` becomes a line break, a byte order mark vanishes."""
    return "\\N" in prop.text or any(text.startswith("\ufeff") for text in prop.texts)


def is_safe_with_icalendar(feed: bytes) -> bool:
    calendar = raw_ical.read(feed)
    parts = (calendar, *calendar.components)
    return not any(is_garbled_by_icalendar(prop) for part in parts for prop in part.properties)


@FEW
@given(hostile.timelines(), st.sampled_from(LANGUAGES), st.sampled_from(MODES))
def test_icalendar_writes_the_same_values_as_the_same_bytes(entries: Timeline, language: str, mode: str) -> None:
    feed = to_ical(entries, language=language, imprecise=mode)
    if is_safe_with_icalendar(feed):
        assert by_icalendar(raw_ical.read(feed)).to_ical(sorted=False) == feed


def without_geo(feed: bytes) -> list[bytes]:
    return [line for line in feed.split(b"\r\n") if not line.startswith(b"GEO:")]


@FEW
@given(hostile.timelines(), st.sampled_from(LANGUAGES), st.sampled_from(MODES))
def test_icalendar_reads_a_feed_and_writes_it_back_as_it_was(entries: Timeline, language: str, mode: str) -> None:
    feed = to_ical(entries, language=language, imprecise=mode)
    if is_safe_with_icalendar(feed):
        again = icalendar.Calendar.from_ical(feed).to_ical(sorted=False)
        assert without_geo(again) == without_geo(feed)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_icalendar_agrees_on_the_shipped_feeds(language: str, mode: str) -> None:
    feed = to_ical(record(), language=language, imprecise=mode)
    assert is_safe_with_icalendar(feed)
    assert by_icalendar(raw_ical.read(feed)).to_ical(sorted=False) == feed
    assert icalendar.Calendar.from_ical(feed).to_ical(sorted=False) == feed
