"""The package ``edtf`` as an oracle: where it is known to be right, our bounds are its bounds.

Where the two differ, a table says who is right and why. A row whose answer changes with a new version of ``edtf``
fails here, and is then to be judged anew.
"""

from __future__ import annotations

from time import struct_time
from typing import Final

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzeu_timeline.dates import parse_edtf
from kzeu_timeline.exceptions import EdtfError
from tests.dates.test_loc_examples import EXAMPLES
from tests.strategies import ANY_ERA, LAW, dates

Bounds = tuple[str | None, str | None] | None
"""The first and last day, None where unbounded; None in all for what is refused."""

REFUSED: Final = None
CRASHES: Final = (AttributeError, ValueError)


def ours(text: str) -> Bounds:
    try:
        first, last = parse_edtf(text).bounds
    except EdtfError:
        return REFUSED
    return (None if first is None else str(first)), (None if last is None else str(last))


def theirs(text: str) -> Bounds:
    try:
        value = edtf.parse_edtf(text)
        return _iso(value.lower_strict()), _iso(value.upper_strict())
    except (edtf.EDTFParseException, *CRASHES):
        return REFUSED


def _iso(day: struct_time | float) -> str | None:
    if isinstance(day, float):
        return None
    year, month, number = day[:3]
    return f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{number:02}"


WE_ARE_RIGHT: Final = {
    "2001-21": ((None, None), ("2001-03-01", "2001-05-31"), "spring comes in March or in September: no hemisphere"),
    "2001-28": (("2001-12-01", "2002-02-28"), ("2001-12-01", "2001-12-31"), "a winter has three months"),
    "1985/": (("1985-01-01", None), ("1985-01-01", "1995-01-01"), "an unknown end is not ten years away"),
    "1985-04/": (("1985-04-01", None), ("1985-04-01", "1995-04-01"), "an unknown end is not ten years away"),
    "1985-04-12/": (("1985-04-12", None), ("1985-04-12", "1995-04-12"), "an unknown end is not ten years away"),
    "/1985": ((None, "1985-12-31"), ("1975-12-31", "1985-12-31"), "an unknown start is not ten years away"),
    "/1985-04": ((None, "1985-04-30"), ("1975-04-30", "1985-04-30"), "an unknown start is not ten years away"),
    "/1985-04-12": ((None, "1985-04-12"), ("1975-04-12", "1985-04-12"), "an unknown start is not ten years away"),
    "1950S2": (("1900-01-01", "1999-12-31"), ("1950-01-01", "1950-12-31"), "two digits are significant, not four"),
    "Y171010000S3": (
        ("171000000-01-01", "171999999-12-31"),
        ("171010000-01-01", "171010000-12-31"),
        "three digits are significant, not nine",
    ),
    "Y3388E2S3": (
        ("338000-01-01", "338999-12-31"),
        ("338800-01-01", "338800-12-31"),
        "three digits are significant, not six",
    ),
    "1984-1X": (("1984-10-01", "1984-12-31"), REFUSED, "an example of the specification, on which theirs crashes"),
    "1985-0X-31": (("1985-01-31", "1985-08-31"), REFUSED, "some months from January to September have 31 days"),
    "15XX-02-29": (("1504-02-29", "1596-02-29"), ("1500-02-29", "1599-02-29"), "1500 and 1599 have no 29 February"),
    "..2004-06-01/2004-06-20..": ((None, None), REFUSED, "ISO 8601-2, 10.6, opens an end to one side"),
    "2001-02-29": (REFUSED, ("2001-02-29", "2001-02-29"), "2001 has no 29 February"),
    "1900-02-29": (REFUSED, ("1900-02-29", "1900-02-29"), "1900 has no 29 February"),
    "2008/2004": (REFUSED, ("2008-01-01", "2004-12-31"), "nothing ends before it begins"),
    "../..": (REFUSED, (None, None), "an interval without a date says nothing"),
    "-20XX": (REFUSED, ("-2099-01-01", "-2000-12-31"), "no text of the standard masks a negative year"),
}


@st.composite
def plain_intervals(draw: st.DrawFn) -> str:
    return "/".join(draw(dates(st.just(day))).text for day in sorted((draw(ANY_ERA), draw(ANY_ERA))))


@settings(LAW, max_examples=150)
@given(dates(ANY_ERA))
def test_bounds_of_plain_dates_agree(sample):
    assert ours(sample.text) == theirs(sample.text)


@settings(LAW, max_examples=150)
@given(plain_intervals())
def test_bounds_of_plain_intervals_agree(text):
    assert ours(text) == theirs(text)


@pytest.mark.parametrize("text", sorted({example.text for example in EXAMPLES} - WE_ARE_RIGHT.keys()))
def test_bounds_of_the_examples_of_the_specification_agree(text):
    assert ours(text) == theirs(text)


@pytest.mark.parametrize("text", WE_ARE_RIGHT)
def test_where_we_differ(text):
    right, wrong, why = WE_ARE_RIGHT[text]
    assert ours(text) == right, why
    assert theirs(text) == wrong
