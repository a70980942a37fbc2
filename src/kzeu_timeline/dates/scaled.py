"""Years that four digits don't hold, and years known to some digits only: ``Y170000002``, ``Y-17E7``, ``1950S2``."""

from __future__ import annotations

import attrs

from kzeu_timeline.dates.calendar import day_number
from kzeu_timeline.dates.edtf import QUALIFIER_SYMBOLS, Edtf, Precision, Qualifier
from kzeu_timeline.dates.extent import Extent, Pieces
from kzeu_timeline.dates.grammar import MOST_DIGITS
from kzeu_timeline.exceptions import EdtfError


@attrs.frozen(slots=True, repr=False)
class ScaledYear(Edtf):
    """The year *significand* x 10^*exponent*, of which the first *significant* digits are meant.

    Source: ISO 8601-2:2019, 4.7.2 to 4.7.4 and 4.4.3 (significant digits count from the left).
    Raises :class:`~kzeu_timeline.EdtfError` for a year that four digits hold, unless it has *significant*.
    """

    significand: int
    exponent: int | None = None
    significant: int | None = None
    _qualifier: Qualifier = Qualifier.NONE

    def __attrs_post_init__(self) -> None:
        if abs(self.significand) >= 10**MOST_DIGITS or (self.exponent or 0) > MOST_DIGITS:
            raise EdtfError("Y…", 0, f"a year of more than {MOST_DIGITS} digits")
        if len(str(abs(self.significand))) + (self.exponent or 0) > MOST_DIGITS:
            raise EdtfError(self.edtf, 0, f"a year of more than {MOST_DIGITS} digits")
        if (self.exponent is not None and self.exponent < 1) or self.significand == 0:
            raise EdtfError(self.edtf, 0, "a zero that changes nothing")
        if abs(self.year) <= 9999 and (self.exponent is not None or self.significant is None):
            raise EdtfError(self.edtf, 0, "a year of four digits or less needs no letter")
        if self.significant is not None and not 1 <= self.significant <= len(str(abs(self.year))):
            raise EdtfError(self.edtf, self.edtf.index("S") + 1, "more significant digits than the year has, or none")

    @property
    def year(self) -> int:
        """The year as written; with *significant*, the estimate."""
        return int(self.significand * 10 ** (self.exponent or 0))

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year that it may be, inclusive."""
        if self.significant is None:
            return self.year, self.year
        unit = 10 ** (len(str(abs(self.year))) - self.significant)
        smallest = abs(self.year) // unit * unit
        largest = smallest + unit - 1
        return (smallest, largest) if self.year > 0 else (-largest, -smallest)

    @property
    def edtf(self) -> str:
        if self.exponent is None and abs(self.significand) <= 9999:
            digits = f"{self.significand:05}" if self.significand < 0 else f"{self.significand:04}"
        else:
            digits = f"Y{self.significand}"
        exponent = "" if self.exponent is None else f"E{self.exponent}"
        significant = "" if self.significant is None else f"S{self.significant}"
        return f"{digits}{exponent}{significant}{QUALIFIER_SYMBOLS[self.qualifier]}"

    @property
    def span(self) -> tuple[float, float]:
        first, last = self.years
        return day_number(first, 1, 1), day_number(last, 12, 31)

    @property
    def alternatives(self) -> tuple[Pieces, ...]:
        return ((Extent.within(*self.span),),)

    @property
    def periods(self) -> tuple[Pieces, ...]:
        return ((Extent.throughout(*self.span),),) if self.significant is None else self.alternatives

    @property
    def precision(self) -> Precision:
        return Precision.YEAR

    @property
    def qualifier(self) -> Qualifier:
        return self._qualifier
