"""Laws of a picture: nothing overlaps, nothing says more than the dates do, nothing stands outside."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from math import inf, isfinite, isinf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzeu_timeline import Agreement, Edtf, LocalizedText, Timeline, parse_edtf
from kzeu_timeline.dates import Qualifier
from kzeu_timeline.dates.calendar import LAST_DATE
from kzeu_timeline.dates.extent import Extent
from kzeu_timeline.layout import CELLS, PIXELS, Layout, Mark, Metrics, lay_out
from kzeu_timeline.layout.bars import MOST_PIECES
from kzeu_timeline.sentences import run_marks
from tests.builders import dated, event, milestone, random_timelines, shipped
from tests.strategies import edtf_values

NEAR = 1e-6
METRICS = st.sampled_from([(PIXELS, 320.0), (PIXELS, 1200.0), (CELLS, 60.0), (CELLS, 120.0)])


def is_in_calendar(when: Edtf) -> bool:
    return all(1 <= number <= LAST_DATE or isinf(number) for number in (*when.span, *when.sort_key))


timelines = st.one_of(
    random_timelines(12),
    st.lists(edtf_values().filter(is_in_calendar), min_size=1, max_size=12).map(lambda whens: dated(*whens)),
)


def box(mark: Mark) -> tuple[float, float]:
    return min(mark.bar.left, mark.label.left), max(mark.bar.right, mark.label.left + mark.label.width)


def has_core(piece: Extent) -> bool:
    """Whether there is a day on which it certainly took place; an end at infinity is none."""
    return piece.start_max <= piece.end_min and piece.start_max < inf and piece.end_min > -inf


TODAY = st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))


def laid_out(timeline: Timeline, size: tuple, even: bool, today: dt.date | None = None) -> Layout:
    return lay_out(timeline, metrics=size[0], width=size[1], even=even, today=today)


@given(timelines, METRICS, st.booleans())
def test_no_two_marks_or_labels_of_a_row_overlap(timeline: Timeline, size: tuple, even: bool) -> None:
    rows: dict[float, list[tuple[float, float]]] = {}
    for mark in laid_out(timeline, size, even).marks:
        rows.setdefault(mark.top, []).append(box(mark))
    for row in rows.values():
        for (_, right), (left, _) in pairwise(sorted(row)):
            assert right <= left + NEAR


@given(timelines, METRICS, st.booleans())
def test_nothing_stands_outside_the_picture(timeline: Timeline, size: tuple, even: bool) -> None:
    layout = laid_out(timeline, size, even)
    metrics, width = size
    assert [mark.entry for mark in layout.marks] == list(timeline)
    for mark in layout.marks:
        lane = layout.lanes[mark.lane]
        left, right = box(mark)
        assert -NEAR <= left <= right <= width + NEAR
        assert lane.top + metrics.heading <= mark.top
        assert mark.top + metrics.row <= lane.top + lane.height <= layout.height
    for above, below in pairwise(layout.lanes):
        assert above.top + above.height <= below.top
    for tick in layout.ticks:
        assert 0 <= tick.x <= width


@given(timelines, METRICS, st.booleans())
def test_a_bar_has_the_days_of_its_date_and_no_others(timeline: Timeline, size: tuple, even: bool) -> None:
    layout = laid_out(timeline, size, even)
    for mark in layout.marks:
        first, last = mark.entry.when.span
        stretches = mark.bar.stretches
        assert all(one.left <= one.right for one in stretches)
        assert all(one.right <= other.left + NEAR for one, other in pairwise(stretches))
        if isfinite(first):
            assert stretches[0].left == pytest.approx(layout.scale(first))
        if isfinite(last):
            assert stretches[-1].right == pytest.approx(layout.scale(last + 1))
        assert stretches[0].fades_left == (first == -inf)
        assert stretches[-1].fades_right == (last == inf)
        for dot in mark.bar.dots:
            assert stretches[0].left - size[0].dot <= dot <= stretches[-1].right + size[0].dot


@given(timelines, METRICS, st.booleans())
def test_only_the_core_is_certain(timeline: Timeline, size: tuple, even: bool) -> None:
    for mark in laid_out(timeline, size, even).marks:
        certain = any(stretch.certain for stretch in mark.bar.stretches)
        pieces, *others = mark.entry.when.alternatives
        if len(pieces) <= MOST_PIECES:
            doubted = mark.entry.when.qualifier is not Qualifier.NONE
            assert certain == (not doubted and not others and any(map(has_core, pieces)))


@given(timelines, METRICS, st.booleans(), TODAY)
def test_the_scale_never_falls_and_later_is_never_left_of_earlier(
    timeline: Timeline, size: tuple, even: bool, today: dt.date | None
) -> None:
    layout = laid_out(timeline, size, even, today)
    scale = layout.scale
    assert list(scale.days) == sorted(set(scale.days))
    assert all(one <= other + NEAR for one, other in pairwise(scale.places))
    assert scale.places[-1] == pytest.approx(size[1] - size[0].margin)
    for one, other in pairwise(layout.ticks):
        assert other.x - one.x >= size[0].apart - NEAR


@given(timelines, METRICS, TODAY)
def test_what_lies_ahead_has_room(timeline: Timeline, size: tuple, today: dt.date | None) -> None:
    metrics, width = size
    layout = laid_out(timeline, size, even=False, today=today)
    ahead = [
        each for each in timeline if today and today.toordinal() < each.when.span[0] and isfinite(each.when.span[1])
    ]
    if layout.today is not None and ahead:
        room = width - metrics.margin - layout.scale(today.toordinal())
        assert room >= (width - 2 * metrics.margin) * 0.155 - NEAR
    if today is None or all(each.when.span[1] <= today.toordinal() for each in timeline):
        assert layout.scale == laid_out(timeline, size, even=False).scale


@given(timelines, METRICS, st.booleans(), TODAY)
def test_names_of_ticks_never_overlap(timeline: Timeline, size: tuple, even: bool, today: dt.date | None) -> None:
    ticks = laid_out(timeline, size, even, today).ticks
    for upper in (True, False):
        named = [tick for tick in ticks if tick.text and (tick.level == 0) is upper]
        for one, other in pairwise(named):
            assert one.x + size[0].measure(one.text) <= other.x + NEAR
    assert all(tick.x + size[0].measure(tick.text) <= size[1] for tick in ticks if tick.text)


@given(timelines)
def test_brackets_hold_the_runs_that_lists_mark(timeline: Timeline) -> None:
    brackets = lay_out(timeline).brackets
    marked = {slug for slug, mark in run_marks(timeline).items() if mark in "┌│└"}
    assert {slug for bracket in brackets for slug in bracket.slugs} == marked
    assert all(one.right <= other.left + NEAR for one, other in pairwise(brackets))


@given(timelines, METRICS, st.booleans(), st.dates(), st.dates())
def test_a_window_shows_what_may_touch_it_and_goes_no_further(
    timeline: Timeline, size: tuple, even: bool, one: dt.date, other: dt.date
) -> None:
    first, last = min(one, other), max(one, other)
    layout = lay_out(timeline, metrics=size[0], width=size[1], even=even, first=first, last=last)
    assert [mark.entry for mark in layout.marks] == list(timeline.overlapping(first, last))
    for mark in layout.marks:
        start, end = mark.entry.when.span
        assert mark.bar.stretches[0].fades_left == (start < first.toordinal())
        assert mark.bar.stretches[-1].fades_right == (end > last.toordinal())
        assert 0 <= mark.bar.left <= mark.bar.right <= size[1]


def bar(text: str, width: float = 1200.0, among: tuple[str, ...] = ("2025-10-01", "2025-12-31")) -> tuple:
    layout = lay_out(dated(*among), width=width, even=True)
    found = layout.bar(parse_edtf(text))
    return [(each.certain, each.fades_left, each.fades_right) for each in found.stretches], len(found.dots)


@pytest.mark.parametrize(
    ("text", "stretches", "dots"),
    [
        ("2025-12-01", [(True, False, False)], 0),
        ("2025-11", [(False, False, False)], 0),
        ("2025-11-03/2025-11-05", [(True, False, False)], 0),
        ("[..2025-12-02]", [(False, True, False)], 0),
        ("[2025-11-11,2025-11-24]", [(False, False, False), (False, False, False)], 0),
        ("2025-11/..", [(False, False, False), (True, False, True)], 0),
        ("2025-11/", [(False, False, True)], 0),
        ("2025-11/2025-12", [(False, False, False), (True, False, False), (False, False, False)], 0),
        ("{2025-11-11,2025-11-24}", [(True, False, False), (True, False, False)], 0),
    ],
)
def test_how_a_date_is_drawn(text: str, stretches: list, dots: int) -> None:
    assert bar(text) == (stretches, dots)


def test_a_day_among_thirty_years_is_a_dot_and_two_days_are_one() -> None:
    among = ("1993-02-02", "2026-11-24")
    assert bar("2025-12-01", among=among)[1] == 1
    assert bar("[2011-05-11,2011-05-24]", among=among)[1] == 1
    assert bar("[2011-05-11,2019-05-24]", among=among)[1] == 2


def test_a_busy_week_has_room_among_thirty_years() -> None:
    whens = ["1993-02-02", "2026-11-24", *(f"2025-12-{day:02}" for day in range(1, 8) for _ in range(6))]
    timeline = Timeline(event(f"meeting-{number}", when) for number, when in enumerate(whens))
    week = (dt.date(2025, 12, 1).toordinal(), dt.date(2025, 12, 8).toordinal())
    wide, narrow = (lay_out(timeline, even=even).scale for even in (False, True))
    assert narrow(week[1]) - narrow(week[0]) < 1
    assert wide(week[1]) - wide(week[0]) > 200
    assert wide(dt.date(2010, 1, 1).toordinal()) - wide(dt.date(2000, 1, 1).toordinal()) > 60
    names = [tick.text for tick in lay_out(timeline).ticks if tick.level == 2]
    assert {"2", "3", "4", "5", "6", "7"} <= set(names)


def test_lanes_by_track_and_what_has_none_last() -> None:
    agreement = Agreement(slug="epca", title={"en": "EPCA"})
    timeline = Timeline(
        [
            event("visit", "2001"),
            milestone("signed", "2015-12-21", kind="signed", track=agreement),
            milestone("in-force", "2020-03-01", kind="entered-into-force", track=agreement),
            milestone("adopted", "2021-03-01", kind="adopted", track=agreement, title={"en": "Protocol adopted"}),
            milestone("adopted-2", "2022-03-01", kind="adopted", track=agreement, title={"en": "Annex adopted"}),
        ]
    )
    layout = lay_out(timeline)
    assert [lane.slug for lane in layout.lanes] == ["epca", None]
    # Two are adopted: only the title tells them apart.
    names = {mark.entry.slug: mark.label.text for mark in layout.marks}
    assert names["adopted"] == "Protocol adopted"
    assert names["adopted-2"] == "Annex adopted"
    assert names["signed"] == "signature"


def test_a_long_title_ends_with_a_whole_word_and_an_ellipsis() -> None:
    (mark,) = lay_out(Timeline([event(title=LocalizedText(en="Meeting " * 40))]), width=320).marks
    assert mark.label.is_cut
    assert mark.label.text.endswith("Meeting…")
    assert mark.label.width <= PIXELS.longest


def test_a_title_is_cut_where_its_own_language_turns_on_it_least() -> None:
    titles = [
        {"kk": "Қазақстан мен Еуропалық одақ арасында дипломатиялық қатынастардың орнатылуы"},
        {"en": "Establishment of diplomatic relations between Kazakhstan and the European Union"},
    ]
    timeline = Timeline([event(f"meeting-{place}", title=LocalizedText(title)) for place, title in enumerate(titles)])
    for language in ("kk", "en"):
        texts = [mark.label.text for mark in lay_out(timeline, language=language, width=320).marks]
        assert texts == ["…қатынастардың орнатылуы", "Establishment of diplomatic…"]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(("metrics", "width"), [(PIXELS, 1100.0), (CELLS, 80.0), (CELLS, 120.0)])
def test_labels_of_a_lane_are_equal_only_where_the_titles_are(language: str, metrics: Metrics, width: float) -> None:
    titles: dict[tuple[int, str], set[str]] = {}
    for mark in lay_out(shipped().timeline(), language=language, metrics=metrics, width=width).marks:
        titles.setdefault((mark.lane, mark.label.text), set()).add(mark.entry.title.best(language))
    assert all(len(each) == 1 for each in titles.values())


def test_today_only_where_it_is_in_the_picture() -> None:
    timeline = dated("2025-10-01", "2025-12-31")
    assert lay_out(timeline).today is None
    assert lay_out(timeline, today=dt.date(1999, 1, 1)).today is None
    layout = lay_out(timeline, today=dt.date(2025, 11, 15), even=True)
    assert layout.today == pytest.approx(layout.scale(dt.date(2025, 11, 15).toordinal() + 0.5))


def test_the_first_day_that_is_shown_is_named() -> None:
    week = lay_out(dated("2025-03-03", "2025-03-11"))
    assert (week.ticks[0].text, week.ticks[0].level) == ("March 2025", 0)
    assert lay_out(dated("2025-03-03", "2025-03-11"), language="ru").ticks[0].text == "март 2025 г."
    assert lay_out(dated("1993-02-02", "2026-11-24")).ticks[0].text == "1993"


def test_days_that_no_calendar_has_take_no_room() -> None:
    layout = lay_out(dated("{..2003-01-01,Y123456789..}", "2025-12-01"))
    assert layout.ticks[-1].x <= layout.width
    assert dt.date.fromordinal(int(layout.scale.days[-1]) - 1).year == 2025


def test_an_empty_timeline_has_an_axis() -> None:
    layout = lay_out(Timeline())
    assert (layout.marks, layout.lanes, layout.brackets) == ((), (), ())
    assert layout.ticks


@pytest.mark.parametrize(("metrics", "width"), [(PIXELS, 1100.0), (CELLS, 80.0)])
def test_years_ahead_are_named(metrics: Metrics, width: float) -> None:
    layout = lay_out(shipped().timeline(), metrics=metrics, width=width, today=dt.date(2026, 11, 28))
    assert {"2026", "2030"} <= {tick.text for tick in layout.ticks}


def test_the_same_picture_every_time() -> None:
    assert lay_out(shipped().timeline(), language="kk") == lay_out(shipped().timeline(), language="kk")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_record_in_three_languages(language: str) -> None:
    layout = lay_out(shipped().timeline(), language=language)
    assert len(layout.marks) == len(shipped().timeline())
    assert layout.height < 2200
