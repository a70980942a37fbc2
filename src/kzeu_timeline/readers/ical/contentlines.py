"""Content lines of iCalendar: unfolding, names, parameters, and the escapes of text (RFC 5545, 3.1 to 3.3.11).

Lines are read from octets one after the other: a fold may stand inside a character, and what some clients write is
neither UTF-8 nor ends its lines as it should. Knows no property.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

LONGEST_VALUE: Final = 10 * 2**20
"""Octets of one line, unfolded; libical has the same limit."""

MOST_PARAMETERS: Final = 100
"""Of one property, as in libical."""

TOO_LONG: Final = "a value too long, left out"

_SHOWN: Final = 1_000
"""Octets of a line that is too long, for the word about it."""

_LINE: Final = re.compile(r'([A-Za-z0-9-]+)((?:;[^:"]*(?:"[^"]*"[^:"]*)*)?):', re.ASCII)
_BROKEN_QUOTES: Final = re.compile(r"([A-Za-z0-9-]+)((?:;[^:]*)?):", re.ASCII)
_PARAMETER: Final = re.compile(r';\s*([^=;:"]*)=((?:"[^"]*"|[^";])*)')
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


Line = tuple[int, str, str]
"""One content line, unfolded: the number of its first physical line, from 1, its text, and what is wrong with it."""


Raw = tuple[str, str, int]
"""A property without its name, before anybody asks for it: value and parameters as they stand, and the line."""


class Property(NamedTuple):
    """The value of a property as it stands, and its parameters, not yet taken apart."""

    value: str
    parameters: str
    line: int

    def parameter(self, name: str) -> str | None:
        """The value of the parameter of that name, in any case, without its quotes; None if it has none."""
        if not self.parameters:
            return None
        for found in list(_PARAMETER.finditer(self.parameters))[:MOST_PARAMETERS]:
            if found[1].strip().upper() == name:
                return found[2].strip().strip('"')
        return None

    @property
    def text(self) -> str:
        """The value as text."""
        return unescaped(self.value)

    @property
    def texts(self) -> list[str]:
        """The value as a list of texts."""
        return [unescaped(part) for part in _split(self.value)]


def lines_of(data: bytes) -> Iterator[Line]:
    """The content lines of a calendar; empty ones are left out.

    A byte order mark is skipped; UTF-16 with one is read too. What is not UTF-8 is taken as Windows-1252.
    """
    for number, octets, fault in _unfolded(_as_utf8(data)):
        try:
            yield number, octets.decode(), fault
        except UnicodeDecodeError:
            yield number, octets.decode("cp1252", "replace"), fault or "not UTF-8, read as Windows-1252"


def _as_utf8(data: bytes) -> bytes:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    data = data.removeprefix(b"\xef\xbb\xbf")
    return data if b"\n" in data else data.replace(b"\r", b"\n")


def _unfolded(data: bytes) -> Iterator[tuple[int, bytes, str]]:
    """The lines, joined where a line begins with a blank, with the number of the first and what is wrong with them."""
    first, line, more = 0, b"", list[bytes]()
    for number, physical in enumerate(io.BytesIO(data), 1):
        if physical[0] in b" \t" and line:
            more.append(physical)
            continue
        if line:
            yield first, *_joined(line, more)
            more = []
        first, line = number, physical.rstrip(b"\r\n")
    if line:
        yield first, *_joined(line, more)


def _joined(line: bytes, more: list[bytes]) -> tuple[bytes, str]:
    if more:
        line += b"".join([each.rstrip(b"\r\n")[1:] for each in more])
    return (line, "") if len(line) <= LONGEST_VALUE else (line[:_SHOWN], TOO_LONG)


def property_of(number: int, text: str) -> tuple[str, Raw] | None:
    """The property that a line holds, with its name in capitals; None if it is no content line."""
    found = _LINE.match(text) or _BROKEN_QUOTES.match(text)
    if found is None:
        return None
    name, parameters = found.groups()
    return name.upper(), (text[found.end() :], parameters, number)


def unescaped(value: str) -> str:
    r"""*value* as text: ``\n`` and ``\N`` are line breaks, any other escaped character is itself (RFC 5545, 3.3.11).

    Control characters, which no value may hold, are dropped.
    """
    if "\\" in value:
        value = "\\".join(map(_without_escapes, value.split("\\\\")))
    return value if value.isprintable() else _CONTROLS.sub("", value)


def _without_escapes(part: str) -> str:
    """*part* of a text between two escaped backslashes, with all other escapes undone."""
    part = part.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\N", "\n")
    return part.replace("\\", "")


def _split(value: str) -> list[str]:
    """The parts between commas that are not escaped."""
    if "\\" not in value:
        return value.split(",")
    parts, start, at = [], 0, 0
    while at < len(value):
        if value[at] == "\\":
            at += 1
        elif value[at] == ",":
            parts.append(value[start:at])
            start = at + 1
        at += 1
    return [*parts, value[start:]]
