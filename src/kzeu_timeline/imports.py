"""Entries that were read from elsewhere, as seeds: one batch, written only if the folder still loads with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from kzeu_timeline.additions import Folder, text_of
from kzeu_timeline.anniversaries import anniversary_named
from kzeu_timeline.catalogue import Catalogue
from kzeu_timeline.dates.calendar import date_of
from kzeu_timeline.exceptions import quoted
from kzeu_timeline.losses import Loss
from kzeu_timeline.model import Entry, Place, Relation, Source, Statement
from kzeu_timeline.readers.seeds import load
from kzeu_timeline.splicing import rendered, with_member, with_table
from kzeu_timeline.text import Language, LocalizedText, mixed_script_words

Table = dict[str, Any]

_KEYS: Final = {"event": "events", "milestone": "milestones"}


class Imported(NamedTuple):
    """What became of the entries: the slugs of those written, the files, why which were left, and what was lost."""

    slugs: tuple[str, ...]
    files: tuple[Path, ...]
    left: tuple[tuple[str, str], ...]
    losses: tuple[Loss, ...]


def import_entries(folder: Folder, entries: Iterable[Entry]) -> Imported:
    """Add these entries with their sources and places to a folder, which may not exist yet; nothing is overwritten.

    An entry whose slug is there already is left as it is, and so is one that no folder of seeds can hold. A source or a
    place whose slug is there already is the one there. Raises :class:`~kzeu_timeline.SeedError` if the folder does not
    load, or would not, and :class:`~kzeu_timeline.ExportError` if it can't be written.
    """
    there = _there(folder)
    left, taken = list[tuple[str, str]](), list[Entry]()
    for entry in entries:
        if why := _why_left(entry, there):
            left.append((entry.slug, why))
        else:
            taken.append(entry)
    files = dict(_files(folder, taken, there))
    if files:
        folder.replace_all(files)
    paths = tuple(folder.path / file for file in files)
    return Imported(tuple(entry.slug for entry in taken), paths, tuple(left), tuple(_losses(taken)))


def _losses(entries: Iterable[Entry]) -> Iterator[Loss]:
    """What a folder's years can't hold: a track is a file of its own, whose head says more than a calendar does."""
    for entry in entries:
        if entry.track is not None:
            yield Loss(entry.slug, "track", f"it is not added to one: {quoted(entry.track.title.best('en'))}")


def _there(folder: Folder) -> Catalogue:
    """What the folder holds, with what is below it; of one that does not exist only that."""
    if folder.path.exists():
        return folder.catalogue()
    return load(folder.base) if folder.is_laid_over else Catalogue(entries={})


def _why_left(entry: Entry, there: Catalogue) -> str:
    if entry.slug in there.entries:
        return f"there already, at {there.origins[entry.slug]}"
    if anniversary_named(entry.slug, there.entries):
        return "an anniversary of what is there already, and computed"
    places = [statement.place.name for statement in entry.statements if statement.place]
    for texts in filter(None, (entry.title, entry.description, *places)):
        for text in texts.values():
            if mixed := mixed_script_words(text):
                return f"Latin and Cyrillic letters in one word: {mixed[0]}"
    return ""


def _files(folder: Folder, entries: list[Entry], there: Catalogue) -> Iterator[tuple[Path, str]]:
    """The files that change, with their new text: sources and places first, which the others refer to."""
    statements = [statement for entry in entries for statement in entry.statements]
    sources = {each.source.slug: _source(each.source) for each in statements if each.source.slug not in there.sources}
    places = {each.place.slug: _place(each.place) for each in statements if each.place}
    new_places = {slug: table for slug, table in places.items() if slug not in there.places}
    for name, tables in (("sources.toml", sources), ("places.toml", new_places)):
        blocks = [rendered(slug, table, in_list=False) for slug, table in tables.items()]
        if blocks:
            yield Path(name), with_table(text_of(folder.path / name), "\n".join(blocks))
    known = {*there.entries, *(entry.slug for entry in entries)}
    by_file: dict[Path, dict[str, list[str]]] = {}
    for entry in entries:
        key = _KEYS[entry.type]
        block = rendered(key, _entry(entry, known), in_list=True)
        by_file.setdefault(_file(entry), {}).setdefault(key, []).append(block)
    for file, lists in by_file.items():
        text = text_of(folder.path / file)
        for key, blocks in lists.items():
            text = with_member(text, key, "\n".join(blocks), len(text) + 1)
        yield file, text


def _file(entry: Entry) -> Path:
    day = date_of(entry.when.sort_key[0])
    return Path("events", f"{day.year if day else 'undated'}.toml")


def _said(**table: object) -> Table:
    return {name: value for name, value in table.items() if value not in (None, False, [], "")}


def _localized(text: LocalizedText | None) -> Table | None:
    """In all three languages, as seeds must have it; one that was repeated from another is marked as unattested."""
    if text is None:
        return None
    table: Table = {language.value: text.best(language) for language in Language}
    unattested = [each.value for each in Language if each not in text or each in text.unattested]
    return {**table, "unattested": unattested} if unattested else table


def _entry(entry: Entry, known: set[str]) -> Table:
    return _said(
        slug=entry.slug,
        kind=entry.kind,
        title=_localized(entry.title),
        description=_localized(entry.description),
        relations=[_relation(each) for each in entry.relations if each.target in known],
        statements=[_statement(each) for each in entry.statements],
    )


def _relation(relation: Relation) -> Table:
    return {"kind": relation.kind.value, "target": relation.target}


def _statement(statement: Statement) -> Table:
    clock = statement.clock
    return _said(
        source=statement.source.slug,
        when=statement.when.edtf,
        status=statement.status and statement.status.value,
        place=statement.place and statement.place.slug,
        clock=clock and _said(start=clock.start, end=clock.end, zone=clock.zone),
        inferred=statement.inferred,
        note=statement.note,
    )


def _source(source: Source) -> Table:
    return _said(
        publisher=source.publisher,
        language=source.language,
        published=source.published and source.published.edtf,
        url=source.url,
        note=source.note,
    )


def _place(place: Place) -> Table:
    return _said(
        name=_localized(place.name),
        country=place.country,
        zone=place.zone,
    ) | ({} if place.latitude is None else {"latitude": place.latitude, "longitude": place.longitude})
