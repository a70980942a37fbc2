"""Markdown: a table for each year, for reading and for pasting into pages (CommonMark, GitHub's tables)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from kzeu_timeline.exporters.losses import Loss, left_out
from kzeu_timeline.locales import describe, wording
from kzeu_timeline.model import Entry, Source
from kzeu_timeline.sentences import is_open, place_text, run_marks, status_text, year_heading
from kzeu_timeline.text import Language
from kzeu_timeline.timeline import Timeline

_SPECIAL: Final = re.compile(r"[\\`*_{}\[\]()#+!|~$@:^=.-]")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def to_markdown(timeline: Timeline, *, language: str) -> str:
    """The timeline as Markdown in one language, a table for each year, each entry with its sources.

    Entries whose order the sources leave open are joined by a line in the margin. Nothing in the data is markup:
    every character that could be is escaped, and line breaks become blanks.
    """
    tongue = Language.of(language)
    words = wording(tongue)
    runs = run_marks(timeline)
    lines = [f"# {_text(words.label('calendar'))}", ""]
    for year, entries in groupby(timeline, key=year_heading):
        heads = [words.label(key) for key in ("date", "title", "kind", "place", "status", "sources")]
        lines += [f"## {year}", "", f"| | {' | '.join(map(_text, heads))} |", f"|{'---|' * (len(heads) + 1)}"]
        lines += [_row(entry, tongue, runs.get(entry.slug, "")) for entry in entries]
        lines.append("")
    if runs:
        lines += [f"┌│└ {_text(words.label('order-open'))}", ""]
    return "\n".join(lines)


def _row(entry: Entry, language: Language, mark: str) -> str:
    words, when = wording(language), describe(entry.when, language)
    cells = [
        mark,
        f"≈ {_text(when)}" if is_open(entry.when) else _text(when),
        _text(entry.title.best(language)),
        _text(f"{words.label(entry.type)}: {words.kind(entry.kind)}"),
        _text(place_text(entry.place, language)) if entry.place else "",
        _text(status_text(entry, language)),
        ", ".join(_link(source) for source in entry.sources),
    ]
    return f"| {' | '.join(cells)} |"


def _text(text: str) -> str:
    """*text* with everything escaped that Markdown, GitHub's included, or HTML could take for markup."""
    plain = _CONTROL.sub(" ", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(_escape, plain)


def _escape(found: re.Match[str]) -> str:
    # A dot, a colon or an at sign may make a bare address a link, even behind a backslash.
    return f"&#{ord(found[0])};" if found[0] in ".:@" and _makes_link(found) else _backslashed(found[0])


def _makes_link(found: re.Match[str]) -> bool:
    after = found.string[found.end() : found.end() + 1]
    return found[0] == "@" or after == "/" or (found[0] == "." and after.isalnum())


def _backslashed(char: str) -> str:
    return char if char in ".:-+=()" else f"\\{char}"


def _link(source: Source) -> str:
    name = _text(source.publisher)
    if source.url is None:
        return name
    address = source.url.replace("(", "%28").replace(")", "%29").replace("|", "%7C").replace("&", "&amp;")
    return f"[{name}](<{address}>)"


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
