"""The page as people use it: with a mouse, with the keyboard alone, without scripts, on paper, and by ear."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from threading import Thread
from typing import Final, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from kzeu_timeline import Entry, Timeline, describe, to_html, to_site
from kzeu_timeline.locales import wording
from kzeu_timeline.sentences import open_runs, when_text
from tests.builders import shipped
from tests.clients.browser import Pages
from tests.clients.sheets import Link, printed
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


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[tuple[Pages, dict[str, Page]]]:
    """Windows that stay open, by what is shown in them: to load a page anew is quicker than to open another window."""
    with Pages(browser) as pages:
        yield pages, {}


def loaded(windows: tuple[Pages, dict[str, Page]], address: str) -> Iterator[Page]:
    """The page as it is when one comes to it; at the end it must not have complained."""
    pages, opened = windows
    if address in opened:
        opened[address].goto(address)
    else:
        opened[address] = pages(address)
    yield opened[address]
    assert pages.complaints == []


@pytest.fixture
def page(windows: tuple[Pages, dict[str, Page]], address: str) -> Iterator[Page]:
    """The page in a window as wide as a desk's, from a disk and from a site."""
    yield from loaded(windows, address)


@pytest.fixture
def file(windows: tuple[Pages, dict[str, Page]], written: Path) -> Iterator[Page]:
    """The same from a disk only, which has every language."""
    yield from loaded(windows, written.as_uri())


def shown(page: Page) -> list[str]:
    """The slugs of the entries that one sees, from top to bottom."""
    found: list[str] = page.evaluate("""[...document.querySelectorAll(".year > ol > li:not(.now)")]
        .filter(each => each.checkVisibility()).map(each => each.querySelector("dl").id)""")
    return found


def entry(page: Page, slug: str) -> str:
    return page.locator(f"li:has(> details > dl#{slug}) > details > summary").inner_text()


# What one looks for.


def test_a_search_finds_what_the_timeline_finds_in_every_language(page: Page) -> None:
    for text in ("brussels", "сотруднич", "СОВЕТА сотрудничества", "Ынтымақтастық", "no such word"):
        page.get_by_role("searchbox").fill(text)
        assert {each.slug for each in timeline().search(text)} <= set(shown(page))
        assert (shown(page) == []) is (text == "no such word")


def test_the_filters_narrow_what_is_shown_and_all_comes_back(page: Page) -> None:
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
    asked = "EU–Kazakhstan Cooperation Council · meeting"
    expect(page.locator("#_shown")).to_have_text(f"Entries shown: {len(shown(page))} of {len(everything)} · {asked}")
    marks = page.locator("#_chart a:not([hidden])")
    assert marks.count() == len(shown(page))
    page.get_by_role("button", name="Show all").click()
    assert shown(page) == everything
    page.get_by_label("Only dates that are not certain").check()
    doubted = shown(page)
    assert {each.slug for each in timeline() if each.when.qualifier} <= set(doubted) < set(everything)


DECEMBER: Final = (
    *("december 2025", "Dec. 2025", "2025-12", "12.2025", "12/2025", "2025/12", "“December 2025”"),
    *("декабрь 2025", "декабря 2025 года", "в декабре 2025", "2025 жылғы желтоқсан", "желтоқсанда 2025"),
)
SECOND: Final = (
    *("2 december 2025", "December 2, 2025", "2nd Dec 2025", "2025-12-02", "2.12.2025", "02.12.2025", "2/12/2025"),
    *("2 декабря 2025 г.", "2025 ж. 2 желтоқсан"),
)


def overlapping(first: str, last: str) -> list[str]:
    return [each.slug for each in timeline().overlapping(dt.date.fromisoformat(first), dt.date.fromisoformat(last))]


def test_who_searches_for_days_finds_what_may_have_been_on_them(page: Page) -> None:
    asked = {
        **dict.fromkeys(DECEMBER, overlapping("2025-12-01", "2025-12-31")),
        **dict.fromkeys(SECOND, overlapping("2025-12-02", "2025-12-02")),
        "3–4 december 2025": overlapping("2025-12-03", "2025-12-04"),
        "май 2023": overlapping("2023-05-01", "2023-05-31"),
        "31.10.2024": overlapping("2024-10-31", "2024-10-31"),
    }
    for text, found in asked.items():
        page.get_by_role("searchbox").fill(text)
        assert (text, shown(page)) == (text, found)
    page.get_by_role("searchbox").fill("visa december 2025")
    visas = set(overlapping("2025-12-01", "2025-12-31")) & {each.slug for each in timeline().search("visa")}
    assert set(shown(page)) >= visas > set()
    years = page.locator(".years a")
    assert [each.inner_text() for each in years.all() if each.is_visible()] == ["2025"]
    page.get_by_role("searchbox").fill("2026")
    assert set(overlapping("2026-01-01", "2026-12-31")) <= set(shown(page))
    page.get_by_role("searchbox").fill("2024–2025")
    assert shown(page) == overlapping("2024-01-01", "2025-12-31")
    page.get_by_role("searchbox").fill("32 december 2025")
    assert shown(page) == []


def is_short(each: Entry) -> bool:
    return each.when.span[1] - each.when.span[0] < 32


def test_days_without_a_year_ask_for_what_is_known_to_a_month(page: Page) -> None:
    for text in ("december", "декабре", "декабрём", "желтоқсанның", "dec"):
        page.get_by_role("searchbox").fill(text)
        decembers = {slug for year in range(1993, 2031) for slug in overlapping(f"{year}-12-01", f"{year}-12-31")}
        assert set(shown(page)) == {slug for slug in decembers if is_short(timeline()[slug])}
    page.get_by_role("searchbox").fill("31 october")
    last_days = {slug for year in range(1993, 2031) for slug in overlapping(f"{year}-10-31", f"{year}-10-31")}
    assert set(shown(page)) == {slug for slug in last_days if is_short(timeline()[slug])}
    for text in ("қазақ", "mayor"):
        page.get_by_role("searchbox").fill(text)
        assert set(shown(page)) >= {each.slug for each in timeline().search(text)}


def test_who_searches_in_the_past_finds_what_was_known_of_days_then(file: Page) -> None:
    day = dt.date(2025, 3, 10)
    as_of(file, day)
    then = timeline().as_of(day)
    file.get_by_role("searchbox").fill("3 april 2025")
    assert shown(file) == [each.slug for each in then.overlapping(dt.date(2025, 4, 3), dt.date(2025, 4, 3))]
    assert SUMMIT in shown(file)


def test_a_long_word_does_not_widen_the_page(page: Page) -> None:
    before = page.evaluate("document.documentElement.scrollWidth")
    page.get_by_role("searchbox").fill("a" * 3000)
    assert page.evaluate("document.documentElement.scrollWidth") == before


def test_a_search_finds_what_entries_say_not_what_else_stands_there(page: Page) -> None:
    said = [each for every in timeline() for each in every.statements]
    told = " ".join([*(each.when.edtf for each in timeline()), *(each.note or "" for each in said)])
    days = {each.source.published.edtf for each in said if each.source.published} - set(re.findall(r"[\d-]+", told))
    day = max(day for day in days if len(day) == len("2025-12-02"))
    page.get_by_role("searchbox").fill(day)
    assert shown(page) == overlapping(day, day)
    page.get_by_role("searchbox").fill("planned")
    texts = {slug: entry(page, slug).lower() for slug in shown(page)}
    assert {each.slug for each in timeline() if each.status == "planned"} <= set(texts)
    page.locator("#_entries details").evaluate_all("all => all.forEach(each => each.open = true)")
    hidden = [slug for slug, text in texts.items() if "planned" not in text]
    assert all(page.locator(f"#{slug} :is(b, q, a, span):has-text('planned')").count() for slug in hidden)


def test_what_one_looks_at_is_in_the_address(page: Page) -> None:
    page.get_by_role("combobox", name="Kind").select_option(label="meeting")
    page.get_by_role("searchbox").fill("council")
    page.get_by_label("Only dates that are not certain").check()
    page.get_by_role("slider").press("ArrowLeft")
    as_seen, day = shown(page), page.locator("#_day").inner_text()
    expect(page.locator("#_shown")).to_contain_text(f"known on: {day}")
    assert as_seen
    expect(page).to_have_url(re.compile(r"\?find=council&kind=meeting&doubt=yes&asof=\d{4}-\d\d-\d\d$"))
    page.reload()
    assert shown(page) == as_seen
    expect(page.locator("#_day")).to_have_text(day)
    page.get_by_role("searchbox").press("End")
    page.keyboard.type("s")
    expect(page).to_have_url(re.compile("find=councils&"))
    page.goto(re.sub(r"\?.*", "?find=council&asof=1000-01-01&track=no-such-track", page.url))
    expect(page.get_by_role("combobox", name="Series or agreement")).to_have_value("")
    expect(page.get_by_role("slider")).to_have_value("0")
    page.get_by_role("button", name="Show all").click()
    assert "?" not in page.url
    assert shown(page) == [each.slug for each in timeline()]
    page.goto(f"{page.url}?asof=2025-13-45")
    expect(page.locator("#_day")).to_have_text("now (everything)")


def test_one_comes_back_to_what_one_looked_at(page: Page, address: str) -> None:
    page.goto(f"{address}?find=visa")
    found = shown(page)
    page.locator("#_recent ~ ol a").first.click()
    page.get_by_role("button", name="Show all").click()
    assert set(found) < set(shown(page))
    page.go_back()
    expect(page).to_have_url(f"{address}?find=visa")
    expect(page.get_by_role("searchbox")).to_have_value("visa")
    assert shown(page) == found


def test_who_finds_nothing_is_told_so_and_what_was_asked(page: Page) -> None:
    page.get_by_role("combobox", name="Kind").select_option(label="meeting")
    page.get_by_role("searchbox").fill("no such word")
    everything = len(timeline())
    status = page.locator("#_shown")
    expect(status).to_have_text(f"Entries shown: 0 of {everything} · no such word · meeting · Nothing is found.")
    assert not page.get_by_role("navigation", name="Years").is_visible()


def test_all_is_shown_again_as_it_is_known_now(page: Page) -> None:
    page.get_by_role("slider").fill("0")
    assert page.locator("#_chart .now:not([hidden])").count() == 0
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("#_day")).to_have_text("now (everything)")
    assert shown(page) == [each.slug for each in timeline()]


def test_all_that_is_shown_is_opened_and_closed_at_once(file: Page) -> None:
    def opened() -> list[str]:
        found: list[str] = file.evaluate("[...document.querySelectorAll('.year [open] > dl')].map(each => each.id)")
        return found

    fold = file.locator("#_fold")
    file.get_by_role("combobox", name="Year").select_option("2025")
    of_year = shown(file)
    fold.click()
    assert opened() == of_year
    expect(fold).to_have_accessible_name("Close all entries")
    expect(fold).to_have_attribute("aria-expanded", "true")
    assert "#" not in file.url
    file.locator(f"details:has(> dl#{COUNCIL}) > summary").click()
    expect(fold).to_have_accessible_name("Open all entries")
    fold.click()
    assert opened() == of_year
    file.get_by_role("button", name="Қазақша").click()
    expect(fold).to_have_accessible_name(wording("kk").page["close-all"])
    file.get_by_role("button", name="English").click()
    file.get_by_role("combobox", name="Year").select_option("")
    expect(fold).to_have_accessible_name("Open all entries")
    expect(fold).to_have_attribute("aria-expanded", "false")
    fold.click()
    assert opened() == [each.slug for each in timeline()]
    fold.click()
    assert opened() == []
    file.locator(f"details:has(> dl#{COUNCIL}) > summary").click()
    expect(file).to_have_url(re.compile(f"#{COUNCIL}$"))
    file.get_by_role("searchbox").fill("no such word")
    expect(fold).to_have_attribute("aria-expanded", "false")


def test_a_bracket_stands_where_two_of_its_entries_are_shown(file: Page) -> None:
    runs = [[each.slug for each in run] for run in open_runs(timeline())]
    brackets = file.locator("#_runs path")

    def drawn() -> list[list[str]]:
        return [run for run, bracket in zip(runs, brackets.all(), strict=True) if bracket.is_visible()]

    assert drawn() == runs
    file.get_by_role("combobox", name="Kind").select_option(label="meeting")
    there = set(shown(file))
    assert drawn() == [run for run in runs if len(there.intersection(run)) > 1]
    assert [] != drawn() != runs
    file.get_by_role("button", name="Show all").click()
    assert drawn() == runs


# How one subscribes.


def subscriptions(page: Page) -> list[str]:
    links = page.locator("article").first.locator(".ways a").all()
    return [str(link.get_attribute("href")) for link in links if link.is_visible()]


def test_a_page_that_nobody_told_its_address_finds_it_out(open_page: Pages, tmp_path: Path) -> None:
    site = to_site(shipped(), today=TODAY)
    for path, file in site.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(file.content)
    on_disk = open_page((tmp_path / "index.en.html").as_uri())
    assert subscriptions(on_disk) == ["feeds/kazakhstan-eu-en.ics"]
    expect(on_disk.locator("header .first")).to_have_text("Download (.ics)")
    expect(on_disk.locator("section:has(#_subscribe) > p").first).to_contain_text("make serve")
    handler = partial(SimpleHTTPRequestHandler, directory=tmp_path)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        page = open_page(f"{address}index.en.html")
        feed = f"{address}feeds/kazakhstan-eu-en.ics"
        assert subscriptions(page) == [feed.replace("http", "webcal"), "feeds/kazakhstan-eu-en.ics"]
        expect(page.locator("header .first")).to_have_attribute("href", feed.replace("http", "webcal"))
        expect(page.locator("article code").first).to_have_text(feed)
        expect(page.get_by_text(wording("en").page["subscribe-local"])).to_be_visible()
        assert page.locator(".steps .far:not([hidden])").count() == 0
        page.locator("article").first.get_by_role("button", name="Copy").click()
        page.get_by_role("searchbox").focus()
        page.keyboard.press("Control+v")
        expect(page.get_by_role("searchbox")).to_have_value(feed)
        server.shutdown()


# By keyboard alone.


def focused(page: Page) -> str:
    return page.evaluate(
        "document.activeElement.getAttribute('href') || document.activeElement.id || document.activeElement.tagName"
    )


def test_by_keyboard_one_gets_to_a_mark_and_from_it_to_the_entry(page: Page) -> None:
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


def test_the_mark_on_which_one_stands_is_seen_whole_on_the_narrowest_screen(open_page: Pages, written: Path) -> None:
    page = open_page(written, width=320, height=568)
    page.locator("#_chart a[tabindex='0']").focus()
    for _ in range(40):
        page.keyboard.press("ArrowRight")
        assert page.evaluate("""() => {
            const [mark, box, axis] = [document.activeElement, document.getElementById("_scroll"),
                document.querySelector("#_chart .axis")].map(each => each.getBoundingClientRect())
            return mark.left >= box.left && mark.right <= box.right && mark.top >= axis.bottom
                && mark.bottom <= Math.min(box.bottom, innerHeight)
        }""")


def test_the_slider_moves_by_arrows_and_says_the_day(page: Page) -> None:
    slider = page.get_by_role("slider")
    slider.focus()
    expect(slider).to_have_attribute("aria-valuetext", "now (everything)")
    page.keyboard.press("ArrowLeft")
    day = slider.get_attribute("aria-valuetext")
    assert day != "now (everything)"
    expect(page.locator("#_day")).to_have_text(day or "")


# What was known on a day.


def as_of(page: Page, day: dt.date) -> int:
    """Move the slider to the last day up to *day* on which anything came out; its number."""
    published = {
        int(said.source.published.span[1])
        for each in timeline()
        for said in each.statements
        if said.source.published and said.source.published.span[1] != float("inf")
    }
    known = [each for each in sorted(published) if each <= day.toordinal()]
    page.get_by_role("slider").fill(str(len(known) - 1))
    return known[-1]


@pytest.mark.parametrize("day", [dt.date(2024, 10, 21), dt.date(2025, 3, 10)], ids=str)
def test_the_page_goes_back_to_what_was_known(file: Page, day: dt.date) -> None:
    page, then = file, timeline().as_of(day)
    seen = as_of(page, day)
    assert shown(page) == [each.slug for each in then]
    texts = page.locator(".year > ol > li:not(.now, [hidden]) summary").all_inner_texts()
    for each, text in zip(then, texts, strict=True):
        assert when_text(each.when, "en") in text
        is_ahead = each.when.span[1] >= seen
        assert text.endswith("planned") is (each.status == "planned" and is_ahead)
        assert text.endswith("never confirmed") is (each.status == "planned" and not is_ahead)


def test_no_heading_stands_alone_in_the_past(file: Page) -> None:
    file.locator("#_entries details").evaluate_all("all => all.forEach(each => each.open = true)")
    for position in range(0, 106, 15):
        file.get_by_role("slider").fill(str(position))
        alone = file.evaluate("""[...document.querySelectorAll(".year dt:not([hidden])")].filter(each => {
            let next = each.nextElementSibling
            while (next?.hidden && next.tagName === "DD") next = next.nextElementSibling
            return next?.tagName !== "DD"
        }).map(each => each.textContent + each.parentElement.id)""")
        assert alone == []


def test_the_summit_was_planned_for_days_and_took_place_on_them(file: Page) -> None:
    page = file
    as_of(page, dt.date(2025, 3, 10))
    plan = timeline().as_of(dt.date(2025, 3, 10))[SUMMIT]
    assert describe(plan.when, "en") in entry(page, SUMMIT)
    assert "planned" in entry(page, SUMMIT)
    page.get_by_role("slider").press("End")
    assert "planned" not in entry(page, SUMMIT)


def beside_themselves(page: Page) -> list[str]:
    """The labels of the picture that stand on what they belong to, and not where there was no room elsewhere."""
    found: list[str] = page.evaluate("""[...document.querySelectorAll("#_chart a:not([hidden])")].filter(mark => {
        const label = mark.querySelector("text"), box = label.getBoundingClientRect()
        const parts = [...mark.querySelectorAll("rect, circle")].map(each => each.getBoundingClientRect())
        return !label.matches(".on") && parts.some(each => each.width && each.left < box.right && box.left < each.right)
    }).map(mark => mark.textContent)""")
    return found


def test_labels_stand_beside_what_was_drawn_on_every_day(file: Page) -> None:
    last = int(file.get_by_role("slider").get_attribute("max") or 0)
    for position in (*range(20, last, 15), last - 1, last):
        file.get_by_role("slider").fill(str(position))
        assert beside_themselves(file) == []


def test_what_is_filtered_out_takes_no_room_in_the_picture(file: Page) -> None:
    def rows() -> dict[str, set[float]]:
        found = file.evaluate("""[...document.querySelectorAll("#_chart a:not([hidden])")].map(mark => {
            const lane = mark.closest(".track")
            const down = mark.querySelector("text").getBoundingClientRect().y - lane.getBoundingClientRect().y
            return [lane.querySelector("h3").textContent, down]
        })""")
        return {lane: {round(down) for title, down in found if title == lane} for lane, _ in found}

    before = rows()
    file.get_by_role("combobox", name="Year").select_option("2025")
    after = rows()
    assert set(after) < set(before)
    for lane, taken in after.items():
        assert taken == set(sorted(before[lane])[: len(taken)])
    for title in file.locator("#_chart h3").all():
        assert title.is_visible() is (title.inner_text() in after)
    file.get_by_role("button", name="Show all").click()
    assert rows() == before


# What comes, and what was.


def test_one_reads_at_once_what_is_coming_and_what_happened_last(file: Page) -> None:
    coming, happened = (
        file.get_by_role("region", name=name).locator("a") for name in ("What is coming", "What happened last")
    )
    assert coming.all_inner_texts() == [each.title["en"] for each in timeline().upcoming(TODAY)][:7]
    assert timeline()[COUNCIL].title["en"] in happened.all_inner_texts()
    happened.first.click()
    expect(file).to_have_url(re.compile("#."))
    slug = file.url.partition("#")[2]
    assert timeline()[slug].when.span[1] <= TODAY.toordinal()
    expect(file.locator(f"#{slug}")).to_be_in_viewport()


def test_a_line_parts_what_has_begun_from_what_is_ahead(file: Page) -> None:
    line = file.locator(".year .now")
    before = "previousElementSibling.querySelector('dl').id"
    begun = [each.slug for each in timeline() if each.when.sort_key[0] <= TODAY.toordinal()]
    expect(line).to_have_text("today 15 January 2026")
    for _ in range(2):
        assert line.evaluate(f"each => each.{before}") == begun[-1]
        file.get_by_role("slider").press("ArrowLeft")
        expect(line).to_be_hidden()
        file.get_by_role("slider").press("End")
        expect(line).to_be_visible()


@pytest.mark.parametrize(("width", "language"), [(320, "ru"), (390, "kk"), (1280, "en")])
def test_an_entry_that_a_link_opens_is_seen_with_its_date(
    open_page: Pages, served: Site, width: int, language: str
) -> None:
    page = open_page(served.at(f"/index.{language}.html#{COUNCIL}"), width=width)
    date = page.locator(f"details:has(> dl#{COUNCIL}) > summary > time:not([hidden])")
    expect(date).to_be_in_viewport(ratio=1)


def test_the_picture_begins_where_the_present_is_seen(open_page: Pages, written: Path) -> None:
    page = open_page(written, width=390)
    page.locator("#_picture").scroll_into_view_if_needed()
    box, now = page.locator("#_scroll").bounding_box(), page.locator("#_chart .today").bounding_box()
    assert box is not None
    assert now is not None
    assert box["x"] < now["x"] < box["x"] + box["width"] - now["width"]


# Languages.


def test_the_languages_change_there_and_back(file: Page) -> None:
    page, council = file, timeline()[COUNCIL]
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


def test_a_language_says_what_its_own_page_says(open_page: Pages, file: Page, tmp_path: Path) -> None:
    other = tmp_path / "kk.html"
    other.write_text(to_html(timeline(), language="kk", today=TODAY), "utf-8")
    page, own = file, open_page(other)
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
    expect(page.get_by_role("link", name="English", exact=True)).to_have_css("text-decoration-line", "none")
    assert timeline()[COUNCIL].title["en"] in entry(page, COUNCIL)


def test_another_language_shows_what_one_looked_at(open_page: Pages, served: Site) -> None:
    page = open_page(served.at(f"/index.kk.html?find=brussels#{COUNCIL}"))
    found = shown(page)
    page.get_by_role("link", name="English", exact=True).click()
    expect(page).to_have_url(re.compile(rf"/index\.en\.html\?find=brussels#{COUNCIL}$"))
    assert set(found) == set(shown(page))


# Links to entries.


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_link_opens_its_entry(open_page: Pages, address: str, javascript: bool) -> None:
    page = open_page(f"{address}#{COUNCIL}", javascript=javascript)
    expect(page.locator(f"#{COUNCIL}")).to_be_in_viewport()
    expect(page.locator(f"#{COUNCIL}")).to_contain_text("How the date is known")
    if javascript:
        page.reload()
        expect(page.locator(f"#{COUNCIL}")).to_be_in_viewport()


def test_an_entry_that_one_opens_is_in_the_address(page: Page) -> None:
    page.get_by_role("combobox", name="Year").select_option("2025")
    page.locator(f"details:has(> dl#{COUNCIL}) > summary").click()
    expect(page.locator(f"#{COUNCIL}")).to_be_visible()
    expect(page).to_have_url(re.compile(f"#{COUNCIL}$"))


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


def addresses(sheets: list[list[Link]], scheme: str) -> list[list[str]]:
    """What is linked on each sheet of one sort, each once."""
    found = (dict.fromkeys(each.address for each in sheet) for sheet in sheets)
    return [[each.removeprefix(scheme) for each in sheet if each.startswith(scheme)] for sheet in found]


def test_on_paper_stands_what_is_seen(open_page: Pages, written: Path) -> None:
    page = open_page(written)
    sheets = printed(page)
    assert len(sheets) <= 12
    assert [each for sheet in addresses(sheets, "entry:") for each in sheet] == [each.slug for each in timeline()]
    assert [address for sheet in addresses(sheets, "http") for address in sheet] == []
    page.locator(f"details:has(> dl#{COUNCIL}) > summary > time").first.click()
    said = addresses(printed(page), "http")
    assert {each.source.url for each in timeline()[COUNCIL].statements if each.source.url} <= {
        f"http{each}" for sheet in said for each in sheet
    }
    page.get_by_role("combobox", name="Year").select_option("2007")
    page.get_by_role("button", name="Open all entries").click()
    of_year = [each for sheet in addresses(printed(page), "entry:") for each in sheet]
    assert of_year == [slug for slug in shown(page) if "2007" in timeline()[slug].when.edtf]
    page.emulate_media(media="print")
    expect(page.locator("#_shown")).to_contain_text(f"Entries shown: {len(of_year)} of {len(timeline())} · 2007")
    expect(page.locator("#_shown")).to_be_visible()
    expect(page.locator("#_day")).to_be_visible()
    for aside in ("#_clear", "#_fold", "#_asof", "header nav"):
        expect(page.locator(aside).first).to_be_hidden()


@pytest.mark.parametrize("opens", [False, True], ids=["closed", "opened"])
def test_no_sheet_ends_with_a_year_lacks_an_axis_or_is_cut(open_page: Pages, written: Path, opens: bool) -> None:
    page = open_page(written)
    if opens:
        page.get_by_role("button", name="Open all entries").click()
    sheets = printed(page)
    for marks, axis in zip(addresses(sheets, "mark:"), addresses(sheets, "axis:"), strict=True):
        assert bool(marks) is bool(axis)
    assert sum(map(len, addresses(sheets, "mark:"))) == len(timeline())
    for sheet in sheets:
        assert not sheet or not sheet[-1].address.startswith("year:")
        assert all(EDGE <= each.left < each.right <= SHEET - EDGE for each in sheet)


SHEET: Final = 595.92
EDGE: Final = 33.5
"""Points: the width of a sheet of A4, and what is left free at its sides."""


def test_without_scripts_what_is_closed_is_a_line_on_paper(open_page: Pages, written: Path) -> None:
    page = open_page(written, javascript=False)
    page.emulate_media(media="print")
    assert not page.evaluate(f"document.getElementById('{COUNCIL}').checkVisibility({{contentVisibilityAuto: true}})")
    expect(page.locator("#_filters")).to_be_hidden()


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
    page.locator("select[name=year]").select_option("2025")
    page.locator("[name=doubt]").check()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_file_keeps_nobody_out_in_any_language(
    open_page: Pages, axe: Callable[[Page], list[str]], written: Path
) -> None:
    page = open_page(written, width=320)
    for name in ("Русский", "Қазақша"):
        page.get_by_role("button", name=name).click()
        assert axe(page) == []


def test_each_mark_is_called_what_it_shows(file: Page) -> None:
    mark = file.locator(f'#_chart a[href="#{COUNCIL}"]')
    expect(mark).to_have_accessible_name(re.compile("^22 .*1 December 2025.*22nd EU–Kazakhstan Cooperation Council"))
