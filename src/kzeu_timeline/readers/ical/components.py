"""Components of iCalendar: what stands between BEGIN and END, and what is wrong with it (RFC 5545, 3.4 to 3.6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import attrs

from kzeu_timeline.exceptions import quoted
from kzeu_timeline.readers.ical.contentlines import TOO_LONG, Line, Property, Raw, lines_of, property_of, unescaped

MOST_PROPERTIES: Final = 10_000
"""Of one component, as in libical."""

DEEPEST: Final = 20
"""Components within components; a calendar with alarms has three levels."""

MOST_PROBLEMS: Final = 1_000
"""Nobody reads more; of those that follow only the number is told."""

_STAND_ALONE: Final = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"})
"""These never hold each other: where one begins within another, the END of the first is missing."""


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
        of = " ".join(part for part in (self.component, self.uid and quoted(self.uid)) if part)
        return ": ".join(part for part in (f"calendar {self.calendar}, line {self.line}", of, self.message) if part)


class Damaged(Exception):  # noqa: N818 - it never leaves the readers
    """A component that can't be read, or not further."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


@attrs.define(eq=False)
class Component:
    """A component: its name in capitals, its properties by name, and those inside it."""

    name: str
    line: int
    components: list[Component] = attrs.Factory(list)
    _first: dict[str, Raw] = attrs.Factory(dict)
    _more: dict[str, list[Raw]] = attrs.Factory(dict)

    def add(self, name: str, raw: Raw) -> None:
        """Add a property."""
        if self._first.setdefault(name, raw) is not raw:
            self._more.setdefault(name, []).append(raw)

    def __contains__(self, name: str) -> bool:
        """Whether it has a property of that name."""
        return name in self._first

    @property
    def names(self) -> set[str]:
        """The names of its properties."""
        return set(self._first)

    def get(self, name: str) -> Property | None:
        """The first property of that name."""
        found = self._first.get(name)
        return None if found is None else Property(*found)

    def text(self, name: str) -> str:
        """The text of the first property of that name, less blanks at its ends; empty if there is none."""
        found = self._first.get(name)
        return "" if found is None else unescaped(found[0]).strip()

    def all(self, name: str) -> list[Property]:
        """Every property of that name, in order."""
        if name not in self._first:
            return []
        return [Property(*each) for each in (self._first[name], *self._more.get(name, ()))]


class Problems:
    """What is told of one calendar, the file of that number."""

    def __init__(self, calendar: int) -> None:
        self.calendar = calendar
        self.told: list[CalendarProblem] = []
        self._more = 0

    def tell(self, of: Component | None, message: str, line: int = 0) -> None:
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


def components_of(data: bytes, problems: Problems) -> list[Component]:
    """The outermost components of a file; of what is wrong *problems* are told, and all else is kept."""
    return list(_Assembly(problems).read(lines_of(data)))


class _Assembly:
    """Puts lines together, with a stack of the components that are open."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.open: list[Component] = []
        self.sizes: list[int] = []
        self.whole: list[Component] = []
        self.too_deep = 0

    def read(self, lines: Iterator[Line]) -> list[Component]:
        outside = 0
        for number, text, fault in lines:
            found = property_of(number, text)
            if found is not None and found[0] == "BEGIN":
                self._begin(*found[1])
            elif found is not None and found[0] == "END":
                self._end(*found[1])
            elif not self.open:
                outside = outside or number
            elif not self.too_deep:
                self._add(found, number, text, fault)
        if outside:
            self.problems.tell(None, "lines outside of every component", outside)
        while self.open:
            self._give_up()
        return self.whole

    def _begin(self, value: str, _parameters: str, number: int) -> None:
        name = value.strip().upper()
        if self.too_deep or len(self.open) >= DEEPEST:
            if not self.too_deep:
                self.problems.tell(self.open[-1], f"components more than {DEEPEST} deep", number)
            self.too_deep += 1
            return
        if name in _STAND_ALONE:
            while self.open and self.open[-1].name != "VCALENDAR":
                self._give_up()
        elif name == "VCALENDAR":
            while self.open:
                self._give_up()
        self.open.append(Component(name[:80], number))
        self.sizes.append(0)

    def _end(self, value: str, _parameters: str, number: int) -> None:
        if self.too_deep:
            self.too_deep -= 1
            return
        name = value.strip().upper()[:80]
        if all(each.name != name for each in self.open):
            self.problems.tell(
                self.open[-1] if self.open else None, f"an END without its BEGIN: {quoted(name)}", number
            )
            return
        while self.open[-1].name != name:
            self._give_up()
        self._close()

    def _close(self) -> None:
        closed = self.open.pop()
        self.sizes.pop()
        (self.open[-1].components if self.open else self.whole).append(closed)

    def _give_up(self) -> None:
        """Leave out the innermost component, whose END is missing; of a calendar what is whole in it is kept."""
        unclosed = self.open[-1]
        self.problems.tell(unclosed, "the END is missing")
        if unclosed.name == "VCALENDAR":
            self._close()
        else:
            self.open.pop()
            self.sizes.pop()

    def _add(self, found: tuple[str, Raw] | None, number: int, text: str, fault: str) -> None:
        component = self.open[-1]
        self.sizes[-1] += 1
        if self.sizes[-1] > MOST_PROPERTIES:
            if self.sizes[-1] == MOST_PROPERTIES + 1:
                self.problems.tell(component, f"more than {MOST_PROPERTIES:,} properties", number)
            return
        if found is None:
            self.problems.tell(component, f"no content line: {quoted(text)}", number)
            return
        if fault:
            self.problems.tell(component, f"{fault}: {quoted(text)}", number)
        if fault != TOO_LONG:
            component.add(*found)
