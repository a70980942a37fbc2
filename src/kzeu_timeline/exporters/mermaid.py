"""Mermaid: a timeline diagram, as GitHub and GitLab draw it in Markdown.

The grammar is that of Mermaid 10 and 11: the older one refuses more, and nobody chooses what a site draws with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from kzeu_timeline.doubts import is_open
from kzeu_timeline.exporters.losses import Loss, left_out
from kzeu_timeline.locales import wording
from kzeu_timeline.model import Entry, Status
from kzeu_timeline.sentences import status_text, when_text, year_heading
from kzeu_timeline.text import Language
from kzeu_timeline.timeline import Timeline

MOST: Final = 50_000
"""Characters, in UTF-16; of a longer text Mermaid draws nothing (its ``maxTextSize``)."""

_BLANKS: Final = re.compile(r"[\s\x00-\x20\x7f-\xa0\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]+")
_NOT_PLAIN: Final = re.compile(r"[^\w .,()/'’«»“”„…–—≈-]")
"""All that is not a letter, a digit or a sign that means nothing to Mermaid, to Markdown or to HTML."""


def to_mermaid(timeline: Timeline, *, language: str) -> str:
    """The timeline as a Mermaid diagram in one language, a section for each year, entries of one date together.

    Nothing in the data is syntax: what could be is written as an entity, and line breaks become blanks. Of a timeline
    that is too long for Mermaid the first entries are drawn, and how many more there are is said.
    """
    tongue = Language.of(language)
    words, drawn = wording(tongue), _drawn(timeline, tongue)
    lines = ["timeline", f"    title {_text(words.label('calendar'))}"]
    for year, of_year in groupby(drawn, key=year_heading):
        lines.append(f"    section {year}")
        for when, entries in groupby(of_year, key=lambda entry: when_text(entry.when, tongue)):
            lines.append(f"        {_text(when)} : {' : '.join(_event(entry, tongue) for entry in entries)}")
    if more := len(timeline) - len(drawn):
        lines.append(f"        {_text(words.label('and-more').format(count=more))}")
    return "\n".join([*lines, ""])


def _event(entry: Entry, language: Language) -> str:
    title = entry.title.best(language)
    return _text(title if entry.status in {None, Status.HELD} else f"{title} ({status_text(entry, language)})")


def _text(text: str) -> str:
    """*text* on one line, with everything written as an entity of Mermaid's that is not plain."""
    return _NOT_PLAIN.sub(lambda found: f"#{ord(found[0])};", _BLANKS.sub(" ", text).strip()) or "…"


def _drawn(timeline: Timeline, language: Language) -> Timeline:
    """As many of the first entries as there is room for, were each under a year and a date of its own."""
    room = MOST - 500  # for what stands before the first entry and after the last
    for number, entry in enumerate(timeline):
        period = f"        {_text(when_text(entry.when, language))} : {_event(entry, language)}"
        room -= _length(f"    section {year_heading(entry)}\n{period}\n")
        if room < 0:
            return timeline[:number]
    return timeline


def _length(text: str) -> int:
    """As JavaScript counts."""
    return len(text.encode("utf-16-le")) // 2


def losses(timeline: Timeline, *, language: str) -> Iterator[Loss]:
    """What the diagram leaves out."""
    drawn = _drawn(timeline, Language.of(language))
    for entry in timeline:
        if entry not in drawn:
            yield Loss(entry.slug, "entry", f"Mermaid draws no text of more than {MOST:,} characters")
        if is_open(entry.when):
            yield Loss(entry.slug, "when", "the axis has no scale; the date is told in words only")
        if entry.status is Status.HELD:
            yield Loss(entry.slug, "status", "only what is planned, postponed or cancelled is marked")
        if entry.place:
            yield Loss(entry.slug, "place", "a diagram shows dates and titles")
    yield from left_out(timeline, _LEFT_OUT)


_NO_PLACE: Final = (
    *("type", "kind", "track", "ordinal", "parties", "participants", "topics", "figures", "relations"),
    *("description", "commemorated", "clock", "annotations"),
)
_LEFT_OUT: Final = {
    "languages": "one language for each diagram",
    "statements": "an entry has the settled date only",
    **dict.fromkeys(_NO_PLACE, "a diagram shows dates and titles"),
}
