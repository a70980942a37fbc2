"""What a calendar says of an entry in plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kzeu_timeline import sentences
from kzeu_timeline.history import is_withdrawn
from kzeu_timeline.locales import describe, wording
from kzeu_timeline.model import Entry, Rank
from kzeu_timeline.text import Language

LONGEST_DESCRIPTION: Final = 2_000
"""Octets; longer ones are cut by several calendar programs, in the middle of a line."""

LEFT_OUT: Final = "…"
"""Stands for the lines that would not fit."""


def description(entry: Entry, language: Language) -> str:
    """Plain text, the most important first; of what would not fit, the words give way to the sources, line by line.

    Of a record that has left the data only that is told: it may well have taken place, on the day that sources gave.
    """
    when = describe(entry.when, language)
    if is_withdrawn(entry):
        return _fitted([when, *([entry.description.best(language)] if entry.description else [])], [], [], language)
    status = sentences.status_text(entry, language)
    known = [f"{when} · {status}" if status else when]
    if entry.description:
        known.append(entry.description.best(language))
    known.append(f"{wording(language).label('how-known')}: {sentences.how_known(entry, language)}")
    return _fitted(known, list(_details(entry, language)), _addresses(entry), language)


def _details(entry: Entry, language: Language) -> Iterator[str]:
    """What else is known, line by line."""
    words = wording(language)
    others = [
        f"– {sentences.statement_text(statement, entry, language)}"
        for statement in sentences.other_statements(entry)
        if statement.rank is not Rank.DEPRECATED  # a known error, which is told on cards, where there is room to say so
    ]
    if others:
        yield f"{words.label('others-say')}:"
        yield from others
    if times := list(sentences.local_times(entry, language)):
        yield f"{words.label('local-times')}: {'; '.join(times)}"
    if entry.participants:
        people = (sentences.participant_text(participant, language) for participant in entry.participants)
        yield f"{words.label('takes-part')}: {'; '.join(people)}"
    if entry.figures:
        yield f"{words.label('figures')}:"
        yield from (f"– {sentences.figure_text(figure, language)}" for figure in entry.figures)


def _addresses(entry: Entry) -> list[str]:
    """Of the sources that are not wholly in error; of all where none is right."""
    sources = entry.sources
    if any(each.rank is Rank.DEPRECATED for each in entry.statements):
        right = {each.source.slug for each in entry.statements if each.rank is not Rank.DEPRECATED}
        sources = tuple(source for source in sources if source.slug in right) or sources
    return [source.url for source in sources if source.url]


def _fitted(known: list[str], details: list[str], addresses: list[str], language: Language) -> str:
    """All lines if there is room for them.

    Else the date and how it is known get theirs first, or the date alone, if that leaves half of all; then as many
    addresses as fit, and how many more there are; then as many of the other lines as fit.
    """
    whole = "\n".join((*known, *details, *_sources(addresses, len(addresses), language)))
    if len(whole.encode()) <= LONGEST_DESCRIPTION:
        return whole
    known, details = _lines(known), _lines(details)
    sure = next(lines for lines in (known, known[:1], []) if _octets(lines) <= LONGEST_DESCRIPTION // 2)
    room = LONGEST_DESCRIPTION - _octets([*sure, LEFT_OUT])
    numbers = range(len(addresses), -1, -1)
    sources = next((each for number in numbers if _octets(each := _sources(addresses, number, language)) <= room), [])
    words, room = [], LONGEST_DESCRIPTION - _octets([LEFT_OUT, *sources])
    for line in (*known, *details):
        room -= _octets([line])
        if room < 0:
            words.append(LEFT_OUT)
            break
        words.append(line)
    return "\n".join((*words, *sources))


def _sources(addresses: list[str], number: int, language: Language) -> list[str]:
    """The lines with the first *number* of the addresses, and how many more there are."""
    if not addresses:
        return []
    words, more = wording(language), len(addresses) - number
    rest = [words.label("and-more").format(count=more)] if more else []
    return [f"{words.label('sources')}:", *addresses[:number], *rest]


def _lines(texts: Iterable[str]) -> list[str]:
    return [line for text in texts for line in text.split("\n")]


def _octets(lines: Iterable[str]) -> int:
    """How much room these lines take, each with the break before it."""
    return sum(len(line.encode()) + 1 for line in lines)
