"""What is written beside a bar: the least that tells it from the others of its lane."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum

import attrs

from kzeu_timeline.layout.bars import Bar
from kzeu_timeline.layout.cutting import Name
from kzeu_timeline.layout.metrics import Metrics
from kzeu_timeline.locales import anniversary, wording
from kzeu_timeline.model import Agreement, Entry, Milestone, Negotiation
from kzeu_timeline.text import Language, LocalizedText


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


def names(entries: Sequence[Entry], language: Language) -> Iterator[Name]:
    """What each of the entries of one lane is called there: its number or kind, or its title if others share that."""
    short = [_short(entry, language) for entry in entries]
    common = Counter(short)
    for entry, name in zip(entries, short, strict=True):
        yield Name(name) if name and common[name] == 1 else _title(entry.title, language)


def _title(title: LocalizedText, language: Language) -> Name:
    return Name(" ".join(title.best(language).split()), wording(title.best_language(language)).head_last)


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


def placed(text: str, bar: Bar, metrics: Metrics, width: float, *, is_cut: bool) -> Label:
    """The label of a bar in a picture of some width: to the right if there is room, else to the left, else on it."""
    room = metrics.measure(text)
    if bar.right + metrics.gap + room <= width:
        return Label(text, bar.right + metrics.gap, room, Side.RIGHT, is_cut)
    if bar.left - metrics.gap - room >= 0:
        return Label(text, bar.left - metrics.gap - room, room, Side.LEFT, is_cut)
    return Label(text, min(max(bar.left, 0.0) + metrics.gap, width - room), room, Side.ON, is_cut)


def asked(metrics: Metrics, width: float) -> float:
    """The most that a label asks for in a picture of some width."""
    return min(metrics.longest, width - 2 * metrics.gap)


def widened(label: Label, name: Name, end: float, metrics: Metrics) -> Label:
    """The label with as many more words of its name as there is room for before *end*, if it stands to the right."""
    room = min(end - label.left, metrics.widest)
    if not label.is_cut or label.side is not Side.RIGHT or room <= label.width:
        return label
    text = name.cut(room, metrics)
    return attrs.evolve(label, text=text, width=metrics.measure(text), is_cut=text != name.text)
