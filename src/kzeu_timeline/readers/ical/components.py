"""Components of iCalendar: what stands between BEGIN and END, and what is wrong with it (RFC 5545, 3.4 to 3.6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from kzeu_timeline.exceptions import quoted
from kzeu_timeline.readers.ical.contentlines import TOO_LONG, Line, Property, lines_of, name_of
from kzeu_timeline.readers.ical.limits import DEEPEST, MOST_COMPONENTS, MOST_PROPERTIES
from kzeu_timeline.readers.ical.problems import Problems

_STAND_ALONE: Final = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"})
"""These never hold each other: where one begins within another, the END of the first is missing."""


@attrs.define(eq=False)
class Component:
    """A component: its name in capitals, its properties by name, and those inside it."""

    name: str
    line: int
    components: list[Component] = attrs.Factory(list)
    _lines: dict[str, str] = attrs.Factory(dict)
    """The first line of each name; kept as it stands, for nobody asks for most of them."""
    _numbers: dict[str, int] = attrs.Factory(dict)
    _more: dict[str, list[Property]] | None = None

    def add(self, name: str, text: str, number: int) -> None:
        """Add a property: its name, its whole line, and the number of that."""
        if name not in self._lines:
            self._lines[name], self._numbers[name] = text, number
            return
        if self._more is None:
            self._more = {}
        self._more.setdefault(name, []).append(Property(text, number))

    def __contains__(self, name: str) -> bool:
        """Whether it has a property of that name."""
        return name in self._lines

    @property
    def names(self) -> set[str]:
        """The names of its properties."""
        return set(self._lines)

    def get(self, name: str) -> Property | None:
        """The first property of that name."""
        line = self._lines.get(name)
        return None if line is None else Property(line, self._numbers[name])

    def text(self, name: str) -> str:
        """The text of the first property of that name, less blanks at its ends; empty if there is none."""
        found = self.get(name)
        return "" if found is None else found.text.strip()

    def all(self, name: str) -> list[Property]:
        """Every property of that name, in order."""
        first = self.get(name)
        return [] if first is None else [first, *(self._more or {}).get(name, ())]


def components_of(data: bytes, problems: Problems) -> list[Component]:
    """The outermost components of a file; of what is wrong *problems* are told, and all else is kept."""
    return _Assembly(problems).read(lines_of(data))


class _Assembly:
    """Puts lines together, with a stack of the components that are open."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.open: list[Component] = []
        self.sizes: list[int] = []
        self.whole: list[Component] = []
        self.skipped = 0
        self.count = 0

    def read(self, lines: Iterator[Line]) -> list[Component]:
        outside = 0
        for number, text, fault in lines:
            name = name_of(text)
            if name == "BEGIN":
                self._begin(Property(text, number).value, number)
            elif name == "END":
                self._end(Property(text, number).value, number)
            elif not self.open:
                outside = outside or number
            elif not self.skipped:
                self._add(name, number, text, fault)
        if outside:
            self.problems.tell(None, "lines outside of every component", outside)
        while self.open:
            self._give_up()
        if self.count > MOST_COMPONENTS:
            left = self.count - MOST_COMPONENTS
            self.problems.tell(None, f"more than {MOST_COMPONENTS:,} components; the last {left:,} are left out")
        return self.whole

    def _begin(self, value: str, number: int) -> None:
        name = value.strip().upper()
        if name in _STAND_ALONE or name == "VCALENDAR":
            self.skipped = 0
            while self.open and (name == "VCALENDAR" or self.open[-1].name != "VCALENDAR"):
                self._give_up()
        elif self.skipped or len(self.open) >= DEEPEST:
            if not self.skipped:
                self.problems.tell(self.open[-1], f"components more than {DEEPEST} deep", number)
            self.skipped += 1
            return
        self.count += 1
        if self.count > MOST_COMPONENTS:
            self.skipped += 1
            return
        self.open.append(Component(name[:80], number))
        self.sizes.append(0)

    def _end(self, value: str, number: int) -> None:
        if self.skipped:
            self.skipped -= 1
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

    def _add(self, name: str | None, number: int, text: str, fault: str) -> None:
        component = self.open[-1]
        self.sizes[-1] += 1
        if self.sizes[-1] > MOST_PROPERTIES:
            if self.sizes[-1] == MOST_PROPERTIES + 1:
                self.problems.tell(component, f"more than {MOST_PROPERTIES:,} properties", number)
            return
        if name is None:
            self.problems.tell(component, f"no content line: {quoted(text)}", number)
            return
        if fault:
            self.problems.tell(component, f"{fault}: {quoted(text)}", number)
        if fault != TOO_LONG:
            component.add(name, text, number)
