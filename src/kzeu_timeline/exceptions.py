"""Every error of the library, in one tree.

    KzeuTimelineError
    ├── EdtfError (ValueError)             text that is not EDTF; knows the offset
    ├── OutsideCalendarError (ValueError)  a day that datetime.date can't hold
    ├── UndecidedError (TypeError)         a *maybe* used as yes or no
    ├── InvalidRecordError (ValueError)    a record that can't be true as it stands
    ├── SeedError (ValueError)             everything wrong with a folder of seeds, at once
    ├── CalendarError (ValueError)         what is no calendar, or can't be read as it was asked for
    ├── UnknownSlugError (KeyError)        no entry has that slug
    ├── ExportError (ValueError)           something asked of an exporter that it can't give
    └── MissingExtraError (ImportError)    an optional dependency is not installed

Messages are lower case and end with the offending value, quoted.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

LONGEST_QUOTE = 80


def quoted(value: object) -> str:
    """The value as an error shows it: one line, printable, never longer than a line of text."""
    # The interpreter refuses to print a huge int; repr() escapes all that does not print.
    if isinstance(value, int) and abs(value) >= 10**LONGEST_QUOTE:
        return f"an integer of {value.bit_length()} bits"
    try:
        text = repr(value[: LONGEST_QUOTE + 1] if isinstance(value, str | bytes) else value)
    except (ValueError, RecursionError):
        return f"a {type(value).__name__} that can't be printed"
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1]}…"


class KzeuTimelineError(Exception):
    """What every error of this library is."""


class EdtfError(KzeuTimelineError, ValueError):
    """Text that is not an EDTF date.

    ``text`` is what was given, ``offset`` the character (from 0) at which it stops being EDTF,
    ``reason`` what is wrong there.
    """

    def __init__(self, text: str, offset: int, reason: str) -> None:
        super().__init__(f"{reason} at offset {offset}; not an EDTF date: {quoted(text)}")
        self.text = text
        self.offset = offset
        self.reason = reason

    def __reduce__(self) -> tuple[type[EdtfError], tuple[str, int, str]]:
        return type(self), (self.text, self.offset, self.reason)


class OutsideCalendarError(KzeuTimelineError, ValueError):
    """A day outside the years 1 to 9999, which ``datetime.date`` can't hold."""


class UndecidedError(KzeuTimelineError, TypeError):
    """``Truth.MAYBE`` was used where only yes or no will do."""


class InvalidRecordError(KzeuTimelineError, ValueError):
    """A record that contradicts itself, or holds a value of the wrong kind."""


class Problem(NamedTuple):
    """One fault in a folder of seeds: the file, the path inside it, and what is wrong there."""

    file: str
    path: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in self if part)


class SeedError(KzeuTimelineError, ValueError):
    """Everything wrong with a folder of seeds; ``problems`` has one row each, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[SeedError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class CalendarError(KzeuTimelineError, ValueError):
    """What is no calendar at all, or was to be read for days that are none."""


class UnknownSlugError(KzeuTimelineError, KeyError):
    """No entry has that slug."""

    def __str__(self) -> str:
        return Exception.__str__(self)


class ExportError(KzeuTimelineError, ValueError):
    """An export was asked for something that its format, or this library, can't give."""


class MissingExtraError(KzeuTimelineError, ImportError):
    """An optional dependency is not installed; the message names the extra that brings it."""
