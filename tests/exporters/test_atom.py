"""Atom: every change that subscribers were told, once, as text and never as markup."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from typing import Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzeu_timeline import Catalogue, to_atom
from kzeu_timeline.exporters import atom
from kzeu_timeline.revisions import sealed
from kzeu_timeline.text import Language
from kzeu_timeline.xmltext import in_xml
from tests.builders import LANGUAGES, NOW, event, refusal, shipped, source, statement, words
from tests.strategies import LAW

ATOM: Final = "{http://www.w3.org/2005/Atom}"
HOSTILE: Final = "</title><script>alert(1)</script>&amp;]]><![CDATA[\x1b\x00\ufffe".replace("\x00", "")


def told(*states, start=NOW):
    """What subscribers were told of these states of the data, each sealed a day after the one before."""
    catalogue = Catalogue(entries={})
    for day, entries in enumerate(states):
        sources = dict(catalogue.sources) | {each.slug: each for entry in entries for each in entry.sources}
        changed = attrs.evolve(catalogue, entries={entry.slug: entry for entry in entries}, sources=sources)
        catalogue = sealed(changed, start + dt.timedelta(days=day))
    return catalogue.told()


def read(feed):
    return ET.fromstring(feed)  # noqa: S314 - we wrote it


def entries(feed):
    return read(feed).findall(f"{ATOM}entry")


def texts(element, name):
    return [each.text for each in element.findall(f"{ATOM}{name}")]


class Markup(HTMLParser):
    """The tags of a page, and its text."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.said = [], ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.said += data


MEETING: Final = event("a", statements=[statement("2025-12-01", source("paper", url="https://example.org/p?a=1&b=2"))])
MOVED: Final = event("a", statements=[statement("2025-12-08", source("later", publisher="The Later Paper"))])


def test_what_was_added_moved_and_withdrawn_is_told_the_newest_first():
    feed = to_atom(told([MEETING], [MOVED], []), language="en")
    assert [texts(each, "title") for each in entries(feed)] == [["a – removed"], ["a – moved"], ["a – added"]]
    assert [texts(each, "updated") for each in entries(feed)] == [[f"2025-12-0{day}T09:30:00Z"] for day in (5, 4, 3)]
    assert texts(read(feed), "updated") == ["2025-12-05T09:30:00Z"]


def test_an_entry_names_who_brought_the_change_and_links_to_the_source():
    moved, added = entries(to_atom(told([MEETING], [MOVED]), language="en"))
    assert "moved from 1 December 2025 to 8 December 2025 – The Later Paper" in Markup(texts(moved, "content")[0]).said
    assert [each.get("href") for each in added.findall(f"{ATOM}link")] == ["https://example.org/p?a=1&b=2"]
    assert ("a", {"href": "https://example.org/p?a=1&b=2"}) in Markup(texts(added, "content")[0]).tags


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_feed_is_in_one_language(language):
    feed = to_atom(told([event("a", title={"kk": "қ", "ru": "р", "en": "e"})]), language=language)
    assert read(feed).get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert texts(entries(feed)[0], "title")[0].startswith({"kk": "қ", "ru": "р", "en": "e"}[language])


def test_a_title_in_another_language_is_no_news():
    news = told([event("a", title=words("a"))], [event("a", title={**words("a"), "kk": "ә"})])
    assert [len(entries(to_atom(news, language=language))) for language in LANGUAGES] == [2, 1, 1]


def test_ids_stay_and_are_never_shared():
    once, twice = (to_atom(told(*states), language="ru") for states in ([[MEETING]], [[MEETING], [MOVED]]))
    before, after = ([texts(each, "id")[0] for each in entries(feed)] for feed in (once, twice))
    assert after[1:] == before
    assert len({*after, texts(read(twice), "id")[0]}) == 3
    assert all(each.startswith("urn:uuid:") for each in after)


def test_addresses_are_those_that_are_given():
    feed = to_atom((), language="kk", address="https://example.org/changes.atom", page="https://example.org/")
    assert {each.get("rel"): each.get("href") for each in read(feed).findall(f"{ATOM}link")} == {
        "self": "https://example.org/changes.atom",
        "alternate": "https://example.org/",
    }
    assert refusal(lambda: to_atom((), language="kk", page="javascript:x")).startswith("not an http or https address")


def test_an_unknown_language_is_refused():
    assert refusal(lambda: to_atom((), language="de")).startswith("unknown language")


def test_a_feed_of_nothing_is_whole():
    feed = read(to_atom((), language="en"))
    assert texts(feed, "updated") == ["1970-01-01T00:00:00Z"]
    assert feed.findall(f"{ATOM}entry") == []


def test_the_feed_is_bounded():
    news = told([event(f"a{number}") for number in range(20)])
    assert len(entries(to_atom(news, language="en", most=7))) == 7


@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), min_size=1).filter(str.strip))
@LAW
def test_no_text_is_markup(text):
    for hostile in (text, f"{HOSTILE}{text}"):
        entry = event("a", title={"en": hostile}, statements=[statement(by=source("s", publisher=hostile))])
        (found,) = entries(to_atom(told([entry]), language="en"))
        expected = in_xml(f"{hostile} – added")
        assert ET.canonicalize(f"<t>{ET.tostring(found.find(f'{ATOM}title'), encoding='unicode')}</t>")
        assert texts(found, "title")[0].split() == expected.split()
        assert {tag for tag, _ in Markup(texts(found, "content")[0]).tags} <= {"p", "ul", "li", "a"}


@pytest.mark.parametrize("language", Language)
def test_the_shipped_record_is_told(language):
    news = shipped().told()
    feed = to_atom(news, language=language)
    assert len(entries(feed)) == min(len(news), atom.MOST)
    assert feed == to_atom(shipped().told(), language=language)
