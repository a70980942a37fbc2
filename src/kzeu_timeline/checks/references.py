"""References: whatever a record names is in the catalogue, under that slug."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from kzeu_timeline.anniversaries import anniversary_named
from kzeu_timeline.checks.rule import Found, Record, Subject
from kzeu_timeline.exceptions import quoted
from kzeu_timeline.model import Entry, Figure, Participant


class _Named(Protocol):
    @property
    def slug(self) -> str: ...


_Reference = tuple[str, "_Named | None", str]
"""The mapping of the catalogue that should hold a record, the record if any, and the path at which it is named."""


def unknown_references(subject: Subject) -> Iterator[Found]:
    """What is named and is not in the catalogue, or is another record there; each once."""
    record = subject.record
    for entry in record.entries.values():
        yield from _strangers(record, "entries", entry.slug, _of_entry(entry))
        for index, relation in enumerate(entry.relations):
            target = relation.target
            if target not in record.entries and anniversary_named(target, record.entries) is None:
                yield Found(entry.slug, f"unknown entry: {quoted(target)}", f"relations[{index}].target")
    for track in record.tracks.values():
        yield from _strangers(record, "tracks", track.slug, _each("parties", track.parties, "parties"))
    for figure in record.figures.values():
        yield from _strangers(record, "figures", figure.slug, _of_figure(figure))


def _strangers(record: Record, within: str, slug: str, references: Iterator[_Reference]) -> Iterator[Found]:
    told: set[tuple[str, str]] = set()
    for mapping, named, at in references:
        if named is None or (mapping, named.slug) in told:
            continue
        known = getattr(record, mapping).get(named.slug)
        if known is named or known == named:
            continue
        told.add((mapping, named.slug))
        what = f"not in the catalogue's {mapping}" if known is None else f"another than in the catalogue's {mapping}"
        yield Found(slug, f"{what}: {quoted(named.slug)}", at, within)


def _of_entry(entry: Entry) -> Iterator[_Reference]:
    yield "tracks", entry.track, "track"
    yield from _each("parties", entry.parties, "parties")
    yield from _each("topics", entry.topics, "topics")
    yield from _each("figures", entry.figures, "figures")
    for index, relation in enumerate(entry.relations):
        yield "sources", relation.source, f"relations[{index}].source"
    for index, statement in enumerate(entry.statements):
        at = f"statements[{index}]"
        yield "sources", statement.source, f"{at}.source"
        yield "places", statement.place, f"{at}.place"
        for number, participant in enumerate(statement.participants):
            yield from _of_participant(participant, f"{at}.participants[{number}]")


def _of_participant(participant: Participant, at: str) -> Iterator[_Reference]:
    yield "people", participant.person, f"{at}.person"
    yield "roles", participant.role, f"{at}.role"
    yield "parties", participant.party, f"{at}.party"


def _of_figure(figure: Figure) -> Iterator[_Reference]:
    yield "sources", figure.source, "source"
    yield "topics", figure.topic, "topic"


def _each(mapping: str, records: tuple[_Named, ...], at: str) -> Iterator[_Reference]:
    return ((mapping, record, f"{at}[{index}]") for index, record in enumerate(records))
