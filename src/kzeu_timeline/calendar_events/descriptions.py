"""What a calendar says of an entry in plain text."""

from __future__ import annotations

from typing import Final

from kzeu_timeline import sentences
from kzeu_timeline.locales import describe, wording
from kzeu_timeline.model import Entry
from kzeu_timeline.text import Language

LONGEST_DESCRIPTION: Final = 2_000
"""Octets; longer ones are cut by several calendar programs, in the middle of a line."""


def description(entry: Entry, language: Language) -> str:
    """Plain text, the most important first; what would not fit is left out line by line, from the end."""
    words = wording(language)
    status = sentences.status_text(entry, language)
    when = describe(entry.when, language)
    lines = [f"{when} · {status}" if status else when]
    if entry.description:
        lines.append(entry.description.best(language))
    lines.append(f"{words.label('how-known')}: {sentences.how_known(entry, language)}")
    others = [sentences.statement_text(statement, language) for statement in sentences.other_statements(entry)]
    if others:
        lines += [f"{words.label('others-say')}:", *(f"– {other}" for other in others)]
    if times := list(sentences.local_times(entry, language)):
        lines.append(f"{words.label('local-times')}: {'; '.join(times)}")
    if entry.participants:
        people = (sentences.participant_text(participant, language) for participant in entry.participants)
        lines.append(f"{words.label('takes-part')}: {'; '.join(people)}")
    if entry.figures:
        lines += [
            f"{words.label('figures')}:",
            *(f"– {sentences.figure_text(figure, language)}" for figure in entry.figures),
        ]
    if addresses := [source.url for source in entry.sources if source.url]:
        lines += [f"{words.label('sources')}:", *addresses]
    return _cut("\n".join(lines))


def _cut(text: str) -> str:
    if len(text.encode()) <= LONGEST_DESCRIPTION:
        return text
    room = text.encode()[: LONGEST_DESCRIPTION - len("\n…".encode())].decode(errors="ignore")
    whole_lines, _, _ = room.rpartition("\n")
    return f"{whole_lines or room}\n…"
