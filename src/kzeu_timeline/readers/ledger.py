"""The ledger: what subscribers were last shown, by entry and language."""

from __future__ import annotations

from kzeu_timeline.exceptions import KzeuTimelineError, quoted
from kzeu_timeline.model import Revision, fields
from kzeu_timeline.readers.draft import Draft
from kzeu_timeline.readers.folder import SeedFile
from kzeu_timeline.readers.problems import Position, shown_key
from kzeu_timeline.text import Language


def read_ledger(draft: Draft, file: SeedFile) -> None:
    """Read ``revisions.toml``; the rows of an entry take the place of those in a folder below."""
    for slug, by_language in file.tables.items():
        position = Position(file.label, shown_key(slug))
        try:
            fields.slug(slug)
        except KzeuTimelineError as error:
            draft.problems.tell(position, str(error))
            continue
        if not isinstance(by_language, dict):
            draft.problems.tell(position, f"not a table: {quoted(by_language)}")
            continue
        rows = (_row(draft, position.at(shown_key(tag)), tag, row) for tag, row in by_language.items())
        draft.revisions[slug] = tuple(row for row in rows if row is not None)


def _row(draft: Draft, position: Position, tag: str, row: object) -> Revision | None:
    try:
        Language.of(tag)
    except KzeuTimelineError as error:
        draft.problems.tell(position, str(error))
        return None
    return draft.made(Revision, draft.named(row, position, language=tag), position)
