"""The same page in several languages, as what differs: each text once, and at which elements it stands."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Final

from kzeu_timeline.text import Language

_TAG: Final = re.compile(r"<(/?)([a-zA-Z0-9]+)([^>]*)>([^<]*)")
_ATTRIBUTE: Final = re.compile(r' ([a-z-]+)(?:="([^"]*)")?')

TEXT: Final = ""
"""Stands for the text of an element among the names of its attributes."""

Parts = list[tuple[str, dict[str, str]]]
"""Each element in order: its name, its attributes, and its text if it holds nothing else."""

Words = dict[str, dict[str, list[str | None]] | dict[str, list[int]]]
"""By language the words, None where an attribute is not there; by attribute, of which element and which word."""


def words_of(bodies: Mapping[Language, str], shown: Language) -> Words:
    """What makes the body in *shown* those in the other languages: they must have the same elements."""
    parts = {language: list(_parts(body)) for language, body in bodies.items()}
    others = [language for language in bodies if language != shown]
    rows: dict[tuple[str | None, ...], int] = {}
    places: dict[str, list[int]] = {}
    for number, elements in enumerate(zip_longest(*(parts[each] for each in (shown, *others)))):
        here, *there = (dict(attributes) for _, attributes in elements)
        for name in sorted({*here, *(name for each in there for name in each)}):
            row = tuple(each.get(name) for each in (here, *there))
            if len(set(row)) > 1:
                place = places.setdefault(name, [])
                place += number, rows.setdefault(row, len(rows))
    return {
        "words": {language.value: [row[at] for row in rows] for at, language in enumerate(others, 1)},
        "places": {name: list(_gaps(place)) for name, place in places.items()},
    }


def _parts(body: str) -> Iterator[tuple[str, dict[str, str]]]:
    tags = list(_TAG.findall(body))
    for (closes, name, attributes, text), following in zip(tags, [*tags[1:], ("/", "", "", "")], strict=True):
        if not closes:
            found = {key: html.unescape(value) for key, value in _ATTRIBUTE.findall(attributes)}
            if following[0] and following[1] == name:
                found[TEXT] = html.unescape(text)
            yield name, found


def _gaps(place: list[int]) -> Iterator[int]:
    """Element and word by turns, the elements as distances from one to the next: small numbers are short."""
    last = 0
    for number, row in zip(place[::2], place[1::2], strict=True):
        yield number - last
        yield row
        last = number
