"""What an export could not carry, in one form for all formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from kzeu_timeline.model import Entry


class Loss(NamedTuple):
    """One thing about one entry that a format does not show; ``what`` is the field, ``why`` a sentence."""

    slug: str
    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.slug}: {self.what}: {self.why}"


Absent = Mapping[str, tuple[Callable[[Entry], object], str]]
"""For each field that a format leaves out: what tells whether an entry has it, and why it is left out."""


def left_out(entries: Iterable[Entry], absent: Absent) -> Iterator[Loss]:
    """A loss for each entry and each of these fields that it has."""
    for entry in entries:
        for what, (has, why) in absent.items():
            if has(entry):
                yield Loss(entry.slug, what, why)


def has_several_languages(entry: Entry) -> bool:
    """Whether there is a title in more than one language."""
    return len(entry.title) > 1


def has_disputed_statements(entry: Entry) -> bool:
    """Whether statements give more than one date."""
    return len({statement.when for statement in entry.statements}) > 1


def has_annotations(entry: Entry) -> bool:
    """Whether a statement says more than a date: a paragraph or a note."""
    return any(statement.paragraph or statement.note for statement in entry.statements)
