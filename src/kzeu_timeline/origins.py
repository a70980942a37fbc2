"""Where records stand in files: what a path within a record is called outside, and what lies over what."""

from __future__ import annotations

from collections.abc import Mapping

import attrs


@attrs.frozen(kw_only=True)
class Overlay:
    """A record of one folder that changed one of a folder below: took its place, or added to it.

    ``group`` is the mapping of the catalogue that holds the record, ``origin`` where the table stands that changed
    it, ``below`` where the record stood, both as ``file: path``.
    """

    group: str
    slug: str
    replaces: bool
    origin: str
    below: str


def place_of(origins: Mapping[str, str], record: str, path: str = "") -> tuple[str, str]:
    """The file, and the path in it, of what stands at *path* of a record; both empty if nobody knows.

    *origins* has the place of the record as ``file: path``, under its name, and where a part of it stands elsewhere,
    that place under the name and the first step of the path: ``council-22.statements[3]`` or ``council-22.title``.
    """
    step, dot, rest = path.partition(".")
    name = step.partition("[")[0]
    for key, inside in (
        (f"{record}.{step}", rest),
        (f"{record}.{name}", f"{step.removeprefix(name)}{dot}{rest}"),
        (record, path),
    ):
        if key in origins:
            file, _, outside = origins[key].partition(": ")
            return file, f"{outside}{'.' if outside and inside and inside[0] != '[' else ''}{inside}"
    return "", ""
