"""A name cut where there is no room for all of it: what it turns on is kept, and what tells it from those beside it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise, takewhile
from operator import eq
from typing import Final

import attrs

from kzeu_timeline.layout.metrics import Metrics

ELLIPSIS: Final = "…"
_NOT_BEFORE: Final = " ,;:–—-·«“("
"""What does not stand before an ellipsis."""
_NOT_AFTER: Final = " ,;:–—-·»”)"


@attrs.frozen
class Name:
    """A text on one line. It turns on its beginning or, if its *head* stands *last*, on its end.

    So many of its words, counted from there, are *shared* with another name: of these as many are left out, all of them
    if need be, as make room for what follows.
    """

    text: str
    head_last: bool = False
    shared: int = 0

    def cut(self, room: float, metrics: Metrics) -> str:
        """The text, or as many of its words as there is room for, with an ellipsis where others are left out."""
        if metrics.measure(self.text) <= room:
            return self.text
        words = self.text.split(" ")
        count = len(words)

        def part(first: int, end: int) -> str:
            if self.head_last:
                first, end = count - end, count - first
            text = " ".join(words[first:end])
            if first:
                text = ELLIPSIS + text.lstrip(_NOT_AFTER)
            return text if end == count else text.rstrip(_NOT_BEFORE) + ELLIPSIS

        shared = min(self.shared, count - 1)
        first = bisect_left(range(shared), x=True, key=lambda first: metrics.measure(part(first, count)) <= room)
        ends = range(first + 1, count + (first > 0))
        if fitting := bisect_right(ends, room, key=lambda end: metrics.measure(part(first, end))):
            return part(first, first + fitting)
        return _letters(words[count - 1 - first if self.head_last else first], room, metrics)


def _letters(word: str, room: float, metrics: Metrics) -> str:
    counts = range(1, len(word) + 1)
    return word[: bisect_right(counts, room, key=lambda count: metrics.measure(word[:count] + ELLIPSIS))] + ELLIPSIS


def cut(text: str, room: float, metrics: Metrics) -> str:
    """*text*, or as many of its first words as there is room for, then an ellipsis."""
    return Name(" ".join(text.split())).cut(room, metrics)


def told_apart(names: Iterable[Name], room: float, metrics: Metrics) -> Iterator[tuple[Name, str]]:
    """Each of the names as it is cut, those that would be cut alike with how many words they share."""
    found = [(name, name.cut(room, metrics)) for name in names]
    distinct = {name.text: (name, text.strip(ELLIPSIS)) for name, text in found}
    common = Counter(text for _, text in distinct.values())
    shared = dict(_shared(name for name, text in distinct.values() if common[text] > 1))
    for name, text in found:
        if text == name.text or name.text not in shared:
            yield name, text
        else:
            telling = attrs.evolve(name, shared=shared[name.text])
            yield telling, telling.cut(room, metrics)


def _shared(names: Iterable[Name]) -> Iterator[tuple[str, int]]:
    """The most words that each text shares with another; where all are in order, that other one stands next to it."""
    ordered = sorted((_words(name), name.text) for name in names)
    common = (sum(1 for _ in takewhile(bool, map(eq, one, other))) for (one, _), (other, _) in pairwise(ordered))
    for (_, text), neighbours in zip(ordered, pairwise([0, *common, 0]), strict=False):
        yield text, max(neighbours)


def _words(name: Name) -> list[str]:
    """The words less their commas, in the order in which they are kept."""
    words = name.text.replace(",", "").split(" ")
    return words[::-1] if name.head_last else words
