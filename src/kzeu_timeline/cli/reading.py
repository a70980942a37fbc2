"""``list``, ``next`` and ``show``: what is known, for people and for programs."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from kzeu_timeline.catalogue import Catalogue
from kzeu_timeline.chronology import Chronology
from kzeu_timeline.cli import clock
from kzeu_timeline.cli.options import AsOf, Format, Kind, Lang, Layout, Seeds, Since, Today, Track, Until, With
from kzeu_timeline.cli.output import console, print_json, say
from kzeu_timeline.cli.selecting import entry_of, selected
from kzeu_timeline.dates import parse_edtf
from kzeu_timeline.readers.seeds import load
from kzeu_timeline.records import to_records
from kzeu_timeline.sentences import outlook
from kzeu_timeline.terminal.cards import print_card
from kzeu_timeline.terminal.tables import print_timeline
from kzeu_timeline.text import Language
from kzeu_timeline.timeline import Timeline


def list_entries(
    lang: Lang = Language.EN,
    kind: Kind = None,
    track: Track = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    today: Today = None,
    seeds: Seeds = None,
    extend: With = None,
    layout: Format = Layout.TEXT,
) -> None:
    """Print the entries in order."""
    catalogue, day = load(seeds, extend), clock.day(today or as_of)
    timeline = selected(catalogue, kind=kind, track=track, since=since, until=until, as_of=as_of)
    _print(timeline, layout, lang, day)
    if layout is Layout.TEXT and console().is_terminal and timeline.upcoming(day):
        _say_outlook(catalogue, as_of, day, lang)


def next_entries(
    count: Annotated[int, typer.Argument(min=1, help="How many.")] = 5,
    lang: Lang = Language.EN,
    kind: Kind = None,
    track: Track = None,
    today: Today = None,
    as_of: AsOf = None,
    seeds: Seeds = None,
    extend: With = None,
    layout: Format = Layout.TEXT,
) -> None:
    """Print what may still come, the next first."""
    catalogue, day = load(seeds, extend), clock.day(today or as_of)
    timeline = selected(catalogue, kind=kind, track=track, as_of=as_of)
    _print(timeline.upcoming(day)[:count], layout, lang)
    if layout is Layout.TEXT:
        _say_outlook(catalogue, as_of, day, lang)


def draw(
    lang: Lang = Language.EN,
    kind: Kind = None,
    track: Track = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    today: Today = None,
    width: Annotated[
        int | None, typer.Option(min=40, max=1000, metavar="COLUMNS", help="How wide; else as wide as the terminal.")
    ] = None,
    seeds: Seeds = None,
    extend: With = None,
) -> None:
    """Draw the entries on an axis, a lane for each track."""
    from kzeu_timeline.terminal.drawings import print_drawing  # noqa: PLC0415 - list and show do without

    timeline = selected(load(seeds, extend), kind=kind, track=track, since=since, until=until, as_of=as_of)
    _refuse_nothing(timeline)
    page = console()
    page.width = width or page.width
    days = parse_edtf(since).earliest if since else None, parse_edtf(until).latest if until else None
    print_drawing(page, timeline, lang, clock.day(today or as_of), days)


def show(
    slug: Annotated[str, typer.Argument(help="The entry's slug, as `list` prints it.")],
    lang: Lang = Language.EN,
    as_of: AsOf = None,
    seeds: Seeds = None,
    extend: With = None,
    layout: Format = Layout.TEXT,
) -> None:
    """Print all that is known of one entry, and which source says what."""
    catalogue = load(seeds, extend)
    entry = entry_of(catalogue, slug, as_of=as_of)
    if entry is None:
        say(f"nothing was known of it by {as_of}: {slug!r}")
        raise typer.Exit(1)
    if layout is Layout.JSON:
        print_json(to_records([entry])[0])
    else:
        known = catalogue.timeline(anniversaries=False)
        chronology = Chronology((known.as_of(as_of) if as_of else known) | Timeline([entry]))
        print_card(console(), entry, lang, chronology, clock.day(as_of))


def _print(timeline: Timeline, layout: Layout, language: Language, today: dt.date | None = None) -> None:
    if layout is Layout.JSON:
        print_json(to_records(timeline))
    else:
        print_timeline(console(), timeline, language, today)
    _refuse_nothing(timeline)


def _say_outlook(catalogue: Catalogue, as_of: dt.date | None, today: dt.date, language: Language) -> None:
    """Say so if all that is ahead, of whatever kind and track, are anniversaries."""
    if told := outlook(selected(catalogue, kind=None, track=None, as_of=as_of), today, language):
        say(told)


def _refuse_nothing(timeline: Timeline) -> None:
    if not timeline:
        say("nothing found")
        raise typer.Exit(1)
