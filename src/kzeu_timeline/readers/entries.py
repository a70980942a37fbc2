"""Entries, each from its table: new ones, those that take the place of one below, and what is added to one below."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import attrs

from kzeu_timeline.exceptions import KzeuTimelineError, quoted
from kzeu_timeline.model import Entry, Track, fields
from kzeu_timeline.readers.draft import Draft
from kzeu_timeline.readers.folder import SeedFile
from kzeu_timeline.readers.layout import LISTS, REPLACE, EntryList, slug_of, with_inherited
from kzeu_timeline.readers.problems import Position

JOINED: Final = ("statements", "relations", "topics", "figures")
"""What a table adds to the entry below; whatever else it gives takes the place of what is there."""

Table = dict[str, Any]


class _Home(NamedTuple):
    """The file in which the table of an entry stands, its list there, and the track of the file."""

    layer: int
    of: EntryList
    track: Track | None


def read_entries(draft: Draft, file: SeedFile, track: Track | None) -> None:
    """Read the lists of entries in a file."""
    for of in LISTS[file.folder]:
        position = Position(file.label, of.key)
        tables = file.tables.get(of.key, [])
        if not isinstance(tables, list):
            draft.problems.tell(position, f"not a list of tables: {quoted(tables)}")
            continue
        for index, table in enumerate(tables):
            if isinstance(table, dict):
                _read(draft, _Home(file.layer, of, track), position.at(f"[{index}]"), table)
            else:
                draft.problems.tell(position.at(f"[{index}]"), f"not a table: {quoted(table)}")


def _read(draft: Draft, home: _Home, position: Position, table: Table) -> None:
    own = {key: value for key, value in table.items() if key != REPLACE}
    found = slug_of(own, home.of, home.track)
    slug = found if isinstance(found, str) else ""
    layer, where = draft.layers.get(slug, (None, None))
    if layer == home.layer:
        draft.problems.tell(position.at("slug"), f"also at {where}: {quoted(slug)}")
        return
    replaces = _replaces(draft, position.at(REPLACE), table, slug)
    below = draft.entries.get(slug)
    is_new = below is None and slug not in draft.faulty
    entry = _whole(draft, home, position, own) if is_new or replaces else _sum(draft, home, position, below, own)
    if entry is None:
        draft.faulty |= {slug} - {""}
    else:
        _keep(draft, home, position, entry, replaces=replaces)


def _keep(draft: Draft, home: _Home, position: Position, entry: Entry, *, replaces: bool) -> None:
    slug, below = entry.slug, draft.entries.get(entry.slug)
    if below is not None and below != entry:
        draft.laid_over("entries", slug, replaces=replaces, position=position, below=draft.origins[slug])
    if below is None or replaces:
        draft.origins[slug] = str(position)
        draft.parts.pop(slug, None)
    draft.layers[slug] = home.layer, position
    draft.entries[slug] = entry


def _replaces(draft: Draft, position: Position, table: Table, slug: str) -> bool:
    """Whether the table takes the place of an entry; told if there is none."""
    try:
        replaces = fields.flag(table.get(REPLACE, False))
    except KzeuTimelineError as error:
        draft.problems.tell(position, str(error))
        return False
    if replaces and slug not in draft.entries and slug not in draft.faulty:
        draft.problems.tell(position, f"no entry below to replace: {quoted(slug)}")
    return replaces


def _whole(draft: Draft, home: _Home, position: Position, own: Table) -> Entry | None:
    """The entry that the table describes by itself."""
    try:
        filled = with_inherited(own, home.of, home.track)
    except KzeuTimelineError as error:
        draft.problems.tell(position, str(error))
        return None
    return draft.made(home.of.record, filled, position)


def _sum(draft: Draft, home: _Home, position: Position, below: Entry | None, own: Table) -> Entry | None:
    """The entry below with what the table adds to it; None where what is below is faulty, which has been told."""
    try:
        given = draft.structurer.parts(home.of.record, own)
        if below is None:
            return None
        joined = {key: getattr(below, key) + _new(given[key], getattr(below, key)) for key in JOINED if key in given}
        entry = attrs.evolve(below, **given | joined)
    except Exception as error:  # noqa: BLE001 - explain() raises what is not a fault of the data
        draft.explain(error, home.of.record, own, position, in_part=True)
        return None
    where = f"{draft.origins[below.slug]}: {quoted(below.slug)}"
    if type(below) is not home.of.record:
        draft.problems.tell(position.at("slug"), f"of another type at {where}")
    if home.track is not None and home.track.slug != (entry.track and entry.track.slug):
        draft.problems.tell(position.at("slug"), f"of another track at {where}")
    _note_parts(draft, position, below, entry, given)
    return entry


def _new(given: Iterable[Any], there: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(each for each in given if each not in there)


def _note_parts(draft: Draft, position: Position, below: Entry, entry: Entry, given: Table) -> None:
    """Remember where that stands which the table gave to the entry."""
    parts = draft.parts.setdefault(below.slug, {})
    for key in given:
        there, now = getattr(below, key), getattr(entry, key)
        if key in JOINED:
            new = [index for index, each in enumerate(given[key]) if each not in there]
            parts |= {f"{key}[{len(there) + n}]": str(position.at(f"{key}[{i}]")) for n, i in enumerate(new)}
        elif there != now:
            parts[key] = str(position.at(key))
