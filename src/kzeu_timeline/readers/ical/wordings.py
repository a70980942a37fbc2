"""What a feed says in words, turned back: the labels, countries, cities and plain dates of each language.

Every table is made of what the language itself says, so that nothing is read that would not be written.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache, lru_cache
from typing import Final

import attrs

from kzeu_timeline.calendar_events.descriptions import LEFT_OUT
from kzeu_timeline.dates import Edtf, parse_edtf
from kzeu_timeline.dates.zoned import zone_names
from kzeu_timeline.exceptions import EdtfError
from kzeu_timeline.locales import describe, wording
from kzeu_timeline.locales.wording import KINDS, Wording
from kzeu_timeline.model import Status
from kzeu_timeline.sentences import CAPITALS
from kzeu_timeline.text import Language

_YEAR: Final = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_DAY: Final = re.compile(r"(?<![0-9{])[0-9]{1,2}(?![0-9}])")
_SAMPLES: Final = ("2001", *(f"2001-{month:02}" for month in range(1, 13)), *(f"2001-{m:02}-28" for m in range(1, 13)))


@attrs.frozen(eq=False)
class Words:
    """The words of one language, by what is written of them."""

    language: Language
    kinds: dict[str, str]
    statuses: dict[str, Status]
    how: dict[str, str]
    published: str
    unpublished: str
    cancelled: str
    removed: str
    cut: re.Pattern[str]
    """Where lines of a description were left out for want of room."""
    headings: dict[str, str]
    """What begins each part of a description, by its key."""

    def date(self, text: str) -> Edtf | None:
        """The plain day, month or year that these words are; None for any other date."""
        return _date(self.language, text)

    def source(self, text: str) -> tuple[str, Edtf | None, bool]:
        """Publisher and day of publication, as ``sentences.source_text`` puts them, and whether that is all."""
        if text.endswith(self.unpublished):
            return text.removesuffix(self.unpublished), None, True
        publisher, found, when = text.rpartition(self.published)
        if not found or not when.endswith(")"):
            return text, None, False
        date = self.date(when[:-1])
        return publisher, date, date is not None

    def country(self, name: str) -> str | None:
        """The code of a country with this name."""
        return _countries(self.language).get(name)

    def zones(self, city: str) -> list[str]:
        """The zones that are told by this city, those of the capitals first."""
        words = wording(self.language)
        capitals = [zone for zone, label in CAPITALS.items() if words.label(label) == city]
        return capitals or _cities(self.language).get(city, [])


@cache
def words_of(language: Language) -> Words:
    """The words of that language."""
    words = wording(language)
    keys = ("how-known", "others-say", "local-times", "takes-part", "figures", "sources")
    return Words(
        language=language,
        kinds={words.kind(kind): kind for kind in KINDS},
        statuses={words.label(status): status for status in Status} | {words.label("done"): Status.HELD},
        how={words.label(how): how for how in ("stated", "inferred", "derived")},
        published=f" ({words.label('published')}: ",
        unpublished=f" ({words.label('unpublished')})",
        cancelled=f"{words.label('CANCELLED')}: ",
        removed=f"{words.label('REMOVED')}: ",
        cut=_cut(words),
        headings={key: f"\n{words.label(key)}:" for key in keys},
    )


def _cut(words: Wording) -> re.Pattern[str]:
    """LEFT_OUT before the sources or at the end, and how many more sources there are."""
    more = re.escape(words.label("and-more")).replace(re.escape("{count}"), "[0-9]+")
    return re.compile(rf"(?:^|\n){LEFT_OUT}(?=\n{re.escape(words.label('sources'))}:\n|\Z)|\n{more}\Z")


@cache
def _countries(language: Language) -> dict[str, str]:
    from kzeu_timeline.locales.names import cldr, country_name  # noqa: PLC0415 - brings Babel

    words = wording(language)
    codes = filter(re.compile("[A-Z]{2}").fullmatch, sorted(cldr(words.locale).territories))
    return {country_name(code, words): code for code in codes}


@cache
def _cities(language: Language) -> dict[str, list[str]]:
    from kzeu_timeline.locales.names import city_of  # noqa: PLC0415 - brings Babel

    found: dict[str, list[str]] = {}
    for zone in sorted(zone_names()):
        with suppress(LookupError):  # where pytz is installed, Babel asks it, and it does not know every zone
            found.setdefault(city_of(zone, wording(language)), []).append(zone)
    return found


@lru_cache(maxsize=16384)
def _date(language: Language, text: str) -> Edtf | None:
    years = _YEAR.findall(text)
    if len(years) != 1:
        return None
    pattern = _YEAR.sub("{y}", text)
    days = _DAY.findall(pattern)
    edtf = _patterns(language).get(_DAY.sub("{d}", pattern))
    if edtf is None or len(days) > 1:
        return None
    found = edtf.replace("2001", years[0])
    with suppress(EdtfError):  # there is no 30 February, whoever says so
        return parse_edtf(found.replace("-28", f"-{int(days[0]):02}") if days else found)
    return None


@cache
def _patterns(language: Language) -> dict[str, str]:
    """Dates of 2001 as EDTF, by their words with {y} and {d} in place of year and day."""
    texts = ((describe(parse_edtf(edtf), language), edtf) for edtf in _SAMPLES)
    return {_DAY.sub("{d}", _YEAR.sub("{y}", text)): edtf for text, edtf in texts}
