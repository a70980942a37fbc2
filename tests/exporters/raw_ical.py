r"""A strict reading of iCalendar bytes: RFC 5545 and RFC 7986, as narrow as the project's own rules for its feeds.

Imports no calendar library and nothing of the project, so that it is a second opinion on both.
:func:`faults` lists what is wrong with a feed, :func:`read` gives back what it says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from tests.exporters.raw_dialects import (
    PARAMS,
    PLAIN,
    REQUIRED_PARAMS,
    VALUE_PARAMS,
    VALUES,
    Dialect,
    Kind,
    is_day,
    is_instant,
    is_text,
)

LONGEST_LINE: Final = 75
"""Octets, without the line end (RFC 5545, 3.1)."""

_CONTENT_LINE: Final = re.compile(
    r"""
    (?P<name>[A-Z0-9-]+)
    (?P<params> (?: ; [A-Z0-9-]+ = (?: "[^"\x00-\x08\x0a-\x1f\x7f]*" | [^";:,\x00-\x08\x0a-\x1f\x7f]* )
                    (?: , (?: "[^"\x00-\x08\x0a-\x1f\x7f]*" | [^";:,\x00-\x08\x0a-\x1f\x7f]* ) )* )* )
    :
    (?P<value>.*)
    """,
    re.VERBOSE | re.DOTALL,
)
_PARAM: Final = re.compile(r';([A-Z0-9-]+)=((?:"[^"]*"|[^";:])*)')
_CONTROL: Final = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")
"""Controls of either set but the tab, and the separators that many programs take for line ends."""

_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_UNIT: Final = re.compile(r"\\.|[^\\]", re.DOTALL)
_LANGUAGE_TAG: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


class Property(NamedTuple):
    """One content line; *value* is still escaped."""

    name: str
    params: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as TEXT, unescaped."""
        return _ESCAPE.sub(lambda found: "\n" if found[1] == "n" else found[1], self.value)

    @property
    def texts(self) -> list[str]:
        """The value as a list of TEXT, each unescaped."""
        pieces = [""]
        for unit in _UNIT.findall(self.value):
            if unit == ",":
                pieces.append("")
            else:
                pieces[-1] += unit
        return [Property(self.name, self.params, piece).text for piece in pieces]


class Component(NamedTuple):
    """What stands between a BEGIN and its END."""

    name: str
    properties: list[Property]
    components: list[Component]

    def all(self, name: str) -> list[Property]:
        return [each for each in self.properties if each.name == name]

    def one(self, name: str) -> Property:
        (found,) = self.all(name)
        return found

    def text(self, name: str) -> str:
        return self.one(name).text

    @property
    def names(self) -> list[str]:
        return [each.name for each in self.properties]


def read(feed: bytes) -> Component:
    """The calendar in *feed*; raises ValueError if its lines make no single component."""
    root = Component("", [], [])
    found = list(_grow(root, list(content_lines(feed))))
    if found or len(root.components) != 1 or root.properties:
        raise ValueError(f"not one calendar: {found}")
    return root.components[0]


def events(feed: bytes) -> list[Component]:
    """The events of the calendar in *feed*, in its order."""
    return [each for each in read(feed).components if each.name == "VEVENT"]


def faults(feed: bytes, dialect: Dialect = PLAIN) -> list[str]:
    """Everything that is wrong with *feed*; an empty list is the only praise."""
    root = Component("", [], [])
    found = [*_octet_faults(feed), *_grow(root, list(content_lines(feed)))]
    if [each.name for each in root.components] != ["VCALENDAR"] or root.properties:
        return [*found, "not exactly one VCALENDAR, with nothing beside it"]
    return [*found, *_calendar_faults(root.components[0], dialect)]


# Octets and lines


def _octet_faults(feed: bytes) -> Iterator[str]:
    if feed.startswith(b"\xef\xbb\xbf"):
        yield "a byte order mark"
    if not feed.endswith(b"\r\n"):
        yield "no line end at the end"
    if b"\r" in feed.replace(b"\r\n", b""):
        yield "a bare CR"
    if b"\n" in feed.replace(b"\r\n", b""):
        yield "a bare LF"
    for number, line in enumerate(feed.split(b"\r\n")[:-1], 1):
        yield from (f"line {number}: {fault}" for fault in _physical_line_faults(line, first=number == 1))


def _physical_line_faults(line: bytes, *, first: bool) -> Iterator[str]:
    if len(line) > LONGEST_LINE:
        yield f"{len(line)} octets"
    if line in {b"", b" ", b"\t"}:
        yield "an empty line"
    if first and line[:1] in {b" ", b"\t"}:
        yield "continues nothing"
    try:
        text = line.decode()
    except UnicodeDecodeError:
        yield "not UTF-8 by itself"
    else:
        if control := _CONTROL.search(text.replace("\r", "").replace("\n", "")):
            yield f"control character U+{ord(control[0]):04X}"


def content_lines(feed: bytes) -> Iterator[str]:
    """The unfolded lines."""
    whole = feed.replace(b"\r\n ", b"").replace(b"\r\n\t", b"")
    for line in whole.removesuffix(b"\r\n").split(b"\r\n"):
        yield line.decode(errors="replace")


def _grow(root: Component, lines: list[str]) -> Iterator[str]:
    """Hang what the lines say below *root*; yields what is wrong with them."""
    stack = [root]
    for line in lines:
        match = _CONTENT_LINE.fullmatch(line)
        if match is None:
            yield f"no content line: {line[:60]!r}"
            continue
        params = _PARAM.findall(match["params"])
        for name, count in Counter(name for name, _ in params).items():
            if count > 1:
                yield f"{match['name']}: parameter {name} twice"
        name, value = match["name"], match["value"]
        if name == "BEGIN" and not params:
            component = Component(value, [], [])
            stack[-1].components.append(component)
            stack.append(component)
        elif name == "END" and not params:
            if value != stack[-1].name or len(stack) == 1:
                yield f"END:{value} inside {stack[-1].name or 'nothing'}"
            if len(stack) > 1:
                stack.pop()
        else:
            stack[-1].properties.append(Property(name, dict(params), value))
    for unclosed in stack[1:]:
        yield f"{unclosed.name} has no end"


# Properties


def _property_faults(owner: str, kind: Kind, each: Property) -> Iterator[str]:
    if each.name not in kind.required | kind.optional and not each.name.startswith("X-"):
        yield f"{owner}: {each.name} does not belong here"
    yield from _param_faults(each)
    if each.name in {"DTSTART", "DTEND"}:
        right = is_day(each.value) if each.params.get("VALUE") == "DATE" else is_instant(each.value)
    else:
        right = VALUES.get(each.name, is_text)(each.value)
        expected = "TEXT" if each.name.startswith("X-") and "VALUE" in each.params else VALUE_PARAMS.get(each.name)
        if each.params.get("VALUE") != expected:
            yield f"{each.name}: VALUE={each.params.get('VALUE')}"
    if not right:
        yield f"{each.name}: value {each.value[:60]!r}"


def _param_faults(each: Property) -> Iterator[str]:
    own = PARAMS.get(each.name, {})
    for name, value in each.params.items():
        if name == "LANGUAGE":
            if not _LANGUAGE_TAG.fullmatch(value):
                yield f"{each.name}: LANGUAGE {value!r}"
        elif name != "VALUE" and name not in own:
            yield f"{each.name}: {name}"
        elif name in own and not own[name](value):
            yield f"{each.name}: {name} {value!r}"
    required = REQUIRED_PARAMS.get(each.name)
    if required is not None and required not in each.params:
        yield f"{each.name}: no {required}"
    if "GAP" in each.params and "RELTYPE" not in each.params:
        yield f"{each.name}: GAP of no type of relation"


# Components


def _component_faults(component: Component, dialect: Dialect) -> Iterator[str]:
    kind = dialect[component.name]
    counts = Counter(component.names)
    yield from (f"{component.name}: no {name}" for name in sorted(kind.required) if not counts[name])
    for name, count in counts.items():
        if count > 1 and name not in kind.repeatable:
            yield f"{component.name}: {name} {count} times"
    for each in component.properties:
        yield from _property_faults(component.name, kind, each)
    for part in component.components:
        if part.name in kind.inside:
            yield from _component_faults(part, dialect)
        else:
            yield f"{component.name}: a {part.name or 'nameless component'} inside"
    if component.name == "VEVENT":
        yield from _days_faults(component)


def _calendar_faults(calendar: Component, dialect: Dialect) -> Iterator[str]:
    yield from _component_faults(calendar, dialect)
    found = [each for each in calendar.components if each.name == "VEVENT"]
    uids = Counter(each.value for event in found for each in event.all("UID"))
    yield from (f"UID of {count} events: {uid}" for uid, count in uids.items() if count > 1)
    parts = Counter(each.value for event in found for part in event.components for each in part.all("UID"))
    yield from (
        f"UID of {count} components: {uid}" for uid, count in (parts + uids).items() if parts[uid] and count > 1
    )
    for event in found:
        for each in event.all("RELATED-TO"):
            if each.value not in uids:
                yield f"RELATED-TO leads out of the feed: {each.value}"


def _days_faults(event: Component) -> Iterator[str]:
    starts, ends = event.all("DTSTART"), event.all("DTEND")
    if not starts:
        return
    start = starts[0]
    if not ends:
        # The day after the last of the calendar can't be written, and RFC 5545 takes no DTEND for one day.
        if (start.params, start.value) != ({"VALUE": "DATE"}, "99991231"):
            yield "VEVENT: no DTEND"
        return
    if start.params != ends[0].params:
        yield "VEVENT: DTSTART and DTEND of different types"
    elif ends[0].value <= start.value:
        yield f"VEVENT: DTEND {ends[0].value} is not after DTSTART {start.value}"
