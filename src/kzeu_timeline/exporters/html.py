"""HTML: one file that people open, search and print, in every language, without a network and without scripts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from kzeu_timeline.exporters.losses import Loss, left_out
from kzeu_timeline.page.rendering import Page
from kzeu_timeline.text import Language
from kzeu_timeline.timeline import Timeline


def to_html(timeline: Timeline, *, language: str, today: dt.date | None = None) -> str:
    """The timeline as one HTML page, shown in *language* and with the words of the others.

    *today* is the day from which it is seen: with it the page says what is coming, and the picture has a line there.
    Nothing is fetched, nothing in the data is markup, and a policy in the page forbids everything else.
    """
    return Page(timeline, today).alone(Language.of(language))


def losses(timeline: Timeline, *, language: str) -> Iterator[Loss]:
    """What the page leaves out."""
    del language
    return left_out(timeline, _LEFT_OUT)


_LEFT_OUT: Final = {
    "ordinal": "it is told by the title",
    "parties": "who the parties are is told by track and title",
    "commemorated": "the anniversaries themselves are shown",
    "coordinates": "a place is told by its name",
}
