"""The ledger: what subscribers were shown, by entry."""

from __future__ import annotations

from kzeu_timeline.exceptions import KzeuTimelineError, quoted
from kzeu_timeline.model import Revision, Shown, fields
from kzeu_timeline.readers.draft import Draft
from kzeu_timeline.readers.folder import SeedFile
from kzeu_timeline.readers.layout import HISTORY
from kzeu_timeline.readers.problems import Position, shown_key
from kzeu_timeline.text import Language


def read_ledger(draft: Draft, file: SeedFile) -> None:
    """Read ``revisions.toml``; what it says of an entry takes the place of what a folder below says."""
    for slug, table in file.tables.items():
        position = Position(file.label, shown_key(slug))
        try:
            fields.slug(slug)
        except KzeuTimelineError as error:
            draft.problems.tell(position, str(error))
            continue
        if not isinstance(table, dict):
            draft.problems.tell(position, f"not a table: {quoted(table)}")
            continue
        rows = (_row(draft, position.at(shown_key(tag)), tag, row) for tag, row in table.items() if tag != HISTORY)
        draft.revisions[slug] = tuple(row for row in rows if row is not None)
        draft.history[slug] = _states(draft, position.at(HISTORY), table.get(HISTORY, []))


def _row(draft: Draft, position: Position, tag: str, row: object) -> Revision | None:
    try:
        Language.of(tag)
    except KzeuTimelineError as error:
        draft.problems.tell(position, str(error))
        return None
    return draft.made(Revision, draft.named(row, position, language=tag), position)


def _states(draft: Draft, position: Position, tables: object) -> tuple[Shown, ...]:
    """What was shown, each with what it has from the one before: its title, and if it is withdrawn all."""
    if not isinstance(tables, list):
        draft.problems.tell(position, f"not a list: {quoted(tables)}")
        return ()
    states: list[Shown] = []
    before: dict[str, object] = {}
    for index, table in enumerate(tables):
        whole = table
        if isinstance(table, dict):
            kept = before.keys() - {"at"} if "withdrawn" in table else before.keys() & {"title"}
            before = whole = {key: before[key] for key in kept} | table
        if (state := draft.made(Shown, whole, position.at(f"[{index}]"))) is not None:
            states.append(state)
    return tuple(states)
