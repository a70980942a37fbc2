"""Folders of seeds to a catalogue: references resolved, every fault told at once."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from pathlib import Path

from kzeu_timeline.catalogue import Catalogue
from kzeu_timeline.readers.acceptances import read_acceptances
from kzeu_timeline.readers.definitions import read_records, read_tracks
from kzeu_timeline.readers.draft import Draft
from kzeu_timeline.readers.entries import read_entries
from kzeu_timeline.readers.folder import SeedFile, read_folder, shipped_folder
from kzeu_timeline.readers.layout import ACCEPTED, LEDGER
from kzeu_timeline.readers.ledger import read_ledger
from kzeu_timeline.readers.references import tell_dangling

Folder = str | PathLike[str]


def load(path: Folder | None = None, extend: Folder | Iterable[Folder] | None = None) -> Catalogue:
    """The catalogue in the folder *path*, by default the record that comes with the package.

    *extend* is a folder laid over it, or several in order: a table for an entry that exists below adds to it, or with
    ``replace = true`` takes its place; a source, a place and the like takes the place of the one below with its slug.
    Raises :class:`~kzeu_timeline.SeedError` with everything that is wrong in them.
    """
    over = [extend] if isinstance(extend, str | PathLike) else extend or ()
    folders = [(shipped_folder(), "seeds") if path is None else (Path(path), str(path))]
    return _read([*folders, *((Path(folder), str(folder)) for folder in over)])


def _read(folders: Iterable[tuple[Path, str]]) -> Catalogue:
    draft, files = Draft(), list[SeedFile]()
    layers = [read_folder(folder, label, layer) for layer, (folder, label) in enumerate(folders)]
    for read, unreadable in layers:
        files += read
        draft.problems.add(unreadable)
    read_records(draft, files)
    for file, track in zip(files, read_tracks(draft, files), strict=True):
        if file.folder:
            read_entries(draft, file, track)
        elif file.name == LEDGER:
            read_ledger(draft, file)
        elif file.name == ACCEPTED:
            read_acceptances(draft, file)
    tell_dangling(draft)
    return draft.catalogue()
