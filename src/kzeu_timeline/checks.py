"""Rules that keep a record true: each a function in one table, each finding with its place."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from itertools import pairwise
from typing import Final, NamedTuple, Protocol

import attrs

from kzeu_timeline.dates import Truth
from kzeu_timeline.exceptions import quoted
from kzeu_timeline.model import Entry, Figure, RelationKind, Source, Status


class Severity(StrEnum):
    """How bad a finding is: an error can't be true, a warning is likely wrong, a note is for the curious."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@attrs.frozen(kw_only=True)
class Finding:
    """What a rule found: where, by ``origin`` (``file: path``) and by the ``slug`` of the record."""

    rule: str
    severity: Severity
    origin: str
    slug: str
    message: str

    def __str__(self) -> str:
        return f"{self.origin}: {self.severity}: {self.message} [{self.rule}]"


class Record(Protocol):
    """What the rules look at; a catalogue is one."""

    @property
    def entries(self) -> Mapping[str, Entry]: ...
    @property
    def sources(self) -> Mapping[str, Source]: ...
    @property
    def figures(self) -> Mapping[str, Figure]: ...
    @property
    def origins(self) -> Mapping[str, str]: ...


class _Found(NamedTuple):
    """What a rule yields: the slug of a record, and a sentence."""

    slug: str
    message: str


class Rule(NamedTuple):
    """A rule with its slug, its severity, and what it demands."""

    slug: str
    severity: Severity
    demand: str
    find: Callable[[Record, dt.date | None], Iterator[_Found]]


def findings(record: Record, *, today: dt.date | None = None) -> tuple[Finding, ...]:
    """Everything that the rules find, in the order of the rules, then of the record."""
    return tuple(
        Finding(
            rule=rule.slug,
            severity=rule.severity,
            origin=record.origins.get(found.slug, "seeds"),
            slug=found.slug,
            message=found.message,
        )
        for rule in RULES
        for found in rule.find(record, today)
    )


def _ordinals_once(record: Record, _today: dt.date | None) -> Iterator[_Found]:
    for entries in _numbered(record):
        for one, other in pairwise(entries):
            if one.ordinal == other.ordinal:
                yield _Found(other.slug, f"same ordinal as {quoted(one.slug)}: {other.ordinal}")


def _ordinals_rise(record: Record, _today: dt.date | None) -> Iterator[_Found]:
    for entries in _numbered(record):
        latest = entries[0]  # of those seen so far, the one that began last
        for entry in entries[1:]:
            if entry.ordinal != latest.ordinal and entry.when.before(latest.when) is Truth.YES:
                yield _Found(entry.slug, f"numbered after {quoted(latest.slug)} but held before it: '{entry.when}'")
            latest = max(latest, entry, key=lambda each: each.when.span[0])


def _numbered(record: Record) -> Iterator[list[Entry]]:
    groups: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in record.entries.values():
        if entry.ordinal is not None and entry.track is not None:
            groups[entry.track.slug, entry.kind].append(entry)
    for entries in groups.values():
        yield sorted(entries, key=lambda entry: (entry.ordinal or 0, entry.slug))


def _reported_too_early(record: Record, _today: dt.date | None) -> Iterator[_Found]:
    for entry in record.entries.values():
        for statement in entry.statements:
            published = statement.source.published
            if statement.status is Status.HELD and published and published.before(statement.when) is Truth.YES:
                yield _Found(
                    entry.slug,
                    f"{quoted(statement.source.slug)} reports it as held on '{statement.when}', "
                    f"but was published before: '{published}'",
                )


def _plan_passed(record: Record, today: dt.date | None) -> Iterator[_Found]:
    for entry in record.entries.values():
        if today and entry.status is Status.PLANNED and entry.when.span[1] < today.toordinal():
            yield _Found(entry.slug, f"still planned, but its day has passed: '{entry.when}'")


def _relations_possible(record: Record, _today: dt.date | None) -> Iterator[_Found]:
    for entry in record.entries.values():
        for relation in entry.relations:
            target = record.entries.get(relation.target)
            if target is None:
                continue
            if relation.kind in {RelationKind.FOLLOWS, RelationKind.REPLACES}:
                possible = entry.when.before(target.when) is not Truth.YES
            elif relation.kind is RelationKind.AHEAD_OF:
                possible = target.when.before(entry.when) is not Truth.YES
            else:
                possible = entry.when.overlaps(target.when) is not Truth.NO
            if not possible:
                yield _Found(
                    entry.slug, f"{relation.kind} {quoted(relation.target)}, which the dates rule out: '{entry.when}'"
                )


def _unused_sources(record: Record, _today: dt.date | None) -> Iterator[_Found]:
    used = {source.slug for entry in record.entries.values() for source in entry.sources}
    used |= {figure.source.slug for figure in record.figures.values()}
    relations = (relation for entry in record.entries.values() for relation in entry.relations)
    used |= {relation.source.slug for relation in relations if relation.source}
    for slug in record.sources:
        if slug not in used:
            yield _Found(slug, f"nothing names this source: {quoted(slug)}")


def _single_source(record: Record, _today: dt.date | None) -> Iterator[_Found]:
    for entry in record.entries.values():
        if len(entry.sources) == 1:
            yield _Found(entry.slug, f"one source only: {quoted(entry.sources[0].slug)}")


def _unattested_titles(record: Record, _today: dt.date | None) -> Iterator[_Found]:
    for entry in record.entries.values():
        for language in sorted(entry.title.unattested):
            yield _Found(entry.slug, f"the title in {quoted(language.value)} is in no source")


RULES: Final = (
    Rule("ordinals-once", Severity.ERROR, "Within a series, each ordinal stands once.", _ordinals_once),
    Rule("ordinals-rise", Severity.ERROR, "Within a series, ordinals rise with time.", _ordinals_rise),
    Rule("reported-too-early", Severity.ERROR, "A source can't report what is still to come.", _reported_too_early),
    Rule("relations-possible", Severity.ERROR, "Related entries have dates that allow it.", _relations_possible),
    Rule("plan-passed", Severity.WARNING, "A plan is confirmed or dropped once its day has passed.", _plan_passed),
    Rule("unused-source", Severity.WARNING, "Every source is cited.", _unused_sources),
    Rule("single-source", Severity.NOTE, "Two sources are better than one.", _single_source),
    Rule("unattested-title", Severity.NOTE, "Titles are those that sources use.", _unattested_titles),
)
"""Every rule, in the order in which findings are told."""
