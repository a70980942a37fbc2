"""The command line: the only place that reads the clock, prints, and exits.

Exit codes: 0 good, 1 findings or nothing found, 2 bad usage or bad data.
"""

from __future__ import annotations

import datetime as dt
import errno
import io
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import attrs
import typer
from rich.console import Console

from kzeu_timeline._version import __version__
from kzeu_timeline.catalogue import Catalogue
from kzeu_timeline.checks import Severity
from kzeu_timeline.dates import parse_edtf
from kzeu_timeline.exceptions import EdtfError, KzeuTimelineError
from kzeu_timeline.exporters.ical import Imprecise
from kzeu_timeline.exporters.json import json_text
from kzeu_timeline.formats import FORMATS
from kzeu_timeline.model import Entry
from kzeu_timeline.publishing import checked_feed, write_file
from kzeu_timeline.readers.seeds import load
from kzeu_timeline.records import to_records
from kzeu_timeline.revisions import ledger_text, sealed, unsealed
from kzeu_timeline.terminal import print_card, print_timeline
from kzeu_timeline.text import Language
from kzeu_timeline.timeline import Timeline

app = typer.Typer(
    name="kzeu-timeline",
    help="Kazakhstan–EU relations on a calendar: sourced statements, dates as precise as their sources.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class _Layout(StrEnum):
    TEXT = "text"
    JSON = "json"


_Exported = StrEnum("_Exported", {name.upper(): name for name in FORMATS})  # type: ignore[misc]


def _day(text: str) -> dt.date:
    try:
        when = parse_edtf(text)
    except EdtfError as error:
        raise typer.BadParameter(str(error)) from None
    if not when.is_exact or when.earliest is None or when.earliest != when.latest:
        raise typer.BadParameter(f"a day is needed, as in 2025-12-02: {text!r}")
    return when.earliest


def _period(text: str) -> str:
    try:
        return parse_edtf(text).edtf
    except EdtfError as error:
        raise typer.BadParameter(str(error)) from None


Lang = Annotated[Language, typer.Option("--lang", help="Language of the texts.")]
Kind = Annotated[list[str] | None, typer.Option("--kind", help="Only entries of this kind; may be repeated.")]
Track = Annotated[list[str] | None, typer.Option("--track", help="Only entries of this track; may be repeated.")]
Since = Annotated[str | None, typer.Option(parser=_period, metavar="DATE", help="Only what may be on or after.")]
Until = Annotated[str | None, typer.Option(parser=_period, metavar="DATE", help="Only what may be on or before.")]
AsOf = Annotated[
    dt.date | None, typer.Option(parser=_day, metavar="DAY", help="As it could be known at the end of that day.")
]
Today = Annotated[
    dt.date | None,
    typer.Option(parser=_day, metavar="DAY", help="The day that counts as today; else the clock's (UTC)."),
]
Seeds = Annotated[Path | None, typer.Option(metavar="DIR", help="Your own folder instead of the shipped record.")]
With = Annotated[Path | None, typer.Option("--with", metavar="DIR", help="A folder laid over the record.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file.")]


def _selected(
    catalogue: Catalogue,
    *,
    kind: list[str] | None,
    track: list[str] | None,
    since: str | None,
    until: str | None,
    as_of: dt.date | None,
) -> Timeline:
    timeline = catalogue.timeline()
    if as_of:
        timeline = timeline.as_of(as_of)
    if since or until:
        timeline = timeline.overlapping(since or dt.date.min, until or dt.date.max)
    if kind:
        timeline = timeline.of_kind(*kind)
    return timeline.in_track(*track) if track else timeline


def _clock_day(today: dt.date | None) -> dt.date:
    return today or dt.datetime.now(dt.UTC).date()


def _console() -> Console:
    return Console(highlight=False, markup=False, emoji=False)


def _say(message: str) -> None:
    Console(stderr=True, highlight=False, markup=False, emoji=False).print(message, soft_wrap=True)


def _print_json(value: object) -> None:
    sys.stdout.buffer.write(f"{json_text(value)}\n".encode())


def _show_list(timeline: Timeline, layout: _Layout, language: Language) -> None:
    if layout is _Layout.JSON:
        _print_json(to_records(timeline))
    else:
        print_timeline(_console(), timeline, language)
    if not timeline:
        _say("nothing found")
        raise typer.Exit(1)


@app.command("list")
def list_entries(
    lang: Lang = Language.EN,
    kind: Kind = None,
    track: Track = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    seeds: Seeds = None,
    extend: With = None,
    layout: Annotated[_Layout, typer.Option("--format", help="For people or for programs.")] = _Layout.TEXT,
) -> None:
    """Print the entries in order."""
    catalogue = load(seeds, extend)
    timeline = _selected(catalogue, kind=kind, track=track, since=since, until=until, as_of=as_of)
    _show_list(timeline, layout, lang)


@app.command("next")
def next_entries(
    count: Annotated[int, typer.Argument(min=1, help="How many.")] = 5,
    lang: Lang = Language.EN,
    kind: Kind = None,
    track: Track = None,
    today: Today = None,
    as_of: AsOf = None,
    seeds: Seeds = None,
    extend: With = None,
    layout: Annotated[_Layout, typer.Option("--format", help="For people or for programs.")] = _Layout.TEXT,
) -> None:
    """Print what may still come, the next first."""
    catalogue = load(seeds, extend)
    timeline = _selected(catalogue, kind=kind, track=track, since=None, until=None, as_of=as_of)
    _show_list(timeline.upcoming(_clock_day(today))[:count], layout, lang)


@app.command()
def show(
    slug: Annotated[str, typer.Argument(help="The entry's slug, as `list` prints it.")],
    lang: Lang = Language.EN,
    as_of: AsOf = None,
    seeds: Seeds = None,
    extend: With = None,
    layout: Annotated[_Layout, typer.Option("--format", help="For people or for programs.")] = _Layout.TEXT,
) -> None:
    """Print all that is known of one entry, and which source says what."""
    timeline = load(seeds, extend).timeline()
    entry: Entry | None = (timeline.as_of(as_of) if as_of else timeline).get(slug)
    if entry is None:
        _say(f"no entry has this slug: {slug!r}")
        raise typer.Exit(1)
    if layout is _Layout.JSON:
        _print_json(to_records([entry])[0])
    else:
        print_card(_console(), entry, lang)


@app.command()
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
    losses: Annotated[bool, typer.Option("--losses", help="Print to stderr what the format can't carry.")] = False,
    seeds: Seeds = None,
    extend: With = None,
    output: Output = None,
) -> None:
    """Write the timeline as a calendar feed, Markdown, JSON or CSV."""
    timeline = _selected(load(seeds, extend), kind=kind, track=track, since=since, until=until, as_of=as_of)
    if not timeline and output:
        _say("nothing found; the file is left as it was")
        raise typer.Exit(1)
    form = FORMATS[format.value]
    content = form.render(timeline, lang, imprecise)
    if format.value == "ics":
        content = checked_feed(content)
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        write_file(output, content)
        _say(f"{len(timeline)} entries, {len(content):,} bytes: {output}")
    if not timeline:
        _say("nothing found")
        raise typer.Exit(1)
    if losses:
        for loss in form.losses(timeline, lang, imprecise):
            _say(str(loss))


@app.command()
def check(
    today: Today = None,
    seeds: Seeds = None,
    extend: With = None,
    layout: Annotated[_Layout, typer.Option("--format", help="For people or for programs.")] = _Layout.TEXT,
) -> None:
    """Hold the record against the rules; exits with 1 if it breaks one (notes break nothing)."""
    findings = load(seeds, extend).check(today=_clock_day(today))
    if layout is _Layout.JSON:
        _print_json([attrs.asdict(finding) for finding in findings])
    else:
        for finding in findings:
            _console().print(str(finding), soft_wrap=True)
        counts = [f"{sum(each.severity is level for each in findings)} {level}s" for level in Severity]
        _say(", ".join(counts))
    if any(finding.severity is not Severity.NOTE for finding in findings):
        raise typer.Exit(1)


@app.command()
def seal(
    seeds: Annotated[Path, typer.Option(metavar="DIR", help="The folder whose ledger is brought up to date.")] = Path(
        "seeds"
    ),
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would change; exit with 1 if anything.")
    ] = False,
) -> None:
    """Bring the ledger of what subscribers were shown (revisions.toml) up to date."""
    catalogue = load(seeds)
    timeline = catalogue.timeline()
    changes = list(unsealed(timeline, catalogue.revisions))
    for change in changes:
        _say(f"{change.slug} ({change.language}): {'changed' if change.before else 'new'}")
    if dry_run:
        raise typer.Exit(1 if changes else 0)
    if changes:
        ledger = sealed(timeline, catalogue.revisions, dt.datetime.now(dt.UTC))
        write_file(seeds / "revisions.toml", ledger_text(ledger).encode())


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"kzeu-timeline {__version__}\n")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Kazakhstan–EU relations on a calendar: sourced statements, dates as precise as their sources."""


def main() -> None:
    """Run the command line; bad data ends it with exit code 2 and one clear message, and so does a full disk."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that can't show Kazakh is no reason to crash
    if sys.stdout is None:
        _say("there is no standard output to write to")
        sys.exit(2)
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except KzeuTimelineError as error:
        _say(str(error))
        sys.exit(2)
    except OSError as error:
        # What is still in the buffer can't be written either; let the interpreter not try again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if error.errno == errno.EPIPE:
            sys.exit(1)
        _say(f"can't write the output: {error.strerror}")
        sys.exit(2)
