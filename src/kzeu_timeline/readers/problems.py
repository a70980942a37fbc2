"""What went wrong while tables became records: a tree of exceptions, flattened to paths and messages."""

from __future__ import annotations

from collections.abc import Iterator

from cattrs import AttributeValidationNote, BaseValidationError, ForbiddenExtraKeysError, IterableValidationNote

from kzeu_timeline.exceptions import KzeuTimelineError, quoted


def problems(error: BaseException, path: str) -> Iterator[tuple[str, str]]:
    """Each leaf of *error* as ``(path, message)``, in the order in which the fields stand in the record."""
    if isinstance(error, BaseValidationError):
        for child in error.exceptions:
            yield from problems(child, path + _step(child))
    elif isinstance(error, ForbiddenExtraKeysError):
        for key in sorted(error.extra_fields):
            yield _joined(path, key), f"unknown key: {quoted(key)}"
    elif isinstance(error, KzeuTimelineError):
        yield path, str(error)
    elif isinstance(error, KeyError):
        yield path, "missing"
    else:
        raise error


def _step(error: BaseException) -> str:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return f".{note.name}"
        if isinstance(note, IterableValidationNote):
            return f"[{note.index}]"
    return ""


def _joined(path: str, key: str) -> str:
    return f"{path}.{key if key.isprintable() else ascii(key)[1:-1]}"
