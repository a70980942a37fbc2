"""Slugs for what a calendar has no slug for: the same for the same thing, whenever it is read."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

LONGEST_WORDS: Final = 50
"""Characters of a slug that people can read; the digest that follows makes it unique."""

_DIGITS: Final = 10
"""Hexadecimal; among a million keys two share them in one case of two, so readers number what is still the same."""


@lru_cache(maxsize=4096)
def words(text: str) -> str:
    """The Latin letters and the digits of *text* as a slug; empty if it has none."""
    plain = unicodedata.normalize("NFKD", text[: 4 * LONGEST_WORDS]).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain))[:LONGEST_WORDS].strip("-")


def slug_of(text: str, *key: str) -> str:
    """A slug that begins with the words of *text* and ends with a digest of *key*."""
    digest = hashlib.sha256("\0".join(key).encode()).hexdigest()[:_DIGITS]
    return f"{words(text)}-{digest}".strip("-")


def plain_slug(text: str, kind: str, texts: Iterable[str]) -> str:
    """The words of *text* alone if it is all Latin, as people would name it; else *kind* and a digest of *texts*."""
    return words(text) if text.isascii() and words(text) else slug_of(kind, *texts)
