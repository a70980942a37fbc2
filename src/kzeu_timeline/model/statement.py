"""What one source says of an entry, and which of several says prevails."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum, auto
from math import inf
from typing import Final

import attrs

from kzeu_timeline.dates import Clock, Edtf, Truth
from kzeu_timeline.exceptions import InvalidRecordError, quoted
from kzeu_timeline.model import fields, party, vocabulary
from kzeu_timeline.model.party import Participant
from kzeu_timeline.model.place import Place
from kzeu_timeline.model.source import Source
from kzeu_timeline.model.vocabulary import Rank, Status

_OUTERMOST_ZONES: Final = ("Etc/GMT+12", "Etc/GMT-14")


@attrs.frozen(kw_only=True, cache_hash=True)
class Statement:
    """When, where and in which state an entry is, by one source; all but ``when`` only if the source says so.

    ``paragraph`` counts from 1 in the source's text. ``inferred`` marks what the source does not say in words
    but must be so if it is right: a meeting reported on 2 December as past was held on or before that day.
    """

    source: Source = attrs.field(validator=fields.is_a(Source))
    when: Edtf = attrs.field(converter=fields.date_in_calendar)
    status: Status | None = attrs.field(converter=attrs.converters.optional(vocabulary.status), default=None)
    place: Place | None = attrs.field(validator=fields.is_a(Place), default=None)
    participants: tuple[Participant, ...] = attrs.field(converter=party.participants, default=())
    clock: Clock | None = attrs.field(validator=fields.is_a(Clock), default=None)
    rank: Rank = attrs.field(converter=vocabulary.rank, default=Rank.NORMAL)
    paragraph: int | None = attrs.field(converter=attrs.converters.optional(fields.positive), default=None)
    inferred: bool = attrs.field(converter=fields.flag, default=False)
    note: fields.Text | None = attrs.field(converter=attrs.converters.optional(fields.text), default=None)

    def __attrs_post_init__(self) -> None:
        if self.clock is not None and not (self.when.is_exact and self.when.earliest == self.when.latest):
            raise InvalidRecordError(f"a clock time without a day to put it on: {quoted(self.when.edtf)}")
        if self.clock is not None and (day := self.when.earliest) is not None:
            for zone in _OUTERMOST_ZONES:
                self.clock.local(day, zone)  # raises for a time that no clock shows, and at the ends of the calendar


def statements(values: Iterable[Statement]) -> tuple[Statement, ...]:
    """*values* as a tuple."""
    return fields.each(Statement, values)


class Reason(Enum):
    """Why one statement prevails over the others."""

    ONLY = auto()
    RANK = auto()
    PUBLISHED = auto()
    PRECISION = auto()
    ORDER = auto()


_RANKS = {Rank.DEPRECATED: 0, Rank.NORMAL: 1, Rank.PREFERRED: 2}


def weight(statement: Statement) -> tuple[int, float, float]:
    """What decides between statements: rank, then the later publication, then the narrower date."""
    first, last = statement.when.span
    return _RANKS[statement.rank], _published(statement.source), first - last


def _published(source: Source) -> float:
    """The day by which a source came out; of one without end the day on which it may have begun to."""
    first, last = (-inf, -inf) if source.published is None else source.published.span
    return first if last == inf else last


def ranked(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements by weight, the prevailing one first; those of equal weight stay in their order.

    The rule: a preferred statement before a normal one, and that before a deprecated one; then the one published
    last (an unknown date counts as the earliest); then the one with the narrower date. Whoever is vaguer does not
    contradict: the first gives way to one of its rank and status that says the same more precisely, and as surely.
    """
    if len(statements) == 1:
        return tuple(statements)
    by_weight = sorted(statements, key=weight, reverse=True)
    while finer := next((each for each in by_weight[1:] if _sharpens(each, by_weight[0])), None):
        by_weight.remove(finer)
        by_weight.insert(0, finer)
    return tuple(by_weight)


def _sharpens(one: Statement, other: Statement) -> bool:
    """Whether *one* can mean the same days as *other*, and leaves fewer of them open."""
    (first, last), (others_first, others_last) = one.when.span, other.when.span
    return (
        (one.rank, one.status) == (other.rank, other.status)
        and others_first <= first <= last <= others_last
        and one.when.span != other.when.span
        and one.when.qualifier in other.when.qualifier
        and one.when.same(other.when) is Truth.MAYBE
    )


def reason(by_weight: Sequence[Statement]) -> Reason:
    """By which part of the rule the first of these prevails over those that date the entry otherwise."""
    winner = by_weight[0]
    rival = next((each for each in by_weight if each.when != winner.when), None)
    if rival is None:
        return Reason.ONLY
    if _sharpens(winner, rival):
        return Reason.PRECISION
    steps = zip((Reason.RANK, Reason.PUBLISHED, Reason.PRECISION), weight(winner), weight(rival), strict=True)
    return next((step for step, mine, its in steps if mine != its), Reason.ORDER)
