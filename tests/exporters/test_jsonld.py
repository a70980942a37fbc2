"""JSON-LD: rdflib makes of it every triple that it was made of, in words that schema.org has."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

import msgspec_schemaorg.models as schema_org
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import DCTERMS, PROV, RDF, SDO, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kzeu_timeline import (
    Agreement,
    Entry,
    InvalidRecordError,
    Language,
    Negotiation,
    Participant,
    Person,
    Relation,
    Role,
    Series,
    Source,
    Statement,
    Timeline,
    Topic,
    Track,
    load,
    to_jsonld,
)
from tests.exporters import hostile
from tests.exporters.samples import MORNING, PLACE, SOURCE, event, timeline
from tests.strategies import LAW

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib of itself

EDTF: Final = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
WIKIBASE: Final = Namespace("http://wikiba.se/ontology#")
P, PSV, PQ, WD, WDT = (
    Namespace(f"http://www.wikidata.org/{path}/")
    for path in ("prop", "prop/statement/value", "prop/qualifier", "entity", "prop/direct")
)


def graph(entries: Timeline, language: str | None = None) -> Graph:
    """The triples, made without a network: a context that is not there would be one that is asked for."""
    return Graph().parse(data=to_jsonld(entries, language=language), format="json-ld")


def of(found: Graph, entry: Entry) -> Node:
    (node,) = found.subjects(SDO.identifier, Literal(entry.slug))
    return node


def one(entry: Entry, language: str | None = None) -> tuple[Graph, Node]:
    found = graph(Timeline([entry]), language)
    return found, of(found, entry)


def dated(found: Graph, statement: Node) -> dict[str, Any]:
    """What a statement says of a date, in short."""
    values = {
        str(name).removeprefix(str(PQ)): str(value).removeprefix(str(WD)).removesuffix("T00:00:00+00:00")
        for name, value in found.predicate_objects(statement)
        if name.startswith(PQ)
    }
    for name in ("P580", "P582", "P585"):
        for value in found.objects(statement, PSV[name]):
            assert found.value(value, WIKIBASE.timeCalendarModel) == WD.Q1985727
            assert found.value(value, RDF.type) == WIKIBASE.TimeValue
            time, precision = found.value(value, WIKIBASE.timeValue), found.value(value, WIKIBASE.timePrecision)
            assert isinstance(time, Literal)
            assert time.datatype == XSD.dateTime
            values["value"] = f"{str(time).removesuffix('T00:00:00+00:00')}/{precision}"
    return values


# Every triple


def objects(made: Any) -> Iterator[dict[str, Any]]:
    """Every node of the JSON."""
    if isinstance(made, list):
        for each in made:
            yield from objects(each)
    elif isinstance(made, dict) and "@value" not in made:
        yield made
        for each in made.values():
            yield from objects(each)


def assert_nothing_is_dropped(entries: Timeline, language: str | None) -> None:
    """A processor keeps each member of each node: as many distinct triples as there are values."""
    text = to_jsonld(entries, language=language)
    nodes = list(objects(json.loads(text)["@graph"]))
    triples = set()
    for number, node in enumerate(nodes):
        node.setdefault("@id", f"_:{number}")
    for node in nodes:
        for name, values in node.items():
            for value in values if isinstance(values, list) else [values]:
                if name != "@id":
                    shown = value.get("@id", json.dumps(value)) if isinstance(value, dict) else json.dumps(value)
                    triples.add((node["@id"], name, shown))
    assert len(Graph().parse(data=text, format="json-ld")) == len(triples)


@pytest.mark.parametrize("language", [None, "kk"])
def test_a_processor_drops_nothing_of_the_shipped_record(language: str | None) -> None:
    assert_nothing_is_dropped(load().timeline(), language)


def test_a_processor_drops_nothing_of_hostile_text() -> None:
    assert_nothing_is_dropped(hostile.fixed_timeline(len(hostile.TEXTS)), None)


@settings(LAW, max_examples=20)
@given(hostile.timelines())
def test_text_stays_text_in_its_language(entries: Timeline) -> None:
    found = graph(entries)
    for entry in entries:
        node = of(found, entry)
        assert set(found.objects(node, SDO.name)) == {Literal(text, lang=tag) for tag, text in entry.title.items()}
        assert set(found.objects(node, DCTERMS.date)) == {Literal(entry.when.edtf, datatype=EDTF)}


@settings(LAW, max_examples=20)
@given(hostile.timelines(), st.sampled_from(list(Language)))
def test_in_one_language_each_text_tells_which_it_is(entries: Timeline, language: Language) -> None:
    found = graph(entries, language)
    for entry in entries:
        (name,) = found.objects(of(found, entry), SDO.name)
        assert isinstance(name, Literal)
        assert str(name) == entry.title.best(language)
        assert entry.title[str(name.language)] == str(name)


# schema.org's words


def test_every_type_has_every_property_in_schema_org() -> None:
    """By schema.org's own definitions, as msgspec-schemaorg and rdflib have them."""
    entries = load().timeline() | hostile.fixed_timeline(30)
    used: dict[str, set[str]] = {}
    for node in objects(json.loads(to_jsonld(entries))["@graph"]):
        if (kind := node.get("@type", "")).isalpha():
            used.setdefault(kind, set()).update(name for name in node if name.isalpha())
    assert {"Event", "EventSeries", "Place", "PostalAddress", "GeoCoordinates", "CreativeWork"} <= used.keys()
    for kind, names in used.items():
        assert names <= set(getattr(schema_org, kind).__struct_fields__), kind
        assert all(name in SDO for name in (kind, *names))


@pytest.mark.parametrize(
    ("status", "word"),
    [
        ("planned", SDO.EventScheduled),
        ("held", SDO.EventScheduled),
        ("postponed", SDO.EventPostponed),
        ("cancelled", SDO.EventCancelled),
        (None, None),
    ],
)
def test_a_status_is_schema_orgs(status: str | None, word: URIRef | None) -> None:
    found, node = one(event(status=status))
    assert found.value(node, SDO.eventStatus) == word


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("2025-12-01", "2025-12-01", None),
        ("2025-11", "2025-11", None),
        ("2025", "2025", None),
        ("[2011-05-11,2011-05-24]", "2011-05", None),
        ("[..2025-12-02]", None, None),
        ("2025-04-03/2025-04-04", "2025-04-03", "2025-04-04"),
    ],
)
def test_a_date_is_as_short_as_what_is_known(when: str, start: str | None, end: str | None) -> None:
    found, node = one(event(when))
    dates = [found.value(node, name) for name in (SDO.startDate, SDO.endDate)]
    assert dates == [date and Literal(date, datatype=SDO.Date) for date in (start, end)]


def test_a_clock_time_stands_with_its_offset() -> None:
    found, node = one(event(clock=MORNING))
    times = [found.value(node, name) for name in (SDO.startDate, SDO.endDate)]
    assert times == [Literal(f"2025-12-01T{time}:00+01:00", datatype=SDO.DateTime) for time in ("10:30", "12:00")]


def test_a_place_is_a_node_with_a_position() -> None:
    found, node = one(event(place=PLACE))
    place = found.value(node, SDO.location)
    geo = found.value(place, SDO.geo)
    assert set(found.objects(place, SDO.name)) == {Literal("Astana", lang="en"), Literal("Астана", lang="ru")}
    assert found.value(found.value(place, SDO.address), SDO.addressCountry) == Literal("KZ")
    position = [found.value(geo, name) for name in (SDO.latitude, SDO.longitude)]
    assert [float(str(each)) for each in position] == [51.17, 71.43]


@pytest.mark.parametrize("kind", [Series, Negotiation, Agreement, Track])
def test_meetings_belong_to_a_series_and_milestones_are_about_an_agreement(kind: type[Track]) -> None:
    found, node = one(event(track=kind(slug="t", title={"en": "T"}), ordinal=22))
    name = SDO.superEvent if kind in {Series, Negotiation} else SDO.about
    assert found.value(found.value(node, name), SDO.name) == Literal("T", lang="en")
    assert found.value(node, WDT.P1545) == Literal("22")


def test_what_is_part_of_another_entry_leads_to_it() -> None:
    part, whole = event(slug="a", relations=[Relation(kind="part-of", target="b")]), event(slug="b")
    found = graph(timeline(part, whole))
    assert found.value(of(found, part), SDO.superEvent) == of(found, whole)


def test_people_have_their_office_and_topics_are_terms() -> None:
    person = Person(slug="p", name={"en": "A. Minister"}, spellings=["A. Ministre"])
    role = Role(slug="r", name={"en": "Minister"})
    found, node = one(
        event(participants=[Participant(person=person, role=role)], topics=[Topic(slug="t", title={"en": "Trade"})])
    )
    attendee = found.value(node, SDO.attendee)
    assert found.value(attendee, SDO.jobTitle) == Literal("Minister", lang="en")
    assert found.value(attendee, SDO.alternateName) == Literal("A. Ministre")
    assert found.value(found.value(node, SDO.keywords), SDO.name) == Literal("Trade", lang="en")


def test_what_is_named_twice_is_described_once() -> None:
    entries = json.loads(to_jsonld(timeline(event(slug="a", place=PLACE), event(slug="b", place=PLACE))))["@graph"]
    first, second = (entry["location"] for entry in entries)
    assert second == {"@id": first["@id"]}
    assert len(first) > 1


# Wikidata's words


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("2025-12-01", {"P585": {"value": "2025-12-01/11"}}),
        ("2025-11", {"P585": {"value": "2025-11-01/10"}}),
        ("2025", {"P585": {"value": "2025-01-01/9"}}),
        ("2012-10-29~", {"P585": {"value": "2012-10-29/11", "P1480": "Q5727902"}}),
        ("2011?", {"P585": {"value": "2011-01-01/9", "P1480": "Q18122778"}}),
        ("[..2025-12-02]", {"P585": {"P1326": "2025-12-02"}}),
        ("[2025-12-02..]", {"P585": {"P1319": "2025-12-02"}}),
        ("202X", {"P585": {"P1319": "2020-01-01", "P1326": "2029-12-31"}}),
        (
            "[2011-05-11,2011-05-24]",
            {"P585": {"value": "2011-05-01/10", "P1319": "2011-05-11", "P1326": "2011-05-24"}},
        ),
        ("2025-04-03/2025-04-04", {"P580": {"value": "2025-04-03/11"}, "P582": {"value": "2025-04-04/11"}}),
        ("2024-04/..", {"P580": {"value": "2024-04-01/10"}}),
        ("2024-04-05/", {"P580": {"value": "2024-04-05/11"}, "P582": {"P1319": "2024-04-05"}}),
    ],
)
def test_a_date_has_wikidatas_precision_and_bounds(when: str, said: dict[str, dict[str, str]]) -> None:
    found, node = one(event(when))
    names = [name for name in ("P580", "P582", "P585") if (node, P[name], None) in found]
    assert {name: dated(found, found.value(node, P[name])) for name in names} == said


def test_every_statement_has_its_rank_and_its_source() -> None:
    other = Source(slug="other", publisher="Herald", published="2025-12", language="ru")
    statements = [
        Statement(source=SOURCE, when="2025-12-01", rank="preferred"),
        Statement(source=other, when="2025-12", rank="deprecated"),
    ]
    found, node = one(event(statements=statements))
    seen = {
        str(found.value(found.value(each, PROV.wasDerivedFrom), SDO.identifier)): (
            dated(found, each)["value"],
            found.value(each, WIKIBASE["rank"]),
            found.value(found.value(each, PROV.wasDerivedFrom), SDO.datePublished),
        )
        for each in found.objects(node, P.P585)
    }
    assert seen == {
        "gazette": ("2025-12-01/11", WIKIBASE.PreferredRank, Literal("2025-12-02", datatype=SDO.Date)),
        "other": ("2025-12-01/10", WIKIBASE.DeprecatedRank, Literal("2025-12", datatype=SDO.Date)),
    }
    (url,) = found.objects(None, SDO.url)
    assert url == URIRef(str(SOURCE.url))


def test_an_entry_keeps_its_name() -> None:
    assert str(one(event())[1]) == "urn:uuid:82776f8c-4020-5f63-a383-de5ceee07e63"


def test_nothing_is_an_empty_graph() -> None:
    assert json.loads(to_jsonld(Timeline()))["@graph"] == []


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(InvalidRecordError):
        to_jsonld(Timeline(), language="de")
