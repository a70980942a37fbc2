"""Entries that may be one and the same."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from kzeu_timeline.checks.rule import Found, Subject
from kzeu_timeline.dates import Truth
from kzeu_timeline.exceptions import quoted
from kzeu_timeline.model import Entry
from kzeu_timeline.spans import SpanIndex

_LONGEST: Final = 31
"""Days; a date that leaves more than a month open comes near to everything."""


def near_duplicates(subject: Subject) -> Iterator[Found]:
    """Two entries of one kind that may be of one day, at one place, and have track or party in common.

    Those that a relation ties together are known to be two, and so are those that two bodies number.
    """
    entries = subject.record.entries
    order = {slug: number for number, slug in enumerate(entries)}
    pairs: set[tuple[int, str, str]] = set()
    for group in _alike(entries.values()):
        index = SpanIndex([entry.when.span for entry in group])
        for position, entry in enumerate(group):
            near = index.overlapping(*entry.when.span)
            for other in map(group.__getitem__, near[: bisect_left(near, position)]):
                if _may_be_one(other, entry):
                    pairs.add((order[entry.slug], entry.slug, other.slug))
    for _, slug, other_slug in sorted(pairs):
        entry, other = entries[slug], entries[other_slug]
        message = f"a {entry.kind} like {quoted(other.slug)}, and no relation between them: '{entry.when}'"
        yield Found(slug, message)


def _alike(entries: Iterable[Entry]) -> Iterable[list[Entry]]:
    """Entries of one kind in one country, and entries of one kind on one track, as far as their day is known."""
    groups: defaultdict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        first, last = entry.when.span
        if last - first < _LONGEST:
            if entry.place is not None:
                groups[entry.kind, "place", entry.place.country or entry.place.slug].append(entry)
            if entry.track is not None:
                groups[entry.kind, "track", entry.track.slug].append(entry)
    return groups.values()


def _may_be_one(one: Entry, other: Entry) -> bool:
    return (
        (one.ordinal is None or other.ordinal is None)
        and _share(one, other)
        and one.when.overlaps(other.when) is not Truth.NO
        and not any(relation.target == other.slug for relation in one.relations)
        and not any(relation.target == one.slug for relation in other.relations)
    )


def _share(one: Entry, other: Entry) -> bool:
    """Whether they have track or party in common, and the place; where a place is not known, the track."""
    on_one_track = one.track is not None and other.track is not None and one.track.slug == other.track.slug
    if one.place is None or other.place is None:
        return on_one_track
    parties = {party.slug for party in one.parties}
    return not one.place.is_apart_from(other.place) and (
        on_one_track or any(party.slug in parties for party in other.parties)
    )
