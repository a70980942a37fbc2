"""A site in an object store, which can't replace a tree at once: every state in between is one that readers can use.

First the manifest claims what is new, so that nothing is ever left that no manifest names; then the objects are sent in
the order of the site, those that lead to others last; then what is gone is removed; then the manifest says what there
is. Each is sent on the condition that nobody else has changed it meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import attrs

from kzeu_timeline.exceptions import ExportError, KzeuTimelineError, MissingExtraError, quoted
from kzeu_timeline.files import Site
from kzeu_timeline.publishing.manifest import ATTRIBUTES, NAME, Row, manifest_bytes, parse_manifest, row
from kzeu_timeline.publishing.paths import check_paths
from kzeu_timeline.publishing.report import Report

if TYPE_CHECKING:
    from obstore import ObjectMeta, PutMode, PutResult, UpdateVersion

_ADDRESS: Final = re.compile(r"(?:s3|gs|az)://[A-Za-z0-9][A-Za-z0-9._-]*(?:/(?!\.{1,2}(?:/|\Z))[A-Za-z0-9._-]+)*/?")
_LONGEST_REASON: Final = 300
_HINTS: Final = {
    "http://169.254.169.254/": "no credentials: AWS_ACCESS_KEY_ID is not set, and this machine is given none",
    "HTTP error: builder error": "an endpoint without TLS needs AWS_ALLOW_HTTP=true",
}
"""What is meant by errors that speak of something else."""
_RETRIES: Final = 5
_PATIENCE: Final = timedelta(minutes=1)


def publish_objects(site: Site, address: str) -> Report:
    """Bring exactly *site* to a store: ``s3://BUCKET/PREFIX``, or ``gs://`` or ``az://`` in the same way.

    What is there already is not sent again; what is not ours is never touched. Region, endpoint, account and keys come
    from the store's usual variables (``AWS_…``, ``GOOGLE_…``, ``AZURE_…``). Raises
    :class:`~kzeu_timeline.MissingExtraError` without obstore, and :class:`~kzeu_timeline.ExportError` if it can't be
    done; a page then is the old one, unless everything before it in *site* is new.
    """
    check_paths(site)
    if not _ADDRESS.fullmatch(address):
        raise ExportError(f"no address of a store (s3://BUCKET/PREFIX, gs://…, az://…): {quoted(address)}")
    with _told(address):
        bucket = _Bucket(address)
        before = parse_manifest(bucket.manifest)
        if strangers := sorted((site.keys() & bucket.versions.keys()) - before.keys()):
            raise ExportError(f"can't publish (objects that are not ours are there): {quoted(strangers)}")
        wanted = {path: row(file, bucket.tag(path)) for path, file in site.items()}
        kept = {path: each for path, each in wanted.items() if each.e_tag and each == before.get(path)}
        gone = before.keys() - site.keys()
        if claimed := site.keys() - before.keys():
            bucket.put(NAME, manifest_bytes({**before, **dict.fromkeys(claimed, Row())}), ATTRIBUTES)
        after = dict(kept)
        for path, file in site.items():
            if path not in kept:
                bucket.put(path, file.content, wanted[path].attributes)
                after[path] = attrs.evolve(wanted[path], e_tag=bucket.tag(path))
        bucket.remove(gone)
        if claimed or after != before:
            bucket.put(NAME, manifest_bytes(after), ATTRIBUTES)
    return Report(len(site) - len(kept), len(kept), len(gone))


class _Bucket:
    """The objects below an address, as they were when we looked, and as we have changed them since."""

    def __init__(self, address: str) -> None:
        try:
            from obstore.exceptions import AlreadyExistsError, PreconditionError  # noqa: PLC0415 - optional
            from obstore.store import from_url  # noqa: PLC0415
        except ImportError:
            raise MissingExtraError("an object store needs the extra: pip install 'kzeu-timeline[cloud]'") from None
        self._conflicts = (AlreadyExistsError, PreconditionError)
        self._store = from_url(address, retry_config={"max_retries": _RETRIES, "retry_timeout": _PATIENCE})
        self.manifest = self._read(NAME)
        self.versions = {meta["path"]: _version(meta) for page in self._store.list() for meta in page}

    def _read(self, path: str) -> bytes:
        """An object's bytes; none if there is no such object."""
        try:
            return bytes(self._store.get(path).bytes())
        except FileNotFoundError:
            return b""

    def tag(self, path: str) -> str:
        """The entity tag of an object; empty if there is no such object, or the store has none for it."""
        return self.versions.get(path, {}).get("e_tag") or ""

    def put(self, path: str, content: bytes, attributes: dict[str, str]) -> None:
        """Send an object, if it still is what it was when we looked."""
        mode: PutMode = self.versions.get(path) or "create"
        try:
            sent = self._store.put(path, content, attributes=attributes, mode=mode, use_multipart=False)
        except NotImplementedError:  # a store that knows no conditions
            sent = self._store.put(path, content, attributes=attributes, use_multipart=False)
        except self._conflicts:
            there = self._store.get(path)
            if there.attributes != attributes or there.bytes() != content:
                raise ExportError(f"somebody else has changed it meanwhile; publish again: {quoted(path)}") from None
            sent = there.meta  # by ourselves: the store took it, its answer was lost, and it was sent again
        self.versions[path] = _version(sent)

    def remove(self, paths: Collection[str]) -> None:
        """Remove those of the objects that are there."""
        if there := sorted(self.versions.keys() & paths):
            self._store.delete(there)


def _version(seen: ObjectMeta | PutResult) -> UpdateVersion:
    """What a store asks for to know whether an object is still the same; some have a tag, some a number."""
    found: UpdateVersion = {}
    if seen["e_tag"] is not None:
        found["e_tag"] = seen["e_tag"]
    if seen["version"] is not None:
        found["version"] = seen["version"]
    return found


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Errors of obstore, and those of Python that it uses, as one of ours."""
    try:
        yield
    except KzeuTimelineError:
        raise
    except Exception as error:
        if type(error).__module__.partition(".")[0] != "obstore" and not isinstance(error, OSError | ValueError):
            raise
        raise ExportError(f"can't publish ({_first_line(error)}): {quoted(address)}") from None


def _first_line(error: Exception) -> str:
    """What the store says, without the XML and the internals that follow; what it means, where it speaks in riddles."""
    line = str(error).partition("\n")[0].partition(": <?xml")[0]
    if hint := next((hint for sign, hint in _HINTS.items() if sign in line), None):
        return hint
    return "".join(filter(str.isprintable, line))[:_LONGEST_REASON]
