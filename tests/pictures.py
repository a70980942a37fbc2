"""The pictures of the README: ``make pictures`` writes them, and a test holds them current.

They show the same days for good, and no line of today, so that they change only when the record or the drawing does.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

from kzeu_timeline import Timeline, load, to_svg
from kzeu_timeline.publishing.file import write_file

FOLDER: Final = Path(__file__).parents[1] / "docs" / "pictures"

WIDTH: Final = 960
FIRST: Final = dt.date(2025, 1, 1)
LAST: Final = dt.date(2026, 6, 30)

PICTURES: Final = {
    "timeline-light.svg": ("en", "light"),
    "timeline-dark.svg": ("en", "dark"),
    "timeline-kk.svg": ("kk", "auto"),
}
"""Language and theme, by the name of the file."""


def drawn(timeline: Timeline, name: str) -> bytes:
    """The picture with that name, as it is to be."""
    language, theme = PICTURES[name]
    return f"{to_svg(timeline, language=language, theme=theme, width=WIDTH, first=FIRST, last=LAST)}\n".encode()


if __name__ == "__main__":
    record = load().timeline()
    for each in PICTURES:
        write_file(FOLDER / each, drawn(record, each))
