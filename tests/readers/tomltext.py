"""Plain values as TOML text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping


def toml_text(tables: Mapping[str, object]) -> str:
    """A TOML document with a line for each key."""
    return "".join(f"{_quoted(key)} = {_inline(value)}\n" for key, value in tables.items())


def _inline(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _quoted(value)
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
        case list() | tuple():
            return f"[{', '.join(map(_inline, value))}]"
        case Mapping():
            return f"{{ {', '.join(f'{_quoted(key)} = {_inline(each)}' for key, each in value.items())} }}"
    return repr(value)


def _quoted(text: str) -> str:
    escaped = (char if char.isalnum() or char in " -_./" else f"\\U{ord(char):08X}" for char in text)
    return f'"{"".join(escaped)}"'
