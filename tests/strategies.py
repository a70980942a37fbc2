"""Hypothesis strategies for EDTF: text sampled from the grammar, never by way of the parser.

Every date begins as a day that exists and is then made coarser: cut to a month, a season or a year, digits masked,
a side opened. What is coarser still holds that day, so a mask always has a completion, two ordered days always make
an ordered interval, and the sampler needs no bounds of its own.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from functools import reduce
from itertools import product
from operator import or_
from typing import Final, NamedTuple

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from kzeu_timeline.dates import Edtf, Qualifier, parse_edtf

LAW: Final = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""How a law is tried: a slow machine is no counterexample."""

SYMBOLS: Final = {"": Qualifier.NONE, "?": Qualifier.UNCERTAIN, "~": Qualifier.APPROXIMATE, "%": Qualifier.BOTH}
_SYMBOL: Final = st.sampled_from(list(SYMBOLS))


class Sample(NamedTuple):
    """EDTF text, and the qualifier that each date component in it carries, in the order of the text."""

    text: str
    qualifiers: tuple[Qualifier, ...] = ()

    @property
    def qualifier(self) -> Qualifier:
        return _combined(self.qualifiers)


def _combined(qualifiers: Iterable[Qualifier]) -> Qualifier:
    return reduce(or_, qualifiers, Qualifier.NONE)


CalendarDay = tuple[int, int, int]
Days = SearchStrategy[CalendarDay]


@st.composite
def days(draw: DrawFn, first_year: int, last_year: int) -> CalendarDay:
    """A day that exists, as year, month and day."""
    year, month = draw(st.integers(first_year, last_year)), draw(st.integers(1, 12))
    return year, month, draw(st.integers(1, monthrange(year, month)[1]))


COMMON_ERA: Final = days(0, 9999)
BEFORE_YEAR_0: Final = days(-9999, -1)
ANY_ERA: Final = COMMON_ERA | BEFORE_YEAR_0


# Dates of one to three components.


def _digits(day: CalendarDay) -> tuple[str, ...]:
    year, month, number = day
    return f"{'-' if year < 0 else ''}{abs(year):04}", f"{month:02}", f"{number:02}"


def _codes(month: int) -> list[str]:
    """The seasons, quarters, thirds and halves of the same year that this month lies in."""
    seasons = {3: (25, 31), 6: (26, 32), 9: (27, 29), 12: (28, 30)}.get(month // 3 * 3, ())
    groups = (33 + (month - 1) // 3, 37 + (month - 1) // 4, 40 + (month - 1) // 6)
    return [str(code) for code in (21, 22, 23, 24, *seasons, *groups)]


@st.composite
def _masked(draw: DrawFn, digits: str) -> str:
    return "".join("X" if draw(st.booleans()) else digit for digit in digits)


@st.composite
def dates(
    draw: DrawFn, of: Days = COMMON_ERA, *, masked: bool = False, grouping: bool = False, qualified: bool = False
) -> Sample:
    """A date that holds a drawn day: with unspecified digits, a season's code, qualifiers on either side of digits."""
    day = draw(of)
    components = _digits(day)[: 2 if grouping else draw(st.integers(1, 3))]
    if masked and day[0] >= 0:
        components = tuple(draw(_masked(digits)) for digits in components)
    if grouping:
        components = (components[0], draw(st.sampled_from(_codes(day[1]))))
    symbols = [(draw(_SYMBOL), draw(_SYMBOL)) if qualified else ("", "") for _ in components]
    text = "-".join(left + digits + right for digits, (left, right) in zip(components, symbols, strict=True))
    # On the left it holds for one component, on the right for all that came before as well.
    reaches = [[left, *(right for _, right in symbols[i:])] for i, (left, _) in enumerate(symbols)]
    return Sample(text, tuple(_combined(SYMBOLS[symbol] for symbol in reach) for reach in reaches))


def any_dates(of: Days = ANY_ERA) -> SearchStrategy[Sample]:
    """A date with or without mask, season and qualifiers."""
    flags = product((False, True), repeat=2)
    return st.one_of(*(dates(of, masked=masked, grouping=grouping, qualified=True) for masked, grouping in flags))


# Years after Y, years with significant digits, clock times.


@st.composite
def scaled_years(draw: DrawFn) -> Sample:
    """``Y170000002``, ``Y-17E7``, ``1950S2``, ``Y171010000S3``, ``Y3388E2S3``, each with or without qualifier."""
    form = draw(st.sampled_from(("Y", "YE", "S", "YS", "YES")))
    exponent = draw(st.integers(1, 17)) if "E" in form else 0
    if "Y" in form:
        length = draw(st.integers(max(1, 5 - exponent), 18 - exponent))
        significand = draw(st.integers(10 ** (length - 1), 10**length - 1))
    else:
        significand = draw(st.integers(1, 9999))
    text = "Y" if "Y" in form else ""
    text += draw(st.sampled_from(("", "-")))
    text += str(significand) if "Y" in form else f"{significand:04}"
    text += f"E{exponent}" if "E" in form else ""
    text += f"S{draw(st.integers(1, len(str(significand)) + exponent))}" if "S" in form else ""
    symbol = draw(_SYMBOL)
    return Sample(text + symbol, (SYMBOLS[symbol],))


@st.composite
def _shifts(draw: DrawFn) -> tuple[str, int]:
    """A shift from UTC as written, and its minutes."""
    hours, minutes = draw(st.integers(-13, 13)), draw(st.integers(0, 59))
    return draw(
        st.sampled_from(
            (
                ("", 0),
                ("Z", 0),
                (f"{hours:+03}", hours * 60),
                (f"{hours:+03}:{minutes:02}", hours * 60 + (-minutes if hours < 0 else minutes)),
            )
        )
    )


@st.composite
def date_times(draw: DrawFn, of: Days = ANY_ERA) -> Sample:
    """A plain day with a local time, with or without shift, now and then in a leap second."""
    clock, second = draw(st.integers(0, 24 * 60 - 1)), draw(st.integers(0, 60))
    shift, minutes = draw(_shifts())
    if second == 60:
        clock = (24 * 60 - 1 + minutes) % (24 * 60)
    date = "-".join(_digits(draw(of)))
    return Sample(f"{date}T{clock // 60:02}:{clock % 60:02}:{second:02}{shift}")


# Intervals and sets.


def _joined(before: str, parts: list[Sample], between: str, after: str) -> Sample:
    text = between.join(part.text for part in parts)
    return Sample(f"{before}{text}{after}", tuple(qualifier for part in parts for qualifier in part.qualifiers))


def _opened(sample: Sample, side: str) -> Sample:
    return _joined(".." if side == "before" else "", [sample], "", ".." if side == "after" else "")


@st.composite
def intervals(draw: DrawFn, of: Days = ANY_ERA) -> Sample:
    """Two ends in order, each a date of any kind, a date opened to one side, open or unknown; one has a date."""
    ends: list[Sample] = []
    for day in sorted((draw(of), draw(of))):
        dated = draw(any_dates(st.just(day)))
        ends.append(_opened(dated, draw(st.sampled_from(("neither", "before", "after")))))
    replaced = draw(st.sampled_from((None, None, 0, 1)))
    if replaced is not None:
        far = ("Y-17E7", "Y171010000S3")[replaced]  # so far away that it is in order with any other end
        ends[replaced] = Sample(draw(st.sampled_from(("", "..", far))))
    return _joined("", ends, "/", "")


@st.composite
def _runs(draw: DrawFn, of: Days) -> Sample:
    """``a..b``: plain dates of the same precision, in order."""
    count = draw(st.integers(1, 3))
    ends = [Sample("-".join(_digits(day)[:count])) for day in sorted((draw(of), draw(of)))]
    return _joined("", ends, "..", "")


def _members(of: Days) -> SearchStrategy[list[Sample]]:
    one_sided = st.builds(_opened, any_dates(of), st.sampled_from(("before", "after")))
    return st.lists(any_dates(of) | one_sided | _runs(of) | scaled_years(), min_size=1, max_size=4)


def one_of_sets(of: Days = ANY_ERA) -> SearchStrategy[Sample]:
    """``[a,b..c,..d]``."""
    return _members(of).map(lambda members: _joined("[", members, ",", "]"))


def all_of_sets(of: Days = ANY_ERA) -> SearchStrategy[Sample]:
    """``{a,b..c,d..}``."""
    return _members(of).map(lambda members: _joined("{", members, ",", "}"))


SAMPLES: Final[dict[str, SearchStrategy[Sample]]] = {
    "plain date": dates(),
    "negative year": dates(BEFORE_YEAR_0),
    "masked date": dates(masked=True),
    "grouping": dates(ANY_ERA, grouping=True),
    "qualified grouping": dates(masked=True, grouping=True, qualified=True),
    "qualified date": dates(ANY_ERA, qualified=True),
    "masked and qualified date": dates(masked=True, qualified=True),
    "scaled year": scaled_years(),
    "date and time": date_times(),
    "interval": intervals(),
    "one of": one_of_sets(),
    "all of": all_of_sets(),
}
"""A strategy for each class of EDTF text."""

_NEARBY: Final = (any_dates, date_times, intervals, one_of_sets, all_of_sets)


def edtf_values(of: Days | None = None) -> SearchStrategy[Edtf]:
    """Values of every class; if *of* is given, all near those days, so that they come in each other's way."""
    samples = SAMPLES.values() if of is None else [kind(of) for kind in _NEARBY]
    return st.one_of(*samples).map(lambda sample: parse_edtf(sample.text))
