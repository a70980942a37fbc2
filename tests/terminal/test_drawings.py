"""The drawn axis: as wide as the terminal, each date by its signs, labels beside their bars, one sign a column."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from kzeu_timeline.model import Series, Status
from kzeu_timeline.terminal.drawings import print_drawing
from kzeu_timeline.timeline import Timeline
from tests.builders import LANGUAGES, dated, event, made, random_timelines, shipped, statement, words
from tests.strategies import LAW
from tests.terminal.screens import ENCODINGS, Terminal, printed

YEAR = (dt.date(2025, 1, 1), dt.date(2025, 12, 31))
TODAY = dt.date(2025, 7, 1)


def drawn(timeline, language="en", width=80, encoding="utf-8", today=None, days=(None, None), **settings) -> Terminal:
    return printed(lambda console: print_drawing(console, timeline, language, today, days), width, encoding, **settings)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_the_record_fits_every_width(width, language):
    timeline = shipped().timeline()
    terminal = drawn(timeline, language, width=width, today=TODAY)
    body = [line for line in terminal.lines if set(line) & set("┊┃")]
    assert max(map(cell_len, body)) <= width
    assert len(body) >= len({entry.track.slug for entry in timeline if entry.track})
    assert all(line == line.rstrip() for line in terminal.lines)


def test_a_lane_is_headed_by_its_track_however_long_its_title():
    title = "A very long title of a series of meetings that no terminal holds in one line"
    series = made(Series, slug="series", title=words(title))
    assert title in " ".join(drawn(Timeline([event("a", track=series), event("b")]), width=40).lines)


def test_today_is_one_line_through_all_lanes():
    lines = drawn(dated("2025-02-05", "2025-11", "2025-12-24"), today=TODAY, days=YEAR).lines
    columns = [line.index("┃") for line in lines if "┃" in line]
    assert columns[-1] == 0
    assert len(set(columns[:-1])) == 1
    assert "┃ Today" in lines
    assert "┃" not in drawn(dated("2025-02-05"), today=dt.date(1999, 1, 1), days=YEAR).sent


def test_what_lies_ahead_of_thirty_years_is_seen():
    lines = drawn(shipped().timeline(), today=dt.date(2026, 11, 28)).lines
    assert lines[0].rindex("2030") > lines[1].index("┃") > lines[0].index("2026")
    assert 80 - lines[1].index("┃") > 80 / 6


def test_open_order_is_bracketed_on_the_axis():
    sent = drawn(dated("2025-05", "2025-05-16", "2025-11-01"), days=YEAR, width=120).sent
    assert "├" in sent
    assert "├─┤ the sources do not decide the order of these" in sent
    assert "├" not in drawn(dated("2025-05-16", "2025-11-01"), days=YEAR).sent


def test_the_legend_tells_only_of_signs_that_occur():
    lines = drawn(dated("2025-05-05"), days=YEAR).lines
    assert lines[-2:] == ["█ on each of these days", "where there are more entries, days are wider"]


def test_a_high_drawing_has_its_axis_at_both_ends():
    entries = [event(f"e{number}", f"2025-05-{number + 1:02}", title=words("long " * 9)) for number in range(30)]
    few, many = drawn(Timeline(entries[:2]), days=YEAR), drawn(Timeline(entries), days=YEAR)
    assert [line for line in few.lines if line.startswith(" 2025")] == few.lines[:1]
    assert len([line for line in many.lines if line.startswith(" 2025")]) == 2


def test_colours_say_what_signs_say():
    timeline = Timeline(event(each, statements=[statement("2025-05", status=each)]) for each in Status)
    sent = drawn(timeline, days=YEAR, colours="standard").sent
    assert "\x1b[35m░" in sent
    assert "\x1b[36m░" in sent
    assert "\x1b[31m×" in sent
    assert "\x1b[9;31mc" in sent


def test_a_pipe_gets_the_same_without_colours():
    timeline = shipped().timeline()
    assert drawn(timeline, tty=False).sent == drawn(timeline).sent
    assert "\x1b" not in drawn(timeline, tty=False).sent


def test_ascii_has_a_sign_for_each_sign():
    sent = drawn(shipped().timeline(), encoding="ascii", today=TODAY).sent
    assert "\\u" not in sent
    assert set(":*ox%!|[-]") <= set(sent)


@given(random_timelines(), st.sampled_from(LANGUAGES), st.integers(1, 130), st.sampled_from(ENCODINGS))
@settings(LAW, max_examples=40)
def test_no_text_width_or_encoding_breaks_it(timeline, language, width, encoding):
    terminal = drawn(timeline, language, width, encoding, TODAY)
    assert not set(terminal.sent) & {"\x07", "\x1b", "\x85", "\u202e", "\r"}
    assert max(map(cell_len, terminal.lines[: _legend(terminal)]), default=0) <= max(width, 40)


def _legend(terminal: Terminal) -> int:
    """How many lines stand before the legend."""
    last_drawn = [number for number, line in enumerate(terminal.lines) if line.startswith(" ")]
    return max(last_drawn, default=-1) + 1


def test_a_label_on_its_bar_leaves_its_tips():
    line = next(line for line in drawn(dated("2000/2030"), days=YEAR).lines if " a " in line)
    assert (line.strip()[0], line.strip()[-1]) == ("‹", "›")
