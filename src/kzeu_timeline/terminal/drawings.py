"""The timeline as a drawn axis: a lane for each track, a bar or a dot for each entry, as wide as the terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

import attrs
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from kzeu_timeline.layout import CELLS, Label, Lane, Layout, Mark, Side, lay_out
from kzeu_timeline.locales import wording
from kzeu_timeline.terminal import bars
from kzeu_timeline.terminal.canvas import Canvas
from kzeu_timeline.terminal.screen import Screen
from kzeu_timeline.terminal.styles import HEADING, OPEN, QUIET, TODAY, date_style, state_style, title_style
from kzeu_timeline.timeline import Timeline

NARROWEST: Final = 40
"""Columns; where there are fewer, the lines are longer."""

_TALL: Final = 24
"""Lines, from which on the axis is drawn below the lanes as well."""

_GAP: Final = 1.5
"""Columns, of which at least one is left when all has been moved to whole ones."""

_TODAY: Final = "┃"
_GRID: Final = "┊"


def print_drawing(
    console: Console,
    timeline: Timeline,
    language: str,
    today: dt.date | None = None,
    days: tuple[dt.date | None, dt.date | None] = (None, None),
) -> None:
    """Draw what may touch these *days*, the first and the last, as wide as the console is; the same in a pipe."""
    screen, (first, last) = Screen(console), days
    layout = lay_out(
        timeline,
        language=language,
        width=max(console.width, NARROWEST),
        metrics=attrs.evolve(CELLS, gap=_GAP, measure=lambda text: cell_len(screen.shown(text))),
        today=today,
        first=first,
        last=last,
    )
    for line in _Drawing(screen, layout).lines():
        console.print(line, soft_wrap=True)


@attrs.frozen
class _Drawing:
    screen: Screen
    layout: Layout
    signs: set[str] = attrs.field(init=False, factory=set)

    def lines(self) -> Iterator[Text]:
        """The axis, the lanes, the axis again if it is out of sight by then, and what the signs mean."""
        axis = self._axis()
        body = [
            line
            for number, lane in enumerate(self.layout.lanes)
            for line in self._lane(lane, [mark for mark in self.layout.marks if mark.lane == number])
        ]
        yield from axis
        yield from body
        if len(body) > _TALL:
            yield from reversed(axis)
        yield from self._legend()

    def _canvas(self, height: float) -> Canvas:
        return Canvas(self.screen, int(self.layout.width), round(height))

    def _axis(self) -> list[Text]:
        canvas = self._canvas(3)
        for tick in self.layout.ticks:
            canvas.write(int(tick.x), min(tick.level, 1), tick.text, HEADING if tick.level == 0 else QUIET)
            if tick.text:
                canvas.write(int(tick.x), 2, _GRID, QUIET)
        for bracket in self.layout.brackets:
            first, last = int(bracket.left), max(int(bracket.right + 0.5) - 1, int(bracket.left))
            line = "┼" if first == last else f"├{'─' * (last - first - 1)}┤"
            for x, sign in enumerate(line, first):
                canvas.draw(x, 2, sign, OPEN)
        self._draw_today(canvas, 2)
        self.signs.update(canvas.signs)
        return [line for line in map(canvas.line, range(canvas.height)) if line]

    def _lane(self, lane: Lane, marks: list[Mark]) -> Iterator[Text]:
        """The title, in as many lines as it takes, and the rows."""
        metrics = self.layout.metrics
        top = lane.top + metrics.heading
        canvas = self._canvas(lane.height - metrics.heading)
        for y in range(canvas.height):
            for tick in self.layout.ticks:
                if tick.text:
                    canvas.write(int(tick.x), y, _GRID, QUIET)
            self._draw_today(canvas, y)
        for mark in marks:
            y, entry, text = round(mark.top - top), mark.entry, mark.label.text
            style = state_style(entry.status) or date_style(entry)
            signs = bars.signs_of(entry.status, is_derived=entry.is_derived)
            first, last = bars.draw_bar(canvas, y, mark.bar, signs, style)
            x = _beside(mark.label, first, last)
            canvas.write(x, y, f" {text} ")
            canvas.write(x + 1, y, text, title_style(entry.status))
        self.signs.update(canvas.signs)
        title = lane.title or wording(self.layout.language).label("without-track") * (len(self.layout.lanes) > 1)
        for line in self.screen.text(title, HEADING).wrap(self.screen.console, canvas.width):
            line.rstrip()
            yield line
        yield from map(canvas.line, range(canvas.height))

    def _draw_today(self, canvas: Canvas, y: int) -> None:
        if self.layout.today is not None:
            canvas.draw(int(self.layout.today), y, _TODAY, TODAY)

    def _legend(self) -> Iterator[Text]:
        for legend in bars.legends(self.signs, self.layout.language):
            yield self.screen.text(legend, QUIET)
        if not self.layout.is_even:
            yield self.screen.text(wording(self.layout.language).label("uneven"), QUIET)


def _beside(label: Label, first: int, last: int) -> int:
    """The column in which a label with a blank on each side begins, next to the columns of its bar."""
    match label.side:
        case Side.RIGHT:
            return last + 1
        case Side.LEFT:
            return first - 2 - int(label.width)
        case Side.ON:
            return max(int(label.left) - 1, first + 1)
