"""What could not be carried from one form to another: by a format that is written, or from a calendar that is read."""

from __future__ import annotations

from typing import NamedTuple


class Loss(NamedTuple):
    """One thing about one entry that is not carried; ``what`` is the field, ``why`` a sentence."""

    slug: str
    what: str
    why: str

    def __str__(self) -> str:
        return ": ".join(part for part in self if part)
