"""A page taken apart, for tests."""

from __future__ import annotations

from functools import reduce
from html.parser import HTMLParser
from typing import Final

from kzeu_timeline.page.packing import CYRILLIC, DIGITS, FAR, LATIN, LEAST, NEAR

VOID: Final = {"meta", "link", "input"}

IMPLIED: Final = {"li": {"li"}, "option": {"option"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}}
"""Elements that end where their parent does, and before which others."""


def unpacked(text: str, *, is_cyrillic: bool = False) -> list[str]:
    """The lines that were packed, as the script of the page finds them."""
    found, at = "", 0
    while at < len(text):
        places = {NEAR: 2, FAR: 3}.get(text[at])
        if places is None or text[at + 1] == text[at]:
            found += text[at]
            at += 1 if places is None else 2
            continue
        *back, more = map(DIGITS.index, text[at + 1 : at + places + 2])
        start = len(found) - reduce(lambda number, digit: number * len(DIGITS) + digit, back)
        found += found[start : start + more + LEAST]
        at += places + 2
    swapped = str.maketrans(CYRILLIC + LATIN, LATIN + CYRILLIC)
    return (found.translate(swapped) if is_cyrillic else found).split("\n")


class Page(HTMLParser):
    """A page taken apart: elements with their attributes, and the text that each of them directly holds."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(content.decode())
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(attrs) == len(dict(attrs))
        if self.open and tag in IMPLIED.get(self.open[-1], ()):
            self.open.pop()
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open[-1] in IMPLIED and self.open[-1] != tag:
            self.open.pop()
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self.open[-1] if self.open else "", data.strip()))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_pi = unknown_decl = handle_comment

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def text(self, tag: str) -> list[str]:
        return [text for name, text in self.texts if name == tag]

    def shape(self) -> list[tuple[str, list[str]]]:
        return [(tag, sorted(attributes)) for tag, attributes in self.elements]
