"""The list on a terminal: one table, nothing cut, what is coming and what is open marked by sign and colour."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzeu_timeline.model import Status
from kzeu_timeline.sentences import place_text, status_text, when_text
from kzeu_timeline.terminal.screen import printable
from kzeu_timeline.terminal.tables import print_timeline
from kzeu_timeline.timeline import Timeline
from tests.builders import LANGUAGES, dated, event, random_timelines, shipped, statement
from tests.strategies import LAW
from tests.terminal.screens import Terminal, printed, squeezed

TODAY = dt.date(2025, 11, 20)


def listed(timeline, language="en", today=None, width=80, encoding="utf-8", **settings) -> Terminal:
    return printed(lambda console: print_timeline(console, timeline, language, today), width, encoding, **settings)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [60, 100, 200])
def test_the_record_fits_and_nothing_of_it_is_cut(width, language):
    timeline = shipped().timeline()
    terminal = listed(timeline, language, width=width)
    letters = terminal.letters
    assert terminal.widest <= width
    for entry in timeline:
        assert squeezed(entry.slug) in letters
        place = place_text(entry.place, language) if entry.place else ""
        said = (entry.title.best(language), when_text(entry.when, language), place, status_text(entry, language))
        words = {word for text in said for word in text.split()}
        assert {word for word in words if squeezed(word) not in letters} == set()
    assert "…" not in terminal.sent or any("…" in entry.title.best(language) for entry in timeline)


@pytest.mark.parametrize("width", [60, 80, 140])
def test_columns_line_up_across_the_years(width):
    lines = listed(dated("2011-06-07", "2024-10-30/2024-11-02", "2026"), width=width).lines
    heads = [line.split() for line in lines]
    assert ["2011"] in heads
    assert ["2026"] in heads
    assert len({line.rindex(slug) for line in lines for slug in "abc" if line.rstrip().endswith(f" {slug}")}) == 1


def test_today_stands_between_what_is_over_and_what_is_to_come():
    timeline = Timeline(
        [
            event("over", statements=[statement("2025-11-19", status="held")]),
            event("month", statements=[statement("2025-11", status="planned")]),
            event("coming", statements=[statement("2025-11-21", status="planned")]),
        ]
    )
    lines = listed(timeline, today=TODAY).lines
    at = next(i for i, line in enumerate(lines) if line.split() == ["20", "November", "2025", "Today"])
    assert next(line[:2] for line in lines[:at] if "month" in line) == "┌▸"
    assert next(line[1] for line in lines[at:] if "coming" in line) == "▸"
    assert not any("▸" in line for line in lines if "over" in line)
    assert lines[-1] == "▸ still ahead"


@pytest.mark.parametrize(
    ("whens", "order"),
    [
        (("2025-03-05", "2025-12-05"), ["2025", "5 March 2025", "20 November 2025", "5 December 2025"]),
        (("2025-03-05", "2027-01-05"), ["2025", "5 March 2025", "20 November 2025", "2027", "5 January 2027"]),
        (("2024-03-05", "2025-12-05"), ["2024", "5 March 2024", "2025", "20 November 2025", "5 December 2025"]),
        (("2024-03-05", "2027-01-05"), ["2024", "5 March 2024", "20 November 2025", "2027", "5 January 2027"]),
    ],
)
def test_today_stands_in_its_year(whens, order):
    lines = [line.strip().removeprefix("▸").strip() for line in listed(dated(*whens), today=TODAY).lines]
    began = {each: next(i for i, line in enumerate(lines) if f"{line} ".startswith(f"{each} ")) for each in order}
    assert sorted(order, key=began.__getitem__) == order


@pytest.mark.parametrize("today", [None, dt.date(2000, 1, 1), dt.date(2030, 1, 1)])
def test_a_today_outside_of_the_list_has_no_line(today):
    assert "Today" not in listed(dated("2025-11-05", "2025-12-05"), today=today).sent


def test_what_is_cancelled_or_planned_or_open_is_told_by_words_and_by_colours():
    timeline = Timeline(event(status, statements=[statement("2025-11", status=status)]) for status in Status)
    plain, coloured = listed(timeline).sent, listed(timeline, colours="standard").sent
    for status in Status:
        assert status in plain
    assert "\x1b[31mcancelled" in coloured
    assert "\x1b[9;31mcancelled" in coloured
    assert "\x1b[36mplanned" in coloured
    assert "\x1b[35m≈ November 2025" in coloured
    assert "\x1b" not in plain


DOUBTED = Timeline(
    [
        event("open", statements=[statement("2025-11", status="held")]),
        event("torn", statements=[statement("2025-12-01", "a"), statement("2025-12-02", "b")]),
        event("plan", statements=[statement("2025-12-05", "a", status="planned", inferred=True)]),
    ]
)


@pytest.mark.parametrize("width", [60, 140])
def test_where_sources_differ_or_none_says_it_outright_words_below_the_date_say_so(width):
    plain, coloured = listed(DOUBTED, width=width), listed(DOUBTED, width=width, colours="standard")
    lines = [line.split() for line in plain.lines]
    (torn,), (plan,) = ([line for line in lines if line[:1] == [word]] for word in ("sources", "inferred"))
    assert torn == ["sources", "differ", "torn"]
    assert (plan[0], plan[-1]) == ("inferred", "plan")
    assert sum("inferred" in line or "differ" in line for line in lines) == 2
    assert "\x1b[35msources differ" in coloured.sent


def test_lines_say_so_too():
    lines = listed(DOUBTED, tty=False).lines
    assert lines == [
        "  ≈ November 2025  open  [open]",
        "  1 December 2025 (sources differ)  torn  [torn]",
        "  5 December 2025 (inferred)  plan – planned  [plan]",
    ]


def test_an_empty_timeline_is_no_table():
    assert listed(Timeline()).sent == ""


@given(
    random_timelines(), st.sampled_from(LANGUAGES), st.integers(1, 130), st.sampled_from(("utf-8", "ascii", "cp1251"))
)
@LAW
def test_no_text_width_or_encoding_breaks_it(timeline, language, width, encoding):
    terminal = listed(timeline, language, TODAY, width, encoding)
    if width >= 40:
        assert terminal.widest <= width
    assert not set(terminal.sent) & {"\x07", "\x1b", "\x85", "\u202e", "\r"}


@pytest.mark.parametrize(
    ("encoding", "sign", "title"), [("ascii", "~", "\\u0416"), ("cp1251", "~", "Ж"), ("utf-8", "≈", "Ж")]
)
def test_signs_that_an_encoding_lacks_have_twins_and_letters_are_escaped(encoding, sign, title):
    timeline = Timeline([event("a", "2025-11", title={"ru": "Ж"})])
    sent = listed(timeline, encoding=encoding).sent
    assert f"{sign} November 2025" in sent
    assert title in sent


def test_a_pipe_gets_a_line_for_each_entry_whatever_the_day():
    lines = listed(dated("2025-11", "2025-11-05"), today=TODAY, tty=False, width=20).lines
    assert lines == ["┌ ≈ November 2025  a  [a]", "└ 5 November 2025  b  [b]"]


def test_printable_text_is_one_line():
    assert printable("a\r\nb\tc\x1b[31m\u202ed") == "a b c[31md"
