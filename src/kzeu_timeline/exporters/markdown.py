"""Markdown: a table for each year, for reading and for pasting into pages (CommonMark, GitHub's tables)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from kzeu_timeline.exporters.commonmark import escaped, link
from kzeu_timeline.exporters.losses import Loss, left_out
from kzeu_timeline.locales import wording
from kzeu_timeline.model import Entry
from kzeu_timeline.sentences import place_text, run_legends, run_marks, status_text, when_text, year_heading
from kzeu_timeline.text import Language
from kzeu_timeline.timeline import Timeline


def to_markdown(timeline: Timeline, *, language: str) -> str:
    """The timeline as Markdown in one language, a table for each year, each entry with its sources.

    Entries whose order the sources leave open are joined by a line in the margin. Nothing in the data is markup:
    every character that could be is escaped, and line breaks become blanks.
    """
    tongue = Language.of(language)
    words = wording(tongue)
    runs = run_marks(timeline)
    lines = [f"# {escaped(words.label('calendar'))}", ""]
    for year, entries in groupby(timeline, key=year_heading):
        heads = [words.label(key) for key in ("date", "title", "kind", "place", "status", "sources")]
        lines += [f"## {year}", "", f"| | {' | '.join(map(escaped, heads))} |", f"|{'---|' * (len(heads) + 1)}"]
        lines += [_row(entry, tongue, runs.get(entry.slug, "")) for entry in entries]
        lines.append("")
    for legend in run_legends(runs.values(), tongue):
        lines += [escaped(legend), ""]
    return "\n".join(lines)


def _row(entry: Entry, language: Language, mark: str) -> str:
    words = wording(language)
    cells = [
        mark,
        escaped(when_text(entry.when, language)),
        escaped(entry.title.best(language)),
        escaped(f"{words.label(entry.type)}: {words.kind(entry.kind)}"),
        escaped(place_text(entry.place, language)) if entry.place else "",
        escaped(status_text(entry, language)),
        ", ".join(link(source) for source in entry.sources),
    ]
    return f"| {' | '.join(cells)} |"


def losses(timeline: Timeline, *, language: str) -> Iterator[Loss]:
    """What the tables leave out."""
    del language
    return left_out(timeline, _LEFT_OUT)


_NO_PLACE: Final = (
    *("track", "ordinal", "parties", "participants", "topics", "figures", "relations"),
    *("description", "commemorated", "clock", "annotations"),
)
_LEFT_OUT: Final = {
    "languages": "one language for each file",
    "statements": "a row shows the settled date only",
    **dict.fromkeys(_NO_PLACE, "a row has no place for it"),
}
