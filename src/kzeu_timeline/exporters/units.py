"""The year, month or day in which something began or ended, for formats that know no other dates."""

from __future__ import annotations

from itertools import takewhile

from kzeu_timeline.dates import Edtf, PartialDate
from kzeu_timeline.dates.calendar import day_of


def beginning(when: Edtf) -> PartialDate | None:
    """The smallest year, month or day in which it began; None if more years than one are possible."""
    return holding(*when.extent[:2])


def end(when: Edtf) -> PartialDate | None:
    """The same of its end; None also of what did not last, as a day, and some day of a month, do not."""
    return holding(*when.extent[2:]) if lasts(when) else None


def lasts(when: Edtf) -> bool:
    """Whether its beginning and its end are two different dates."""
    return when.extent[:2] != when.extent[2:]


def holding(first: float, last: float) -> PartialDate | None:
    """The smallest year, month or day that holds both of these days; None if no year does."""
    earlier, later = day_of(first), day_of(last)
    if earlier is None or later is None or earlier.year != later.year:
        return None
    shared = takewhile(lambda pair: pair[0] == pair[1], zip(earlier, later, strict=True))
    return PartialDate.of(*(part for part, _ in shared))
