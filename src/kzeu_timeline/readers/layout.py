"""Which file of a folder of seeds holds what, and what an entry has from the file in which it stands.

Finding the files and reading them goes by these tables, and so do the schema and the command that adds a record.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from kzeu_timeline.exceptions import KzeuTimelineError
from kzeu_timeline.model import (
    Agreement,
    Entry,
    Event,
    Figure,
    Milestone,
    Negotiation,
    Party,
    Person,
    Place,
    Role,
    Series,
    Source,
    Topic,
    Track,
    fields,
)


class EntryList(NamedTuple):
    """A list of entries in a file: its key, the record that each becomes, and their kind if it is always the same."""

    key: str
    record: type[Entry]
    kind: str | None = None


SINGLE: Final[dict[str, type]] = {
    "parties": Party,
    "places": Place,
    "roles": Role,
    "people": Person,
    "topics": Topic,
    "sources": Source,
    "figures": Figure,
}
"""Files with one table for each record, by its slug; each after those that it refers to."""

TRACKS: Final[dict[str, type[Track]]] = {
    "series": Series,
    "agreements": Agreement,
    "negotiations": Negotiation,
    "tracks": Track,
}
"""Folders with one file for each track; the file's name is its slug."""

_MILESTONES: Final = EntryList("milestones", Milestone)
LISTS: Final[dict[str, tuple[EntryList, ...]]] = {
    "series": (EntryList("meetings", Event), _MILESTONES),
    "agreements": (_MILESTONES,),
    "negotiations": (EntryList("rounds", Event, "round"), _MILESTONES),
    "tracks": (EntryList("events", Event), _MILESTONES),
    "events": (EntryList("events", Event), _MILESTONES),
}
"""The entries that the files of each folder hold; ``events`` has what belongs to no track, by year."""

LEDGER: Final = "revisions"
"""The file with what subscribers were shown, by slug."""

HISTORY: Final = "shown"
"""The key in it, beside the languages, of all that was shown of an entry; a list of tables, the oldest first."""

ACCEPTED: Final = "accepted"
"""The file with the reasons why findings of the check may stay, by rule and slug."""

SINGLE_FILES: Final = (*SINGLE, LEDGER, ACCEPTED)
"""Every file that stands beside the folders."""

REPLACE: Final = "replace"
"""The key, beside the fields of an entry, by which a table takes the place of the one in a folder below."""


def with_inherited(table: dict[str, Any], of: EntryList, track: Track | None) -> dict[str, Any]:
    """The table of an entry with what follows from its track: kind, slug, title and parties, unless it says otherwise.

    Raises :class:`~kzeu_timeline.InvalidRecordError` if the title would follow from a pattern that the track lacks.
    """
    filled = dict(table)
    if (kind := _kind(of, track)) is not None:
        filled.setdefault("kind", kind)
    if track is None:
        return filled
    filled.setdefault("track", track)
    filled.setdefault("parties", track.parties)
    if of.record is not Milestone and "title" not in filled and isinstance(track, Series | Negotiation):
        number = _number(filled.get("ordinal"))
        if number is not None:
            filled["title"] = track.title_of(int(number)) if number.isdecimal() else track.title
    if (slug := slug_of(table, of, track)) is not None:
        filled["slug"] = slug
    return filled


def slug_of(table: Mapping[str, Any], of: EntryList, track: Track | None) -> object:
    """The slug that the table of an entry gives, or that follows from its track; None if neither."""
    if "slug" in table or track is None:
        return table.get("slug")
    kind = table.get("kind", _kind(of, track))
    last = kind if isinstance(kind, str) and fields.is_slug(kind) else "unnamed"
    if of.record is not Milestone:
        number = _number(table.get("ordinal"))
        if number is None:
            return None
        last = number if isinstance(track, Series) else f"{last}-{number}"
    return f"{track.slug}-{last}"


def _kind(of: EntryList, track: Track | None) -> str | None:
    """What the entries of a list are unless they say otherwise."""
    return track.kind if of.kind is None and of.record is Event and isinstance(track, Series) else of.kind


def _number(ordinal: object) -> str | None:
    """The ordinal as slugs have it; a word in place of one that is none, which is told where it stands."""
    if ordinal is None:
        return None
    try:
        return str(fields.positive(ordinal))  # type: ignore[arg-type]  # it is what this finds out
    except KzeuTimelineError:
        return "unnumbered"
