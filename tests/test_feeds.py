"""Which feeds there are, and that each selects what it says."""

from __future__ import annotations

from typing import Any, Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzeu_timeline import Agreement, Feed, Party, Place, Relation, Series, Statement, Timeline, Topic, to_ical
from kzeu_timeline.exceptions import InvalidRecordError
from kzeu_timeline.feeds import FEEDS, VARIANTS, feed_path, strangers, variants
from kzeu_timeline.text import Language
from tests.builders import LANGUAGES, event, milestone, refusal, shipped, slugs, source, words

COUNCIL: Final = Series(slug="council", title=words("Council"))
PACT: Final = Agreement(slug="pact", title=words("Pact"))
PARTY: Final = Party(slug="union", name=words("Union"))
TOPIC: Final = Topic(slug="trade", title=words("Trade"))
PLACE: Final = Place(slug="astana", name=words("Astana"))

MEETING: Final = event(
    "meeting",
    kind="meeting",
    track=COUNCIL,
    parties=[PARTY],
    topics=[TOPIC],
    statements=[Statement(source=source(), when="2025-12-01", place=PLACE)],
    relations=[Relation(kind="follows", target="signing")],
)
SIGNING: Final = milestone("signing", kind="signed", track=PACT)
TIMELINE: Final = Timeline([MEETING, SIGNING])
BOTH: Final = ["signing", "meeting"]


def feed(**fields: Any) -> Feed:
    return Feed(**{"slug": "mine", "title": words("Mine"), **fields})


# What a feed selects.


def test_a_feed_that_says_nothing_has_everything() -> None:
    assert feed().select(TIMELINE) == TIMELINE


@pytest.mark.parametrize(
    ("fields", "selected"),
    [
        ({"tracks": ["council"]}, ["meeting"]),
        ({"tracks": ["council", "pact"]}, BOTH),
        ({"track_types": ["agreement"]}, ["signing"]),
        ({"track_types": ["series", "agreement"]}, BOTH),
        ({"kinds": ["signed"]}, ["signing"]),
        ({"types": ["event"]}, ["meeting"]),
        ({"parties": ["union"]}, ["meeting"]),
        ({"topics": ["trade"]}, ["meeting"]),
        ({"places": ["astana"]}, ["meeting"]),
        ({"relations": ["follows"]}, ["meeting"]),
        ({"relations": ["part-of"]}, []),
        ({"tracks": ["council"], "kinds": ["signed"]}, []),
        ({"tracks": ["council", "pact"], "kinds": ["signed", "round"]}, ["signing"]),
    ],
    ids=str,
)
def test_of_each_field_that_says_anything_an_entry_must_have_one(fields: dict[str, Any], selected: list[str]) -> None:
    assert slugs(feed(**fields).select(TIMELINE)) == selected


def test_an_entry_that_stands_alone_is_in_no_feed_of_tracks_or_places() -> None:
    alone = Timeline([event("alone")])
    assert not feed(tracks=["council"]).select(alone)
    assert not feed(track_types=["track"]).select(alone)
    assert not feed(places=["astana"]).select(alone)


@given(st.lists(st.sampled_from(["council", "pact", "other"])), st.lists(st.sampled_from(["meeting", "signed"])))
def test_a_narrower_feed_has_nothing_that_a_wider_one_lacks(tracks: list[str], kinds: list[str]) -> None:
    both = feed(tracks=tracks, kinds=kinds).select(TIMELINE)
    assert both == feed(tracks=tracks).select(TIMELINE) & feed(kinds=kinds).select(TIMELINE)


def test_a_feed_in_one_line_of_code() -> None:
    assert to_ical(feed(kinds=["meeting"]).select(TIMELINE), language="ru").count(b"BEGIN:VEVENT") == 1


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"slug": "My feed"}, "not a slug (a-z, 0-9, single hyphens): 'My feed'"),
        ({"tracks": "council"}, "not a sequence: 'council'"),
        ({"tracks": ["A"]}, "not a slug (a-z, 0-9, single hyphens): 'A'"),
        ({"types": ["meeting"]}, "unknown (known: event, milestone): 'meeting'"),
        ({"track_types": ["body"]}, "unknown (known: series, agreement, negotiation, track): 'body'"),
        ({"variants": ["loud"]}, f"unknown (known: {', '.join(VARIANTS)}): 'loud'"),
        ({"title": "Mine"}, "not a text by language: 'Mine'"),
    ],
    ids=str,
)
def test_what_no_entry_can_have_is_refused(fields: dict[str, Any], message: str) -> None:
    assert refusal(lambda: feed(**fields), InvalidRecordError) == message


# The table.


@pytest.mark.parametrize("row", FEEDS, ids=lambda row: row.slug)
def test_every_feed_of_the_table_selects_something_of_the_record(row: Feed) -> None:
    assert row.select(shipped().timeline())


@pytest.mark.parametrize("row", FEEDS, ids=lambda row: row.slug)
def test_the_table_names_nothing_that_the_record_lacks(row: Feed) -> None:
    assert list(strangers(attrs.asdict(row, recurse=False), shipped())) == []


@pytest.mark.parametrize("row", FEEDS, ids=lambda row: row.slug)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_feed_says_in_every_language_what_it_is(row: Feed, language: Language) -> None:
    assert language in row.title
    assert row.description
    assert language in row.description


def test_the_slugs_and_the_titles_of_the_table_are_all_different() -> None:
    assert len({row.slug for row in FEEDS}) == len(FEEDS)
    for language in LANGUAGES:
        assert len({row.title[language] for row in FEEDS}) == len(FEEDS)


def test_the_first_feed_has_everything_and_every_variant() -> None:
    timeline = shipped().timeline()
    assert FEEDS[0].select(timeline) == timeline
    assert FEEDS[0].variants == tuple(VARIANTS)


def test_a_new_meeting_and_a_new_agreement_come_in_by_themselves() -> None:
    council = shipped().tracks["cooperation-council"]
    meeting = event("cooperation-council-99", track=council, ordinal=99, parties=council.parties)
    pact = milestone("pact-signed", track=PACT)
    more = shipped().timeline() | Timeline([meeting, pact])
    within = {row.slug: {*slugs(row.select(more))} & {"cooperation-council-99", "pact-signed"} for row in FEEDS}
    assert within["kazakhstan-eu-councils"] == {"cooperation-council-99"}
    assert within["kazakhstan-eu-agreements"] == {"pact-signed"}
    assert within["kazakhstan-eu"] == {"cooperation-council-99", "pact-signed"}


def test_agreements_bring_their_anniversaries() -> None:
    (agreements,) = (row for row in FEEDS if row.slug == "kazakhstan-eu-agreements")
    selected = agreements.select(shipped().timeline())
    assert "epca-signed" in selected
    assert "epca-signed-anniversary-10" in selected


# Names.


def test_paths_of_feeds() -> None:
    assert feed_path(FEEDS[0], "kk") == "feeds/kazakhstan-eu-kk.ics"
    assert feed_path(FEEDS[0], "kk", variant="spans") == "feeds/kazakhstan-eu-kk-spans.ics"
    assert feed_path(FEEDS[0], "kk", suffix=".jcal.json") == "feeds/kazakhstan-eu-kk.jcal.json"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_of_a_variant_says_which_it_is(language: Language) -> None:
    titles = dict(variants(FEEDS[0], language))
    assert titles.keys() == VARIANTS.keys()
    assert len({*titles.values(), FEEDS[0].title[language]}) == len(VARIANTS) + 1


def test_strangers_are_told_with_the_nearest_that_is_known() -> None:
    given_ = {"tracks": ["cooperation-councils", "epca"], "kinds": ["qqq"], "topics": 5, "places": ["Astana"]}
    kind = ("kinds[0]", "unknown kind (known: ")
    track, (path, message) = strangers(given_, shipped())
    assert track == ("tracks[0]", "unknown track (nearest: 'cooperation-council'): 'cooperation-councils'")
    assert (path, message[: len(kind[1])]) == kind
    assert message.endswith(": 'qqq'")
