"""What is wrong with folders of seeds, collected until there is too much of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from kzeu_timeline.exceptions import LONGEST_QUOTE, Problem, SeedError

MOST_PROBLEMS: Final = 1_000
"""Nobody reads more at once."""


class Position(NamedTuple):
    """Where something stands: in which file, as problems name it, and at which path there."""

    file: str
    path: str = ""

    def __str__(self) -> str:
        return f"{self.file}: {self.path}" if self.path else self.file

    def at(self, step: str) -> Position:
        """The position of what stands inside: of a key, or at an index as in ``[3]``."""
        dot = "." if self.path and step and step[0] != "[" else ""
        return Position(self.file, f"{self.path}{dot}{step}")


class Problems:
    """Every problem told so far; the thousandth ends the reading."""

    def __init__(self) -> None:
        self._told: list[Problem] = []

    def tell(self, position: Position, message: str) -> None:
        """Keep a problem; raises :class:`~kzeu_timeline.SeedError` if that makes too many."""
        self.add([Problem(position.file, position.path, message)])

    def add(self, problems: Iterable[Problem]) -> None:
        """Keep these; raises :class:`~kzeu_timeline.SeedError` if that makes too many."""
        self._told += problems
        if len(self._told) >= MOST_PROBLEMS:
            more = Problem("", "", f"reading stopped after {MOST_PROBLEMS:,} problems")
            raise SeedError([*self._told[:MOST_PROBLEMS], more])

    def raise_if_any(self) -> None:
        """Raise :class:`~kzeu_timeline.SeedError` with all of them."""
        if self._told:
            raise SeedError(self._told)


def shown_key(key: str) -> str:
    """A key of a table as a problem's path shows it: printable, and not longer than a line."""
    text = key if key.isprintable() else ascii(key)[1:-1]
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"
