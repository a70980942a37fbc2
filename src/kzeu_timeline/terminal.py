"""Entries as lines and cards for a terminal: a table where there is one, plain lines where there is not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kzeu_timeline.change_sentences import change_text
from kzeu_timeline.changes import Change
from kzeu_timeline.chronology import Chronology
from kzeu_timeline.locales import wording
from kzeu_timeline.model import Entry, Status
from kzeu_timeline.sentences import (
    figure_text,
    how_known,
    legends,
    local_times,
    narrowed,
    participant_text,
    place_text,
    relation_text,
    run_marks,
    statement_text,
    status_text,
    when_text,
    why_settled,
    year_heading,
)
from kzeu_timeline.timeline import Timeline

_STEERING: Final = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """*text* as one line, without control characters and those that turn its direction: data steers no terminal."""
    return _STEERING.sub("", " ".join(text.splitlines()).replace("\t", " "))


def print_timeline(console: Console, timeline: Timeline, language: str) -> None:
    """Print the entries in order: a table for each year on a terminal, a line for each entry elsewhere."""
    marks = run_marks(timeline)
    if not console.is_terminal:
        for entry in timeline:
            mark = marks.get(entry.slug, " ")
            console.print(Text.assemble(f"{mark} ", _line(entry, language)), soft_wrap=True)
        return
    words = wording(language)
    for year, entries in groupby(timeline, key=year_heading):
        table = Table(title=year, title_justify="left", title_style="bold", box=None, expand=True, padding=(0, 1))
        table.add_column("", width=1)
        table.add_column(words.label("date"), no_wrap=True)
        table.add_column(words.label("title"), ratio=3)
        table.add_column(words.label("place"), ratio=1)
        table.add_column(words.label("status"), no_wrap=True)
        for entry in entries:
            place = place_text(entry.place, language) if entry.place else ""
            table.add_row(
                Text(marks.get(entry.slug, "")),
                Text(_when(entry, language)),
                Text.assemble(_title(entry, language), "\n", (entry.slug, "dim")),
                Text(printable(place)),
                Text(status_text(entry, language)),
            )
        console.print(table)
    for legend in legends(timeline, language):
        console.print(Text(legend, style="dim"))


def print_card(console: Console, entry: Entry, language: str, chronology: Chronology | None = None) -> None:
    """Print all that is known of one entry, which source says what, and what follows from a *chronology* besides."""
    words = wording(language)
    lines = [
        _title(entry, language),
        f"{entry.slug} · {words.kind(entry.kind)}",
        "",
        f"{words.label('date')}: {_when(entry, language)} ({entry.when.edtf})",
        f"{words.label('how-known')}: {how_known(entry, language)}",
    ]
    if why := why_settled(entry, language):
        lines.append(f"{words.label('why')}: {why}")
    if further := list(narrowed(entry, chronology, language)) if chronology else []:
        lines += [f"{words.label('together')}:", *(f"  {bound}" for bound in further)]
    if entry.status:
        lines.append(f"{words.label('status')}: {status_text(entry, language)}")
    if entry.place:
        lines.append(f"{words.label('place')}: {place_text(entry.place, language)}")
    if entry.description:
        lines.append(entry.description.best(language))
    if times := list(local_times(entry, language)):
        lines.append(f"{words.label('local-times')}: {'; '.join(times)}")
    if entry.participants:
        people = [participant_text(participant, language) for participant in entry.participants]
        lines += [f"{words.label('takes-part')}:", *(f"  {person}" for person in people)]
    if entry.figures:
        lines += [f"{words.label('figures')}:", *(f"  {figure_text(figure, language)}" for figure in entry.figures)]
    if entry.topics:
        topics = "; ".join(topic.title.best(language) for topic in entry.topics)
        lines.append(f"{words.label('topics')}: {topics}")
    if entry.relations:
        lines += [f"{words.label('relations')}:", *(f"  {relation_text(each, language)}" for each in entry.relations)]
    lines += ["", f"{words.label('sources')}:"]
    for statement in entry.statements:
        paragraph = f" §{statement.paragraph}" if statement.paragraph else ""
        how = words.label("inferred" if statement.inferred else "stated")
        lines.append(
            f"  {statement.when.edtf}  {statement_text(statement, entry, language)}{paragraph}; {how}, {statement.rank}"
        )
        lines += [f"      {extra}" for extra in (statement.note, statement.source.url) if extra]
    for line in lines:
        console.print(Text(printable(line)), soft_wrap=True)


def print_changes(console: Console, changes: Iterable[Change], language: str) -> None:
    """Print a line for each entry that changed, and below it one for each of its changes."""
    for entry, of_entry in groupby(changes, key=lambda change: change.entry):
        console.print(_line(entry, language), style="bold", soft_wrap=True)
        for change in of_entry:
            console.print(Text(f"  {printable(change_text(change, language))}"), soft_wrap=True)


def _line(entry: Entry, language: str) -> Text:
    status = f" – {status_text(entry, language)}" if entry.status not in {None, Status.HELD} else ""
    return Text(f"{_when(entry, language)}  {_title(entry, language)}{status}  [{entry.slug}]")


def _when(entry: Entry, language: str) -> str:
    return when_text(entry.when, language)


def _title(entry: Entry, language: str) -> str:
    return printable(entry.title.best(language))
