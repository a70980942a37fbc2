"""Displays where they are seen: run in JupyterLab, opened by somebody who does not trust them, and converted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter, LatexExporter
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Browser, Page

from tests.clients.jupyter import lab

pytestmark = pytest.mark.clients

CELLS: Final = (
    "import kzeu_timeline as kt",
    "timeline = kt.load().timeline()\ntimeline",
    'timeline["cooperation-council-22"]',
    'kt.Display(timeline["cooperation-council-22"], language="kk")',
    'timeline.between("2025-11", "2025-12", possibly=True)',
)
DISPLAYS: Final = 4

DRAWN: Final = """[...document.querySelectorAll('.jp-OutputArea-output:has(table)')].map(output => {
    const origin = output.getBoundingClientRect()
    const all = [...output.querySelectorAll('*')]
    const box = element => {
        const { x, y, width, height } = element.getBoundingClientRect()
        return [x - origin.x, y - origin.y, width, height].map(Math.round)
    }
    return {
        trusted: output.classList.contains('jp-mod-trusted'),
        text: output.innerText,
        languages: all.map(element => element.lang).filter(Boolean),
        titles: all.map(element => element.title).filter(Boolean),
        links: all.map(element => element.href).filter(Boolean),
        scopes: all.map(element => element.scope).filter(Boolean),
        boxes: all.map(box),
        bars: all.map(element => getComputedStyle(element).backgroundImage).filter(image => image !== 'none'),
        hollow: all.filter(element => getComputedStyle(element).borderTopStyle === 'solid').length,
        color: getComputedStyle(output.querySelector('td')).color,
        behind: getComputedStyle(document.querySelector('.jp-Notebook')).backgroundColor,
    }
})"""


def drawn(page: Page) -> list[dict[str, Any]]:
    """What one sees of each display; only what is in sight is drawn at all, so the window must be high."""
    page.wait_for_function(f"document.querySelectorAll('.jp-OutputArea-output:has(table)').length === {DISPLAYS}")
    found: list[dict[str, Any]] = page.evaluate(DRAWN)
    return found


def notebook() -> NotebookNode:
    made = new_notebook(cells=[new_code_cell(cell, id=f"cell-{number}") for number, cell in enumerate(CELLS)])
    made.metadata.kernelspec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return made


@pytest.fixture(scope="module")
def executed() -> NotebookNode:
    """The notebook as somebody else ran it."""
    made = notebook()
    NotebookClient(made, timeout=120).execute()
    return made


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, executed: NotebookNode) -> Iterator[str]:
    home = tmp_path_factory.mktemp("jupyter")
    (home / "notebooks").mkdir()
    nbformat.write(notebook(), home / "notebooks" / "mine.ipynb")
    nbformat.write(executed, home / "notebooks" / "theirs.ipynb")
    with lab(home) as address:
        yield address


def opened(browser: Browser, address: str, name: str) -> Page:
    page = browser.new_page(viewport={"width": 1300, "height": 6000})
    page.goto(f"{address}/lab/workspaces/{name}/tree/{name}.ipynb")
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    return page


def test_a_display_is_the_same_where_it_was_run_and_where_nobody_trusts_it(browser: Browser, served: str) -> None:
    page = opened(browser, served, "mine")
    page.evaluate("jupyterapp.shell.currentWidget.sessionContext.ready")
    page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
    run = drawn(page)
    page.close()
    page = opened(browser, served, "theirs")
    theirs = drawn(page)
    assert [each.pop("trusted") for each in run] == [True] * DISPLAYS
    assert [each.pop("trusted") for each in theirs] == [False] * DISPLAYS
    assert theirs == run
    record, card, kazakh, winter = run
    assert (len(record["bars"]), len(winter["bars"])) == (115 + 3, 10 + 3), "those in the legend too"
    assert (record["hollow"], winter["hollow"]) == (23 + 1, 1 + 1)
    assert card["links"]
    assert kazakh["languages"] == ["kk"]

    page.evaluate("jupyterapp.commands.execute('apputils:change-theme', { theme: 'JupyterLab Dark' })")
    page.wait_for_selector("body[data-jp-theme-light=false]", state="attached")
    dark = drawn(page)
    page.close()
    assert [each["boxes"] for each in dark] == [each["boxes"] for each in run]
    assert {contrast(each["color"], each["behind"]) >= 4.5 for each in (*run, *dark)} == {True}
    assert {contrast("rgb(59, 130, 196)", each["behind"]) >= 3 for each in (*run, *dark)} == {True}


def contrast(*colours: str) -> float:
    """The contrast ratio of two colours as a browser names them (WCAG 2.2, 1.4.3)."""
    darker, lighter = sorted(map(_luminance, colours))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shares = [
        float(number) / 255 for number in colour.removeprefix("rgba(").removeprefix("rgb(").rstrip(")").split(",")
    ]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares[:3]]
    return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_a_converted_notebook_shows_and_prints_the_same(
    browser: Browser, executed: NotebookNode, tmp_path: Path
) -> None:
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    converted, _ = HTMLExporter(mathjax_url="", require_js_url="").from_notebook_node(executed)
    (tmp_path / "converted.html").write_text(converted, "utf-8")
    page.goto((tmp_path / "converted.html").as_uri())
    bars = page.evaluate(
        "[...document.querySelectorAll('[style*=gradient]')].map(bar => bar.getBoundingClientRect().width)"
    )
    assert len(bars) > 138
    printed = page.pdf(print_background=True)
    page.close()
    assert printed.startswith(b"%PDF")
    assert len(printed) > 20_000


def test_latex_has_the_text(executed: NotebookNode) -> None:
    converted, _ = LatexExporter().from_notebook_node(executed)
    assert "138 entries" in converted
