"""JSON-LD: schema.org's events, with every date as precise as its source, in Wikidata's words and as EDTF.

Sources: JSON-LD 1.1; schema.org; Wikibase's RDF dump format (statements, values, qualifiers, ranks, references);
the EDTF datatype of the Library of Congress.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from math import inf
from typing import Final
from uuid import UUID, uuid5

from kzeu_timeline.contentlines import uri
from kzeu_timeline.dates import Day, PartialDate, Precision
from kzeu_timeline.dates.calendar import day_of
from kzeu_timeline.exporters import units
from kzeu_timeline.exporters.jsontext import json_text
from kzeu_timeline.exporters.losses import Loss, left_out
from kzeu_timeline.model import (
    Entry,
    Negotiation,
    Participant,
    Party,
    Place,
    Rank,
    RelationKind,
    Series,
    Source,
    Statement,
    Status,
    Topic,
    Track,
)
from kzeu_timeline.records import Value
from kzeu_timeline.text import Language, LocalizedText
from kzeu_timeline.timeline import Timeline

NAMESPACE: Final = UUID("b5f0a3a2-6c1e-5d0c-9a55-1d2f7c0e84b9")
"""Of every ``@id``; it never changes, or what others say of an entry would be about nothing."""

_Object = dict[str, Value]

_DAY_TIME: Final[_Object] = {"@type": "xsd:dateTime"}
_ADDRESS: Final[_Object] = {"@type": "@id"}

CONTEXT: Final[_Object] = {
    "@vocab": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "prov": "http://www.w3.org/ns/prov#",
    "wikibase": "http://wikiba.se/ontology#",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "p": "http://www.wikidata.org/prop/",
    "psv": "http://www.wikidata.org/prop/statement/value/",
    "pq": "http://www.wikidata.org/prop/qualifier/",
    "startDate": {"@type": "Date"},
    "endDate": {"@type": "Date"},
    "datePublished": {"@type": "Date"},
    "eventStatus": _ADDRESS,
    "url": _ADDRESS,
    "dcterms:date": {"@type": "edtf:EDTF"},
    "prov:wasDerivedFrom": _ADDRESS,
    "wikibase:rank": _ADDRESS,
    "wikibase:timeValue": _DAY_TIME,
    "wikibase:timeCalendarModel": _ADDRESS,
    "pq:P1319": _DAY_TIME,
    "pq:P1326": _DAY_TIME,
    "pq:P1480": _ADDRESS,
}
"""Everything that a processor needs, so that it asks no network."""

_STATUSES: Final = {
    # "The event is taking place or has taken place on the startDate as scheduled": both, and so what was held.
    Status.PLANNED: "https://schema.org/EventScheduled",
    Status.HELD: "https://schema.org/EventScheduled",
    Status.POSTPONED: "https://schema.org/EventPostponed",
    Status.CANCELLED: "https://schema.org/EventCancelled",
}
_RANKS: Final = {
    Rank.PREFERRED: "wikibase:PreferredRank",
    Rank.NORMAL: "wikibase:NormalRank",
    Rank.DEPRECATED: "wikibase:DeprecatedRank",
}
_PRECISIONS: Final = {Precision.YEAR: 9, Precision.MONTH: 10, Precision.DAY: 11}
_GREGORIAN: Final = "wd:Q1985727"
_CIRCA: Final = "wd:Q5727902"
_PRESUMABLY: Final = "wd:Q18122778"


def to_jsonld(timeline: Timeline, *, language: str | None = None) -> str:
    """The timeline as JSON-LD, texts in all languages or in one; each thing is described where it is first named.

    ``startDate`` and ``endDate`` are as short as what is known: "2025-11" is a month. Every statement stands beside
    them with its rank and source as Wikidata has it (P585, or P580 and P582 of what lasts; precision 9, 10 or 11), the
    earliest and latest date where the precision does not say them (P1319, P1326), and how sure it is (P1480).
    ``dcterms:date`` is the settled date as EDTF.
    """
    described = _Described(None if language is None else Language.of(language))
    return json_text({"@context": CONTEXT, "@graph": [described.entry(entry) for entry in timeline]})


class _Described:
    """Things as nodes, in the languages asked for: the first time in full, then by their ``@id`` alone."""

    def __init__(self, language: Language | None) -> None:
        self._language = language
        self._before: set[Hashable] = set()

    def entry(self, entry: Entry) -> _Object:
        of_track: list[Value] = [self._track(entry.track)] if entry.track else []
        takes_place_in = isinstance(entry.track, Series | Negotiation)
        parents: list[Value] = [
            {"@id": _id("entry", each.target)} for each in entry.relations if each.kind is RelationKind.PART_OF
        ]
        return _filled(
            {
                "@id": _id("entry", entry.slug),
                "@type": "Event",
                "additionalType": [entry.type, entry.kind],
                "identifier": entry.slug,
                "name": self._texts(entry.title),
                "description": self._texts(entry.description),
                **_days(entry),
                "dcterms:date": entry.when.edtf,
                "eventStatus": _STATUSES.get(entry.status) if entry.status else None,
                "location": self._place(entry.place) if entry.place else None,
                "superEvent": [*(of_track if takes_place_in else ()), *parents],
                "about": [] if takes_place_in else of_track,
                "wdt:P1545": None if entry.ordinal is None else str(entry.ordinal),
                "organizer": list(map(self._party, entry.parties)),
                "attendee": list(map(self._person, entry.participants)),
                "keywords": list(map(self._topic, entry.topics)),
                "subjectOf": list(map(self._source, entry.sources)),
                **_statements(entry),
            }
        )

    def _track(self, track: Track) -> _Object:
        kind = "EventSeries" if isinstance(track, Series | Negotiation) else "Thing"
        return self._once(track, _id("track", track.slug), {"@type": kind, "name": self._texts(track.title)})

    def _party(self, party: Party) -> _Object:
        named = {"@type": "Organization", "name": self._texts(party.name)}
        return self._once(party, _id("party", party.slug), named)

    def _topic(self, topic: Topic) -> _Object:
        named = {"@type": "DefinedTerm", "name": self._texts(topic.title)}
        return self._once(topic, _id("topic", topic.slug), named)

    def _person(self, participant: Participant) -> _Object:
        person, role, party = participant.person, participant.role, participant.party
        described: _Object = {
            "@type": "Person",
            "name": self._texts(person.name),
            "alternateName": list(person.spellings),
            "jobTitle": self._texts(role.name if role else None),
            "affiliation": self._party(party) if party else None,
        }
        return self._once((person, role, party), _id("person", person.slug), described)

    def _place(self, place: Place) -> _Object:
        address: _Object = {"@type": "PostalAddress", "addressCountry": place.country}
        geo: _Object = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
        described: _Object = {
            "@type": "Place",
            "name": self._texts(place.name),
            "address": address if place.country else None,
            "geo": geo if place.latitude is not None else None,
        }
        return self._once(place, _id("place", place.slug), described)

    def _source(self, source: Source) -> _Object:
        published = units.beginning(source.published) if source.published else None
        described: _Object = {
            "@type": "CreativeWork",
            "identifier": source.slug,
            "publisher": {"@type": "Organization", "name": source.publisher},
            "inLanguage": source.language,
            "datePublished": published.edtf if published else None,
            "dcterms:date": source.published.edtf if source.published else None,
            "url": uri(source.url) if source.url else None,
        }
        return self._once(source, _id("source", source.slug), described)

    def _once(self, thing: Hashable, identity: str, described: Mapping[str, Value]) -> _Object:
        if thing in self._before:
            return {"@id": identity}
        self._before.add(thing)
        return {"@id": identity, **_filled(described)}

    def _texts(self, text: LocalizedText | None) -> Value:
        if text is None:
            return None
        one = self._language
        languages = list(text) if one is None else [text.best_language(one)]
        return [{"@language": language.value, "@value": text[language]} for language in languages]


def _id(kind: str, slug: str) -> str:
    return uuid5(NAMESPACE, f"{kind}/{slug}").urn


def _filled(node: Mapping[str, Value]) -> _Object:
    return {name: value for name, value in node.items() if value is not None and value != []}


def _days(entry: Entry) -> _Object:
    """The beginning and the end of the settled date, on the clocks of the place where these are known."""
    if entry.clock and entry.earliest:
        start, end = entry.clock.local(entry.earliest, entry.clock.zone)
        times = {"startDate": start, "endDate": end}
        return {name: {"@type": "DateTime", "@value": time.isoformat()} for name, time in times.items() if time}
    dates = {"startDate": units.beginning(entry.when), "endDate": units.end(entry.when)}
    return {name: date.edtf for name, date in dates.items() if date}


def _statements(entry: Entry) -> _Object:
    """What each source says, by property: a point in time (P585), or beginning and end (P580, P582) of what lasts."""
    made: dict[str, list[Value]] = {}
    for statement in entry.statements:
        first, last = statement.when.extent[:2], statement.when.extent[2:]
        dates = {"P580": first, "P582": last} if units.lasts(statement.when) else {"P585": first}
        for name, bounds in dates.items():
            if bounds not in {(inf, inf), (-inf, -inf)}:  # or it is open, and there is no such day
                made.setdefault(f"p:{name}", []).append(_statement(statement, name, *bounds))
    return dict(made)


def _statement(statement: Statement, name: str, first: float, last: float) -> Value:
    value, source = units.holding(first, last), _id("source", statement.source.slug)
    earliest, latest = (None, None) if value and value.span == (first, last) else (day_of(first), day_of(last))
    sure = ((statement.when.approximate, _CIRCA), (statement.when.uncertain, _PRESUMABLY))
    return _filled(
        {
            "@type": "wikibase:Statement",
            f"psv:{name}": _value(value) if value else None,
            "pq:P1319": _midnight(earliest),
            "pq:P1326": _midnight(latest),
            "pq:P1480": [how for is_so, how in sure if is_so],
            "wikibase:rank": _RANKS[statement.rank],
            "prov:wasDerivedFrom": source,
        }
    )


def _value(date: PartialDate) -> Value:
    return {
        "@type": "wikibase:TimeValue",
        "wikibase:timeValue": _midnight(day_of(date.span[0])),
        "wikibase:timePrecision": _PRECISIONS[date.precision],
        "wikibase:timeTimezone": 0,
        "wikibase:timeCalendarModel": _GREGORIAN,
    }


def _midnight(day: Day | None) -> str | None:
    return None if day is None else f"{day}T00:00:00Z"


def losses(timeline: Timeline, *, language: str | None = None) -> Iterator[Loss]:
    """What schema.org and Wikidata have no word for."""
    for entry in timeline:
        if entry.status in {Status.PLANNED, Status.HELD}:
            yield Loss(entry.slug, "status", "schema.org has one word for what is planned and what was held")
        if any(relation.kind is not RelationKind.PART_OF for relation in entry.relations):
            yield Loss(entry.slug, "relations", "superEvent carries what it is part of only")
        if any(participant.chair for participant in entry.participants):
            yield Loss(entry.slug, "chair", "those who take part are attendees alike")
    yield from left_out(timeline, _LEFT_OUT if language is None else {**_LEFT_OUT, **_ONE_LANGUAGE})


_ONE_LANGUAGE: Final = {"languages": "texts in one language were asked for"}
_LEFT_OUT: Final = {
    "statements": "their dates, ranks and sources only, not what else they say",
    **dict.fromkeys(("figures", "annotations", "commemorated"), "schema.org's events have no property for it"),
}
