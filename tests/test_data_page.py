"""The page on data lists the columns that there are, in the types that they arrive in."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from kzeu_timeline import Timeline
from kzeu_timeline.tables import COLUMNS

PAGE = Path(__file__).parents[1] / "docs" / "data.md"
HEAD = "| column | Arrow | pandas | polars | what it says |\n|---|---|---|---|---|\n"


def listed() -> str:
    """The table of columns as the page has to show it."""
    empty = Timeline()
    fields, pandas, polars = pa.table(empty).schema, empty.to_pandas().dtypes, empty.to_polars().schema
    rows = []
    for column in COLUMNS:
        enum = str(polars[column.name]).partition("(")[0]
        types = _arrow(fields.field(column.name)), pandas[column.name], enum if column.words else polars[column.name]
        rows.append(f"| `{column.name}` | {' | '.join(f'`{each}`' for each in types)} | {column.meaning} |\n")
    return "".join(rows)


def _arrow(field: pa.Field) -> str:
    if pa.types.is_dictionary(field.type):
        return "dictionary<string>"
    return "list<string>" if pa.types.is_list(field.type) else str(field.type)


def test_the_page_shows_every_column_as_it_is() -> None:
    assert PAGE.read_text("utf-8").partition(HEAD)[2].startswith(f"{listed()}\n")
