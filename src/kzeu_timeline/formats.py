"""Which formats a timeline can be exported to: one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from kzeu_timeline.calendar_events import Imprecise
from kzeu_timeline.drawing.options import PictureOptions
from kzeu_timeline.exceptions import ExportError, quoted
from kzeu_timeline.exporters import (
    csv,
    html,
    ical,
    jcal,
    jscalendar,
    json,
    jsonld,
    markdown,
    mermaid,
    parquet,
    png,
    svg,
    timelinejs,
)
from kzeu_timeline.exporters.losses import Loss
from kzeu_timeline.timeline import Timeline


class Format(NamedTuple):
    """A format: the ending of its files, and what makes the bytes and tells the losses.

    Both take the timeline, the language, and what becomes of imprecise dates; a format ignores what it has no use for.
    ``is_calendar`` is whether subscribers may have seen an older file: those must be told what was withdrawn since.
    ``is_binary`` is whether the bytes are no text, which no terminal can show.
    ``draw`` is what makes a picture, or a page with one, as it is wanted.
    """

    suffix: str
    render: Callable[[Timeline, str, str], bytes]
    losses: Callable[[Timeline, str, str], Iterator[Loss]]
    is_calendar: bool = False
    is_binary: bool = False
    draw: Callable[[Timeline, PictureOptions], bytes] | None = None


def _utf8(text: str) -> bytes:
    return f"{text}\n".encode()


FORMATS: Final = {
    "ics": Format(
        ".ics",
        lambda timeline, language, imprecise: ical.to_ical(timeline, language=language, imprecise=imprecise),
        lambda timeline, language, imprecise: ical.losses(timeline, language=language, imprecise=imprecise),
        is_calendar=True,
    ),
    "jcal": Format(
        ".jcal.json",
        lambda timeline, language, imprecise: _utf8(jcal.to_jcal(timeline, language=language, imprecise=imprecise)),
        lambda timeline, language, imprecise: jcal.losses(timeline, language=language, imprecise=imprecise),
        is_calendar=True,
    ),
    "jscalendar": Format(
        ".jscalendar.json",
        lambda timeline, language, imprecise: _utf8(
            jscalendar.to_jscalendar(timeline, language=language, imprecise=imprecise)
        ),
        lambda timeline, language, imprecise: jscalendar.losses(timeline, language=language, imprecise=imprecise),
        is_calendar=True,
    ),
    "markdown": Format(
        ".md",
        lambda timeline, language, _: markdown.to_markdown(timeline, language=language).encode(),
        lambda timeline, language, _: markdown.losses(timeline, language=language),
    ),
    "html": Format(
        ".html",
        lambda timeline, language, _: _utf8(html.to_html(timeline, language=language)),
        lambda timeline, language, _: html.losses(timeline, language=language),
        draw=lambda timeline, options: _utf8(
            html.to_html(timeline, language=options["language"], today=options.get("today"))
        ),
    ),
    "json": Format(
        ".json",
        lambda timeline, _language, _: _utf8(json.to_json(timeline)),
        lambda timeline, _language, _: json.losses(timeline),
    ),
    "csv": Format(
        ".csv",
        lambda timeline, language, _: csv.to_csv(timeline, language=language).encode(),
        lambda timeline, language, _: csv.losses(timeline, language=language),
    ),
    "svg": Format(
        ".svg",
        lambda timeline, language, _: _utf8(svg.to_svg(timeline, language=language)),
        lambda timeline, language, _: svg.losses(timeline, language=language),
        draw=lambda timeline, options: _utf8(svg.to_svg(timeline, **options)),
    ),
    "png": Format(
        ".png",
        lambda timeline, language, _: png.to_png(timeline, language=language),
        lambda timeline, language, _: png.losses(timeline, language=language),
        is_binary=True,
        draw=lambda timeline, options: png.to_png(timeline, **options),
    ),
    "parquet": Format(
        ".parquet",
        lambda timeline, _language, _: parquet.to_parquet(timeline),
        lambda timeline, _language, _: parquet.losses(timeline),
        is_binary=True,
    ),
    "jsonld": Format(
        ".jsonld",
        lambda timeline, _language, _: _utf8(jsonld.to_jsonld(timeline)),
        lambda timeline, _language, _: jsonld.losses(timeline),
    ),
    "mermaid": Format(
        ".mmd",
        lambda timeline, language, _: mermaid.to_mermaid(timeline, language=language).encode(),
        lambda timeline, language, _: mermaid.losses(timeline, language=language),
    ),
    "timelinejs": Format(
        ".timelinejs.json",
        lambda timeline, language, _: _utf8(timelinejs.to_timelinejs(timeline, language=language)),
        lambda timeline, language, _: timelinejs.losses(timeline, language=language),
    ),
}


def loss_report(
    timeline: Timeline,
    format: str,  # noqa: A002 - what people call it
    *,
    language: str = "en",
    imprecise: str = Imprecise.MARK,
) -> tuple[Loss, ...]:
    """What the export of *timeline* to that format leaves out, in one form for every format.

    *format* is one of those that ``kzeu-timeline export --help`` names; raises
    :class:`~kzeu_timeline.ExportError` for any other.
    """
    if format not in FORMATS:
        raise ExportError(f"unknown format (known: {', '.join(FORMATS)}): {quoted(format)}")
    return tuple(FORMATS[format].losses(timeline, language, imprecise))
