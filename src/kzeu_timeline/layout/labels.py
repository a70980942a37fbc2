"""What is written beside a bar: the least that tells it from the others of its lane."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

import attrs

from kzeu_timeline.layout.bars import Bar
from kzeu_timeline.layout.metrics import Metrics
from kzeu_timeline.locales import anniversary, wording
from kzeu_timeline.model import Agreement, Entry, Milestone, Negotiation

ELLIPSIS: Final = "…"


class Side(StrEnum):
    """Where a label stands: after its bar, before it, or on it."""

    RIGHT = "right"
    LEFT = "left"
    ON = "on"


@attrs.frozen
class Label:
    """A text that begins at *left* and is at most *width* wide; ``is_cut`` if it is not the whole of it."""

    text: str
    left: float
    width: float
    side: Side
    is_cut: bool


def names(entries: Sequence[Entry], language: str) -> Iterator[str]:
    """What each of the entries of one lane is called there: its number or kind, or its title if others share that."""
    short = [_short(entry, language) for entry in entries]
    common = Counter(short)
    for entry, name in zip(entries, short, strict=True):
        yield name if name and common[name] == 1 else entry.title.best(language)


def _short(entry: Entry, language: str) -> str:
    if entry.track is None:
        return ""
    if entry.is_derived and entry.ordinal:
        return anniversary(entry.ordinal, language)
    if entry.ordinal:
        return str(entry.ordinal)
    if entry.type == Milestone.type and isinstance(entry.track, Agreement | Negotiation):
        return wording(language).kind(entry.kind)
    return ""


def placed(name: str, bar: Bar, metrics: Metrics, width: float) -> Label:
    """The label of a bar in a picture of some width: to the right if there is room, else to the left, else on it."""
    text = cut(name, min(metrics.longest, width - 2 * metrics.gap), metrics)
    room = metrics.measure(text)
    is_cut = text != name
    if bar.right + metrics.gap + room <= width:
        return Label(text, bar.right + metrics.gap, room, Side.RIGHT, is_cut)
    if bar.left - metrics.gap - room >= 0:
        return Label(text, bar.left - metrics.gap - room, room, Side.LEFT, is_cut)
    return Label(text, min(max(bar.left, 0.0) + metrics.gap, width - room), room, Side.ON, is_cut)


def widened(label: Label, name: str, end: float, metrics: Metrics) -> Label:
    """The label with as many more words of its name as there is room for before *end*, if it stands to the right."""
    if not label.is_cut or label.side is not Side.RIGHT:
        return label
    text = cut(name, max(min(end - label.left, metrics.widest), label.width), metrics)
    return attrs.evolve(label, text=text, width=metrics.measure(text), is_cut=text != name)


def cut(text: str, room: float, metrics: Metrics) -> str:
    """*text*, or as many of its words as there is room for, then an ellipsis."""
    text = " ".join(text.split())
    if metrics.measure(text) <= room:
        return text
    words = text.split(" ")

    def beginning(count: int) -> str:
        return " ".join(words[:count]).rstrip(" ,;:–—-·«“(") + ELLIPSIS

    if fitting := bisect_right(range(1, len(words)), room, key=lambda count: metrics.measure(beginning(count))):
        return beginning(fitting)
    letters = range(1, len(words[0]) + 1)
    return (
        words[0][: bisect_right(letters, room, key=lambda count: metrics.measure(words[0][:count] + ELLIPSIS))]
        + ELLIPSIS
    )
