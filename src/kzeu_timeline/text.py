"""The languages, and text that exists in several of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import chain
from typing import Final

from kzeu_timeline.exceptions import InvalidRecordError, quoted

LONGEST_TEXT: Final = 20_000
"""Characters; nothing in a diplomatic calendar comes near it, and a feed with more is refused by calendar programs."""


class Language(StrEnum):
    """A language of the project, by its BCP 47 tag."""

    KK = "kk"
    RU = "ru"
    EN = "en"

    @classmethod
    def of(cls, tag: str) -> Language:
        """The language with this tag; raises :class:`InvalidRecordError` for any other text."""
        try:
            return _LANGUAGES[tag]
        except (KeyError, TypeError):
            known = ", ".join(cls)
            raise InvalidRecordError(f"unknown language (known: {known}): {quoted(tag)}") from None

    @property
    def fallback(self) -> tuple[Language, ...]:
        """The order in which text is looked for when this language is asked for: itself first."""
        return _FALLBACK[self]


_LANGUAGES: Final = {language.value: language for language in Language}

_FALLBACK: Final = {
    Language.KK: (Language.KK, Language.RU, Language.EN),
    Language.RU: (Language.RU, Language.EN, Language.KK),
    Language.EN: (Language.EN, Language.RU, Language.KK),
}


class LocalizedText(Mapping[Language, str]):
    """One text in one or more languages: immutable, hashable, in the order of :class:`Language`.

    ``text["ru"]`` is strict and raises ``KeyError``; :meth:`best` falls back in the stated order.
    *unattested* names the languages whose wording is the project's own, found in no source.
    Raises :class:`InvalidRecordError` for an unknown language, an empty text, and text that can't be
    written down (a lone surrogate, NUL, more than 20,000 characters).
    """

    __slots__ = ("_hash", "_texts", "unattested")

    _hash: int
    _texts: dict[Language, str]
    unattested: frozenset[Language]

    def __init__(
        self,
        texts: Mapping[str, str] | Mapping[Language, str] | None = None,
        /,
        *,
        unattested: Iterable[str] = (),
        **by_language: str,
    ) -> None:
        items = (*(texts or {}).items(), *by_language.items())
        given = {Language.of(tag): checked_text(text) for tag, text in items}
        if not given:
            raise InvalidRecordError("a text needs at least one language")
        for language, text in given.items():
            if not text.strip():
                raise InvalidRecordError(f"empty text in language {quoted(language.value)}")
        texts = {language: given[language] for language in _LANGUAGES.values() if language in given}
        marked = frozenset(map(Language.of, unattested))
        if strangers := sorted(marked - given.keys()):
            raise InvalidRecordError(f"marked as unattested, but not there: {quoted(strangers[0].value)}")
        object.__setattr__(self, "_texts", texts)
        object.__setattr__(self, "unattested", marked)
        object.__setattr__(self, "_hash", hash((tuple(texts.items()), marked)))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a text can't be changed: {quoted(name)}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a text can't be changed: {quoted(name)}")

    def __getitem__(self, language: str) -> str:
        return self._texts[language]  # type: ignore[index]  # a StrEnum hashes and compares as its tag

    def __iter__(self) -> Iterator[Language]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LocalizedText):
            return NotImplemented
        return self._texts == other._texts and self.unattested == other.unattested

    def __repr__(self) -> str:
        texts = ", ".join(f"{language}={text!r}" for language, text in self._texts.items())
        return f"LocalizedText({texts})"

    def __reduce__(self) -> tuple[object, ...]:
        return _restore, ({language.value: text for language, text in self.items()}, tuple(sorted(self.unattested)))

    def best(self, language: str, fallback: Iterable[str] | None = None) -> str:
        """The text in *language*, or in the first language of *fallback* that has one.

        Without *fallback* the order is that of :attr:`Language.fallback`, then whatever is there.
        """
        exact: str | None = self._texts.get(language)  # type: ignore[call-overload]  # see __getitem__
        if exact is not None:
            return exact
        wanted = Language.of(language)
        for candidate in (wanted, *(wanted.fallback if fallback is None else fallback), *self._texts):
            if (text := self._texts.get(Language.of(candidate))) is not None:
                return text
        raise AssertionError("a text has at least one language")

    def best_language(self, language: str) -> Language:
        """The language of the text that :meth:`best` gives for *language* by itself."""
        return next(each for each in Language.of(language).fallback if each in self._texts)


def _restore(texts: dict[str, str], unattested: tuple[str, ...]) -> LocalizedText:
    return LocalizedText(texts, unattested=unattested)


_UNWRITABLE: Final = re.compile("[\x00\ud800-\udfff]")


def checked_text(value: object) -> str:
    """*value* if it is text that every format can hold in some form; else :class:`InvalidRecordError`.

    Refuses NUL and lone surrogates, which no encoding of text can carry, and more than 20,000 characters.
    Other control characters are text; each exporter says what it does with them.
    """
    if not isinstance(value, str):
        raise InvalidRecordError(f"not text: {quoted(value)}")
    if len(value) > LONGEST_TEXT:
        raise InvalidRecordError(f"text of {len(value):,} characters, more than {LONGEST_TEXT:,}: {quoted(value)}")
    if found := _UNWRITABLE.search(value):
        raise InvalidRecordError(f"character U+{ord(found[0]):04X} at offset {found.start()} of: {quoted(value)}")
    return value


def folded(text: str) -> str:
    """*text* as a search compares it: compatibility forms, case and «ё» make no difference."""
    return unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")


_WORD: Final = re.compile(r"[^\W\d_]+")
_DOUBTFUL_WORD: Final = re.compile(r"(?<![^\W\d_])(?!(?:[A-Za-z]+|[\u0400-\u052f]+)(?![^\W\d_]))[^\W\d_]+")
"""A word that is not plainly of one script, as nearly all are: to ask for the name of every letter takes long."""


def words(text: str) -> list[str]:
    """The words of *text*: letters without anything between them, so «IT-компания» is two."""
    return _WORD.findall(text)


def mixed_script_words(text: str) -> list[str]:
    """The words of *text* that hold both Latin and Cyrillic letters, which look right and match nothing."""
    return [word for word in _DOUBTFUL_WORD.findall(text) if len(_scripts(word)) > 1]


def _scripts(word: str) -> set[str]:
    # A character's Unicode name begins with its script; the standard library has no other way to ask.
    names = {unicodedata.name(char, "").partition(" ")[0] for char in word}
    return names & {"LATIN", "CYRILLIC"}


def nearest(text: str, known: Iterable[str]) -> str | None:
    """The first of *known* that holds *text*, or else the one that is spelled most like it; None if none is."""
    from difflib import get_close_matches  # noqa: PLC0415 - only what nobody knows needs it

    names = sorted(known)
    return next(chain((name for name in names if text and text in name), get_close_matches(text, names, n=1)), None)
