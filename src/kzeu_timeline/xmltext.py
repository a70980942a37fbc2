"""What XML 1.0 can hold of a text (section 2.2, Char); controls from 7F to 9F, which it discourages, are no loss."""

from __future__ import annotations

import re
from typing import Final

_NOT_IN_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f]")


def in_xml(text: str) -> str:
    """*text* less the characters that XML can't hold."""
    return _NOT_IN_XML.sub("", text)
