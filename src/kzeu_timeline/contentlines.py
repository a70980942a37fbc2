"""Content lines of iCalendar: values, escapes, parameters and folds (RFC 5545, 3.1 to 3.3). Knows no property.

Works on octets: lines are folded by them, and every search for a character that needs care is fastest there.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple
from urllib.parse import quote

_ROOM: Final = 74
"""Octets in a physical line: RFC 5545 allows 75, and the blank that begins a continuation is one of them."""

_C0: Final = bytes([*range(0x09), *range(0x0B, 0x20), 0x7F])
"""The controls of ASCII but tab and line feed; no octet of a longer character is among them."""
_C1: Final = re.compile(rb"\xc2[\x80-\x9f]").search
_SEPARATORS: Final = re.compile(rb"\xe2\x80[\xa8\xa9]").search
"""U+2028 and U+2029."""
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LINE_BREAKS: Final = re.compile("\r\n|[\r\n\u2028\u2029]")


def escaped(text: str) -> bytes:
    r"""*text* as a TEXT value in UTF-8: ``\ ; ,`` and line breaks escaped.

    Control characters, which RFC 5545 allows nowhere, are dropped; the line separators of Unicode become line breaks.
    """
    octets = text.encode()
    if not text.isprintable() and _is_unclean(octets):
        octets = cleaned(text).encode()
    return _with_escapes(octets)


def _is_unclean(octets: bytes) -> bool:
    """Whether any character is there that iCalendar can't hold; what Python calls printable is none."""
    return len(octets.translate(None, _C0)) != len(octets) or bool(_C1(octets) or _SEPARATORS(octets))


def _with_escapes(octets: bytes) -> bytes:
    if b"\\" in octets:  # first, for the others bring backslashes
        octets = octets.replace(b"\\", b"\\\\")
    if b";" in octets:
        octets = octets.replace(b";", b"\\;")
    if b"," in octets:
        octets = octets.replace(b",", b"\\,")
    if b"\n" in octets:
        octets = octets.replace(b"\n", b"\\n")
    return octets


def cleaned(text: str) -> str:
    """*text* with what iCalendar can hold: no control characters, every line break a line feed."""
    return _CONTROLS.sub("", _LINE_BREAKS.sub("\n", text))


def uri(address: str) -> str:
    """An address as a URI value: everything but ASCII is percent-encoded (RFC 3986, 2.1)."""
    return address if address.isascii() else quote(address, safe="!#$%&'()*+,/:;=?@[]~")


def day(date: dt.date) -> str:
    """*date*, which has no time, as a DATE value (RFC 5545, 3.3.4)."""
    return date.isoformat().replace("-", "")


def instant(moment: dt.datetime) -> str:
    """*moment*, which is in UTC, as a DATE-TIME value (RFC 5545, 3.3.5)."""
    return f"{moment.isoformat()[:19].replace('-', '').replace(':', '')}Z"


@lru_cache(maxsize=1024)
def degrees(number: float) -> str:
    """At most six digits after the point, which is a hand's breadth, and never an exponent (RFC 5545, 3.8.1.6)."""
    text = f"{number:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


Value = str | int | dt.date | tuple[float, float]
"""Text, a number, a day or an instant in UTC, degrees north and east."""

_NO_PARAMETERS: Final[Mapping[str, str]] = MappingProxyType({})


class Property(NamedTuple):
    """A property with its values; ``type`` is the value type in jCal's names (RFC 7265, 3.4 and 5).

    ``unknown`` is that of X- properties, whose values are text. ``says_type`` if the line must name the type, because
    the property has no default or another.
    """

    name: str
    type: str
    values: tuple[Value, ...]
    parameters: Mapping[str, str] = _NO_PARAMETERS
    says_type: bool = False


def content_line(prop: Property) -> bytes:
    """The property as a content line, neither folded nor ended."""
    parameters = f";VALUE={prop.type.upper()}" if prop.says_type else ""
    parameters += "".join([f";{name}={_parameter(name, value)}" for name, value in prop.parameters.items()])
    return f"{prop.name}{parameters}:".encode() + b",".join([_value(prop.type, each) for each in prop.values])


def _value(kind: str, value: Value) -> bytes:
    if isinstance(value, dt.datetime):
        return instant(value).encode()
    if isinstance(value, dt.date):
        return day(value).encode()
    if isinstance(value, tuple):
        return ";".join(map(degrees, value)).encode()
    if kind in {"text", "unknown"}:
        return escaped(str(value))
    return (uri(value) if kind == "uri" and isinstance(value, str) else str(value)).encode()


_QUOTED: Final = frozenset({"LINKREL"})
"""Parameters whose values stand in quotation marks whatever they hold, because they may be addresses."""


def _parameter(name: str, text: str) -> str:
    """*text* as a parameter value: what would end it is written by RFC 6868."""
    text = cleaned(text).replace("^", "^^").replace("\n", "^n").replace('"', "^'")
    return f'"{text}"' if name in _QUOTED or any(sign in text for sign in ",;:") else text


_AS_LONG_AS: Final = [
    # The longest piece that no continuation octet follows, or one octet shorter if it would end in a backslash.
    (rb".{%d}(?![\x80-\xbf])(?<![\\^])" % length, rb".{%d}(?=[\\^](?![\x80-\xbf]))" % (length - 1))
    for length in range(_ROOM, _ROOM - 4, -1)  # a character has at most four octets
]
_ALL_THAT_IS_LEFT: Final = rb".{1,%d}+\Z" % _ROOM
_PIECES: Final = re.compile(
    b"|".join(
        (_AS_LONG_AS[0][0], _ALL_THAT_IS_LEFT, _AS_LONG_AS[0][1], *(b"|".join(each) for each in _AS_LONG_AS[1:]))
    ),
    re.DOTALL,
).findall


def folded(line: bytes) -> bytes:
    """*line* with its line end, folded so that no physical line has more than 75 octets.

    A fold stands between two characters, never inside the UTF-8 octets of one, which RFC 5545 allows and clients
    don't understand, nor after a single backslash.
    """
    if len(line) <= _ROOM:
        return line + b"\r\n"
    return b"\r\n ".join(_PIECES(line)) + b"\r\n"
