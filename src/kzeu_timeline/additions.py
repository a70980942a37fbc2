"""One more record in a folder of seeds: set into its file, and written only if the folder still loads with it."""

from __future__ import annotations

import re
import shutil
import tempfile
import tomllib
import unicodedata
from collections.abc import Container, Mapping
from itertools import chain, count
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

import attrs

from kzeu_timeline.catalogue import Catalogue
from kzeu_timeline.dates import parse_edtf
from kzeu_timeline.exceptions import EdtfError, InvalidRecordError, Problem, SeedError, quoted
from kzeu_timeline.model import Entry, Track, fields
from kzeu_timeline.publishing.file import write_file
from kzeu_timeline.readers.layout import LISTS, TRACKS, EntryList, with_inherited
from kzeu_timeline.readers.seeds import load
from kzeu_timeline.splicing import rendered, with_member, with_table

_LONGEST_PROPOSAL: Final = 60
"""Characters of a proposed slug, before the date; people type it."""


class Added(NamedTuple):
    """What was written: the record's slug, the file and the TOML."""

    slug: str
    file: Path
    text: str


class Folder(NamedTuple):
    """A folder that is written to: one for itself (*base* is None), or laid over another, which stays as it is."""

    path: Path
    is_laid_over: bool = False
    base: Path | None = None
    """The folder below; None is the shipped record."""

    def catalogue(self) -> Catalogue:
        """What the folder holds, with what is below it; raises :class:`~kzeu_timeline.SeedError` like ``load``."""
        return self._loaded(self.path)

    def _loaded(self, path: Path) -> Catalogue:
        return load(self.base, path) if self.is_laid_over else load(path)

    def replace(self, file: Path, text: str) -> None:
        """Write *text* to *file*, a path within the folder, if the folder then loads; see :meth:`replace_all`."""
        self.replace_all({file: text})

    def replace_all(self, files: Mapping[Path, str]) -> None:
        """Write these texts to these paths within the folder, in their order, if the folder then loads.

        Raises :class:`~kzeu_timeline.SeedError` with what would be wrong, and nothing has changed then; and
        :class:`~kzeu_timeline.ExportError` if one can't be written, with those before it written.
        """
        with tempfile.TemporaryDirectory(prefix="kzeu-") as elsewhere:
            tried = Path(elsewhere)
            for path in chain(self.path.glob("*.toml"), self.path.glob("*/*.toml")):
                _parent_made(tried / path.relative_to(self.path))
                shutil.copyfile(path, tried / path.relative_to(self.path))
            for file, text in files.items():
                _parent_made(tried / file).write_bytes(text.encode())
            try:
                self._loaded(tried)
            except SeedError as error:
                names = (tuple(part.replace(elsewhere, str(self.path)) for part in each) for each in error.problems)
                raise SeedError(Problem(*each) for each in names) from None
        for file, text in files.items():
            write_file(_parent_made(self.path / file), text.encode())


def _parent_made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


class Home(NamedTuple):
    """Where an entry stands: a file, the list in it, and the track whose file it is, if it is that of one."""

    file: Path
    entries: EntryList
    track: Track | None

    def missing(self, table: Mapping[str, object]) -> list[str]:
        """The fields that *table* must have here and has not; of a slug one can be made up."""
        full = with_inherited(dict(table), self.entries, self.track)
        fields = [field for field in attrs.fields(self.entries.record) if field.init and field.default is attrs.NOTHING]
        return [field.name for field in fields if field.name not in full and field.name != "slug"]


def home(catalogue: Catalogue, kind: type[Entry], *, track: str | None = None, year: int | None = None) -> Home:
    """Where events or milestones of this track stand, or those of a year that belong to none.

    Raises :class:`~kzeu_timeline.InvalidRecordError` if there is no such track, or no such thing in it.
    """
    if track is not None and track not in catalogue.tracks:
        known = ", ".join(sorted(catalogue.tracks)) or "none"
        raise InvalidRecordError(f"unknown track (known: {known}): {quoted(track)}")
    of = None if track is None else catalogue.tracks[track]
    place = next(place for place in LISTS if TRACKS.get(place) is (None if of is None else type(of)))
    name = str(year) if track is None else track
    found = next((each for each in LISTS[place] if each.record is kind), None)
    if found is None:
        raise InvalidRecordError(f"no {kind.__name__.lower()}s, only milestones, in {place}/: {quoted(name)}")
    return Home(Path(place, f"{fields.slug(name)}.toml"), found, of)


def add_source(folder: Folder, table: Mapping[str, object], slug: str | None = None) -> Added:
    """Add a source; without *slug* one is made of its publisher or host and its date."""
    known = folder.catalogue().sources
    chosen = slug or _unused(_source_slug(table), known)
    if chosen in known:
        raise InvalidRecordError(f"there is a source of this slug already: {quoted(chosen)}")
    block = rendered(chosen, table, in_list=False)
    file = Path("sources.toml")
    folder.replace(file, with_table(text_of(folder.path / file), block))
    return Added(chosen, folder.path / file, block)


def add_entry(folder: Folder, where: Home, table: Mapping[str, object]) -> Added:
    """Add an entry to the file of its track or year, in order of time; where no slug follows one is made up."""
    catalogue = folder.catalogue()
    follows = with_inherited(dict(table), where.entries, where.track).get("slug")
    if "slug" not in table and (follows is None or (follows in catalogue.entries and "ordinal" not in table)):
        table = {"slug": _unused(_entry_slug(table, where.track), catalogue.entries), **table}
    slug = str(table.get("slug", follows))
    if slug in catalogue.entries:
        origin = catalogue.origins[slug]
        raise InvalidRecordError(f"there is an entry of this slug already, at {origin}: {quoted(slug)}")
    text = text_of(folder.path / where.file)
    block = rendered(where.entries.key, table, in_list=True)
    folder.replace(where.file, with_member(text, where.entries.key, block, _position(text, table, where, catalogue)))
    return Added(slug, folder.path / where.file, block)


def text_of(file: Path) -> str:
    """What stands in a file; nothing if there is none."""
    return file.read_bytes().decode() if file.is_file() else ""


def _position(text: str, table: Mapping[str, object], where: Home, catalogue: Catalogue) -> int:
    """Before which of the list the new entry stands: the first with a higher ordinal, or a later date."""
    members = tomllib.loads(text).get(where.entries.key, [])
    for position, member in enumerate(members):
        entry = catalogue.entries.get(str(with_inherited(member, where.entries, where.track).get("slug")))
        if entry is not None and _is_later(entry, table):
            return position
    return len(members)


def _is_later(entry: Entry, table: Mapping[str, Any]) -> bool:
    if entry.ordinal is not None and "ordinal" in table:
        return entry.ordinal > int(table["ordinal"])
    try:
        when = parse_edtf(table["statements"][0]["when"])
    except EdtfError:
        return False  # the loader tells it, with all else that is wrong
    return entry.when.sort_key > when.sort_key


def _source_slug(table: Mapping[str, object]) -> str:
    """As in ``astana-times-2025-12-02``: who published it, or else the host, and when as far as that is known."""
    publisher = re.split(r"[,;(]", str(table["publisher"]))[0]
    host = urlsplit(str(table.get("url", ""))).hostname or "source"
    name = _words(publisher).removeprefix("the-") or _words(host.removeprefix("www.").rpartition(".")[0]) or "source"
    return "-".join(filter(None, [name, _leading_date(table.get("published"))]))


def _entry_slug(table: Mapping[str, Any], track: Track | None) -> str:
    """As in ``cooperation-council-2011``: the track, or else the English title, and the year."""
    year = _leading_date(table["statements"][0]["when"])[:4]
    if track is not None:
        return "-".join(filter(None, [track.slug, _words(str(table.get("kind", ""))), year]))
    words = _words(table["title"]["en"]) or "entry"
    return words if year in words.split("-") else "-".join(filter(None, [words, year]))


def _words(text: str) -> str:
    """The Latin letters and the digits of *text* as a slug."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", ascii_text))[:_LONGEST_PROPOSAL].strip("-")


def _leading_date(text: object) -> str:
    """The first plain date in EDTF text, as far as it goes; empty if there is none."""
    found = re.search("[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?", str(text or ""))
    return found[0] if found else ""


def _unused(slug: str, taken: Container[str]) -> str:
    return next(each for each in chain([slug], (f"{slug}-{number}" for number in count(2))) if each not in taken)
