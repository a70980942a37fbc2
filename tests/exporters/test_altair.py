"""The chart: its table says where everything stands, and Vega draws it."""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import Any, Final

import pytest
import vl_convert
from hypothesis import given, settings
from hypothesis import strategies as st

from kzeu_timeline import InvalidRecordError, Language, MissingExtraError, Relation, Timeline, load, parse_edtf
from kzeu_timeline.exporters.shades import COLOUR
from kzeu_timeline.locales import describe, wording
from kzeu_timeline.xmltext import in_xml
from tests.exporters import hostile
from tests.exporters.samples import event, timeline
from tests.strategies import LAW

DAY: Final = 86_400_000
EPOCH: Final = dt.date(1970, 1, 1)


def specification(entries: Timeline, **asked: Any) -> dict[str, Any]:
    found: dict[str, Any] = entries.plot(**asked).to_dict()
    return found


def rows(entries: Timeline, **asked: Any) -> list[dict[str, Any]]:
    (values,) = specification(entries, **asked)["datasets"].values()
    return list(values)


def days(row: dict[str, Any]) -> tuple[str, str]:
    """The first day of a bar and the day after its last."""
    assert row["start"] % DAY == row["end"] % DAY == 0
    first, last = (EPOCH + dt.timedelta(days=row[end] // DAY) for end in ("start", "end"))
    return first.isoformat(), last.isoformat()


FRAME: Final = (event("2025-01-01", slug="first"), event("2025-12-31", slug="last"))


def of_a(when: str) -> list[dict[str, Any]]:
    """What is drawn of a date in a year."""
    found = rows(timeline(event(when), *FRAME))
    return [row for row in found if row.get("slug") == "a" and row["shape"] != "label"]


@pytest.mark.parametrize(
    ("when", "bars"),
    [
        ("2025-06", [("2025-06-01", "2025-07-01", False)]),
        ("2025-03-01/2025-06-30", [("2025-03-01", "2025-07-01", True)]),
        (
            "2025-04/2025-06",
            [
                ("2025-04-01", "2025-04-30", False),
                ("2025-04-30", "2025-06-02", True),
                ("2025-06-02", "2025-07-01", False),
            ],
        ),
    ],
)
def test_bars_begin_and_end_with_the_days_of_the_date(when: str, bars: list[tuple[str, str, bool]]) -> None:
    drawn = of_a(when)
    assert {row["shape"] for row in drawn} == {"bar"}
    assert [(*days(row), row["certain"]) for row in drawn] == bars


@pytest.mark.parametrize(
    ("when", "shapes"),
    [
        ("2025-06-15", [("dot", True)]),
        ("[2025-06-14..2025-06-16]", [("dot", False)]),
        ("[..2025-06-15]", [("beginning", False)]),
        ("[2025-06-15..]", [("end", False)]),
        ("2025-06-15/..", [("bar", True), ("end", True)]),
        ("../2025-06-15", [("beginning", True), ("bar", True)]),
    ],
)
def test_a_day_is_a_dot_and_what_has_no_bound_fades(when: str, shapes: list[tuple[str, bool]]) -> None:
    assert [(row["shape"], row["certain"]) for row in of_a(when)] == shapes


def test_every_entry_of_the_record_is_drawn_labelled_and_told() -> None:
    record = load().timeline()
    found = rows(record)
    assert {row["slug"] for row in found if row["shape"] in {"bar", "dot", "beginning", "end"}} == {
        e.slug for e in record
    }
    assert [row["slug"] for row in found if row["shape"] == "label"] == [entry.slug for entry in record]
    told = next(row for row in found if row.get("slug") == "parliamentary-cooperation-committee-22")
    assert (told["when"], told["edtf"], told["status"]) == ("≈ November 2025", "2025-11", "held")
    assert {row["text"] for row in found if row["shape"] == "track"} == {e.track.title["en"] for e in record if e.track}


def test_a_timeline_on_a_day_beyond_all_others_can_be_drawn() -> None:
    entries = timeline(event("0001-01-01"), event("9999-12-31", slug="b"), event("[..9999]", slug="c"))
    assert "svg" in vl_convert.vegalite_to_svg(specification(entries))


@pytest.mark.parametrize("language", Language)
def test_vega_draws_the_record(language: Language) -> None:
    entries = load().timeline().in_track("cooperation-council")
    svg = vl_convert.vegalite_to_svg(specification(entries, language=language, width=700))
    assert entries[0].track is not None
    assert entries[0].track.title.best(language) in svg.replace("&quot;", '"')


def test_months_have_their_names_in_the_language() -> None:
    entries = timeline(event("2025-11"), event("2025-10-01", slug="b"))
    for language, month in (("kk", "қар."), ("ru", "нояб."), ("en", "Nov")):
        assert month in vl_convert.vegalite_to_svg(specification(entries, language=language))


def legends(entries: Timeline, **asked: Any) -> list[str]:
    """What the legend says, in its order: each channel that has one says the same."""
    told = set()
    for layer in specification(entries, **asked)["layer"]:
        for channel in ("fill", "stroke"):
            if meant := layer["encoding"].get(channel):
                expression = meant["legend"]["labelExpr"].removesuffix("[datum.value]")
                assert list(meant["scale"]["domain"]) == list(json.loads(expression))
                told.add(expression)
    (expression,) = told
    return list(json.loads(expression).values())


@pytest.mark.parametrize(
    ("when", "meanings"),
    [
        ("2025-06-15", ["on each of these days"]),
        ("2025-06", ["on each of these days", "on some of these days"]),
        ("2025-06-15/..", ["on each of these days", "limit unknown, or outside the picture"]),
    ],
)
def test_the_legend_tells_of_what_occurs(when: str, meanings: list[str]) -> None:
    assert legends(timeline(event(when), *FRAME)) == meanings


def test_an_anniversary_is_hollow_and_told_as_computed() -> None:
    computed = event("2025-06-15", status=None, relations=[Relation(kind="anniversary-of", target="first")])
    entries = timeline(computed, *FRAME)
    looks = {row["slug"]: row["look"] for row in rows(entries) if row["shape"] == "dot"}
    assert looks == {"a": "computed", "first": "certain", "last": "certain"}
    assert legends(entries)[-1] == "anniversary: computed from a stated date"
    svg = vl_convert.vegalite_to_svg(specification(entries))
    assert svg.count('fill="#0000"') == svg.count(f'stroke="{COLOUR}"') == 2, "in the chart and in its legend"


@pytest.mark.parametrize("language", Language)
def test_the_legend_and_the_day_are_in_the_language(language: Language) -> None:
    entries, today = load().timeline().between("2025-11", "2026-01", possibly=True), dt.date(2025, 12, 10)
    svg = vl_convert.vegalite_to_svg(specification(entries, language=language, today=today))
    words = wording(language)
    for key in ("on-these-days", "on-some-days", "derived"):
        assert words.label(key) in svg
    assert f"{words.label('today')}: {describe(parse_edtf('2025-12-10'), language)}" in svg


def test_today_is_a_line_at_the_middle_of_the_day_named_within_the_chart() -> None:
    for day in (dt.date(2025, 1, 1), dt.date(2025, 6, 15), dt.date(2025, 12, 31)):
        asked = specification(timeline(*FRAME), today=day, width=400)
        found = {row["shape"]: row for row in rows(timeline(*FRAME), today=day, width=400)}
        noon = dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.UTC)
        assert found["today"]["start"] == noon.timestamp() * 1000
        assert found["day"]["text"].startswith("Today: ")
        (scale,) = {tuple(each["encoding"]["x"]["scale"]["domain"]) for each in asked["layer"]}
        assert scale[0] <= found["day"]["start"] < found["day"]["end"] <= scale[1]
        assert found["day"]["y"] < asked["height"]


@pytest.mark.parametrize("day", [None, dt.date(2024, 12, 31), dt.date(2026, 1, 1), dt.date.max])
def test_no_line_stands_at_a_day_that_is_not_shown(day: dt.date | None) -> None:
    assert rows(timeline(*FRAME), today=day) == rows(timeline(*FRAME))


def test_nothing_is_drawn_of_nothing() -> None:
    assert rows(Timeline()) == []
    assert "svg" in vl_convert.vegalite_to_svg(specification(Timeline()))


@settings(LAW, max_examples=20)
@given(hostile.timelines(), st.sampled_from(list(Language)))
def test_hostile_text_is_text(entries: Timeline, language: Language) -> None:
    found = rows(entries, language=language)
    titles = [row["title"] for row in found if row["shape"] == "label"]
    assert titles == [in_xml(entry.title.best(language)) for entry in entries]
    assert "<script" not in vl_convert.vegalite_to_svg(specification(entries, language=language))


def test_the_same_timeline_is_the_same_chart() -> None:
    first, second = (json.dumps(specification(load().timeline()), sort_keys=True) for _ in range(2))
    assert first == second


def test_people_can_go_on_with_it() -> None:
    import altair as alt  # noqa: PLC0415 - as people do

    chart = load().timeline().plot(width=500)
    longer = alt.layer(chart, alt.Chart().mark_rule().encode(x=alt.datum("2025-12-01"))).interactive()
    assert "svg" in vl_convert.vegalite_to_svg(longer.to_dict())


def test_without_altair_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(MissingExtraError, match=r"kzeu-timeline\[plot\]"):
        timeline(event()).plot()


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(InvalidRecordError, match="unknown language"):
        timeline(event()).plot(language="de")
