"""A timeline as a table, against what one would write without it.

The rivals turn the same entries into frames by what is at hand: ``pandas.DataFrame`` and ``polars.DataFrame`` of a list
of dictionaries (the rows, which are made for them, so that their time is making rows plus making the frame), and of
``attrs.asdict``, which has every statement and source in it and leaves most columns as objects.
"""

from __future__ import annotations

import attrs
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa

import kzeu_timeline as kt
import material
import measure

SIZES = (1_000, 10_000)
OURS = "to_pandas()"
LONGEST = 1.0


def tasks(timeline: kt.Timeline) -> dict[str, measure.Task]:
    database = duckdb.connect()
    database.register("timeline", timeline)
    return {
        "to_dicts()": timeline.to_dicts,
        "pa.table(timeline)": lambda: pa.table(timeline),
        "pl.DataFrame(timeline)": lambda: pl.DataFrame(timeline),
        "to_polars()": timeline.to_polars,
        OURS: timeline.to_pandas,
        "DuckDB: count by kind": lambda: database.sql("select kind, count(*) from timeline group by kind").fetchall(),
        "to_parquet(timeline)": lambda: kt.to_parquet(timeline),
        "pandas.DataFrame(list of dicts)": lambda: pd.DataFrame(timeline.to_dicts()),
        "polars.DataFrame(list of dicts)": lambda: pl.DataFrame(timeline.to_dicts(), infer_schema_length=None),
        "pandas.DataFrame(attrs.asdict)": lambda: pd.DataFrame([attrs.asdict(entry) for entry in timeline]),
    }


def main() -> None:
    timelines = {size: kt.Timeline(material.entries(size)) for size in SIZES}
    of = {size: measure.side_by_side(tasks(timeline), runs=5) for size, timeline in timelines.items()}
    last = of[SIZES[-1]]
    rows = [
        [
            name,
            *(measure.duration(of[size][name]) for size in SIZES),
            measure.times(last[name] / last[OURS]),
            f"{measure.growth(SIZES, [of[size][name] for size in SIZES]):.2f}",
        ]
        for name in last
    ]
    measure.show("A table", ["entries", *(f"{size:,}" for size in SIZES), f"CPU to {OURS}", "growth"], rows)
    largest = timelines[SIZES[-1]]
    size = len(kt.to_parquet(largest)), len(kt.to_csv(largest, language="en").encode())
    measure.verdict(
        f"every table of {SIZES[-1]:,} entries in less than {measure.duration(LONGEST)}",
        f"Parquet {size[0]:,} bytes, CSV in one language {size[1]:,}",
        holds=max(last[name] for name in list(last)[:7]) < LONGEST,
    )


if __name__ == "__main__":
    main()
