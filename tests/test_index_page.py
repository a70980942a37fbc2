"""The first page: complete, plain HTML, whatever stands in the data."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from itertools import pairwise
from typing import Final
from urllib.parse import parse_qs, urlsplit

import pytest

from kzeu_timeline import Feed, LocalizedText, Source, Statement, describe, parse_edtf, to_site
from kzeu_timeline.feeds import FEEDS
from kzeu_timeline.files import Site
from kzeu_timeline.locales import wording
from kzeu_timeline.text import Language
from tests.builders import LANGUAGES, catalogue, event, shipped
from tests.exporters.hostile import TEXTS
from tests.pages import Page

pytestmark = pytest.mark.broad

BASE: Final = "https://example.org/cal/"
TODAY: Final = dt.date(2026, 1, 15)


@cache
def site(base: str | None = BASE, today: dt.date | None = TODAY) -> Site:
    return to_site(shipped(), base=base, today=today)


@cache
def page(language: Language, base: str | None = BASE, today: dt.date | None = TODAY) -> Page:
    return Page(site(base, today)[f"index.{language}.html"].content)


# What is on it.


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_its_language_and_its_title(language: Language) -> None:
    found = page(language)
    assert found.all("html") == [{"lang": language}]
    assert found.text("title") == found.text("h1") == [wording(language).label("calendar")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_page_in_each_language_a_link_away(language: Language) -> None:
    links = [each for each in page(language).all("a") if "hreflang" in each]
    assert [each["lang"] for each in links] == list(LANGUAGES)
    assert [each["lang"] for each in links if each.get("aria-current") == "page"] == [language]
    assert {each["href"] for each in links} <= site().keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_calendar_is_announced_to_programs(language: Language) -> None:
    links = [each for each in page(language).all("link") if each.get("type") == "text/calendar"]
    assert [each["href"] for each in links] == [f"feeds/{feed.slug}-{language}.ics" for feed in FEEDS]
    assert [each["title"] for each in links] == [feed.title[language] for feed in FEEDS]


@pytest.mark.parametrize("base", [BASE, None])
@pytest.mark.parametrize("language", LANGUAGES)
def test_links_into_the_site_lead_to_files_and_every_file_is_led_to(base: str | None, language: Language) -> None:
    hrefs = {each["href"] or "" for each in page(language, base).all("a")}
    inside = {href for href in hrefs if not urlsplit(href).scheme and not href.startswith("#")}
    assert inside <= site(base).keys()
    of_others = {other for other in LANGUAGES if other != language}
    rest = {path for path in site(base).keys() - inside if not any(f"-{other}" in path for other in of_others)}
    assert rest == {"robots.txt", "index.html"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_how_far_it_reaches_and_who_made_it(language: Language) -> None:
    entries = shipped().timeline()
    derived = sum(entry.is_derived for entry in entries)
    days = [each.published.latest for entry in entries for each in entry.sources if each.published]
    words, latest = wording(language).page, max(day for day in days if day)
    assert page(language).text("p")[-3:] == [
        words["reach"].format(entries=len(entries) - derived, anniversaries=derived),
        words["latest-source"].format(date=describe(parse_edtf(latest.isoformat()), language)),
        words["made-by"],
    ]


def test_without_dated_sources_it_says_nothing_of_the_latest() -> None:
    undated = event(statements=[Statement(source=Source(slug="s", publisher="P"), when="2025-12-01")])
    content = to_site(catalogue(undated), today=TODAY, feeds=FEEDS[:1])["index.en.html"].content
    assert Page(content).text("p")[-2:] == [
        "Entries: 1; anniversaries computed from their dates: 0",
        "Made by kzeu-timeline; open data, MIT licence",
    ]


def test_the_ways_to_subscribe() -> None:
    hrefs = [each["href"] or "" for each in page(Language.RU).all("a")]
    address = f"{BASE}feeds/kazakhstan-eu-ru.ics"
    webcal = address.replace("https", "webcal")
    assert webcal in hrefs
    (google,) = (href for href in hrefs if "google" in href and parse_qs(urlsplit(href).query)["cid"] == [webcal])
    assert google.startswith("https://calendar.google.com/calendar/render?cid=")
    asked = [
        parse_qs(urlsplit(href).query) for href in hrefs if href.startswith("https://outlook.live.com/calendar/0/")
    ]
    assert {"url": [address], "name": [FEEDS[0].title["ru"]]} in asked


def test_without_the_address_of_the_site_all_links_are_relative_and_the_page_says_how_to_get_one() -> None:
    found = page(Language.EN, None)
    assert {
        urlsplit(each["href"] or "").scheme for each in found.all("a") if "/feeds/" in (each["href"] or "")
    } == set()
    assert [each for each in found.all("a") if (each["href"] or "").startswith("webcal:")] == []
    assert wording("en").page["address-needed"] in found.text("p")
    assert wording("en").page["download"] in found.text("a")


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "cal.localhost", "[::1]", "127.9.9.9"])
def test_an_address_that_only_this_computer_has_is_not_offered_to_others(host: str) -> None:
    small = to_site(catalogue(event()), base=f"http://{host}/", today=TODAY)
    found = Page(small["index.en.html"].content)
    hrefs = [each["href"] or "" for each in found.all("a")]
    assert f"webcal://{host}/feeds/kazakhstan-eu-en.ics" in hrefs
    assert [href for href in hrefs if urlsplit(href).hostname in {"calendar.google.com", "outlook.live.com"}] == []
    assert wording("en").page["subscribe-local"] in found.text("p")
    assert wording("en").page["subscribe-local"] not in page(Language.EN).text("p")


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_one_subscribes_is_told_program_by_program(language: Language) -> None:
    told = {text for tag, text in page(language).texts if tag == "dd"}
    assert {wording(language).page[f"steps-{each}"] for each in ("apple", "google", "outlook", "thunderbird")} <= told


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_coming_is_listed_if_it_is_known_which_day_it_is(language: Language) -> None:
    coming = shipped().timeline().upcoming(TODAY)
    assert coming[0].title[language] in page(language).text("a")
    assert 'id="_coming"' not in site(BASE, None)[f"index.{language}.html"].content.decode()


def test_when_nothing_is_coming_the_page_says_so() -> None:
    files = to_site(catalogue(event()), today=TODAY, feeds=[Feed(slug="all", title={"en": "All"})])
    assert wording("kk").page["none-ahead"] in files["index.html"].content.decode()


def test_the_root_is_the_page_in_the_first_language() -> None:
    assert site()["index.html"].content == site()["index.kk.html"].content


# How it is made.


LARGEST_PAGE: Final = 300_000
"""Bytes, with the whole record; Cyrillic letters take two."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_small(language: Language) -> None:
    assert len(site()[f"index.{language}.html"].content) < LARGEST_PAGE


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_descend_step_by_step_and_every_part_has_a_name(language: Language) -> None:
    found = page(language)
    levels = [int(tag[1]) for tag, _ in found.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [each["id"] for _, each in found.elements if "id" in each]
    assert len(ids) == len(set(ids))
    named = [each.get("aria-labelledby") for tag, each in found.elements if tag in {"section", "article"}]
    assert set(named) <= set(ids)
    assert [len(found.all(tag)) for tag in ("header", "main", "nav")] == [1, 1, 3]


def test_links_with_one_text_are_told_apart() -> None:
    labels = [each.get("aria-label") for each in page(Language.EN).all("a") if "aria-label" in each]
    assert len(labels) == len(set(labels))


def _luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    "pair",
    [
        *(("ink", "paper"), ("quiet", "paper"), ("mark", "paper"), ("today", "paper")),
        *(("ink", "band"), ("quiet", "band"), ("mark", "band"), ("today", "band")),
    ],
    ids="-".join,
)
def test_every_text_stands_out_from_its_ground(scheme: int, pair: tuple[str, str]) -> None:
    style = site()["index.html"].content.decode()
    colours = dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{6})", re.findall(r":root\{(.*?)\}", style, re.DOTALL)[scheme]))
    lighter, darker = sorted((_luminance(colours[each]) for each in pair), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


# Hostile data.


def of(text: str) -> bytes:
    """The page on which *text* stands wherever the data may put it."""
    texts = LocalizedText(dict.fromkeys(LANGUAGES, text))
    report = Source(slug="s", publisher=text, published="2026-01-01")
    entry = event(title=texts, statements=[Statement(source=report, when="2026-05", status="planned")])
    feeds = [
        Feed(
            slug=slug, title=texts, description=LocalizedText(dict.fromkeys(LANGUAGES, f"{text}.")), variants=["spans"]
        )
        for slug in ("a", "b")
    ]
    return to_site(catalogue(entry), base=BASE, today=TODAY, feeds=feeds)["index.en.html"].content


@pytest.mark.parametrize("text", TEXTS)
def test_no_text_becomes_markup(text: str) -> None:
    content, plain = of(text), Page(of("plain"))
    found = Page(content)
    assert found.shape() == plain.shape()
    kept = re.sub(r"[\x00-\x1f\x7f-\x9f]", "", re.sub("[\t\n\r\v\f\x85\u2028\u2029]+", " ", text)).strip()
    assert found.text("h3").count(kept) == 2
    assert found.text("b").count(kept) == 1
    assert re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", content) is None
    schemes = {urlsplit(each["href"] or "").scheme for each in found.all("a")}
    assert schemes == {"", "https", "webcal"}
