"""JSON that prints as it reads."""

from __future__ import annotations

import json
import re
from typing import Final

_INVISIBLE: Final = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def json_text(value: object, *, indent: int | None = 2) -> str:
    """*value* as JSON in which every character that does not print, or turns the direction of text, is escaped."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return _INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
