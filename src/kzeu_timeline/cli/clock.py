"""The clock, read here and nowhere else."""

from __future__ import annotations

import datetime as dt


def instant() -> dt.datetime:
    """The present instant, in UTC."""
    return dt.datetime.now(dt.UTC)


def day(today: dt.date | None) -> dt.date:
    """The day that counts as today: *today* if it was given, else the clock's in UTC."""
    return today or instant().date()
