"""Parquet: the rows as a file for DuckDB, Spark and whatever else reads columns."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

from kzeu_timeline._version import __version__
from kzeu_timeline.exporters.arrow import arrow_reader, extra
from kzeu_timeline.exporters.losses import Loss, left_out
from kzeu_timeline.timeline import Timeline


def to_parquet(timeline: Timeline) -> bytes:
    """The timeline as a Parquet file; the same timeline gives the same bytes, by the same version of pyarrow.

    What a column means stands with it, our version in the file's metadata under ``kzeu-timeline``.
    Raises :class:`~kzeu_timeline.MissingExtraError` without pyarrow.
    """
    with extra("arrow"):
        from pyarrow import parquet  # noqa: PLC0415 - optional
    file, reader = io.BytesIO(), arrow_reader(timeline)
    schema = reader.schema.with_metadata({"kzeu-timeline": __version__})
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch)
    return file.getvalue()


def losses(timeline: Timeline) -> Iterator[Loss]:
    """What the rows leave out."""
    return left_out(timeline, _LEFT_OUT)


_NO_COLUMN: Final = (
    *("parties", "participants", "topics", "figures", "relations"),
    *("description", "commemorated", "clock", "annotations"),
)
_LEFT_OUT: Final = {
    "statements": "a row shows the settled date only",
    **dict.fromkeys(_NO_COLUMN, "a row has no column for it"),
}
