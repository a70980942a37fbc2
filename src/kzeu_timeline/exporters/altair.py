"""A chart of Vega-Altair, drawn from the same layout as the pictures, on which people can go on with Altair."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from kzeu_timeline.dates import parse_edtf
from kzeu_timeline.exceptions import MissingExtraError
from kzeu_timeline.exporters.gradients import NOTHING, POSSIBLE
from kzeu_timeline.exporters.shades import COLOUR, FAINT, Fade, Shade, dots, reported, shades
from kzeu_timeline.layout import Layout, Mark, lay_out
from kzeu_timeline.locales import describe, wording
from kzeu_timeline.model import Entry
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

_TODAY: Final = "#d0432f"
"""At least three to one against white and against black."""
_COLUMNS: Final = 2
"""Of the legend."""
_FOOT: Final = 22.0
"""CSS pixels below all that names today; outside of the chart it would be gone where one zooms."""

Row = dict[str, str | float | bool | None]


def to_chart(
    timeline: Timeline, *, language: str = Language.EN, width: float = 900.0, today: dt.date | None = None
) -> alt.LayerChart:
    """The timeline as a chart in one language; *width* is in CSS pixels, the height follows from what is in it.

    Every day is as wide as any other, in UTC. All layers share one table, each shows what has its ``shape`` there:
    "bar", "beginning" and "end" (where a bar fades), "dot" (what is too short to be seen), "label", "track", and if
    *today* is among the days shown "today" (a line there) and "day" (its name). Its other columns are ``slug``,
    ``title``, ``when``, ``edtf``, ``status``, ``track``, ``sources``, ``certain`` (on each of these days, else on some
    of them), ``look`` (of what the legend tells), ``start`` and ``end`` (exclusive; milliseconds since 1970), ``y``
    (CSS pixels).

    Raises :class:`~kzeu_timeline.MissingExtraError` without Altair.
    """
    try:
        import altair as alt  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("a chart needs the extra: pip install 'kzeu-timeline[plot]'") from None
    layout = lay_out(timeline, language=language, width=width, even=True, today=today)
    words = wording(layout.language)
    height = _y(layout.height, layout) + (0 if layout.today is None else _FOOT)
    rows = [_drawable(row) for row in _rows(layout, today)]

    def layer(shape: str) -> alt.Chart:
        return alt.Chart().transform_filter(f"datum.shape === '{shape}'")

    axis = alt.Axis(orient="top", labelExpr=_tick_expression(layout.language), title=None)
    domain = [_moment(0.0, layout), _moment(width, layout)]
    start = alt.X("start:T").scale(type="utc", domain=domain, nice=False).axis(axis if rows else None)
    y = alt.Y("y:Q").scale(domain=[0, height], reverse=True, nice=False).axis(None)
    named = {"title": "title", "when": "date", "status": "status", "sources": "sources"}
    headings = {field: words.label(key) for field, key in named.items()} | {"track": words.details["track"]}
    tooltip = [alt.Tooltip(f"{field}:N", title=heading) for field, heading in headings.items()]

    looks = {look: each for look, each in _LOOKS.items() if any(row.get("look") == look for row in rows)}
    meanings = {look: ": ".join(map(words.label, each.said)) for look, each in looks.items()}
    expression = f"{json.dumps(meanings)}[datum.value]"
    legend = alt.Legend(orient="bottom", columns=_COLUMNS, labelLimit=0, labelExpr=expression, title=None)
    told = legend if looks else None
    fill = alt.Fill("look:N").scale(domain=list(looks), range=[each.fill for each in looks.values()]).legend(told)
    stroke = alt.Stroke("look:N").scale(domain=list(looks), range=[each.stroke for each in looks.values()]).legend(told)
    opacity = alt.condition("datum.certain", alt.value(1), alt.value(FAINT))

    thick = layout.metrics.dot
    bars = layer("bar").mark_bar(height=thick).encode(start, y, x2="end:T", fill=fill, stroke=stroke, tooltip=tooltip)
    fades = [
        layer(shape).mark_bar(color=fade, height=thick).encode(start, y, x2="end:T", opacity=opacity, tooltip=tooltip)
        for shape, fade in (("beginning", _fading("00", "ff")), ("end", _FADING))
    ]
    points = layer("dot").mark_circle(size=thick**2, opacity=1)
    points = points.encode(start, y, fill=fill, stroke=stroke, tooltip=tooltip)
    label, track = layer("label").mark_text(align="left"), layer("track").mark_text(align="left", fontWeight="bold")
    line, day = layer("today").mark_rule(color=_TODAY), layer("day").mark_text(align="left", color=_TODAY)
    line = line.encode(start, y=alt.value(0), y2=alt.value(_y(layout.height, layout)))
    texts = [text.encode(start, y, text="text:N") for text in (label, track, day)]
    chart = alt.LayerChart(layer=[line, bars, *fades, points, *texts], width=width, height=height)
    chart.data = alt.InlineData(values=[])
    chart.data.values = rows  # not given to either: both would check every row, which takes longer than all the rest
    return chart


def _fading(*opacities: str) -> dict[str, object]:
    """A gradient from left to right between two opacities, as Vega-Lite writes it."""
    stops = [{"color": f"{COLOUR}{opacity}", "offset": offset} for offset, opacity in enumerate(opacities)]
    return {"gradient": "linear", "x1": 0, "x2": 1, "y1": 0, "y2": 0, "stops": stops}


_FADING: Final = _fading("ff", "00")


class _Look(NamedTuple):
    """How a bar or a dot looks, and the words that say what this means."""

    fill: str | dict[str, str]
    stroke: str
    said: tuple[str, ...]


_LOOKS: Final = {
    "certain": _Look(COLOUR, NOTHING, ("on-these-days",)),
    "possible": _Look(POSSIBLE, NOTHING, ("on-some-days",)),
    "open": _Look({"expr": json.dumps(_FADING)}, NOTHING, ("no-limit",)),
    "computed": _Look(NOTHING, COLOUR, ("anniversary", "derived")),
}
"""In the order of the legend, which tells of those that occur."""


def _look(entry: Entry, shade: Shade) -> Row:
    certain = "certain" if shade.certain else "possible"
    return {"certain": shade.certain, "look": "open" if shade.fade else "computed" if entry.is_derived else certain}


def _rows(layout: Layout, today: dt.date | None) -> Iterator[Row]:
    for lane in layout.lanes:
        place: Row = {"text": lane.title, "y": _y(lane.top + layout.metrics.heading / 2, layout)}
        yield place | _days(layout.metrics.gap, layout.width, layout) | {"shape": "track"}
    for mark in layout.marks:
        told = _told(mark, layout)
        bar = reported(mark.bar, mark.entry.status)
        for shade in shades(bar, layout.metrics):
            days = _days(shade.left, shade.right, layout)
            yield told | days | {"shape": _SHAPES[shade.fade], **_look(mark.entry, shade)}
        for dot in dots(bar, layout.metrics):
            middle = (dot.left + dot.right) / 2
            yield told | _days(middle, middle, layout) | {"shape": "dot", **_look(mark.entry, dot)}
        label = mark.label
        yield told | _days(label.left, label.left + label.width, layout) | {"shape": "label", "text": label.text}
    if today is not None and layout.today is not None:
        said = f"{wording(layout.language).label('today')}: {describe(parse_edtf(today.isoformat()), layout.language)}"
        yield _days(layout.today, layout.today, layout) | {"shape": "today"}
        wide = layout.metrics.measure(said)
        left = min(max(layout.today - wide / 2, 0.0), layout.width - wide)
        place = {"text": said, "y": _y(layout.height + 0.6 * _FOOT, layout)}
        yield place | _days(left, left + wide, layout) | {"shape": "day"}


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
