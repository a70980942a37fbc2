"""A chart of Vega-Altair, drawn from the same layout as the pictures, on which people can go on with Altair."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kzeu_timeline.exceptions import MissingExtraError
from kzeu_timeline.exporters.shades import COLOUR, FAINT, Fade, dots, reported, shades
from kzeu_timeline.layout import Layout, Mark, lay_out
from kzeu_timeline.locales import wording
from kzeu_timeline.sentences import status_text, when_text
from kzeu_timeline.text import Language
from kzeu_timeline.timeline import Timeline
from kzeu_timeline.xmltext import in_xml

if TYPE_CHECKING:
    import altair as alt

_EPOCH: Final = 719_163
"""1 January 1970 as a day number."""
_DAY: Final = 86_400_000
"""Milliseconds: numbers go on where the texts of days, which JavaScript reads, end with the year 9999."""

_SHAPES: Final = {Fade.NEITHER: "bar", Fade.LEFT: "beginning", Fade.RIGHT: "end"}
"""What is drawn of a bar: the bar itself, and where it fades."""

Row = dict[str, str | float | bool | None]


def to_chart(timeline: Timeline, *, language: str = Language.EN, width: float = 900.0) -> alt.LayerChart:
    """The timeline as a chart in one language; *width* is in CSS pixels, the height follows from what is in it.

    Every day is as wide as any other, in UTC. All layers share one table, each shows what has its ``shape`` there:
    "bar" (``certain``: on each of these days, else on some of them), "beginning" and "end" (where a bar fades), "dot"
    (what is too short to be seen), "label" and "track". Its other columns are ``slug``, ``title``, ``when``, ``edtf``,
    ``status``, ``track``, ``sources``, ``start`` and ``end`` (exclusive; milliseconds since 1970), ``y`` (CSS pixels).

    Raises :class:`~kzeu_timeline.MissingExtraError` without Altair.
    """
    try:
        import altair as alt  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("a chart needs the extra: pip install 'kzeu-timeline[plot]'") from None
    layout = lay_out(timeline, language=language, width=width, even=True)
    height, words = layout.height - layout.metrics.axis, wording(layout.language)

    def layer(shape: str) -> alt.Chart:
        return alt.Chart().transform_filter(f"datum.shape === '{shape}'")

    axis = alt.Axis(orient="top", labelExpr=_tick_expression(layout.language), title=None)
    domain = [_moment(0.0, layout), _moment(width, layout)]
    start = alt.X("start:T").scale(type="utc", domain=domain, nice=False).axis(axis)
    y = alt.Y("y:Q").scale(domain=[0, height], reverse=True, nice=False).axis(None)
    opacity = alt.condition("datum.certain", alt.value(1), alt.value(FAINT))
    named = {"title": "title", "when": "date", "status": "status", "sources": "sources"}
    headings = {field: words.label(key) for field, key in named.items()} | {"track": words.details["track"]}
    tooltip = [alt.Tooltip(f"{field}:N", title=heading) for field, heading in headings.items()]
    colours: dict[str, str | dict[str, object]] = {
        "bar": COLOUR,
        "beginning": _fading("00", "ff"),
        "end": _fading("ff", "00"),
    }
    thick = layout.metrics.dot
    bars = [
        layer(shape).mark_bar(color=colour, height=thick).encode(start, y, x2="end:T", opacity=opacity, tooltip=tooltip)
        for shape, colour in colours.items()
    ]
    points = layer("dot").mark_circle(color=COLOUR, size=thick**2, opacity=1)
    label, track = layer("label").mark_text(align="left"), layer("track").mark_text(align="left", fontWeight="bold")
    points = points.encode(start, y, opacity=opacity, tooltip=tooltip)
    texts = [text.encode(start, y, text="text:N") for text in (label, track)]
    return alt.LayerChart(
        layer=[*bars, points, *texts],
        data=alt.InlineData(values=[_drawable(row) for row in _rows(layout)]),
        width=width,
        height=height,
    )


def _fading(*opacities: str) -> dict[str, object]:
    """A gradient from left to right between two opacities, as Vega-Lite writes it."""
    stops = [{"color": f"{COLOUR}{opacity}", "offset": offset} for offset, opacity in enumerate(opacities)]
    return {"gradient": "linear", "x1": 0, "x2": 1, "y1": 0, "y2": 0, "stops": stops}


def _rows(layout: Layout) -> Iterator[Row]:
    for lane in layout.lanes:
        place: Row = {"text": lane.title, "y": _y(lane.top + layout.metrics.heading / 2, layout)}
        yield place | _days(layout.metrics.gap, layout.width, layout) | {"shape": "track"}
    for mark in layout.marks:
        told = _told(mark, layout)
        bar = reported(mark.bar, mark.entry.status)
        for shade in shades(bar, layout.metrics):
            days = _days(shade.left, shade.right, layout)
            yield told | days | {"shape": _SHAPES[shade.fade], "certain": shade.certain}
        for dot in dots(bar, layout.metrics):
            middle = (dot.left + dot.right) / 2
            yield told | _days(middle, middle, layout) | {"shape": "dot", "certain": dot.certain}
        label = mark.label
        yield told | _days(label.left, label.left + label.width, layout) | {"shape": "label", "text": label.text}


def _drawable(row: Row) -> Row:
    """*row* without characters that SVG can't hold."""
    return {key: in_xml(value) if isinstance(value, str) else value for key, value in row.items()}


def _told(mark: Mark, layout: Layout) -> Row:
    """What is known of an entry, in words."""
    entry, language = mark.entry, layout.language
    return {
        "slug": entry.slug,
        "title": entry.title.best(language),
        "when": when_text(entry.when, language),
        "edtf": entry.when.edtf,
        "status": status_text(entry, language),
        "track": layout.lanes[mark.lane].title,
        "sources": "; ".join(dict.fromkeys(source.publisher for source in entry.sources)),
        "y": _y(mark.top + layout.metrics.row / 2, layout),
    }


def _y(place: float, layout: Layout) -> float:
    return place - layout.metrics.axis


def _days(left: float, right: float, layout: Layout) -> Row:
    return {"start": _moment(left, layout), "end": _moment(right, layout)}


def _moment(x: float, layout: Layout) -> int:
    """The milliseconds since 1970 at *x*, which on an even scale begin whole days where bars do."""
    (first, end), (left, right) = layout.scale.days, layout.scale.places
    return round((first + (x - left) / (right - left) * (end - first) - _EPOCH) * _DAY / 1000) * 1000


def _tick_expression(language: Language) -> str:
    """What stands at a tick: the year, at other months the month, at other days the day before it."""
    from kzeu_timeline.locales import names  # noqa: PLC0415 - brings Babel

    months = json.dumps([names.month_abbreviation(month, wording(language)) for month in range(1, 13)])
    month = f"{months}[utcmonth(datum.value)]"
    is_first = "utcdate(datum.value) === 1"
    day = f"utcdate(datum.value) + ' ' + {month}"
    return f"{is_first} && utcmonth(datum.value) === 0 ? utcyear(datum.value) : {is_first} ? {month} : {day}"
