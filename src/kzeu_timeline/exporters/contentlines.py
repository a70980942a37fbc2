"""Content lines of iCalendar: escaping and folding (RFC 5545, 3.1 and 3.3.11). Knows no property."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

_ROOM: Final = 74
"""Octets in a physical line: RFC 5545 allows 75, and the blank that begins a continuation is one of them."""

_NEEDS_CARE: Final = re.compile(r"[\\;,\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LINE_BREAKS: Final = re.compile("\r\n|[\r\n\u2028\u2029]")


def escaped(text: str) -> str:
    r"""*text* as a TEXT value: ``\ ; ,`` and line breaks escaped.

    Control characters, which RFC 5545 allows nowhere, are dropped; the line separators of Unicode become line breaks.
    """
    if not _NEEDS_CARE.search(text):
        return text
    text = _CONTROLS.sub("", _LINE_BREAKS.sub("\n", text))
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def uri(address: str) -> str:
    """An address as a URI value: everything but ASCII is percent-encoded (RFC 3986, 2.1)."""
    return address if address.isascii() else quote(address, safe="!#$%&'()*+,/:;=?@[]~")


def folded(line: str) -> bytes:
    """*line* in UTF-8 with its line end, folded so that no physical line has more than 75 octets.

    A fold stands between two characters, never inside the UTF-8 octets of one, which RFC 5545 allows and clients
    don't understand, nor after a single backslash.
    """
    octets = line.encode()
    if len(octets) <= _ROOM:
        return octets + b"\r\n"
    pieces, start = [], 0
    while len(octets) - start > _ROOM:
        end = start + _ROOM
        while octets[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        if octets[end - 1] in b"\\^":
            end -= 1
        pieces.append(octets[start:end])
        start = end
    pieces.append(octets[start:])
    return b"\r\n ".join(pieces) + b"\r\n"
