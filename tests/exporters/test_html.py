"""The page as a file: one file, complete without scripts, in every language, whatever stands in the data."""

from __future__ import annotations

import datetime as dt
import json
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import Final

import pytest

from kzeu_timeline import Figure, LocalizedText, Source, Statement, Timeline, describe, parse_edtf, to_html
from kzeu_timeline.page.knowledge import knowledge
from kzeu_timeline.page.offers import Offers
from kzeu_timeline.page.rendering import Page as Rendered
from kzeu_timeline.sentences import run_marks, when_text
from kzeu_timeline.text import Language
from tests.builders import LANGUAGES, event, shipped, words
from tests.exporters.hostile import TEXTS
from tests.pages import Page, unpacked

TODAY: Final = dt.date(2026, 1, 15)

MOST_BYTES: Final = 300_000
"""Of a page with all that is shipped."""


@cache
def written(language: Language) -> str:
    return to_html(shipped().timeline(), language=language, today=TODAY)


@cache
def page(language: Language) -> Page:
    return Page(written(language).encode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_is_there_without_a_script(language: Language) -> None:
    found, timeline = page(language), shipped().timeline()
    assert [each["id"] for each in found.all("dl") if "id" in each] == [entry.slug for entry in timeline]
    for entry in timeline:
        assert entry.title[language] in found.text("b")
        assert when_text(entry.when, language) in found.text("time")
    addresses = {each["href"] for each in found.all("a")}
    held = (entry for entry in timeline if not entry.is_derived)
    assert {source.url for entry in held for source in entry.sources if source.url} <= addresses


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_statement_says_its_date(language: Language) -> None:
    found = set(page(language).text("b"))
    for entry in shipped().timeline():
        if not entry.is_derived:
            assert {describe(each.when, language) for each in entry.statements} <= found


def test_every_link_within_the_page_leads_somewhere() -> None:
    found = page(Language.EN)
    ids = [each["id"] for _, each in found.elements if "id" in each]
    assert len(ids) == len(set(ids))
    assert {(each["href"] or "")[1:] for each in found.all("a") if (each["href"] or "").startswith("#")} <= set(ids)


def test_nothing_is_loaded_and_nothing_is_written_in_attributes() -> None:
    found = page(Language.EN)
    assert {tag for tag, _ in found.elements} & {"img", "iframe", "object", "form", "base", "use", "image"} == set()
    assert [each for _, each in found.elements if any(name == "style" or name.startswith("on") for name in each)] == []
    assert [each for each in found.all("script") if "src" in each] == []
    assert re.search(r"url\((?!#)|@import", written(Language.EN)) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_policy_allows_its_own_style_and_script_and_nothing_else(language: Language) -> None:
    (policy,) = (each["content"] for each in page(language).all("meta") if "http-equiv" in each)
    style, script = (
        f"'sha256-{b64encode(sha256(re.findall(pattern, written(language), re.DOTALL)[0].encode()).digest()).decode()}'"
        for pattern in (r"<style>(.*?)</style>", r"<script>(.*?)</script>")
    )
    assert policy == (
        f"default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"
    )


def test_the_words_of_the_other_languages_make_their_pages() -> None:
    ((data,),) = [re.findall(r'<script type="application/json" id="_words">(.*?)</script>', written(Language.EN))]
    found = json.loads(data)
    assert [*found["words"]] == ["kk", "ru"]
    for language, texts in found["words"].items():
        told = unpacked(texts, is_cyrillic=True)
        assert {entry.title[Language(language)] for entry in shipped().timeline()} <= set(told)
        assert len(told) == len(unpacked(found["words"]["kk"], is_cyrillic=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_record_in_every_language_is_small(language: Language) -> None:
    assert len(written(language).encode()) < MOST_BYTES


def test_the_same_timeline_gives_the_same_bytes() -> None:
    assert to_html(shipped().timeline(), language="en", today=TODAY) == written(Language.EN)


def test_a_timeline_of_nothing_has_a_page() -> None:
    found = Page(to_html(Timeline(), language="en").encode())
    assert found.all("svg") == []
    assert found.all("time") == []


def hostile(text: str) -> str:
    texts, source = LocalizedText(dict.fromkeys(LANGUAGES, text)), Source(slug="s", publisher=text, published="2026-01")
    figure = Figure(slug="f", title=texts, value=1, unit="areas", source=source, note=text)
    statement = Statement(source=source, when="2026-05", status="planned", note=text)
    entry = event(title=texts, description=texts, statements=[statement], figures=[figure])
    return to_html(Timeline([entry]), language="en", today=TODAY)


@pytest.mark.parametrize("text", TEXTS)
def test_no_text_becomes_markup(text: str) -> None:
    content = hostile(text)
    assert Page(content.encode()).shape() == Page(hostile("plain").encode()).shape()
    assert re.search("[\x00-\x09\x0b-\x1f\x7f]", content) is None


# What was known when.


def known_then() -> Timeline:
    early, late = (
        Source(slug=slug, publisher=slug, published=day) for slug, day in (("a", "2025-01-10"), ("b", "2025-04-02"))
    )
    return Timeline(
        [
            event(
                "summit",
                title=words("Summit"),
                statements=[
                    Statement(source=early, when="2025-04", status="planned"),
                    Statement(source=late, when="2025-04-01", status="held"),
                ],
            ),
            event("visit", title=words("Visit"), statements=[Statement(source=late, when="2025-03-30", status="held")]),
        ]
    )


def test_states_are_those_of_as_of() -> None:
    for timeline in (known_then(), shipped().timeline()):
        known = knowledge(timeline)
        for position in {*range(0, len(known.days), 7), 0}:
            assert known.at(position) == timeline.as_of(dt.date.fromordinal(known.days[position]))
        assert known.at(len(known.days)) == timeline


def test_marks_are_those_of_the_day() -> None:
    known = knowledge(shipped().timeline())
    for position in (0, 40, len(known.days)):
        then = run_marks(known.at(position))
        for slug, marks in known.marks.items():
            said = [mark for since, mark in marks if since <= position]
            assert (said[-1] if said else "") == then.get(slug, "")


def test_places_order_what_was_known_on_every_day_and_number_what_is_known_now() -> None:
    for timeline in (known_then(), shipped().timeline()):
        known = knowledge(timeline)
        for position in (0, len(known.days) // 2, len(known.days)):
            there = [
                (known.order[slug, state.period.since], slug)
                for slug, states in known.states.items()
                for state in states
                if state.period.since <= position < (state.period.until or len(known.days) + 1)
            ]
            assert [slug for _, slug in sorted(there)] == [entry.slug for entry in known.at(position)]
        assert [place for place, _ in sorted(there)] == [*range(len(timeline))]


def test_what_was_known_is_there_and_hidden_until_it_is_asked_for() -> None:
    html = Rendered(known_then()).among(Language.EN, Offers())
    assert re.search(r'<time data-o=[\d.]+ data-k="0 1" hidden>≈ April 2025</time>', html)
    assert re.search(r"<time data-k=1>1 April 2025</time>", html)
    assert '<i class=planned data-k="0 1" hidden>planned</i>' in html
    assert "<i data-k=1>" not in html


def test_a_plan_that_nobody_confirms_is_one_until_it_should_be_over() -> None:
    said = [
        Source(slug=slug, publisher=slug, published=day) for slug, day in (("a", "2025-01-10"), ("b", "2025-04-02"))
    ]
    plans = {"over": "2025-03", "today": "2025-06-01", "ahead": "2025-06-02"}
    held = Statement(source=said[1], when="2025-03-30", status="held")
    timeline = Timeline(
        [
            event(slug, when, statements=[Statement(source=said[0], when=when, status="planned")])
            for slug, when in plans.items()
        ]
        + [event("visit", statements=[held])]
    )

    def conditions(today: dt.date | None) -> dict[str, list[str]]:
        html = Rendered(timeline, today).among(Language.EN, Offers())
        entries = re.findall(r"<summary[^>]*>(.*?)</summary>.*?<dl id=(\w+)>", html, re.DOTALL)
        return {slug: re.findall(r"<i.*?</i>", summary) for summary, slug in entries}

    planned, was = "<i class=planned>planned</i>", '<i class=planned data-k="0 1" hidden>planned</i>'
    unconfirmed = "<i data-k=1>planned, never confirmed</i>"
    assert conditions(None) == {"over": [was, unconfirmed], "today": [planned], "ahead": [planned], "visit": []}
    assert conditions(dt.date(2025, 6, 1)) == conditions(None)
    over = ['<i class=planned data-k="0 2" hidden>planned</i>', "<i data-k=2>planned, never confirmed</i>"]
    assert conditions(dt.date(2025, 6, 2)) == {**conditions(None), "today": over}


def test_a_line_stands_behind_what_has_begun() -> None:
    html = Rendered(known_then(), dt.date(2025, 3, 31)).among(Language.EN, Offers())
    line = "<li class=now><span>today</span> <time>31 March 2025</time>"
    assert html.index("<dl id=visit>") < html.index(line) < html.index("<dl id=summit>")
    for today in (None, dt.date(2025, 3, 29)):
        assert "<li class=now>" not in Rendered(known_then(), today).among(Language.EN, Offers())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_is_written_as_everywhere(language: Language) -> None:
    carried = json.loads(
        re.findall(r'<script type="application/json" id="_words">(.*?)</script>', written(language))[0]
    )
    for day in unpacked(carried["published"], is_cyrillic=False):
        year, month, number = map(int, day.split("-"))
        text = carried["days"][language][month - 1].replace("{y}", str(year)).replace("{d}", str(number))
        assert text == describe(parse_edtf(day), language)
