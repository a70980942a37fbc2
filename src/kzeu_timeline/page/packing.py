"""Texts that resemble each other in less room: what stood before is pointed at (as LZ77 does), and stays text.

Compression by a library would give other bytes with another version of it; this gives the same everywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
"""Sixty-four, none of which JSON or HTML must escape."""

NEAR: Final = "~"
FAR: Final = "`"
"""Before a place: two digits, or three, say how far back it is, one how long beyond :data:`LEAST`. Twice: itself."""

CYRILLIC: Final = "абвгдежзийклмнопрстуфхцчшщъыьэюяәіңғүұқөһАБВЕКМОПСТҚ"
LATIN: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""Letters that change places in what is mostly Cyrillic: in UTF-8 the former take two bytes, the latter one."""

_SWAP: Final = str.maketrans(CYRILLIC + LATIN, LATIN + CYRILLIC)

LEAST: Final = 4
"""Characters that are worth pointing at: a place takes as many, or one more."""

NEAREST: Final = len(DIGITS) ** 2
FARTHEST: Final = len(DIGITS) ** 3 - 1
LONGEST: Final = LEAST + len(DIGITS) - 1

TRIED: Final = 64
"""The latest places that are compared; more would take longer and hardly find longer ones."""


def packed(texts: Iterable[str], *, is_cyrillic: bool = False) -> str:
    """The texts as lines (they must have no line break), without saying twice what is alike."""
    text = "\n".join(texts)
    return "".join(_tokens(text.translate(_SWAP) if is_cyrillic else text))


def _tokens(text: str) -> Iterator[str]:
    seen: defaultdict[str, list[int]] = defaultdict(list)
    at = 0
    while at < len(text):
        length, place = _longest(text, seen[text[at : at + LEAST]], at)
        back = at - place
        if length >= LEAST and _longest(text, seen[text[at + 1 : at + 1 + LEAST]], at + 1)[0] > length + 1:
            length = 0  # more is alike one character on
        if length >= LEAST and back < NEAREST:
            yield NEAR + _digits(back, 2) + _digits(length - LEAST, 1)
        elif length > LEAST and back <= FARTHEST:
            yield FAR + _digits(back, 3) + _digits(length - LEAST, 1)
        else:
            length = 1
            yield text[at] * 2 if text[at] in (NEAR, FAR) else text[at]
        for each in range(at, at + length):
            seen[text[each : each + LEAST]].append(each)
        at += length


def _longest(text: str, places: list[int], at: int) -> tuple[int, int]:
    """How many characters from one of the places on are those from *at* on, and from which: the latest of the best."""
    length, found = 0, 0
    for place in reversed(places[-TRIED:]):
        if length and text[place + length : place + length + 1] != text[at + length : at + length + 1]:
            continue
        alike = _alike(text, place, at)
        if alike > length:
            length, found = alike, place
    return length, found


def _alike(text: str, before: int, at: int) -> int:
    """How many characters from *before* on are those from *at* on, without reaching beyond it."""
    most, length = min(LONGEST, at - before, len(text) - at), 0
    if text[before : before + most] == text[at : at + most]:
        return most
    while length < most and text[before + length] == text[at + length]:
        length += 1
    return length


def _digits(number: int, places: int) -> str:
    return "".join(DIGITS[number // len(DIGITS) ** place % len(DIGITS)] for place in reversed(range(places)))
