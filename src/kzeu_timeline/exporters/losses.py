"""What an export could not carry, in one form for all formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from kzeu_timeline.losses import Loss
from kzeu_timeline.model import Entry

__all__ = ["UNDRAWN", "Loss", "left_out"]

_HAS: Final[Mapping[str, Callable[[Entry], object]]] = {
    "type": lambda entry: entry.type,
    "kind": lambda entry: entry.kind,
    "track": lambda entry: entry.track,
    "ordinal": lambda entry: entry.ordinal,
    "parties": lambda entry: entry.parties,
    "commemorated": lambda entry: entry.commemorated,
    "languages": lambda entry: len(entry.title) > 1,
    "statements": lambda entry: len({statement.when for statement in entry.statements}) > 1,
    "annotations": lambda entry: any(statement.paragraph or statement.note for statement in entry.statements),
    "participants": lambda entry: entry.participants,
    "clock": lambda entry: entry.clock,
    "coordinates": lambda entry: entry.place and entry.place.latitude is not None,
    "description": lambda entry: entry.description,
    "topics": lambda entry: entry.topics,
    "figures": lambda entry: entry.figures,
    "relations": lambda entry: entry.relations,
}
"""What an entry may have that a format may not show: more languages than one, statements that disagree, and so on."""

UNDRAWN: Final = (
    *("ordinal", "parties", "participants", "topics", "figures", "relations"),
    *("description", "commemorated", "clock", "annotations"),
)
"""What no picture shows, nor says in words."""


def left_out(entries: Iterable[Entry], why: Mapping[str, str]) -> Iterator[Loss]:
    """A loss for each entry and each of the named things that it has, with the reason why the format leaves it out."""
    for entry in entries:
        for what, reason in why.items():
            if _HAS[what](entry):
                yield Loss(entry.slug, what, reason)
