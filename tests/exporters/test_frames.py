"""The rows arrive whole wherever they are read: Arrow, polars, pandas, DuckDB, Parquet; whatever is in them."""

from __future__ import annotations

import datetime as dt
import io
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from pyarrow import parquet

from kzeu_timeline import ExportError, MissingExtraError, Timeline, load, to_parquet
from kzeu_timeline.exporters import arrow
from kzeu_timeline.tables import COLUMNS, to_dicts
from tests.builders import dated_timelines
from tests.exporters import hostile
from tests.exporters.samples import event
from tests.strategies import LAW

Rows = list[dict[str, Any]]

NAMES: Final = [column.name for column in COLUMNS]
FULL: Final = hostile.fixed_timeline(90)
DATABASE: Final = duckdb.connect()


def from_duckdb(timeline: Timeline) -> Rows:
    found = DATABASE.sql("from timeline").fetchall()
    return [dict(zip(NAMES, row, strict=True)) for row in found]


def from_pandas(frame: pd.DataFrame) -> Rows:
    """What stands in the frame as plain values; pandas has four ways to say that there is nothing."""
    return [dict(zip(NAMES, map(_plain, row), strict=True)) for row in frame.itertuples(index=False)]


def _plain(value: Any) -> Any:
    if not isinstance(value, str) and hasattr(value, "__len__"):
        return list(value)
    if pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value


READERS: Final[dict[str, Callable[[Timeline], Rows]]] = {
    "pyarrow": lambda timeline: pa.table(timeline).to_pylist(),
    "polars": lambda timeline: pl.DataFrame(timeline).to_dicts(),
    "to_polars": lambda timeline: timeline.to_polars().to_dicts(),
    "pandas": lambda timeline: from_pandas(pd.DataFrame.from_arrow(timeline)),
    "to_pandas": lambda timeline: from_pandas(timeline.to_pandas()),
    "duckdb": from_duckdb,
    "Parquet by pyarrow": lambda timeline: parquet.read_table(io.BytesIO(to_parquet(timeline))).to_pylist(),
    "Parquet by polars": lambda timeline: pl.read_parquet(to_parquet(timeline)).to_dicts(),
}


# Every reader sees the same.


@pytest.mark.parametrize("reader", READERS)
@settings(LAW, max_examples=25)
@given(timeline=hostile.timelines() | dated_timelines)
def test_what_is_read_is_what_the_rows_say(reader: str, timeline: Timeline) -> None:
    assert READERS[reader](timeline) == timeline.to_dicts()


@pytest.mark.parametrize("reader", READERS)
def test_the_record_and_every_hostile_text_arrive_whole(reader: str) -> None:
    for timeline in (FULL, load().timeline()):
        assert READERS[reader](timeline) == to_dicts(timeline)


@pytest.mark.parametrize("reader", READERS)
def test_the_first_and_the_last_day_of_the_calendar_arrive(reader: str) -> None:
    ends = Timeline([event("0001-01-01", slug="a"), event("9999-12-31", slug="b"), event("2025-21", slug="c")])
    found = {row["slug"]: (row["earliest"], row["latest"]) for row in READERS[reader](ends)}
    assert found == {"a": (dt.date.min,) * 2, "b": (dt.date.max,) * 2, "c": (None, None)}


# The columns are the same whatever is in them.

SCHEMAS: Final[dict[str, Callable[[Timeline], object]]] = {
    "pyarrow": lambda timeline: pa.table(timeline).schema,
    "polars": lambda timeline: pl.DataFrame(timeline).schema,
    "to_polars": lambda timeline: timeline.to_polars().schema,
    "to_pandas": lambda timeline: dict(timeline.to_pandas().dtypes),
    "duckdb": lambda timeline: DATABASE.sql("describe from timeline").fetchall(),
    "Parquet": lambda timeline: parquet.read_schema(io.BytesIO(to_parquet(timeline))),
}


@pytest.mark.parametrize("reader", SCHEMAS)
def test_an_empty_timeline_and_one_that_says_little_have_the_same_columns(reader: str) -> None:
    schema = SCHEMAS[reader]
    assert schema(Timeline()) == schema(Timeline([event()])) == schema(FULL)


def test_what_a_column_means_stands_in_the_schema() -> None:
    for schema in (pa.table(FULL).schema, parquet.read_schema(io.BytesIO(to_parquet(FULL)))):
        found = {field.name: field.metadata[b"description"].decode() for field in schema}
        assert found == {column.name: column.meaning for column in COLUMNS}


# Batches.


def test_a_long_timeline_comes_in_batches_that_are_made_when_they_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    class Watched(Timeline):
        __slots__ = ()

        def __iter__(self) -> Iterator[Any]:
            for entry in super().__iter__():
                asked.append(entry.slug)
                yield entry

    monkeypatch.setattr(arrow, "BATCH", 7)
    watched = Watched(FULL)
    reader = pa.RecordBatchReader.from_stream(watched)
    assert asked == []
    first = reader.read_next_batch()
    assert (len(first), len(asked)) == (7, 7)
    rest = reader.read_all()
    assert [len(batch) for batch in rest.to_batches()] == [7] * 11 + [6]
    assert pa.Table.from_batches([first, *rest.to_batches()]).to_pylist() == FULL.to_dicts()


@pytest.mark.parametrize("reader", READERS)
def test_batches_make_no_difference(reader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrow, "BATCH", 7)
    assert READERS[reader](FULL) == FULL.to_dicts()


# A schema that the consumer asks for.


def schema_with(**types: pa.DataType) -> pa.Schema:
    return pa.schema([(field.name, types.get(field.name, field.type)) for field in pa.table(FULL).schema])


def test_the_columns_are_cast_to_the_types_that_the_consumer_asks_for() -> None:
    asked = schema_with(type=pa.string(), slug=pa.large_string(), earliest=pa.timestamp("s"), ordinal=pa.int32())
    table = pa.table(FULL, schema=asked)
    assert table.schema == asked
    plain = pa.table(FULL)
    assert table["type"].to_pylist() == plain["type"].to_pylist()
    assert [day and day.date() for day in table["earliest"].to_pylist()] == plain["earliest"].to_pylist()


@pytest.mark.parametrize(
    "schema",
    [
        pa.schema([("slug", pa.string())]),
        pa.schema([]),
        schema_with(sources=pa.float64()),
        schema_with(latitude=pa.list_(pa.float64())),
    ],
    ids=["fewer columns", "no columns", "a list as a number", "a number as a list"],
)
def test_other_columns_and_other_types_are_refused(schema: pa.Schema) -> None:
    with pytest.raises(ExportError, match="can't be cast to the schema asked for: "):
        FULL.__arrow_c_stream__(schema.__arrow_c_schema__())


# What one does with it.


def test_days_are_filtered_and_precisions_compared_in_pandas() -> None:
    frame = Timeline(
        [event("2025-11", slug="a"), event("2025-12-01", slug="b"), event("[..2025-12-02]", slug="c")]
    ).to_pandas()
    assert list(frame[frame.earliest >= "2025-12"].slug) == ["b"]
    assert list(frame[frame.earliest.isna()].slug) == ["c"]
    assert list(frame[frame.precision < "day"].slug) == ["a"]
    assert list(frame.latest.dt.day) == [30, 1, 2]


def test_days_are_filtered_and_precisions_compared_in_polars() -> None:
    frame = Timeline([event("2025-11", slug="a"), event("2025-12-01", slug="b")]).to_polars()
    assert frame.filter(pl.col("earliest") >= dt.date(2025, 12, 1))["slug"].to_list() == ["b"]
    assert frame.filter(pl.col("precision") < "day")["slug"].to_list() == ["a"]


def test_a_timeline_is_queried_more_than_once_and_against_itself() -> None:
    timeline = Timeline([event("2025-11", slug="a"), event("2025-12-01", slug="b")])
    query = "select a.slug, b.slug from timeline a join timeline b on a.latest < b.earliest"
    assert DATABASE.sql(query).fetchall() == DATABASE.sql(query).fetchall() == [("a", "b")]
    DATABASE.register("registered", timeline)
    assert DATABASE.sql("select count(*) from registered").fetchall() == [(2,)]


def test_a_frame_of_polars_is_of_columns_and_not_of_objects() -> None:
    assert pl.DataFrame(FULL).columns == NAMES
    assert pl.scan_arrow_c_stream(FULL).select("slug").collect().height == len(FULL)


# Without the extras.


@pytest.mark.parametrize(
    ("package", "extra", "call"),
    [
        ("pyarrow", "arrow", FULL.__arrow_c_stream__),
        ("pyarrow", "arrow", lambda: to_parquet(FULL)),
        ("pyarrow", "arrow", FULL.to_polars),
        ("polars", "polars", FULL.to_polars),
        ("pandas", "pandas", FULL.to_pandas),
    ],
)
def test_a_missing_package_is_named_by_its_extra(
    package: str, extra: str, call: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtraError, match=rf"pip install 'kzeu-timeline\[{extra}\]'"):
        call()
