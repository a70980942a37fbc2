"""Acceptances: the reasons why findings of the check may stay, by rule and record."""

from __future__ import annotations

from kzeu_timeline.exceptions import KzeuTimelineError, quoted
from kzeu_timeline.model import fields
from kzeu_timeline.readers.draft import Draft
from kzeu_timeline.readers.folder import SeedFile
from kzeu_timeline.readers.problems import Position, shown_key


def read_acceptances(draft: Draft, file: SeedFile) -> None:
    """Read ``accepted.toml``; a reason takes the place of that in a folder below for the same finding."""
    for rule, reasons in file.tables.items():
        position = Position(file.label, shown_key(rule))
        if not isinstance(reasons, dict):
            draft.problems.tell(position, f"not a table: {quoted(reasons)}")
            continue
        for slug, reason in reasons.items():
            at = position.at(shown_key(slug))
            try:
                known = draft.accepted.setdefault(fields.slug(rule), {})
                if known.get(fields.slug(slug)) != fields.text(reason):
                    known[slug], draft.origins[f"accepted.{rule}/{slug}"] = reason, str(at)
            except KzeuTimelineError as error:
                draft.problems.tell(at, str(error))
