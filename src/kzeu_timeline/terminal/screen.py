"""What a terminal can show: text that does not steer it, in signs and letters that its encoding holds."""

from __future__ import annotations

import re
from typing import Final

import attrs
from rich.console import Console
from rich.text import Text

_STEERING: Final = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_TWINS: Final = {
    **dict(zip("┌│└├─┤┼┊┃▸≈↕‹›", "/|\\[-]+|!>~^<>", strict=True)),
    **dict(zip("█▒░●○◆◇□×→", "#=:*o+?%x>", strict=True)),
    **dict(zip("–—’‘“”«·", '--\'\'"""-', strict=True)),
    "…": "...",
}
"""What stands for a sign where the encoding lacks it; letters have no twin, and are escaped."""


def printable(text: str) -> str:
    """*text* as one line, without control characters and those that turn its direction: data steers no terminal."""
    return _STEERING.sub("", " ".join(text.splitlines()).replace("\t", " "))


@attrs.frozen
class Screen:
    """A console, and what it can show."""

    console: Console

    def shown(self, text: str) -> str:
        """*text* as one line of what the encoding holds: a sign it lacks by its ASCII twin, a letter by its escape.

        To be asked before anything is measured, so that columns stay columns. Nothing is lost.
        """
        line = printable(text)
        return line if self.console.encoding.startswith("utf") else "".join(map(self._held, line))

    def _held(self, char: str) -> str:
        encoding = self.console.encoding
        try:
            char.encode(encoding)
        except UnicodeEncodeError:
            return _TWINS.get(char) or char.encode(encoding, "backslashreplace").decode(encoding)
        return char

    def text(self, text: str, style: str = "") -> Text:
        """*text* as it can be shown, in that style."""
        return Text(self.shown(text), style)
