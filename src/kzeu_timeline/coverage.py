"""What a record holds and what it lacks: track by track, what is known, missing, open and disputed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Protocol

import attrs

from kzeu_timeline.doubts import contradicts, is_open
from kzeu_timeline.model import Entry, Figure, Statement, Status, Track
from kzeu_timeline.text import Language


class Record(Protocol):
    """What is surveyed; a catalogue is one."""

    @property
    def entries(self) -> Mapping[str, Entry]: ...
    @property
    def tracks(self) -> Mapping[str, Track]: ...
    @property
    def figures(self) -> Mapping[str, Figure]: ...


@attrs.frozen(kw_only=True)
class TrackCoverage:
    """One track's entries in order; ``missing`` are the ordinals below the highest that no entry has.

    ``open`` are those that no source dates to the day, ``unconfirmed`` those that are only announced, ``unplaced``
    the events without a place, ``single`` what has one source; ``disputed`` is where sources differ on days, or
    reports on place or chairs, with those that differ from what is settled.
    """

    track: Track | None
    entries: tuple[Entry, ...]
    missing: tuple[range, ...]
    open: tuple[Entry, ...]
    unconfirmed: tuple[Entry, ...]
    unplaced: tuple[Entry, ...]
    single: tuple[Entry, ...]
    disputed: tuple[tuple[Entry, tuple[Statement, ...]], ...]

    @property
    def ordinals(self) -> tuple[range, ...]:
        """The ordinals that are known, in runs."""
        return _runs(_ordinals(self.entries))


def coverage(record: Record) -> tuple[TrackCoverage, ...]:
    """The tracks of *record* in its order, and last what belongs to none."""
    entries: defaultdict[str | None, list[Entry]] = defaultdict(list)
    for entry in record.entries.values():
        entries[entry.track.slug if entry.track else None].append(entry)
    tracks: list[tuple[str | None, Track | None]] = [*record.tracks.items(), (None, None)]
    return tuple(_covered(track, entries[slug]) for slug, track in tracks if entries[slug])


def _covered(track: Track | None, unordered: Iterable[Entry]) -> TrackCoverage:
    entries = sorted(unordered, key=lambda entry: entry.sort_key)
    known = _ordinals(entries)
    differing = ((entry, tuple(_rivals(entry))) for entry in entries)
    return TrackCoverage(
        track=track,
        entries=tuple(entries),
        missing=_runs(set(range(1, max(known, default=0))) - known),
        open=tuple(entry for entry in entries if is_open(entry.when)),
        unconfirmed=tuple(entry for entry in entries if entry.status is Status.PLANNED),
        unplaced=tuple(entry for entry in entries if entry.type == "event" and entry.place is None),
        single=tuple(entry for entry in entries if len(entry.sources) == 1),
        disputed=tuple((entry, rivals) for entry, rivals in differing if rivals),
    )


def _ordinals(entries: Iterable[Entry]) -> set[int]:
    return {entry.ordinal for entry in entries if entry.ordinal is not None}


def _runs(numbers: Iterable[int]) -> tuple[range, ...]:
    """*numbers* as stretches without a gap."""
    stretches = (
        [number for _, number in stretch]
        for _, stretch in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0])
    )
    return tuple(range(stretch[0], stretch[-1] + 1) for stretch in stretches)


def _rivals(entry: Entry) -> Iterator[Statement]:
    """The statements that can't be true together with what is settled; a plan that came otherwise disputes nothing."""
    chairs = _chairs(next((each for each in entry.ranked if each.participants), entry.settled))
    for statement in entry.ranked:
        reports = statement.status in {None, Status.HELD} and entry.status in {None, Status.HELD}
        place = entry.place and statement.place and statement.place.is_apart_from(entry.place)
        people = chairs and _chairs(statement) and chairs != _chairs(statement)
        if contradicts(statement, entry) or (reports and (place or people)):
            yield statement


def _chairs(statement: Statement) -> frozenset[str]:
    return frozenset(each.person.slug for each in statement.participants if each.chair)


def disputed_figures(record: Record) -> tuple[tuple[Figure, ...], ...]:
    """The figures that measure the same, for those of which sources give different values."""
    measures: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in record.figures.values():
        measures[figure.title.best(Language.EN)].append(figure)
    return tuple(
        tuple(sorted(figures, key=lambda figure: (figure.unit, -figure.value, figure.slug)))
        for figures in measures.values()
        if len({(figure.value, figure.unit) for figure in figures}) > 1
    )
