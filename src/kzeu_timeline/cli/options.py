"""The options that several commands share, and how their texts become values."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kzeu_timeline.dates import parse_edtf
from kzeu_timeline.exceptions import EdtfError
from kzeu_timeline.text import Language


class Layout(StrEnum):
    """For people, or for programs."""

    TEXT = "text"
    JSON = "json"


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
Kind = Annotated[
    list[str] | None, typer.Option("--kind", metavar="WORD", help="Only entries of this kind; may be repeated.")
]
Track = Annotated[
    list[str] | None, typer.Option("--track", metavar="SLUG", help="Only entries of this track; may be repeated.")
]
Since = Annotated[str | None, typer.Option(parser=_period, metavar="DATE", help="Only what may be on or after.")]
Until = Annotated[str | None, typer.Option(parser=_period, metavar="DATE", help="Only what may be on or before.")]
AsOf = Annotated[
    dt.date | None, typer.Option(parser=_day, metavar="DAY", help="As it could be known at the end of that day.")
]
Days = Annotated[
    list[dt.date] | None,
    typer.Option(
        "--as-of",
        parser=_day,
        metavar="DAY",
        help="Once: from what could be known by then to all that is known. Twice: from the first to the second.",
    ),
]
Today = Annotated[
    dt.date | None,
    typer.Option(parser=_day, metavar="DAY", help="The day that counts as today; else the clock's (UTC)."),
]
Seeds = Annotated[Path | None, typer.Option(metavar="DIR", help="Your own folder instead of the shipped record.")]
With = Annotated[
    list[Path] | None,
    typer.Option("--with", metavar="DIR", help="A folder laid over the record; may be repeated, the last on top."),
]
Feeds = Annotated[
    Path | None, typer.Option(metavar="FILE", help="A TOML file of your own feeds, beside those there are.")
]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file.")]
Format = Annotated[Layout, typer.Option("--format", help="For people or for programs.")]
