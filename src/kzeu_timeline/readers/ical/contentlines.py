"""Content lines of iCalendar: unfolding, names, parameters, and the escapes of text (RFC 5545, 3.1 to 3.3.11).

Lines are read from octets one after the other: a fold may stand inside a character, and what some clients write is
neither UTF-8 nor ends its lines as it should. Knows no property.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final, NamedTuple

from kzeu_timeline.readers.ical.limits import LONGEST_VALUE, MOST_FOLDS, MOST_PARAMETERS

TOO_LONG: Final = "a value too long, left out"

_SHOWN: Final = 1_000
"""Octets of a line that is too long, for the word about it."""

_LINE: Final = re.compile(r'([A-Za-z0-9-]+)((?:;[^:"]*(?:"[^"]*"[^:"]*)*)?):', re.ASCII)
_BROKEN_QUOTES: Final = re.compile(r"([A-Za-z0-9-]+)((?:;[^:]*)?):", re.ASCII)
_PARAMETER: Final = re.compile(r';([^=;:"]*)=((?:"[^"]*"|[^";])*)')
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


Line = tuple[int, str, str]
"""One content line, unfolded: the number of its first physical line, from 1, its text, and what is wrong with it."""


class Property(NamedTuple):
    """A property as it stands, its whole line, which is taken apart by those who ask; *line* is the number of that."""

    whole: str
    line: int

    @property
    def value(self) -> str:
        """What follows the name and the parameters, with all its escapes."""
        name, _, value = self.whole.partition(":")
        if ";" not in name:
            return value
        found = _parted(self.whole)
        return self.whole[found.end() :] if found else ""

    def parameter(self, name: str) -> str | None:
        """The value of the parameter of that name, in any case, without its quotes; None if it has none."""
        parted = _parted(self.whole)
        for found in islice(_PARAMETER.finditer(parted[2] if parted else ""), MOST_PARAMETERS):
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
    first, line, more = 0, b"", list[bytes]()
    for number, physical in chain(enumerate(io.BytesIO(_as_utf8(data)), 1), [(0, b"\n")]):
        if physical[0] in b" \t":
            if line:
                if len(more) <= MOST_FOLDS:
                    more.append(physical)
                continue
            physical = physical[1:]  # noqa: PLW2901 - it goes on from a line that is empty
        if line:
            yield _unfolded(first, line, more)
            more = []
        first, line = number, physical.rstrip(b"\r\n")


def _as_utf8(data: bytes) -> bytes:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    data = data.removeprefix(b"\xef\xbb\xbf")
    return data if b"\n" in data else data.replace(b"\r", b"\n")


def _unfolded(first: int, line: bytes, more: list[bytes]) -> Line:
    if more:
        line += b"".join([each.rstrip(b"\r\n")[1:] for each in more])
    fault = ""
    if len(line) > LONGEST_VALUE or len(more) > MOST_FOLDS:
        line, fault = line[:_SHOWN], TOO_LONG
    try:
        return first, line.decode(), fault
    except UnicodeDecodeError:
        return first, line.decode("cp1252", "replace"), fault or "not UTF-8, read as Windows-1252"


def _parted(text: str) -> re.Match[str] | None:
    return _LINE.match(text) or _BROKEN_QUOTES.match(text)


def name_of(text: str) -> str | None:
    """The name of the property that a line holds, in capitals; None if it is no content line."""
    found = _parted(text)
    return None if found is None else found[1].upper()


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
