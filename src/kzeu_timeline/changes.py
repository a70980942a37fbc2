"""One thing that is said otherwise of an entry than before."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import attrs

from kzeu_timeline.exceptions import InvalidRecordError
from kzeu_timeline.model import Entry, Source
from kzeu_timeline.text import Language


class ChangeKind(StrEnum):
    """What can change, in the order in which the changes of an entry are told."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    """To a date that can't overlap the one before."""
    MORE_PRECISE = "more-precise"
    LESS_PRECISE = "less-precise"
    CORRECTED = "corrected"
    """Any other change of the date, and any other date of what had been held already: the past does not move."""
    QUALIFIER_GAINED = "qualifier-gained"
    QUALIFIER_LOST = "qualifier-lost"
    RETRACTED = "retracted"
    """No longer reported in the state it was reported in."""
    PLANNED = "planned"
    REINSTATED = "reinstated"
    """Planned again after being postponed or cancelled."""
    CONFIRMED = "confirmed"
    """Reported as held."""
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    PLACE_CHANGED = "place-changed"
    CLOCK_CHANGED = "clock-changed"
    PARTICIPANTS_CHANGED = "participants-changed"
    TITLE_CHANGED = "title-changed"
    """In one language, which the change names."""
    SOURCE_ADDED = "source-added"
    """By sources that changed nothing else."""
    SOURCE_DROPPED = "source-dropped"
    STATEMENTS_CHANGED = "statements-changed"
    """What is recorded of sources that were there before."""
    DETAILS_CHANGED = "details-changed"


_ORDER: Final = {kind: place for place, kind in enumerate(ChangeKind)}


@attrs.frozen(kw_only=True)
class Change:
    """One thing that is said otherwise of an entry; an entry may have several changes, each of another kind.

    ``before`` and ``after`` are the whole entries, None if there was or is none. ``sources`` are those that brought
    the change: those by which the newer value prevails, or that came or went. ``language`` is that of a title,
    ``details`` names the fields that differ where no other kind of change is about them.
    """

    kind: ChangeKind
    before: Entry | None
    after: Entry | None
    sources: tuple[Source, ...] = ()
    language: Language | None = None
    details: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise InvalidRecordError("a change of nothing to nothing")

    @property
    def entry(self) -> Entry:
        """The entry as it is now; a withdrawn one as it was."""
        entry = self.after or self.before
        assert entry is not None  # noqa: S101 - it is refused when it is made
        return entry

    @property
    def slug(self) -> str:
        """The slug of the entry."""
        return self.entry.slug

    @property
    def sort_key(self) -> tuple[object, ...]:
        """Orders changes: by the date of the entry, then by slug, then by kind."""
        return self.entry.sort_key, _ORDER[self.kind], self.language or ""
