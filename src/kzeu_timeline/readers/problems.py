"""What went wrong while tables became records: a tree of exceptions, flattened to paths and messages."""

from __future__ import annotations

from collections.abc import Iterator

from cattrs import AttributeValidationNote, BaseValidationError, ForbiddenExtraKeysError, IterableValidationNote

from kzeu_timeline.exceptions import LONGEST_QUOTE, KzeuTimelineError, quoted


class AlreadyToldError(KzeuTimelineError):
    """What is referred to is wrong itself, and that has been told where it stands."""


def problems(error: BaseException, path: str) -> Iterator[tuple[str, str]]:
    """Each leaf of *error* as ``(path, message)``, in the order in which the fields stand in the record."""
    if isinstance(error, BaseValidationError):
        for child in error.exceptions:
            yield from problems(child, path + _step(child))
    elif isinstance(error, ForbiddenExtraKeysError):
        for key in sorted(error.extra_fields):
            yield f"{path}.{shown_key(key)}", f"unknown key: {quoted(key)}"
    elif isinstance(error, AlreadyToldError):
        return
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


def shown_key(key: str) -> str:
    """A key of a table as a problem's path shows it: printable, and not longer than a line."""
    text = key if key.isprintable() else ascii(key)[1:-1]
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"
