"""Text and links in Markdown (CommonMark and GitHub's), so that nothing in the data is markup."""

from __future__ import annotations

import re
from typing import Final

from kzeu_timeline.model import Source

_SPECIAL: Final = re.compile(r"[\\`*_{}\[\]()#+!|~$@:^=.-]")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def escaped(text: str) -> str:
    """*text* with everything escaped that Markdown, GitHub's included, or HTML could take for markup."""
    plain = _CONTROL.sub(" ", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(_escape, plain)


def _escape(found: re.Match[str]) -> str:
    # A dot, a colon or an at sign may make a bare address a link, even behind a backslash.
    return f"&#{ord(found[0])};" if found[0] in ".:@" and _makes_link(found) else _backslashed(found[0])


def _makes_link(found: re.Match[str]) -> bool:
    after = found.string[found.end() : found.end() + 1]
    return found[0] == "@" or after == "/" or (found[0] == "." and after.isalnum())


def _backslashed(char: str) -> str:
    return char if char in ".:-+=()" else f"\\{char}"


def link(source: Source) -> str:
    """The publisher, linked to the document where it has an address."""
    name = escaped(source.publisher)
    if source.url is None:
        return name
    address = source.url.replace("(", "%28").replace(")", "%29").replace("|", "%7C").replace("&", "&amp;")
    return f"[{name}](<{address}>)"
