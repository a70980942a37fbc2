"""Data frames: the rows as pandas and polars hold them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from kzeu_timeline.exporters.arrow import arrow_reader, extra
from kzeu_timeline.tables import COLUMNS, Column
from kzeu_timeline.timeline import Timeline

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


def to_polars(timeline: Timeline) -> pl.DataFrame:
    """The rows as a frame of polars; words of which there are few are an ``Enum``, days a ``Date``.

    Raises :class:`~kzeu_timeline.MissingExtraError` without polars or pyarrow.
    """
    with extra("polars"):
        import polars as pl  # noqa: PLC0415 - optional
    few = (pl.col(column.name).cast(pl.Enum(column.words)) for column in COLUMNS if column.words)
    return pl.DataFrame(arrow_reader(timeline).read_all()).with_columns(few)


def to_pandas(timeline: Timeline) -> pd.DataFrame:
    """The rows as a frame of pandas, in types that have a place for what is not known.

    Days are ``datetime64[s]``, which holds all of the years 1 to 9999 and can be filtered by text and drawn;
    ``NaT`` is no bound. Raises :class:`~kzeu_timeline.MissingExtraError` without pandas.
    """
    with extra("pandas"):
        import pandas as pd  # noqa: PLC0415 - optional
    return pd.DataFrame({column.name: _series(column, timeline) for column in COLUMNS})


def _series(column: Column, timeline: Timeline) -> pd.Series:
    import pandas as pd  # noqa: PLC0415 - optional

    types = {str: "string", int: "Int64", float: "float64", bool: "bool", dt.date: "datetime64[s]", list: "object"}
    kind = pd.CategoricalDtype(list(column.words), ordered=column.ordered) if column.words else types[column.type]
    return pd.Series(list(map(column.cell, timeline)), dtype=kind)
