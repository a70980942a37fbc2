"""How large things are in a picture: in pixels, or in the cells of a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import chain
from typing import Final

import attrs

FONT_SIZE: Final = 12.0
"""CSS pixels of the labels that :data:`PIXELS` measures."""

_EMS: Final = {
    0.32: " !'(),./:;I[]`fijlrt|·‘’“”І",
    0.55: '?"-–cksvxyzгзкстухѕі…',
    0.66: "0123456789abdeghnopqu$*+<=>_~«»абвдеёийлнопрцчъьэяәғқңөұүһ",
    0.78: "ABCEFGJKLPRSTUVXYZАБВГЕЁЗИЙКЛНОПРСТУХЦЧЪЬЭЯӘҒҚҢӨҰҮҺ#&№",
    1.0: "DHMNOQWmw@%—жмфшщыюДЖМФШЩЫЮ≈",
}
"""Widths in ems, those of the wider sans-serifs: in a narrower one the text ends sooner, and nothing overlaps."""


class _Widths(dict[str, float]):
    """By character; what the table lacks has no width if it stands on another, else that of the widest of its kind."""

    def __missing__(self, char: str) -> float:
        return self.setdefault(char, 0.0 if unicodedata.combining(char) else 1.1)


_WIDTHS: Final = _Widths(chain.from_iterable(((char, em) for char in chars) for em, chars in _EMS.items()))


@lru_cache(maxsize=1 << 15)
def text_width(text: str) -> float:
    """The most that *text* is wide in 12-pixel sans-serif, in CSS pixels."""
    return FONT_SIZE * sum(map(_WIDTHS.__getitem__, text))


@lru_cache(maxsize=1 << 15)
def cell_width(text: str) -> float:
    """How many cells of a terminal *text* takes."""
    from rich.cells import cell_len  # noqa: PLC0415 - only terminals need it

    return cell_len(text)


@attrs.frozen(kw_only=True)
class Metrics:
    """Sizes, all in one unit.

    ``axis``, ``heading`` and ``row`` are the heights of the strip with ticks and brackets, of a lane's title and of a
    row of marks; ``lane_gap`` stands between lanes. Widths: ``margin`` is left free at both sides, ``gap`` between a
    bar and its label and between a label and the next bar; what is narrower than ``dot`` is drawn as a dot; what has
    no end fades out over ``fade``; ``longest`` is the most that a label asks for, ``widest`` the most that it takes
    where there is room, ``apart`` the least between two ticks, and only a year, month or day wider than ``wide`` is
    made wider for what is in it.
    """

    measure: Callable[[str], float]
    axis: float
    heading: float
    row: float
    lane_gap: float
    margin: float
    gap: float
    dot: float
    fade: float
    longest: float
    widest: float
    apart: float
    wide: float


PIXELS: Final = Metrics(
    measure=text_width,
    axis=52,
    heading=22,
    row=20,
    lane_gap=10,
    margin=16,
    gap=5,
    dot=9,
    fade=36,
    longest=230,
    widest=460,
    apart=11,
    wide=200,
)
"""For pictures: CSS pixels."""

CELLS: Final = Metrics(
    measure=cell_width,
    axis=2,
    heading=1,
    row=1,
    lane_gap=0,
    margin=1,
    gap=1,
    dot=1,
    fade=4,
    longest=32,
    widest=64,
    apart=3,
    wide=20,
)
"""For terminals: columns and lines."""
