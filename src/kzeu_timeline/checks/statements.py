"""The statements of one entry: what several sources say of the same thing, and what is settled by it.

A report is a statement that tells of something as done (held, or without status) and is not deprecated. What is known
to be wrong is at rest only as deprecated, so reports that can't both be true are found.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import TypeVar

from kzeu_timeline.checks.rule import Found, Subject, listed
from kzeu_timeline.dates import Edtf, Truth
from kzeu_timeline.exceptions import quoted
from kzeu_timeline.model import Entry, Place, Rank, Statement, Status

C = TypeVar("C", bound=Hashable)


def days_agree(subject: Subject) -> Iterator[Found]:
    """Reports without a common day."""
    return _disputed_days(subject, lambda one, other: one.overlaps(other) is Truth.NO)


def lengths_agree(subject: Subject) -> Iterator[Found]:
    """Reports that may share a day, but not both the first and the last."""
    return _disputed_days(subject, lambda one, other: one.same(other) is Truth.NO is not one.overlaps(other))


def _disputed_days(subject: Subject, disputed: Callable[[Edtf, Edtf], bool]) -> Iterator[Found]:
    for entry in subject.record.entries.values():
        yield from _disputes(entry, lambda report: report.when, disputed, "when", str)


def places_agree(subject: Subject) -> Iterator[Found]:
    """Reports from two places of which neither holds the other."""
    for entry in subject.record.entries.values():
        yield from _disputes(entry, lambda report: report.place, Place.is_apart_from, "place", lambda place: place.slug)


def _disputes(
    entry: Entry,
    claim: Callable[[Statement], C | None],
    disputed: Callable[[C, C], bool],
    field: str,
    shown: Callable[[C], str],
) -> Iterator[Found]:
    """The claims that can't be true beside an undisputed one of more weight, each once with all who make it.

    Who agrees with the weightiest is not told to differ from whom that one outweighs: it is the same dispute.
    """
    claims: dict[C, list[Statement]] = {}
    for report in _reports(entry):
        if (claimed := claim(report)) is not None:
            claims.setdefault(claimed, []).append(report)
    undisputed: list[C] = []
    for claimed, reports in claims.items():
        rival = next((each for each in undisputed if disputed(each, claimed)), None)
        if rival is None:
            undisputed.append(claimed)
            continue
        mine, its = (listed(each.source.slug for each in claims[one]) for one in (claimed, rival))
        message = f"'{shown(claimed)}' by {mine}, but '{shown(rival)}' by {its}"
        yield Found(entry.slug, message, _path(entry, reports[0], field))


def _reports(entry: Entry) -> Iterator[Statement]:
    """What is told as done, the weightiest first."""
    return (each for each in _standing(entry) if each.status in {None, Status.HELD})


def _standing(entry: Entry) -> Iterator[Statement]:
    return (each for each in entry.ranked if each.rank is not Rank.DEPRECATED)


def _path(entry: Entry, statement: Statement, field: str) -> str:
    return f"statements[{entry.statements.index(statement)}].{field}"


def reported_too_early(subject: Subject) -> Iterator[Found]:
    """A statement that reports as held what comes after its source was published."""
    for entry in subject.record.entries.values():
        for statement in entry.statements:
            published = statement.source.published
            if statement.status is Status.HELD and published and published.before(statement.when) is Truth.YES:
                message = (
                    f"{quoted(statement.source.slug)} reports it as held on '{statement.when}', "
                    f"but was published before: '{published}'"
                )
                yield Found(entry.slug, message, _path(entry, statement, "status"))


def held_before_day(subject: Subject) -> Iterator[Found]:
    """An entry that is settled as held on a day after every report that it was held."""
    for entry in subject.record.entries.values():
        if entry.status is not Status.HELD or entry.settled.status is not None:
            continue  # where one statement gives both, reported_too_early looks at it
        told = [each.source.published for each in _standing(entry) if each.status is Status.HELD]
        if told and all(each is not None and each.before(entry.when) is Truth.YES for each in told):
            message = f"held by all reports of it before the day on which it is settled: '{entry.when}'"
            yield Found(entry.slug, message, _path(entry, entry.settled, "when"))


def held_and_cancelled(subject: Subject) -> Iterator[Found]:
    """An entry that one source reports as held, another as cancelled."""
    for entry in subject.record.entries.values():
        first = {each.status: each for each in reversed([*_standing(entry)])}  # the weightiest of each status
        if Status.HELD in first and Status.CANCELLED in first:
            held, cancelled = first[Status.HELD], first[Status.CANCELLED]
            other = cancelled if entry.status is Status.HELD else held
            message = f"held by {quoted(held.source.slug)}, cancelled by {quoted(cancelled.source.slug)}"
            yield Found(entry.slug, message, _path(entry, other, "status"))


def held_outweighed(subject: Subject) -> Iterator[Found]:
    """An entry that is settled as still to come, though a source reports it as held."""
    for entry in subject.record.entries.values():
        if entry.status in {Status.PLANNED, Status.POSTPONED}:
            held = next((each for each in _standing(entry) if each.status is Status.HELD), None)
            if held is not None:
                message = f"{quoted(held.source.slug)} reports it as held, but it is settled as {entry.status}"
                yield Found(entry.slug, message, _path(entry, held, "status"))


def rank_explained(subject: Subject) -> Iterator[Found]:
    """A statement that was raised or lowered without a word why."""
    for entry in subject.record.entries.values():
        for index, statement in enumerate(entry.statements):
            if statement.rank is not Rank.NORMAL and statement.note is None:
                message = f"{statement.rank} without a note that says why: {quoted(statement.source.slug)}"
                yield Found(entry.slug, message, f"statements[{index}].rank")


def plan_passed(subject: Subject) -> Iterator[Found]:
    """A plan for a day that is over."""
    if subject.today is None:
        return
    for entry in subject.record.entries.values():
        if entry.status is Status.PLANNED and entry.when.span[1] < subject.today.toordinal():
            yield Found(entry.slug, f"still planned, but its day has passed: '{entry.when}'")
