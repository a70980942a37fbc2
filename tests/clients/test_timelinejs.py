"""TimelineJS draws a slide and a marker for each entry, in the words of the record, and all text as text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page

from kzeu_timeline import Language, Timeline, load, to_timelinejs
from kzeu_timeline.locales import wording
from kzeu_timeline.sentences import when_text
from tests.clients.browser import Pages
from tests.clients.conftest import missing
from tests.clients.install import FOLDER
from tests.exporters import hostile

pytestmark = pytest.mark.clients

HOME: Final = FOLDER / "node_modules" / "@knight-lab" / "timelinejs" / "dist"
PAGE: Final = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A story</title>
<link rel="stylesheet" href="{home}/css/timeline.css"><script src="{home}/js/timeline.js"></script></head>
<body><div id="timeline" style="height: 700px"></div>
<script type="application/json" id="story">{story}</script>
<script>
const story = JSON.parse(document.getElementById("story").textContent)
window.timeline = new TL.Timeline("timeline", story, {{font: null, hash_bookmark: false, duration: 0}})
</script></body></html>"""

Draw = Callable[[Timeline, Language], Page]


@pytest.fixture
def draw(open_page: Pages, tmp_path: Path) -> Draw:
    if not HOME.is_dir():
        missing("not installed: TimelineJS (python tests/clients/install.py)")

    def drawn(entries: Timeline, language: Language) -> Page:
        story = to_timelinejs(entries, language=language).replace("<", "\\u003c")
        file = tmp_path / "story.html"
        file.write_text(PAGE.format(home=HOME.as_uri(), story=story), "utf-8")
        page = open_page(file)
        page.wait_for_function("window.timeline.ready", timeout=60_000)
        return page

    return drawn


def blanks(text: str) -> str:
    """JavaScript trims a byte order mark as a blank."""
    return " ".join(text.replace("\ufeff", " ").split())


SLIDES: Final = """() => timeline._storyslider._slides.map(slide => {
    const of = name => { const found = slide._el.container.querySelector(name); return found ? found.textContent : "" }
    const id = slide.data.unique_id
    return [id, of(".tl-headline"), of(".tl-headline-date")]
})"""
MARKERS: Final = "() => [...document.querySelectorAll('.tl-timemarker .tl-headline')].map(each => each.textContent)"
GROUPS: Final = "() => [...document.querySelectorAll('.tl-timegroup-message')].map(each => each.textContent)"
ELEMENTS: Final = "() => [...new Set([...document.querySelectorAll('#timeline *')].map(each => each.localName))].sort()"
COMPLAINTS: Final = "() => timeline.config.getErrors()"


def assert_drawn(entries: Timeline, language: Language, page: Page) -> None:
    assert page.evaluate(COMPLAINTS) == []
    first, *slides = page.evaluate(SLIDES)
    assert first[:2] == ["_title", wording(language).label("calendar")]
    titles = {entry.slug: blanks(entry.title.best(language)) for entry in entries}
    assert {slug: (blanks(title), date) for slug, title, date in slides} == {
        entry.slug: (titles[entry.slug], when_text(entry.when, language)) for entry in entries
    }
    assert sorted(map(blanks, page.evaluate(MARKERS))) == sorted(titles.values())
    tracks = {blanks(entry.track.title.best(language)) for entry in entries if entry.track}
    assert set(map(blanks, page.evaluate(GROUPS))) - {""} == tracks


@pytest.mark.parametrize("language", Language)
def test_the_shipped_record_is_drawn_entry_by_entry(draw: Draw, language: Language) -> None:
    entries = load().timeline()
    assert_drawn(entries, language, draw(entries, language))


def test_hostile_text_is_drawn_as_text(draw: Draw) -> None:
    harmless = set(draw(load().timeline(), Language.EN).evaluate(ELEMENTS))
    entries = hostile.fixed_timeline(len(hostile.TEXTS)).where(lambda entry: entry.when.sort_key[0] != float("-inf"))
    page = draw(entries, Language.EN)
    assert set(page.evaluate(ELEMENTS)) <= harmless
    assert_drawn(entries, Language.EN, page)
