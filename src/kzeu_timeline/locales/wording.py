"""What a language must be able to say; one module per language says it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from enum import Enum
from typing import ClassVar


class Case(Enum):
    """The role of a date in a phrase; a language inflects for it or does not."""

    PLAIN = "plain"
    FROM = "from"
    UNTIL = "until"
    TO = "to"
    """Of what is moved to a date, not of what lasts until it."""


KINDS = frozenset(
    [
        "meeting",
        "summit",
        "round",
        "visit",
        "forum",
        "established",
        "mandate",
        "opened",
        "concluded",
        "initialled",
        "signed",
        "provisionally-applied",
        "ratified",
        "entered-into-force",
        "terminated",
        "approved",
        "adopted",
        "decided",
        "reviewed",
        "announced",
        "anniversary",
    ]
)
"""The kinds of entries that every language has a word for; others may be used, and are shown as they are."""


class Wording(ABC):
    """The words and the grammar of one language, as far as dates and anniversaries need them.

    Texts in braces are filled in; names of months and the order of day, month and year come from CLDR.
    """

    locale: ClassVar[str]
    """The CLDR locale."""
    own_name: ClassVar[str]
    """What its speakers call it, as a link to a page in it says."""
    alphabet: ClassVar[str]
    """Its letters, in lower case: 42 in Kazakh, 33 in Russian, 26 in English."""

    between: ClassVar[str]
    about: ClassVar[str]
    about_case: ClassVar[Case] = Case.PLAIN
    since: ClassVar[str]
    since_unknown_end: ClassVar[str]
    until: ClassVar[str]
    until_unknown_start: ClassVar[str]
    on_or_before: ClassVar[str]
    on_or_after: ClassVar[str]
    in_or_before: ClassVar[str]
    in_or_after: ClassVar[str]
    one_of_run: ClassVar[str]
    all_of_run: ClassVar[str]
    years: ClassVar[str]
    grouping: ClassVar[str]
    grouping_of_some_year: ClassVar[str]
    significant: ClassVar[str]
    uncertain: ClassVar[str]
    approximate: ClassVar[str]
    local_time: ClassVar[str]
    part_qualified: ClassVar[str]
    unspecified: ClassVar[Mapping[str, str]]
    """What is said where ``X`` stands for the whole of: day, month, both."""
    parts: ClassVar[tuple[str, str, str]]
    """Year, month and day, as the subject of a note."""
    hemispheres: ClassVar[tuple[str, str]]
    """Northern, southern."""
    countries: ClassVar[Mapping[str, str]] = {}
    """Countries, by their ISO 3166-1 codes, that are called otherwise than in CLDR."""
    labels: ClassVar[Mapping[str, str]]
    """Words that exports put beside the facts, by their English key."""
    changes: ClassVar[Mapping[str, str]]
    """What is said of a change, by its kind; "-alone" takes nothing, "-gone" no new value, "-between" two dates."""
    details: ClassVar[Mapping[str, str]]
    """What a record has besides, by the name of the field."""
    page: ClassVar[Mapping[str, str]]
    """What the page says on which people subscribe."""
    head_last: ClassVar[bool] = False
    """Whether a title turns on its last words, what goes before them only says which: …қол қоюдың 10 жылдығы."""
    quotation: ClassVar[str]
    """A title in quotation marks."""

    @abstractmethod
    def ordinal(self, number: int, gender: str) -> str:
        """22nd; *gender* is "masculine", "feminine" or "neuter", where the language has them."""

    @abstractmethod
    def anniversary(self, number: int, of: str | None) -> str:
        """10th anniversary of *of*, a phrase in the case that the language wants there."""

    @abstractmethod
    def year(self, digits: str, case: Case) -> str:
        """A year that stands alone."""

    @abstractmethod
    def decade(self, first: str, case: Case) -> str:
        """The ten years from *first* on, inflected."""

    @abstractmethod
    def some_year(self, first: str, last: str, case: Case) -> str:
        """One of the years from *first* to *last*, inflected."""

    @abstractmethod
    def grouping_name(self, code: int, case: Case) -> str:
        """The season, quarter, third or half with this EDTF code from 21 to 41, less its hemisphere."""

    def inflected(self, phrase: str, case: Case) -> str:
        """*phrase* in that case, where the language marks it at the end of the phrase."""
        del case
        return phrase

    def pattern_text(self, pattern: str, case: Case) -> str:
        """An EDTF pattern such as 1984-1X in a phrase, inflected."""
        del case
        return pattern

    def bounded(self, bound: str, value: str) -> str:
        """A number, with its unit, that a source gives as "exactly", "about", "almost" or "over" that many."""
        return self.labels[bound].format(value=value)

    def significant_note(self, digits: int, first: str, last: str) -> str:
        """How many digits of a year are meant, and which years that makes."""
        return self.significant.format(digits=digits, first=first, last=last)

    def after(self, first: str, second: str) -> str:
        """The date *second* as it stands after the date *first*, each in its case."""
        del first
        return second

    def finished(self, text: str) -> str:
        """*text* with what depends on the word that follows put right."""
        return text

    def month_pattern(self, pattern: str, case: Case) -> str:
        """The CLDR pattern of a month without day, for that case."""
        del case
        return pattern

    def kind(self, slug: str) -> str:
        """The word for a kind of entry; one that the vocabulary does not hold is returned as it is."""
        return self.labels[slug] if slug in KINDS else slug

    def label(self, key: str) -> str:
        """The word for *key*; a key that the vocabulary does not hold is returned as it is."""
        return self.labels.get(key, key)
