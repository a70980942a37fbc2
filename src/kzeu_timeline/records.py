"""Entries as plain dictionaries of plain values, for JSON, tables and other people's code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Protocol

from kzeu_timeline.dates import Clock, Edtf
from kzeu_timeline.model import Entry, Figure, Participant, Place, Relation, Source, Statement, Status
from kzeu_timeline.text import LocalizedText

Value = str | int | float | bool | None | list["Value"] | dict[str, "Value"]
"""What JSON can hold."""

Record = dict[str, Value]
"""One entry; docs/timeline.schema.json describes it."""


def to_records(timeline: Iterable[Entry]) -> list[Record]:
    """Each entry as a dictionary of plain values, in the timeline's order.

    Dates are EDTF text, ``earliest`` and ``latest`` ISO 8601 days (None if unbounded), texts dictionaries by language,
    figures' values decimal text; nothing of the entries is left out.
    """
    return [_entry(entry) for entry in timeline]


def _entry(entry: Entry) -> Record:
    return {
        "slug": entry.slug,
        "type": entry.type,
        "kind": entry.kind,
        "track": _slug(entry.track),
        "track_title": _texts(entry.track.title if entry.track else None),
        "ordinal": entry.ordinal,
        "when": entry.when.edtf,
        "earliest": _iso(entry.earliest),
        "latest": _iso(entry.latest),
        "precision": entry.when.precision.name.lower(),
        "uncertain": entry.when.uncertain,
        "approximate": entry.when.approximate,
        "reason": entry.reason.name.lower(),
        "derived": entry.is_derived,
        "status": _word(entry.status),
        "title": _texts(entry.title),
        "unattested": [language.value for language in entry.title if language in entry.title.unattested],
        "description": _texts(entry.description),
        "commemorated": _texts(entry.commemorated),
        "place": _slug(entry.place),
        "location": _place(entry.place),
        "parties": [{"slug": party.slug, "name": _texts(party.name)} for party in entry.parties],
        "participants": [_participant(participant) for participant in entry.participants],
        "topics": [{"slug": topic.slug, "title": _texts(topic.title)} for topic in entry.topics],
        "figures": [_figure(figure) for figure in entry.figures],
        "relations": [_relation(relation) for relation in entry.relations],
        "statements": [_statement(statement) for statement in entry.statements],
        "sources": [_source(source) for source in _sources(entry)],
    }


def _sources(entry: Entry) -> Iterable[Source]:
    """Every source that the record names, once."""
    of_relations = (relation.source for relation in entry.relations if relation.source)
    return dict.fromkeys((*entry.sources, *(figure.source for figure in entry.figures), *of_relations))


class _Named(Protocol):
    @property
    def slug(self) -> str: ...


def _slug(record: _Named | None) -> str | None:
    return None if record is None else record.slug


def _edtf(when: Edtf | None) -> str | None:
    return None if when is None else when.edtf


def _iso(value: dt.date | dt.time | None) -> str | None:
    return None if value is None else value.isoformat()


def _word(status: Status | None) -> str | None:
    return None if status is None else status.value


def _texts(text: LocalizedText | None) -> Value:
    return None if text is None else {language.value: each for language, each in text.items()}


def _clock(clock: Clock | None) -> Value:
    return None if clock is None else {"start": _iso(clock.start), "end": _iso(clock.end), "zone": clock.zone}


def _place(place: Place | None) -> Value:
    return (
        None
        if place is None
        else {
            "slug": place.slug,
            "name": _texts(place.name),
            "country": place.country,
            "zone": place.zone,
            "latitude": place.latitude,
            "longitude": place.longitude,
        }
    )


def _participant(participant: Participant) -> Value:
    return {
        "person": participant.person.slug,
        "name": _texts(participant.person.name),
        "spellings": list(participant.person.spellings),
        "role": _texts(participant.role.name if participant.role else None),
        "party": _slug(participant.party),
        "chair": participant.chair,
    }


def _figure(figure: Figure) -> Value:
    return {
        "slug": figure.slug,
        "title": _texts(figure.title),
        "value": f"{figure.value:f}",
        "unit": figure.unit,
        "bound": figure.bound.value,
        "period": _edtf(figure.period),
        "topic": _slug(figure.topic),
        "source": figure.source.slug,
        "paragraph": figure.paragraph,
        "note": figure.note,
    }


def _relation(relation: Relation) -> Value:
    return {
        "kind": relation.kind.value,
        "target": relation.target,
        "days": None if relation.days is None else list(relation.days),
        "source": _slug(relation.source),
        "paragraph": relation.paragraph,
    }


def _statement(statement: Statement) -> Value:
    return {
        "source": statement.source.slug,
        "paragraph": statement.paragraph,
        "when": statement.when.edtf,
        "inferred": statement.inferred,
        "status": _word(statement.status),
        "rank": statement.rank.value,
        "place": _slug(statement.place),
        "location": _place(statement.place),
        "participants": [_participant(participant) for participant in statement.participants],
        "clock": _clock(statement.clock),
        "note": statement.note,
    }


def _source(source: Source) -> Value:
    return {
        "slug": source.slug,
        "publisher": source.publisher,
        "language": source.language,
        "published": _edtf(source.published),
        "url": source.url,
        "sha256": source.sha256,
        "note": source.note,
    }
