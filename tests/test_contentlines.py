"""Content lines: what goes in comes out, folded where RFC 5545 allows it, as icalendar folds it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar.parser import Contentline, Parameters

from kzeu_timeline.contentlines import Property, cleaned, content_line, day, degrees, escaped, folded, instant, uri
from tests.exporters import hostile, raw_ical
from tests.strategies import LAW

LINES: Final = st.lists(
    st.sampled_from(["a", "ж", "€", "🇰", "\\", "\\n", "^", "\\\\", "b" * 30, "ж" * 30, "\\" * 7]) | hostile.texts(),
    max_size=40,
).map(lambda pieces: escaped("".join(pieces)))


@LAW
@given(LINES)
def test_a_line_is_folded_within_75_octets_between_characters_and_comes_back(line: bytes) -> None:
    made = folded(b"X:" + line)
    assert made.endswith(b"\r\n")
    physical = made.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(each) <= 75 for each in physical)
    assert all(each.decode() for each in physical)  # each is UTF-8 by itself
    assert made.replace(b"\r\n ", b"") == b"X:" + line + b"\r\n"


@LAW
@given(LINES)
def test_icalendar_folds_at_the_same_places(line: bytes) -> None:
    assert folded(b"X:" + line) == Contentline("X:" + line.decode()).to_ical() + b"\r\n"


@pytest.mark.parametrize("length", [73, 74, 75, 147, 148, 149, 150])
@pytest.mark.parametrize("char", ["a", "ж", "€", "🇰", "\\"])
def test_every_length_about_a_fold(char: str, length: int) -> None:
    for before in range(5):
        line = ("b" * before + char * length).encode()
        assert folded(line) == Contentline(line.decode()).to_ical() + b"\r\n"


def slowly_escaped(text: str) -> str:
    """The rule, character by character."""
    text = re.sub("\r\n|[\r\n\u2028\u2029]", "\n", text)
    kept = (char for char in text if char in "\t\n" or not re.match(r"[\x00-\x1f\x7f-\x9f]", char))
    return "".join({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"}.get(char, char) for char in kept)


@LAW
@given(hostile.texts())
def test_text_is_escaped_by_the_rule(text: str) -> None:
    assert escaped(text).decode() == slowly_escaped(text)
    assert escaped(cleaned(text)) == escaped(text)


@pytest.mark.parametrize("char", [chr(code) for code in (*range(1, 0x20), *range(0x7F, 0xA2), 0x2028, 0x2029)])
def test_every_control_character_is_dropped_or_a_line_break(char: str) -> None:
    for text in (char, f"a{char}b", f"ж{char}", f"·{char}«»"):
        assert escaped(text).decode() == slowly_escaped(text)


@LAW
@given(st.dates())
def test_days_are_eight_digits(date: dt.date) -> None:
    assert day(date) == f"{date.year:04}{date.month:02}{date.day:02}"


@LAW
@given(st.datetimes(timezones=st.just(dt.UTC)))
def test_instants_are_in_utc_to_the_second(moment: dt.datetime) -> None:
    expected = f"{moment.year:04}{moment.month:02}{moment.day:02}T{moment.hour:02}{moment.minute:02}{moment.second:02}Z"
    assert instant(moment) == expected


@LAW
@given(st.floats(-180, 180))
def test_degrees_are_decimal_and_within_a_hand(number: float) -> None:
    assert re.fullmatch(r"-?\d{1,3}(?:\.\d{1,6})?", degrees(number))
    assert abs(float(degrees(number)) - number) <= 0.5000001e-6
    assert degrees(number) != "-0"


@pytest.mark.parametrize("url", hostile.URLS)
def test_an_address_is_ascii(url: str) -> None:
    assert re.fullmatch(r"[!-~]+", uri(url))


# Properties


@LAW
@given(hostile.texts())
def test_a_parameter_holds_any_text_as_icalendar_writes_it(text: str) -> None:
    line = content_line(Property("LINK", "uri", ("https://example.org/",), {"LABEL": text}, says_type=True))
    theirs = Parameters({"LABEL": cleaned(text)}).to_ical().decode()
    assert line.decode() == f"LINK;VALUE=URI;{theirs}:https://example.org/"


@LAW
@given(hostile.texts(), hostile.texts())
def test_a_parameter_adds_no_property_and_comes_back(label: str, summary: str) -> None:
    lines = [
        content_line(Property("SUMMARY", "text", (summary,), {"LANGUAGE": "en"})),
        content_line(Property("LINK", "uri", ("https://example.org/",), {"LABEL": label}, says_type=True)),
    ]
    event = b"BEGIN:VEVENT\r\n" + b"".join(map(folded, lines)) + b"END:VEVENT\r\n"
    assert event.count(b"\r\n") == event.count(b"\n") == event.count(b"\r")
    found = icalendar.Event.from_ical(event)
    assert isinstance(found, icalendar.Event)
    assert set(found) == {"SUMMARY", "LINK"}
    calendar = raw_ical.read(b"BEGIN:VCALENDAR\r\n" + event + b"END:VCALENDAR\r\n")
    (made,) = calendar.components
    assert made.text("SUMMARY") == cleaned(summary)
    assert by_rfc_6868(made.one("LINK").params["LABEL"]) == cleaned(label)


def by_rfc_6868(value: str) -> str:
    """The text of a parameter value."""
    marks = {"^^": "^", "^n": "\n", "^'": '"'}
    return re.sub(r"\^[\^n']", lambda found: marks[found[0]], value.removeprefix('"').removesuffix('"'))


@pytest.mark.parametrize(
    ("prop", "line"),
    [
        (Property("DTSTART", "date", (dt.date(2025, 12, 1),), says_type=True), "DTSTART;VALUE=DATE:20251201"),
        (Property("DTSTAMP", "date-time", (dt.datetime(1, 1, 1, tzinfo=dt.UTC),)), "DTSTAMP:00010101T000000Z"),
        (Property("SEQUENCE", "integer", (7,)), "SEQUENCE:7"),
        (Property("GEO", "float", ((51.17, -4.0),)), "GEO:51.17;-4"),
        (Property("CATEGORIES", "text", ("a,b", "c"), {"LANGUAGE": "kk"}), r"CATEGORIES;LANGUAGE=kk:a\,b,c"),
        (Property("X-A", "unknown", ("a;b",)), r"X-A:a\;b"),
        (Property("TRIGGER", "duration", ("-PT15H",)), "TRIGGER:-PT15H"),
        (Property("CONCEPT", "uri", ("https://example.org/бет",)), "CONCEPT:https://example.org/%D0%B1%D0%B5%D1%82"),
        (Property("LINK", "uri", ("a:b",), {"LINKREL": "via"}, says_type=True), 'LINK;VALUE=URI;LINKREL="via":a:b'),
        (Property("X-A", "unknown", ("a",), {"P": 'a^b"c\nd:e'}), 'X-A;P="a^^b^\'c^nd:e":a'),
    ],
)
def test_a_property_is_written_by_its_type(prop: Any, line: str) -> None:
    assert content_line(prop).decode() == line
