"""What the signs mean, of those that occur: each drawn as it is in the picture, and a few words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from kzeu_timeline.dates import Qualifier
from kzeu_timeline.drawing import axis, marks
from kzeu_timeline.drawing.elements import element, number, plain
from kzeu_timeline.drawing.wrapping import Face
from kzeu_timeline.layout import Bar, Layout, Stretch
from kzeu_timeline.locales import wording
from kzeu_timeline.locales.wording import Wording
from kzeu_timeline.model import Status

LINE: Final = 22.0
"""Height of a line of signs."""

FADING: Final = Stretch(0, 30, certain=False, fades_right=True)
"""What stands for all that fades."""

_SIGN: Final = 30.0
_BETWEEN: Final = 6.0
_AFTER: Final = 20.0

_SURE: Final = Bar((Stretch(4, 5, certain=True), Stretch(13, 30, certain=True)), (4.5,), 0, 30)
_MAYBE: Final = Bar((Stretch(4, 5, certain=False), Stretch(13, 30, certain=False)), (4.5,), 0, 30)
_FADING: Final = Bar((FADING,), (), 0, 30)
_UNEVEN: Final = (1.0, 5.0, 9.0, 13.0, 29.0)


class Meaning(NamedTuple):
    """A sign, drawn from (0, 0) down, and what it means."""

    sign: str
    text: str


class Legend(NamedTuple):
    """Elements from (0, 0) down, and how high they are."""

    elements: list[str]
    height: float


def legend(layout: Layout) -> Legend:
    """The signs in lines that fit between the margins."""
    face, left = Face(layout.metrics), layout.metrics.margin
    x, y, right = left, 0.0, layout.width - left
    found: list[str] = []
    for meaning in meanings(layout):
        text = face.cut(meaning.text, right - left - _SIGN - _BETWEEN)
        wide = _SIGN + _BETWEEN + face.width(text)
        if x > left and x + wide > right:
            x, y = left, y + LINE
        said = element("text", plain(text), x=_SIGN + _BETWEEN, y=LINE / 2 + marks.BASELINE, class_="quiet")
        found.append(element("g", meaning.sign, said, transform=f"translate({number(x)} {number(y)})"))
        x += wide + _AFTER
    return Legend(found, y + LINE if found else 0.0)


def meanings(layout: Layout) -> Iterator[Meaning]:
    """The signs that occur in a picture, the plainest first."""
    words = wording(layout.language)
    entries = [mark.entry for mark in layout.marks]
    stretches = [stretch for mark in layout.marks for stretch in mark.bar.stretches]
    for certain, bar, key in ((True, _SURE, "on-these-days"), (False, _MAYBE, "on-some-days")):
        if any(stretch.certain is certain for stretch in stretches):
            yield Meaning(_sample(bar, marks.HELD, layout), words.label(key))
    if any(marks.fade(stretch, layout.metrics) for stretch in stretches):
        yield Meaning(_sample(_FADING, marks.HELD, layout), words.label("no-limit"))
    if doubts := [qualifier for qualifier in {entry.when.qualifier for entry in entries} if qualifier]:
        yield Meaning(_sample(_MAYBE, marks.HELD, layout, doubted=True), _doubt(doubts, words))
    how = {marks.sign(entry) for entry in entries}
    for status in (Status.PLANNED, Status.POSTPONED, Status.CANCELLED):
        if status in how:
            yield Meaning(_sample(_SURE, status, layout), words.label(status))
    if marks.ANNIVERSARY in how:
        said = f"{words.label('anniversary')}: {words.label('derived')}"
        yield Meaning(_sample(_SURE, marks.ANNIVERSARY, layout), said)
    if layout.brackets:
        lowered = f"translate(0 {number((LINE - axis.BRACKETS - axis.FOOT) / 2)})"
        yield Meaning(element("g", axis.shape(3, 27), transform=lowered), words.label("order-open"))
    if layout.marks and not layout.is_even:
        ticks = "".join(f"M{number(x)} 5V17" for x in _UNEVEN)
        yield Meaning(element("path", d=ticks, class_="tick"), words.label("uneven"))


def _sample(bar: Bar, how: str, layout: Layout, *, doubted: bool = False) -> str:
    return element("g", *marks.bar(bar, LINE / 2, how, layout.metrics), class_=f"{how} doubted" if doubted else how)


def _doubt(doubts: list[Qualifier], words: Wording) -> str:
    said = ((Qualifier.UNCERTAIN, words.uncertain), (Qualifier.APPROXIMATE, words.approximate))
    return ", ".join(word for sign, word in said if any(sign in each for each in doubts))
