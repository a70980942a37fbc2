"""What is not EDTF is refused, with an offset and a reason, and with nothing but the library's own error."""

from __future__ import annotations

import datetime as dt
import pickle
from functools import reduce
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzeu_timeline.dates import Edtf, PartialDate, parse_edtf
from kzeu_timeline.exceptions import EdtfError, InvalidRecordError, KzeuTimelineError
from tests.strategies import LAW, SAMPLES

ILL_FORMED: Final[dict[str, tuple[str, ...]]] = {
    "nothing, or nothing but blanks": ("", " ", "\n", "\t", "\x00"),
    "EDTF has no blanks, line breaks or marks around or inside a date": (
        " 2004",
        "2004 ",
        "2004\n",
        "2004-06\r\n",
        "2004\t",
        "20 04",
        "2004 -06",
        "2004-06-11\u00a0",
        "\ufeff2004",
        "2004\u200b",
        "2004\x00",
        "2004 / 2005",
        "[1667, 1668]",
        "{ 1960}",
    ),
    "digits are the ten of ASCII, the hyphen is the ASCII one, X is Latin": (
        "٢٠٠٤",
        "२००४",
        "２００４",
        "20𝟬4",
        "2004-٠٦",
        "2004-06-1²",
        "2004–06",
        "2004‐06",
        "−1985",
        "2004-ХХ",
        "\ud800",
    ),
    "the basic format, without separators, is suppressed": (
        "19850412",
        "198504",
        "198504-12",
        "1985-0412",
        "19850412T232030",
        "1985-04-12T232030",
    ),
    "a component has a fixed number of digits": (
        "1",
        "19",
        "198",
        "12345",
        "1985-4",
        "1985-004",
        "1985-04-1",
        "1985-04-012",
        "1985-4-12",
        "-85",
        "-12345",
        "X",
        "XXXXX",
    ),
    "the only sign is one minus before a year": ("+1985", "+12345", "--1985", "1985--04", "--04-12", "-", "-04-12"),
    "separators are hyphens, between components only": (
        "2004-",
        "2004-06-",
        "2004-06-11-",
        "2004-06-11-01",
        "2004.06.11",
        "2004_06",
        "2004:06",
        "11.06.2004",
        "06/11/2004",
    ),
    "ordinal and week dates are suppressed": ("1985-102", "1985-W15", "1985-W15-5", "1985W155", "1985-W15/1985-W16"),
    "durations and repeats are suppressed": (
        "P1Y2M",
        "PT5H",
        "2004/P1Y",
        "P1Y/2004",
        "R5/2004/2005",
        "R/2004-01-01/P1M",
    ),
    "the explicit forms of ISO 8601-2 are no part of EDTF": ("1985Y", "1985Y4M12D", "12YB", "19C", "198J"),
    "words and the drafts of 2012": (
        "today",
        "now",
        "unknown",
        "2004/open",
        "unknown/2004",
        "1980s",
        "c. 1984",
        "1984 BC",
        "196u",
        "1960-uu",
        "196x",
        "y170000002",
        "(2004)?",
        "2004-06-(11)~",
        "1984?~",
    ),
    "no such year, month or day in the calendar": (
        "-0000",
        "-0000-01-01",
        "2004-00",
        "2004-13",
        "2004-20",
        "2004-42",
        "2004-99",
        "2004-06-00",
        "2004-06-31",
        "2004-06-32",
        "2004-02-30",
        "2003-02-29",
        "1900-02-29",
        "-0001-02-29",
        "-0100-02-29",
    ),
    "a season, quarter, third or half has no days": ("2001-21-05", "2001-33-01", "2001-41-31", "20XX-21-XX"),
    "a mask with no completion": (
        "2004-2X",
        "2004-3X",
        "20XX-00",
        "20XX-13",
        "20XX-42",
        "2004-02-3X",
        "2004-XX-32",
        "2004-XX-00",
        "2004-X4-31",
        "2004-06-4X",
        "X900-02-29",
        "19X1-02-29",
        "0X-XX",
    ),
    "completions of a negative mask would hold the year -0000": ("-20XX", "-XXXX", "-000X", "-201X-01", "-1985-XX"),
    "unspecified digits stand in dates of the calendar only": (
        "Y2000XX",
        "Y17EX",
        "195XS2",
        "1950SX",
        "2004-06-1XT10:00:00",
        "2004-06-11T1X:00:00",
    ),
    "a time is complete, and one that a clock shows": (
        "1985-04-12T",
        "1985-04-12T23",
        "1985-04-12T23:20",
        "1985-04-12T7:20:30",
        "1985-04-12T23:20:30.5",
        "1985-04-12T23:20:30,5",
        "1985-04-12T24:00:00",
        "1985-04-12T23:60:00",
        "1985-04-12T23:20:61",
        "1985-04-12T23:20:30T",
        "1985-04-12T23:20:30?",
        "1985-04-12t23:20:30",
        "1985-04-12 23:20:30",
    ),
    "a leap second is inserted at 23:59:60 UTC only": (
        "1985-04-12T23:58:60",
        "1985-04-12T12:30:60Z",
        "1985-04-12T23:59:60+01",
        "1985-04-12T05:29:60+05:00",
    ),
    "a time needs a plain date with year, month and day": (
        "T23:20:30",
        "1985T23:20:30",
        "1985-04T23:20:30",
        "1985-04-31T23:20:30",
        "1985-04-12?T23:20:30",
        "1985-~04-12T23:20:30",
        "Y20000T23:20:30",
        "2001-21T23:20:30",
    ),
    "a shift has a sign, two digits of hours and at most two of minutes": (
        "1985-04-12T23:20:30z",
        "1985-04-12T23:20:30+4",
        "1985-04-12T23:20:30+0430",
        "1985-04-12T23:20:30+04:3",
        "1985-04-12T23:20:30+04:30:00",
        "1985-04-12T23:20:30Z+04",
        "1985-04-12T23:20:30−04",
    ),
    "a shift of zero has a plus, none is wider than 14 hours": (
        "1985-04-12T23:20:30-00",
        "1985-04-12T23:20:30-00:00",
        "1985-04-12T23:20:30+05:60",
        "1985-04-12T23:20:30+14:01",
        "1985-04-12T23:20:30+15",
        "1985-04-12T23:20:30-15:00",
        "1985-04-12T23:20:30+99:99",
    ),
    "Y is for years of five digits and more, and for nothing but a year": (
        "Y",
        "Y-",
        "Y0",
        "Y1",
        "Y1985",
        "Y-1985",
        "Y9999",
        "Y1950S2",
        "Y+20000",
        "Y 20000",
        "YY20000",
        "-Y20000",
        "Y--20000",
        "20000Y",
        "Y20000-04",
        "Y-20000-04-12",
    ),
    "no leading zero after Y": ("Y020000", "Y-020000", "Y00000", "Y012E7"),
    "more than 18 digits": ("Y1000000000000000000", "Y-9999999999999999999", "Y1E18", "Y17E17", "Y1E9999999999"),
    "an exponent is a positive whole number after Y": (
        "Y17E",
        "Y17E0",
        "Y17E07",
        "Y17E-2",
        "Y17E+7",
        "Y1.7E7",
        "Y17e7",
        "Y17E7E2",
        "YE7",
        "Y0E5",
        "Y12E2",
        "1950E2",
    ),
    "significant digits: at least one, at most those of the year": (
        "1950S",
        "1950S0",
        "1950S02",
        "1950S-1",
        "1950S5",
        "1950S999999999999999999",
        "0050S3",
        "0000S1",
        "195S2",
        "1950s2",
        "1950S2S2",
        "1950-05S2",
        "Y20000S6",
        "Y17E5S8",
        "S2",
    ),
    "one qualifier on a side of a component, and on nothing else": (
        "?",
        "2004??",
        "2004?~",
        "?~2004",
        "20?04",
        "2004-0~6",
        "-?2004",
        "2004-?",
        "2004-06-%",
        "2004?-",
        "2004!",
        "?Y20000",
        "Y?20000",
        "?1950S2",
        "1950?S2",
    ),
    "an interval has one slash, and a date at one end at least": (
        "/",
        "../",
        "/..",
        "../..",
        "//",
        "2004//2005",
        "2004/2005/2006",
        "2004/2005/",
        "2004/...",
        "2004/.",
    ),
    "an interval ends where it can after it begins": (
        "2005/2004",
        "2004-07/2004-06",
        "2004-06-02/2004-06-01",
        "198X/1979",
        "Y20000/2004",
        "-0001/-0002",
        "2004-33/2003-36",
        "2005../2004",
    ),
    "the end of an interval is a whole date": (
        "2004-01-15/02-20",
        "2004/05",
        "2004/-",
        "2004/2004-02-30",
        "2004-13/2005",
        "2004-06-01T10:00:00/2004-06-02",
        "2004-06-01/2004-06-02T10:00:00Z",
        "[2004]/2005",
        "2004/{2005}",
        "2004/2005..2006",
    ),
    "a set has both its brackets, of one kind": ("[", "]", "{", "}", "[2004", "2004]", "{2004]", "[2004}", "(2004)"),
    "the members of a set are dates, with a comma between": (
        "[]",
        "{}",
        "[,]",
        "[2004,]",
        "[,2004]",
        "[2004,,2005]",
        "[2004;2005]",
        "2004,2005",
        "[2004],[2005]",
        "[2004]?",
        "[[2004]]",
        "{[2004]}",
        "[2004/2005]",
        "[2004-06-01T10:00:00]",
        "{2004-13}",
        "[hello]",
    ),
    "a run stands in a set, or opens one side of an interval's end": (
        "..",
        "..2004",
        "2004..",
        "2004..2005",
        "[..]",
        "{..}",
        "[2004...2005]",
        "[2004.2005]",
        "[2004..2005..2006]",
        "[..2004..]",
        "[..2004..2005]",
    ),
    "both sides of a run are plain dates of the same precision, in order": (
        "[1672..1670]",
        "{2004-06-02..2004-06-01}",
        "[2004-06..2005]",
        "[2004..2004-06-11]",
        "[2004?..2005]",
        "[2004..2005~]",
        "[198X..1990]",
        "[2004-21..2004-22]",
        "[2004-33..2004-34]",
        "[1950S2..1990]",
        "{1950S2..1990S2}",
    ),
}
CASES: Final = [pytest.param(text, id=f"{reason}: {text!a}") for reason, texts in ILL_FORMED.items() for text in texts]

HUGE: Final = {
    "digits": "1" * 10_000_000,
    "a year of digits": "Y" + "9" * 10_000_000,
    "an exponent of digits": "Y1E" + "9" * 10_000_000,
    "X": "X" * 10_000_000,
    "hyphens": "-" * 10_000_000,
    "qualifiers": "2004" + "?" * 10_000_000,
    "slashes": "/" * 10_000_000,
    "dots": "." * 10_000_000,
    "blanks": "2004" + " " * 10_000_000,
    "members": "[" + "2004," * 2_000_000 + "2004]",
    "nested sets": "[" * 5_000_000 + "]" * 5_000_000,
    "letters T": "T" * 10_000_000,
}
AT_THE_LIMIT: Final = {
    "digits": "1" * 2000,
    "nested sets": "[" * 1000 + "]" * 1000,
    "nested sets of both kinds": "[{" * 500 + "}]" * 500,
    "commas": "[" + "," * 1998 + "]",
    "dots": "[" + "." * 1998 + "]",
    "a year of digits": "Y" + "9" * 1999,
    "qualifiers": "?" * 2000,
}


def refused(text: str) -> EdtfError:
    with pytest.raises(EdtfError) as caught:
        parse_edtf(text)
    return caught.value


def test_the_table_is_long_enough():
    assert len({text for texts in ILL_FORMED.values() for text in texts}) >= 110


@pytest.mark.parametrize("text", CASES)
def test_is_refused_with_offset_and_reason(text):
    error = refused(text)
    assert isinstance(error, KzeuTimelineError)
    assert isinstance(error, ValueError)
    assert error.text == text
    assert 0 <= error.offset <= len(text)
    assert error.reason


@pytest.mark.parametrize("text", CASES)
def test_the_message_ends_with_the_value(text):
    message = str(refused(text))
    assert message.endswith(repr(text))
    assert message.isprintable()


@pytest.mark.parametrize(
    "text, offset",
    [
        ("", 0),
        ("hello", 0),
        ("-0000", 0),
        ("2004 ", 4),
        ("1985 -04", 4),
        ("2004,2005", 4),
        ("2004-13", 5),
        ("?2004-13", 6),
        ("2004-06-1", 7),
        ("2004-02-30", 8),
        ("2004-~02-~30", 10),
        ("1985-04-12T25:00:00", 11),
        ("1985-04-12T23:60:00", 14),
        ("1985-04-12T23:20:61", 17),
        ("1985-04-12T23:20:30+15:00", 19),
        ("1985-04-12T23:20:30+04:30Z", 25),
        ("-1985-04-12T25:00:00", 12),
        ("1985-04T23:20:30", 7),
        ("Y020000", 1),
        ("Y17E07", 4),
        ("1950S0", 5),
        ("2004/2003", 4),
        ("2004/2005/2006", 9),
        ("../1985-13", 8),
        ("2004-06-XX/2004-02-3X", 19),
        ("[2004", 5),
        ("[2004,]", 6),
        ("{1960,1985-00}", 11),
        ("[1667,1672..1670]", 6),
    ],
)
def test_the_offset_is_where_it_stops_being_edtf(text, offset):
    assert refused(text).offset == offset


@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE)
def test_huge_text_is_refused_in_a_short_message(text):
    error = refused(text)
    assert error.offset == 2000
    assert str(error).endswith("…")
    assert len(str(error)) < 200


@pytest.mark.parametrize("text", AT_THE_LIMIT.values(), ids=AT_THE_LIMIT)
def test_text_as_long_as_allowed_is_refused_for_what_is_in_it(text):
    assert refused(text).offset < 2000


@pytest.mark.parametrize("members, accepted", [(100, True), (101, False)])
def test_a_hundred_dates_are_the_most_in_a_set(members, accepted):
    text = f"[{','.join(f'{year:04}' for year in range(members))}]"
    if accepted:
        assert parse_edtf(text).edtf == text
    else:
        assert "100 dates" in refused(text).reason


def test_two_thousand_characters_are_the_most():
    assert "2,000 characters" in refused(f"[{','.join(f'{year:04}' for year in range(400))}]").reason


NOT_TEXT: Final = {
    "nothing": None,
    "a number": 2004,
    "a number too long to print": 10**5000,
    "a fraction": 2004.5,
    "a truth": True,
    "bytes": b"2004",
    "a date": dt.date(2004, 6, 11),
    "a list": ["2004"],
    "a list that does not print": [10**5000],
    "a list nested too deeply to print": reduce(lambda inner, _: [inner], range(100_000), []),
    "a class": str,
}


@pytest.mark.parametrize("value", NOT_TEXT.values(), ids=NOT_TEXT)
def test_only_text_is_edtf(value):
    with pytest.raises(InvalidRecordError, match="a date is EDTF text in quotes, not"):
        parse_edtf(value)


@pytest.mark.parametrize("build", [lambda: parse_edtf("2004-13"), lambda: PartialDate.of(2004, 13)], ids=["text", "of"])
def test_the_error_survives_pickling(build):
    with pytest.raises(EdtfError) as caught:
        build()
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own
    assert isinstance(again, EdtfError)
    assert (again.text, again.offset, str(again)) == ("2004-13", 5, str(caught.value))


# Fuzzing: whatever the text, it is refused as above or it is EDTF for good.

LETTERS: Final = "0123456789XYETSZ-+:?~%/.,[]{} "
FUZZ: Final = settings(LAW, max_examples=500)


def read(text: str) -> Edtf | EdtfError:
    try:
        return parse_edtf(text)
    except EdtfError as error:
        return error


def check(text: str) -> None:
    match read(text):
        case EdtfError() as error:
            assert 0 <= error.offset <= len(text)
            assert error.reason
            assert str(error).isprintable()
        case value:
            assert parse_edtf(value.edtf) == value


@FUZZ
@given(st.text())
def test_any_text(text):
    check(text)


@FUZZ
@given(st.text(LETTERS, max_size=24))
def test_any_text_of_the_letters_of_edtf(text):
    check(text)


@FUZZ
@given(
    st.one_of(*SAMPLES.values()),
    st.integers(0, 100),
    st.integers(0, 2),
    st.sampled_from(LETTERS) | st.characters() | st.just(""),
)
def test_any_edtf_with_a_character_deleted_inserted_or_replaced(sample, place, taken, put):
    at = place % (len(sample.text) + 1)
    check(sample.text[:at] + put + sample.text[at + taken :])
