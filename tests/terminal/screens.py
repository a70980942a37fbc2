"""Terminals of any width and encoding, whose output can be read."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

from rich.cells import cell_len
from rich.console import Console

ENCODINGS = ("utf-8", "ascii", "cp1251", "koi8-r", "cp437")


class Terminal:
    """What is printed on it, as it is sent and as it is seen."""

    def __init__(self, width: int = 80, encoding: str = "utf-8", *, colours: str | None = None, tty: bool = True):
        self._bytes = io.BytesIO()
        stream = io.TextIOWrapper(self._bytes, encoding=encoding, errors="strict", write_through=True, newline="\n")
        self.console = Console(
            file=stream,
            width=width,
            height=50,
            force_terminal=tty,
            color_system=colours,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
            _environ={},
        )

    @property
    def sent(self) -> str:
        return self._bytes.getvalue().decode(self.console.encoding)

    @property
    def lines(self) -> list[str]:
        return self.sent.splitlines()

    @property
    def widest(self) -> int:
        return max(map(cell_len, self.lines), default=0)

    @property
    def letters(self) -> str:
        """All that is not blank, box or sign: what is left when lines are broken elsewhere."""
        return squeezed(self.sent)


def squeezed(text: str) -> str:
    return re.sub(r"[\s│╭╮╰╯─|+-]", "", text)


def printed(act: Callable[[Console], None], width: int = 80, encoding: str = "utf-8", **settings) -> Terminal:
    terminal = Terminal(width, encoding, **settings)
    act(terminal.console)
    return terminal
