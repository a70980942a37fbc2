"""Kazakh suffixes, in harmony with the last vowel and the last sound of a word, or of a number as it is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from kzeu_timeline.locales.wording import Case

_BACK_VOWELS: Final = frozenset("аоұыуяюё")
_FRONT_VOWELS: Final = frozenset("әөүіеэи")
_VOWELS: Final = _BACK_VOWELS | _FRONT_VOWELS
_VOICELESS: Final = frozenset("бвгдкқпстфхцчшщһ")
"""Sounds after which a suffix begins hard; final б, в, г and д are pronounced without voice."""
_NASALS: Final = frozenset("мнң")


def with_suffix(word: str, *, voiceless: str, nasal: str, other: str) -> str:
    """*word* with the suffix that its last sound asks for, its vowels made to agree with those of the word.

    The three forms are given with front vowels: ``ке``, ``ге`` for the dative.
    """
    last = word[-1].lower()
    form = voiceless if last in _VOICELESS else nasal if last in _NASALS else other
    stem = word.lower().removesuffix("у") or "у"  # which is front in елу and back in оқу
    back = next((char in _BACK_VOWELS for char in reversed(stem) if char in _VOWELS), last == "у")
    return word + (form.translate(_BACK) if back else form)


_BACK: Final = str.maketrans("екгі", "ақғы")


def dative(word: str) -> str:
    """The case of "until": қарашаға, қыркүйекке."""
    return with_suffix(word, voiceless="ке", nasal="ге", other="ге")


def ablative(word: str) -> str:
    """The case of "since": қарашадан, наурыздан, желтоқсаннан."""
    return with_suffix(word, voiceless="тен", nasal="нен", other="ден")


_NUMERALS: Final = {
    **dict(enumerate(("нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"))),
    **{10 * i: word for i, word in enumerate(("он", "жиырма", "отыз", "қырық", "елу"), 1)},
    60: "алпыс",
    70: "жетпіс",
    80: "сексен",
    90: "тоқсан",
    100: "жүз",
    1000: "мың",
    1_000_000: "миллион",
}
"""What numbers end with when they are read."""


def _last_numeral(digits: str) -> str:
    """The last word of a number as it is read; of 2,5 the five."""
    number = int(re.sub(r"\s", "", digits.rpartition(",")[2]))
    power = 10 ** (len(str(number)) - len(str(number).rstrip("0"))) if number else 1
    step = next(step for step in (1_000_000, 1000, 100, 10, 1) if power >= step)
    return _NUMERALS.get(step if step >= 100 else number % (10 * step), _NUMERALS[step])


def counted(value: str, case: Callable[[str], str]) -> str:
    """A number, or so much of something, in that case; a suffix after figures is joined by a hyphen."""
    if value[-1].isdigit():
        numeral = _last_numeral(value)
        return f"{value}-{case(numeral).removeprefix(numeral)}"
    word = re.split(r"\s", value)[-1]
    inflected = possessed(word, Case.FROM if case is ablative else Case.TO) if word[-1] in "ыі" else case(word)
    return value.removesuffix(word) + inflected


def possessed(word: str, case: Case) -> str:
    """A word with a possessive ending in that case: бірі, бірінен, біріне; доллары, долларынан, долларына."""
    ending = {Case.PLAIN: "", Case.FROM: "нен"}.get(case, "не")
    return word + (ending.translate(_BACK) if word[-1] in _BACK_VOWELS else ending)
