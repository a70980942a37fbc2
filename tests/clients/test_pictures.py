"""Pictures where they are looked at: in Chromium, with a real font, in both themes; in the pixels of resvg; by ear."""

from __future__ import annotations

import datetime as dt
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Literal

import pytest
from playwright.sync_api import Page

from kzeu_timeline import Language, Timeline, to_png, to_svg
from kzeu_timeline.layout import lay_out
from tests.builders import shipped
from tests.clients.browser import Pages
from tests.exporters import hostile

pytestmark = pytest.mark.clients

TODAY: Final = dt.date(2025, 12, 2)

PAGE: Final = """<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>A picture</title>
<style>body {{ margin: 0 }}</style></head><body><main><h1>A picture</h1><div>{picture}</div></main></body></html>"""

BOXES: Final = """text => {
  document.querySelector("div").innerHTML = text;
  const picture = document.querySelector("svg"), frame = picture.getBoundingClientRect();
  const box = (element, mark) => {
    const {left, top, right, bottom} = element.getBoundingClientRect();
    return {text: element.textContent, kind: element.getAttribute("class"), mark,
            left: left - frame.left, top: top - frame.top, right: right - frame.left, bottom: bottom - frame.top};
  };
  const marks = [...picture.querySelectorAll("[role=listitem]")];
  return {
    width: frame.width, height: frame.height,
    texts: [...picture.querySelectorAll("text")].filter(each => each.textContent).map(each => box(each, -1)),
    labels: marks.map((mark, number) => box(mark.querySelector("text"), number)),
    shapes: marks.flatMap((mark, number) =>
      [...mark.querySelectorAll("rect, circle, path")].map(each => box(each, number))),
  };
}"""


@pytest.fixture
def looked_at(open_page: Pages, tmp_path: Path) -> Callable[..., Page]:
    def look(timeline: Timeline, theme: Literal["light", "dark"] = "light", **options: Any) -> Page:
        file = tmp_path / "page.html"
        picture = to_svg(timeline, **options)
        file.write_text(PAGE.format(language=options["language"], picture=picture), "utf-8")
        return open_page(file, width=max(int(options.get("width", 1200)), 320), theme=theme)

    return look


def overlaps(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two boxes share more than the edge that rounding may give them; letters are less high than their box."""
    wide = min(one["right"], other["right"]) - max(one["left"], other["left"])
    high = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return wide > 0.5 and high > 2


WINDOWS: Final[tuple[dict[str, Any], ...]] = (
    {},
    {"first": dt.date(2025, 1, 1), "last": dt.date(2025, 12, 31)},
    {"first": dt.date(2025, 11, 28), "last": dt.date(2025, 12, 4)},
)
"""All, a year, and a week."""


@pytest.mark.parametrize("width", [320, 1200])
@pytest.mark.parametrize("language", Language)
def test_no_label_touches_another_or_a_bar_and_nothing_is_outside(
    looked_at: Callable[..., Page], language: str, width: int
) -> None:
    page = looked_at(Timeline(), language=language, width=width)
    for window in WINDOWS:
        picture = to_svg(shipped().timeline(), language=language, width=width, today=TODAY, **window)
        found = page.evaluate(BOXES, picture)
        assert found["labels"]
        for box in found["texts"] + found["shapes"]:
            assert box["left"] >= -0.1, box
            assert box["right"] <= found["width"] + 0.1, box
            assert box["top"] >= 0, box
            assert box["bottom"] <= found["height"], box
        texts = found["texts"]
        assert [(a, b) for number, a in enumerate(texts) for b in texts[:number] if overlaps(a, b)] == []
        assert [
            (a, b) for a in found["labels"] for b in found["shapes"] if a["mark"] != b["mark"] and overlaps(a, b)
        ] == []


@pytest.mark.parametrize(("language", "theme"), [("kk", "light"), ("en", "dark")])
def test_axe_finds_nothing_in_a_page_that_holds_it(
    looked_at: Callable[..., Page], axe: Callable[[Page], list[str]], language: str, theme: str
) -> None:
    assert axe(looked_at(shipped().timeline(), language=language, theme=theme, today=TODAY)) == []


def test_who_hears_it_is_told_what_it_is_and_each_entry_in_the_list_of_its_track(
    looked_at: Callable[..., Page],
) -> None:
    record = shipped().timeline()
    page = looked_at(record, language="en")
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    heard_as = Counter(node["role"]["value"] for node in tree if node.get("name", {}).get("value"))
    layout = lay_out(record)
    assert heard_as["image"] == len(layout.marks) + len(layout.brackets)
    assert heard_as["list"] == len(layout.lanes)
    assert heard_as["graphics-document"] == 1
    council = page.get_by_role("list", name="EU–Kazakhstan Cooperation Council", exact=True).get_by_role("img")
    heard = "1 December 2025: 22nd EU–Kazakhstan Cooperation Council (event: meeting; held; Brussels, Belgium)"
    assert council.and_(page.get_by_role("img", name=heard, exact=True)).count() == 1
    assert page.get_by_role("listitem").count() == len(record)


def test_it_follows_the_reader_and_is_light_on_paper(looked_at: Callable[..., Page]) -> None:
    paper = "getComputedStyle(document.querySelector('.paper')).fill"
    light, dark = "rgb(255, 255, 255)", "rgb(16, 22, 30)"
    page = looked_at(shipped().timeline()[:3], theme="dark", language="en")
    assert page.evaluate(paper) == dark
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(paper) == light
    page.emulate_media(media="screen", color_scheme="light")
    assert page.evaluate(paper) == light


def test_a_page_that_holds_it_is_left_as_it_was(looked_at: Callable[..., Page]) -> None:
    page = looked_at(shipped().timeline()[:3], language="en", theme="dark")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"


@pytest.mark.parametrize("language", Language)
def test_by_itself_it_is_a_document_whatever_the_texts(open_page: Pages, tmp_path: Path, language: str) -> None:
    file = tmp_path / "picture.svg"
    file.write_text(to_svg(hostile.fixed_timeline(100), language=language), "utf-8")
    page = open_page(file)
    assert page.evaluate("document.documentElement.tagName") == "svg"
    assert page.evaluate("document.querySelectorAll('[role=listitem]').length") == 100
    assert page.evaluate("document.querySelectorAll('script, a, image, foreignObject, parsererror').length") == 0


DIFFERENCE: Final = """async ([one, other, width, height]) => {
  const seen = async source => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = new OffscreenCanvas(width, height), pen = canvas.getContext("2d");
    pen.filter = "blur(4px)";
    pen.drawImage(image, 0, 0, width, height);
    return pen.getImageData(0, 0, width, height).data;
  };
  const [a, b] = [await seen(one), await seen(other)];
  return a.reduce((sum, value, at) => sum + Math.abs(value - b[at]), 0) / a.length / 255;
}"""


def as_data(content: bytes, kind: str) -> str:
    return f"data:{kind};base64,{b64encode(content).decode()}"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pixels_show_the_same_picture(looked_at: Callable[..., Page], theme: str) -> None:
    options: dict[str, Any] = {"language": "kk", "theme": theme, "first": dt.date(2025, 1, 1), "today": TODAY}
    record = shipped().timeline()
    drawn = as_data(to_svg(record, **options).encode(), "image/svg+xml")
    pixels = as_data(to_png(record, scale=1, **options), "image/png")
    other = as_data(to_png(record, scale=1, **{**options, "language": "en"}), "image/png")
    page = looked_at(Timeline(), language="en")
    same, different = (page.evaluate(DIFFERENCE, [drawn, each, 1200, 900]) for each in (pixels, other))
    assert same < 0.01
    assert different > 2 * same
