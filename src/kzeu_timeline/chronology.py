"""What the statements and relations of entries say together: tighter bounds, the reasons, and who can't be right.

Every entry begins and ends, and who bounds that is a source, or the record where it names none:

- A statement that reports something as done bounds both as its date does, as far as that is certain: what carries
  ``?`` or ``~`` bounds nothing. One that is preferred settles the date, but does not make the others true; what is
  known to be wrong is deprecated, and bounds nothing. Neither do plans, nor what was cancelled.
  Beside a source that says how long something lasted, who names one day of it says that it was going on that day.
- A source that reports something as held came out when it had begun and, unless it says otherwise, was over.
- In a series, what has the higher number begins when what has the lower one is over.
- A relation bounds the days between two entries, as ``RelationKind`` says.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise, product
from math import inf, isfinite
from typing import Final, NamedTuple

import attrs

from kzeu_timeline.anniversaries import anniversary_named, days_until
from kzeu_timeline.dates import Truth
from kzeu_timeline.dates.calendar import date_of
from kzeu_timeline.dates.extent import Extent
from kzeu_timeline.exceptions import OutsideCalendarError, quoted
from kzeu_timeline.model import Entry, Rank, Relation, RelationKind, Source, Statement, Status
from kzeu_timeline.networks import NOBODY, ORIGIN, Constraint, Network
from kzeu_timeline.timeline import Timeline

_BEGINS: Final = "{} begins"
_ENDS: Final = "{} ends"

_WITHIN: Final = (("{entry} begins", "{target} begins"), ("{target} ends", "{entry} ends"))
_AFTER: Final = (("{entry} begins", "{target} ends"),)

_MEANINGS: Final[Mapping[RelationKind, tuple[tuple[str, str], ...]]] = {
    RelationKind.PART_OF: _WITHIN,
    RelationKind.DECIDED_AT: _WITHIN,
    RelationKind.AHEAD_OF: (("{target} begins", "{entry} ends"),),
    RelationKind.FOLLOWS: _AFTER,
    RelationKind.REPLACES: _AFTER,
    RelationKind.ANNIVERSARY_OF: (("{entry} begins", "{target} begins"),),
}
"""What comes no earlier than what; the days of a relation lie between the first two."""


@attrs.frozen(kw_only=True)
class Claim:
    """What bounds when ``entry`` took place, as a phrase in English, and who says so: None if it is the record."""

    entry: Entry
    what: str
    source: Source | None = None

    def __str__(self) -> str:
        return f"{quoted(self.source.slug) if self.source else 'the record'} ({self.entry.slug} {self.what})"


class _Number(NamedTuple):
    """That one entry has a higher number in a series than another."""

    before: Entry
    after: Entry

    def joined(self, further: _Number) -> _Number:
        """What follows from this and one that leads on from it, up or down the series."""
        rises = self.after.slug == further.before.slug
        return _Number(self.before, further.after) if rises else _Number(further.before, self.after)

    @property
    def claim(self) -> Claim:
        return Claim(entry=self.after, what=f"numbered after {self.before.slug}")


@attrs.frozen(kw_only=True)
class Conflict:
    """Claims that can't all be true, by as few sources as can be: without any of these, the others may be right."""

    claims: tuple[Claim, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """Who makes the claims, each once; none if the record contradicts itself."""
        return tuple(dict.fromkeys(claim.source for claim in self.claims if claim.source))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What the claims are about, each entry once."""
        return tuple(dict.fromkeys(claim.entry for claim in self.claims))

    def __str__(self) -> str:
        return f"cannot all be true: {', '.join(map(str, self.claims))}"


class Bounds(NamedTuple):
    """The first day on which an entry can have begun and the last on which it can have ended; None if unbounded."""

    earliest: dt.date | None
    latest: dt.date | None


class Reasons(NamedTuple):
    """The chain of claims that makes each of the bounds, from a date to the entry; empty where it is unbounded."""

    earliest: tuple[Claim, ...]
    latest: tuple[Claim, ...]


class Chronology:
    """What the statements and relations of these entries say together about when each of them took place.

    ``conflicts`` are the contradictions. Nobody is believed in one: its claims bound nothing, while all that does not
    hang on them keeps its bounds. A relation to an anniversary counts whether or not that is among the entries given;
    it is among ``entries``.

    Raises :class:`~kzeu_timeline.InvalidRecordError` if two different entries have the same slug.
    """

    __slots__ = ("_claims", "_network", "conflicts", "entries")

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = _with_anniversaries(Timeline(entries))
        self._claims: dict[Constraint, Claim | _Number] = {}
        constraints = list[Constraint]()
        for constraint, claim in _claims(self.entries):
            constraints.append(constraint)
            if claim:
                self._claims.setdefault(constraint, claim)
        self._network = Network(constraints)
        conflicts: dict[frozenset[Claim], Conflict] = {}
        for found in self._network.contradictions:
            claims = self._told(found.constraints)  # at odds about the beginning and about the end: at odds once
            conflicts.setdefault(frozenset(claims), Conflict(claims=claims))
        self.conflicts = tuple(conflicts.values())

    def bounds(self, slug: str) -> Bounds:
        """When the entry began at the earliest and ended at the latest.

        Raises :class:`~kzeu_timeline.UnknownSlugError` if there is no such entry.
        """
        begins, ends = self._points(slug)
        return Bounds(_day(self._network.bounds(begins)[0]), _day(self._network.bounds(ends)[1]))

    def why(self, slug: str) -> Reasons:
        """The claims that make the bounds, the fewest that do.

        Raises :class:`~kzeu_timeline.UnknownSlugError` if there is no such entry.
        """
        begins, ends = self._points(slug)
        chains = self._network.why(begins)[0], self._network.why(ends)[1]
        return Reasons(*(self._told(step.constraint for step in chain) for chain in chains))

    def _points(self, slug: str) -> tuple[str, str]:
        self.entries[slug]  # raises for one that is not there
        return _BEGINS.format(slug), _ENDS.format(slug)

    def _told(self, constraints: Iterable[Constraint]) -> tuple[Claim, ...]:
        """The claims, without what goes without saying: that nothing ends before it begins, that 3 comes before 5."""
        told: list[Claim | _Number] = []
        for claim in (self._claims[each] for each in constraints if each in self._claims):
            if told and isinstance(claim, _Number) and isinstance(last := told[-1], _Number):
                told[-1] = last.joined(claim)
            else:
                told.append(claim)
        return tuple(dict.fromkeys(each.claim if isinstance(each, _Number) else each for each in told))


def _day(number: float) -> dt.date | None:
    try:
        return date_of(number)
    except OutsideCalendarError:  # and so beyond all that entries can be dated to
        return None


def _with_anniversaries(timeline: Timeline) -> Timeline:
    """The timeline, with the anniversaries that relations speak of."""
    by_slug: dict[str, Entry] = {entry.slug: entry for entry in timeline}
    named = {relation.target for entry in timeline for relation in entry.relations} - by_slug.keys()
    found = (anniversary_named(slug, by_slug) for slug in named)
    return timeline | Timeline(each for each in found if each)


_DONE: Final = frozenset({Status.HELD, None})

_Said = tuple[Constraint, Claim | _Number | None]


def _claims(entries: Timeline) -> Iterator[_Said]:
    for entry in entries:
        yield Constraint(_ENDS.format(entry.slug), _BEGINS.format(entry.slug), 0), None
    real = entries.where(lambda entry: entry.status is not Status.CANCELLED)
    for entry in real:
        reports = [(statement, statement.when.certain) for statement in _reports(entry, entries)]
        lasting = [when for _, when in reports if when.start_max < when.end_min]
        for statement, when in reports:
            yield from _dated(entry, statement, when, lasting)
            if statement.status is Status.HELD:
                yield from _reported(entry, statement, when)
        for relation in entry.relations:
            target = real.get(relation.target)
            if target is not None and target.slug != entry.slug:
                yield from _related(entry, relation, target)
    yield from _numbered(real)


def _reports(entry: Entry, entries: Timeline) -> Iterable[Statement]:
    """The statements that report it as done; where none says whether it was, those that say nothing else.

    An anniversary is as certain as what it is the anniversary of.
    """
    origins = [entries.get(each.target) for each in entry.relations if each.kind is RelationKind.ANNIVERSARY_OF]
    if any(origin and origin.status not in _DONE for origin in origins):
        return ()
    done = _DONE if entry.status in _DONE else {Status.HELD}
    return (each for each in entry.statements if each.status in done and each.rank is not Rank.DEPRECATED)


def _dated(entry: Entry, statement: Statement, when: Extent, lasting: Iterable[Extent]) -> Iterator[_Said]:
    claim = Claim(entry=entry, what=f"on '{statement.when}'", source=statement.source)
    begins, ends = (when.start_min, when.start_max), (when.end_min, when.end_max)
    if begins == ends and any(each.overlaps(when) is not Truth.NO for each in lasting):
        begins, ends = (-inf, when.end_max), (when.start_min, inf)
    for point, (least, most) in ((_BEGINS, begins), (_ENDS, ends)):
        if isfinite(least) or isfinite(most):  # an open end is no day
            days = (least if isfinite(least) else -inf, most if isfinite(most) else inf)
            yield Constraint(point.format(entry.slug), ORIGIN, *days, statement.source.slug), claim


def _reported(entry: Entry, statement: Statement, when: Extent) -> Iterator[_Said]:
    source = statement.source
    if source.published is not None and (day := source.published.certain.end_max) != inf:
        lasted = when.end_min > day
        what = f"{'begun' if lasted else 'over'} by '{source.published}', when it came out"
        point = (_BEGINS if lasted else _ENDS).format(entry.slug)
        yield Constraint(point, most=day, by=source.slug), Claim(entry=entry, what=what, source=source)


def _related(entry: Entry, relation: Relation, target: Entry) -> Iterator[_Said]:
    days = f" by {'-'.join(map(str, dict.fromkeys(relation.days)))} days" if relation.days else ""
    claim = Claim(entry=entry, what=f"{relation.kind} {target.slug}{days}", source=relation.source)
    by = relation.source.slug if relation.source else NOBODY
    least, most = _days(entry, relation)
    for points in _MEANINGS[relation.kind]:
        later, earlier = (point.format(entry=entry.slug, target=target.slug) for point in points)
        yield Constraint(later, earlier, least, most, by), claim
        least, most = 0, inf


def _days(entry: Entry, relation: Relation) -> tuple[float, float]:
    if relation.days is not None:
        return relation.days
    if relation.kind is RelationKind.ANNIVERSARY_OF and entry.ordinal is not None:
        return days_until(entry.ordinal)
    return 0, inf


def _numbered(entries: Timeline) -> Iterator[_Said]:
    tracks: defaultdict[tuple[str, str], defaultdict[int, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        if entry.track is not None and entry.ordinal is not None and not entry.is_derived:
            tracks[entry.track.slug, entry.kind][entry.ordinal].append(entry)
    for track in tracks.values():
        for (_, lower), (_, higher) in pairwise(sorted(track.items())):
            for before, after in product(lower, higher):
                yield Constraint(_BEGINS.format(after.slug), _ENDS.format(before.slug), 0), _Number(before, after)
