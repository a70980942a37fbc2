"""Entries as lines of plain text, one for each: what scripts read, and what stands in a pipe."""

from __future__ import annotations

import datetime as dt

from rich.console import Console
from rich.text import Text

from kzeu_timeline.model import Entry, Status
from kzeu_timeline.sentences import remarked, run_marks, status_text
from kzeu_timeline.terminal.screen import printable
from kzeu_timeline.timeline import Timeline


def print_lines(console: Console, timeline: Timeline, language: str, today: dt.date | None = None) -> None:
    """Print a line for each entry."""
    marks = run_marks(timeline)
    for entry in timeline:
        mark = marks.get(entry.slug, " ")
        console.print(Text.assemble(f"{mark} ", entry_line(entry, language, today)), soft_wrap=True)


def entry_line(entry: Entry, language: str, today: dt.date | None = None) -> Text:
    """The date and what is doubtful about it, the title, the status unless it was held, and the slug."""
    status = f" – {status_text(entry, language, today)}" if entry.status not in {None, Status.HELD} else ""
    title = printable(entry.title.best(language))
    return Text(f"{remarked(entry, language)}  {title}{status}  [{entry.slug}]")
