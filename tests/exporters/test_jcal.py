"""jCal says what the .ics says, property by property; icalendar converts the one and is asked about the other."""

from __future__ import annotations

import json
import re
from typing import Any, Final

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzeu_timeline import ExportError, InvalidRecordError, Language, Timeline, loss_report, to_ical, to_jcal
from tests.exporters import hostile, raw_ical
from tests.exporters.feeds import LANGUAGES, MODES, record
from tests.exporters.samples import MORNING, PLACE, event
from tests.exporters.test_ical_laws import is_safe_with_icalendar
from tests.strategies import LAW

pytestmark = pytest.mark.broad

FEW: Final = settings(LAW, max_examples=150)
OPTIONS: Final[tuple[dict[str, Any], ...]] = ({}, {"alarms": True}, {"rich": True}, {"rich": True, "alarms": True})

UNKNOWN_TO_ICALENDAR: Final = {"name": "text", "color": "text", "participant-type": "text"}
"""Properties of RFC 7986 and 9073 whose type icalendar does not know."""


def unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)


def by_icalendar(feed: bytes) -> Any:
    """The feed as icalendar converts it, with what is known to be wrong put right: types, and years before 1000."""
    return _known(json.loads(json.dumps(icalendar.Calendar.from_ical(feed).to_jcal())))


def _known(component: Any) -> Any:
    name, properties, components = component
    return [name, list(map(_typed, properties)), list(map(_known, components))]


def _typed(prop: Any) -> Any:
    name, parameters, kind, *values = prop
    if name in UNKNOWN_TO_ICALENDAR:
        assert kind == "unknown"
        return [name, parameters, UNKNOWN_TO_ICALENDAR[name], *map(unescaped, values)]
    length = {"date": len("2025-12-01"), "date-time": len("2025-12-01T00:00:00Z")}.get(kind, 0)
    return [name, parameters, kind, *(each.zfill(length) if length else each for each in values)]


@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_feeds_are_what_icalendar_makes_of_the_ics(language: str, options: dict[str, Any]) -> None:
    assert json.loads(to_jcal(record(), language=language, **options)) == by_icalendar(
        to_ical(record(), language=language, **options)
    )


@FEW
@given(hostile.timelines(), st.sampled_from(LANGUAGES), st.sampled_from(MODES), st.sampled_from(OPTIONS[:2]))
def test_hostile_text_is_what_icalendar_makes_of_it(
    entries: Timeline, language: str, mode: str, options: dict[str, Any]
) -> None:
    feed = to_ical(entries, language=language, imprecise=mode, **options)
    if is_safe_with_icalendar(feed):
        assert json.loads(to_jcal(entries, language=language, imprecise=mode, **options)) == by_icalendar(feed)


def by_raw_reader(component: raw_ical.Component) -> Any:
    """Names, parameters and values of a component, by our own reader, as jCal has them."""
    return [
        component.name.lower(),
        [[each.name.lower(), _parameters(each), _texts(each)] for each in component.properties],
        list(map(by_raw_reader, component.components)),
    ]


def _parameters(prop: raw_ical.Property) -> dict[str, str]:
    marks = {"^^": "^", "^n": "\n", "^'": '"'}
    return {
        name.lower(): re.sub(r"\^[\^n']", lambda found: marks[found[0]], value.removeprefix('"').removesuffix('"'))
        for name, value in prop.params.items()
        if name != "VALUE"
    }


def _texts(prop: raw_ical.Property) -> list[str]:
    return prop.texts if prop.name == "CATEGORIES" else [prop.text]


def as_lines_have_it(component: Any) -> Any:
    """jCal with every value as the text that it is in a line."""
    name, properties, components = component
    made = []
    for key, parameters, kind, *values in properties:
        texts = [_in_a_line(kind, each) for each in values]
        made.append([key, parameters, texts])
    return [name, made, list(map(as_lines_have_it, components))]


def _in_a_line(kind: str, value: Any) -> str:
    if kind in {"date", "date-time"}:
        return re.sub("[-:]", "", value)
    if kind == "float":
        return ";".join(f"{each:.6f}".rstrip("0").rstrip(".").replace("-0", "0") for each in value)
    return unescaped(value) if kind == "unknown" else str(value)


@FEW
@given(hostile.timelines(), st.sampled_from(LANGUAGES), st.sampled_from(OPTIONS))
def test_any_text_is_the_same_in_both(entries: Timeline, language: str, options: dict[str, Any]) -> None:
    found = as_lines_have_it(json.loads(to_jcal(entries, language=language, **options)))
    expected = by_raw_reader(raw_ical.read(to_ical(entries, language=language, **options)))
    for one, other in zip(_flat(found), _flat(expected), strict=True):
        if one[0] != "geo":  # compared by value below
            assert one == other


def _flat(component: Any) -> list[Any]:
    _, properties, components = component
    return [*properties, *(each for inner in components for each in _flat(inner))]


def test_every_type_is_what_the_rfc_has_for_it() -> None:
    entry = event(place=PLACE, clock=MORNING, status="planned")
    calendar = json.loads(to_jcal(Timeline([entry]), language="en", url="https://example.org/", source="https://a.b/"))
    assert calendar[0] == "vcalendar"
    assert {prop[0]: prop[2:] for prop in calendar[1]} == {
        "version": ["text", "2.0"],
        "prodid": ["text", "-//kzeu-timeline//kzeu_timeline//EN"],
        "calscale": ["text", "GREGORIAN"],
        "name": ["text", "Kazakhstan–EU calendar"],
        "x-wr-calname": ["unknown", "Kazakhstan–EU calendar"],
        "description": ["text", calendar[1][5][3]],
        "x-wr-caldesc": ["unknown", calendar[1][5][3]],
        "last-modified": ["date-time", "2025-12-02T00:00:00Z"],
        "refresh-interval": ["duration", "PT12H"],
        "x-published-ttl": ["unknown", "PT12H"],
        "color": ["text", "steelblue"],
        "x-apple-calendar-color": ["unknown", "#4682B4"],
        "source": ["uri", "https://a.b/"],
        "url": ["uri", "https://example.org/"],
    }
    (made,) = calendar[2]
    found = {prop[0]: prop[1:] for prop in made[1]}
    assert made[0] == "vevent"
    assert made[2] == []
    assert found["dtstart"] == [{}, "date-time", "2025-12-01T09:30:00Z"]
    assert found["sequence"] == [{}, "integer", 0]
    assert found["geo"] == [{}, "float", [51.17, 71.43]]
    assert found["summary"] == [{"language": "en"}, "text", "Meeting"]
    assert found["url"] == [{}, "uri", "https://example.org/news"]


def test_an_x_property_keeps_its_escapes() -> None:
    text = to_jcal(Timeline([event("[2025-12-01,2025-12-03]")]), language="en")
    found = next(prop for prop in json.loads(text)[2][0][1] if prop[0] == "x-kzeu-edtf")
    assert found == ["x-kzeu-edtf", {}, "unknown", r"[2025-12-01\,2025-12-03]"]


@FEW
@given(hostile.timelines(), st.sampled_from(LANGUAGES), st.sampled_from(OPTIONS))
def test_nothing_in_it_is_invisible_or_turns_the_text(
    entries: Timeline, language: Language, options: dict[str, Any]
) -> None:
    text = to_jcal(entries, language=language, **options)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]", text)
    assert text.encode().decode() == text


@pytest.mark.parametrize(
    ("options", "error"),
    [({"language": "de"}, InvalidRecordError), ({"language": "en", "imprecise": "x"}, ExportError)],
)
def test_it_refuses_what_a_feed_refuses(options: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        to_jcal(Timeline(), **options)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_loses_what_the_ics_loses(language: str) -> None:
    assert loss_report(record(), "jcal", language=language) == loss_report(record(), "ics", language=language)
