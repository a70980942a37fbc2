"""The year, month or day in which something began or ended."""

from __future__ import annotations

import pytest
from hypothesis import given

from kzeu_timeline import Truth, parse_edtf
from kzeu_timeline.dates import Edtf
from kzeu_timeline.exporters import units
from tests.builders import nearby_dates


@pytest.mark.parametrize(
    ("when", "beginning", "end"),
    [
        ("2025-12-01", "2025-12-01", None),
        ("2025-12-01?", "2025-12-01", None),
        ("2025-11", "2025-11", None),
        ("2025", "2025", None),
        ("202X", None, None),
        ("2025-33", "2025", None),
        ("2025-11-XX", "2025-11", None),
        ("[..2025-12-02]", None, None),
        ("[2025-12-02..]", None, None),
        ("[2011-05-11,2011-05-24]", "2011-05", None),
        ("[2011-05-31,2011-06-01]", "2011", None),
        ("[2025-12-31,2026-01-01]", None, None),
        ("2025-04-03/2025-04-04", "2025-04-03", "2025-04-04"),
        ("2025-04/2025-06", "2025-04", "2025-06"),
        ("2024/2025-04-04", "2024", "2025-04-04"),
        ("2024-04/..", "2024-04", None),
        ("2024-04-05/", "2024-04-05", None),
        ("../2025", None, "2025"),
        ("{2025-12-01,2025-12-03}", "2025-12-01", "2025-12-03"),
        ("2025-12-01T10:00:00Z", "2025-12-01", None),
    ],
)
def test_a_unit_is_as_small_as_the_date_allows(when: str, beginning: str | None, end: str | None) -> None:
    date = parse_edtf(when)
    assert [unit and unit.edtf for unit in (units.beginning(date), units.end(date))] == [beginning, end]


@given(nearby_dates)
def test_every_possible_beginning_and_end_lies_in_its_unit(when: Edtf) -> None:
    start_min, start_max, end_min, end_max = when.extent
    for unit, first, last in (
        (units.beginning(when), start_min, start_max),
        (units.end(when), end_min, end_max),
    ):
        if unit is not None:
            assert unit.span[0] <= first <= last <= unit.span[1]


@given(nearby_dates)
def test_what_has_a_unit_for_its_end_may_have_lasted(when: Edtf) -> None:
    beginning, end = units.beginning(when), units.end(when)
    if beginning and end:
        assert end.before(beginning) is not Truth.YES
