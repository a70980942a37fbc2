"""Why one looks twice at the date of an entry: what lists and cards say beside it."""

from __future__ import annotations

from enum import StrEnum

from kzeu_timeline.dates import Truth
from kzeu_timeline.locales import wording
from kzeu_timeline.model import Entry, Rank, Statement, Status
from kzeu_timeline.sentences import is_open, when_text


class Doubt(StrEnum):
    """The first of these that holds of a date."""

    OPEN = "open"
    """No source gives its days."""
    DISPUTED = "disputed"
    """A source says otherwise."""
    INFERRED = "inferred"
    """No source says it in so many words."""


def doubt(entry: Entry) -> Doubt | None:
    """Why one looks twice at the settled date; None if nothing speaks for that."""
    if is_open(entry.when):
        return Doubt.OPEN
    if any(_contradicts(each, entry) for each in entry.statements):
        return Doubt.DISPUTED
    return Doubt.INFERRED if entry.settled.inferred and not entry.is_derived else None


def doubt_text(entry: Entry, language: str) -> str:
    """The doubt in words; empty if there is none."""
    words, found = wording(language), doubt(entry)
    return "" if found is None else words.label("days-open") if found is Doubt.OPEN else words.page[found]


def remark(entry: Entry, language: str) -> str:
    """What a list says of a date that has no ``≈`` before it; empty if that is nothing."""
    return "" if doubt(entry) is Doubt.OPEN else doubt_text(entry, language)


def remarked(entry: Entry, language: str) -> str:
    """The date as a list has it in one line, with what is to be said of it in brackets."""
    said = remark(entry, language)
    return f"{when_text(entry.when, language)}{said and f' ({said})'}"


def _contradicts(statement: Statement, entry: Entry) -> bool:
    """Whether it says otherwise of what it tells; who is known to be wrong does as well."""
    told = {Status.HELD, entry.status, *([None] if statement.rank is Rank.DEPRECATED else [])}
    return statement.status in told and statement.when.same(entry.when) is Truth.NO
