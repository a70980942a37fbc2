"""Bars as CSS gradients: one element each, and nothing that a sanitizer of notebooks takes away."""

from __future__ import annotations

from typing import Final

from kzeu_timeline.exporters.shades import COLOUR, FAINT, Fade, dots, shades
from kzeu_timeline.layout import Bar, Layout

CERTAIN: Final = COLOUR
POSSIBLE: Final = f"{COLOUR}{round(255 * FAINT):02x}"
NOTHING: Final = "#0000"


def stops(bar: Bar, layout: Layout) -> str:
    """The colour stops of a gradient to the right that draws *bar* across the whole width of *layout*."""
    listed, place = [], 0.0
    for shade in sorted((*dots(bar, layout.metrics), *shades(bar, layout.metrics))):
        colour = CERTAIN if shade.certain else POSSIBLE
        left, right = (percent(max(x, place), layout.width) for x in (shade.left, shade.right))
        start, end = (NOTHING if shade.fade is side else colour for side in (Fade.LEFT, Fade.RIGHT))
        listed += [f"{NOTHING} {left}", f"{start} {left}", f"{end} {right}", f"{NOTHING} {right}"]
        place = max(place, shade.right)
    return ",".join(listed)


def percent(x: float, width: float) -> str:
    """How far *x* is on the way through *width*, to a hundredth of a percent."""
    return f"{100 * x / width:.2f}".rstrip("0").rstrip(".") + "%"
