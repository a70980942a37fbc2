"""``import``: calendars read back, and written as seeds."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from kzeu_timeline.additions import Folder
from kzeu_timeline.cli.output import say
from kzeu_timeline.dates import parse_edtf
from kzeu_timeline.exceptions import CalendarError, EdtfError, quoted
from kzeu_timeline.imports import import_entries
from kzeu_timeline.losses import Loss
from kzeu_timeline.model import Source
from kzeu_timeline.readers.ical.reading import read_ical
from kzeu_timeline.text import Language

_MOST_TOLD = 20
"""Lines about losses; ``--losses`` tells them all."""


def import_calendars(
    files: Annotated[list[str], typer.Argument(metavar="FILE.ics…", help="Calendars; - is standard input.")],
    into: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The folder that is written to; it need not exist.")
    ] = None,
    extend: Annotated[
        Path | None, typer.Option("--with", metavar="DIR", help="Write to this folder, laid over the record.")
    ] = None,
    window: Annotated[
        str | None, typer.Option(metavar="FROM/TO", help="The days for which events that recur are wanted.")
    ] = None,
    lang: Annotated[Language, typer.Option(help="The language of texts that don't say.")] = Language.EN,
    publisher: Annotated[
        str | None, typer.Option(help="Who says so, instead of the calendar's name; needs --source.")
    ] = None,
    source: Annotated[str | None, typer.Option(metavar="SLUG", help="The slug of that source.")] = None,
    losses: Annotated[bool, typer.Option("--losses", help="Print all that could not be carried over.")] = False,
) -> None:
    """Read calendars, ours or other people's, and add what is in them to a folder of seeds."""
    if (into is None) == (extend is None):
        raise typer.BadParameter("one of --into and --with is needed", param_hint="--into")
    if (publisher is None) != (source is None):
        raise typer.BadParameter("--publisher and --source go together", param_hint="--source")
    by = None if source is None or publisher is None else Source(slug=source, publisher=publisher, language=lang.value)
    reading = read_ical(*map(_content, files), source=by, language=lang, window=_days(window))
    for problem in reading.problems:
        say(problem.at(f"{files[problem.calendar - 1]}:{problem.line}"))
    _tell(reading.losses, everything=losses)
    if not reading:
        say("nothing found; nothing written")
        raise typer.Exit(1)
    folder = Folder(into) if into is not None else Folder(extend or Path(), is_laid_over=True)
    done = import_entries(folder, reading)
    for slug, why in done.left:
        say(f"{slug}: left ({why})")
    _tell(done.losses, everything=losses)
    for path in done.files:
        say(f"written: {path}")
    sys.stdout.write(f"{len(done.slugs):,} of {len(reading):,} entries added\n")
    raise typer.Exit(1 if reading.problems or not done.slugs else 0)


def _content(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except (OSError, ValueError) as error:
        raise CalendarError(f"can't read ({getattr(error, 'strerror', None) or error}): {quoted(name)}") from None


def _days(text: str | None) -> tuple[dt.date, dt.date] | None:
    if text is None:
        return None
    try:
        when = parse_edtf(text)
    except EdtfError as error:
        raise typer.BadParameter(str(error), param_hint="--window") from None
    if when.earliest is None or when.latest is None:
        raise typer.BadParameter(
            f"it needs two ends, as in 2025-01-01/2026-12-31: {quoted(text)}", param_hint="--window"
        )
    return when.earliest, when.latest


def _tell(losses: Sequence[Loss], *, everything: bool) -> None:
    told = losses if everything else losses[:_MOST_TOLD]
    for loss in told:
        say(f"not carried: {loss}")
    if len(told) < len(losses):
        say(f"not carried: {len(losses) - len(told):,} more; --losses tells them")
