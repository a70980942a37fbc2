"""What goes where: results to standard output, messages to standard error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


def console(*, stderr: bool = False) -> Console:
    """Where text for people goes; nothing in it is markup."""
    from rich.console import Console  # noqa: PLC0415 - 20 ms that --version and JSON do without

    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def say(message: str) -> None:
    """Say something about the result that is not part of it."""
    console(stderr=True).print(message, soft_wrap=True)


def print_json(value: object) -> None:
    """Print *value* for programs: UTF-8, whatever the terminal's encoding."""
    from kzeu_timeline.exporters.jsontext import json_text  # noqa: PLC0415 - most commands print text

    sys.stdout.buffer.write(f"{json_text(value)}\n".encode())
