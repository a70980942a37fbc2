"""Kazakh, Russian and English: dates in words, ordinals, anniversaries, and the labels of exports."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kzeu_timeline.locales import en, kk, ru
from kzeu_timeline.text import Language

if TYPE_CHECKING:
    from kzeu_timeline.dates import Edtf
    from kzeu_timeline.locales.wording import Case, Wording

WORDINGS: Final[dict[Language, Wording]] = {
    Language.KK: kk.WORDING,
    Language.RU: ru.WORDING,
    Language.EN: en.WORDING,
}


def wording(language: str) -> Wording:
    """The words of *language*; raises :class:`~kzeu_timeline.InvalidRecordError` for an unknown tag."""
    known = WORDINGS.get(language)  # type: ignore[call-overload]  # a StrEnum hashes and compares as its tag
    return known or WORDINGS[Language.of(language)]


def ordinal(number: int, language: str, gender: str = "neuter") -> str:
    """The ordinal as it stands before its noun: 22nd, 22-е, 22- (which the Kazakh noun follows without a space).

    *gender* is "masculine", "feminine" or "neuter"; Russian alone has use for it.
    """
    return wording(language).ordinal(number, gender)


def anniversary(number: int, language: str, of: str | None = None) -> str:
    """10th anniversary, 10-летие, 10 жылдығы; with what *of*, a phrase in the genitive in Russian and Kazakh."""
    return wording(language).anniversary(number, of)


@lru_cache(maxsize=4096)
def describe(when: Edtf, language: str) -> str:
    """The date in words: November 2025, не позднее 2 декабря 2025 г., 2025 ж. қараша.

    Says all that the EDTF text says, qualifiers and unspecified digits included.
    """
    from kzeu_timeline.locales import describing  # noqa: PLC0415 - brings Babel, 40 ms

    return describing.describe(when, wording(language))


@lru_cache(maxsize=4096)
def marked(when: Edtf, language: str) -> str:
    """The date in words after the sign that its days are not known: ≈ November 2025, and ≈ 29 October 2012 of ``~``."""
    from kzeu_timeline.locales import describing  # noqa: PLC0415 - brings Babel, 40 ms

    return describing.marked(when, wording(language))


def inflected(when: Edtf, language: str, case: Case) -> str | None:
    """The date in words, in a case of the language: 4 наурыздан; None if it takes more words than a case fits on."""
    from kzeu_timeline.locales import describing  # noqa: PLC0415 - brings Babel, 40 ms

    return describing.inflected(when, wording(language), case)


__all__ = ["anniversary", "describe", "inflected", "marked", "ordinal", "wording"]
