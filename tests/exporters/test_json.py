"""JSON: the records of the timeline, whole, as docs/timeline.schema.json describes them."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzeu_timeline import (
    Bound,
    Figure,
    Language,
    Place,
    Precision,
    Rank,
    Reason,
    RelationKind,
    Status,
    Timeline,
    load,
    to_json,
    to_records,
)
from tests.exporters import hostile
from tests.exporters.samples import SOURCE, event, timeline
from tests.strategies import LAW

SCHEMA: Final = json.loads((Path(__file__).parents[2] / "docs" / "timeline.schema.json").read_text("utf-8"))
VALIDATOR: Final = jsonschema.Draft202012Validator(SCHEMA)
DEFINITIONS: Final = SCHEMA["$defs"]


def faults(text: str) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(json.loads(text))]


def record(**given: Any) -> dict[str, Any]:
    """The record of one event, read back from JSON."""
    (found,) = json.loads(to_json(timeline(event(**given))))
    return found


# The schema


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


OBJECTS: Final = {name: each for name, each in DEFINITIONS.items() if each.get("type") == "object"}


@pytest.mark.parametrize("name", OBJECTS)
def test_an_object_of_the_schema_is_closed_and_described(name: str) -> None:
    schema = OBJECTS[name]
    assert schema["additionalProperties"] is False
    assert schema["required"] == ([] if name == "texts" else list(schema["properties"]))
    assert all(each["description"] for each in (schema, *schema["properties"].values()))


@pytest.mark.parametrize(
    ("name", "key", "words"),
    [
        ("entry", "precision", [each.name.lower() for each in Precision]),
        ("entry", "reason", [each.name.lower() for each in Reason]),
        ("figure", "bound", [each.value for each in Bound]),
        ("relation", "kind", [each.value for each in RelationKind]),
        ("statement", "rank", [each.value for each in Rank]),
    ],
)
def test_the_schema_knows_the_words_of_the_model(name: str, key: str, words: list[str]) -> None:
    assert DEFINITIONS[name]["properties"][key]["enum"] == words


def test_the_schema_knows_every_status_and_language() -> None:
    assert DEFINITIONS["status"]["enum"] == [*(each.value for each in Status), None]
    assert (
        DEFINITIONS["language"]["enum"] == list(DEFINITIONS["texts"]["properties"]) == [each.value for each in Language]
    )


def places_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every object in a JSON value."""
    if isinstance(value, dict):
        yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in pairs:
        yield from places_in(each, (*path, key))


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


def test_the_schema_lets_no_key_be_missing_or_strange() -> None:
    good = json.loads(to_json(hostile.fixed_timeline(1)))
    assert VALIDATOR.is_valid(good)
    for path in places_in(good):
        keys = [] if {"kk", "ru", "en"} & at(good, path).keys() else list(at(good, path))
        for key in keys:
            without = copy.deepcopy(good)
            del at(without, path)[key]
            assert not VALIDATOR.is_valid(without), (*path, key)
        strange = copy.deepcopy(good)
        at(strange, path)["strange"] = "key"
        assert not VALIDATOR.is_valid(strange), path


# The export


def test_the_shipped_record_is_as_the_schema_says() -> None:
    assert faults(to_json(load().timeline())) == []


@settings(LAW, max_examples=150)
@given(hostile.timelines())
def test_anything_is_as_the_schema_says_and_comes_back_as_it_was(entries: Timeline) -> None:
    text = to_json(entries)
    assert faults(text) == []
    assert json.loads(text) == to_records(entries)


def test_every_hostile_text_of_the_table_is_as_the_schema_says() -> None:
    text = to_json(hostile.fixed_timeline(150))
    assert faults(text) == []
    assert json.loads(text) == to_records(hostile.fixed_timeline(150))


@pytest.mark.parametrize("title", hostile.TEXTS)
def test_a_hostile_title_is_not_changed_at_all(title: str) -> None:
    assert record(title=title)["title"] == {"en": title}


@given(st.none() | st.integers(0, 8))
def test_indentation_changes_nothing_but_blanks(indent: int | None) -> None:
    entries = hostile.fixed_timeline(2)
    assert json.loads(to_json(entries, indent=indent)) == to_records(entries)


def test_without_indentation_it_is_one_line() -> None:
    assert len(to_json(hostile.fixed_timeline(60), indent=None).split("\n")) == 1


def test_two_blanks_are_the_usual_indentation() -> None:
    assert to_json(timeline(event())).startswith('[\n  {\n    "slug": "a",\n')


def test_letters_are_written_as_they_are() -> None:
    assert "Қазақстан" in to_json(timeline(event(title="Қазақстан")))


@pytest.mark.parametrize("indent", [None, 2])
def test_a_timeline_of_nothing_is_an_empty_array(indent: int | None) -> None:
    assert to_json(Timeline(), indent=indent) == "[]"


def test_all_languages_stand_in_one_export_in_the_order_of_the_project() -> None:
    assert list(record(title={"en": "E", "ru": "R", "kk": "K"})["title"].items()) == [
        ("kk", "K"),
        ("ru", "R"),
        ("en", "E"),
    ]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2025-12-01", ("2025-12-01", "2025-12-01", "day", False, False)),
        ("2025-11?", ("2025-11-01", "2025-11-30", "month", True, False)),
        ("2025%", ("2025-01-01", "2025-12-31", "year", True, True)),
        ("[..2025-12-02]", (None, "2025-12-02", "day", False, False)),
        ("2025-21", (None, None, "season", False, False)),
        ("202X", ("2020-01-01", "2029-12-31", "decade", False, False)),
    ],
)
def test_a_date_is_edtf_with_its_bounds_beside_it(when: str, expected: tuple[Any, ...]) -> None:
    found = record(when=when)
    assert found["when"] == found["statements"][0]["when"] == when
    keys = ("earliest", "latest", "precision", "uncertain", "approximate")
    assert tuple(found[key] for key in keys) == expected


@pytest.mark.parametrize(
    ("value", "text"),
    [("48.80", "48.80"), ("1E+3", "1000"), ("-5", "-5"), (50_000_000_000, "50000000000"), ("1E-7", "0.0000001")],
)
def test_a_figure_is_decimal_text_without_an_exponent(value: str | int, text: str) -> None:
    figure = Figure(slug="f", title={"en": "F"}, value=value, unit="USD", source=SOURCE)
    assert record(figures=[figure])["figures"][0]["value"] == text


@pytest.mark.parametrize("value", ["1E-999999999", "0E-999999999", "1E-10000"])
def test_a_figure_with_a_million_digits_never_reaches_an_export(value: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        Figure(slug="f", title={"en": "F"}, value=value, unit="USD", source=SOURCE)


@pytest.mark.parametrize("degrees", [0, 1e-300, -0.1, 51.17, 90])
def test_degrees_are_numbers(degrees: float) -> None:
    place = Place(slug="p", name={"en": "P"}, latitude=degrees, longitude=degrees)
    assert record(place=place)["location"]["latitude"] == degrees
