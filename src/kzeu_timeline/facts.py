"""What is known of one entry, each with the word for it, in the order in which cards tell it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from kzeu_timeline.chronology import Chronology
from kzeu_timeline.locales import wording
from kzeu_timeline.model import Entry
from kzeu_timeline.sentences import (
    figure_text,
    how_known,
    local_times,
    narrowed,
    participant_text,
    place_text,
    relation_text,
    status_text,
    when_text,
    why_settled,
)
from kzeu_timeline.timeline import Timeline


class Fact(NamedTuple):
    """A word and the lines that it introduces, of which there is at least one."""

    word: str
    lines: list[str]


def facts(
    entry: Entry, language: str, chronology: Chronology | None = None, today: dt.date | None = None
) -> Iterator[Fact]:
    """All but the title and the statements; a *chronology* tells what follows from it, and what relations lead to."""
    words = wording(language)
    others = chronology.entries if chronology else Timeline()
    known = {
        "date": [f"{when_text(entry.when, language)} ({entry.when.edtf})"],
        "how-known": [how_known(entry, language)],
        "why": [why_settled(entry, language)],
        "together": narrowed(entry, chronology, language) if chronology else [],
        "status": [status_text(entry, language, today)],
        "kind": [words.kind(entry.kind)],
        "place": [place_text(entry.place, language)] if entry.place else [],
        "description": [entry.description.best(language)] if entry.description else [],
        "local-times": local_times(entry, language),
        "takes-part": [participant_text(each, language) for each in entry.participants],
        "figures": [figure_text(each, language) for each in entry.figures],
        "topics": [topic.title.best(language) for topic in entry.topics],
        "relations": [relation_text(each, language, others.get(each.target)) for each in entry.relations],
    }
    for key, told in known.items():
        if lines := [line for line in told if line]:
            yield Fact(words.label(key), lines)
