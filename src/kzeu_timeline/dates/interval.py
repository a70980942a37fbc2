"""Periods with two ends, and runs of dates inside a set: ``2004-06/..``, ``/1985``, ``1670..1672``, ``..1984``."""

from __future__ import annotations

from enum import Enum
from math import inf

import attrs

from kzeu_timeline.dates.edtf import Edtf, Precision, Qualifier
from kzeu_timeline.dates.extent import UNKNOWN, Extent, Pieces
from kzeu_timeline.dates.partial import PartialDate
from kzeu_timeline.dates.scaled import ScaledYear
from kzeu_timeline.exceptions import EdtfError


class Boundary(Enum):
    """An end of an interval that has no date."""

    OPEN = ".."
    """There is no end: it lasts."""
    UNKNOWN = ""
    """There is one, and it isn't known."""

    @property
    def edtf(self) -> str:
        """The text that EDTF writes for it."""
        return self.value


@attrs.frozen(slots=True, repr=False)
class Run(Edtf):
    """The dates from *start* to *end*, inclusive: one side may be None, "on or before" or "on or after".

    A member of a set, or an end of an interval; never a value by itself. Where both sides are there, they are
    plain dates of the same precision, in order. Source: ISO 8601-2:2019, 6.3 and 10.6.
    """

    start: PartialDate | ScaledYear | None
    end: PartialDate | ScaledYear | None

    def __attrs_post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise EdtfError(self.edtf, 0, "'..' without a date")
        if self.start and self.end:
            if not (_is_plain(self.start) and _is_plain(self.end)):
                raise EdtfError(self.edtf, 0, "a range needs plain dates")
            if self.start.precision != self.end.precision:
                raise EdtfError(self.edtf, 0, "a range needs two dates of the same precision")
            if self.start.span > self.end.span:
                raise EdtfError(self.edtf, 0, "a range that ends before it begins")

    @property
    def edtf(self) -> str:
        return f"{self.start.edtf if self.start else ''}..{self.end.edtf if self.end else ''}"

    @property
    def span(self) -> tuple[float, float]:
        return (self.start.span[0] if self.start else -inf), (self.end.span[1] if self.end else inf)

    @property
    def alternatives(self) -> tuple[Pieces, ...]:
        """Some time in the run."""
        return ((Extent.within(*self.span),),)

    @property
    def certain(self) -> Extent:
        first, last = (side.certain if side else UNKNOWN for side in (self.start, self.end))
        return Extent.within(first.start_min, last.end_max)

    @property
    def all_of_it(self) -> Pieces:
        """The first and the last date of the run, and what is between them; it lasts, if both are known to the day."""
        sides = [side.extent for side in (self.start, self.end) if side]
        if all(side.is_exact for side in sides):
            return (Extent.throughout(*self.span),)
        outer = [Extent.throughout(inf, inf)] if self.end is None else []
        outer += [Extent.throughout(-inf, -inf)] if self.start is None else []
        return (*sides, *outer, Extent.within(*self.span))

    @property
    def precision(self) -> Precision:
        return min(side.precision for side in (self.start, self.end) if side)

    @property
    def qualifier(self) -> Qualifier:
        combined = Qualifier.NONE
        for side in (self.start, self.end):
            combined |= side.qualifier if side else Qualifier.NONE
        return combined


def _is_plain(date: PartialDate | ScaledYear) -> bool:
    """Whether it names one year, month or day, and no doubt about it."""
    if isinstance(date, ScaledYear):
        return date.significant is None and not date.qualifier
    return not (date.qualifier or date.is_unspecified or date.season)


Member = PartialDate | ScaledYear | Run
"""What a set holds."""

End = PartialDate | ScaledYear | Run | Boundary
"""What stands at either side of an interval."""


@attrs.frozen(slots=True, repr=False)
class Interval(Edtf):
    """A period that begins some time in *start* and ends some time in *end*.

    An end without a date is :attr:`Boundary.OPEN` or :attr:`Boundary.UNKNOWN`, and they stay distinct.
    Raises :class:`~kzeu_timeline.EdtfError` if neither end has a date, or if it can't but end before it begins.
    Source: ISO 8601-2:2019, A.4.4, A.5.6 and clause 10.
    """

    start: End
    end: End

    def __attrs_post_init__(self) -> None:
        if isinstance(self.start, Boundary) and isinstance(self.end, Boundary):
            raise EdtfError(self.edtf, 0, "an interval needs a date at one end at least")
        if isinstance(self.start, Edtf) and isinstance(self.end, Edtf) and self.start.span[0] > self.end.span[1]:
            raise EdtfError(self.edtf, 0, "an interval that ends before it begins")

    @property
    def edtf(self) -> str:
        return f"{self.start.edtf}/{self.end.edtf}"

    @property
    def alternatives(self) -> tuple[Pieces, ...]:
        return (
            (self._between(*(end.extent if isinstance(end, Edtf) else UNKNOWN for end in (self.start, self.end))),),
        )

    @property
    def certain(self) -> Extent:
        """That of each end by itself: the beginning of ``2004-06-01/2004-06-20~`` is known."""
        first, last = (end.certain if isinstance(end, Edtf) else UNKNOWN for end in (self.start, self.end))
        return self._between(first, last)

    def _between(self, first: Extent, last: Extent) -> Extent:
        """What begins some time in the one and ends some time in the other."""
        start = (-inf, -inf) if self.start is Boundary.OPEN else (first.start_min, first.end_max)
        end = (inf, inf) if self.end is Boundary.OPEN else (last.start_min, last.end_max)
        # It can't begin after the last day on which it can end, nor end before the first on which it can begin.
        return Extent(start[0], min(start[1], end[1]), max(end[0], start[0]), end[1])

    @property
    def precision(self) -> Precision:
        return min(end.precision for end in (self.start, self.end) if isinstance(end, Edtf))

    @property
    def qualifier(self) -> Qualifier:
        combined = Qualifier.NONE
        for end in (self.start, self.end):
            combined |= end.qualifier if isinstance(end, Edtf) else Qualifier.NONE
        return combined
