"""Why one looks twice at the date of an entry."""

from __future__ import annotations

from enum import StrEnum
from math import isinf

from kzeu_timeline.dates import Edtf, Truth
from kzeu_timeline.model import Entry, Rank, Statement, Status


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
    if any(contradicts(each, entry) for each in entry.statements):
        return Doubt.DISPUTED
    return Doubt.INFERRED if entry.settled.inferred and not entry.is_derived else None


def is_open(when: Edtf) -> bool:
    """Whether a calendar that shows *when* as whole days would say more than the source does."""
    first, last = when.span
    if isinf(first) or isinf(last) or when.qualifier:
        return True
    pieces, *others = when.alternatives
    return bool(others) or len(pieces) > 1 or not pieces[0].is_exact


def contradicts(statement: Statement, entry: Entry) -> bool:
    """Whether it says of what is settled that it was on other days; who tells of one of several days does not.

    A plan that came otherwise contradicts nothing; who is known to be wrong does.
    """
    told = {Status.HELD, entry.status, *([None] if statement.rank is Rank.DEPRECATED else [])}
    return statement.status in told and statement.when.during(entry.when) is Truth.NO
