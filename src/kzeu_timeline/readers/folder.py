"""A folder of seeds as tables: which files it may hold, read with their faults told all together."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any, Final, NamedTuple

from kzeu_timeline.exceptions import InvalidRecordError, Problem, SeedError, quoted
from kzeu_timeline.model import fields

LARGEST_FILE: Final = 2_000_000
"""Bytes; a file with a thousand meetings has a tenth of that."""

SINGLE_FILES: Final = ("parties", "places", "roles", "people", "topics", "sources", "figures", "revisions")
"""Files with one table for each record, by its slug."""

TRACK_FOLDERS: Final = ("series", "agreements", "negotiations")
"""Folders with one file for each track; the file's name is its slug."""

YEAR_FOLDER: Final = "events"
"""The folder with what belongs to no track, by year."""


class SeedFile(NamedTuple):
    """One file, read; ``root`` is the folder of seeds, ``folder`` is empty for the single files, ``name`` the stem."""

    root: str
    folder: str
    name: str
    tables: Mapping[str, Any]

    @property
    def label(self) -> str:
        """The file as problems name it."""
        return "/".join(part for part in (self.root, self.folder, f"{self.name}.toml") if part)


def shipped_folder() -> Path:
    """The folder of seeds that came with the package: inside the wheel, or beside the sources in a checkout."""
    package = Path(str(resources.files("kzeu_timeline")))
    inside = package / "seeds"
    return inside if inside.is_dir() else package.parents[1] / "seeds"


def read_folder(folder: Path, label: str) -> tuple[list[SeedFile], list[Problem]]:
    """The files of *folder* in a fixed order, and what is wrong with those that can't be read; *label* is its name.

    Raises :class:`~kzeu_timeline.SeedError` if there is no such folder.
    """
    if not folder.is_dir():
        raise SeedError([Problem("", "", f"no such folder: {quoted(str(folder))}")])
    files: list[SeedFile] = []
    problems: list[Problem] = []
    for place, path in _toml_files(folder):
        try:
            files.append(SeedFile(label, place, _name(place, path), _tables(path)))
        except InvalidRecordError as error:
            problems.append(Problem(SeedFile(label, place, path.stem, {}).label, "", str(error)))
    return files, problems


def _toml_files(folder: Path) -> Iterator[tuple[str, Path]]:
    for name in SINGLE_FILES:
        if (path := folder / f"{name}.toml").exists():
            yield "", path
    known = {f"{name}.toml" for name in SINGLE_FILES}
    for path in sorted(folder.glob("*.toml")):
        if path.name not in known:
            yield "", path
    for place in (*TRACK_FOLDERS, YEAR_FOLDER):
        for path in sorted((folder / place).glob("*.toml")):
            yield place, path


def _name(place: str, path: Path) -> str:
    if place:
        return fields.slug(path.stem)
    if path.stem not in SINGLE_FILES:
        raise InvalidRecordError(f"not a file of the layout ({', '.join(SINGLE_FILES)}): {quoted(path.name)}")
    return path.stem


def _tables(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise InvalidRecordError(f"can't be read ({error.strerror}): {quoted(path.name)}") from None
    if len(content) > LARGEST_FILE:
        raise InvalidRecordError(f"larger than {LARGEST_FILE:,} bytes: {quoted(path.name)}")
    try:
        return tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InvalidRecordError(f"not UTF-8 at byte {error.start}: {quoted(content[error.start :][:8])}") from None
    except RecursionError:
        raise InvalidRecordError(f"nested too deeply: {quoted(path.name)}") from None
    except ValueError as error:
        # TOMLDecodeError and what int() and datetime() say to numbers and dates that are none.
        raise InvalidRecordError(f"not TOML: {quoted(str(error))}") from None
