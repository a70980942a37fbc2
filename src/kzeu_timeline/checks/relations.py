"""Relations between entries: possible by their dates, and without circles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from kzeu_timeline.anniversaries import anniversary_named
from kzeu_timeline.checks.circles import circles
from kzeu_timeline.checks.rule import Found, Record, Subject
from kzeu_timeline.dates import Edtf, PartialDate, Truth
from kzeu_timeline.dates.calendar import date_of
from kzeu_timeline.exceptions import quoted
from kzeu_timeline.model import Entry, Relation, RelationKind


def _not_before(mine: Edtf, its: Edtf) -> bool:
    return mine.before(its) is not Truth.YES


def _not_after(mine: Edtf, its: Edtf) -> bool:
    return its.before(mine) is not Truth.YES


def _with_common_day(mine: Edtf, its: Edtf) -> bool:
    return mine.overlaps(its) is not Truth.NO


_POSSIBLE: Final[Mapping[RelationKind, Callable[[Edtf, Edtf], bool]]] = {
    RelationKind.FOLLOWS: _not_before,
    RelationKind.REPLACES: _not_before,
    RelationKind.AHEAD_OF: _not_after,
    RelationKind.PART_OF: _with_common_day,
    RelationKind.DECIDED_AT: _with_common_day,
}
"""What the dates of an entry and of its target must allow."""

_IN_TIME: Final = {RelationKind.FOLLOWS: -1, RelationKind.REPLACES: -1, RelationKind.AHEAD_OF: 1}
"""Which of the two comes later: the target (1), or the entry (-1)."""

_INSIDE: Final = {RelationKind.PART_OF: 1, RelationKind.DECIDED_AT: 1}
"""Which of the two holds the other."""


def relations_possible(subject: Subject) -> Iterator[Found]:
    """A relation that the dates of both entries rule out; an anniversary's date is computed."""
    for entry, at, relation in _relations(subject.record):
        possible = _POSSIBLE.get(relation.kind)
        target = _target(subject.record, relation) if possible else None
        if possible and target and not possible(entry.when, target.when):
            message = (
                f"{relation.kind} {quoted(target.slug)}, which the dates rule out: '{entry.when}', '{target.when}'"
            )
            yield Found(entry.slug, message, at)


def circular_relations(subject: Subject) -> Iterator[Found]:
    """Entries of which each comes after, or is part of, the next, and the last of the first."""
    for kinds in (_IN_TIME, _INSIDE):
        graph: dict[str, list[str]] = {slug: [] for slug in subject.record.entries}
        for entry, _, relation in _relations(subject.record):
            if relation.kind in kinds and relation.target in graph:
                earlier, later = (entry.slug, relation.target)[:: kinds[relation.kind]]
                graph[earlier].append(later)
        for circle in circles(graph):
            shown = " → ".join([*circle[:_MOST_SHOWN], *(["…"] if len(circle) > _MOST_SHOWN else []), circle[0]])
            yield Found(circle[0], f"{', '.join(kinds)} lead in a circle: {shown}", "relations")


_MOST_SHOWN: Final = 10


def anniversary_arithmetic(subject: Subject) -> Iterator[Found]:
    """A stored anniversary that is not a whole number of years, or not as many as its ordinal says, after its day."""
    for entry, at, relation in _relations(subject.record):
        target = subject.record.entries.get(relation.target)
        if relation.kind is RelationKind.ANNIVERSARY_OF and target and not _can_be_anniversary(entry, target.when):
            years = f"{entry.ordinal} years" if entry.ordinal else "a whole number of years"
            yield Found(entry.slug, f"'{entry.when}' is not {years} after {quoted(target.slug)}: '{target.when}'", at)


def _can_be_anniversary(entry: Entry, day: Edtf) -> bool:
    first, last = map(date_of, entry.when.span)
    if not isinstance(day, PartialDate) or day.year is None or first is None or last is None:
        return True  # nobody can count
    # A season's year is the one in which it begins, so an anniversary may end a year later than its number says.
    numbers = range(max(first.year - day.year - 1, 1), last.year - day.year + 1)
    days = (day.plus_years(number) for number in ([entry.ordinal] if entry.ordinal else numbers))
    return any(each is not None and each.overlaps(entry.when) is not Truth.NO for each in days)


def _relations(record: Record) -> Iterator[tuple[Entry, str, Relation]]:
    for entry in record.entries.values():
        for index, relation in enumerate(entry.relations):
            yield entry, f"relations[{index}]", relation


def _target(record: Record, relation: Relation) -> Entry | None:
    return record.entries.get(relation.target) or anniversary_named(relation.target, record.entries)
