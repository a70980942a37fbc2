"""Bars in pieces of one shade or of one fade, as what is drawn by colours alone needs them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

import attrs

from kzeu_timeline.layout import Bar, Metrics
from kzeu_timeline.model import Status

COLOUR: Final = "#3b82c4"
"""At least three to one against white and against JupyterLab's black."""
FAINT: Final = 0.45
"""Opacity of the days on which it may have taken place."""


class Fade(StrEnum):
    """On which side a shade fades to nothing."""

    LEFT = "left"
    RIGHT = "right"
    NEITHER = ""


class Shade(NamedTuple):
    """A piece of a bar; ``certain`` if it took place on each of these days."""

    left: float
    right: float
    certain: bool
    fade: Fade


def reported(bar: Bar, status: Status | None) -> Bar:
    """*bar*, of which nothing is certain if what it shows was planned, postponed or cancelled."""
    if status in {None, Status.HELD}:
        return bar
    return attrs.evolve(bar, stretches=tuple(attrs.evolve(each, certain=False) for each in bar.stretches))


def dots(bar: Bar, metrics: Metrics) -> Iterator[Shade]:
    """What stands for the stretches that are too narrow to be seen: certain if all of these are."""
    half = metrics.dot / 2
    for middle in bar.dots:
        yield Shade(middle - half, middle + half, bar.is_certain_at(middle, half), Fade.NEITHER)


def shades(bar: Bar, metrics: Metrics) -> Iterator[Shade]:
    """The stretches that no dot covers, their fading ends apart."""
    for stretch in bar.uncovered(metrics.dot / 2):
        left, right = stretch.left, stretch.right
        if stretch.fades_left:
            left = min(right, left + metrics.fade)
            yield Shade(stretch.left, left, stretch.certain, Fade.LEFT)
        if stretch.fades_right:
            right = max(left, right - metrics.fade)
        if left < right:
            yield Shade(left, right, stretch.certain, Fade.NEITHER)
        if right < stretch.right:
            yield Shade(right, stretch.right, stretch.certain, Fade.RIGHT)
