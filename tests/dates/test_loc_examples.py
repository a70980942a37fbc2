"""Every example of the Library of Congress EDTF specification (4 February 2019), with bounds worked out by hand.

``2004-06-11%`` stands there twice, at level 1 and at level 2, and so it does here.
"""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple

import pytest

from kzeu_timeline.dates import Precision, parse_edtf

P = Precision


class Example(NamedTuple):
    """A text of the specification; ``earliest`` and ``latest`` are None where it is unbounded."""

    level: int
    text: str
    earliest: str | None
    latest: str | None
    precision: Precision


EXAMPLES: Final = [
    Example(*row)
    for row in (
        # level 0: date
        (0, "1985-04-12", "1985-04-12", "1985-04-12", P.DAY),
        (0, "1985-04", "1985-04-01", "1985-04-30", P.MONTH),
        (0, "1985", "1985-01-01", "1985-12-31", P.YEAR),
        # level 0: date and time
        (0, "1985-04-12T23:20:30", "1985-04-12", "1985-04-12", P.SECOND),
        (0, "1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12", P.SECOND),
        (0, "1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12", P.SECOND),
        (0, "1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12", P.SECOND),
        # level 0: interval
        (0, "1964/2008", "1964-01-01", "2008-12-31", P.YEAR),
        (0, "2004-06/2006-08", "2004-06-01", "2006-08-31", P.MONTH),
        (0, "2004-02-01/2005-02-08", "2004-02-01", "2005-02-08", P.DAY),
        (0, "2004-02-01/2005-02", "2004-02-01", "2005-02-28", P.MONTH),
        (0, "2004-02-01/2005", "2004-02-01", "2005-12-31", P.YEAR),
        (0, "2005/2006-02", "2005-01-01", "2006-02-28", P.YEAR),
        # level 1: letter-prefixed year
        (1, "Y170000002", "170000002-01-01", "170000002-12-31", P.YEAR),
        (1, "Y-170000002", "-170000002-01-01", "-170000002-12-31", P.YEAR),
        # level 1: season; without a hemisphere it has no bounds
        (1, "2001-21", None, None, P.SEASON),
        # level 1: qualification of the whole date
        (1, "1984?", "1984-01-01", "1984-12-31", P.YEAR),
        (1, "2004-06~", "2004-06-01", "2004-06-30", P.MONTH),
        (1, "2004-06-11%", "2004-06-11", "2004-06-11", P.DAY),
        # level 1: unspecified digits from the right
        (1, "201X", "2010-01-01", "2019-12-31", P.DECADE),
        (1, "20XX", "2000-01-01", "2099-12-31", P.CENTURY),
        (1, "2004-XX", "2004-01-01", "2004-12-31", P.MONTH),
        (1, "1985-04-XX", "1985-04-01", "1985-04-30", P.DAY),
        (1, "1985-XX-XX", "1985-01-01", "1985-12-31", P.DAY),
        # level 1: open and unknown ends
        (1, "1985-04-12/..", "1985-04-12", None, P.DAY),
        (1, "1985-04/..", "1985-04-01", None, P.MONTH),
        (1, "1985/..", "1985-01-01", None, P.YEAR),
        (1, "../1985-04-12", None, "1985-04-12", P.DAY),
        (1, "../1985-04", None, "1985-04-30", P.MONTH),
        (1, "../1985", None, "1985-12-31", P.YEAR),
        (1, "1985-04-12/", "1985-04-12", None, P.DAY),
        (1, "1985-04/", "1985-04-01", None, P.MONTH),
        (1, "1985/", "1985-01-01", None, P.YEAR),
        (1, "/1985-04-12", None, "1985-04-12", P.DAY),
        (1, "/1985-04", None, "1985-04-30", P.MONTH),
        (1, "/1985", None, "1985-12-31", P.YEAR),
        # level 1: negative year
        (1, "-1985", "-1985-01-01", "-1985-12-31", P.YEAR),
        # level 2: exponent and significant digits
        (2, "Y-17E7", "-170000000-01-01", "-170000000-12-31", P.YEAR),
        (2, "1950S2", "1900-01-01", "1999-12-31", P.YEAR),
        (2, "Y171010000S3", "171000000-01-01", "171999999-12-31", P.YEAR),
        (2, "Y3388E2S3", "338000-01-01", "338999-12-31", P.YEAR),
        # level 2: parts of a year; 34 is the second quarter
        (2, "2001-34", "2001-04-01", "2001-06-30", P.SEASON),
        # level 2: one of a set
        (2, "[1667,1668,1670..1672]", "1667-01-01", "1672-12-31", P.YEAR),
        (2, "[..1760-12-03]", None, "1760-12-03", P.DAY),
        (2, "[1760-12..]", "1760-12-01", None, P.MONTH),
        (2, "[1760-01,1760-02,1760-12..]", "1760-01-01", None, P.MONTH),
        (2, "[1667,1760-12]", "1667-01-01", "1760-12-31", P.YEAR),
        (2, "[..1984]", None, "1984-12-31", P.YEAR),
        # level 2: all of a set
        (2, "{1667,1668,1670..1672}", "1667-01-01", "1672-12-31", P.YEAR),
        (2, "{1960,1961-12}", "1960-01-01", "1961-12-31", P.YEAR),
        (2, "{..1984}", None, "1984-12-31", P.YEAR),
        # level 2: qualification of a group and of a single component
        (2, "2004-06-11%", "2004-06-11", "2004-06-11", P.DAY),
        (2, "2004-06~-11", "2004-06-11", "2004-06-11", P.DAY),
        (2, "2004?-06-11", "2004-06-11", "2004-06-11", P.DAY),
        (2, "?2004-06-~11", "2004-06-11", "2004-06-11", P.DAY),
        (2, "2004-%06-11", "2004-06-11", "2004-06-11", P.DAY),
        # level 2: unspecified digits anywhere
        (2, "156X-12-25", "1560-12-25", "1569-12-25", P.DAY),
        (2, "15XX-12-25", "1500-12-25", "1599-12-25", P.DAY),
        (2, "XXXX-12-XX", "0000-12-01", "9999-12-31", P.DAY),
        (2, "1XXX-XX", "1000-01-01", "1999-12-31", P.MONTH),
        (2, "1XXX-12", "1000-12-01", "1999-12-31", P.MONTH),
        (2, "1984-1X", "1984-10-01", "1984-12-31", P.MONTH),
        # level 2: intervals
        (2, "2004-06-~01/2004-06-~20", "2004-06-01", "2004-06-20", P.DAY),
        (2, "2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03", P.DAY),
    )
]
every_example = pytest.mark.parametrize("example", EXAMPLES, ids=[f"{row.level}-{row.text}" for row in EXAMPLES])


def test_the_table_is_complete():
    assert Counter(example.level for example in EXAMPLES) == {0: 13, 1: 24, 2: 27}
    assert len(EXAMPLES) == 64


@every_example
def test_prints_itself(example):
    assert parse_edtf(example.text).edtf == example.text


@every_example
def test_bounds(example):
    bounds = tuple(None if day is None else str(day) for day in parse_edtf(example.text).bounds)
    assert bounds == (example.earliest, example.latest)


@every_example
def test_precision(example):
    assert parse_edtf(example.text).precision is example.precision


@every_example
def test_qualification(example):
    value = parse_edtf(example.text)
    assert value.uncertain == any(symbol in example.text for symbol in "?%")
    assert value.approximate == any(symbol in example.text for symbol in "~%")
