"""The page as people use it: with a mouse, with the keyboard alone, without scripts, on paper, and by ear."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal

import pytest
from playwright.sync_api import Page, expect

from kzeu_timeline import Timeline, describe, to_html
from kzeu_timeline.sentences import when_text
from tests.builders import shipped
from tests.clients.browser import Pages
from tests.clients.sites import Site

pytestmark = pytest.mark.clients

TODAY: Final = dt.date(2026, 1, 15)
COUNCIL: Final = "cooperation-council-22"
SUMMIT: Final = "eu-central-asia-summit-1"
WAYS: Final = ("disk", "site")


def timeline() -> Timeline:
    return shipped().timeline()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "timeline.html"
    file.write_text(to_html(timeline(), language="en", today=TODAY), "utf-8")
    return file


@pytest.fixture(params=WAYS)
def address(request: pytest.FixtureRequest, written: Path, served: Site) -> str:
    """Where the page is in English: a file on a disk, or the first page of a site."""
    return written.as_uri() if request.param == "disk" else served.at("/index.en.html")


def shown(page: Page) -> list[str]:
    """The slugs of the entries that one sees, from top to bottom."""
    found: list[str] = page.evaluate("""[...document.querySelectorAll(".year > ol > li")]
        .filter(each => each.checkVisibility()).map(each => each.querySelector("dl").id)""")
    return found


def entry(page: Page, slug: str) -> str:
    return page.locator(f"li:has(> details > dl#{slug}) > details > summary").inner_text()


# What one looks for.


def test_a_search_finds_what_the_timeline_finds_in_every_language(open_page: Pages, address: str) -> None:
    page = open_page(address)
    for text in ("brussels", "сотруднич", "СОВЕТА сотрудничества", "Ынтымақтастық", "no such word"):
        page.get_by_role("searchbox").fill(text)
        assert {each.slug for each in timeline().search(text)} <= set(shown(page))
        assert (shown(page) == []) is (text == "no such word")


def test_the_filters_narrow_what_is_shown_and_all_comes_back(open_page: Pages, address: str) -> None:
    page = open_page(address)
    everything = [each.slug for each in timeline()]
    assert shown(page) == everything
    page.get_by_role("combobox", name="Year").select_option("2025")
    of_year = shown(page)
    assert {each.slug for each in timeline().overlapping(dt.date(2025, 12, 1), dt.date(2025, 12, 31))} <= set(of_year)
    page.get_by_role("combobox", name="Kind").select_option(label="meeting")
    assert shown(page) == [slug for slug in of_year if timeline()[slug].kind == "meeting"]
    page.get_by_role("combobox", name="Year").select_option("")
    page.get_by_role("combobox", name="Series or agreement").select_option(label="EU–Kazakhstan Cooperation Council")
    assert set(shown(page)) <= {each.slug for each in timeline().in_track("cooperation-council")}
    expect(page.locator("#_shown")).to_have_text(f"Entries shown: {len(shown(page))} of {len(everything)}")
    marks = page.locator("#_chart a:not([hidden])")
    assert marks.count() == len(shown(page))
    page.get_by_role("button", name="Show all").click()
    assert shown(page) == everything
    page.get_by_label("Only dates that are not certain").check()
    doubted = shown(page)
    assert {each.slug for each in timeline() if each.when.qualifier} <= set(doubted) < set(everything)


# By keyboard alone.


def focused(page: Page) -> str:
    return page.evaluate(
        "document.activeElement.getAttribute('href') || document.activeElement.id || document.activeElement.tagName"
    )


def test_by_keyboard_one_gets_to_a_mark_and_from_it_to_the_entry(open_page: Pages, address: str) -> None:
    page = open_page(address)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("Boolean(document.activeElement.closest('#_chart'))"):
            break
    first = focused(page)
    assert first == f"#{timeline()[0].slug}"
    page.keyboard.press("ArrowRight")
    assert focused(page) == f"#{timeline()[1].slug}"
    expect(page.locator("#_caption")).to_contain_text(timeline()[1].title["en"])
    page.keyboard.press("End")
    last = timeline()[-1].slug
    assert focused(page) == f"#{last}"
    page.keyboard.press("Enter")
    opened = page.locator(f"details:has(> dl#{last})")
    expect(opened).to_have_attribute("open", "")
    expect(opened.locator("> summary")).to_be_focused()
    page.keyboard.press("Escape")
    expect(opened).not_to_have_attribute("open", "")
    page.keyboard.press("Enter")
    expect(opened).to_have_attribute("open", "")


def test_the_slider_moves_by_arrows_and_says_the_day(open_page: Pages, address: str) -> None:
    page = open_page(address)
    slider = page.get_by_role("slider")
    slider.focus()
    expect(slider).to_have_attribute("aria-valuetext", "now (everything)")
    page.keyboard.press("ArrowLeft")
    day = slider.get_attribute("aria-valuetext")
    assert day != "now (everything)"
    expect(page.locator("#_day")).to_have_text(day or "")


# What was known on a day.


def as_of(page: Page, day: dt.date) -> None:
    """Move the slider to the last day up to *day* on which anything came out."""
    published = {
        int(said.source.published.span[1])
        for each in timeline()
        for said in each.statements
        if said.source.published and said.source.published.span[1] != float("inf")
    }
    position = sum(each <= day.toordinal() for each in published) - 1
    page.get_by_role("slider").fill(str(position))


@pytest.mark.parametrize("day", [dt.date(2024, 10, 21), dt.date(2025, 3, 10)], ids=str)
def test_the_page_goes_back_to_what_was_known(open_page: Pages, written: Path, day: dt.date) -> None:
    page, then = open_page(written), timeline().as_of(day)
    as_of(page, day)
    assert shown(page) == [each.slug for each in then]
    texts = page.locator(".year > ol > li:not([hidden]) summary").all_inner_texts()
    for each, text in zip(then, texts, strict=True):
        assert when_text(each.when, "en") in text
        assert text.endswith("planned") is (each.status == "planned")


def test_the_summit_was_planned_for_days_and_took_place_on_them(open_page: Pages, written: Path) -> None:
    page = open_page(written)
    as_of(page, dt.date(2025, 3, 10))
    plan = timeline().as_of(dt.date(2025, 3, 10))[SUMMIT]
    assert describe(plan.when, "en") in entry(page, SUMMIT)
    assert "planned" in entry(page, SUMMIT)
    page.get_by_role("slider").press("End")
    assert "planned" not in entry(page, SUMMIT)


# Languages.


def test_the_languages_change_there_and_back(open_page: Pages, written: Path) -> None:
    page, council = open_page(written), timeline()[COUNCIL]
    before = page.locator("body").inner_text()
    for language, name in (("kk", "Қазақша"), ("ru", "Русский"), ("kk", "Қазақша"), ("en", "English")):
        page.get_by_role("button", name=name).click()
        expect(page.locator("html")).to_have_attribute("lang", language)
        assert council.title[language] in entry(page, COUNCIL)
        assert when_text(council.when, language) in entry(page, COUNCIL)
        page.get_by_role("searchbox").fill("cooperation council")
        assert COUNCIL in shown(page)
        page.get_by_role("searchbox").fill("")
    assert page.locator("body").inner_text() == before


def test_a_language_says_what_its_own_page_says(open_page: Pages, written: Path, tmp_path: Path) -> None:
    other = tmp_path / "kk.html"
    other.write_text(to_html(timeline(), language="kk", today=TODAY), "utf-8")
    page, own = open_page(written), open_page(other)
    page.get_by_role("button", name="Қазақша").click()
    assert page.locator("body").inner_text() == own.locator("body").inner_text()
    drawn = """[...document.querySelectorAll("#_chart a, #_chart text")]
        .map(each => [each.getAttribute("transform"), each.getAttribute("x"), each.textContent])"""
    assert page.evaluate(drawn) == own.evaluate(drawn)


def test_the_languages_of_a_site_are_pages_of_their_own(open_page: Pages, served: Site) -> None:
    page = open_page(served.at("/"), locale="kk")
    expect(page.locator("html")).to_have_attribute("lang", "kk")
    page.get_by_role("link", name="English", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert timeline()[COUNCIL].title["en"] in entry(page, COUNCIL)


# Links to entries.


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_link_opens_its_entry(open_page: Pages, address: str, javascript: bool) -> None:
    page = open_page(f"{address}#{COUNCIL}", javascript=javascript)
    expect(page.locator(f"#{COUNCIL}")).to_be_in_viewport()
    expect(page.locator(f"#{COUNCIL}")).to_contain_text("How the date is known")
    if javascript:
        page.reload()
        expect(page.locator(f"#{COUNCIL}")).to_be_in_viewport()


def test_an_entry_that_one_opens_is_in_the_address(open_page: Pages, address: str) -> None:
    page = open_page(address)
    page.get_by_role("combobox", name="Year").select_option("2025")
    page.locator(f"details:has(> dl#{COUNCIL}) > summary").click()
    expect(page.locator(f"#{COUNCIL}")).to_be_visible()
    assert page.url.endswith(f"#{COUNCIL}")


def test_without_scripts_all_is_there_and_nothing_that_does_nothing(open_page: Pages, address: str) -> None:
    page = open_page(address, javascript=False)
    assert shown(page) == [each.slug for each in timeline()]
    assert [each for each in page.locator("button, input, select").all() if each.is_visible()] == []


# The picture.


def overlaps(page: Page) -> list[str]:
    """The labels of the picture that touch another."""
    found = page.evaluate("""[...document.querySelectorAll("#_chart a:not([hidden]) text")].map(each => {
        const box = each.getBoundingClientRect()
        return [each.textContent, box.left, box.right, Math.round(box.top)]
    })""")
    rows = sorted(found, key=lambda each: (each[3], each[1]))
    return [f"{one[0]} | {other[0]}" for one, other in pairwise(rows) if one[3] == other[3] and one[2] > other[1]]


@pytest.mark.parametrize("width", [390, 1280])
def test_a_larger_picture_keeps_its_labels_apart_and_its_lanes_named(
    open_page: Pages, written: Path, width: int
) -> None:
    page = open_page(written, width=width)
    assert overlaps(page) == []
    before = page.locator("#_chart").bounding_box()
    for _ in range(3):
        page.get_by_role("button", name="Larger").click()
    after = page.locator("#_chart").bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] > 2 * before["width"]
    assert overlaps(page) == []
    page.evaluate("document.querySelector('#_scroll').scrollTo(1500, 300)")
    lefts, tops = page.evaluate("""[[...document.querySelectorAll("#_chart h3")].map(each =>
        each.getBoundingClientRect().left - document.getElementById("_scroll").getBoundingClientRect().left),
        document.querySelector("#_chart .axis").getBoundingClientRect().top
        - document.getElementById("_scroll").getBoundingClientRect().top]""")
    assert {round(left) for left in lefts} == {9}
    assert round(tops) == 1


# On paper, and by ear.


def test_on_paper_one_reads_the_details(open_page: Pages, written: Path) -> None:
    page = open_page(written, javascript=False)
    page.emulate_media(media="print")
    assert page.locator(f"#{COUNCIL}").bounding_box()
    assert page.evaluate(f"document.getElementById('{COUNCIL}').checkVisibility({{contentVisibilityAuto: true}})")
    for aside in ("#_filters", "header nav"):
        expect(page.locator(aside).first).to_be_hidden()


def test_on_paper_the_picture_is_as_wide_as_the_sheet(open_page: Pages, written: Path) -> None:
    page = open_page(written, width=PAPER)
    for _ in range(3):
        page.get_by_role("button", name="Larger").click()
    page.emulate_media(media="print")
    chart = page.locator("#_chart").bounding_box()
    assert chart is not None
    assert PAPER * 0.9 < chart["width"] <= PAPER
    assert page.locator("#_scroll").evaluate("each => each.clientHeight == each.scrollHeight")


PAPER: Final = 703
"""CSS pixels between the margins of a sheet of A4."""

PAIRS: Final = [
    ("en", "light", 320),
    ("en", "dark", 1280),
    ("kk", "light", 1280),
    ("kk", "dark", 320),
    ("ru", "light", 320),
    ("ru", "dark", 1280),
]


@pytest.mark.parametrize(("language", "theme", "width"), PAIRS)
def test_nothing_keeps_anybody_out(
    open_page: Pages,
    axe: Callable[[Page], list[str]],
    served: Site,
    language: str,
    theme: Literal["light", "dark"],
    width: int,
) -> None:
    page = open_page(served.at(f"/index.{language}.html#{COUNCIL}"), theme=theme, width=width)
    assert axe(page) == []
    page.locator("select[data-by=y]").select_option("2025")
    page.locator("#_doubt").check()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_file_keeps_nobody_out_in_any_language(
    open_page: Pages, axe: Callable[[Page], list[str]], written: Path
) -> None:
    page = open_page(written, width=320)
    for name in ("Русский", "Қазақша"):
        page.get_by_role("button", name=name).click()
        assert axe(page) == []


def test_each_mark_is_called_what_it_shows(open_page: Pages, written: Path) -> None:
    page = open_page(written)
    mark = page.locator(f'#_chart a[href="#{COUNCIL}"]')
    expect(mark).to_have_accessible_name(re.compile("^22 .*1 December 2025.*22nd EU–Kazakhstan Cooperation Council"))
