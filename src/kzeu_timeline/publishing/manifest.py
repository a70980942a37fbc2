"""What an object store holds of ours: an object beside the others says so, and nothing that it does not name is ours.

It costs one request to read, whatever the number of objects; a look at each would cost one for each.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Final

import attrs

from kzeu_timeline.exceptions import ExportError, quoted
from kzeu_timeline.files import File

NAME: Final = ".kzeu-timeline.json"
"""The manifest's own path; no file of a site can be called so, since slugs begin with a letter or a digit."""

_PAGE: Final = "public, max-age=300, stale-if-error=604800"
_OTHER: Final = "public, max-age=3600, stale-if-error=604800"
"""Seconds for which caches need not ask again, and for which they may answer for a store that fails (RFC 5861)."""

ATTRIBUTES: Final = {"Content-Type": "application/json", "Cache-Control": "no-cache"}
"""The manifest's own headers."""


@attrs.frozen
class Row:
    """What an object is, as it was sent; empty if it may or may not have been."""

    sha256: str = ""
    media_type: str = ""
    cache_control: str = ""
    e_tag: str = ""
    """What the store called it when it took it."""

    @property
    def attributes(self) -> dict[str, str]:
        """The headers that it is sent and served with, and its hash as metadata."""
        return {"Content-Type": self.media_type, "Cache-Control": self.cache_control, "sha256": self.sha256}


def row(file: File, e_tag: str) -> Row:
    """The row of *file*, which the store calls by that tag."""
    page = file.media_type.startswith("text/html")
    return Row(sha256(file.content).hexdigest(), file.media_type, _PAGE if page else _OTHER, e_tag)


def manifest_bytes(rows: Mapping[str, Row]) -> bytes:
    """The manifest of these rows, by their paths."""
    table = {path: attrs.asdict(rows[path]) for path in sorted(rows)}
    return f"{json.dumps({'files': table}, indent=1)}\n".encode()


def parse_manifest(content: bytes) -> dict[str, Row]:
    """The rows of a manifest, none of an empty one; raises :class:`~kzeu_timeline.ExportError` if it is not ours."""
    if not content:
        return {}
    try:
        return {str(path): Row(**fields) for path, fields in json.loads(content)["files"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise ExportError(f"there is a manifest that is not ours: {quoted(content)}") from None
