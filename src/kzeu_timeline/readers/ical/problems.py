"""What is wrong with a calendar: each problem with its place, and no more of them than anybody reads."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from kzeu_timeline.exceptions import quoted
from kzeu_timeline.readers.ical.limits import MOST_PROBLEMS


class CalendarProblem(NamedTuple):
    """What is wrong with one component of a calendar, which is left out, or with one property of it.

    ``calendar`` counts the files from 1, ``line`` their lines; ``uid`` is empty where there is none.
    """

    calendar: int
    line: int
    component: str
    uid: str
    message: str

    def __str__(self) -> str:
        return self.at(f"calendar {self.calendar}, line {self.line}")

    def at(self, place: str) -> str:
        """The problem as a line that begins with *place*, as in ``talks.ics:40``."""
        of = " ".join(part for part in (self.component, self.uid and quoted(self.uid)) if part)
        return ": ".join(part for part in (place, of, self.message) if part)


class Damaged(Exception):  # noqa: N818 - it never leaves the readers
    """A component that can't be read, or not further."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class Named(Protocol):
    """Of what a problem is told: a component."""

    name: str
    line: int

    def text(self, name: str) -> str:
        """The text of a property."""


class Problems:
    """What is told of one calendar, the file of that number."""

    def __init__(self, calendar: int) -> None:
        self.calendar = calendar
        self.told: list[CalendarProblem] = []
        self._more = 0

    def tell(self, of: Named | None, message: str, line: int = 0) -> None:
        """Keep a problem of a component, or of the file."""
        if len(self.told) >= MOST_PROBLEMS:
            self._more += 1
            return
        name, uid, start = ("", "", 1) if of is None else (of.name, of.text("UID"), of.line)
        self.told.append(CalendarProblem(self.calendar, line or start, name, uid, message))

    def all(self) -> list[CalendarProblem]:
        """Every one in the order of the lines, and a word on those for which there was no room."""
        in_order = sorted(self.told, key=lambda problem: problem.line)
        if self._more:
            in_order.append(CalendarProblem(self.calendar, 1, "", "", f"and {self._more:,} problems more"))
        return in_order
