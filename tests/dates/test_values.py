"""What single values say of themselves: parts, bounds, precision, qualification, and clock times in their zones."""

from __future__ import annotations

import datetime as dt
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzeu_timeline.dates import (
    AllOf,
    Boundary,
    Clock,
    DateTime,
    Day,
    Interval,
    OneOf,
    PartialDate,
    Precision,
    Run,
    ScaledYear,
    parse_edtf,
)
from kzeu_timeline.dates.calendar import day_number, day_of, month_length
from kzeu_timeline.exceptions import EdtfError, InvalidRecordError, KzeuTimelineError, OutsideCalendarError
from tests.strategies import ANY_ERA, LAW, edtf_values


def bounds(text: str) -> tuple[str, str]:
    first, last = parse_edtf(text).bounds
    return str(first), str(last)


# Partial dates: building and taking apart.


@pytest.mark.parametrize(
    "parts, text",
    [
        ((2025,), "2025"),
        ((2025, 11), "2025-11"),
        ((2025, 11, 5), "2025-11-05"),
        ((2001, 34), "2001-34"),
        ((0,), "0000"),
        ((44, 3), "0044-03"),
        ((-44, 3, 15), "-0044-03-15"),
        ((-9999,), "-9999"),
    ],
)
def test_of_builds_what_the_text_says(parts, text):
    assert PartialDate.of(*parts) == parse_edtf(text)


@pytest.mark.parametrize(
    "parts",
    [(2025, 0), (2025, 13), (2025, 42), (2025, -1), (2025, 2, 29), (2025, 11, 0), (2025, 33, 1), (10_000,), (-10_000,)],
)
def test_of_refuses_what_is_no_date(parts):
    with pytest.raises(EdtfError):
        PartialDate.of(*parts)


def test_of_refuses_a_day_without_a_month():
    with pytest.raises(EdtfError):
        PartialDate.of(2025, day=5)


@pytest.mark.parametrize(
    "text, year, month, season, day",
    [
        ("2025", 2025, None, None, None),
        ("2025-11", 2025, 11, None, None),
        ("2025-11-05?", 2025, 11, None, 5),
        ("2001-34", 2001, None, 34, None),
        ("-0044-03-15", -44, 3, None, 15),
        ("156X-12-25", None, 12, None, 25),
        ("20XX-21", None, None, 21, None),
        ("2004-1X", 2004, None, None, None),
        ("2004-XX-05", 2004, None, None, 5),
        ("2004-06-XX", 2004, 6, None, None),
    ],
)
def test_parts(text, year, month, season, day):
    date = parse_edtf(text)
    assert (date.year, date.month, date.season, date.day) == (year, month, season, day)


@pytest.mark.parametrize("text, expected", [("2004-06", False), ("2004-1X", True), ("XXXX", True), ("2001-21", False)])
def test_is_unspecified(text, expected):
    assert parse_edtf(text).is_unspecified is expected


@pytest.mark.parametrize(
    "components, offset",
    [(("-0000",), 0), (("2001", "13"), 5), (("-0001", "13"), 6), (("2001", "02", "30"), 8), (("200X", "2X"), 5)],
)
def test_digits_that_no_day_has_are_located(components, offset):
    with pytest.raises(EdtfError) as caught:
        PartialDate(components)
    assert (caught.value.text, caught.value.offset) == ("-".join(components), offset)


# Seasons and the other parts of a year.


@pytest.mark.parametrize(
    "code, first, last",
    [
        # seasons of the northern hemisphere
        (25, "2001-03-01", "2001-05-31"),
        (26, "2001-06-01", "2001-08-31"),
        (27, "2001-09-01", "2001-11-30"),
        (28, "2001-12-01", "2002-02-28"),
        # seasons of the southern hemisphere
        (29, "2001-09-01", "2001-11-30"),
        (30, "2001-12-01", "2002-02-28"),
        (31, "2001-03-01", "2001-05-31"),
        (32, "2001-06-01", "2001-08-31"),
        # quarters
        (33, "2001-01-01", "2001-03-31"),
        (34, "2001-04-01", "2001-06-30"),
        (35, "2001-07-01", "2001-09-30"),
        (36, "2001-10-01", "2001-12-31"),
        # thirds
        (37, "2001-01-01", "2001-04-30"),
        (38, "2001-05-01", "2001-08-31"),
        (39, "2001-09-01", "2001-12-31"),
        # halves
        (40, "2001-01-01", "2001-06-30"),
        (41, "2001-07-01", "2001-12-31"),
    ],
)
def test_bounds_of_a_part_of_the_year(code, first, last):
    assert bounds(f"2001-{code}") == (first, last)


@pytest.mark.parametrize(
    "text, first, last",
    [
        ("2003-28", "2003-12-01", "2004-02-29"),
        ("2003-30", "2003-12-01", "2004-02-29"),
        ("9999-28", "9999-12-01", "10000-02-29"),
        ("-0001-28", "-0001-12-01", "0000-02-29"),
        ("-0044-33", "-0044-01-01", "-0044-03-31"),
        ("198X-28", "1980-12-01", "1990-02-28"),
        ("198X-34?", "1980-04-01", "1989-06-30"),
    ],
)
def test_bounds_of_a_part_of_an_unusual_year(text, first, last):
    assert bounds(text) == (first, last)


@pytest.mark.parametrize("code", [21, 22, 23, 24])
def test_a_season_without_hemisphere_has_no_bounds(code):
    assert parse_edtf(f"2001-{code}").bounds == (None, None)


@pytest.mark.parametrize(
    "text, southern, placed",
    [
        ("2001-21", False, "2001-25"),
        ("2001-24", False, "2001-28"),
        ("2001-21", True, "2001-29"),
        ("2001-24", True, "2001-32"),
        ("2001~-21", True, "2001~-29"),
        ("20XX-22?", False, "20XX-26?"),
        ("2001-25", True, "2001-25"),
        ("2001-34", True, "2001-34"),
        ("2001-06", True, "2001-06"),
        ("2001", True, "2001"),
    ],
)
def test_in_hemisphere(text, southern, placed):
    assert parse_edtf(text).in_hemisphere(southern=southern).edtf == placed


# The same date in another year.


@pytest.mark.parametrize(
    "text, years, later",
    [
        ("2015-12-21", 10, "2025-12-21"),
        ("2015-12", -10, "2005-12"),
        ("2015", 0, "2015"),
        ("2001-34", 1, "2002-34"),
        ("2004-02-29", 1, "2005-02-28"),
        ("2004-02-29", 4, "2008-02-29"),
        ("2000-02-29", 100, "2100-02-28"),
        ("2004?-02-~29", 1, "2005?-02-~28"),
        ("0001-01-01", -2, "-0001-01-01"),
        ("9998", 1, "9999"),
        ("-9998", -1, "-9999"),
    ],
)
def test_plus_years(text, years, later):
    assert parse_edtf(text).plus_years(years) == parse_edtf(later)


@pytest.mark.parametrize("text, years", [("9999", 1), ("-9999", -1), ("201X", 1), ("2004-XX-05", 1), ("2004-1X", 0)])
def test_plus_years_of_no_single_year_or_out_of_range(text, years):
    assert parse_edtf(text).plus_years(years) is None


# Bounds: masks, leap years, and years that datetime does not have.


@pytest.mark.parametrize(
    "text, first, last",
    [
        ("XXXX", "0000-01-01", "9999-12-31"),
        ("1XX3", "1003-01-01", "1993-12-31"),
        ("X999", "0999-01-01", "9999-12-31"),
        ("1560-X2", "1560-02-01", "1560-12-31"),
        ("2004-X0", "2004-10-01", "2004-10-31"),
        ("20XX-02", "2000-02-01", "2099-02-28"),
        ("19XX-02", "1900-02-01", "1999-02-28"),
        ("2004-02-XX", "2004-02-01", "2004-02-29"),
        ("1985-0X-31", "1985-01-31", "1985-08-31"),
        ("1985-XX-31", "1985-01-31", "1985-12-31"),
        ("2004-06-3X", "2004-06-30", "2004-06-30"),
        ("2004-06-X1", "2004-06-01", "2004-06-21"),
        ("15XX-02-29", "1504-02-29", "1596-02-29"),
        ("XXXX-02-29", "0000-02-29", "9996-02-29"),
        ("196X-02-29", "1960-02-29", "1968-02-29"),
        ("20XX-02-2X", "2000-02-20", "2099-02-28"),
        ("200X-02-2X", "2000-02-20", "2009-02-28"),
        ("-0004-02", "-0004-02-01", "-0004-02-29"),
        ("0000-02-29", "0000-02-29", "0000-02-29"),
        ("-1985S2", "-1999-01-01", "-1900-12-31"),
        ("1950S4", "1950-01-01", "1950-12-31"),
        ("0050S1", "0050-01-01", "0059-12-31"),
        ("Y-171010000S3", "-171999999-01-01", "-171000000-12-31"),
        ("Y999999999999999999", "999999999999999999-01-01", "999999999999999999-12-31"),
        ("[1670,1667]", "1667-01-01", "1670-12-31"),
        ("2004-02-01/2005?", "2004-02-01", "2005-12-31"),
        ("2004/2004-06", "2004-01-01", "2004-06-30"),
    ],
)
def test_bounds(text, first, last):
    assert bounds(text) == (first, last)


@LAW
@given(st.dates())
def test_days_are_numbered_as_in_datetime(date):
    assert day_number(date.year, date.month, date.day) == date.toordinal()
    assert day_of(date.toordinal()) == Day(date.year, date.month, date.day)


@LAW
@given(st.integers(-(10**18), 10**18), st.integers(1, 12), st.data())
def test_the_calendar_repeats_after_400_years(year, month, data):
    day = data.draw(st.integers(1, month_length(year, month)))
    assert day_number(year + 400, month, day) == day_number(year, month, day) + 146_097


@LAW
@given(st.integers(-(10**21), 10**21))
def test_each_number_is_one_day_and_days_follow_each_other(number):
    day, following = day_of(number), day_of(number + 1)
    assert day_number(*day) == number
    assert day < following


@LAW
@given(ANY_ERA)
def test_bounds_of_a_day_a_month_and_a_year_hold_each_other(day):
    date, month, year = (PartialDate.of(*day[:count]).span for count in (3, 2, 1))
    assert year[0] <= month[0] <= date[0] == date[1] <= month[1] <= year[1]


@LAW
@given(edtf_values())
def test_bounds_are_in_order(value):
    first, last = value.bounds
    assert first is None or last is None or first <= last


@pytest.mark.parametrize(
    "text, earliest, latest",
    [
        ("2025-11", dt.date(2025, 11, 1), dt.date(2025, 11, 30)),
        ("0001-01-01", dt.date.min, dt.date.min),
        ("9999-12-31", dt.date.max, dt.date.max),
        ("[..2025-12-02]", None, dt.date(2025, 12, 2)),
        ("2025/..", dt.date(2025, 1, 1), None),
        ("2001-21", None, None),
    ],
)
def test_earliest_and_latest(text, earliest, latest):
    value = parse_edtf(text)
    assert (value.earliest, value.latest) == (earliest, latest)


@pytest.mark.parametrize(
    "text, end, day",
    [
        ("0000", "latest", "0000-12-31"),
        ("-0044-03-15", "earliest", "-0044-03-15"),
        ("Y10000", "earliest", "10000-01-01"),
        ("9999-28", "latest", "10000-02-29"),
        ("XXXX", "earliest", "0000-01-01"),
    ],
)
def test_a_day_that_datetime_does_not_have(text, end, day):
    with pytest.raises(OutsideCalendarError, match=f"'{day}'$"):
        getattr(parse_edtf(text), end)


# Precision, qualification, exactness.


@pytest.mark.parametrize(
    "text, precision",
    [
        ("XXXX", Precision.MILLENNIUM),
        ("2XXX", Precision.MILLENNIUM),
        ("20XX", Precision.CENTURY),
        ("201X", Precision.DECADE),
        ("2015", Precision.YEAR),
        ("-2015", Precision.YEAR),
        ("Y17E7", Precision.YEAR),
        ("1950S2", Precision.YEAR),
        ("2001-21", Precision.SEASON),
        ("20XX-41", Precision.SEASON),
        ("2015-12", Precision.MONTH),
        ("201X-XX", Precision.MONTH),
        ("2015-XX-XX", Precision.DAY),
        ("2015-12-21T10:00:00Z", Precision.SECOND),
        ("2015-12-21/2016", Precision.YEAR),
        ("2015-12/..", Precision.MONTH),
        ("..2015-12-21/2016-01-05", Precision.DAY),
        ("[2015-12-21,2016-01]", Precision.MONTH),
        ("{..2015}", Precision.YEAR),
    ],
)
def test_precision(text, precision):
    assert parse_edtf(text).precision is precision


@pytest.mark.parametrize(
    "text, uncertain, approximate",
    [
        ("2004", False, False),
        ("2004?", True, False),
        ("2004~", False, True),
        ("2004%", True, True),
        ("?2004-06-~11", True, True),
        ("2004-06/2005~", False, True),
        ("..2004?/2005", True, False),
        ("[2003,2004?]", True, False),
        ("{..1984~}", False, True),
        ("Y17E7%", True, True),
        ("1985-04-12T10:00:00", False, False),
    ],
)
def test_uncertain_and_approximate(text, uncertain, approximate):
    value = parse_edtf(text)
    assert (value.uncertain, value.approximate) == (uncertain, approximate)


@pytest.mark.parametrize(
    "text, qualifiers",
    [
        ("2004-06-11?", "???"),
        ("2004-06~-11", ["~", "~", ""]),
        ("2004?-06-11", ["?", "", ""]),
        ("?2004-06-~11", ["?", "", "~"]),
        ("2004-%06-11", ["", "%", ""]),
        ("2004?-06~", ["%", "~"]),
        ("?2004~", ["%"]),
        ("2004-?06~-11", ["~", "%", ""]),
    ],
)
def test_qualifier_of_each_component(text, qualifiers):
    assert [qualifier.symbol for qualifier in parse_edtf(text).qualifiers] == list(qualifiers)


@pytest.mark.parametrize(
    "text", ["2004", "2004-06", "2004-06-11", "156X-12-25", "2001-28", "Y17E7", "1950S2", "../2005"]
)
@pytest.mark.parametrize("symbol", ["?", "~", "%"])
def test_qualifiers_move_no_bound(text, symbol):
    assert parse_edtf(text + symbol).bounds == parse_edtf(text).bounds


@pytest.mark.parametrize(
    "text, exact",
    [
        ("2004-06-11", True),
        ("2004-06-11?", True),
        ("2004-06-3X", True),
        ("1985-04-12T10:00:00", True),
        ("2004-06-11/2004-06-20", True),
        ("2004-06-11/..", True),
        ("{2004-06-11,2004-06-20}", True),
        ("2004-06", False),
        ("2004-06-XX", False),
        ("2001-21", False),
        ("Y17E7", False),
        ("2004-06-11/", False),
        ("2004-06-11/2004-06", False),
        ("[2004-06-11,2004-06-20]", False),
        ("[..2004-06-11]", False),
    ],
)
def test_is_exact(text, exact):
    assert parse_edtf(text).is_exact is exact


# Years beyond four digits, clock times, intervals, sets.


@pytest.mark.parametrize(
    "text, year, years",
    [
        ("Y170000002", 170_000_002, (170_000_002, 170_000_002)),
        ("Y-17E7", -170_000_000, (-170_000_000, -170_000_000)),
        ("1950S2", 1950, (1900, 1999)),
        ("Y3388E2S3", 338_800, (338_000, 338_999)),
        ("-1950S1", -1950, (-1999, -1000)),
    ],
)
def test_scaled_year(text, year, years):
    value = parse_edtf(text)
    assert isinstance(value, ScaledYear)
    assert (value.year, value.years) == (year, years)


@pytest.mark.parametrize(
    "text, time, minutes",
    [
        ("1985-04-12T23:20:30", dt.time(23, 20, 30), None),
        ("1985-04-12T23:20:30Z", dt.time(23, 20, 30), 0),
        ("1985-04-12T23:20:30+00", dt.time(23, 20, 30), 0),
        ("1985-04-12T23:20:30-04", dt.time(23, 20, 30), -240),
        ("1985-04-12T23:20:30+04:30", dt.time(23, 20, 30), 270),
        ("1985-04-12T23:20:30-00:30", dt.time(23, 20, 30), -30),
        ("1985-04-12T23:20:30+14:00", dt.time(23, 20, 30), 840),
        ("2016-12-31T23:59:60Z", dt.time(23, 59, 59), 0),
        ("2017-01-01T05:29:60+05:30", dt.time(5, 29, 59), 330),
        ("2017-01-01T05:44:60", dt.time(5, 44, 59), None),
    ],
)
def test_date_and_time(text, time, minutes):
    value = parse_edtf(text)
    assert isinstance(value, DateTime)
    assert (value.time, value.shift_minutes) == (time, minutes)


def test_a_shift_moves_no_day():
    assert bounds("1985-04-12T23:20:30-14:00") == ("1985-04-12", "1985-04-12")


@pytest.mark.parametrize(
    "text, start, end",
    [
        ("2004/..", PartialDate.of(2004), Boundary.OPEN),
        ("2004/", PartialDate.of(2004), Boundary.UNKNOWN),
        ("../2004", Boundary.OPEN, PartialDate.of(2004)),
        ("/2004", Boundary.UNKNOWN, PartialDate.of(2004)),
        ("..2004/2005..", Run(None, PartialDate.of(2004)), Run(PartialDate.of(2005), None)),
    ],
)
def test_ends_of_an_interval(text, start, end):
    assert parse_edtf(text) == Interval(start, end)


@pytest.mark.parametrize(
    "written, canonical",
    [
        ("[1672,1668,1667]", "[1667,1668,1672]"),
        ("{1961-12,1960}", "{1960,1961-12}"),
        ("{1960,1960-01}", "{1960-01,1960}"),
        ("[1984..,..1960]", "[..1960,1984..]"),
        ("[2004,2004]", "[2004]"),
        ("[2004~,2004]", "[2004,2004~]"),
        ("[0001,-0001,Y-20000]", "[Y-20000,-0001,0001]"),
    ],
)
def test_members_of_a_set_are_in_calendar_order_each_once(written, canonical):
    assert parse_edtf(written).edtf == canonical


@pytest.mark.parametrize("kind", [OneOf, AllOf])
def test_a_set_is_built_from_any_iterable_of_members(kind):
    members = [PartialDate.of(2005), PartialDate.of(2004)]
    assert kind(iter(members)) == kind(members) == kind(reversed(members))


@pytest.mark.parametrize(
    "build",
    [
        lambda: OneOf([]),
        lambda: AllOf([]),
        lambda: Interval(Boundary.OPEN, Boundary.UNKNOWN),
        lambda: Interval(PartialDate.of(2005), PartialDate.of(2004)),
        lambda: Run(PartialDate.of(2005), PartialDate.of(2004)),
        lambda: Run(PartialDate.of(2004), PartialDate.of(2005, 6)),
        lambda: ScaledYear(1985),
        lambda: ScaledYear(0, 5),
        lambda: DateTime(PartialDate.of(2004, 6, 11), 24, 0, 0),
    ],
)
def test_constructors_refuse_what_the_parser_refuses(build):
    with pytest.raises(EdtfError):
        build()


# Clock times.

BRUSSELS: Final = Clock(start=dt.time(16, 30), end=dt.time(19, 50), zone="Europe/Brussels")


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)


def test_a_meeting_in_brussels_in_summer():
    assert BRUSSELS.instants(dt.date(2021, 5, 10)) == (utc(2021, 5, 10, 14, 30), utc(2021, 5, 10, 17, 50))


def test_a_meeting_in_brussels_in_winter():
    assert BRUSSELS.instants(dt.date(2021, 12, 10)) == (utc(2021, 12, 10, 15, 30), utc(2021, 12, 10, 18, 50))


@pytest.mark.parametrize("day, hour", [(dt.date(2024, 2, 28), 6), (dt.date(2024, 3, 1), 7)])
def test_kazakhstan_is_one_zone_since_1_march_2024(day, hour):
    start, end = Clock(start=dt.time(12), zone="Asia/Almaty").instants(day)
    assert (start, end) == (utc(day.year, day.month, day.day, hour), None)


def test_instants_are_in_utc():
    assert {instant.utcoffset() for instant in BRUSSELS.instants(dt.date(2021, 5, 10))} == {dt.timedelta()}


def test_on_the_clocks_of_another_zone():
    start, end = BRUSSELS.local(dt.date(2021, 5, 10), "Asia/Almaty")
    assert (start.isoformat(), end.isoformat()) == ("2021-05-10T20:30:00+06:00", "2021-05-10T23:50:00+06:00")


@pytest.mark.parametrize("end", [dt.time(1), dt.time(22)])
def test_an_end_at_or_before_the_start_is_on_the_next_day(end):
    start, finish = Clock(start=dt.time(22), end=end, zone="UTC").instants(dt.date(2021, 12, 31))
    assert start == utc(2021, 12, 31, 22)
    assert finish == utc(2022, 1, 1, end.hour)


def test_a_time_that_the_clocks_skip():
    clock = Clock(start=dt.time(2, 30), zone="Europe/Brussels")
    with pytest.raises(InvalidRecordError, match=r"'2021-03-28T02:30:00'$"):
        clock.instants(dt.date(2021, 3, 28))


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "Europe",
        "Mars/Olympus_Mons",
        "europe/brussels",
        "Europe/Brussels ",
        "Europe/Brussels\n",
        "Europe//Brussels",
        "Europe/../Europe/Brussels",
        "../../etc/passwd",
        "/etc/localtime",
        "C:\\zones",
        "zones",
        "__init__.py",
        "x" * 10_000,
        "Europe/Brussels\x00",
        None,
        0,
        ["UTC"],
    ],
    ids=lambda name: repr(name)[:30],
)
@pytest.mark.parametrize(
    "use",
    [lambda name: Clock(start=dt.time(12), zone=name), lambda name: BRUSSELS.local(dt.date(2021, 5, 10), name)],
    ids=["of a clock", "to look from"],
)
def test_what_is_no_zone_is_refused(name, use):
    with pytest.raises(InvalidRecordError, match="not an IANA time zone"):
        use(name)


@pytest.mark.parametrize("field", ["start", "end"])
@pytest.mark.parametrize("value", [dt.time(12, tzinfo=dt.UTC), dt.datetime(2021, 5, 10, 12), "12:00", 12])  # noqa: DTZ001
def test_only_local_times_are_taken(field, value):
    with pytest.raises(InvalidRecordError, match="not a local time"):
        Clock(**{"start": dt.time(12), "zone": "UTC", field: value})


def test_a_clock_needs_a_start():
    with pytest.raises(InvalidRecordError):
        Clock(start=None, zone="UTC")


@pytest.mark.parametrize(
    "day, start, end, zone",
    [
        (dt.date.max, dt.time(23), dt.time(0, 30), "UTC"),
        (dt.date.max, dt.time(23), None, "America/New_York"),
        (dt.date.min, dt.time(1), None, "Asia/Almaty"),
    ],
)
def test_an_instant_outside_the_calendar_is_refused(day, start, end, zone):
    with pytest.raises(KzeuTimelineError):
        Clock(start=start, end=end, zone=zone).instants(day)


# What is certain.


@pytest.mark.parametrize(
    "text, certain",
    [
        ("2021-10", "2021-10-01 2021-10-31 2021-10-01 2021-10-31"),
        ("2021-10?", "None None None None"),
        ("2021?-10-05", "None None None None"),
        ("2021-?10-05", "2021-01-01 2021-12-31 2021-01-01 2021-12-31"),
        ("2021-10-~05", "2021-10-01 2021-10-31 2021-10-01 2021-10-31"),
        ("2004-06-01/2004-06-20~", "2004-06-01 2004-06-01 2004-06-01 None"),
        ("2004-06~/2004-06-20", "None 2004-06-20 2004-06-20 2004-06-20"),
        ("2004-06?/..", "None None None None"),
        ("[2011-05-11,2012?]", "None None None None"),
        ("[2011-05-11,2011-~06-24]", "2011-01-01 2011-12-31 2011-01-01 2011-12-31"),
        ("[..2025-~12-02]", "None 2025-12-31 None 2025-12-31"),
        ("{2011-05,2012?}", "None None None None"),
        ("Y170000002%", "None None None None"),
    ],
)
def test_what_carries_a_qualifier_leaves_the_days_open(text, certain):
    assert " ".join(str(day_of(number)) for number in parse_edtf(text).certain) == certain


@given(edtf_values())
@LAW
def test_what_is_certain_holds_all_that_may_be_and_without_a_qualifier_is_no_wider(value):
    certain, extent = value.certain, value.extent
    assert certain.start_min <= extent.start_min
    assert certain.end_max >= extent.end_max
    assert certain == extent or value.qualifier
