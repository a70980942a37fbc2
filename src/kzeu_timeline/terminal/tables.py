"""The entries as one table, year by year: nothing in it is cut, however narrow the terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from itertools import groupby
from math import inf
from typing import Final

import attrs
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kzeu_timeline.dates import parse_edtf
from kzeu_timeline.locales import describe, wording
from kzeu_timeline.locales.wording import Wording
from kzeu_timeline.model import Entry
from kzeu_timeline.sentences import legends, place_text, remark, run_marks, status_text, when_text, year_heading
from kzeu_timeline.terminal.lines import print_lines
from kzeu_timeline.terminal.screen import Screen
from kzeu_timeline.terminal.styles import (
    AHEAD,
    AHEAD_SIGN,
    HEADING,
    OPEN,
    QUIET,
    TODAY,
    date_style,
    state_style,
    title_style,
)
from kzeu_timeline.timeline import Timeline

_WIDE: Final = 110
"""Columns from which place and status have columns of their own; before, they stand below the title."""


def print_timeline(console: Console, timeline: Timeline, language: str, today: dt.date | None = None) -> None:
    """Print the entries in order: as a table on a terminal, as a line for each elsewhere.

    With *today* the table shows where that day stands, and marks what may still come; both tell plans that it outlived.
    """
    if not console.is_terminal:
        print_lines(console, timeline, language, today)
    elif timeline:
        listing = _Listing(Screen(console), timeline, language, today)
        console.print(listing.table())
        for legend in listing.legends():
            console.print(legend)


@attrs.define(slots=False)
class _Listing:
    screen: Screen
    timeline: Timeline
    language: str
    today: dt.date | None

    @cached_property
    def words(self) -> Wording:
        return wording(self.language)

    @cached_property
    def ahead(self) -> Timeline:
        return self.timeline.upcoming(self.today) if self.today else Timeline()

    @cached_property
    def now(self) -> str:
        """The day that counts as today; empty if none does."""
        return describe(parse_edtf(self.today.isoformat()), self.language) if self.today else ""

    @cached_property
    def is_wide(self) -> bool:
        return self.screen.console.width >= _WIDE

    def table(self) -> Table:
        width, text = self.screen.console.width, self.screen.text
        told = [*(when_text(entry.when, self.language) for entry in self.timeline), self.now]
        longest = max(cell_len(self.screen.shown(each)) for each in told)
        table = Table(box=None, expand=True, padding=(0, 1, 0, 0), pad_edge=False, header_style=HEADING)
        table.add_column("", width=2, overflow="fold")
        dates = min(longest, max(min(22, width // 3), width // 5))
        table.add_column(text(self.words.label("date")), width=dates, overflow="fold")
        table.add_column(text(self.words.label("title")), ratio=3, overflow="fold")
        if self.is_wide:
            table.add_column(text(self.words.label("place")), ratio=1, overflow="fold")
            table.add_column(text(self.words.label("status")), max_width=width // 8, overflow="fold")
        for row in self._rows():
            table.add_row(*row)
        return table

    def _rows(self) -> Iterator[tuple[Text, ...]]:
        marks, sign = run_marks(self.timeline), self.screen.text(AHEAD_SIGN, AHEAD)
        before = inf
        for year, entries in groupby(self.timeline, key=year_heading):
            above = [(Text(), self.screen.text(year, HEADING))]  # the year, until it has been told
            for entry in entries:
                first = entry.when.span[0]
                if self.today and before <= self.today.toordinal() < first:
                    now = Text(), self.screen.text(self.now, TODAY), self.screen.text(self.words.label("today"), TODAY)
                    yield from (*above, now) if year == f"{self.today.year}" else (now, *above)
                else:
                    yield from above
                before, above = first, []
                mark = self.screen.text(marks.get(entry.slug, " "))
                yield mark + sign if entry in self.ahead else mark, *self._cells(entry)

    def legends(self) -> Iterator[Text]:
        """What the signs mean that occur."""
        for legend in legends(self.timeline, self.language):
            yield self.screen.text(legend, QUIET)
        if self.ahead:
            yield self.screen.text(f"{AHEAD_SIGN} {self.words.label('ahead')}", QUIET)

    def _cells(self, entry: Entry) -> Iterator[Text]:
        text, style = self.screen.text, state_style(entry.status)
        date = text(when_text(entry.when, self.language), date_style(entry))
        yield Text("\n").join(filter(None, (date, text(remark(entry, self.language), OPEN))))
        title = text(entry.title.best(self.language), title_style(entry.status))
        place = text(place_text(entry.place, self.language) if entry.place else "")
        status = text(status_text(entry, self.language, self.today), style)
        slug = Text(entry.slug, QUIET)
        if self.is_wide:
            yield Text("\n").join((title, slug))
            yield place
            yield status
        else:
            about = text("  ").join((*filter(None, (place, status)), slug))
            yield Text("\n").join((title, about))
