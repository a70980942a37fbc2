"""Recurrence rules: dateutil is the judge of those that it can follow; those that it can't end all the same."""

from __future__ import annotations

import datetime as dt
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kzeu_timeline.readers.ical.budget import Budget
from kzeu_timeline.readers.ical.limits import MOST_STEPS
from kzeu_timeline.readers.ical.problems import Damaged
from kzeu_timeline.readers.ical.repetition import LATEST, occurrences
from kzeu_timeline.readers.ical.rules import rule_of
from tests.strategies import LAW

START = dt.datetime(2024, 1, 31, 10, 30, 15)  # noqa: DTZ001 - local


def found(rule: str, start: dt.datetime = START, years: int = 4) -> list[dt.datetime]:
    last = start.replace(year=start.year + years, day=28)
    return list(occurrences(rule_of(rule), start, start, last, Budget().steps))


def _listed(name: str, numbers: st.SearchStrategy[int], most: int = 3) -> st.SearchStrategy[str]:
    return st.sets(numbers, min_size=1, max_size=most).map(lambda some: f";{name}={','.join(map(str, some))}")


def _signed(most: int) -> st.SearchStrategy[int]:
    return st.integers(1, most) | st.integers(-most, -1)


_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")))
    parts = [f"FREQ={frequency}", f";INTERVAL={draw(st.integers(1, 5))}", f";WKST={draw(st.sampled_from(_WEEKDAYS))}"]

    def maybe(part: st.SearchStrategy[str], of: tuple[str, ...] = ()) -> None:
        if (not of or frequency in of) and draw(st.integers(0, 3)) == 0:
            parts.append(draw(part))

    maybe(_listed("BYMONTH", st.integers(1, 12)))
    maybe(_listed("BYWEEKNO", _signed(53)), ("YEARLY",))
    maybe(_listed("BYYEARDAY", _signed(366)), ("YEARLY", "DAILY"))
    maybe(_listed("BYMONTHDAY", _signed(31)), ("YEARLY", "MONTHLY", "DAILY"))
    numbered = frequency in {"YEARLY", "MONTHLY"} and "BYWEEKNO" not in "".join(parts)
    number = _signed(5).map(str) if numbered and draw(st.booleans()) else st.just("")
    maybe(st.tuples(number, st.sampled_from(_WEEKDAYS)).map(lambda pair: f";BYDAY={pair[0]}{pair[1]}"))
    maybe(_listed("BYHOUR", st.integers(0, 23)))
    maybe(_listed("BYMINUTE", st.integers(0, 59)))
    maybe(_listed("BYSECOND", st.integers(0, 59)))
    if len(parts) > 3:
        maybe(_listed("BYSETPOS", _signed(4)))
    if draw(st.booleans()):
        parts.append(f";COUNT={draw(st.integers(1, 20))}")
    return "".join(parts)


STARTS = st.datetimes(dt.datetime(2015, 1, 1), dt.datetime(2030, 1, 1)).map(  # noqa: DTZ001
    lambda time: time.replace(microsecond=0)
)


@settings(LAW, max_examples=40)
@given(rules(), STARTS)
def test_dateutil_finds_the_same_times(rule: str, start: dt.datetime) -> None:
    last = start + dt.timedelta(days=1200)
    try:
        ours = list(islice(occurrences(rule_of(rule), start, start, last, Budget().steps), 40))
    except Damaged:
        assume(False)
    if ours or "YEARLY" in rule:  # of another that never comes true dateutil asks every day until the year 9999
        theirs = list(islice(rrulestr(rule, dtstart=start), len(ours) or 1))
        assert ours == [time for time in theirs if time <= last]


@settings(LAW, max_examples=20)
@given(rules().filter(lambda rule: "COUNT" not in rule), STARTS, st.integers(0, 1000))
def test_to_begin_later_passes_over_nothing(rule: str, start: dt.datetime, days: int) -> None:
    first, last = start + dt.timedelta(days=days), start + dt.timedelta(days=days + 60)
    try:
        whole = [time for time in occurrences(rule_of(rule), start, start, last, Budget().steps) if time >= first]
    except Damaged:
        assume(False)
    assert list(occurrences(rule_of(rule), start, first, last, Budget().steps)) == whole


@pytest.mark.parametrize(
    ("rule", "dates"),
    [
        ("FREQ=MONTHLY;COUNT=3", ["2024-01-31", "2024-03-31", "2024-05-31"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", ["2024-02-29"]),
        ("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10;COUNT=2", ["2024-10-27", "2025-10-26"]),
        ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO;COUNT=2", ["2024-12-30", "2025-12-29"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", ["2024-01-31", "2024-02-29"]),
        ("freq=weekly;count=2;x-note=1;", ["2024-01-31", "2024-02-07"]),
        ("RSCALE=GREGORIAN;FREQ=DAILY;SKIP=OMIT;COUNT=1", ["2024-01-31"]),
    ],
)
def test_a_rule_means(rule: str, dates: list[str]) -> None:
    assert [time.date().isoformat() for time in found(rule, years=2)] == dates


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("", "a rule without a frequency: ''"),
        ("FREQ=OFTEN", "a rule without a frequency: 'FREQ=OFTEN'"),
        ("FREQ=DAILY;COUNT=0", "not a whole number from 1 on: '0'"),
        ("FREQ=DAILY;INTERVAL=0", "not a whole number from 1 on: '0'"),
        ("FREQ=DAILY;INTERVAL=-1", "not a whole number from 1 on: '-1'"),
        ("FREQ=DAILY;COUNT=99999999999999999999", "not a whole number from 1 on: '99999999999999999999'"),
        ("FREQ=DAILY;BYHOUR=24", "not numbers for BYHOUR: '24'"),
        ("FREQ=DAILY;BYMONTHDAY=0", "not numbers for BYMONTHDAY: '0'"),
        ("FREQ=DAILY;BYMONTHDAY=a", "not numbers for BYMONTHDAY: 'A'"),
        ("FREQ=DAILY;BYEASTER=1", "an unknown part of a rule: 'BYEASTER'"),
        ("FREQ=DAILY;BYDAY=XX", "no weekday: 'XX'"),
        ("FREQ=DAILY;BYDAY=0MO", "no weekday: '0MO'"),
        ("FREQ=DAILY;WKST=XX", "no weekday: 'XX'"),
        ("FREQ=DAILY;RSCALE=CHINESE", "a rule of another calendar: 'FREQ=DAILY;RSCALE=CHINESE'"),
    ],
)
def test_what_is_no_rule_is_refused(rule: str, message: str) -> None:
    with pytest.raises(Damaged) as caught:
        rule_of(rule)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYHOUR=0,1,2,3,4,5,6,7,8,9;BYMINUTE=0,1,2,3,4,5;BYSECOND=0,1,2,3,4,5;BYDAY=MO,TU,WE,TH,FR,SA,SU",
        "FREQ=DAILY;COUNT=999999999;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12;BYSETPOS=366",
    ],
)
def test_a_bomb_is_defused_after_so_many_steps(rule: str) -> None:
    with pytest.raises(Damaged) as caught:
        list(occurrences(rule_of(rule), START, START, LATEST, Budget().steps))
    assert str(caught.value) == f"a rule that takes more than {MOST_STEPS:,} steps"


@pytest.mark.parametrize("frequency", ["DAILY", "WEEKLY", "MONTHLY", "YEARLY", "HOURLY"])
def test_the_calendar_ends(frequency: str) -> None:
    start = dt.datetime(9999, 11, 30, 23)  # noqa: DTZ001
    assert all(
        time <= LATEST
        for time in occurrences(rule_of(f"FREQ={frequency};WKST=SU"), start, start, LATEST, Budget().steps)
    )


def test_the_calendar_begins() -> None:
    start = dt.datetime(1, 1, 1)  # noqa: DTZ001
    rule = rule_of("FREQ=WEEKLY;WKST=SU;BYDAY=MO,TU;COUNT=3")
    assert [time.day for time in occurrences(rule, start, start, LATEST, Budget().steps)] == [1, 2, 8]


@pytest.mark.parametrize("year", [1, 9999])
def test_weeks_at_the_edges_of_the_calendar_have_numbers(year: int) -> None:
    start = dt.datetime(year, 1, 1)  # noqa: DTZ001
    for rule in ("FREQ=YEARLY;BYWEEKNO=1,52,-1;WKST=SU", "FREQ=YEARLY;BYWEEKNO=1,53,-1"):
        assert list(occurrences(rule_of(rule), start, start, start.replace(month=12, day=31), Budget().steps))
