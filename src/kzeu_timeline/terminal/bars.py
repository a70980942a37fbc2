"""Dates as bars of characters: full where it certainly was, light where it may have been, pointed where no end is."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import Final, NamedTuple

from kzeu_timeline.layout import CELLS, Bar
from kzeu_timeline.locales import wording
from kzeu_timeline.model import Status
from kzeu_timeline.terminal.canvas import Canvas


class Signs(NamedTuple):
    """What a bar is made of, and a dot: where it is certain, and where it is possible."""

    certain: str
    possible: str
    certain_dot: str
    possible_dot: str


_HELD: Final = Signs("█", "░", "●", "○")
_SIGNS: Final = {
    Status.PLANNED: Signs("▒", "░", "◆", "◇"),
    Status.POSTPONED: Signs("→", "→", "→", "→"),
    Status.CANCELLED: Signs("×", "×", "×", "×"),
}
_COMPUTED: Final = Signs("□", "□", "□", "□")
_HALF: Final = CELLS.dot / 2
_OPEN_LEFT: Final = "‹"
_OPEN_RIGHT: Final = "›"

_LEGEND: Final = (
    ("█●", ("on-these-days",)),
    ("░○◇", ("on-some-days",)),
    ("‹›", ("no-limit",)),
    ("□", ("anniversary", "derived")),
    ("▒◆◇", ("planned",)),
    ("→", ("postponed",)),
    ("×", ("cancelled",)),
    ("├─┤┼", ("order-open",)),
    ("┃", ("today",)),
)
"""What the signs mean, by the keys of the words."""


def signs_of(status: Status | None, *, is_derived: bool = False) -> Signs:
    """What is drawn of what is in this state, or was computed."""
    return _COMPUTED if is_derived else _SIGNS.get(status, _HELD) if status else _HELD


def legends(signs: set[str], language: str) -> Iterator[str]:
    """What those of the signs mean that were drawn."""
    for each, keys in _LEGEND:
        if drawn := "".join(sign for sign in each if sign in signs):
            yield f"{drawn} {': '.join(map(wording(language).label, keys))}"


def draw_bar(canvas: Canvas, y: int, bar: Bar, signs: Signs, style: str) -> tuple[int, int]:
    """Draw *bar* into a row; the first and the last of the columns that it takes."""
    ends = _column(bar.left, canvas), _column(ceil(bar.right) - 1, canvas)
    drawn = list[int]()

    def draw(x: int, sign: str) -> None:
        canvas.draw(x, y, sign, style)
        drawn.append(x)

    for stretch in bar.uncovered(_HALF):
        first = min(max(int(stretch.left + 0.5), ends[0]), ends[1])
        last = min(max(int(stretch.right + 0.5) - 1, first), ends[1])
        for x in range(first, last + 1):
            draw(x, signs.certain if stretch.certain else signs.possible)
    for dot in bar.dots:
        draw(_column(dot, canvas), signs.certain_dot if bar.is_certain_at(dot, _HALF) else signs.possible_dot)
    first, last = min(drawn), max(drawn)
    if bar.stretches[0].fades_left:
        draw(first, _OPEN_LEFT)
    if bar.stretches[-1].fades_right and (first < last or not bar.stretches[0].fades_left):
        draw(last, _OPEN_RIGHT)
    return first, last


def _column(x: float, canvas: Canvas) -> int:
    return min(max(int(x), 0), canvas.width - 1)
