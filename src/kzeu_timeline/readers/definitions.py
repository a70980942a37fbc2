"""The records that others refer to, and the tracks: what the single files hold, and the heads of the others."""

from __future__ import annotations

from collections.abc import Sequence

from kzeu_timeline.exceptions import quoted
from kzeu_timeline.model import Series, Track
from kzeu_timeline.readers.draft import Draft
from kzeu_timeline.readers.folder import SeedFile
from kzeu_timeline.readers.layout import LISTS, SINGLE, TRACKS
from kzeu_timeline.readers.problems import Position, shown_key
from kzeu_timeline.text import LocalizedText


def read_records(draft: Draft, files: Sequence[SeedFile]) -> None:
    """Read the single files: each kind of record in all folders before the next, so that a correction holds for all."""
    for name, kind in SINGLE.items():
        for file in files:
            if not file.folder and file.name == name:
                _read_records(draft, file, kind)


def _read_records(draft: Draft, file: SeedFile, kind: type) -> None:
    for slug, table in file.tables.items():
        position = Position(file.label, shown_key(slug))
        record = draft.made(kind, draft.named(table, position, slug=slug), position)
        if record is None:
            draft.structurer.faulty.add((kind, slug))
        else:
            draft.keep(kind, slug, record, position)


def read_tracks(draft: Draft, files: Sequence[SeedFile]) -> list[Track | None]:
    """The track of each file, as the last folder that has something to say of it describes it; None without one."""
    homes: dict[str, SeedFile] = {}
    tracks = [_read_track(draft, file, homes) for file in files]
    known = draft.structurer.records[Track]
    return [known.get(file.name, track) if track else None for file, track in zip(files, tracks, strict=True)]


def _read_track(draft: Draft, file: SeedFile, homes: dict[str, SeedFile]) -> Track | None:
    position = Position(file.label)
    keys = {each.key for each in LISTS.get(file.folder, ())}
    header = {key: value for key, value in file.tables.items() if key not in keys}
    if file.folder not in TRACKS:
        for key in header if file.folder else ():
            draft.problems.tell(position.at(shown_key(key)), f"unknown key: {quoted(key)}")
        return None
    known: Track | None = draft.structurer.records[Track].get(file.name)
    home = homes.setdefault(file.name, file)
    if home.folder != file.folder:
        draft.problems.tell(position, f"also at {home.label}: {quoted(file.name)}")
        return known
    if known is not None and not header:
        return known  # a file that only adds entries to a track of the folder below it
    track = draft.made(TRACKS[file.folder], draft.named(header, position, slug=file.name), position)
    if track is None:
        # What is wrong with the track is told; its entries need not repeat it.
        draft.structurer.faulty.add((Track, file.name))
        return Series(slug=file.name, title={"en": file.name}, numbered_title=LocalizedText(en="{ordinal}"))
    draft.keep(Track, file.name, track, position)
    return track
