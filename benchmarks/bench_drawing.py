"""A timeline drawn, against Vega-Altair with the same bars: the shipped record, and a hundred times as many entries.

Altair's time is that of a chart with one bar for each entry and a label, as one would write it from ``to_dicts()``,
made into SVG by vl-convert; it places no label, so labels overlap there. ``plot()`` is our layout as Altair's chart.
"""

from __future__ import annotations

import altair as alt
import vl_convert

import kzeu_timeline as kt
import material
import measure
from kzeu_timeline.layout import lay_out

SIZES = (1_000, 10_000)
LANGUAGE = "en"
OURS = "to_svg()"
GROWING = ("the layout alone", OURS, "plot()")
LONGEST = 1.0
"""Seconds, for the layout of the larger timeline."""


def by_hand(timeline: kt.Timeline) -> str:
    fields = ("title_en", "track", "earliest", "latest")
    rows = [{name: row[name] and str(row[name]) for name in fields} for row in timeline.to_dicts()]
    base = alt.Chart(alt.Data(values=rows)).encode(x="earliest:T", y="track:N")
    chart = base.mark_bar().encode(x2="latest:T") + base.mark_text(align="left").encode(text="title_en:N")
    return vl_convert.vegalite_to_svg(chart.to_dict())


def tasks(timeline: kt.Timeline) -> dict[str, measure.Task]:
    return {
        "the layout alone": lambda: lay_out(timeline, language=LANGUAGE),
        OURS: lambda: kt.to_svg(timeline, language=LANGUAGE),
        "to_png()": lambda: kt.to_png(timeline, language=LANGUAGE, scale=1),
        "to_html()": lambda: kt.to_html(timeline, language=LANGUAGE),
        "plot()": lambda: timeline.plot(language=LANGUAGE),
        "Altair by hand, to SVG": lambda: by_hand(timeline),
    }


def main() -> None:
    record = kt.load().timeline()
    largest = kt.Timeline(material.entries(SIZES[-1]))
    of_record = measure.side_by_side(tasks(record), runs=5)
    grown = {}
    for size in SIZES:
        every = tasks(largest[:size])
        grown[size] = measure.side_by_side({name: every[name] for name in GROWING}, runs=3)
    rows = [
        [
            name,
            measure.duration(of_record[name]),
            measure.times(of_record[name] / of_record[OURS]),
            *(measure.duration(grown[size][name]) if name in grown[size] else "–" for size in SIZES),
        ]
        for name in of_record
    ]
    heads = ["entries", f"the record, {len(record)}", f"CPU to {OURS}", *(f"{size:,}" for size in SIZES)]
    measure.show("A picture", heads, rows)
    layout = grown[SIZES[-1]]["the layout alone"]
    sizes = {
        "SVG": len(kt.to_svg(record, language=LANGUAGE).encode()),
        "Altair's SVG": len(by_hand(record).encode()),
        "PNG": len(kt.to_png(record, language=LANGUAGE, scale=1)),
        **{f"page in {tongue}": len(kt.to_html(record, language=tongue).encode()) for tongue in ("kk", "ru", "en")},
    }
    measure.verdict(
        f"the layout of {SIZES[-1]:,} entries in less than {measure.duration(LONGEST)}",
        f"{measure.duration(layout)}; bytes of the record: " + ", ".join(f"{k} {v:,}" for k, v in sizes.items()),
        holds=layout < LONGEST,
    )


if __name__ == "__main__":
    main()
