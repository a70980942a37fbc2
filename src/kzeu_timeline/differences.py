"""What is said otherwise of the same entries: on two days, in two folders, in two releases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from kzeu_timeline.changes import Change, ChangeKind
from kzeu_timeline.dates import Edtf, Truth
from kzeu_timeline.model import Entry, Source, Statement, Status
from kzeu_timeline.text import Language

_BY_STATUS: Final = {
    Status.PLANNED: ChangeKind.PLANNED,
    Status.HELD: ChangeKind.CONFIRMED,
    Status.POSTPONED: ChangeKind.POSTPONED,
    Status.CANCELLED: ChangeKind.CANCELLED,
}

_DETAILS: Final = (
    *("type", "kind", "track", "ordinal", "parties", "topics", "figures", "relations", "description"),
    "commemorated",
)
"""The fields of an entry that no other kind of change is about."""


def differences(before: Mapping[str, Entry], after: Mapping[str, Entry]) -> tuple[Change, ...]:
    """What changed from *before* to *after*, both by slug: by the date of the newer entry, then slug, then kind.

    Entries that are not equal have at least one change, and equal ones have none.
    """
    slugs = before.keys() | after.keys()
    changes = (change for slug in slugs for change in _changes(before.get(slug), after.get(slug)))
    return tuple(sorted(changes, key=lambda change: change.sort_key))


class _Found(NamedTuple):
    """What differs between two entries; they make a change of it."""

    kind: ChangeKind
    sources: tuple[Source, ...] = ()
    language: Language | None = None
    details: tuple[str, ...] = ()


def _changes(before: Entry | None, after: Entry | None) -> Iterator[Change]:
    if before is None and after is not None:
        agreed = agreeing(after)
        yield Change(kind=ChangeKind.ADDED, before=None, after=after, sources=agreed)
        if others := tuple(source for source in after.sources if source not in agreed):
            yield Change(kind=ChangeKind.SOURCE_ADDED, before=None, after=after, sources=others)
    elif before is not None and after is None:
        yield Change(kind=ChangeKind.WITHDRAWN, before=before, after=None, sources=before.sources)
    elif before is None or after is None:
        return
    elif before is not after and before != after:
        found = [each for aspect in _ASPECTS for each in aspect(before, after)]
        for each in (*found, *_statements(before, after, found)):
            yield Change(before=before, after=after, **each._asdict())


def agreeing(entry: Entry) -> tuple[Source, ...]:
    """The sources that give the settled date and status of *entry*, at least the one that settles the date."""
    said = (each for each in entry.statements if (each.when, each.status) == (entry.when, entry.status))
    return tuple(dict.fromkeys(each.source for each in said)) or (entry.settled.source,)


def _dating(before: Entry, after: Entry) -> Source:
    """Who brought the new date: of those that give it and were not there before, the one published first."""
    new = [each for each in after.statements if each.when == after.when and each not in before.statements]
    published = {each: each.source.published.span[1] for each in new if each.source.published}
    return min(published, key=published.__getitem__, default=after.settled).source


def _date(before: Entry, after: Entry) -> Iterator[_Found]:
    if before.when == after.when:
        return
    kinds = [
        *((ChangeKind.QUALIFIER_GAINED,) if after.when.qualifier & ~before.when.qualifier else ()),
        *((ChangeKind.QUALIFIER_LOST,) if before.when.qualifier & ~after.when.qualifier else ()),
    ]
    if not kinds or _unqualified(before.when) != _unqualified(after.when):
        kinds.append(_date_kind(before, after))
    for kind in kinds:
        yield _Found(kind, (_dating(before, after),))


def _date_kind(before: Entry, after: Entry) -> ChangeKind:
    old, new = before.when.span, after.when.span
    if before.when.overlaps(after.when) is Truth.NO:
        return ChangeKind.CORRECTED if before.status is after.status is Status.HELD else ChangeKind.MOVED
    if old == new:
        return ChangeKind.CORRECTED
    if old[0] <= new[0] and new[1] <= old[1]:
        return ChangeKind.MORE_PRECISE
    if new[0] <= old[0] and old[1] <= new[1]:
        return ChangeKind.LESS_PRECISE
    return ChangeKind.CORRECTED


_WITHOUT_QUALIFIERS: Final = str.maketrans("", "", "?~%")


def _unqualified(when: Edtf) -> str:
    """The EDTF text less its qualifiers, whose characters stand for nothing else in it."""
    return when.edtf.translate(_WITHOUT_QUALIFIERS)


def _status(before: Entry, after: Entry) -> Iterator[_Found]:
    if before.status is after.status:
        return
    by = _stating(after, lambda statement: statement.status)
    if after.status is None or before.status is Status.HELD:
        yield _Found(ChangeKind.RETRACTED, by)
    if after.status is Status.PLANNED and before.status in {Status.POSTPONED, Status.CANCELLED}:
        yield _Found(ChangeKind.REINSTATED, by)
    elif after.status is not None:
        yield _Found(_BY_STATUS[after.status], by)


def _place(before: Entry, after: Entry) -> Iterator[_Found]:
    if before.place != after.place:
        yield _Found(ChangeKind.PLACE_CHANGED, _stating(after, lambda statement: statement.place))


def _clock(before: Entry, after: Entry) -> Iterator[_Found]:
    if before.clock != after.clock:
        by = _stating(after, lambda statement: statement.clock) if after.clock else ()
        yield _Found(ChangeKind.CLOCK_CHANGED, by)


def _participants(before: Entry, after: Entry) -> Iterator[_Found]:
    if before.participants != after.participants:
        yield _Found(ChangeKind.PARTICIPANTS_CHANGED, _stating(after, lambda statement: statement.participants))


def _title(before: Entry, after: Entry) -> Iterator[_Found]:
    for language in Language:
        if before.title.get(language) != after.title.get(language):
            yield _Found(ChangeKind.TITLE_CHANGED, language=language)


def _other(before: Entry, after: Entry) -> Iterator[_Found]:
    differing = [name for name in _DETAILS if getattr(before, name) != getattr(after, name)]
    same_title = [language for language in Language if before.title.get(language) == after.title.get(language)]
    if any((language in before.title.unattested) != (language in after.title.unattested) for language in same_title):
        differing.append("unattested")
    if differing:
        yield _Found(ChangeKind.DETAILS_CHANGED, details=tuple(differing))


_ASPECTS: Final[tuple[Callable[[Entry, Entry], Iterator[_Found]], ...]] = (
    _date,
    _status,
    _place,
    _clock,
    _participants,
    _title,
    _other,
)


def _stating(entry: Entry, says: Callable[[Statement], object]) -> tuple[Source, ...]:
    """The source of the prevailing statement that says so."""
    return next(((statement.source,) for statement in entry.ranked if says(statement)), ())


def _statements(before: Entry, after: Entry, found: Iterable[_Found]) -> Iterator[_Found]:
    """Sources that came and changed nothing else, sources that went, and those of which something else is recorded."""
    old, new = _by_source(before), _by_source(after)
    known = {source for each in found for source in each.sources}
    if came := tuple(source for source in after.sources if source.slug not in old and source not in known):
        yield _Found(ChangeKind.SOURCE_ADDED, came)
    if went := tuple(source for source in before.sources if source.slug not in new):
        yield _Found(ChangeKind.SOURCE_DROPPED, went)
    kept = old.keys() & new.keys()
    if _of(before, kept) != _of(after, kept):
        both = tuple(source for source in after.sources if source.slug in kept)
        restated = tuple(source for source in both if old[source.slug] != new[source.slug])
        yield _Found(ChangeKind.STATEMENTS_CHANGED, restated or both)  # or else only their order is another


def _by_source(entry: Entry) -> dict[str, list[Statement]]:
    return {source.slug: _of(entry, {source.slug}) for source in entry.sources}


def _of(entry: Entry, slugs: Iterable[str]) -> list[Statement]:
    """The statements by the sources with these slugs."""
    return [statement for statement in entry.statements if statement.source.slug in slugs]
