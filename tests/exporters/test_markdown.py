"""Markdown: a table for each year in which nothing of the data is markup, judged by a CommonMark renderer."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import Final, NamedTuple
from urllib.parse import unquote

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from kzeu_timeline import Entry, InvalidRecordError, Language, Place, Source, Statement, Timeline, load, to_markdown
from kzeu_timeline.locales import wording
from kzeu_timeline.sentences import place_text, run_legends, run_marks, status_text, when_text, year_heading
from tests.exporters import hostile
from tests.exporters.samples import PLACE, SOURCE, event, timeline
from tests.strategies import LAW

JUDGE: Final = MarkdownIt("gfm-like", {"linkify": False})
"""GitHub's tables and strikethrough on CommonMark; raw HTML is recognized, and would be found."""

HEADS: Final = ("date", "title", "kind", "place", "status", "sources")

_BLOCKS: Final = {"heading", "inline", "table", "thead", "tbody", "tr", "th", "td", "paragraph"}
_INLINE: Final = {"text", "link_open", "link_close"}
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_DESTINATION: Final = re.compile(r"\]\(<[^<>\n]*>\)")
_AUTOLINK: Final = re.compile(r"www\.|https?://|ftp://|@", re.IGNORECASE)


class Cell(NamedTuple):
    """What a reader sees of a cell, and where its links lead."""

    text: str
    links: tuple[str, ...] = ()


class Page(NamedTuple):
    """What a renderer makes of the text."""

    headings: list[str]
    heads: list[list[Cell]]
    rows: list[list[Cell]]
    paragraphs: list[str]


def seen(token: Token) -> Cell:
    """An inline token as text and links; anything else in it is markup, and fails."""
    children = token.children or []
    assert {child.type for child in children} <= _INLINE, token.content
    hrefs = (child.attrs["href"] for child in children if child.type == "link_open")
    return Cell("".join(child.content for child in children), tuple(map(str, hrefs)))


def rendered(markdown: str) -> Page:
    """*markdown* as a page of nothing but headings, tables and paragraphs."""
    tokens = JUDGE.parse(markdown)
    assert {token.type.removesuffix("_open").removesuffix("_close") for token in tokens} <= _BLOCKS
    page = Page([], [], [], [])
    for before, token in pairwise(tokens):
        if before.type == "tr_open":
            (page.heads if token.type == "th_open" else page.rows).append([])
        if token.type != "inline":
            continue
        cell = seen(token)
        match before.type:
            case "heading_open":
                page.headings.append(cell.text)
            case "th_open":
                page.heads[-1].append(cell)
            case "td_open":
                page.rows[-1].append(cell)
            case _:
                page.paragraphs.append(cell.text)
    return page


def plain(text: str) -> str:
    """The stated rule: line breaks and other controls become blanks. Blanks around a cell's text are not its own."""
    return _CONTROL.sub(" ", text)


def row_of(entry: Entry, language: Language, mark: str) -> list[Cell]:
    """The row that is to be seen of an entry."""
    words = wording(language)
    kind = f"{words.label(entry.type)}: {words.label(entry.kind)}"
    place = place_text(entry.place, language) if entry.place else ""
    status = status_text(entry, language)
    texts = [mark, when_text(entry.when, language), entry.title.best(language), kind, place, status]
    publishers = ", ".join(plain(source.publisher) for source in entry.sources)
    links = tuple(unquote(source.url) for source in entry.sources if source.url)
    return [*(Cell(plain(text).strip()) for text in texts), Cell(publishers.strip(), links)]


def stripped(row: list[Cell]) -> list[Cell]:
    return [Cell(cell.text.strip(), tuple(map(unquote, cell.links))) for cell in row]


def assert_shows(entries: Timeline, language: Language) -> None:
    """The page shows each entry, as text, and nothing besides."""
    markdown = to_markdown(entries, language=language)
    words, marks = wording(language), run_marks(entries)
    page = rendered(markdown)
    years = [year for year, _ in groupby(entries, key=year_heading)]
    assert page.headings == [words.label("calendar"), *years]
    assert [[cell.text for cell in head] for head in page.heads] == [["", *(words.label(key) for key in HEADS)]] * len(
        years
    )
    assert list(map(stripped, page.rows)) == [row_of(entry, language, marks.get(entry.slug, "")) for entry in entries]
    assert page.paragraphs == [*run_legends(marks.values(), language)]
    assert not _AUTOLINK.search(_DESTINATION.sub("]()", markdown))


@pytest.mark.parametrize("language", Language)
def test_the_shipped_record_is_shown_row_by_row(language: Language) -> None:
    assert_shows(load().timeline(), language)


@settings(LAW, max_examples=150)
@given(hostile.timelines(), st.sampled_from(list(Language)))
def test_hostile_text_is_read_back_as_text(entries: Timeline, language: Language) -> None:
    assert_shows(entries, language)


@pytest.mark.parametrize("language", Language)
def test_every_hostile_text_of_the_table_is_read_back_from_every_place(language: Language) -> None:
    assert_shows(hostile.fixed_timeline(150), language)


def assert_is_read_back(text: str) -> None:
    """As a title, and as the publisher of a link."""
    source = attrs.evolve(SOURCE, publisher=text)
    (row,) = rendered(to_markdown(timeline(event(title=text, source=source)), language="en")).rows
    seen_text = plain(text).strip()
    assert (stripped(row)[2], stripped(row)[-1]) == (Cell(seen_text), Cell(seen_text, (str(SOURCE.url),)))


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_a_hostile_title_and_publisher_are_read_back(text: str) -> None:
    assert_is_read_back(text)


@settings(LAW, max_examples=200)
@given(hostile.texts())
def test_any_title_and_publisher_are_read_back(text: str) -> None:
    assert_is_read_back(text)


@pytest.mark.parametrize("url", [*hostile.URLS, "https://example.org/?a=1&copy=2&lt=3&notit;=4"])
def test_a_link_leads_to_the_address_of_the_source(url: str) -> None:
    (row,) = rendered(to_markdown(timeline(event(source=attrs.evolve(SOURCE, url=url))), language="en")).rows
    assert stripped(row)[-1] == Cell("Gazette", (unquote(url),))


def test_a_source_without_an_address_is_named_without_a_link() -> None:
    sources = [Source(slug="a", publisher="Archive"), SOURCE]
    entry = event(statements=[Statement(source=source, when="2025") for source in sources])
    (row,) = rendered(to_markdown(timeline(entry), language="en")).rows
    assert row[-1] == Cell("Archive, Gazette", (str(SOURCE.url),))


@pytest.mark.parametrize(
    ("when", "cell"),
    [
        ("2025-12-01", "1 December 2025"),
        ("2025-11", "≈ November 2025"),
        ("[..2025-12-02]", "≈ on or before 2 December 2025"),
        ("2012-10-29~", "≈ 29 October 2012"),
    ],
)
def test_a_date_is_as_precise_as_its_source(when: str, cell: str) -> None:
    (row,) = rendered(to_markdown(timeline(event(when)), language="en")).rows
    assert row[1] == Cell(cell)


def test_each_year_has_a_table_of_its_own() -> None:
    entries = timeline(event("2024-05-01", slug="a"), event("2025-05", slug="b"), event("2025-12-01", slug="c"))
    page = rendered(to_markdown(entries, language="en"))
    assert page.headings == ["Kazakhstan–EU calendar", "2024", "2025"]
    assert [row[1].text for row in page.rows] == ["1 May 2024", "≈ May 2025", "1 December 2025"]
    assert page.paragraphs == []


def test_a_line_in_the_margin_joins_entries_whose_order_is_open() -> None:
    dates = {"a": "2025-01-01", "b": "2025-05", "c": "2025-05-07", "d": "2025-05-30", "e": "2025-06-01"}
    entries = timeline(*(event(when, slug=slug) for slug, when in dates.items()))
    page = rendered(to_markdown(entries, language="en"))
    assert [row[0].text for row in page.rows] == ["", "┌", "│", "└", ""]
    assert page.paragraphs == ["┌│└ the sources do not decide the order of these"]


@pytest.mark.parametrize(("place", "cell"), [(PLACE, "Astana, Kazakhstan"), (None, "")])
def test_a_place_is_the_city_and_its_country(place: Place | None, cell: str) -> None:
    (row,) = rendered(to_markdown(timeline(event(place=place)), language="en")).rows
    assert row[4] == Cell(cell)


@pytest.mark.parametrize(("kind", "cell"), [("signed", "event: signature"), ("unheard-of", "event: unheard-of")])
def test_a_row_says_of_what_kind_an_entry_is(kind: str, cell: str) -> None:
    (row,) = rendered(to_markdown(timeline(event(kind=kind)), language="en")).rows
    assert row[3] == Cell(cell)


def test_what_may_have_been_at_any_time_stands_under_no_year() -> None:
    assert rendered(to_markdown(timeline(event("[..2025,2026..]")), language="en")).headings[1:] == ["…"]


@pytest.mark.parametrize("language", Language)
def test_a_timeline_of_nothing_is_a_title(language: Language) -> None:
    assert rendered(to_markdown(Timeline(), language=language)) == Page(
        [wording(language).label("calendar")], [], [], []
    )


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(InvalidRecordError):
        to_markdown(Timeline(), language="de")
