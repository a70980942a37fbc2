"""Anniversaries: milestones that are computed, never stored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from kzeu_timeline.dates import Edtf, PartialDate, Truth
from kzeu_timeline.locales import anniversary, wording
from kzeu_timeline.model import Agreement, Entry, Milestone, Relation, RelationKind, Statement, Status
from kzeu_timeline.text import Language, LocalizedText

ROUND: Final = 5
"""Years; anniversaries that are a multiple of this are kept by default."""

_SLUG: Final = re.compile(r"(.+)-anniversary-([1-9][0-9]{0,2})")


def anniversary_of(entry: Entry, number: int) -> Milestone | None:
    """The anniversary of *entry* after so many years, as precise as its date and by the same source.

    That of 29 February falls on 28 February in a year without one. None if the entry is not commemorated,
    or its date is neither a year, a season, a month nor a day.
    """
    when = entry.when.plus_years(number) if isinstance(entry.when, PartialDate) else None
    if entry.commemorated is None or when is None:
        return None
    return Milestone(
        slug=f"{entry.slug}-anniversary-{number}",  # read back by anniversary_named
        kind="anniversary",
        title=_title(entry, number, entry.commemorated),
        description=_moved(entry.when, when, entry.title) if isinstance(entry.when, PartialDate) else None,
        ordinal=number,
        statements=[Statement(source=entry.settled.source, when=when, rank=entry.settled.rank, inferred=True)],
        track=entry.track,
        parties=entry.parties,
        topics=entry.topics,
        relations=[Relation(kind=RelationKind.ANNIVERSARY_OF, target=entry.slug)],
    )


def anniversary_named(slug: str, entries: Mapping[str, Entry]) -> Milestone | None:
    """The anniversary with this slug of one of the *entries*; None if there is none."""
    found = _SLUG.fullmatch(slug)
    entry = entries.get(found[1]) if found else None
    return anniversary_of(entry, int(found[2])) if found and entry else None


def _title(entry: Entry, number: int, commemorated: LocalizedText) -> LocalizedText:
    texts = {
        language: anniversary(number, language, of=commemorated[language])
        if language in commemorated
        else f"{anniversary(number, language)}: {title}"
        for language, title in entry.title.items()
    }
    return LocalizedText(texts, unattested=entry.title.unattested | (commemorated.unattested & texts.keys()))


def _moved(day: PartialDate, anniversary_day: PartialDate, languages: Iterable[Language]) -> LocalizedText | None:
    """That it is kept on 28 February, where it is."""
    if day.day == anniversary_day.day:
        return None
    return LocalizedText({language: wording(language).label("leap-day") for language in languages})


def days_until(number: int) -> tuple[int, int]:
    """The least and the most days from a day to its anniversary after so many years."""
    leap_years, centuries = number // 4, -(-number // 100)
    return 365 * number + max(0, leap_years - centuries), 365 * number - (-number // 4)


def anniversaries(entries: Iterable[Entry], numbers: Iterable[int]) -> Iterator[Milestone]:
    """The anniversaries with these numbers of all the entries that are commemorated."""
    wanted = tuple(numbers)
    for entry in entries:
        for number in wanted:
            if milestone := anniversary_of(entry, number):
                yield milestone


def round_anniversaries(entries: Iterable[Entry], last_year: int) -> Iterator[Milestone]:
    """Every fifth anniversary of the entries that are commemorated, up to the end of *last_year*.

    Of an agreement only until another replaces it: nobody celebrates what is no longer in force.
    """
    known: dict[str, Entry] = {entry.slug: entry for entry in entries}
    ends = _replaced(known)
    for entry in known.values():
        year = entry.when.year if isinstance(entry.when, PartialDate) else None
        end = ends.get(entry.track.slug) if entry.track else None
        if year is not None:
            for each in anniversaries([entry], range(ROUND, last_year - year + 1, ROUND)):
                if end is None or each.when.after(end) is not Truth.YES:
                    yield each


def _replaced(entries: Mapping[str, Entry]) -> dict[str, Edtf]:
    """When agreements were replaced, by their slugs."""
    return {
        old.track.slug: entry.when
        for entry in entries.values()
        if entry.status is Status.HELD
        for relation in entry.relations
        if relation.kind is RelationKind.REPLACES
        and (old := entries.get(relation.target))
        and isinstance(old.track, Agreement)
    }
