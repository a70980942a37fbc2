"""What publishing did."""

from __future__ import annotations

from typing import NamedTuple


class Report(NamedTuple):
    """How many files were written, how many stayed as they were, and how many are gone."""

    written: int
    kept: int
    removed: int
