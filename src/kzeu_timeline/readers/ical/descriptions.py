"""The description of an event of ours, taken apart: how the date is known, who else says what, all sources."""

from __future__ import annotations

from typing import NamedTuple

from kzeu_timeline.calendar_events.descriptions import LEFT_OUT
from kzeu_timeline.dates import Edtf
from kzeu_timeline.readers.ical.wordings import Words


class Known(NamedTuple):
    """How the date is known, as the description says it."""

    how: str
    publisher: str
    published: Edtf | None
    is_whole: bool


def parts_of(description: str, words: Words) -> dict[str, str]:
    """The parts of a description by their headings; "description" is what the entry itself said."""
    headings = words.headings
    text, cuts = words.cut.subn("", description)
    found = {"cut": LEFT_OUT if cuts else ""}
    at = text.find(headings["how-known"])
    begin, key = at, "how-known"
    for following in (*(each for each in headings if each != "how-known"), None):
        if begin < 0:
            break
        end = len(text) if following is None else _find(text, headings[following], begin, last=following == "sources")
        if end < 0:
            continue
        found[key] = text[begin + len(headings[key]) : end].lstrip(" ")
        begin, key = end, following or ""
    body = text if at < 0 else text[:at]
    found["description"] = body.partition("\n")[2]
    return found


def _find(text: str, heading: str, begin: int, *, last: bool) -> int:
    at = text.rfind(heading, begin) if last else text.find(f"{heading}", begin)
    return at if at > begin or at < 0 else -1


def known_of(text: str | None, said: Words) -> Known:
    how, found, source = (text or "").partition(" – ")
    if not found or how not in said.how:
        return Known("stated", "", None, is_whole=False)
    publisher, published, is_whole = said.source(source)
    return Known(said.how[how], publisher, published, is_whole)
