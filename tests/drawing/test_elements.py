"""Numbers and texts as attributes and contents."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzeu_timeline.drawing.elements import element, number, plain
from tests.exporters import hostile
from tests.strategies import LAW


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (-0.004, "0"),
        (1.005, "1"),
        (12.5, "12.5"),
        (-3.456, "-3.46"),
        (100, "100"),
        (1e9, "1" + "0" * 9),
    ],
)
def test_a_number_is_as_short_as_a_hundredth_allows(value: float, text: str) -> None:
    assert number(value) == text


@LAW
@given(st.floats(-1e6, 1e6))
def test_a_number_is_read_back_to_a_hundredth(value: float) -> None:
    assert float(number(value)) == pytest.approx(value, abs=0.005001)


@LAW
@given(hostile.texts())
def test_any_text_is_read_back_from_an_attribute_and_as_content(text: str) -> None:
    found = ET.fromstring(element("a", plain(text), class_=text))  # noqa: S314 - our own
    assert (found.text or "") == found.get("class")
    assert not found.findall("*")


def test_what_is_none_is_left_out() -> None:
    assert element("a", x=None, text_anchor="end", xml_lang="kk", y=2.0) == '<a text-anchor="end" xml:lang="kk" y="2"/>'
