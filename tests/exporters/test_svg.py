"""The picture says what it shows, whatever the texts are, and holds nothing but shapes and words."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzeu_timeline import ExportError, InvalidRecordError, Language, Series, Timeline, load, to_svg
from kzeu_timeline.layout import lay_out
from kzeu_timeline.locales import wording
from kzeu_timeline.sentences import when_text
from kzeu_timeline.xmltext import in_xml
from tests.builders import random_timelines
from tests.exporters import hostile
from tests.exporters.samples import PLACE, event, timeline
from tests.exporters.svg import SVG, marks, of_class, parsed, said, texts
from tests.strategies import LAW

TAGS: Final = frozenset(
    f"{SVG}{name}"
    for name in (
        *("svg", "title", "desc", "style", "defs", "pattern", "linearGradient", "stop", "mask"),
        *("g", "path", "rect", "circle", "text"),
    )
)
ATTRIBUTES: Final = frozenset(
    (
        *("role", "aria-label", "aria-hidden", "lang", "{http://www.w3.org/XML/1998/namespace}lang", "class", "id"),
        *("width", "height", "viewBox", "x", "y", "cx", "cy", "r", "d", "transform", "text-anchor"),
        *("patternUnits", "maskContentUnits", "mask", "fill", "offset", "stop-color"),
    )
)
"""No reference but to what is in the picture, no event, no style of its own."""

_REFERENCE: Final = re.compile(r"url\(([^)]*)\)")
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")


def visible(text: str) -> str:
    """The stated rule: line breaks are blanks, and what XML can't hold is dropped."""
    return in_xml(" ".join(text.split()))


def assert_is_a_picture_of(entries: Timeline, language: Language, **options: object) -> None:
    root = parsed(to_svg(entries, language=language, **options))  # type: ignore[arg-type]
    assert {each.tag for each in root.iter()} <= TAGS
    assert {key for each in root.iter() for key in each.keys()} <= ATTRIBUTES  # noqa: SIM118 - of an element
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    styled = "".join(each.text or "" for each in root.iter(f"{SVG}style"))
    values = [value for each in root.iter() for value in each.attrib.values()]
    for reference in _REFERENCE.findall(" ".join([styled, *(value for value in values if value.startswith("url("))])):
        assert reference.removeprefix("#") in ids
    told = [said(mark) for mark in marks(root)]
    assert len(told) == len(entries)
    for entry in entries:
        assert any(
            each.startswith(f"{visible(when_text(entry.when, language))}: {visible(entry.title.best(language))} (")
            for each in told
        )


@pytest.mark.parametrize("language", Language)
def test_every_entry_of_the_shipped_record_says_what_is_drawn(language: Language) -> None:
    assert_is_a_picture_of(load().timeline(), language)


@pytest.mark.parametrize("language", Language)
def test_every_hostile_text_is_text(language: Language) -> None:
    assert_is_a_picture_of(hostile.fixed_timeline(150), language)


@settings(LAW, max_examples=60)
@given(hostile.timelines() | random_timelines(), st.sampled_from(list(Language)), st.sampled_from([320, 1200]))
def test_whatever_the_texts_and_dates_it_is_a_picture(entries: Timeline, language: Language, width: int) -> None:
    assert_is_a_picture_of(entries, language, width=width, today=dt.date(2025, 1, 1))


@settings(LAW, max_examples=100)
@given(hostile.texts().filter(bool))
def test_any_title_and_track_are_read_back(text: str) -> None:
    entry = event(title=text, track=Series(slug="council", title={"en": text}))
    root = parsed(to_svg(timeline(entry), language="en", title=text))
    (mark,) = marks(root)
    assert said(root) == visible(text)
    assert said(mark) == f"1 December 2025: {visible(text)} (event: meeting)"
    (lane,) = (each for each in root.iter() if each.get("role") == "list")
    assert lane.get("aria-label") == visible(text)


def test_a_mark_says_date_title_kind_status_and_place() -> None:
    (mark,) = marks(parsed(to_svg(timeline(event("2025-11", status="planned", place=PLACE)), language="en")))
    assert said(mark) == "≈ November 2025: Meeting (event: meeting; planned; Astana, Kazakhstan)"


@settings(LAW, max_examples=60)
@given(random_timelines())
def test_numbers_are_short_and_the_same_bytes_come_of_the_same_timeline(entries: Timeline) -> None:
    picture = to_svg(entries, language="en", width=777)
    assert picture == to_svg(Timeline(reversed(entries)), language="en", width=777)
    for each in parsed(picture).iter():
        for key in {*each.attrib} & {"x", "y", "cx", "cy", "r", "d", "width", "height", "transform"}:
            for number in _NUMBER.findall(each.attrib[key]):
                assert "e" not in number
                assert number != "-0"
                assert len(number.partition(".")[2]) <= 2


# Signs


@pytest.mark.parametrize(
    ("status", "how"),
    [(None, "held"), ("held", "held"), ("planned", "planned"), ("postponed", "postponed"), ("cancelled", "cancelled")],
)
def test_how_an_entry_is_drawn_follows_its_status(status: str | None, how: str) -> None:
    (mark,) = marks(parsed(to_svg(timeline(event(status=status)), language="en")))
    assert mark.get("class") == how


def test_anniversaries_are_drawn_as_such_and_nothing_else_is() -> None:
    record = load().timeline()
    drawn = (mark for mark in marks(parsed(to_svg(record, language="en"))) if mark.get("class") == "anniversary")
    titles = sorted(said(mark).partition(": ")[2].partition(" (milestone")[0] for mark in drawn)
    assert titles == sorted(entry.title["en"] for entry in record if entry.is_derived)


@pytest.mark.parametrize(
    ("when", "sure", "maybe", "doubted"),
    [
        ("2025-12-01", 1, 0, False),
        ("2025-12-01?", 0, 1, True),
        ("2025-11", 0, 1, False),
        ("2025-11~", 0, 1, True),
        ("[..2025-12-02]", 0, 1, False),
        ("2025-10/2025-12", 1, 2, False),
    ],
)
def test_what_is_certain_is_told_from_what_may_be(when: str, sure: int, maybe: int, doubted: bool) -> None:
    entries = timeline(event(when), event("2020-01-01", slug="far"))
    (mark,) = (each for each in marks(parsed(to_svg(entries, language="en"))) if "1 January 2020" not in said(each))
    assert (len(of_class(mark, "sure")), len(of_class(mark, "maybe"))) == (sure, maybe)
    assert ("doubted" in mark.get("class", "")) is doubted


@pytest.mark.parametrize(
    ("when", "faded"), [("2025-11", False), ("[..2025-12-02]", True), ("2024-04/..", True), ("2024-04/", True)]
)
def test_what_has_no_known_end_fades(when: str, faded: bool) -> None:
    entries = timeline(event(when), event("2020-01-01", slug="a1"), event("2028-01-01", slug="a2"))
    drawn = marks(parsed(to_svg(entries, language="en")))
    assert any(shape.get("mask") for mark in drawn for shape in mark) is faded


LEGENDS: Final = {
    "on-these-days": timeline(event()),
    "on-some-days": timeline(event("2025-11")),
    "no-limit": timeline(event("[..2025-12-02]"), event("2020-01-01", slug="b")),
    "planned": timeline(event(status="planned")),
    "postponed": timeline(event(status="postponed")),
    "cancelled": timeline(event(status="cancelled")),
    "order-open": timeline(event("2025-11"), event("2025-11", slug="b")),
    "uneven": timeline(event()),
}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("key", LEGENDS)
def test_a_sign_is_explained_where_it_occurs_and_nowhere_else(key: str, language: Language) -> None:
    word = wording(language).label(key)
    plainest = timeline(event(status="held")) if key != "on-these-days" else timeline(event("2025-11"))
    assert word in texts(parsed(to_svg(LEGENDS[key], language=language)), "quiet")
    assert word not in texts(parsed(to_svg(plainest, language=language, even=True)), "quiet")


@pytest.mark.parametrize(
    ("when", "word"),
    [("2025-12-01?", "uncertain"), ("2025-12-01~", "approximate"), ("2025-12-01%", "uncertain, approximate")],
)
def test_a_dashed_outline_is_explained_by_the_doubts_that_occur(when: str, word: str) -> None:
    assert word in texts(parsed(to_svg(timeline(event(when)), language="en")), "quiet")


def test_a_bracket_names_what_it_joins() -> None:
    entries = timeline(*(event("2025-11", slug=f"a{number}", title=f"Meeting {number}") for number in range(7)))
    root = parsed(to_svg(entries, language="en"))
    told = [said(each) for each in root.iter(f"{SVG}g") if each.get("role") == "img"]
    named = "; ".join(f"Meeting {number}" for number in range(5))
    assert f"the sources do not decide the order of these: {named}; … and 2 more" in told


# The document


@pytest.mark.parametrize(("today", "there"), [(None, False), (dt.date(2025, 6, 1), True), (dt.date(2031, 1, 1), False)])
def test_a_line_stands_at_today_if_that_is_shown(today: dt.date | None, there: bool) -> None:
    entries = timeline(event("2025-01-01"), event("2025-12-01", slug="b"))
    root = parsed(to_svg(entries, language="en", today=today))
    assert bool(of_class(root, "now")) is there
    assert texts(root, "today") == (["Today: 1 June 2025"] if there else [])


def test_only_what_may_touch_the_days_asked_for_is_shown() -> None:
    entries = timeline(event("2025-01-01"), event("2025-12", slug="b"), event("2026-02-01", slug="c"))
    root = parsed(to_svg(entries, language="en", first=dt.date(2025, 12, 31), last=dt.date(2026, 1, 31)))
    assert [said(mark).partition(":")[0] for mark in marks(root)] == ["≈ December 2025"]
    assert (
        texts(root, "quiet")[0]
        == "Entries: 1; anniversaries computed from their dates: 0 · Latest source: 2 December 2025"
    )


@pytest.mark.parametrize("language", Language)
def test_the_title_is_the_calendar_s_or_the_one_given(language: Language) -> None:
    assert texts(parsed(to_svg(Timeline(), language=language)), "name") == [wording(language).label("calendar")]
    assert texts(parsed(to_svg(Timeline(), language=language, title="Ours")), "name") == ["Ours"]


def test_a_title_too_long_for_the_picture_is_cut_after_three_lines() -> None:
    root = parsed(to_svg(timeline(event()), language="en", width=320, title="of words and more words " * 20))
    lines = texts(root, "name")
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert said(root) == ("of words and more words " * 20).strip()


def test_what_belongs_to_no_track_is_named_beside_lanes_that_have_a_name() -> None:
    council = event(track=Series(slug="council", title={"en": "Council"}))
    assert texts(parsed(to_svg(timeline(council, event(slug="b")), language="en")), "lane") == [
        "Council",
        "Other entries",
    ]
    assert texts(parsed(to_svg(timeline(event()), language="en")), "lane") == [""]


def test_the_language_is_that_of_the_texts() -> None:
    root = parsed(to_svg(load().timeline(), language="kk"))
    assert (root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang")) == ("kk", "kk")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("width", [320, 600, 1200])
def test_nothing_is_wider_than_the_picture_by_the_measure_of_the_layout(language: Language, width: int) -> None:
    picture = to_svg(load().timeline(), language=language, width=width)
    metrics = lay_out(Timeline(), language=language).metrics
    for text in parsed(picture).iter(f"{SVG}text"):
        if text.get("class") in {"label", "month", "year"}:
            left = float(text.get("x", "")) - (metrics.measure(text.text or "") if text.get("text-anchor") else 0)
            assert left >= 0
            assert left + metrics.measure(text.text or "") <= width + 0.02


@pytest.mark.parametrize("width", [0, 319, 20_001, float("nan"), float("inf"), -1200])
def test_a_width_that_no_picture_has_is_refused(width: float) -> None:
    with pytest.raises(ExportError, match="a width from 320 to 20000 pixels is needed: "):
        to_svg(Timeline(), language="en", width=width)


@pytest.mark.parametrize(
    "options", [{"language": "de"}, {"language": "en", "theme": "sepia"}, {"language": "en", "title": 5}]
)
def test_what_is_not_known_is_refused(options: dict[str, str]) -> None:
    with pytest.raises(InvalidRecordError):
        to_svg(Timeline(), **options)  # type: ignore[arg-type]
