"""What was made of entries, kept for as long as they live: an entry never changes, so neither does that."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar
from weakref import ref

from kzeu_timeline.model import Entry

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """What was made of each entry that lives, by whatever tells one thing of them from another.

    Goes by identity: entries that are equal may differ in their revisions, and to hash a new one costs more than to
    look it up.
    """

    def __init__(self) -> None:
        self._by_id: dict[int, tuple[ref[Entry], dict[K, V]]] = {}

    def get(self, entry: Entry, key: K, make: Callable[[Entry, K], V]) -> V:
        """What *make* makes of *entry* and *key*; it is asked once."""
        number = id(entry)
        if (found := self._by_id.get(number)) is None:
            forget = ref(entry, lambda _: self._by_id.pop(number, None))
            found = self._by_id[number] = (forget, {})
        kept = found[1]
        if (value := kept.get(key)) is None:
            value = kept[key] = make(entry, key)
        return value

    def __len__(self) -> int:
        return len(self._by_id)
