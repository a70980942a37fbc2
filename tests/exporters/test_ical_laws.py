"""Laws of feeds: the same bytes everywhere, hostile text stays text, and icalendar says the same."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar.prop import vInline, vText

from kzeu_timeline import Entry, Language, Rank, RelationKind, Status, Timeline, iter_ical, to_ical
from kzeu_timeline.doubts import is_open
from kzeu_timeline.locales import wording
from kzeu_timeline.sentences import dated_title, place_text
from tests.exporters import hostile, raw_ical
from tests.exporters.feeds import LANGUAGES, MODES, record, shown
from tests.exporters.raw_ical import Component, faults
from tests.exporters.samples import event
from tests.strategies import LAW

pytestmark = pytest.mark.broad

ROOT: Final = Path(__file__).parents[2]
FEW: Final = settings(LAW, max_examples=150)


@FEW
@given(hostile.timelines(), st.sampled_from(LANGUAGES), st.sampled_from(MODES), st.randoms(use_true_random=False))
def test_the_same_entries_in_any_order_make_the_same_bytes(
    entries: Timeline, language: str, mode: str, chance: Any
) -> None:
    shuffled = list(entries)
    chance.shuffle(shuffled)
    once = to_ical(entries, language=language, imprecise=mode)
    assert to_ical(Timeline(shuffled), language=language, imprecise=mode) == once
    assert b"".join(iter_ical(entries, language=language, imprecise=mode)) == once


def cleaned(text: str) -> str:
    """The stated rule: any line break or separator is a line break, every other control but the tab is dropped."""
    text = re.sub("\r\n|\r|\u2028|\u2029", "\n", text)
    return "".join(char for char in text if char in "\t\n" or not re.match(r"[\x00-\x1f\x7f-\x9f]", char))


def names_of(entry: Entry, targets: Iterable[str]) -> list[str]:
    """The properties that an entry is to have."""
    place, source = entry.place, entry.settled.source
    parents = {RelationKind.PART_OF, RelationKind.DECIDED_AT, RelationKind.ANNIVERSARY_OF}
    related = [each for each in entry.relations if each.kind in parents and each.target in targets]
    return [
        *("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"),
        *(["LOCATION"] if place else []),
        *(["GEO"] if place and place.latitude is not None else []),
        *(["URL"] if source.url else []),
        *("CATEGORIES", "STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS"),
        *("X-KZEU-TYPE", "X-KZEU-SLUG", "X-KZEU-EDTF"),
        *(["RELATED-TO"] * len(related)),
    ]


def texts_of(entry: Entry, language: Language) -> list[str]:
    """What a description holds of an entry's own words."""
    right = {each.source for each in entry.statements if each.rank is not Rank.DEPRECATED}
    return [
        *([entry.description.best(language)] if entry.description else []),
        entry.settled.source.publisher,
        *(each.person.name.best(language) for each in entry.participants),
        *(each.role.name.best(language) for each in entry.participants if each.role),
        *(figure.title.best(language) for figure in entry.figures),
        *(source.url for source in entry.sources if source.url and (source in right or not right)),
    ]


def assert_holds(feed: bytes, entries: list[Entry], language: Language) -> None:
    """Nothing is wrong with *feed*, nothing was injected, and its texts are those of *entries*."""
    assert faults(feed) == []
    found = {each.text("X-KZEU-SLUG"): each for each in raw_ical.events(feed)}
    assert list(found) == [entry.slug for entry in entries]
    for entry in entries:
        each = found[entry.slug]
        assert each.names == names_of(entry, found)
        title = cleaned(dated_title(entry, language))
        prefix = f"{wording(language).label('CANCELLED')}: " if entry.status is Status.CANCELLED else ""
        assert each.text("SUMMARY") == prefix + title
        assert title.endswith(cleaned(entry.title.best(language)))
        if entry.place:
            assert each.text("LOCATION") == cleaned(place_text(entry.place, language))
        track = [cleaned(entry.track.title.best(language))] if entry.track else []
        assert each.one("CATEGORIES").texts == [wording(language).label(entry.kind), *track]
        assert each.text("X-KZEU-EDTF") == entry.when.edtf
        description = each.text("DESCRIPTION")
        assert len(description.encode()) <= 2_000
        if not re.search(r"^…", description, re.MULTILINE):
            assert all(cleaned(text) in description for text in texts_of(entry, language))


@settings(LAW, max_examples=300)
@given(hostile.timelines(), st.sampled_from(LANGUAGES), st.sampled_from(MODES), hostile.texts(), hostile.texts())
def test_hostile_text_stays_text_and_comes_back(
    entries: Timeline, language: Language, mode: str, name: str, about: str
) -> None:
    feed = to_ical(entries, language=language, imprecise=mode, name=name, description=about)
    assert_holds(feed, [entry for entry in entries if mode != "omit" or not is_open(entry.when)], language)
    calendar = raw_ical.read(feed)
    assert calendar.text("NAME") == calendar.text("X-WR-CALNAME") == cleaned(name)
    assert calendar.text("DESCRIPTION") == calendar.text("X-WR-CALDESC") == cleaned(about)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_hostile_text_of_the_table_stays_text_in_every_place(language: Language) -> None:
    entries = hostile.fixed_timeline(150)
    assert_holds(to_ical(entries, language=language), list(entries), language)


@FEW
@given(st.lists(hostile.texts(), min_size=1, max_size=3).map("".join))
def test_any_title_comes_back(title: str) -> None:
    assert shown(event(title=title)).text("SUMMARY") == cleaned(title)


# The same bytes wherever they are made

DIGESTS: Final = """
import hashlib
from kzeu_timeline import Language, load, to_ical
for language in Language:
    print(hashlib.sha256(to_ical(load().timeline(), language=language)).hexdigest())
"""
HOSTILE_DIGESTS: Final = """
import hashlib
from kzeu_timeline import Language, to_ical
from tests.exporters.hostile import fixed_timeline
for language in Language:
    print(hashlib.sha256(to_ical(fixed_timeline(150), language=language)).hexdigest())
"""


def digests(code: str, *flags: str, **environment: str) -> list[str]:
    """What *code* prints, run by another interpreter in the checkout."""
    run = subprocess.run(
        [sys.executable, *flags, "-c", code],
        env={**os.environ, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return run.stdout.split()


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Almaty", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "ru_RU.UTF-8", "LANG": "ru_RU.UTF-8"},
        {"PYTHONHASHSEED": "random", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0"},
    ],
    ids=["Almaty", "New York", "Kiritimati"],
)
def test_the_shipped_feeds_are_the_same_bytes_in_every_zone_locale_and_hash_seed(environment: dict[str, str]) -> None:
    here = [hashlib.sha256(to_ical(record(), language=language)).hexdigest() for language in LANGUAGES]
    assert digests(DIGESTS, **environment) == here


def test_without_assertions_the_bytes_are_the_same() -> None:
    here = [hashlib.sha256(to_ical(record(), language=language)).hexdigest() for language in LANGUAGES]
    assert digests(DIGESTS, "-O") == here


def test_without_assertions_hostile_text_is_written_as_with_them() -> None:
    entries = hostile.fixed_timeline(150)
    here = [hashlib.sha256(to_ical(entries, language=language)).hexdigest() for language in LANGUAGES]
    assert digests(HOSTILE_DIGESTS, "-O") == here


# Side by side with icalendar


def _day_or_instant(prop: raw_ical.Property) -> dt.date:
    if prop.params.get("VALUE") == "DATE":
        return dt.date.fromisoformat(prop.value)
    return dt.datetime.strptime(prop.value, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)


_AS_VALUE: Final[dict[str, Callable[[raw_ical.Property], Any]]] = {
    **dict.fromkeys(("DTSTART", "DTEND", "DTSTAMP", "LAST-MODIFIED"), _day_or_instant),
    "SEQUENCE": lambda prop: int(prop.value),
    "CATEGORIES": lambda prop: prop.texts,
    "REFRESH-INTERVAL": lambda prop: dt.timedelta(hours=12),
    # icalendar writes 50 degrees as 50.0 and small fractions with an exponent, which RFC 5545 does not allow.
    "GEO": lambda prop: vInline(prop.value),
}


def by_icalendar(component: Component) -> icalendar.Component:
    """The same component, made with icalendar's own API from the same values."""
    made = icalendar.Calendar() if component.name == "VCALENDAR" else icalendar.Event()
    for prop in component.properties:
        value = _AS_VALUE.get(prop.name, lambda prop: prop.text)(prop)
        # icalendar takes the value of an X- property as it is, unescaped, unless it is a vText.
        value = vText(value) if prop.name.startswith("X-") else value
        params = {key: each for key, each in prop.params.items() if not isinstance(value, dt.date)}
        made.add(prop.name, value, parameters=params or None)
    for each in component.components:
        made.add_component(by_icalendar(each))
    return made


def is_garbled_by_icalendar(prop: raw_ical.Property) -> bool:
    r"""Whether icalendar is known to garble it: a literal ``\N`` becomes a line break, a byte order mark vanishes."""
    return "\\N" in prop.text or any(text.startswith("\ufeff") for text in prop.texts)


def is_safe_with_icalendar(feed: bytes) -> bool:
    calendar = raw_ical.read(feed)
    parts = (calendar, *calendar.components)
    return not any(is_garbled_by_icalendar(prop) for part in parts for prop in part.properties)


@FEW
@given(hostile.timelines(), st.sampled_from(LANGUAGES), st.sampled_from(MODES))
def test_icalendar_writes_the_same_values_as_the_same_bytes(entries: Timeline, language: str, mode: str) -> None:
    feed = to_ical(entries, language=language, imprecise=mode)
    if is_safe_with_icalendar(feed):
        assert by_icalendar(raw_ical.read(feed)).to_ical(sorted=False) == feed


def without_geo(feed: bytes) -> list[bytes]:
    return [line for line in feed.split(b"\r\n") if not line.startswith(b"GEO:")]


@FEW
@given(hostile.timelines(), st.sampled_from(LANGUAGES), st.sampled_from(MODES))
def test_icalendar_reads_a_feed_and_writes_it_back_as_it_was(entries: Timeline, language: str, mode: str) -> None:
    feed = to_ical(entries, language=language, imprecise=mode)
    if is_safe_with_icalendar(feed):
        again = icalendar.Calendar.from_ical(feed).to_ical(sorted=False)
        assert without_geo(again) == without_geo(feed)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_icalendar_agrees_on_the_shipped_feeds(language: str, mode: str) -> None:
    feed = to_ical(record(), language=language, imprecise=mode)
    assert is_safe_with_icalendar(feed)
    assert by_icalendar(raw_ical.read(feed)).to_ical(sorted=False) == feed
    assert icalendar.Calendar.from_ical(feed).to_ical(sorted=False) == feed
