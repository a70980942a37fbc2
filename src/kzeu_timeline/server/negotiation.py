"""What a client would rather have: codings, languages and media types with their weights (RFC 9110, 12)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kzeu_timeline.text import Language

GZIP: Final = "gzip"
IDENTITY: Final = "identity"

_WEIGHT: Final = re.compile(r"0(?:\.\d{0,3})?|1(?:\.0{0,3})?", re.ASCII)
_LEAST: Final = 0.0001
"""Less than any weight that can be given: of the identity, which is acceptable unless it is said not to be."""
_TAGS: Final = {str(language): language for language in Language}


def coding(field: str | None) -> str | None:
    """The coding by Accept-Encoding, ``gzip`` or ``identity``; None if neither is acceptable (RFC 9110, 12.5.3)."""
    if field is None:
        return IDENTITY
    weights = dict(_weighted(field))
    others = weights.get("*")
    packed = weights.get(GZIP, weights.get("x-gzip", others or 0.0))
    plain = weights.get(IDENTITY, _LEAST if others is None else others)
    if packed and packed >= plain:
        return GZIP
    return IDENTITY if plain else None


def language(field: str | None) -> Language | None:
    """The language that Accept-Language likes best, the first of equals; None if it names none of ours.

    A range is cut down to its first part (RFC 4647, 3.4): who likes ``kk-KZ`` reads ``kk``.
    """
    liked = [(weight, _TAGS.get(name.split("-")[0])) for name, weight in _weighted(field or "")]
    weight, found = max(liked, key=lambda each: each[0] if each[1] else 0.0, default=(0.0, None))
    return found if weight else None


def media_type(field: str | None, offered: Sequence[str]) -> str | None:
    """The one of *offered* that Accept likes best, the first of equals; None if it takes none (RFC 9110, 12.5.1).

    The most specific range decides; parameters other than the weight are passed over.
    """
    weights = {"*/*": 1.0} if field is None else dict(_weighted(field))

    def weight(name: str) -> float:
        ranges = (name, f"{name.partition('/')[0]}/*", "*/*")
        return next((weights[each] for each in ranges if each in weights), 0.0)

    best = max(offered, key=weight)
    return best if weight(best) else None


def _weighted(field: str) -> Iterator[tuple[str, float]]:
    """The names in a field, in lower case, with their weights; what has a weight that is none is passed over."""
    for element in field.lower().split(","):
        name, *parameters = (part.strip() for part in element.split(";"))
        weight = next((part[2:].strip() for part in parameters if part.startswith("q=")), "1")
        if name and _WEIGHT.fullmatch(weight):
            yield name, float(weight)
