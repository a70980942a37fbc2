"""What our own feeds say of an entry's date as statements: the source that settles it, and the others if they agree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final
from urllib.parse import unquote, urlsplit

from kzeu_timeline.dates import Clock, Edtf
from kzeu_timeline.exceptions import quoted
from kzeu_timeline.history import WITHDRAWER
from kzeu_timeline.losses import Loss
from kzeu_timeline.model import Place, Source, Statement
from kzeu_timeline.readers.ical.clocks import clock_of
from kzeu_timeline.readers.ical.components import Component
from kzeu_timeline.readers.ical.descriptions import Known, known_of
from kzeu_timeline.readers.ical.feeds import Shown
from kzeu_timeline.readers.ical.naming import plain_slug, slug_of
from kzeu_timeline.readers.ical.wordings import words_of
from kzeu_timeline.text import Language, LocalizedText

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_NAMELESS: Final = "kzeu-timeline"
"""Stands for a publisher whom the feed does not name, or no longer, because the text was cut."""

_WITHDRAWER: Final = Source(slug=WITHDRAWER, publisher=WITHDRAWER)


def statements_of(shown: list[Shown], parts: Mapping[str, str], losses: list[Loss]) -> tuple[list[Statement], str]:
    """What the settling source says, and the other sources if they date the entry likewise; and how that is known."""
    first = shown[0]
    known = known_of(parts.get("how-known"), first.words)
    address, addresses = _addresses(first.event, parts.get("sources", ""))
    others, elsewhere = parts.get("others-say", "").strip("\n"), [each for each in addresses if each != address]
    note = "\n".join(filter(None, [others, *elsewhere])) if others else ""
    settled = Statement(
        source=_WITHDRAWER
        if first.is_removed
        else _source(known.publisher.strip() or _host(address) or _NAMELESS, known.published, address),
        when=first.when,
        status=first.status,
        place=_place(shown),
        clock=_clock(first, parts.get("local-times", ""), losses),
        inferred=known.how == "inferred",
        note=note[:20_000] or None,
    )
    _tell_losses(first.slug, known, parts, losses)
    if others:
        return [settled], known.how
    listed = [settled if each == address else _by(each, first.when) for each in addresses]
    return _settled_by(settled, listed), known.how


def _by(address: str, when: Edtf) -> Statement:
    return Statement(source=_source(_host(address), None, address), when=when)


def _settled_by(settled: Statement, listed: list[Statement]) -> list[Statement]:
    """These in their order, if *settled* prevails in it; else it goes first."""
    if settled in listed and (settled.source.published is not None or listed[0] is settled):
        return listed
    return [settled, *(each for each in listed if each is not settled)]


def _tell_losses(slug: str, known: Known, parts: Mapping[str, str], losses: list[Loss]) -> None:
    told = {
        "sources": not known.is_whole and "who settled the date, or when that came out, can't be read back",
        "statements": "others-say" in parts and "what other sources say stands in the note, in words",
        "participants": "takes-part" in parts and "named in words only",
        "figures": "figures" in parts and "told in words only",
        "description": bool(parts["cut"]) and "cut at 2,000 octets, with what would have followed",
    }
    losses.extend(Loss(slug, what, why) for what, why in told.items() if why)


def _addresses(event: Component, listed: str) -> tuple[str | None, list[str]]:
    """The address of the settling source, and those of all sources in their order."""
    addresses = [line for line in listed.strip("\n").split("\n") if line]
    if not all(map(_is_address, addresses)):
        addresses = []
    found = event.get("URL")
    url = found.value.strip() if found else ""
    if not _is_address(url):
        return None, addresses
    bare = unquote(url)
    known = next((each for each in addresses if each == url or unquote(each) == bare), None)
    return (known, addresses) if known else (url, [url, *addresses])


def _is_address(text: str) -> bool:
    return bool(_ADDRESS.fullmatch(text))


def _host(address: str | None) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.") if address else ""


def _source(publisher: str, published: Edtf | None, address: str | None) -> Source:
    return Source(
        slug=slug_of(_host(address) or publisher, publisher, published.edtf if published else "", address or ""),
        publisher=publisher,
        language="und",
        published=published,
        url=address,
    )


def _place(shown: list[Shown]) -> Place | None:
    names = tuple((each.language, each.place) for each in shown if each.place.strip())
    return _made_place(names, shown[0].event.text("GEO")) if names else None


@lru_cache(maxsize=1024)
def _made_place(texts: tuple[tuple[Language, str], ...], position: str) -> Place:
    """The place of these texts; what follows the last comma is its country, if it is one."""
    names, country = dict(texts), None
    for language, text in texts:
        name, _, last = text.rpartition(", ")
        code = words_of(language).country(last)
        if name.strip() and code and code == (country or code):
            names[language], country = name, code
    latitude, longitude = _position(position)
    called = LocalizedText(names)
    return Place(
        slug=plain_slug(called.best(Language.EN), "place", (*called.values(), country or "")),
        name=called,
        country=country,
        latitude=latitude,
        longitude=longitude,
    )


def _position(text: str) -> tuple[float | None, float | None]:
    found = re.fullmatch(r"(-?[0-9]{1,2}(?:\.[0-9]+)?);(-?[0-9]{1,3}(?:\.[0-9]+)?)", text)
    return (float(found[1]), float(found[2])) if found else (None, None)


def _clock(shown: Shown, section: str, losses: list[Loss]) -> Clock | None:
    clock = clock_of(shown.event, section, shown.when.earliest, shown.words)
    if section and clock is None:
        losses.append(Loss(shown.slug, "clock", f"in which zone it is can't be told: {quoted(section)}"))
    return clock
