"""Answers with three values."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from kzeu_timeline.exceptions import UndecidedError


class Truth(Enum):
    """Yes, no or maybe: what partial dates can say about each other.

    ``bool()`` of MAYBE raises :class:`UndecidedError`, so that an undecided answer can't pass for a no.
    ``~``, ``&`` and ``|`` are those of Kleene's three-valued logic.
    """

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"

    def __bool__(self) -> bool:
        if self is Truth.MAYBE:
            raise UndecidedError(
                "the dates do not decide this, so it is neither true nor false; "
                "compare with `is Truth.YES` or `is not Truth.NO`: Truth.MAYBE"
            )
        return self is Truth.YES

    def __invert__(self) -> Truth:
        return _NOT[self]

    def __and__(self, other: Truth) -> Truth:
        return ~(~self | ~other)

    def __or__(self, other: Truth) -> Truth:
        if Truth.YES in (self, other):
            return Truth.YES
        return Truth.MAYBE if Truth.MAYBE in (self, other) else Truth.NO


_NOT = {Truth.YES: Truth.NO, Truth.NO: Truth.YES, Truth.MAYBE: Truth.MAYBE}


def decided(certain: bool, possible: bool) -> Truth:  # noqa: FBT001 - two answers make the third
    """YES if *certain*, NO if not even *possible*, else MAYBE."""
    if certain:
        return Truth.YES
    return Truth.MAYBE if possible else Truth.NO


def agreed(answers: Iterable[Truth]) -> Truth:
    """The answer that all alternatives give, or MAYBE where they differ."""
    distinct = set(answers)
    return distinct.pop() if len(distinct) == 1 else Truth.MAYBE
