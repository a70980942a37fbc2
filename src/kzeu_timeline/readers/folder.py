"""A folder of seeds as tables: which files it may hold, read with their faults told all together."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any, Final, NamedTuple

from kzeu_timeline.exceptions import InvalidRecordError, Problem, SeedError, quoted
from kzeu_timeline.model import fields
from kzeu_timeline.readers.layout import LEDGER, LISTS, SINGLE_FILES

LARGEST_FILE: Final = 1_000_000
"""Bytes; a file with a thousand meetings has a tenth of that."""

LARGEST_LEDGER: Final = 20_000_000
"""Bytes of the one file that a program writes, which grows with every change: enough for 50,000 of them."""

_MOST_PARTS: Final = 32
_LONG_KEY: Final = re.compile(
    rf"""(?<![\w.-])(?:(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{_MOST_PARTS}}}"""
)
"""A dotted key so long that tomllib would take minutes over it; no key of ours has more than two parts."""

DEEPEST: Final = 2
"""Levels of folders below the folder of seeds that are looked through; the layout has one."""


class SeedFile(NamedTuple):
    """One file, read; ``label`` is its path as problems name it, ``folder`` empty for the single files.

    ``layer`` is the number of the folder that holds it: 0 at the bottom, and one more for each laid over.
    """

    layer: int
    label: str
    folder: str
    name: str
    tables: Mapping[str, Any]


def shipped_folder() -> Path:
    """The folder of seeds that came with the package: inside the wheel, or beside the sources in a checkout."""
    package = Path(str(resources.files("kzeu_timeline")))
    inside = package / "seeds"
    return inside if inside.is_dir() else package.parents[1] / "seeds"


def read_folder(folder: Path, label: str, layer: int = 0) -> tuple[list[SeedFile], list[Problem]]:
    """The files of *folder* in a fixed order, and what is wrong with those that can't be read; *label* is its name.

    Raises :class:`~kzeu_timeline.SeedError` if there is no such folder.
    """
    files: list[SeedFile] = []
    problems: list[Problem] = []
    try:
        is_folder = folder.is_dir()
    except (OSError, ValueError):  # a name that no file can have
        is_folder = False
    if not is_folder:
        raise SeedError([Problem("", "", f"no such folder: {quoted(str(folder))}")])
    for path in _toml_files(folder):
        place = "/".join((label, *path.relative_to(folder).parts))
        shown = place if place.isprintable() else ascii(place)[1:-1]
        try:
            files.append(SeedFile(layer, shown, *_read(path, folder)))
        except InvalidRecordError as error:
            problems.append(Problem(shown, "", str(error)))
    return files, problems


def _toml_files(folder: Path) -> list[Path]:
    """Every TOML file, and what stands in the way of one: the single files first, in the order of the layout."""
    order = [*SINGLE_FILES, *LISTS]

    def position(path: Path) -> tuple[int, str]:
        parts = path.relative_to(folder).parts
        top = parts[0].removesuffix(".toml") if parts else ""
        if top in order:
            return order.index(top), str(path)
        return len(SINGLE_FILES) if len(parts) <= 1 else len(order), str(path)

    return sorted(_found(folder, DEEPEST), key=position)


def _found(folder: Path, depth: int) -> Iterator[Path]:
    """The TOML files in *folder* and so many levels below; a folder that can't be read, and a file in place of one."""
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    for path in paths:
        if path.name.endswith(".toml") or (path.name in LISTS and path.is_file()):
            yield path
        elif depth and path.is_dir() and not path.name.startswith("."):
            yield from _found(path, depth - 1)


def _read(path: Path, folder: Path) -> tuple[str, str, dict[str, Any]]:
    """The place of a file in the layout, and its tables."""
    if path.is_dir() and not path.name.endswith(".toml"):
        try:
            list(path.iterdir())
        except OSError as error:
            raise InvalidRecordError(f"can't be read ({error.strerror}): {quoted(path.name)}") from None
    place, name = _part_of_layout(path.relative_to(folder))
    return place, name, tables_of(path, LARGEST_LEDGER if (place, name) == ("", LEDGER) else LARGEST_FILE)


def _part_of_layout(path: Path) -> tuple[str, str]:
    """The folder and the name of a file of the layout."""
    match path.parts:
        case (_,) if path.suffix == ".toml" and path.stem in SINGLE_FILES:
            return "", path.stem
        case (place, _) if place in LISTS:
            return place, fields.slug(path.stem)
    raise InvalidRecordError(f"not a file of the layout ({', '.join(SINGLE_FILES)}): {quoted(str(path))}")


def tables_of(path: Path, most: int = LARGEST_FILE) -> dict[str, Any]:
    """The tables of a TOML file of at most so many bytes.

    Raises :class:`~kzeu_timeline.InvalidRecordError` if it can't be read as one.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise InvalidRecordError(f"not a file: {quoted(path.name)}")  # a pipe would be waited for, for ever
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise InvalidRecordError(f"can't be read ({error.strerror}): {quoted(path.name)}") from None
    if len(content) > most:
        raise InvalidRecordError(f"larger than {most:,} bytes: {quoted(path.name)}")
    try:
        text = content.decode("utf-8-sig")  # some editors begin with a mark that TOML does not know
    except UnicodeDecodeError as error:
        raise InvalidRecordError(f"not UTF-8 at byte {error.start}: {quoted(content[error.start :][:8])}") from None
    for line in text.split("\n"):  # no key has a line break in it, and hardly a line so many points
        if line.count(".") >= _MOST_PARTS and (found := _LONG_KEY.search(line)):
            raise InvalidRecordError(f"a key of too many parts: {quoted(found[0])}")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise InvalidRecordError(f"nested too deeply: {quoted(path.name)}") from None
    except ValueError as error:
        # TOMLDecodeError and what int() and datetime() say to numbers and dates that are none.
        raise InvalidRecordError(f"not TOML: {quoted(str(error))}") from None
