"""Folders of seeds to a catalogue: references resolved, every fault told at once."""

from __future__ import annotations

from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from kzeu_timeline.catalogue import Catalogue
from kzeu_timeline.exceptions import KzeuTimelineError, Problem, SeedError, quoted
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
    Revision,
    Role,
    Series,
    Source,
    Topic,
    Track,
    fields,
)
from kzeu_timeline.readers.folder import SeedFile, read_folder, shipped_folder
from kzeu_timeline.readers.problems import problems
from kzeu_timeline.readers.structuring import Structurer
from kzeu_timeline.text import LocalizedText


class _List(NamedTuple):
    """A list of entries in a file: its key, the record that each becomes, and their kind if it is always the same."""

    key: str
    record: type[Entry]
    kind: str | None = None


_SINGLE: Final[dict[str, type]] = {
    "parties": Party,
    "places": Place,
    "roles": Role,
    "people": Person,
    "topics": Topic,
    "sources": Source,
    "figures": Figure,
}
_TRACKS: Final[dict[str, type[Track]]] = {"series": Series, "agreements": Agreement, "negotiations": Negotiation}
_MILESTONES: Final = _List("milestones", Milestone)
_LISTS: Final[dict[str, tuple[_List, ...]]] = {
    "series": (_List("meetings", Event), _MILESTONES),
    "agreements": (_MILESTONES,),
    "negotiations": (_List("rounds", Event, "round"), _MILESTONES),
    "events": (_List("events", Event), _MILESTONES),
}


def load(path: str | PathLike[str] | None = None, extend: str | PathLike[str] | None = None) -> Catalogue:
    """The catalogue in the folder *path*, by default the record that comes with the package.

    *extend* is a second folder laid over it: it may refer to everything in the first, and a record with a slug
    of the first replaces it. Raises :class:`~kzeu_timeline.SeedError` with everything that is wrong in them.
    """
    reading = _Reading()
    reading.read(shipped_folder() if path is None else Path(path), "seeds" if path is None else str(path))
    if extend is not None:
        reading.layer += 1
        reading.read(Path(extend), str(extend))
    return reading.catalogue()


class _Reading:
    """What has been read so far."""

    def __init__(self) -> None:
        self.structurer = Structurer()
        self.entries: dict[str, Entry] = {}
        self.origins: dict[str, str] = {}
        self.layers: dict[str, int] = {}
        self.revisions: dict[str, tuple[Revision, ...]] = {}
        self.layer = 0
        self.problems: list[Problem] = []

    def read(self, folder: Path, label: str) -> None:
        files, unreadable = read_folder(folder, label)
        self.problems += unreadable
        for file in files:
            if file.name == "revisions" and not file.folder:
                self._read_revisions(file)
            elif not file.folder:
                self._read_records(file, _SINGLE[file.name])
            else:
                self._read_entries(file)

    def _define(self, kind: type, table: object, file: SeedFile, path: str) -> Any:
        try:
            return self.structurer.define(kind, table)
        except (Exception, ExceptionGroup) as error:  # noqa: BLE001 - problems() raises what is not a fault of the data
            self.problems += [Problem(file.label, place, message) for place, message in problems(error, path)]
            return None

    def _read_records(self, file: SeedFile, kind: type) -> None:
        for slug, table in file.tables.items():
            named = {"slug": slug, **table} if isinstance(table, dict) else table
            record = self._define(kind, named, file, slug if slug.isprintable() else ascii(slug))
            if record is not None:
                self.structurer.add(kind, slug, record)

    def _read_revisions(self, file: SeedFile) -> None:
        for slug, by_language in file.tables.items():
            rows = by_language if isinstance(by_language, dict) else {"": by_language}
            tables = [
                (f"{slug}.{language}", {"language": language, **row} if isinstance(row, dict) else row)
                for language, row in rows.items()
            ]
            made = [self._define(Revision, table, file, path) for path, table in tables]
            self.revisions[slug] = tuple(revision for revision in made if revision is not None)

    def _read_entries(self, file: SeedFile) -> None:
        lists = _LISTS[file.folder]
        header = {key: value for key, value in file.tables.items() if key not in {each.key for each in lists}}
        track = self._track(file, header)
        for each in lists:
            tables = file.tables.get(each.key, [])
            if not isinstance(tables, list):
                self.problems.append(Problem(file.label, each.key, f"not a list of tables: {quoted(tables)}"))
                continue
            for index, table in enumerate(tables):
                self._read_entry(file, f"{each.key}[{index}]", each, track, table)

    def _track(self, file: SeedFile, header: dict[str, Any]) -> Track | None:
        if file.folder not in _TRACKS:
            self.problems += [Problem(file.label, key, f"unknown key: {quoted(key)}") for key in header]
            return None
        known: Track | None = self.structurer.records[Track].get(file.name)
        if known is not None and not header:
            return known  # a file that only adds entries to a track of the folder below it
        track: Track | None = self._define(_TRACKS[file.folder], {"slug": file.name, **header}, file, "")
        if track is None:
            # What is wrong with the track is told; its entries need not repeat it.
            return Series(slug=file.name, title={"en": file.name}, numbered_title=LocalizedText(en="{ordinal}"))
        self.structurer.add(Track, file.name, track)
        return track

    def _read_entry(self, file: SeedFile, path: str, of: _List, track: Track | None, table: object) -> None:
        try:
            filled = _filled(table, of, track) if isinstance(table, dict) else table
        except KzeuTimelineError as error:
            self.problems.append(Problem(file.label, path, str(error)))
            return
        entry: Entry | None = self._define(of.record, filled, file, path)
        if entry is None:
            return
        if self.layers.get(entry.slug) == self.layer:
            where = self.origins[entry.slug]
            self.problems.append(Problem(file.label, f"{path}.slug", f"also at {where}: {quoted(entry.slug)}"))
            return
        self.layers[entry.slug] = self.layer
        self.origins[entry.slug] = f"{file.label}: {path}"
        self.entries[entry.slug] = entry

    def catalogue(self) -> Catalogue:
        self.problems += self._dangling()
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
        """Relations to entries that are not there; an anniversary is there if what it commemorates is."""
        for entry in self.entries.values():
            for index, relation in enumerate(entry.relations):
                commemorated, found, _ = relation.target.partition("-anniversary-")
                if relation.target not in self.entries and not (found and commemorated in self.entries):
                    file, _, path = self.origins[entry.slug].partition(": ")
                    place = f"{path}.relations[{index}].target"
                    yield Problem(file, place, f"unknown entry: {quoted(relation.target)}")


def _filled(table: dict[str, Any], of: _List, track: Track | None) -> dict[str, Any]:
    """The table with what follows from its track: kind, slug, title and parties, unless it says otherwise."""
    filled = dict(table)
    number = filled.get("ordinal")
    if of.kind is not None or (isinstance(track, Series) and of.record is Event):
        filled.setdefault("kind", of.kind or (track.kind if isinstance(track, Series) else None))
    if track is None:
        return filled
    filled.setdefault("track", track)
    filled.setdefault("parties", track.parties)
    if isinstance(number, int) and number > 0 and "title" not in filled and isinstance(track, Series | Negotiation):
        filled["title"] = track.title_of(number)
    if "slug" not in filled and isinstance(filled.get("kind"), str):
        last = str(number) if isinstance(track, Series) else f"{filled['kind']}-{number}"
        if of.record is Milestone:
            last = filled["kind"]
        elif number is None:
            return filled
        filled["slug"] = fields.slug(f"{track.slug}-{last}")
    return filled
