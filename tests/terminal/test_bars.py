"""A date as a bar: each kind of date by its own signs, in the columns of its days."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzeu_timeline.dates import parse_edtf
from kzeu_timeline.layout import CELLS, lay_out
from kzeu_timeline.model import Status
from kzeu_timeline.terminal.bars import draw_bar, legends, signs_of
from kzeu_timeline.terminal.canvas import Canvas
from kzeu_timeline.terminal.screen import Screen
from kzeu_timeline.timeline import Timeline
from tests.builders import nearby_dates
from tests.strategies import LAW
from tests.terminal.screens import Terminal

WIDTH = 124


def bar(
    when, status: str | None = None, width: int = WIDTH, *, is_derived: bool = False
) -> tuple[str, tuple[int, int], set[str]]:
    """A date drawn in the year 2025, three days a column, with the columns that it takes and the signs that it has."""
    days = {"first": dt.date(2025, 1, 1), "last": dt.date(2025, 12, 31)}
    layout = lay_out(Timeline(), width=width, metrics=CELLS, even=True, **days)
    canvas = Canvas(Screen(Terminal().console), width, 1)
    taken = draw_bar(canvas, 0, layout.bar(when), signs_of(status and Status(status), is_derived=is_derived), "")
    return canvas.line(0).plain, taken, canvas.signs


@pytest.mark.parametrize(
    ("when", "shape"),
    [
        ("2025-05-05", "●"),
        ("2025-05-05?", "○"),
        ("2025-05", "░" * 10),
        ("2025-05-01/2025-05-31", "█" * 10),
        ("2025-04/2025-06", "░" * 10 + "█" * 11 + "░" * 9),
        ("[2025-05-05,2025-05-11]", "○ ○"),
        ("[..2025-05-05]", "‹░░░"),
        ("[2025-05-05..]", "░░░›"),
        ("2025-12-01/..", "█" * 10 + "›"),
        ("2024-05/2026-05", "‹" + "█" * 120 + "›"),
    ],
)
def test_the_shape_of_a_date_says_what_is_certain_of_it(when, shape):
    assert bar(parse_edtf(when))[0].strip() == shape


@pytest.mark.parametrize(
    ("status", "signs"),
    [(None, "●█░"), ("held", "●█░"), ("planned", "◆▒░"), ("postponed", "→→→"), ("cancelled", "×××")],
)
def test_what_was_not_held_has_signs_of_its_own(status, signs):
    whens = ("2025-05-05", "2025-05-01/2025-05-31", "2025-05")
    assert [bar(parse_edtf(when), status)[0].strip()[0] for when in whens] == list(signs)


def test_what_was_computed_does_not_look_like_what_was_held():
    line, _, signs = bar(parse_edtf("2025-05-05"), is_derived=True)
    assert line.strip() == "□"
    assert list(legends(signs, "en")) == ["□ anniversary: computed from a stated date"]


def test_a_day_stands_within_its_month():
    month, day = (bar(parse_edtf(when))[1] for when in ("2025-05", "2025-05-16"))
    assert month[0] < day[0] <= day[1] < month[1]


@given(nearby_dates, st.sampled_from([None, *Status]), st.integers(40, 200))
@LAW
def test_a_bar_takes_the_columns_that_it_says(when, status, width):
    line, (first, last), signs = bar(when, status, width)
    assert (first, last) == (len(line) - len(line.lstrip()), len(line) - 1)
    assert set(line) - {" "} <= signs
    told = "".join(text.split()[0] for text in legends(signs, "en"))
    assert signs <= set(told)
