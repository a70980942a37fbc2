"""Where a selection is asked for, and what becomes of a query that selects nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

CUSTOM: Final = "/feeds/custom.ics"


class BadQueryError(Exception):
    """A query that selects nothing that there is; ``problems`` has nothing of the client's in it."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(self.problems))


class BusyError(Exception):
    """More selections wait to be built than should."""
