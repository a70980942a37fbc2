"""What subscribers were told: entries as the ledger remembers them, and what changed from one to the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Final, NamedTuple, Protocol

import attrs

from kzeu_timeline.changes import Change, ChangeKind
from kzeu_timeline.dates import parse_edtf
from kzeu_timeline.dates.calendar import date_of
from kzeu_timeline.differences import agreeing, differences
from kzeu_timeline.locales import wording
from kzeu_timeline.model import Entry, Event, Milestone, Place, Shown, Source, Statement, Status, Track
from kzeu_timeline.text import LocalizedText

WITHDRAWER: Final = "kzeu-timeline"
"""The source, and its publisher, that says of an entry that it has left the data: this project itself."""

_TYPES: Final[Mapping[str, type[Entry]]] = {each.type: each for each in (Event, Milestone)}

_UNKNOWN: Final = frozenset({ChangeKind.SOURCE_DROPPED, ChangeKind.STATEMENTS_CHANGED})
"""What the ledger can't tell: of the sources it has those alone that gave what was shown."""


class Records(Protocol):
    """Where the slugs of the ledger are looked up; a catalogue is one."""

    @property
    def tracks(self) -> Mapping[str, Track]: ...
    @property
    def places(self) -> Mapping[str, Place]: ...
    @property
    def sources(self) -> Mapping[str, Source]: ...


class Told(NamedTuple):
    """What subscribers were told of one entry at one instant, in UTC."""

    at: dt.datetime
    changes: tuple[Change, ...]

    @property
    def entry(self) -> Entry:
        """The entry as it was shown from then on; a withdrawn one as it was shown until then."""
        return self.changes[0].entry


def shown(entry: Entry, at: dt.datetime) -> Shown:
    """What is shown of *entry* from the instant *at* on."""
    return Shown(
        at=at,
        type=entry.type,
        kind=entry.kind,
        title=LocalizedText(dict(entry.title.items())),
        when=entry.when,
        status=entry.status,
        track=None if entry.track is None else entry.track.slug,
        place=None if entry.place is None else entry.place.slug,
        sources=[source.slug for source in agreeing(entry)],
    )


def withdrawn(slug: str, last: Shown, records: Records) -> Entry:
    """The entry that took the place of a record that has left the data: as it was, but cancelled, by the project."""
    day = parse_edtf(last.at.date().isoformat())
    source = Source(slug=WITHDRAWER, publisher=WITHDRAWER, published=day)
    said = LocalizedText({language: wording(language).label("withdrawn") for language in last.title})
    statement = Statement(
        source=source, when=last.when, status=Status.CANCELLED, place=records.places.get(last.place or "")
    )
    return attrs.evolve(_as_shown(slug, last, records), statements=[statement], description=said)


def is_withdrawn(entry: Entry) -> bool:
    """Whether *entry* stands for a record that has left the data: cancelled for calendars, and maybe held."""
    return entry.status is Status.CANCELLED and entry.settled.source.slug == WITHDRAWER


def day_withdrawn(entry: Entry) -> dt.date | None:
    """The day, in UTC, on which subscribers were told that a record has left the data; None if that is not known."""
    published = entry.settled.source.published if is_withdrawn(entry) else None
    return None if published is None else date_of(published.span[1])


def told(history: Mapping[str, Iterable[Shown]], records: Records) -> tuple[Told, ...]:
    """Everything that subscribers were told, the newest first; what was told at once, in the order of the entries."""
    news = [each for slug, states in history.items() for each in _told(slug, states, records)]
    return tuple(sorted(news, key=lambda each: (-each.at.timestamp(), each.entry.sort_key)))


def _told(slug: str, states: Iterable[Shown], records: Records) -> Iterator[Told]:
    for before, after in pairwise((None, *states)):
        old, new = (
            {} if state is None or state.withdrawn else {slug: _as_shown(slug, state, records)}
            for state in (before, after)
        )
        changes = tuple(change for change in differences(old, new) if change.kind not in _UNKNOWN)
        if after is not None and changes:
            yield Told(after.at, changes)


def _as_shown(slug: str, state: Shown, records: Records) -> Entry:
    """An entry that says what was shown, by the sources that are remembered; one that is gone is its slug alone."""
    place = records.places.get(state.place or "")
    slugs = state.sources or (WITHDRAWER,)
    sources = [records.sources.get(each) or Source(slug=each, publisher=each) for each in slugs]
    return _TYPES[state.type](
        slug=slug,
        kind=state.kind,
        title=state.title,
        track=records.tracks.get(state.track or ""),
        statements=[Statement(source=each, when=state.when, status=state.status, place=place) for each in sources],
    )
