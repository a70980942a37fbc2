"""Folders of seeds to a catalogue: references resolved, every fault told at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from kzeu_timeline.catalogue import Catalogue
from kzeu_timeline.exceptions import KzeuTimelineError, Problem, SeedError, quoted
from kzeu_timeline.model import (
    Entry,
    Figure,
    Party,
    Person,
    Place,
    Revision,
    Role,
    Series,
    Source,
    Topic,
    Track,
    fields,
)
from kzeu_timeline.readers.folder import SeedFile, read_folder, shipped_folder
from kzeu_timeline.readers.layout import LISTS, SINGLE, TRACKS, EntryList, with_inherited
from kzeu_timeline.readers.problems import problems, shown_key
from kzeu_timeline.readers.structuring import Structurer
from kzeu_timeline.text import Language, LocalizedText

MOST_PROBLEMS: Final = 1_000
"""Nobody reads more at once."""

_ANNIVERSARY: Final = re.compile(r"(.+)-anniversary-[1-9][0-9]*")


def load(path: str | PathLike[str] | None = None, extend: str | PathLike[str] | None = None) -> Catalogue:
    """The catalogue in the folder *path*, by default the record that comes with the package.

    *extend* is a second folder laid over it: it may refer to everything in the first, and a record with a slug
    of the first replaces it. Raises :class:`~kzeu_timeline.SeedError` with everything that is wrong in them.
    """
    folders = [(shipped_folder(), "seeds") if path is None else (Path(path), str(path))]
    if extend is not None:
        folders.append((Path(extend), str(extend)))
    return _Reading(folders).catalogue()


class _Reading:
    """What has been read so far."""

    def __init__(self, folders: Iterable[tuple[Path, str]]) -> None:
        self.structurer = Structurer()
        self.entries: dict[str, Entry] = {}
        self.origins: dict[str, str] = {}
        self.layers: dict[str, int] = {}
        self.revisions: dict[str, tuple[Revision, ...]] = {}
        self.homes: dict[str, SeedFile] = {}
        self.faulty: set[str] = set()
        self.problems: list[Problem] = []
        self._read([read_folder(folder, label) for folder, label in folders])

    def _read(self, layers: list[tuple[list[SeedFile], list[Problem]]]) -> None:
        # Each kind of record in all layers before the next: a correction above holds for all that refer to the record.
        for _, unreadable in layers:
            self._tell(unreadable)
        files = [(layer, file) for layer, (read, _) in enumerate(layers) for file in read]
        for name, kind in SINGLE.items():
            for _, file in files:
                if not file.folder and file.name == name:
                    self._read_records(file, kind)
        tracks = [self._track(file) for _, file in files]
        for (layer, file), track in zip(files, tracks, strict=True):
            if file.folder:
                known = self.structurer.records[Track].get(file.name, track)
                self._read_entries(file, known if track else None, layer)
            elif file.name == "revisions":
                self._read_revisions(file)

    def _tell(self, problems: Iterable[Problem]) -> None:
        self.problems += problems
        if len(self.problems) >= MOST_PROBLEMS:
            more = Problem("", "", f"reading stopped after {MOST_PROBLEMS:,} problems")
            raise SeedError([*self.problems[:MOST_PROBLEMS], more])

    def _define(self, kind: type, table: object, file: SeedFile, path: str) -> Any:
        try:
            return self.structurer.define(kind, table)
        except (Exception, ExceptionGroup) as error:  # noqa: BLE001 - problems() raises what is not a fault of the data
            found = problems(error, path)
            self._tell(Problem(file.label, place if path else place.removeprefix("."), text) for place, text in found)
            return None

    def _named(self, table: object, file: SeedFile, path: str, **name: str) -> object:
        """The table with the name that its place gives it, which it may not give itself."""
        if not isinstance(table, dict):
            return table
        for key in name.keys() & table.keys():
            place = f"{path}.{key}" if path else key
            self._tell([Problem(file.label, place, f"unknown key: {quoted(key)}")])
        return {**table, **name}

    def _read_records(self, file: SeedFile, kind: type) -> None:
        for slug, table in file.tables.items():
            path = shown_key(slug)
            record = self._define(kind, self._named(table, file, path, slug=slug), file, path)
            if record is None:
                self.structurer.faulty.add((kind, slug))
            else:
                self.structurer.add(kind, slug, record)

    def _read_revisions(self, file: SeedFile) -> None:
        for slug, by_language in file.tables.items():
            path = shown_key(slug)
            try:
                fields.slug(slug)
            except KzeuTimelineError as error:
                self._tell([Problem(file.label, path, str(error))])
                continue
            if not isinstance(by_language, dict):
                self._tell([Problem(file.label, path, f"not a table: {quoted(by_language)}")])
                continue
            rows = (self._revision(file, f"{path}.{shown_key(tag)}", tag, row) for tag, row in by_language.items())
            self.revisions[slug] = tuple(row for row in rows if row is not None)

    def _revision(self, file: SeedFile, path: str, tag: str, row: object) -> Revision | None:
        try:
            Language.of(tag)
        except KzeuTimelineError as error:
            self._tell([Problem(file.label, path, str(error))])
            return None
        revision: Revision | None = self._define(Revision, self._named(row, file, path, language=tag), file, path)
        return revision

    def _track(self, file: SeedFile) -> Track | None:
        """The track of a file; None where files have none."""
        keys = {each.key for each in LISTS.get(file.folder, ())}
        header = {key: value for key, value in file.tables.items() if key not in keys}
        if file.folder not in TRACKS:
            unknown = header if file.folder else {}
            self._tell(Problem(file.label, shown_key(key), f"unknown key: {quoted(key)}") for key in unknown)
            return None
        home = self.homes.setdefault(file.name, file)
        if home.folder != file.folder:
            self._tell([Problem(file.label, "", f"also at {home.label}: {quoted(file.name)}")])
            return self.structurer.records[Track].get(file.name)
        known: Track | None = self.structurer.records[Track].get(file.name)
        if known is not None and not header:
            return known  # a file that only adds entries to a track of the folder below it
        table = self._named(header, file, "", slug=file.name)
        track: Track | None = self._define(TRACKS[file.folder], table, file, "")
        if track is None:
            # What is wrong with the track is told; its entries need not repeat it.
            self.structurer.faulty.add((Track, file.name))
            return Series(slug=file.name, title={"en": file.name}, numbered_title=LocalizedText(en="{ordinal}"))
        self.structurer.add(Track, file.name, track)
        return track

    def _read_entries(self, file: SeedFile, track: Track | None, layer: int) -> None:
        for each in LISTS[file.folder]:
            tables = file.tables.get(each.key, [])
            if not isinstance(tables, list):
                self._tell([Problem(file.label, each.key, f"not a list of tables: {quoted(tables)}")])
                continue
            for index, table in enumerate(tables):
                entry = self._entry(file, f"{each.key}[{index}]", each, track, table)
                if entry is not None:
                    self._keep(entry, file, f"{each.key}[{index}]", layer)

    def _entry(self, file: SeedFile, path: str, of: EntryList, track: Track | None, table: object) -> Entry | None:
        try:
            filled = with_inherited(table, of, track) if isinstance(table, dict) else table
        except KzeuTimelineError as error:
            self._tell([Problem(file.label, path, str(error))])
            return None
        entry: Entry | None = self._define(of.record, filled, file, path)
        if entry is None and isinstance(filled, dict) and isinstance(filled.get("slug"), str):
            self.faulty.add(filled["slug"])
        return entry

    def _keep(self, entry: Entry, file: SeedFile, path: str, layer: int) -> None:
        if self.layers.get(entry.slug) == layer:
            where = self.origins[entry.slug]
            self._tell([Problem(file.label, f"{path}.slug", f"also at {where}: {quoted(entry.slug)}")])
            return
        self.layers[entry.slug] = layer
        self.origins[entry.slug] = f"{file.label}: {path}"
        self.entries[entry.slug] = entry

    def catalogue(self) -> Catalogue:
        self._tell(self._dangling())
        if self.problems:
            raise SeedError(self.problems)
        records = self.structurer.records
        return Catalogue(
            entries=MappingProxyType(self.entries),
            tracks=MappingProxyType(records[Track]),
            sources=MappingProxyType(records[Source]),
            parties=MappingProxyType(records[Party]),
            places=MappingProxyType(records[Place]),
            people=MappingProxyType(records[Person]),
            roles=MappingProxyType(records[Role]),
            topics=MappingProxyType(records[Topic]),
            figures=MappingProxyType(records[Figure]),
            origins=MappingProxyType(self.origins),
            revisions=MappingProxyType(self.revisions),
        )

    def _dangling(self) -> Iterator[Problem]:
        """Relations to entries that are not there, and slugs that belong to what is computed."""
        for entry in self.entries.values():
            file, _, path = self.origins[entry.slug].partition(": ")
            if self._is_anniversary(entry.slug):
                yield Problem(file, f"{path}.slug", f"the slug of an anniversary: {quoted(entry.slug)}")
            for index, relation in enumerate(entry.relations):
                target = relation.target
                if target not in self.entries and target not in self.faulty and not self._is_anniversary(target):
                    place = f"{path}.relations[{index}].target"
                    yield Problem(file, place, f"unknown entry: {quoted(target)}")

    def _is_anniversary(self, slug: str) -> bool:
        """Whether it is the slug of an anniversary of an entry that has some."""
        found = _ANNIVERSARY.fullmatch(slug)
        if not found:
            return False
        commemorated = self.entries.get(found[1])
        return found[1] in self.faulty if commemorated is None else commemorated.commemorated is not None
