"""A layout as what SVG draws in a window of any width: percentages across, pixels down.

The signs are those of :mod:`kzeu_timeline.drawing`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import attrs

from kzeu_timeline.drawing import axis, marks
from kzeu_timeline.drawing.elements import element, number
from kzeu_timeline.drawing.legend import Meaning, meanings
from kzeu_timeline.layout import PIXELS, Bar, Label, Layout, Mark, Side, Tick, lay_out
from kzeu_timeline.locales import wording
from kzeu_timeline.model import Entry, Status
from kzeu_timeline.page.knowledge import Knowledge, Period, pieces
from kzeu_timeline.text import Language

WIDTH: Final = 1100.0
"""CSS pixels, the least that it is drawn in; a narrower window scrolls."""

METRICS: Final = attrs.evolve(PIXELS, row=24, margin=8, widest=PIXELS.longest)
"""Rows as high as what is pressed must be at least (WCAG 2.2, 2.5.8); on a telephone a mark is seen with its label."""

BASELINE: Final = 16
"""Of a label, below the top of its row."""

MIDDLE: Final = -4
"""Of a bar, above that baseline."""

PLAIN: Final = (marks.HELD, marks.ANNIVERSARY, Status.PLANNED)
"""What has dots that the style sheet draws; others have signs of their own."""


class Line(NamedTuple):
    """Where a bar has a stretch, and its classes."""

    x: str
    width: str
    classes: str


class Dot(NamedTuple):
    """Where a dot is, its class, and what is drawn there if it the style sheet does not draw."""

    x: str
    tone: str
    sign: str


class Shape(NamedTuple):
    """The bar of a date, how it is drawn, where its label leans on it, and when that was what was known."""

    classes: str
    lean: str
    lines: list[Line]
    dots: list[Dot]
    period: Period | None


class Text(NamedTuple):
    """A label, the place that it leans on, and to which side of it it runs."""

    x: str
    side: Side
    text: str


class Drawn(NamedTuple):
    """The mark of an entry: how far below the first row of its lane, its bars by what was known, and its label."""

    slug: str
    y: int
    shapes: list[Shape]
    label: Text
    since: Period


class Track(NamedTuple):
    """A lane: its title, and below it the marks in so many pixels."""

    title: str
    height: int
    marks: list[Drawn]


@attrs.frozen
class Drawing:
    """The picture of what is known, over a layout in one language."""

    layout: Layout
    known: Knowledge
    named: frozenset[float]
    """Where ticks may have names, in this language or in another in which the page is read."""
    height: float
    """Of what lies behind all lanes: the same in all these languages, and drawn as high as the lanes are."""

    @property
    def names(self) -> Iterator[tuple[str, Tick]]:
        """The ticks that have names, and where they are."""
        for tick in self.layout.ticks:
            if tick.x in self.named:
                yield self.percent(tick.x), tick

    @property
    def hatch(self) -> str:
        """The hatching of what is only possible."""
        return marks.hatch()

    @property
    def ground(self) -> str:
        """What lies behind all, in the units of the layout: bands of years, and the line of today."""
        layout = attrs.evolve(self.layout, height=self.height)
        now = "" if layout.today is None else axis.today_line(layout.today, layout)
        return "".join(axis.grounds(layout)) + now

    @property
    def ticks(self) -> str:
        """Where units of time begin, in the units of the layout."""
        lines = (f"M{number(each.x)} {self._top(each)}V35" for each in self.layout.ticks)
        return element("path", d="".join(lines), class_="tick")

    def _top(self, tick: Tick) -> int:
        return (21 if tick.x in self.named else 31) if tick.level else 2

    @property
    def brackets(self) -> str:
        """What joins entries whose order nobody knows, and the places of these, in the units of the layout."""
        places = {str(entry.slug): place for place, entry in enumerate(self.known.timeline)}
        return "".join(
            axis.shape(each.left, each.right, " ".join(str(places[slug]) for slug in each.slugs))
            for each in self.layout.brackets
        )

    @property
    def meanings(self) -> Iterator[Meaning]:
        """The signs that occur, and what they mean."""
        return meanings(self.layout)

    @property
    def lanes(self) -> Iterator[Track]:
        """The lanes from top to bottom, in each the marks in the order of the timeline."""
        layout = self.layout
        other = wording(layout.language).label("without-track") if len(layout.lanes) > 1 else ""
        marks: list[list[Drawn]] = [[] for _ in layout.lanes]
        for mark in layout.marks:
            marks[mark.lane].append(self._drawn(mark, layout.lanes[mark.lane].top + METRICS.heading))
        for lane, there in zip(layout.lanes, marks, strict=True):
            yield Track(lane.title or other, round(lane.height - METRICS.heading) - BASELINE, there)

    def _drawn(self, mark: Mark, top: float) -> Drawn:
        states = self.known.states[mark.entry.slug]
        return Drawn(
            mark.entry.slug,
            round(mark.top - top),
            [
                self._shape(piece.state.entry, piece.period, mark.label)
                for piece in pieces(states, lambda then: (then.when, _classes(then)), lambda then: then.when.edtf)
            ],
            self._label(mark),
            Period(states[0].period.since),
        )

    def percent(self, x: float) -> str:
        """How far from the left, of the whole width."""
        return f"{100 * x / self.layout.width:.2f}".rstrip("0").rstrip(".") + "%"

    def _shape(self, entry: Entry, period: Period | None, label: Label) -> Shape:
        bar, how, half = self.layout.bar(entry.when), marks.sign(entry), METRICS.dot / 2
        lines = [
            Line(
                self.percent(each.left),
                self.percent(each.right - each.left),
                " ".join(
                    filter(None, ("sure" if each.certain else "maybe", "l" * each.fades_left + "r" * each.fades_right))
                ),
            )
            for each in bar.uncovered(half)
        ]
        return Shape(_classes(entry), self._lean(bar, label), lines, list(self._dots(bar, how)), period)

    def _dots(self, bar: Bar, how: str) -> Iterator[Dot]:
        half = METRICS.dot / 2
        for dot in bar.dots:
            certain = bar.is_certain_at(dot, half)
            sign = "" if how in PLAIN else marks.dot_at(0, MIDDLE, how, certain=certain, half=half - marks.EDGE)
            yield Dot(self.percent(dot), "sure" if certain else "dot maybe", sign)

    def _label(self, mark: Mark) -> Text:
        return Text(self._lean(mark.bar, mark.label), mark.label.side, mark.label.text)

    def _lean(self, bar: Bar, label: Label) -> str:
        """Where a label leans on a bar: on its edge or, as dots do not grow with the picture, the middle of a dot."""
        half = METRICS.dot / 2
        edge = {Side.RIGHT: bar.right, Side.LEFT: bar.left, Side.ON: label.left}[label.side]
        middles = () if label.side is Side.ON else bar.dots
        return self.percent(next((dot for dot in middles if abs(dot - edge) <= half + 0.01), edge))


def _classes(entry: Entry) -> str:
    how = marks.sign(entry)
    return " ".join(filter(None, ("" if how == marks.HELD else how, "doubted" if marks.is_doubted(entry) else "")))


def drawn(known: Knowledge, languages: Iterable[Language], today: dt.date | None) -> dict[Language, Drawing]:
    """The picture of a timeline in each of these languages, with the same elements in all of them."""
    layouts = {
        language: lay_out(known.timeline, language=language, width=WIDTH, metrics=METRICS, today=today)
        for language in languages
    }
    named = frozenset(tick.x for layout in layouts.values() for tick in layout.ticks if tick.text)
    height = max((layout.height for layout in layouts.values()), default=0.0)
    return {language: Drawing(layout, known, named, height) for language, layout in layouts.items()}
