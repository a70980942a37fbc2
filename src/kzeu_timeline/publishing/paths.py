"""The paths of a site: the same in a folder, in an address and in an object store."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Final

from kzeu_timeline.exceptions import ExportError, quoted

_PART: Final = re.compile(r"(?!\.{1,2}\Z)[A-Za-z0-9._-]{1,200}")
"""What needs no escape in an address (RFC 3986, section 2.3; of its characters not ``~``, which stores escape)."""


def check_paths(paths: Iterable[str]) -> None:
    """Raise :class:`~kzeu_timeline.ExportError` with all that is wrong with *paths*, one in a line.

    A path is parts of ASCII letters, digits, ``.``, ``_`` and ``-``, joined by ``/``; none is a folder of another,
    no two differ by capitals only, and there is one.
    """
    if faults := list(_faults(sorted(paths))):
        raise ExportError("\n".join(faults))


def _faults(paths: list[str]) -> Iterator[str]:
    if not paths:
        yield "a site without files, which would take everything from its readers"
    files: dict[str, str] = {}
    for path in paths:
        if not all(_PART.fullmatch(part) for part in path.split("/")):
            yield f"no path of a site (letters, digits, '.', '_', '-' between single slashes): {quoted(path)}"
        elif (same := files.setdefault(path.lower(), path)) != path:
            yield f"differs by capitals only from {quoted(same)}: {quoted(path)}"
    for key, path in files.items():
        folders = list(accumulate(key.split("/"), lambda folder, part: f"{folder}/{part}"))[:-1]
        for folder in filter(files.__contains__, folders):
            yield f"a file, and a folder with {quoted(path)} in it: {quoted(files[folder])}"
