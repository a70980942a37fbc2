"""The same page in several languages, as what differs: each text once, in the order in which the page has them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Final

from kzeu_timeline.page.packing import packed
from kzeu_timeline.text import Language

_TAG: Final = re.compile(r"<(/?)([a-zA-Z0-9]+)([^>]*)>([^<]*)")
_ATTRIBUTE: Final = re.compile(r' ([a-z-]+)(?:="([^"]*)")?')

TEXT: Final = ""
"""Stands for the text of an element among the names of its attributes."""

Words = dict[str, dict[str, str] | dict[str, list[int]]]
"""By language the words, packed; by attribute, of which element and which word, where a text does not say it."""


def words_of(bodies: Mapping[Language, str], shown: Language) -> Words:
    """What makes the body in *shown* those in the other languages: they must have the same elements.

    First come the translations of its distinct texts, in the order in which they are met; empty if they are the same.
    Behind them stands what is said otherwise in some places, and what attributes say: empty if there is none.
    """
    parts = {language: list(_parts(body)) for language, body in bodies.items()}
    others = [language for language in bodies if language != shown]
    known: dict[str, tuple[str, ...]] = {}
    rows: dict[tuple[str, ...], int] = {}
    places: dict[str, list[int]] = {}
    lasts: dict[str, int] = {}
    for number, (here, *there) in enumerate(zip(*(parts[each] for each in (shown, *others)), strict=True)):
        for name in sorted({*here, *(name for each in there for name in each)}):
            own, row = here.get(name, ""), tuple(each.get(name, "") for each in there)
            is_met = name == TEXT and own != ""
            told = known.setdefault(own, row) if is_met else (own,) * len(row)
            if told == row and (not is_met or "" not in row):
                continue
            places.setdefault(name, []).extend((number - lasts.get(name, 0), rows.setdefault(row, len(rows))))
            lasts[name] = number
    texts = [tuple("" if each == own else each for each in row) for own, row in known.items()]
    return {
        "words": {
            each.value: packed([row[at] for row in (*texts, *rows)], is_cyrillic=each is not Language.EN)
            for at, each in enumerate(others)
        },
        "places": places,
    }


def _parts(body: str) -> Iterator[dict[str, str]]:
    """Of each element in order its attributes, and its text if it holds nothing else."""
    tags = list(_TAG.findall(body))
    for (closes, name, attributes, text), following in zip(tags, [*tags[1:], ("/", "", "", "")], strict=True):
        if not closes:
            found = {key: html.unescape(value) for key, value in _ATTRIBUTE.findall(attributes)}
            if following[0] and following[1] == name:
                found[TEXT] = html.unescape(text)
            yield found
