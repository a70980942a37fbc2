"""Pictures read back: what an XML parser sees of them, and what is said in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET

SVG: Final = "{http://www.w3.org/2000/svg}"


def parsed(text: str) -> ET.Element:
    """The picture, which has to be XML."""
    root = ET.fromstring(text)  # noqa: S314 - our own
    assert root.tag == f"{SVG}svg"
    return root


def of_class(root: ET.Element, *names: str) -> list[ET.Element]:
    """The elements that have all of these classes."""
    return [each for each in root.iter() if {*names} <= {*each.get("class", "").split()}]


def marks(root: ET.Element) -> Iterator[ET.Element]:
    """What is drawn of each entry, lane by lane."""
    for item in root.iter():
        if item.get("role") == "listitem":
            (mark,) = item
            assert mark.get("role") == "img"
            yield mark


def said(element: ET.Element) -> str:
    """The title of an element: what is heard of it, and seen when it is pointed at."""
    title = element.find(f"{SVG}title")
    assert title is not None
    return title.text or ""


def texts(root: ET.Element, *names: str) -> list[str]:
    """What is written with these classes."""
    return [each.text or "" for each in of_class(root, *names) if each.tag == f"{SVG}text"]
