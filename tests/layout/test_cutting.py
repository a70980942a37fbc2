"""Names that are cut: by whole words, where they turn on least, and so that they differ where their texts do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kzeu_timeline.layout import CELLS
from kzeu_timeline.layout.cutting import ELLIPSIS, Name, cut, told_apart

WORDS = st.lists(st.sampled_from(["visit", "of", "the", "President", "to", "Astana,", "–", "a" * 40]), min_size=1)
NAMES = st.builds(Name, WORDS.map(" ".join), st.booleans())


def told(*texts: str, room: float = 32, head_last: bool = False) -> list[str]:
    return [text for _, text in told_apart([Name(text, head_last) for text in texts], room, CELLS)]


@given(NAMES, st.integers(2, 80), st.integers(0, 12))
def test_what_is_left_is_a_part_that_has_room(name: Name, room: int, shared: int) -> None:
    text = Name(name.text, name.head_last, shared).cut(room, CELLS)
    assert CELLS.measure(text) <= room
    assert text.strip(ELLIPSIS) in name.text
    assert (text == name.text) == (CELLS.measure(name.text) <= room)


@given(st.lists(NAMES, max_size=6), st.integers(2, 80))
def test_those_that_were_apart_stay_so(names: list[Name], room: int) -> None:
    found = list(told_apart(names, room, CELLS))
    assert [(name.text, name.head_last) for name, _ in found] == [(name.text, name.head_last) for name in names]
    for name, text in found:
        assert text == name.cut(room, CELLS)


@given(st.sets(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=30).map(" ".join), max_size=8), st.booleans())
def test_different_texts_of_short_words_are_cut_to_different_ones(texts: set[str], head_last: bool) -> None:
    found = told(*sorted(texts), room=9, head_last=head_last)
    assert len(set(found)) == len(texts)


def test_a_name_keeps_the_end_where_its_head_stands() -> None:
    text = "Қазақстан мен ЕО арасындағы келісімнің күшіне енуінің 5 жылдығы"
    assert told(text, head_last=True) == ["…күшіне енуінің 5 жылдығы"]
    assert told(text) == ["Қазақстан мен ЕО арасындағы…"]


def test_words_that_names_share_make_room_for_those_in_which_they_differ() -> None:
    assert told(
        "Visit of the President of the European Council to Kazakhstan",
        "Visit of the President of the European Parliament to Kazakhstan",
        "Visit of the Foreign Affairs Committee to Astana",
    ) == ["…European Council to Kazakhstan", "…Parliament to Kazakhstan", "Visit of the Foreign Affairs…"]
    assert told(
        "Official visit of the President to Brussels", "Official visit of the President to Brussels, planned for 2020"
    ) == ["…of the President to Brussels", "…to Brussels, planned for 2020"]


def test_equal_texts_stay_equal_and_keep_their_beginning() -> None:
    text = "Meeting of foreign ministers of the European Union and Central Asia"
    assert told(text, text) == [cut(text, 32, CELLS)] * 2 == ["Meeting of foreign ministers of…"] * 2
