"""How states and dates look on a terminal: colours that are read on light and on dark, each beside a sign or a word."""

from __future__ import annotations

from typing import Final

from kzeu_timeline.doubts import is_open
from kzeu_timeline.model import Entry, Status

AHEAD_SIGN: Final = "▸"
"""Before what may still come."""

AHEAD: Final = "bold"
OPEN: Final = "magenta"
QUIET: Final = "dim"
TODAY: Final = "bold green"
HEADING: Final = "bold"

_STATES: Final = {
    Status.PLANNED: "cyan",
    Status.POSTPONED: "cyan italic",
    Status.CANCELLED: "red",
}


def state_style(status: Status | None) -> str:
    """Of what was held, and of what nothing is said, none."""
    return _STATES.get(status, "") if status else ""


def title_style(status: Status | None) -> str:
    """That of the state; what was cancelled is struck through."""
    return f"{state_style(status)} strike" if status is Status.CANCELLED else state_style(status)


def date_style(entry: Entry) -> str:
    """Of a date whose days are open, that of open dates."""
    return OPEN if is_open(entry.when) else ""
