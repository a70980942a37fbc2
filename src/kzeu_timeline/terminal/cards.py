"""One entry and all that is known of it: a card on a terminal, lines elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from rich.console import Console, Group
from rich.panel import Panel
from rich.style import Style
from rich.table import Table
from rich.text import Text

from kzeu_timeline.chronology import Chronology
from kzeu_timeline.facts import Fact, facts
from kzeu_timeline.locales import wording
from kzeu_timeline.model import Entry, Rank, Statement
from kzeu_timeline.sentences import said_text, source_text, statement_text
from kzeu_timeline.terminal.screen import Screen, printable
from kzeu_timeline.terminal.styles import HEADING, QUIET, title_style
from kzeu_timeline.terminal.testimony import Testimony, testimony

_ROOMY: Final = 80
"""Columns from which the dates of the statements are drawn too."""


def print_card(
    console: Console,
    entry: Entry,
    language: str,
    chronology: Chronology | None = None,
    today: dt.date | None = None,
) -> None:
    """Print all that is known of one entry, which source says what, and what follows from a *chronology* besides."""
    known = list(facts(entry, language, chronology, today))
    if console.is_terminal:
        console.print(_card(Screen(console), entry, language, known))
        return
    for line in _lines(entry, language, known):
        console.print(Text(printable(line)), soft_wrap=True)


def _lines(entry: Entry, language: str, known: Iterable[Fact]) -> Iterator[str]:
    yield from (entry.title.best(language), entry.slug, "")
    for word, told in known:
        if len(told) == 1:
            yield f"{word}: {told[0]}"
        else:
            yield f"{word}:"
            yield from (f"  {each}" for each in told)
    yield from ("", f"{wording(language).label('sources')}:")
    for statement in entry.statements:
        said = f"{statement_text(statement, entry, language)}{_where(statement)}; {_how(statement, language)}"
        yield f"  {statement.when.edtf}  {said}"
        yield from (f"      {extra}" for extra in (statement.note, statement.source.url) if extra)


def _where(statement: Statement) -> str:
    return f" §{statement.paragraph}" if statement.paragraph else ""


def _how(statement: Statement, language: str) -> str:
    words = wording(language)
    ranked = {Rank.PREFERRED: words.label("rank"), Rank.DEPRECATED: words.page["known-wrong"]}
    how = words.label("inferred" if statement.inferred else "stated")
    return ", ".join(filter(None, (how, ranked.get(statement.rank))))


def _card(screen: Screen, entry: Entry, language: str, known: Iterable[Fact]) -> Panel:
    told = Table.grid(padding=(0, 2, 0, 0), expand=True)
    told.add_column(max_width=screen.console.width // 4, overflow="fold")
    told.add_column(ratio=1, overflow="fold")
    for word, lines in known:
        told.add_row(screen.text(word, QUIET), Text("\n").join(map(screen.text, lines)))
    width = screen.console.width
    drawn = testimony(screen, entry, language, width // 4) if width >= _ROOMY else None
    return Panel(
        Group(
            screen.text(entry.title.best(language), f"{HEADING} {title_style(entry.status)}"),
            screen.text(entry.slug, QUIET),
            "",
            told,
            "",
            screen.text(wording(language).label("sources"), HEADING),
            _statements(screen, entry, language, drawn),
            *(drawn.legends if drawn else ()),
        )
    )


def _statements(screen: Screen, entry: Entry, language: str, drawn: Testimony | None) -> Table:
    """Who says what, and how they know, each beside its bar."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    if drawn:
        table.add_column(no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(ratio=2, overflow="fold")
    if drawn:
        table.add_row(drawn.axis)
    for number, statement in enumerate(entry.statements):
        said = screen.text(said_text(statement, entry, language), HEADING if statement is entry.settled else "")
        bar = [drawn.bars[number]] if drawn else []
        table.add_row(*bar, said, Text("\n").join(_whence(screen, statement, language)))
    return table


def _whence(screen: Screen, statement: Statement, language: str) -> Iterator[Text]:
    yield screen.text(f"{source_text(statement.source, language)}{_where(statement)}")
    yield screen.text(_how(statement, language), QUIET)
    if statement.note:
        yield screen.text(statement.note, "italic")
    if url := statement.source.url:
        yield Text(screen.shown(url), Style(dim=True, link=printable(url)))
