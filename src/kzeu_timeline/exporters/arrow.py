"""Arrow: the rows as a stream of columns, which data frames and databases take as it is (Arrow C stream interface)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Final

from kzeu_timeline.exceptions import ExportError, MissingExtraError, quoted
from kzeu_timeline.model import Entry
from kzeu_timeline.tables import COLUMNS, Column
from kzeu_timeline.timeline import Timeline

if TYPE_CHECKING:
    import pyarrow as pa

BATCH: Final = 4_096
"""Rows that are made at once; a consumer that stops early has made no more than these."""


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Where a package is imported that only this extra brings; without it a :class:`MissingExtraError` that says so."""
    try:
        yield
    except ImportError:
        raise MissingExtraError(f"this needs the extra: pip install 'kzeu-timeline[{name}]'") from None


def arrow_stream(timeline: Timeline, requested_schema: object | None = None) -> object:
    """The capsule of an ``ArrowArrayStream``, in the schema that the consumer asks for.

    Source: The Arrow PyCapsule Interface. Raises :class:`~kzeu_timeline.MissingExtraError` without pyarrow, and
    :class:`~kzeu_timeline.ExportError` for a schema of other columns or other types.
    """
    reader = arrow_reader(timeline)
    try:
        return reader.__arrow_c_stream__(requested_schema)
    except (ValueError, TypeError, NotImplementedError) as error:
        raise ExportError(f"can't be cast to the schema asked for: {quoted(str(error))}") from None


def arrow_reader(timeline: Timeline) -> pa.RecordBatchReader:
    """The rows in batches, each made when it is asked for."""
    with extra("arrow"):
        import pyarrow as pa  # noqa: PLC0415 - optional
    return pa.RecordBatchReader.from_batches(arrow_schema(), _batches(timeline))


def arrow_schema() -> pa.Schema:
    """The columns with their types; what each means stands in the metadata of its field, under ``description``."""
    import pyarrow as pa  # noqa: PLC0415 - optional

    texts = pa.list_(pa.field("item", pa.string(), nullable=False))
    types = {
        str: pa.string(),
        int: pa.int64(),
        float: pa.float64(),
        bool: pa.bool_(),
        dt.date: pa.date32(),
        list: texts,
    }
    return pa.schema(
        pa.field(
            column.name,
            pa.dictionary(pa.int8(), pa.string(), ordered=column.ordered) if column.words else types[column.type],
            nullable=column.is_optional,
            metadata={"description": column.meaning},
        )
        for column in COLUMNS
    )


def _batches(timeline: Timeline) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa  # noqa: PLC0415 - optional

    schema, entries = arrow_schema(), iter(timeline)
    makers = [_maker(column, field.type) for column, field in zip(COLUMNS, schema, strict=True)]
    while rows := list(islice(entries, BATCH)):
        yield pa.RecordBatch.from_arrays([make(rows) for make in makers], schema=schema)


def _maker(column: Column, of: pa.DataType) -> Callable[[Sequence[Entry]], pa.Array]:
    """What makes the array of a column. The words of a dictionary are always all there, in their order."""
    import pyarrow as pa  # noqa: PLC0415 - optional

    cell = column.cell
    if not column.words:
        return lambda entries: pa.array(map(cell, entries), of, size=len(entries))
    words = pa.array(column.words)
    index: dict[object, int] = {word: number for number, word in enumerate(column.words)}

    def made(entries: Sequence[Entry]) -> pa.Array:
        indices = pa.array([index.get(cell(entry)) for entry in entries], of.index_type)
        return pa.DictionaryArray.from_arrays(indices, words, ordered=column.ordered)

    return made
