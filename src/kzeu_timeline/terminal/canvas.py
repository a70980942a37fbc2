"""Rows of cells, of which each shows one character in one style."""

from __future__ import annotations

import attrs
from rich.cells import cell_len
from rich.text import Text

from kzeu_timeline.terminal.screen import Screen


@attrs.define
class Canvas:
    """Cells to be written over; what would stand outside is left out."""

    screen: Screen
    width: int
    height: int
    signs: set[str] = attrs.field(init=False, factory=set)
    """Those that were drawn, for the legend."""
    _rows: list[list[tuple[str, str]]] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._rows = [[(" ", "")] * self.width for _ in range(self.height)]

    def draw(self, x: int, y: int, sign: str, style: str = "") -> None:
        """Draw one sign."""
        self.signs.add(sign)
        self.write(x, y, sign, style)

    def write(self, x: int, y: int, text: str, style: str = "") -> None:
        """Write *text* from column *x* on; what combines with the character before it goes into the same cell."""
        row = self._rows[y]
        for char in self.screen.shown(text):
            cells = cell_len(char)
            if cells == 0 < x <= self.width:
                before, its_style = row[x - 1]
                row[x - 1] = (before + char, its_style)
            elif cells and 0 <= x <= self.width - cells:
                row[x : x + cells] = [(char, style), *[("", style)] * (cells - 1)]
            x += cells

    def is_free(self, x: int, y: int) -> bool:
        """Whether nothing stands there."""
        return self._rows[y][x] == (" ", "")

    def line(self, y: int) -> Text:
        """A row, without the blanks at its end."""
        line = Text(no_wrap=True, overflow="ignore")
        for char, style in self._rows[y]:
            line.append(char, style)
        line.rstrip()
        return line
