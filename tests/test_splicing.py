"""A table more in a TOML file: it stands where it should, and every other byte stays."""

from __future__ import annotations

import tomllib
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from kzeu_timeline.splicing import rendered, with_member, with_table
from tests.strategies import LAW

MEETINGS: Final = "meetings"

LINES: Final = [
    "n = 1",
    "x = { a = [1, 2] }",
    'long = """\n[[meetings]]\n# not a comment"""',
    "long = '''\n# [[meetings]]\n'''",
    "rows = [\n  [1],\n[2],\n  # [[meetings]]\n]",
    '"a.b" = "[[meetings]]" # [x]',
]
HEADERS: Final = ["[[meetings]]", "  [[ meetings ]]  # the next", '[["meetings"]]', "[[milestones]]", "[other-#]"]
WITHIN: Final = "[[meetings.statements]]\nwhen = '2025'"
BETWEEN: Final = st.lists(st.sampled_from(["", "", "# about what follows", "  # [[meetings]]", "\t"]), max_size=4)


@st.composite
def files(draw: DrawFn) -> str:
    """A TOML file of lists and tables, with comments and blank lines wherever they may be."""
    lines = [*draw(BETWEEN), *draw(st.sampled_from([[], ["title = 1"]]))]
    for number, header in enumerate(draw(st.lists(st.sampled_from(HEADERS), max_size=5))):
        lines += [*draw(BETWEEN), header.replace("#", str(number)) if "other" in header else header]
        lines += [*draw(BETWEEN), *draw(st.lists(st.sampled_from(LINES), max_size=1)), *draw(BETWEEN)]
        if "meetings" in header and draw(st.booleans()):
            lines += [WITHIN, *draw(BETWEEN)]
    ending = draw(st.sampled_from(["\n", "\r\n"]))
    return ending.join("\n".join(lines).split("\n")) + draw(st.sampled_from(["", ending]))


def kept(before: str, after: str) -> bool:
    """Whether *after* is *before* with something put in at one place."""
    first = next((i for i, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), len(before))
    return any(
        after.startswith(before[:at]) and after.endswith(before[at:]) and len(after) > len(before)
        for at in range(first, -1, -1)
    )


BLOCK: Final = rendered(MEETINGS, {"n": 23, "statements": [{"when": "2026"}]}, in_list=True)
MEMBER: Final = {"n": 23, "statements": [{"when": "2026"}]}


@LAW
@example(text="", position=0)
@given(text=files(), position=st.integers(0, 5))
def test_a_member_stands_at_its_position_and_every_other_byte_stays(text: str, position: int) -> None:
    old = tomllib.loads(text)
    members = list(old.get(MEETINGS, []))
    result = with_member(text, MEETINGS, BLOCK, position)
    members.insert(position, MEMBER)
    assert tomllib.loads(result) == {**old, MEETINGS: members}
    assert kept(text, result)


@LAW
@given(text=files())
def test_a_table_stands_at_the_end_and_every_other_byte_stays(text: str) -> None:
    result = with_table(text, rendered("made", {"n": 1}, in_list=False))
    assert tomllib.loads(result) == {**tomllib.loads(text), "made": {"n": 1}}
    assert result.startswith(text)


@LAW
@given(text=files())
def test_the_lines_end_as_those_of_the_file_do(text: str) -> None:
    result = with_member(text, MEETINGS, BLOCK, 0)
    assert ("\r\n" in result) == ("\r\n" in text)
    assert "\r\n" not in text or result.count("\n") == result.count("\r\n")


_TEXTS: Final = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@LAW
@given(text=_TEXTS, number=st.integers(0, 10**6), flag=st.booleans())
def test_what_is_rendered_is_what_was_given(text: str, number: int, flag: bool) -> None:
    table = {"n": number, "f": flag, "t": text, "title": {"en": text, "unattested": ["en"]}, "s": [{"note": text}]}
    assert tomllib.loads(rendered("x", table, in_list=True)) == {"x": [table]}
    assert tomllib.loads(rendered("a-b", table, in_list=False)) == {"a-b": table}


FILE: Final = """\
# The council.

title = 1

[[meetings]]
n = 1

# Not held in Brussels.
# Nobody says why.
[[meetings]]
n = 3

[[meetings.statements]]
when = "2025"

# What it led to.
[[milestones]]
n = 9
"""


@pytest.mark.parametrize(
    ("position", "before", "after"),
    [
        (0, "title = 1\n\n", "\n[[meetings]]\nn = 1\n"),
        (1, "n = 1\n\n", "\n# Not held in Brussels.\n# Nobody says why.\n[[meetings]]\nn = 3\n"),
        (2, 'when = "2025"\n\n', "\n# What it led to.\n[[milestones]]\n"),
    ],
)
def test_a_comment_stays_with_what_it_stands_above(position: int, before: str, after: str) -> None:
    assert before + BLOCK + after in with_member(FILE, MEETINGS, BLOCK, position)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("", "{}"),
        ("# Ours.\n", "# Ours.\n\n{}"),
        ("# Ours.", "# Ours.\n\n{}"),
        ("[[milestones]]\nn = 1\n\n", "[[milestones]]\nn = 1\n\n{}"),
        ("[[milestones]]\nn = 1\n", "[[milestones]]\nn = 1\n\n{}"),
    ],
)
def test_one_blank_line_stands_before_the_first_of_a_list(text: str, result: str) -> None:
    assert with_member(text, MEETINGS, BLOCK, 0) == result.format(BLOCK)


def test_a_table_is_rendered_as_the_record_writes_it() -> None:
    table = {
        "kind": "visit",
        "title": {"en": "A", "kk": "Ә", "unattested": ["kk"]},
        "statements": [{"when": "2025"}],
    }
    assert rendered("events", table, in_list=True) == (
        '[[events]]\nkind = "visit"\ntitle = { en = "A", kk = "Ә", unattested = ["kk"] }\n'
        '\n[[events.statements]]\nwhen = "2025"\n'
    )
