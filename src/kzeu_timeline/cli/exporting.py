"""``export`` and ``coverage``: the timeline in one of the formats; what is missing from it."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from kzeu_timeline.calendar_events import Imprecise
from kzeu_timeline.cli import clock
from kzeu_timeline.cli.options import AsOf, Kind, Lang, Output, Seeds, Since, Today, Track, Until, With
from kzeu_timeline.cli.output import say
from kzeu_timeline.cli.selecting import selected
from kzeu_timeline.dates import parse_edtf
from kzeu_timeline.drawing.options import PictureOptions
from kzeu_timeline.drawing.style import Theme
from kzeu_timeline.exceptions import ExportError, quoted
from kzeu_timeline.exporters.coverage import coverage_page
from kzeu_timeline.formats import FORMATS
from kzeu_timeline.model import Status
from kzeu_timeline.publishing.file import write_file
from kzeu_timeline.readers.seeds import load
from kzeu_timeline.text import Language
from kzeu_timeline.timeline import Timeline
from kzeu_timeline.validation import FeedChecks

_Exported = StrEnum("_Exported", {name.upper(): name for name in FORMATS})  # type: ignore[misc]


def coverage(seeds: Seeds = None, extend: With = None, output: Output = None) -> None:
    """Write what the record holds, lacks and disputes, track by track, as Markdown."""
    page = coverage_page(load(seeds, extend)).encode()
    if output is None:
        sys.stdout.buffer.write(page)
    else:
        write_file(output, page)
        say(f"{len(page):,} bytes: {output}")


def export(
    format: Annotated[_Exported, typer.Argument(help="The format.")],
    lang: Lang = Language.EN,
    kind: Kind = None,
    track: Track = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    imprecise: Annotated[
        Imprecise, typer.Option(help="In calendars, dates that are not exact: mark a day, span them all, or omit.")
    ] = Imprecise.MARK,
    width: Annotated[float, typer.Option(metavar="PIXELS", help="In pictures: how wide; the height follows.")] = 1200,
    theme: Annotated[Theme, typer.Option(help="In pictures: the colours; auto follows the reader.")] = Theme.AUTO,
    today: Today = None,
    losses: Annotated[bool, typer.Option("--losses", help="Print to stderr what the format can't carry.")] = False,
    seeds: Seeds = None,
    extend: With = None,
    output: Output = None,
) -> None:
    """Write the timeline in one of the formats: calendars, tables, pictures, pages."""
    form = FORMATS[format.value]
    if form.is_binary and output is None and sys.stdout.isatty():
        raise ExportError(f"no text that a terminal can show; name a file with --output: {quoted(format.value)}")
    catalogue = load(seeds, extend)
    timeline = selected(
        catalogue, kind=kind, track=track, since=since, until=until, as_of=as_of, published=form.is_calendar
    )
    if not timeline and output:
        say("nothing found; the file is left as it was")
        raise typer.Exit(1)
    if form.draw:
        options: PictureOptions = {"language": lang, "width": width, "theme": theme, "today": clock.day(today)}
        options["first"] = parse_edtf(since).earliest if since else None
        options["last"] = parse_edtf(until).latest if until else None
        content = form.draw(timeline, options)
    else:
        content = form.render(timeline, lang, imprecise)
    if format.value == "ics":
        content = FeedChecks().checked(content)
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        write_file(output, content)
        say(f"{_counted(timeline)}, {len(content):,} bytes: {output}")
    if not timeline:
        say("nothing found")
        raise typer.Exit(1)
    if losses:
        for loss in form.losses(timeline, lang, imprecise):
            say(str(loss))


def _counted(timeline: Timeline) -> str:
    """How many entries there are, and how many of them a calendar shows struck out, if any."""
    cancelled = sum(entry.status is Status.CANCELLED for entry in timeline)
    return f"{len(timeline)} entries" + (f", {cancelled} of them cancelled or withdrawn" if cancelled else "")
