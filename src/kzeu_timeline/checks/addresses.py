"""Addresses of pages: which are the same, and which look mistyped."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

_OF_CAMPAIGNS: Final = re.compile(r"utm_.*|fbclid|gclid|yclid")
_PORTS: Final = (None, 80, 443)
_BAD_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_CODED_CONTROL: Final = re.compile(r"%(?:[01][0-9A-Fa-f]|7[Ff])")
_BLANK_AT_AN_END: Final = re.compile(r"%20(?=$|[/?#])|(?<=/)%20")
_LAST: Final = tuple(".,;:!…»”’'")


def essential(url: str) -> tuple[object, ...]:
    """What of an address decides which page it is, to compare: two with equal answers show the same one.

    Scheme, ``www.``, a slash at the end, the order of parameters, those of campaigns, and an anchor make no difference.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").strip(".").removeprefix("www.")
    port = None if parts.port in _PORTS else parts.port
    given = parse_qsl(parts.query, keep_blank_values=True)
    # "#!/news/1" and "#/news/1" are pages of their own, on sites that are one program.
    page = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    parameters = sorted(pair for pair in given if not _OF_CAMPAIGNS.fullmatch(pair[0]))
    return host, port, unquote(parts.path).rstrip("/"), tuple(parameters), page


def oddity(url: str) -> str | None:
    """What looks mistyped in an address that is well formed; None if nothing does."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if "@" in parts.netloc:
        return "a name or a password before the host"
    if "." not in host and ":" not in host:
        return "a host without a dot"
    if not all(host.split(".")):
        return "a host with a dot too many"
    if _BAD_PERCENT.search(url):
        return "a percent sign that begins no code"
    if _CODED_CONTROL.search(url):
        return "the code of a control character"
    if _BLANK_AT_AN_END.search(url):
        return "a blank at the beginning or at the end of a part"
    if url.endswith(_LAST) or (url.endswith(")") and url.count("(") < url.count(")")):
        return "punctuation at the end"
    return None
