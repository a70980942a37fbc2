"""TimelineJS: a slide for each entry, at a year, month or day; no text is markup, however often it is read as such."""

from __future__ import annotations

import json
from html import unescape
from html.parser import HTMLParser
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzeu_timeline import Entry, InvalidRecordError, Language, Series, Source, Statement, Timeline, load, to_timelinejs
from kzeu_timeline.sentences import source_text, when_text
from tests.exporters import hostile
from tests.exporters.samples import MORNING, PLACE, SOURCE, event, timeline
from tests.strategies import LAW

ALLOWED: Final = {"p": set(), "ul": set(), "li": set(), "a": {"href"}}


class Seen(HTMLParser):
    """The text of a piece of markup and the addresses in it; anything but paragraphs, lists and links fails."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.text, self.addresses = "", list[str | None]()
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert {name for name, _ in attributes} == ALLOWED[tag]
        self.addresses += [value for _, value in attributes]

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        pytest.fail(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        pytest.fail(f"a declaration: {decl}")

    def unknown_decl(self, data: str) -> None:
        pytest.fail(f"a declaration: {data}")

    def handle_pi(self, data: str) -> None:
        pytest.fail(f"an instruction: {data}")


def story(entries: Timeline, language: str = "en") -> dict[str, Any]:
    made: dict[str, Any] = json.loads(to_timelinejs(entries, language=language))
    return made


def slide(entry: Entry, language: str = "en") -> dict[str, Any]:
    (made,) = story(Timeline([entry]), language)["events"]
    assert isinstance(made, dict)
    return made


def plain(markup: str) -> str:
    """What is seen of text that is set as markup."""
    return Seen(markup).text


def stripped(markup: str) -> str:
    """What is seen of text of which TimelineJS first takes the markup off."""
    return plain(plain(markup))


def lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def assert_shows(entries: Timeline, language: Language) -> None:
    made = story(entries, language)
    placed = [entry for entry in entries if entry.when.sort_key[0] not in (float("inf"), float("-inf"))]
    assert [each["unique_id"] for each in made["events"]] == [entry.slug for entry in placed]
    for entry, each in zip(placed, made["events"], strict=True):
        assert each["autolink"] is False
        assert plain(each["text"]["headline"]) == entry.title.best(language)
        assert stripped(each["display_date"]) == when_text(entry.when, language)
        assert (stripped(each["group"]) if "group" in each else None) == (
            entry.track.title.best(language) if entry.track else None
        )
        seen = Seen(each["text"]["text"])
        assert seen.addresses == [source.url for source in entry.sources if source.url]
        texts = [source_text(source, language) for source in entry.sources]
        texts += [entry.description.best(language)] if entry.description else []
        assert all(text in seen.text for text in texts)


@pytest.mark.parametrize("language", Language)
def test_the_shipped_record_is_shown_slide_by_slide(language: Language) -> None:
    assert_shows(load().timeline(), language)


@settings(LAW, max_examples=50)
@given(hostile.timelines(), st.sampled_from(list(Language)))
def test_hostile_text_is_read_back_as_text(entries: Timeline, language: Language) -> None:
    assert_shows(entries, language)


@pytest.mark.parametrize("language", Language)
def test_every_hostile_text_of_the_table_is_read_back(language: Language) -> None:
    assert_shows(hostile.fixed_timeline(len(hostile.TEXTS)), language)


DAY: Final = {"year": 2025, "month": 12, "day": 2}


@pytest.mark.parametrize(
    ("when", "start", "end", "text"),
    [
        ("2025-12-02", DAY, None, "2 December 2025"),
        ("2025-11", {"year": 2025, "month": 11}, None, "≈ November 2025"),
        ("2025", {"year": 2025}, None, "≈ 2025"),
        ("[..2025-12-02]", DAY, None, "≈ on or before 2 December 2025"),
        ("[2025-12-02..]", DAY, None, "≈ on or after 2 December 2025"),
        ("[2011-05-11,2011-05-24]", {"year": 2011, "month": 5}, None, "≈ 11 May 2011 or 24 May 2011"),
        ("2025-12-02/2025-12-03", DAY, {**DAY, "day": 3}, "2–3 December 2025"),
        ("2025-12-02/..", DAY, None, "≈ from 2 December 2025 onwards"),
        ("0050-03", {"year": 50, "month": 3}, None, "≈ March 50"),
    ],
)
def test_a_slide_claims_no_more_than_the_source(
    when: str, start: dict[str, int], end: dict[str, int] | None, text: str
) -> None:
    made = slide(event(when))
    assert (made["start_date"], made.get("end_date"), made["display_date"]) == (start, end, text)


def test_what_may_have_been_at_any_time_has_no_slide() -> None:
    entries = timeline(event("[..2025,2026..]", slug="a"), event("2025", slug="b"))
    assert [each["unique_id"] for each in story(entries)["events"]] == ["b"]


def test_a_slide_tells_what_else_is_known() -> None:
    other = Source(slug="other", publisher="Herald")
    statements = [
        Statement(source=SOURCE, when="2025-12-01", status="held", place=PLACE, clock=MORNING),
        Statement(source=other, when="2025-12"),
    ]
    text = plain(slide(event(statements=statements, description={"en": "Opening."}))["text"]["text"])
    for part in (
        "event: meeting · held · Astana, Kazakhstan",
        "Opening.",
        "How the date is known: stated – Gazette (published: 2 December 2025)",
        "December 2025 – Herald (publication date unknown)",
        "Brussels 10:30–12:00",
    ):
        assert part in text


def test_the_first_slide_names_the_calendar_and_explains_the_sign() -> None:
    signs = {when: story(timeline(event(when)))["title"]["text"]["text"] for when in ("2025", "2025-12-01")}
    assert ["≈" in text for text in signs.values()] == [True, False]
    assert unescape(story(Timeline())["title"]["text"]["headline"]) == "Kazakhstan–EU calendar"


def test_slides_are_grouped_by_track() -> None:
    track = Series(slug="council", title={"en": "Council <b>"})
    assert slide(event(track=track))["group"] == "Council &amp;lt;b&amp;gt;"
    assert "group" not in slide(event())


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(InvalidRecordError):
        to_timelinejs(Timeline(), language="de")
