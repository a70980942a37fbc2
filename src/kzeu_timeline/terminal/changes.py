"""What changed, entry by entry."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from rich.console import Console
from rich.text import Text

from kzeu_timeline.change_sentences import change_text
from kzeu_timeline.changes import Change
from kzeu_timeline.terminal.lines import entry_line
from kzeu_timeline.terminal.screen import printable


def print_changes(console: Console, changes: Iterable[Change], language: str) -> None:
    """Print a line for each entry that changed, and below it one for each of its changes."""
    for entry, of_entry in groupby(changes, key=lambda change: change.entry):
        console.print(entry_line(entry, language), style="bold", soft_wrap=True)
        for change in of_entry:
            console.print(Text(f"  {printable(change_text(change, language))}"), soft_wrap=True)
