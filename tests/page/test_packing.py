"""Packed texts: what they were comes out again, and what is alike takes less room."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kzeu_timeline.page.packing import LEAST, LONGEST, packed
from tests.pages import unpacked

LINES = st.lists(st.text(st.sampled_from("ab~`ы\U0001f600-0_ "), max_size=40), min_size=1, max_size=12)


@given(LINES)
def test_what_was_packed_comes_out(lines: list[str]) -> None:
    assert unpacked(packed(lines)) == lines


@given(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=30), st.integers(1, 300))
def test_repetition_comes_out(text: str, count: int) -> None:
    assert unpacked(packed([text] * count)) == [text] * count


def test_what_is_alike_takes_less_room() -> None:
    lines = [f"{number}-е заседание Совета сотрудничества" for number in range(20)]
    assert len(packed(lines)) < len("\n".join(lines)) / 3


def test_neither_near_nor_far_reaches_too_far() -> None:
    alone = "".join(chr(0x4E00 + number) for number in range(LONGEST))
    between = "".join(chr(0x5000 + number) for number in range(6000))
    for line in (alone * 2, alone + between[:4000] + alone, alone + between + alone, between[: LEAST * 2] * 3):
        assert unpacked(packed([line])) == [line]
