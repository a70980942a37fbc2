"""Content lines of iCalendar: escaping and folding (RFC 5545, 3.1 and 3.3.11). Knows no property."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

_ROOM: Final = 74
"""Octets in a physical line: RFC 5545 allows 75, and the blank that begins a continuation is one of them."""

_CONTROLS: Final = dict.fromkeys((*range(9), *range(10, 32), *range(127, 160)))
_NEEDS_CARE: Final = re.compile(r"[\\;,\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")
_LINE_BREAKS: Final = re.compile("\r\n|[\r\n\u2028\u2029]")
_IN_PARAMETER: Final = re.compile(r'["\x00-\x1f\x7f-\x9f]')


def escaped(text: str) -> str:
    r"""*text* as a TEXT value: ``\ ; ,`` and line breaks escaped.

    Control characters, which RFC 5545 allows nowhere, are dropped; the line separators of Unicode become line breaks.
    """
    if not _NEEDS_CARE.search(text):
        return text
    text = _LINE_BREAKS.sub("\n", text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\n", "\\n").translate(_CONTROLS)


def parameter(text: str) -> str:
    """*text* as the value of a parameter, in quotes; quotes and control characters, which it can't hold, are dropped."""
    return f'"{_IN_PARAMETER.sub("", text)}"'


def uri(address: str) -> str:
    """An address as a URI value: everything but ASCII is percent-encoded (RFC 3986, 2.1)."""
    return address if address.isascii() else quote(address, safe="!#$%&'()*+,/:;=?@[]~")


def folded(line: str) -> str:
    """*line* with its line end, folded so that no physical line has more than 75 octets.

    A fold stands between two characters, never inside the UTF-8 octets of one.
    """
    if line.isascii():
        if len(line) <= _ROOM:
            return f"{line}\r\n"
        pieces = [line[start : start + _ROOM] for start in range(0, len(line), _ROOM)]
    elif len(line) * 4 <= _ROOM:
        return f"{line}\r\n"
    else:
        pieces = _pieces(line.encode())
    return "\r\n ".join(pieces) + "\r\n"


def _pieces(octets: bytes) -> list[str]:
    pieces, start = [], 0
    while start < len(octets):
        end = start + _ROOM
        while end < len(octets) and octets[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        pieces.append(octets[start:end].decode())
        start = end
    return pieces
