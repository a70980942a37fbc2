"""What the README shows, as type checkers see it; nothing runs this file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import assert_type

import altair as alt
import pandas as pd
import polars as pl

import kzeu_timeline as kt

catalogue = kt.load()
assert_type(catalogue, kt.Catalogue)
assert_type(kt.load("mine"), kt.Catalogue)
assert_type(kt.load(extend="mine"), kt.Catalogue)

timeline = catalogue.timeline()
assert_type(timeline, kt.Timeline)
assert_type(catalogue.timeline(anniversaries=False), kt.Timeline)
assert_type(catalogue.timeline(anniversaries=[1, 10, 25]), kt.Timeline)
assert_type(catalogue.check(today=dt.date(2025, 12, 2)), tuple[kt.Finding, ...])

council = timeline["cooperation-council-22"]
assert_type(council, kt.Entry)
assert_type(council.when, kt.Edtf)
assert_type(council.when.edtf, str)
assert_type(council.title["ru"], str)
assert_type(council.title.best("kk"), str)
assert_type(council.status, kt.Status | None)
assert_type(council.place, kt.Place | None)
assert_type(council.track, kt.Track | None)
assert_type(council.ordinal, int | None)
assert_type(council.earliest, dt.date | None)
assert_type(council.statements, tuple[kt.Statement, ...])
pairs = [(s.source.slug, s.when.edtf) for s in council.statements]
assert_type(pairs[0][1], str)
assert_type(council.sources, tuple[kt.Source, ...])
assert_type(council.reason, kt.Reason)
assert_type(council.participants, tuple[kt.Participant, ...])
assert_type(council.clock, kt.Clock | None)

assert_type(timeline[0], kt.Entry)
assert_type(timeline[:3], kt.Timeline)
assert_type(timeline.get("nothing"), kt.Entry | None)
assert_type(timeline.as_of(dt.date(2025, 3, 10)), kt.Timeline)
assert_type(timeline.after(dt.date(2026, 1, 1)).of_kind("meeting"), kt.Timeline)
assert_type(timeline.after("2026-01").before(kt.parse_edtf("2027"), possibly=True), kt.Timeline)
assert_type(timeline.undetermined_runs(), tuple[tuple[kt.Entry, ...], ...])
assert_type(timeline | timeline & timeline - timeline, kt.Timeline)
for change in timeline.as_of(dt.date(2025, 3, 1)).diff(timeline):
    assert_type(change, kt.Change)
    assert_type(change.kind, kt.ChangeKind)
    assert_type(change.before, kt.Entry | None)
    assert_type(change.sources, tuple[kt.Source, ...])
    assert_type(kt.change_text(change, "kk"), str)
assert_type(len(timeline), int)
assert_type(kt.Display(timeline, language="kk"), kt.Display)
assert_type(kt.Display(council).language, kt.Language)
assert_type(timeline.plot(width=700, today=dt.date(2025, 12, 1)), alt.LayerChart)
for entry in timeline:
    assert_type(entry, kt.Entry)

when = kt.parse_edtf("[..2025-12-02]")
assert_type(when, kt.Edtf)
assert_type(when.before(kt.parse_edtf("2025-12-01")), kt.Truth)
assert_type(when.precision, kt.Precision)
assert_type(when.qualifier, kt.Qualifier)
assert_type(when.is_exact, bool)
assert_type(when.span, tuple[float, float])

assert_type(kt.describe(when, "kk"), str)
assert_type(kt.ordinal(22, "ru"), str)
assert_type(kt.anniversary(10, "en"), str)
assert_type(kt.to_ical(timeline, language="kk"), bytes)
assert_type(kt.to_ical(timeline, language="kk", imprecise="span", name="N", today=dt.date(2025, 12, 2)), bytes)
feed = kt.Feed(slug="visits", title={"en": "Visits"}, kinds=["visit"], tracks=("high-level-visits",))
assert_type(feed.select(timeline), kt.Timeline)
site = kt.to_site(catalogue, base="https://example.org/", today=dt.date(2025, 12, 2), feeds=[feed])
assert_type(site["index.html"], kt.File)
assert_type(site["index.html"].content, bytes)
assert_type(kt.iter_ical(timeline, language="kk"), Iterator[bytes])
assert_type(kt.to_json(timeline, indent=None), str)
assert_type(kt.to_jcal(timeline, language="kk", rich=True), str)
assert_type(kt.to_jscalendar(timeline, language="kk", alarms=True), str)
assert_type(kt.to_csv(timeline, language="ru"), str)
assert_type(kt.to_markdown(timeline, language="en"), str)
assert_type(kt.to_svg(timeline, language="kk", width=960, theme="dark", today=dt.date(2025, 12, 2)), str)
assert_type(kt.to_png(timeline, language="kk", scale=3, first=dt.date(2025, 1, 1), even=True), bytes)
assert_type(kt.to_parquet(timeline), bytes)
assert_type(timeline.to_dicts()[0]["earliest"], str | int | float | bool | dt.date | list[str] | None)
assert_type(timeline.to_pandas(), pd.DataFrame)
assert_type(timeline.to_polars(), pl.DataFrame)
assert_type(pl.DataFrame(timeline), pl.DataFrame)
assert_type(timeline.index(council), int)
assert_type(kt.to_mermaid(timeline, language="en"), str)
assert_type(kt.to_timelinejs(timeline, language="en"), str)
assert_type(kt.to_jsonld(timeline), str)
assert_type(kt.to_jsonld(timeline, language="en"), str)
assert_type(kt.loss_report(timeline, "ics"), tuple[kt.Loss, ...])
assert_type(kt.to_records(timeline)[0]["slug"] is None, bool)
reading = kt.read_ical(b"", source=None, language="kk", window=(dt.date(2025, 1, 1), dt.date(2025, 12, 31)))
assert_type(reading, kt.Reading)
assert_type(reading.problems, tuple[kt.CalendarProblem, ...])
assert_type(reading.losses, tuple[kt.Loss, ...])
assert_type(kt.__version__, str)

assert_type(kt.publish(site, Path("site")).written, int)
assert_type(kt.publish_objects(site, "s3://bucket/prefix").kept, int)

try:
    kt.load("nowhere")
except kt.SeedError as error:
    assert_type(error.problems, tuple[kt.Problem, ...])
    assert_type(error.problems[0].message, str)
except kt.EdtfError as error:
    assert_type(error.offset, int)
