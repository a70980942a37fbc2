"""What is known of one entry, each with the word for it, in the order in which it is told."""

from __future__ import annotations

from collections.abc import Iterator

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

Fact = tuple[str, str | list[str]]
"""A word and what it introduces: a text, or a list of them. The description has no word."""


def facts(entry: Entry, language: str, chronology: Chronology | None) -> Iterator[Fact]:
    """All but the title and the statements; what follows from a *chronology* is among them."""
    label = wording(language).label
    yield label("date"), f"{when_text(entry.when, language)} ({entry.when.edtf})"
    yield label("how-known"), how_known(entry, language)
    if why := why_settled(entry, language):
        yield label("why"), why
    if further := list(narrowed(entry, chronology, language)) if chronology else []:
        yield label("together"), further
    if entry.status:
        yield label("status"), status_text(entry, language)
    if entry.place:
        yield label("place"), place_text(entry.place, language)
    if entry.description:
        yield "", entry.description.best(language)
    if times := list(local_times(entry, language)):
        yield label("local-times"), "; ".join(times)
    if entry.participants:
        yield label("takes-part"), [participant_text(participant, language) for participant in entry.participants]
    if entry.figures:
        yield label("figures"), [figure_text(figure, language) for figure in entry.figures]
    if entry.topics:
        yield label("topics"), "; ".join(topic.title.best(language) for topic in entry.topics)
    if entry.relations:
        yield label("relations"), [relation_text(relation, language) for relation in entry.relations]
