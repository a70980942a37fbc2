"""Texts in lines that fit, by the measure of the layout."""

from __future__ import annotations

from typing import Final

import attrs

from kzeu_timeline.layout import Metrics
from kzeu_timeline.layout.cutting import cut
from kzeu_timeline.layout.metrics import FONT_SIZE

BOLD: Final = 1.12
"""As much wider, at the most, is bold than what is measured."""


@attrs.frozen
class Face:
    """A size, in CSS pixels, of plain or bold letters."""

    metrics: Metrics
    size: float = FONT_SIZE
    bold: bool = False

    @property
    def scale(self) -> float:
        """How much larger it is than what is measured."""
        return self.size / FONT_SIZE * (BOLD if self.bold else 1)

    def width(self, text: str) -> float:
        """The most that *text* is wide."""
        return self.metrics.measure(text) * self.scale

    def cut(self, text: str, room: float) -> str:
        """As much of *text* as there is room for."""
        return cut(text, room / self.scale, self.metrics)

    def lines(self, text: str, room: float, *, most: int) -> list[str]:
        """*text* in so many lines at the most; the last is cut if there is more."""
        found: list[str] = []
        words = text.split()
        while words and len(found) < most - 1:
            taken = 1
            while taken < len(words) and self.width(" ".join(words[: taken + 1])) <= room:
                taken += 1
            found.append(self.cut(" ".join(words[:taken]), room))
            words = words[taken:]
        return [*found, self.cut(" ".join(words), room)] if words else found
