"""Mermaid draws each year, date and title of the record as text, whatever the text would like to be."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import pytest

from kzeu_timeline import Entry, Language, Timeline, load, to_mermaid
from kzeu_timeline.exporters.mermaid import MOST
from kzeu_timeline.locales import wording
from kzeu_timeline.model import Status
from kzeu_timeline.sentences import status_text, when_text, year_heading
from tests.clients.browser import Pages
from tests.clients.conftest import missing
from tests.clients.install import FOLDER
from tests.exporters import hostile
from tests.exporters.samples import event, timeline

pytestmark = pytest.mark.clients

SCRIPT: Final = FOLDER / "node_modules" / "@mermaid-js" / "tiny" / "dist" / "mermaid.tiny.js"
PAGE: Final = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A diagram</title>
<script src="{script}"></script></head><body><main id="drawn"></main></body></html>"""
RENDER: Final = """async text => {
    mermaid.initialize({startOnLoad: false})
    const {svg} = await mermaid.render("diagram", text)
    const drawn = document.getElementById("drawn")
    drawn.innerHTML = svg
    return {
        texts: [...drawn.querySelectorAll("text")].map(each => each.textContent),
        elements: [...new Set([...drawn.querySelectorAll("*")].map(each => each.localName))],
    }
}"""

Draw = Callable[[str], dict[str, Any]]


@pytest.fixture
def draw(open_page: Pages, tmp_path: Path) -> Draw:
    if not SCRIPT.is_file():
        missing("not installed: Mermaid (python tests/clients/install.py)")
    file = tmp_path / "diagram.html"
    file.write_text(PAGE.format(script=SCRIPT.as_uri()), "utf-8")
    page = open_page(file)
    return lambda diagram: page.evaluate(RENDER, diagram)


def seen(text: str) -> str:
    """Without blanks: Mermaid breaks lines at them; nor with what has no place in a text."""
    return "".join(
        char
        for char in text
        if not (char.isspace() or char < " " or "\x7f" <= char <= "\xa0" or ord(char) & 0xFFFE == 0xFFFE)
    )


def title_of(entry: Entry, language: Language) -> str:
    title = entry.title.best(language)
    return title if entry.status in {None, Status.HELD} else f"{title} ({status_text(entry, language)})"


def expected(entries: Timeline, language: Language) -> list[str]:
    texts = [wording(language).label("calendar"), *(title_of(entry, language) for entry in entries)]
    for year, of_year in groupby(entries, key=year_heading):
        dates = groupby(of_year, key=lambda entry: when_text(entry.when, language))
        texts += [year, *(when for when, _ in dates)]
    return sorted(map(seen, texts))


@pytest.mark.parametrize("language", Language)
def test_the_shipped_record_is_drawn_text_by_text(draw: Draw, language: Language) -> None:
    entries = load().timeline()
    drawn = draw(to_mermaid(entries, language=language))
    assert sorted(map(seen, drawn["texts"])) == expected(entries, language)


def test_hostile_text_is_drawn_as_text(draw: Draw) -> None:
    harmless = set(draw(to_mermaid(timeline(event()), language="en"))["elements"])
    entries = hostile.fixed_timeline(len(hostile.TEXTS))
    for first in range(0, len(entries), 20):
        some = entries[first : first + 20]
        drawn = draw(to_mermaid(some, language="en"))
        assert sorted(map(seen, drawn["texts"])) == expected(some, Language.EN)
        assert set(drawn["elements"]) <= harmless


def test_a_diagram_as_long_as_may_be_is_drawn_and_a_longer_one_is_not(draw: Draw) -> None:
    entries = timeline(*(event("2025", slug=f"e-{number}", title=f"{number}{'m' * 600}") for number in range(400)))
    diagram = to_mermaid(entries, language="en")
    assert seen(diagram.splitlines()[-1]) in map(seen, draw(diagram)["texts"])
    assert draw(diagram + "        m : " + "m" * MOST)["texts"] == []
