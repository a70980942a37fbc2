r"""A strict reading of iCalendar bytes: RFC 5545 and RFC 7986, as narrow as the project's own rules for its feeds.

Imports no calendar library and nothing of the project, so that it is a second opinion on both.
:func:`faults` lists what is wrong with a feed, :func:`read` gives back what it says.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

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

_TEXT: Final = re.compile(r"(?:[^\\;,]|\\[\\;,n])*")
_TEXTS: Final = re.compile(r"(?:[^\\;]|\\[\\;,n])*")
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_UNIT: Final = re.compile(r"\\.|[^\\]", re.DOTALL)
_DEGREES: Final = re.compile(r"([+-]?\d+(?:\.\d+)?);([+-]?\d+(?:\.\d+)?)")
_URI: Final = re.compile(r"[a-z][a-z0-9+.-]*:[!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]+")
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


def faults(feed: bytes, *, plain: bool = True) -> list[str]:
    """Everything that is wrong with *feed*; an empty list is the only praise.

    A feed that is not *plain* may have alarms, and what RFC 9073 and RFC 9253 add.
    """
    root = Component("", [], [])
    found = [*_octet_faults(feed), *_grow(root, list(content_lines(feed)))]
    if [each.name for each in root.components] != ["VCALENDAR"] or root.properties:
        return [*found, "not exactly one VCALENDAR, with nothing beside it"]
    return [*found, *_calendar_faults(root.components[0], plain=plain)]


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


def _is_day(value: str) -> bool:
    try:
        return value.isascii() and len(value) == 8 and bool(dt.date.fromisoformat(value))
    except ValueError:
        return False


def _is_instant(value: str) -> bool:
    day, separator, time = value.partition("T")
    return bool(separator) and _is_day(day) and bool(re.fullmatch(r"(?:[01]\d|2[0-3])[0-5]\d[0-5]\dZ", time))


def _are_degrees(value: str) -> bool:
    found = _DEGREES.fullmatch(value)
    return found is not None and abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180


def _matches(pattern: str | re.Pattern[str]) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda value: compiled.fullmatch(value) is not None


_IS_TEXT: Final = _matches(_TEXT)
_IS_URI: Final = _matches(_URI)
_IS_DURATION: Final = _matches(r"P(?:\d+W|\d+D|(?:\d+D)?T(?:\d+H)?(?:\d+M)?(?:\d+S)?(?<!T))")

_VALUES: Final[dict[str, Callable[[str], bool]]] = {
    "VERSION": _matches(r"2\.0"),
    "CALSCALE": _matches("GREGORIAN"),
    "LAST-MODIFIED": _is_instant,
    "DTSTAMP": _is_instant,
    "REFRESH-INTERVAL": _IS_DURATION,
    "X-PUBLISHED-TTL": _IS_DURATION,
    "COLOR": _matches(r"[a-z]+"),
    "X-APPLE-CALENDAR-COLOR": _matches(r"#[0-9A-F]{6}"),
    "SOURCE": _IS_URI,
    "URL": _IS_URI,
    "UID": _matches(r"[!-+\--:<-\[\]-~]+"),
    "RELATED-TO": _matches(r"[!-+\--:<-\[\]-~]+"),
    "SEQUENCE": _matches(r"\d{1,10}"),
    "GEO": _are_degrees,
    "STATUS": _matches("TENTATIVE|CONFIRMED|CANCELLED"),
    "TRANSP": _matches("OPAQUE|TRANSPARENT"),
    "CATEGORIES": _matches(_TEXTS),
    "LINK": _IS_URI,
    "CONCEPT": _IS_URI,
    "REFID": _matches(r"[a-z0-9-]+"),
    "ACTION": _matches("DISPLAY"),
    "TRIGGER": _matches(r"-P1D|-PT15H"),
    "PARTICIPANT-TYPE": _matches("ACTIVE"),
}
"""What a value must look like; whatever is not listed is a single TEXT."""

_VALUE_PARAMS: Final = {"REFRESH-INTERVAL": "DURATION", "SOURCE": "URI", "LINK": "URI"}
"""Properties whose VALUE parameter is mandatory (RFC 7986, 5.7 and 5.8; RFC 9253, 8.2)."""

_KNOWN: Final = {
    "VCALENDAR": {
        *("VERSION", "PRODID", "CALSCALE", "NAME", "DESCRIPTION", "LAST-MODIFIED", "REFRESH-INTERVAL"),
        *("COLOR", "SOURCE", "URL"),
    },
    "VEVENT": {
        *("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "LOCATION"),
        *("GEO", "URL", "CATEGORIES", "STATUS", "TRANSP", "RELATED-TO"),
    },
}
"""All that a plain feed may hold beside X- properties: no METHOD, no calendar UID, no recurrence of any kind."""

_KNOWN_BEYOND: Final = {
    "VCALENDAR": set[str](),
    "VEVENT": {"LINK", "CONCEPT", "REFID"},
    "VALARM": {"UID", "ACTION", "DESCRIPTION", "TRIGGER"},
    "VLOCATION": {"UID", "NAME", "GEO"},
    "PARTICIPANT": {"UID", "PARTICIPANT-TYPE", "SUMMARY", "DESCRIPTION"},
}
"""What others may hold besides."""

_REQUIRED: Final = {
    "VCALENDAR": ("VERSION", "PRODID"),
    "VEVENT": ("UID", "DTSTAMP", "DTSTART"),
    "VALARM": ("ACTION", "DESCRIPTION", "TRIGGER"),
    "VLOCATION": ("UID",),
    "PARTICIPANT": ("UID", "PARTICIPANT-TYPE"),
}
_REPEATABLE: Final = {"CATEGORIES", "RELATED-TO", "LINK", "CONCEPT"}


def _property_faults(owner: str, each: Property, *, plain: bool) -> Iterator[str]:
    known = _KNOWN.get(owner, set()) | (set() if plain else _KNOWN_BEYOND[owner])
    if each.name not in known and not each.name.startswith("X-"):
        yield f"{owner}: {each.name} does not belong here"
    if "TZID" in each.params:
        yield f"{each.name}: TZID"
    if not _LANGUAGE_TAG.fullmatch(each.params.get("LANGUAGE", "en")):
        yield f"{each.name}: LANGUAGE {each.params['LANGUAGE']!r}"
    if each.name in {"DTSTART", "DTEND"}:
        right = _is_day(each.value) if each.params.get("VALUE") == "DATE" else _is_instant(each.value)
    else:
        right = _VALUES.get(each.name, _IS_TEXT)(each.value)
        expected = "TEXT" if each.name.startswith("X-") and "VALUE" in each.params else _VALUE_PARAMS.get(each.name)
        if each.params.get("VALUE") != expected:
            yield f"{each.name}: VALUE={each.params.get('VALUE')}"
    if not right:
        yield f"{each.name}: value {each.value[:60]!r}"


def _component_faults(component: Component, *, plain: bool) -> Iterator[str]:
    counts = Counter(component.names)
    for name in _REQUIRED[component.name]:
        if not counts[name]:
            yield f"{component.name}: no {name}"
    for name, count in counts.items():
        if count > 1 and name not in _REPEATABLE:
            yield f"{component.name}: {name} {count} times"
    for each in component.properties:
        yield from _property_faults(component.name, each, plain=plain)


# Components


def _calendar_faults(calendar: Component, *, plain: bool) -> Iterator[str]:
    yield from _component_faults(calendar, plain=plain)
    found = [each for each in calendar.components if each.name == "VEVENT"]
    for component in calendar.components:
        if component.name != "VEVENT":
            yield f"a {component.name or 'nameless component'}"
    for event in found:
        yield from _component_faults(event, plain=plain)
        yield from _days_faults(event)
        yield from _inner_faults(event, plain=plain)
    uids = Counter(each.value for event in found for each in event.all("UID"))
    yield from (f"UID of {count} events: {uid}" for uid, count in uids.items() if count > 1)
    for event in found:
        for each in event.all("RELATED-TO"):
            if each.value not in uids:
                yield f"RELATED-TO leads out of the feed: {each.value}"


def _inner_faults(event: Component, *, plain: bool) -> Iterator[str]:
    for each in event.components:
        if plain or each.name not in {"VALARM", "VLOCATION", "PARTICIPANT"}:
            yield f"VEVENT: a {each.name} inside"
        else:
            yield from _component_faults(each, plain=plain)
    uids = Counter(found.value for each in event.components for found in each.all("UID"))
    yield from (f"UID of {count} parts: {uid}" for uid, count in uids.items() if count > 1)


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
