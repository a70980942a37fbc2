"""Laws of the loader: nothing in a folder makes it raise anything but its own error, and what is valid stays valid."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Iterator
from copy import deepcopy
from math import isinf
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from kzeu_timeline import Catalogue, SeedError, load, parse_edtf
from kzeu_timeline.formats import FORMATS
from kzeu_timeline.text import mixed_script_words
from tests.readers.folders import EVENTS, LEDGER, RECORD, write
from tests.readers.tomltext import toml_text
from tests.strategies import LAW, SAMPLES

Tables = dict[str, Any]
Load = Callable[[str, Tables], Catalogue]

TABLES: Final[dict[str, Tables]] = {name: tomllib.loads(text) for name, text in RECORD.items()}

_NAMES: Final = sorted(
    {"unattested", "language", "revisions", "milestones", "when", "x"}
    | {key for tables in TABLES.values() for key in tables}
    | {key for tables in TABLES.values() for table in tables.values() if isinstance(table, dict) for key in table}
)
KEYS: Final = st.sampled_from(_NAMES) | st.text("ab\x1b. \u202e", max_size=3)

_TELLING: Final = ("", "fair", "council-22", "paper", "en", "2025", "2025-12-02", "held", "{ordinal}", "a" * 130)
_NUMBERS: Final = st.integers(-2, 2) | st.integers(-(10**30), 10**30)
_DAYS: Final = st.dates() | st.datetimes(timezones=st.sampled_from([None, dt.UTC, dt.timezone(dt.timedelta(hours=5))]))
_TEXTS: Final = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(_TELLING)
VALUES: Final = st.recursive(
    st.one_of(_TEXTS, st.booleans(), _NUMBERS, st.floats(), st.times(), _DAYS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)


def places(value: object) -> Iterator[tuple[Any, Any]]:
    """Every dictionary and list in *value*, with each key or index in it."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        yield value, key
        yield from places(each)


@st.composite
def damaged(draw: DrawFn) -> tuple[str, Tables]:
    """A file of the valid record in which up to three values are replaced, added or left out."""
    file = draw(st.sampled_from(list(TABLES)))
    tables = deepcopy(TABLES[file])
    for _ in range(draw(st.integers(1, 3))):
        found = list(places(tables))
        if not found:
            break
        container, key = draw(st.sampled_from(found))
        match draw(st.sampled_from(["replace", "add", "leave out"])):
            case "leave out":
                del container[key]
            case "add" if isinstance(container, dict):
                container[draw(KEYS)] = draw(VALUES)
            case "add":
                container.append(draw(VALUES))
            case _:
                container[key] = draw(VALUES)
    return file, tables


@pytest.fixture(scope="module")
def load_with(tmp_path_factory: pytest.TempPathFactory) -> Load:
    """Loads the valid record with other tables in one file."""
    folder = write(tmp_path_factory.mktemp("seeds"))

    def loaded(file: str, tables: Tables) -> Catalogue:
        write(folder, {file: toml_text(tables)})
        try:
            return load(folder)
        finally:
            write(folder, {file: RECORD[file]})

    return loaded


def fair(**fields: object) -> Tables:
    """The events, the fair with other fields."""
    tables = deepcopy(TABLES[EVENTS])
    tables["events"][0] |= fields
    return tables


@LAW
@example(damage=(LEDGER, {"\x1b": ""}))
@given(damage=damaged())
def test_whatever_stands_in_a_file_nothing_but_a_seed_error_comes_of_it(
    load_with: Load, damage: tuple[str, Tables]
) -> None:
    try:
        catalogue = load_with(*damage)
    except SeedError as error:
        problems = error.problems
    else:
        problems = ()
        quick = (form for name, form in FORMATS.items() if name != "png")
        assert all(form.render(catalogue.timeline(), "kk", "span") for form in quick)
    assert all(str(problem).isprintable() for problem in problems)


@LAW
@given(content=st.binary(max_size=200) | st.text("[]{}=.\"'\\,#\n\tab1:-TZ", max_size=60).map(str.encode))
def test_whatever_bytes_stand_in_a_file_nothing_but_a_seed_error_comes_of_it(
    tmp_path_factory: Any, content: bytes
) -> None:
    folder = write(tmp_path_factory.mktemp("seeds"), {"topics.toml": content})
    try:
        problems = load(folder).check() and ()
    except SeedError as error:
        problems = error.problems
    assert all(str(problem).isprintable() for problem in problems)


@pytest.mark.parametrize("file", TABLES)
def test_the_same_values_written_otherwise_are_the_same_record(load_with: Load, tmp_path: Path, file: str) -> None:
    assert dict(load_with(file, TABLES[file]).entries) == dict(load(write(tmp_path)).entries)


@settings(LAW, max_examples=15)
@given(data=st.data())
def test_the_order_of_keys_makes_no_difference(load_with: Load, data: st.DataObject) -> None:
    tables = TABLES[EVENTS]
    keys = data.draw(st.permutations(list(tables["events"][0])))
    shuffled = {**tables, "events": [{key: tables["events"][0][key] for key in keys}]}
    assert load_with(EVENTS, shuffled).entries["fair"] == load_with(EVENTS, tables).entries["fair"]


@settings(LAW, max_examples=60)
@given(
    text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(
        lambda text: text.strip() and not mixed_script_words(text)
    )
)
def test_text_comes_back_as_it_was_written(load_with: Load, text: str) -> None:
    entry = load_with(EVENTS, fair(title=dict.fromkeys(("kk", "ru", "en"), text))).entries["fair"]
    assert set(entry.title.values()) == {text}


@settings(LAW, max_examples=60)
@given(sample=st.one_of(*SAMPLES.values()))
def test_a_date_is_taken_if_it_is_edtf_within_the_calendar(load_with: Load, sample: Any) -> None:
    when = parse_edtf(sample.text)
    inside = all(isinf(number) or 1 <= number <= dt.date.max.toordinal() for number in (*when.span, *when.sort_key))
    tables = fair(statements=[{"source": "paper", "when": sample.text}])
    if inside:
        assert load_with(EVENTS, tables).entries["fair"].when == when
    else:
        with pytest.raises(SeedError, match="a year outside 1 to 9999"):
            load_with(EVENTS, tables)
