"""A date with a clock time, as EDTF writes it: ``1985-04-12T23:20:30+04:30``."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

import attrs

from kzeu_timeline.dates.edtf import Edtf, Precision, Qualifier
from kzeu_timeline.dates.extent import Extent, Pieces
from kzeu_timeline.dates.partial import PartialDate
from kzeu_timeline.exceptions import EdtfError

_SHIFT: Final = re.compile(r"Z|[+-][0-9]{2}(?::[0-9]{2})?|")
WIDEST_SHIFT: Final = 14 * 60
"""Minutes; no zone is further from UTC."""


@attrs.frozen(slots=True, repr=False)
class DateTime(Edtf):
    """A day with a local time, and its shift from UTC as the source wrote it: ``Z``, ``-04``, ``+04:30`` or nothing.

    Its bounds are the day as written. Raises :class:`~kzeu_timeline.EdtfError` for a time that no clock shows.
    Source: ISO 8601-1:2019, 5.3 and 5.4 (no hour 24; a second 60 is a leap second).
    """

    date: PartialDate
    hour: int
    minute: int
    second: int
    shift: str = ""

    def __attrs_post_init__(self) -> None:
        if self.date.day is None or self.date.qualifier or self.date.is_unspecified:
            raise EdtfError(self.edtf, 0, "a time needs a plain date with year, month and day")
        if not _SHIFT.fullmatch(self.shift):
            raise EdtfError(self.edtf, 0, "not a shift as in Z, -04 or +04:30")
        base = len(self.date.edtf) + 1
        if not 0 <= self.hour <= 23:
            raise EdtfError(self.edtf, base, "no such hour")
        if not 0 <= self.minute <= 59:
            raise EdtfError(self.edtf, base + 3, "no such minute")
        if not 0 <= self.second <= 60 or (self.second == 60 and not self._may_be_leap()):
            raise EdtfError(self.edtf, base + 6, "no such second")
        if self.shift in {"-00", "-00:00"}:
            raise EdtfError(self.edtf, base + 8, "zero is written with plus")
        minutes = self.shift_minutes
        if int(self.shift[4:] or 0) > 59:
            raise EdtfError(self.edtf, base + 12, "no such minute")
        if minutes is not None and abs(minutes) > WIDEST_SHIFT:
            raise EdtfError(self.edtf, base + 8, "no zone is so far from UTC")

    def _may_be_leap(self) -> bool:
        """Whether the clock can show second 60: leap seconds are inserted at 23:59:60 UTC only."""
        shift = self.shift_minutes
        if shift is None:
            return self.minute % 15 == 14
        return (self.hour * 60 + self.minute - shift) % (24 * 60) == 24 * 60 - 1

    @property
    def shift_minutes(self) -> int | None:
        """Minutes ahead of UTC; None if the source gives none."""
        if not self.shift:
            return None
        if self.shift == "Z":
            return 0
        minutes = int(self.shift[1:3]) * 60 + int(self.shift[4:] or 0)
        return -minutes if self.shift[0] == "-" else minutes

    @property
    def time(self) -> dt.time:
        """The local time without its shift; a leap second is shown as second 59."""
        return dt.time(self.hour, self.minute, min(self.second, 59))

    @property
    def edtf(self) -> str:
        return f"{self.date.edtf}T{self.hour:02}:{self.minute:02}:{self.second:02}{self.shift}"

    @property
    def span(self) -> tuple[float, float]:
        return self.date.span

    @property
    def alternatives(self) -> tuple[Pieces, ...]:
        return ((Extent.within(*self.date.span),),)

    @property
    def precision(self) -> Precision:
        return Precision.SECOND

    @property
    def qualifier(self) -> Qualifier:
        return Qualifier.NONE
