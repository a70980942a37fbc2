"""Texts: in every language, in the letters of that language, and as sources have them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from string import printable
from typing import Final, NamedTuple

from kzeu_timeline.checks.rule import Found, Record, Subject
from kzeu_timeline.exceptions import quoted
from kzeu_timeline.locales import wording
from kzeu_timeline.model import Entry, Negotiation, Series
from kzeu_timeline.text import Language, LocalizedText, mixed_script_words, words

_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "tracks": ("title", "numbered_title", "abbreviation"),
    "parties": ("name",),
    "places": ("name",),
    "roles": ("name",),
    "people": ("name",),
    "topics": ("title",),
    "figures": ("title",),
    "entries": ("title", "description", "commemorated"),
}
"""The texts of each kind of record, by the catalogue's mapping that holds it."""

_MOST_SHOWN: Final = 5


class _Text(NamedTuple):
    """A text, and where it stands."""

    within: str
    slug: str
    field: str
    text: LocalizedText

    def found(self, message: str, language: Language | None = None) -> Found:
        at = self.field if language is None else f"{self.field}.{language}"
        return Found(self.slug, message, at, self.within)


def missing_languages(subject: Subject) -> Iterator[Found]:
    """A text that is not there in every language."""
    for each in _texts(subject.record):
        if len(each.text) < len(Language):
            missing = (quoted(language.value) for language in Language if language not in each.text)
            yield each.found(f"missing language: {', '.join(missing)}")


def mixed_scripts(subject: Subject) -> Iterator[Found]:
    """A word of Latin and Cyrillic letters, which looks right and matches nothing."""
    for each in _texts(subject.record):
        for language, text in each.text.items():
            if not text.isascii() and (mixed := mixed_script_words(text)):
                yield each.found(f"Latin and Cyrillic letters in one word: {quoted(mixed[0])}", language)


def foreign_letters(subject: Subject) -> Iterator[Found]:
    """Words with letters that are neither of the language nor Latin, such as a Ukrainian «ї» in a Kazakh title."""
    for each in _texts(subject.record):
        for language, text in each.text.items():
            if not _plain(language).issuperset(text) and (
                foreign := list(islice(_foreign_words(text, language), _MOST_SHOWN))
            ):
                message = f"not in the letters of language {quoted(language.value)}: {', '.join(foreign)}"
                yield each.found(message, language)


@cache
def _plain(language: Language) -> frozenset[str]:
    """What nearly all texts are made of, so that few have to be looked at closely."""
    alphabet = wording(language).alphabet
    return frozenset(alphabet + alphabet.upper() + printable + "«»“”’–—…№")


def _foreign_words(text: str, language: Language) -> Iterator[str]:
    """Each word with the code points of its foreign letters; what mixes scripts is told by its own rule."""
    composed = unicodedata.normalize("NFKC", text)
    alphabet = wording(language).alphabet
    foreign = {char for char in set(composed) if char.lower() not in alphabet and _is_foreign(char)}
    for word in words(composed) if foreign else ():
        if (letters := sorted(foreign.intersection(word))) and not mixed_script_words(word):
            yield f"{quoted(word)} ({', '.join(f'U+{ord(letter):04X}' for letter in letters)})"


def _is_foreign(char: str) -> bool:
    # A Latin word may stand in any text: COP27, DG HOME. Letters that modify (Oʻzbekiston) have no script.
    category = unicodedata.category(char)
    return category[0] == "L" and category != "Lm" and not unicodedata.name(char, "").startswith("LATIN")


def unattested_titles(subject: Subject) -> Iterator[Found]:
    """A title whose wording is the project's own."""
    for entry in subject.record.entries.values():
        for language in sorted(entry.title.unattested):
            yield Found(entry.slug, f"the title in {quoted(language.value)} is in no source", f"title.{language}")


def _texts(record: Record) -> Iterator[_Text]:
    """Every text, but for the titles that follow from a series, which are looked at there."""
    for within, fields in _FIELDS.items():
        for slug, named in getattr(record, within).items():
            for field in fields:
                text = getattr(named, field, None)
                if text is not None and not (field == "title" and within == "entries" and _follows(named)):
                    yield _Text(within, slug, field, text)


def _follows(entry: Entry) -> bool:
    track = entry.track
    if entry.ordinal is None or not isinstance(track, Series | Negotiation) or track.numbered_title is None:
        return False
    return entry.title == track.title_of(entry.ordinal)
