"""The feed with details: RFC 9073 and RFC 9253 to the letter, and nothing of it in a plain feed."""

from __future__ import annotations

import hashlib
from typing import Any, Final

import attrs
import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzeu_timeline import (
    Entry,
    Language,
    Participant,
    Party,
    Person,
    Relation,
    RelationKind,
    Role,
    Series,
    Statement,
    Timeline,
    Topic,
    loss_report,
    to_ical,
)
from kzeu_timeline.calendar_events import Feed, uid
from kzeu_timeline.calendar_events.properties import Component
from kzeu_timeline.contentlines import content_line, folded
from kzeu_timeline.exporters import ical
from kzeu_timeline.validation import FeedChecks
from tests.exporters import hostile, raw_ical
from tests.exporters.components import calendar_component
from tests.exporters.feeds import LANGUAGES, MODES, record, shown
from tests.exporters.raw_dialects import FULL
from tests.exporters.raw_ical import faults
from tests.exporters.read_whole import checked_feed
from tests.exporters.samples import PLACE, SOURCE, event
from tests.exporters.test_ical_laws import digests, is_safe_with_icalendar
from tests.strategies import LAW

pytestmark = pytest.mark.broad

FEW: Final = settings(LAW, max_examples=100)
EXTRAS: Final = ({"alarms": True}, {"rich": True}, {"rich": True, "alarms": True})


# The laws of plain feeds hold


def lines_of(component: Component) -> bytes:
    """The component by the general rule, without the short cuts of the exporter."""
    begin, end = (f"{edge}:{component.name}\r\n".encode() for edge in ("BEGIN", "END"))
    properties = [folded(content_line(each)) for each in component.properties]
    return b"".join((begin, *properties, *map(lines_of, component.components), end))


@FEW
@given(hostile.timelines(), st.sampled_from(LANGUAGES), st.sampled_from(MODES), st.sampled_from(({}, *EXTRAS)))
def test_a_feed_has_the_lines_of_its_components(
    entries: Timeline, language: Language, mode: str, extra: dict[str, bool]
) -> None:
    component = calendar_component(entries, Feed(language=language, imprecise=mode, **extra))
    options: dict[str, Any] = {"language": language, "imprecise": mode, **extra}
    assert to_ical(entries, **options) == lines_of(component)


@FEW
@given(hostile.timelines(), st.sampled_from(LANGUAGES), st.sampled_from(EXTRAS))
def test_hostile_text_adds_nothing_to_it(entries: Timeline, language: Language, extra: dict[str, Any]) -> None:
    feed = to_ical(entries, language=language, **extra)
    assert faults(feed, FULL) == []
    plain = {each.text("UID"): each for each in raw_ical.events(to_ical(entries, language=language))}
    for found in raw_ical.events(feed):
        same = [each for each in found.properties if each.name not in {"LINK", "CONCEPT", "REFID", "RELATED-TO"}]
        assert same == [each for each in plain[found.text("UID")].properties if each.name != "RELATED-TO"]


@FEW
@given(hostile.timelines(), st.sampled_from(LANGUAGES), st.sampled_from(EXTRAS))
def test_icalendar_reads_it_without_a_word(entries: Timeline, language: Language, extra: dict[str, Any]) -> None:
    feed = to_ical(entries, language=language, **extra)
    assert FeedChecks().checked(feed) == checked_feed(feed) == feed
    calendar = icalendar.Calendar.from_ical(feed)
    assert [each.errors for each in calendar.walk()] == [[]] * len(calendar.walk())


@pytest.mark.parametrize("extra", EXTRAS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_icalendar_writes_the_shipped_feeds_back_as_they_were(language: str, extra: dict[str, Any]) -> None:
    feed = to_ical(record(), language=language, **extra)
    assert faults(feed, FULL) == []
    assert is_safe_with_icalendar(feed)
    assert icalendar.Calendar.from_ical(feed).to_ical(sorted=False) == feed


RICH_DIGESTS: Final = """
import hashlib
from kzeu_timeline import Language, to_ical
from tests.exporters.hostile import fixed_timeline
for language in Language:
    print(hashlib.sha256(to_ical(fixed_timeline(150), language=language, rich=True, alarms=True)).hexdigest())
"""


def test_without_assertions_the_bytes_are_the_same() -> None:
    entries = hostile.fixed_timeline(150)
    feeds = [to_ical(entries, language=language, rich=True, alarms=True) for language in LANGUAGES]
    assert [faults(feed, FULL) for feed in feeds] == [[], [], []]
    assert digests(RICH_DIGESTS, "-O") == [hashlib.sha256(feed).hexdigest() for feed in feeds]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plain_feed_has_none_of_it(language: str) -> None:
    assert faults(to_ical(record(), language=language)) == []
    assert faults(to_ical(record(), language=language, rich=True)) != []


# What is in it


def rich(**given: Any) -> raw_ical.Component:
    return shown(event(**given), rich=True)


def test_every_source_is_linked_with_its_name() -> None:
    pdf = attrs.evolve(SOURCE, slug="pdf", publisher='The "Gazette"', url="https://example.org/A.PDF?x", published=None)
    nowhere = attrs.evolve(SOURCE, slug="nowhere", url=None)
    statements = [Statement(source=source, when="2025-12-01") for source in (SOURCE, pdf, nowhere)]
    assert [(each.params, each.value) for each in rich(statements=statements).all("LINK")] == [
        (
            {
                "VALUE": "URI",
                "LINKREL": '"via"',
                "LABEL": '"Gazette (published: 2 December 2025)"',
                "LANGUAGE": "en",
            },
            "https://example.org/news",
        ),
        (
            {
                "VALUE": "URI",
                "LINKREL": '"via"',
                "FMTTYPE": "application/pdf",
                "LABEL": "The ^'Gazette^' (publication date unknown)",
                "LANGUAGE": "en",
            },
            "https://example.org/A.PDF?x",
        ),
    ]


def test_topics_are_concepts_whose_addresses_stay() -> None:
    trade = Topic(slug="trade", title={"en": "Trade"})
    renamed = attrs.evolve(trade, title={"en": "Commerce"})
    (found,), (again,) = (rich(topics=[topic]).all("CONCEPT") for topic in (trade, renamed))
    assert found.value == again.value == "urn:uuid:f8ec3b70-37f8-52ca-a480-9d6648c4a5d9"
    assert (found.params["LABEL"], again.params["LABEL"]) == ("Trade", "Commerce")


def test_the_track_is_the_reference_that_groups_its_entries() -> None:
    assert rich(track=Series(slug="council", title={"en": "Council"})).text("REFID") == "council"
    assert rich().all("REFID") == []


def test_the_place_is_a_component() -> None:
    (place,) = rich(place=PLACE).components
    assert (place.name, place.names) == ("VLOCATION", ["UID", "NAME", "GEO"])
    assert (place.text("NAME"), place.text("GEO")) == ("Astana, Kazakhstan", "51.17;71.43")


def test_parties_and_people_are_participants() -> None:
    minister = Participant(
        person=Person(slug="minister", name={"en": "A. Minister"}),
        role=Role(slug="fm", name={"en": "Minister"}),
        chair=True,
    )
    party = Party(slug="kz", name={"en": "Kazakhstan"})
    found = rich(parties=[party, party], participants=[minister, attrs.evolve(minister, role=None)]).components
    assert [each.name for each in found] == ["PARTICIPANT"] * 3
    assert [each.text("SUMMARY") for each in found] == ["Kazakhstan", "A. Minister", "A. Minister"]
    assert [each.text("PARTICIPANT-TYPE") for each in found] == ["ACTIVE"] * 3
    assert ["DESCRIPTION" in each.names for each in found] == [False, True, False]
    assert len({each.text("UID") for each in found}) == 3


@pytest.mark.parametrize(
    ("kind", "days", "params"),
    [
        ("part-of", None, {"RELTYPE": "PARENT"}),
        ("part-of", 3, {"RELTYPE": "PARENT"}),
        ("decided-at", None, {"RELTYPE": "PARENT"}),
        ("anniversary-of", None, {"RELTYPE": "PARENT"}),
        ("ahead-of", None, {"RELTYPE": "FINISHTOSTART"}),
        ("ahead-of", 1, {"RELTYPE": "FINISHTOSTART", "GAP": "P1D"}),
        ("ahead-of", (1, 3), {"RELTYPE": "FINISHTOSTART"}),
        ("follows", 0, {"RELTYPE": "DEPENDS-ON", "GAP": "P0D"}),
        ("replaces", (7, 7), {"RELTYPE": "DEPENDS-ON", "GAP": "P7D"}),
    ],
)
def test_every_relation_is_told_with_its_kind_and_its_gap(kind: str, days: Any, params: dict[str, str]) -> None:
    child = event(slug="child", relations=[Relation(kind=kind, target="parent", days=days)])
    feed = to_ical(Timeline([event(slug="parent"), child]), language="ru", rich=True)
    found = {each.text("UID"): each for each in raw_ical.events(feed)}
    (related,) = found[uid("child", "ru")].all("RELATED-TO")
    assert (related.params, related.value) == (params, uid("parent", "ru"))


def test_every_kind_of_relation_has_a_place() -> None:
    relations = [Relation(kind=kind, target="parent") for kind in RelationKind]
    feed = to_ical(Timeline([event(slug="parent"), event(slug="child", relations=relations)]), language="en", rich=True)
    assert feed.count(b"RELATED-TO") == len(RelationKind)


# Losses follow the options


def lost(entry: Entry, **options: Any) -> set[str]:
    return {loss.what for loss in ical.losses(Timeline([entry]), language="en", **options)}


def test_what_is_told_in_full_is_not_reported_as_lost() -> None:
    entry = event(
        topics=[Topic(slug="trade", title={"en": "Trade"})],
        parties=[Party(slug="kz", name={"en": "Kazakhstan"})],
        relations=[Relation(kind="follows", target="b")],
        ordinal=3,
    )
    assert lost(entry) == {"topics", "parties", "relations", "ordinal"}
    assert lost(entry, rich=True) == {"ordinal"}
    assert lost(entry, alarms=True) == lost(entry)
    assert {loss.what for loss in loss_report(Timeline([entry]), "ics")} == lost(entry)
