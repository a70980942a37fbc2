"""What stands on each sheet of a printed page, as far as links tell: where each leads, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from playwright.sync_api import Page

LINKED: Final = """() => {
    const linked = (element, address) => {
        const link = document.createElementNS(element.namespaceURI, "a")
        link.setAttribute("href", address)
        link.append(...element.childNodes)
        element.append(link)
    }
    linked(document.querySelector("#_chart .axis .year"), "axis:")
    for (const each of document.querySelectorAll("#_chart .track a text")) {
        each.parentElement.setAttribute("href", "mark:" + each.parentElement.getAttribute("href").slice(1))
    }
    for (const each of document.querySelectorAll(".year h3")) linked(each, "year:" + each.id.slice(1))
    for (const each of document.querySelectorAll(".year summary b")) {
        linked(each, "entry:" + each.closest("li").querySelector("dl").id)
    }
}"""
"""Makes links of what has none, so that one finds it on the sheets: the axis, marks, years, and entries."""

RESTORED: Final = """() => {
    for (const each of document.querySelectorAll("[href^='mark:']")) {
        each.setAttribute("href", each.getAttribute("href").replace("mark:", "#"))
    }
    for (const each of document.querySelectorAll("[href^='axis:'], [href^='year:'], [href^='entry:']")) {
        each.replaceWith(...each.childNodes)
    }
}"""

_OBJECT: Final = re.compile(rb"^(\d+) 0 obj\n(.*?)^endobj", re.DOTALL | re.MULTILINE)
_LINK: Final = re.compile(rb"/Rect \[([\d. -]+)\].*?(?:/URI \((.*?)\)|/Dest /(\S+?)(?:\n|>>))", re.DOTALL)


class Link(NamedTuple):
    """An address, and the edges of the sheet's width between which it stands, in points."""

    address: str
    left: float
    right: float


def printed(page: Page) -> list[list[Link]]:
    """The links of each sheet of A4 that the page is printed on, in their order; what it lacks is linked before."""
    page.evaluate(LINKED)
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    page.evaluate(RESTORED)
    return list(_sheets(pdf))


def _sheets(pdf: bytes) -> Iterator[list[Link]]:
    """Chromium writes the objects of a PDF as plain text, and its pages one after the other."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    for body in objects.values():
        if b"/Type /Page\n" in body:
            annotations = re.search(rb"/Annots \[(.*?)\]", body, re.DOTALL)
            numbers = re.findall(rb"(\d+) 0 R", annotations[1]) if annotations else []
            yield list(_links(objects[int(number)] for number in numbers))


def _links(annotations: Iterator[bytes]) -> Iterator[Link]:
    for each in annotations:
        if found := _LINK.search(each):
            left, _, right, _ = map(float, found[1].split())
            yield Link((found[2] or found[3]).decode(), left, right)
