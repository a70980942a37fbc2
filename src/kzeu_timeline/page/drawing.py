"""A layout as what SVG draws: percentages across, so that a wider picture is a larger scale, and pixels down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final, NamedTuple

import attrs

from kzeu_timeline.layout import PIXELS, Bar, Layout, Mark, Side, Stretch, lay_out
from kzeu_timeline.page.knowledge import Knowledge, Period, pieces

WIDTH: Final = 1100.0
"""CSS pixels, the least that it is drawn in; a narrower window scrolls."""

METRICS: Final = attrs.evolve(PIXELS, row=24, margin=8)
"""Rows as high as what is pressed must be at least (WCAG 2.2, 2.5.8)."""


BASELINE: Final = 16
"""Of a label, below the top of its row."""

NARROWEST: Final = 1.0
"""CSS pixels; narrower stretches are drawn by their dots alone."""


class Line(NamedTuple):
    """Where a bar has a stretch, and how it is filled."""

    x: str
    width: str
    fill: str


class Shape(NamedTuple):
    """The bar of a date, and when that was what was known."""

    lines: list[Line]
    dots: list[tuple[str, str]]
    period: Period | None


class Text(NamedTuple):
    """A label, the place that it leans on, and to which side of it it runs."""

    x: str
    side: Side
    text: str


class Drawn(NamedTuple):
    """The mark of an entry: its baseline, its bars by what was known, and its label."""

    slug: str
    y: int
    shapes: list[Shape]
    label: Text
    since: Period


@attrs.frozen
class Drawing:
    """The picture of what is known, over a layout in one language."""

    layout: Layout
    known: Knowledge

    @property
    def marks(self) -> Iterator[Drawn]:
        """The marks, in the order of the timeline."""
        for mark in self.layout.marks:
            states = self.known.states[mark.entry.slug]
            yield Drawn(
                mark.entry.slug,
                round(mark.top + BASELINE),
                [
                    self._shape(self.layout.bar(piece.state.entry.when), piece.period)
                    for piece in pieces(states, lambda then: then.when, lambda then: then.when.edtf)
                ],
                self._label(mark),
                Period(states[0].period.since),
            )

    def percent(self, x: float) -> str:
        """How far from the left, of the whole width."""
        return f"{100 * x / self.layout.width:.2f}".rstrip("0").rstrip(".") + "%"

    def _shape(self, bar: Bar, period: Period | None) -> Shape:
        lines = [
            Line(self.percent(each.left), self.percent(each.right - each.left), _fill(each))
            for each in bar.stretches
            if each.right - each.left >= NARROWEST
        ]
        tone = "sure" if any(each.certain for each in bar.stretches) else "may"
        return Shape(lines, [(self.percent(dot), tone) for dot in bar.dots], period)

    def _label(self, mark: Mark) -> Text:
        label = mark.label
        leans_on = {Side.RIGHT: mark.bar.right, Side.LEFT: mark.bar.left, Side.ON: label.left}
        return Text(self.percent(leans_on[label.side]), label.side, label.text)


def _fill(stretch: Stretch) -> str:
    """The name of a fill: sure or possible, and to which sides it fades."""
    sides = f"{'l' * stretch.fades_left}{'r' * stretch.fades_right}"
    return f"{'sure' if stretch.certain else 'may'}{sides and '-'}{sides}"


def drawn(known: Knowledge, language: str, today: dt.date | None) -> Drawing:
    """The picture of a timeline in one language."""
    layout = lay_out(known.timeline, language=language, width=WIDTH, metrics=METRICS, today=today)
    return Drawing(layout, known)
