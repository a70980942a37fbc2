"""Laws of the loader: nothing in a folder makes it raise anything but its own error, and what is valid stays valid."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from kzeu_timeline import Catalogue, SeedError, load, parse_edtf, to_records
from kzeu_timeline.exceptions import OutsideCalendarError
from kzeu_timeline.text import mixed_script_words
from tests.readers.folders import EVENTS, PARTIES, RECORD, SERIES, SOURCES, write
from tests.readers.tomltext import toml_text
from tests.strategies import LAW, SAMPLES, Sample

TABLES: Final = {name: tomllib.loads(text) for name, text in RECORD.items()}
WRITABLE: Final = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
KEYS: Final = st.sampled_from(
    sorted(
        {"unattested", "language", "revisions", "milestones", "meetings", "when", "x"}
        | {key for tables in TABLES.values() for key in tables}
        | {key for tables in TABLES.values() for table in tables.values() if isinstance(table, dict) for key in table}
    )
)
_SCALARS: Final = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["", "fair", "council-22", "paper", "en", "2025", "2025-12-02", "held", "{ordinal}", "a" * 130]),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.integers(-2, 2),
    st.floats(),
    st.dates(),
    st.times().map(lambda time: time.replace(fold=0)),
    st.datetimes(timezones=st.sampled_from([None, dt.UTC, dt.timezone(dt.timedelta(hours=5))])),
).filter(lambda value: not isinstance(value, str) or value.isascii() or value.encode(errors="ignore").decode() == value)
VALUES: Final = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text("ab\x1b. ", max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


def _places(value: object) -> Iterator[tuple[Any, Any]]:
    """Every container in *value* with each key or index in it."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        yield value, key
        yield from _places(each)


@st.composite
def damaged(draw: DrawFn) -> tuple[str, dict[str, Any]]:
    """A file of the valid record with some values in it replaced, added or left out."""
    file = draw(st.sampled_from(list(TABLES)))
    tables = deepcopy(TABLES[file])
    for _ in range(draw(st.integers(1, 3))):
        container, key = draw(st.sampled_from(list(_places({"": tables}))))
        match draw(st.sampled_from(["replace", "replace", "add", "leave out"])):
            case "replace" if container.get(key) is not tables if isinstance(container, dict) else True:
                container[key] = draw(VALUES)
            case "add" if isinstance(container, dict) and "" not in container:
                container[draw(KEYS)] = draw(VALUES)
            case "leave out" if container.get(key) is not tables if isinstance(container, dict) else True:
                del container[key]
    return file, tables


@pytest.fixture(scope="module")
def loaded() -> Iterator[Any]:
    """Loads the valid record with one file in place of its own."""
    with TemporaryDirectory() as name:
        folder = write(Path(name))

        def load_with(file: str, text: str) -> Catalogue:
            write(folder, {file: text})
            try:
                return load(folder)
            finally:
                write(folder, {file: RECORD[file]})

        yield load_with


@LAW
@given(damaged())
def test_whatever_stands_in_a_file_nothing_but_a_seed_error_comes_of_it(loaded: Any, damage: tuple[str, Any]) -> None:
    file, tables = damage
    try:
        catalogue = loaded(file, toml_text(tables))
    except SeedError as error:
        assert error.problems
        assert all(str(problem).isprintable() for problem in error.problems)
    else:
        to_records(catalogue.timeline())
