"""Laws of reading back: whatever a timeline holds, its feeds give the same entries, and to write them is stable."""

from __future__ import annotations

import re
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzeu_timeline import Entry, Language, Timeline, read_ical, to_ical
from tests import builders
from tests.exporters import hostile
from tests.strategies import LAW

FEW: Final = settings(LAW, max_examples=60)
LANGUAGES: Final = tuple(Language)
TIMELINES: Final = (
    hostile.timelines() | builders.random_timelines() | builders.dated_timelines | builders.disputed_timelines
)
_LINE_BREAKS: Final = re.compile("\r\n|[\r\n\u2028\u2029]")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def carried(text: str) -> str:
    """What iCalendar can carry of a text (D20)."""
    return _CONTROLS.sub("", _LINE_BREAKS.sub("\n", text))


def shown(timeline: Timeline, language: str) -> list[Entry]:
    """The entries that a feed shows at all: those with a day to be shown on."""
    feed = to_ical(timeline, language=language)
    return [entry for entry in timeline if b"X-KZEU-SLUG:%b\r\n" % entry.slug.encode() in feed]


@FEW
@given(TIMELINES, st.sampled_from(LANGUAGES), st.sampled_from(["mark", "span", "omit"]))
def test_a_feed_comes_back_as_the_same_entries(timeline: Timeline, language: str, mode: str) -> None:
    reading = read_ical(to_ical(timeline, language=language, imprecise=mode))
    assert reading.problems == ()
    if mode != "omit":
        assert {entry.slug for entry in reading} == {entry.slug for entry in shown(timeline, language)}
    for back in reading:
        entry = timeline[back.slug]
        assert (back.type, back.when, back.status) == (entry.type, entry.when, entry.status)
        title = carried(entry.title.best(language))
        assert back.title[language] == (title if title.strip() else entry.slug)
        revision = back.revision(language)
        assert revision is not None
        if sealed := entry.revision(language):
            assert (revision.sequence, revision.updated) == (sealed.sequence, sealed.updated)


@FEW
@given(TIMELINES)
def test_feeds_in_three_languages_make_one_entry_with_three_titles(timeline: Timeline) -> None:
    reading = read_ical(*(to_ical(timeline, language=language) for language in LANGUAGES))
    assert reading.problems == ()
    for back in reading:
        entry = timeline[back.slug]
        for language in LANGUAGES:
            title = carried(entry.title.best(language))
            assert back.title.get(language, back.slug) == (title if title.strip() else entry.slug)
            assert back.when == entry.when


@FEW
@given(TIMELINES, st.sampled_from(LANGUAGES))
def test_to_write_again_what_was_read_changes_nothing_from_the_second_time_on(
    timeline: Timeline, language: str
) -> None:
    second = to_ical(read_ical(to_ical(timeline, language=language)), language=language)
    again = read_ical(second) if b"VEVENT" in second else Timeline()
    assert to_ical(again, language=language) == second


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fixed_timeline_of_hostile_texts_comes_back(language: str) -> None:
    timeline = hostile.fixed_timeline(120)
    reading = read_ical(to_ical(timeline, language=language))
    assert reading.problems == ()
    for back in reading:
        assert back.title[language] == carried(timeline[back.slug].title.best(language))
