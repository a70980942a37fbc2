"""Dates of the calendar, as far as they are known: ``2025-11``, ``2001-34``, ``156X-12-25``, ``2004?-06-11``."""

from __future__ import annotations

import re
from itertools import product
from math import inf
from typing import Final

import attrs

from kzeu_timeline.dates.calendar import day_number, is_leap, month_length
from kzeu_timeline.dates.edtf import QUALIFIER_SYMBOLS, Edtf, Precision, Qualifier
from kzeu_timeline.dates.extent import UNKNOWN, Extent, Pieces
from kzeu_timeline.exceptions import EdtfError

FIRST_SEASON: Final = 21
LAST_SEASON: Final = 41
LAST_UNPLACED_SEASON: Final = 24
"""Seasons 21 to 24 name no hemisphere, so they have no bounds."""

# First month and number of months of each sub-year grouping that has bounds (ISO 8601-2:2019, 4.8.1).
# Seasons are meteorological; one that begins in December ends in the following year.
_GROUPINGS: Final = {
    **{25 + i: (month, 3) for i, month in enumerate((3, 6, 9, 12))},  # seasons of the northern hemisphere
    **{29 + i: (month, 3) for i, month in enumerate((9, 12, 3, 6))},  # seasons of the southern hemisphere
    **{33 + i: (1 + 3 * i, 3) for i in range(4)},  # quarters
    **{37 + i: (1 + 4 * i, 4) for i in range(3)},  # thirds
    **{40 + i: (1 + 6 * i, 6) for i in range(2)},  # halves
}
_SHAPE: Final = re.compile(r"(-?[0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?")
_UNQUALIFIED: Final = (Qualifier.NONE, Qualifier.NONE, Qualifier.NONE)
_COARSE: Final = {3: Precision.DECADE, 2: Precision.CENTURY, 1: Precision.MILLENNIUM, 0: Precision.MILLENNIUM}


@attrs.frozen(slots=True, repr=False)
class PartialDate(Edtf):
    """A year, month or day, with unspecified digits and with a qualifier for each component.

    ``components`` holds the digits as EDTF writes them: ``("2025", "11")``, ``("156X", "12", "25")``,
    ``("-1985",)``, or a season in the month's place, ``("2001", "34")``. Build one with ``parse_edtf`` or
    :meth:`of`. Raises :class:`~kzeu_timeline.EdtfError` for digits that no day of the calendar has.
    """

    components: tuple[str, ...]
    qualifiers: tuple[Qualifier, ...] = attrs.field(
        default=attrs.Factory(lambda self: _UNQUALIFIED[: len(self.components)], takes_self=True)
    )
    _first: float = attrs.field(init=False, eq=False)
    _last: float = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        _check_shape(self.components)
        if len(self.qualifiers) != len(self.components):
            raise PartialDateError(self.components, 0, "not one qualifier for each part")
        first, last = _bounds(self.components)
        object.__setattr__(self, "_first", first)
        object.__setattr__(self, "_last", last)

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> PartialDate:
        """The date with these parts; *year* from -9999 to 9999, *month* also a season from 21 to 41.

        Raises :class:`~kzeu_timeline.EdtfError` for what is no date, a day without a month included.
        """
        parts = [f"-{-year:04}" if year < 0 else f"{year:04}"]
        parts += ["" if part is None else f"{part:02}" for part in (month, day)]
        while not parts[-1]:
            parts.pop()
        return cls(tuple(parts))

    @property
    def year(self) -> int | None:
        """The year; None if a digit is unspecified."""
        return self._number(0)

    @property
    def month(self) -> int | None:
        """The month from 1 to 12; None if there is none, it is a season, or a digit is unspecified."""
        month = self._number(1)
        return None if month is None or month >= FIRST_SEASON else month

    @property
    def season(self) -> int | None:
        """The code of the season, quarter, third or half from 21 to 41 (ISO 8601-2:2019, 4.8.1); else None."""
        month = self._number(1)
        return None if month is None or month < FIRST_SEASON else month

    @property
    def day(self) -> int | None:
        """The day of the month; None if there is none or a digit is unspecified."""
        return self._number(2)

    def _number(self, index: int) -> int | None:
        if index >= len(self.components) or "X" in self.components[index]:
            return None
        return int(self.components[index])

    @property
    def is_unspecified(self) -> bool:
        """Whether any digit is ``X``."""
        return any("X" in digits for digits in self.components)

    def in_hemisphere(self, *, southern: bool) -> PartialDate:
        """The same season in one hemisphere, which gives it bounds: ``2001-21`` becomes ``2001-25`` or ``2001-29``.

        A date that is no season without hemisphere is returned as it is.
        """
        if self.season is None or self.season > LAST_UNPLACED_SEASON:
            return self
        code = self.season + (8 if southern else 4)
        return attrs.evolve(self, components=(self.components[0], str(code)))

    def plus_years(self, years: int) -> PartialDate | None:
        """The same date so many years later, as precise and as qualified as this one.

        29 February becomes 28 February in a year that has none. None where a digit is unspecified,
        or where the year would leave -9999 to 9999.
        """
        if self.is_unspecified or self.year is None or not -9999 <= self.year + years <= 9999:
            return None
        year = self.year + years
        rest = self.components[1:]
        if rest == ("02", "29") and not is_leap(year):
            rest = ("02", "28")
        return PartialDate((f"-{-year:04}" if year < 0 else f"{year:04}", *rest), self.qualifiers)

    @property
    def edtf(self) -> str:
        if not any(self.qualifiers):
            return "-".join(self.components)
        # Preferred: one qualifier to the right of all that it holds for, then those that hold for one part alone, to
        # its left (ISO 8601-2:2019, 8.2.4). A group of one says nothing that the left side would not.
        held = self.qualifiers[0]
        reach = next((i for i, qualifier in enumerate(self.qualifiers) if qualifier != held), len(self.qualifiers))
        grouped = reach if held and (reach > 1 or not any(self.qualifiers[reach:])) else 0
        parts = [
            digits if index < grouped else QUALIFIER_SYMBOLS[qualifier] + digits
            for index, (digits, qualifier) in enumerate(zip(self.components, self.qualifiers, strict=True))
        ]
        if grouped:
            parts[grouped - 1] += QUALIFIER_SYMBOLS[held]
        return "-".join(parts)

    @property
    def span(self) -> tuple[float, float]:
        return self._first, self._last

    @property
    def alternatives(self) -> tuple[Pieces, ...]:
        return ((Extent(self._first, self._last, self._first, self._last),),)

    @property
    def certain(self) -> Extent:
        """That of the year, or the month, before the first component that is qualified.

        A season without hemisphere may reach out of its year, so nothing of it is certain.
        """
        sure = next((i for i, qualifier in enumerate(self.qualifiers) if qualifier), len(self.components))
        if not sure or self._first == -inf:
            return UNKNOWN
        return Extent.within(*(self if sure == len(self.components) else PartialDate(self.components[:sure])).span)

    @property
    def periods(self) -> tuple[Pieces, ...]:
        if self._first == -inf or "X" in "".join(self.components).rstrip("X"):
            return self.alternatives  # the completions have gaps: it is one of several periods, and unknown which
        return ((Extent.throughout(self._first, self._last),),)

    @property
    def sort_key(self) -> tuple[float, float]:
        if self._first == -inf:  # a season without hemisphere stands at the beginning of its year
            return _bounds(self.components[:1])[0], self._last
        return self._first, self._last

    @property
    def precision(self) -> Precision:
        if len(self.components) == 3:
            return Precision.DAY
        if len(self.components) == 2:
            return Precision.SEASON if self.season else Precision.MONTH
        masked = self.components[0].find("X")
        return Precision.YEAR if masked < 0 else _COARSE[masked]

    @property
    def qualifier(self) -> Qualifier:
        combined = self.qualifiers[0]
        for qualifier in self.qualifiers:
            if qualifier is not combined:  # or most dates would pay for arithmetic of enumerations
                combined |= qualifier
        return combined


def _check_shape(components: tuple[str, ...]) -> None:
    found = _SHAPE.fullmatch("-".join(components))
    if not found or tuple(filter(None, found.groups())) != components:
        raise PartialDateError(components, 0, "not the digits of a year, a month and a day")


def _bounds(components: tuple[str, ...]) -> tuple[float, float]:
    """The first and last day that these digits allow; raises :class:`EdtfError` if there is none."""
    try:
        numbers = tuple(map(int, components))
    except ValueError:
        return _masked_bounds(components)
    year = numbers[0]
    if components[0] == "-0000":
        raise _no_such("year", components, 0)
    if len(numbers) == 1:
        return day_number(year, 1, 1), day_number(year, 12, 31)
    month = numbers[1]
    if len(numbers) == 2:
        if 1 <= month <= 12:
            return day_number(year, month, 1), day_number(year, month, month_length(year, month))
        if FIRST_SEASON <= month <= LAST_SEASON:
            return _season_bounds(year, month)
    if not 1 <= month <= 12:
        raise _no_such("month", components, 1)
    if not 1 <= numbers[2] <= month_length(year, month):
        raise _no_such("day", components, 2)
    number = day_number(*numbers)
    return number, number


def _season_bounds(year: int, season: int) -> tuple[float, float]:
    if season <= LAST_UNPLACED_SEASON:
        return -inf, inf
    first, count = _GROUPINGS[season]
    years, month = divmod(first + count - 2, 12)
    last_year, last_month = year + years, month + 1
    return day_number(year, first, 1), day_number(last_year, last_month, month_length(last_year, last_month))


def _masked_bounds(components: tuple[str, ...]) -> tuple[float, float]:
    """The first and last day among all completions of the unspecified digits."""
    if components[0].startswith("-"):
        # Completions would hold the year -0000, which does not exist.
        raise _no_such("year", components, 0)
    years = _completions(components[0], range(10_000))
    if len(components) == 2 and components[1].isdecimal() and int(components[1]) > 12:
        season = int(components[1])
        if not FIRST_SEASON <= season <= LAST_SEASON:
            raise _no_such("month", components, 1)
        return _season_bounds(years[0], season)[0], _season_bounds(years[-1], season)[1]
    months = _completions(components[1], range(1, 13)) if len(components) > 1 else [1, 12]
    if not months:
        raise _no_such("month", components, 1)
    if len(components) < 3:
        last = months[-1]
        return day_number(years[0], months[0], 1), day_number(years[-1], last, month_length(years[-1], last))
    days = _completions(components[2], range(1, 32))
    first = _first_day(years, months, days, backwards=False)
    last_day = _first_day(years, months, days, backwards=True)
    if first is None or last_day is None:
        raise _no_such("day", components, 2)
    return first, last_day


def _completions(digits: str, allowed: range) -> list[int]:
    options = ("0123456789" if digit == "X" else digit for digit in digits)
    return [number for chosen in product(*options) if (number := int("".join(chosen))) in allowed]


def _first_day(years: list[int], months: list[int], days: list[int], *, backwards: bool) -> int | None:
    # Years differ only in being leap or not, so after one of each kind nothing new can be found.
    tried: set[bool] = set()
    step = -1 if backwards else 1
    for year in years[::step]:
        if is_leap(year) in tried:
            continue
        tried.add(is_leap(year))
        for month in months[::step]:
            length = month_length(year, month)
            if fitting := [day for day in days if day <= length]:
                return day_number(year, month, fitting[-1] if backwards else fitting[0])
    return None


def _no_such(unit: str, components: tuple[str, ...], index: int) -> PartialDateError:
    return PartialDateError(components, index, f"no such {unit}")


class PartialDateError(EdtfError):
    """Digits that no day of the calendar has; ``index`` says in which component."""

    def __init__(self, components: tuple[str, ...], index: int, reason: str) -> None:
        offset = sum(len(digits) + 1 for digits in components[:index])
        super().__init__("-".join(components), offset, reason)
        self.components = components
        self.index = index

    def __reduce__(self) -> tuple[type[EdtfError], tuple[str, int, str]]:
        return EdtfError, (self.text, self.offset, self.reason)
