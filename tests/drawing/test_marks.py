"""Bars as they are drawn: within their bounds, joined where they touch, fading where no limit is known."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzeu_timeline.drawing import marks
from kzeu_timeline.layout import PIXELS, Bar, Stretch, lay_out
from kzeu_timeline.model import Status
from tests.builders import random_timelines
from tests.exporters.svg import parsed
from tests.strategies import LAW


def rectangles(bar: object, how: str) -> list[tuple[float, float]]:
    """The left and the right of each."""
    drawn = "".join(marks.bar(bar, 10, how, PIXELS))  # type: ignore[arg-type]
    root = parsed(f'<svg xmlns="http://www.w3.org/2000/svg">{drawn}</svg>')
    found = (each.attrib for each in root if each.tag.endswith("rect") and each.get("class") != "strike")
    return [(float(each["x"]), float(each["x"]) + float(each["width"])) for each in found]


@LAW
@given(random_timelines(), st.sampled_from([marks.HELD, marks.ANNIVERSARY, *Status]))
def test_nothing_of_a_bar_is_outside_of_it_and_stretches_that_touch_are_joined(timeline: object, how: str) -> None:
    for mark in lay_out(timeline).marks:  # type: ignore[arg-type]
        drawn = rectangles(mark.bar, how)
        for left, right in drawn:
            assert mark.bar.left - 0.02 <= left <= right + 0.02 <= mark.bar.right + 0.04
        shown = [each for each in mark.bar.stretches if not mark.bar.dots]
        for (one, other), (here, there) in zip(pairwise(shown), pairwise(drawn), strict=False):
            if one.right == other.left and one.certain is not other.certain:
                assert here[1] == pytest.approx(there[0], abs=0.02)


@pytest.mark.parametrize(
    ("stretch", "fade"),
    [
        (Stretch(0, 100, certain=True), None),
        (Stretch(0, 360, certain=True, fades_right=True), (0, 10)),
        (Stretch(0, 36, certain=False, fades_left=True), (100, 0)),
        (Stretch(0, 20, certain=False, fades_left=True, fades_right=True), (50, 50)),
        (Stretch(0, 5, certain=False, fades_left=True), None),
    ],
)
def test_a_fade_takes_as_much_as_the_layout_says_and_no_more_than_there_is(
    stretch: Stretch, fade: tuple[int, int] | None
) -> None:
    assert marks.fade(stretch, PIXELS) == fade


def test_what_was_cancelled_or_postponed_has_a_shape_of_its_own_whether_bar_or_dot() -> None:
    for stretch, dots in ((Stretch(10, 90, certain=True), ()), (Stretch(10, 11, certain=True), (10.5,))):
        bar = Bar((stretch,), dots, 6, 90)
        shapes = {
            how: "".join(marks.bar(bar, 10, how, PIXELS)) for how in (Status.PLANNED, Status.POSTPONED, "cancelled")
        }
        assert len(set(shapes.values())) == len(shapes)
