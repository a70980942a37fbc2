"""The ledger: what subscribers were last shown of each entry in each language, and when that last changed.

An entry that is shown as before keeps its SEQUENCE and LAST-MODIFIED for ever; one that is shown otherwise
gets the next SEQUENCE and a later LAST-MODIFIED, once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

from kzeu_timeline.calendar_events import shown_content
from kzeu_timeline.exceptions import InvalidRecordError, quoted
from kzeu_timeline.model import Revision
from kzeu_timeline.text import Language
from kzeu_timeline.timeline import Timeline

Ledger = Mapping[str, tuple[Revision, ...]]
"""The revisions of each entry, by slug; one for each language."""


class Change(NamedTuple):
    """An entry that is shown otherwise than the ledger says; ``before`` is None if it is new to that language."""

    slug: str
    language: Language
    before: Revision | None
    digest: str


def unsealed(timeline: Timeline, ledger: Ledger) -> Iterator[Change]:
    """What has changed since the ledger was sealed, in the order of the timeline."""
    for entry in timeline:
        sealed = {revision.language: revision for revision in ledger.get(entry.slug, ())}
        for language in Language:
            digest = sha256(shown_content(entry, language)).hexdigest()[:16]
            before = sealed.get(language)
            if before is None or before.digest != digest:
                yield Change(entry.slug, language, before, digest)


def sealed(timeline: Timeline, ledger: Ledger, now: dt.datetime) -> Ledger:
    """The ledger brought up to date at the instant *now*, which is in UTC.

    Rows of entries that are gone stay: their UIDs are never given to anything else.
    """
    if now.utcoffset() != dt.timedelta():
        raise InvalidRecordError(f"not an instant in UTC: {quoted(now)}")
    rows = {slug: {revision.language: revision for revision in revisions} for slug, revisions in ledger.items()}
    for change in unsealed(timeline, ledger):
        rows.setdefault(change.slug, {})[change.language] = _next(change, now.replace(microsecond=0))
    return {
        slug: tuple(by_language[language] for language in Language if language in by_language)
        for slug, by_language in sorted(rows.items())
    }


def _next(change: Change, now: dt.datetime) -> Revision:
    if change.before is None:
        return Revision(language=change.language, updated=now, digest=change.digest)
    # Clients skip a change whose LAST-MODIFIED has not grown, even when two are sealed in one second.
    updated = max(now, change.before.updated + dt.timedelta(seconds=1))
    return Revision(
        language=change.language, sequence=change.before.sequence + 1, updated=updated, digest=change.digest
    )


def ledger_text(ledger: Ledger) -> str:
    """The ledger as the text of ``revisions.toml``."""
    lines = ["# What subscribers were last shown. Written by `kzeu-timeline seal`, never by hand."]
    for slug, revisions in ledger.items():
        lines += ["", f"[{slug}]"]
        lines += [f"{revision.language} = {{ {_fields(revision)} }}" for revision in revisions]
    return "\n".join(lines) + "\n"


def _fields(revision: Revision) -> str:
    fields = f"sequence = {revision.sequence}, updated = {revision.updated:%Y-%m-%dT%H:%M:%SZ}"
    return fields if revision.digest is None else f'{fields}, digest = "{revision.digest}"'
