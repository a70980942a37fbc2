"""A mark as it is drawn: its bars and dots, and beside them its label.

What is certain is filled, what is only possible hatched; where no limit is known, or it is not shown, it fades. What is
not reported as held is hollow; what is doubted has a dashed outline. None of that needs colour.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Final, NamedTuple

from kzeu_timeline.dates import Qualifier
from kzeu_timeline.drawing.elements import element, number, plain
from kzeu_timeline.drawing.style import PICTURE
from kzeu_timeline.layout import Bar, Label, Mark, Metrics, Side, Stretch
from kzeu_timeline.model import Entry, Status

HEIGHT: Final = 10.0
"""Of a bar."""

THIN: Final = 6.0
"""Of that of an anniversary, which nobody has reported."""

BASELINE: Final = 4.2
"""Of a label, below the middle of its row."""

EDGE: Final = 0.75
"""Half of an outline."""

POINT: Final = 5.0
"""How far what was postponed points on."""

HELD: Final = "held"
ANNIVERSARY: Final = "anniversary"


class Fade(NamedTuple):
    """How much of a bar, in hundredths, fades at its left and at its right; the mask that does it says so in its id."""

    left: int
    right: int

    @property
    def id(self) -> str:
        return f"{PICTURE}-fade-{self.left}-{self.right}"

    @property
    def definition(self) -> str:
        """The mask, in the units of what it is put on."""
        stops = [(0, "black" if self.left else "white"), (self.left, "white"), (100 - self.right, "white")]
        stops.append((100, "black" if self.right else "white"))
        gradient = element(
            "linearGradient",
            *(element("stop", offset=f"{at}%", stop_color=colour) for at, colour in stops),
            id=f"{self.id}-ramp",
        )
        # Higher than the bar, because half of its outline stands outside of it.
        lit = element("rect", y=-0.5, width=1.0, height=2.0, fill=f"url(#{self.id}-ramp)")
        box = {"x": -0.05, "y": -0.5, "width": 1.1, "height": 2.0}
        return gradient + element("mask", lit, id=self.id, maskContentUnits="objectBoundingBox", **box)


def hatch() -> str:
    """The hatching of what is only possible."""
    return element(
        "pattern",
        element("rect", width=5.0, height=5.0, class_="paper"),
        element("path", d="M-1 6L6 -1M-1 1L1 -1M4 6L6 4", class_="hatch"),
        id=f"{PICTURE}-hatch",
        width=5.0,
        height=5.0,
        patternUnits="userSpaceOnUse",
    )


def sign(entry: Entry) -> str:
    """How an entry is drawn: as held, unless it is an anniversary or a source says otherwise."""
    if entry.is_derived:
        return ANNIVERSARY
    return entry.status if entry.status and entry.status is not Status.HELD else HELD


def is_doubted(entry: Entry) -> bool:
    """Whether its source marks the date as uncertain or approximate."""
    return entry.when.qualifier is not Qualifier.NONE


def drawn(mark: Mark, metrics: Metrics) -> str:
    """The bar and the label of a mark."""
    y, how = mark.top + metrics.row / 2, sign(mark.entry)
    return "".join(bar(mark.bar, y, how, metrics)) + label(mark.label, y)


def label(it: Label, y: float) -> str:
    """A label whose row has its middle at *y*; it keeps to its bar where the font is narrower than the measure."""
    at_end = it.side is Side.LEFT
    x = it.left + it.width if at_end else it.left
    return element("text", plain(it.text), x=x, y=y + BASELINE, class_="label", text_anchor="end" if at_end else None)


def bar(it: Bar, y: float, how: str, metrics: Metrics) -> Iterator[str]:
    """The stretches and dots of a bar whose row has its middle at *y*."""
    half, edges = metrics.dot / 2, {(edge, each.certain) for each in it.stretches for edge in (each.left, each.right)}
    for stretch in it.uncovered(half):
        joined = {edge for edge, certain in edges if certain is not stretch.certain}
        yield from _stretch(stretch, y, how, metrics, joined)
    for dot in it.dots:
        yield dot_at(dot, y, how, certain=it.is_certain_at(dot, half), half=half - EDGE)


def _stretch(it: Stretch, y: float, how: str, metrics: Metrics, joined: Container[float]) -> Iterator[str]:
    """A stretch; its outline stays within its bounds, but for the edges that it shares."""
    height, fading = THIN if how == ANNIVERSARY else HEIGHT, fade(it, metrics)
    edge = min(EDGE, (it.right - it.left) / 2)
    left = it.left + (0 if it.left in joined else edge)
    right = it.right - (0 if it.right in joined else edge)
    faded = f"url(#{fading.id})" if fading else None
    shape = "sure" if it.certain else "maybe"
    yield element("rect", x=left, y=y - height / 2, width=right - left, height=height, class_=shape, mask=faded)
    if how == Status.CANCELLED:
        yield element("rect", x=left, y=y - EDGE, width=right - left, height=2 * EDGE, class_="strike", mask=faded)
    if how == Status.POSTPONED and not it.fades_right:
        yield _path(right - POINT, y - height / 2, f"l{POINT} {height / 2} {-POINT} {height / 2}", "point")


def dot_at(x: float, y: float, how: str, *, certain: bool, half: float) -> str:
    """What stands for a stretch that is too narrow to be seen."""
    shape = f"dot {'sure' if certain else 'maybe'}"
    if how == ANNIVERSARY:
        return _path(x, y - half, f"l{half} {half} {-half} {half} {-half} {-half}z", shape)
    if how == Status.POSTPONED:
        return _path(x - half, y - half, f"l{2 * half} {half} {-2 * half} {half}z", shape)
    struck = _path(x - half, y + half, f"l{2 * half} {-2 * half}", "point") if how == Status.CANCELLED else ""
    return element("circle", cx=x, cy=y, r=half, class_=shape) + struck


def _path(x: float, y: float, rest: str, shape: str) -> str:
    return element("path", d=f"M{number(x)} {number(y)}{rest}", class_=shape)


def fade(it: Stretch, metrics: Metrics) -> Fade | None:
    """How a stretch fades, if it does."""
    if not (it.fades_left or it.fades_right) or it.right - it.left < metrics.dot:
        return None
    most = 50 if it.fades_left and it.fades_right else 100
    share = max(1, min(most, round(100 * metrics.fade / (it.right - it.left))))
    return Fade(share if it.fades_left else 0, share if it.fades_right else 0)


def fades(stretches: Iterable[Stretch], metrics: Metrics) -> list[Fade]:
    """The fades of these, each once."""
    return sorted({fading for stretch in stretches if (fading := fade(stretch, metrics))})
