"""What was written of an entry is kept as long as the entry lives, and no longer."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable

import attrs
import pytest

from kzeu_timeline import Entry, Language, Relation, Revision, Timeline, iter_ical, to_ical, to_jcal, to_jscalendar
from kzeu_timeline.calendar_events.kept import Kept
from kzeu_timeline.exporters import ical
from tests.exporters.feeds import MODES, record
from tests.exporters.samples import event

pytestmark = pytest.mark.broad


def named(entry: Entry, key: str) -> str:
    """What is made of an entry."""
    return f"{entry.slug} {key}"


def unasked(entry: Entry, key: str) -> str:
    """It was made before."""
    pytest.fail(f"made again: {key} of {entry}")


def test_what_is_kept_of_an_entry_goes_with_it() -> None:
    kept = Kept[str, str]()
    entries = [event(slug=f"a{number}") for number in range(3)]
    for make in (named, unasked):
        assert [kept.get(entry, "x", make) for entry in entries] == ["a0 x", "a1 x", "a2 x"]
    assert len(kept) == 3
    del entries[1:]
    gc.collect()
    assert len(kept) == 1
    assert kept.get(entries[0], "x", unasked) == "a0 x"
    assert kept.get(entries[0], "y", named) == "a0 y"


def test_entries_that_are_equal_are_kept_apart() -> None:
    kept = Kept[str, str]()
    one, other = event(), event(revisions=[Revision(language="en", updated=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))])
    assert one == other
    assert kept.get(one, "x", named) == kept.get(other, "x", named)
    assert len(kept) == 2


def test_a_sealed_entry_is_written_anew_though_it_is_equal_to_the_old_one() -> None:
    sealed = Revision(language="en", sequence=5, updated=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    old = event()
    first = to_ical(Timeline([old]), language="en")
    assert b"SEQUENCE:0\r\n" in first
    assert b"SEQUENCE:5\r\n" in to_ical(Timeline([attrs.evolve(old, revisions=[sealed])]), language="en")
    assert to_ical(Timeline([old]), language="en") == first


def test_each_entry_is_written_once_for_each_way_to_write_it(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []

    def watched(*given: object) -> object:
        written.append("one")
        return of(*given)  # type: ignore[arg-type]

    of = ical._written
    monkeypatch.setattr(ical, "_written", watched)
    old = Timeline([event(slug=f"a{number}") for number in range(100)])
    for _ in range(3):
        to_ical(old, language="en")
    assert len(written) == 100
    to_ical(old | Timeline([event(slug="a7", title="Changed")]), language="en", name="N")
    assert len(written) == 101
    to_ical(old, language="ru")
    assert len(written) == 201


@pytest.mark.parametrize("extra", [{}, {"alarms": True}, {"rich": True}, {"rich": True, "alarms": True}])
@pytest.mark.parametrize("mode", MODES)
def test_a_feed_is_the_same_whatever_was_written_before(mode: str, extra: dict[str, bool]) -> None:
    for language in (Language.KK, Language.EN):
        streamed = b"".join(iter_ical(record(), language=language, imprecise=mode, **extra))  # type: ignore[arg-type]
        for _ in range(2):
            assert to_ical(record(), language=language, imprecise=mode, **extra) == streamed  # type: ignore[arg-type]


@pytest.mark.parametrize("write", [to_ical, to_jcal, to_jscalendar])
def test_of_a_feed_that_shares_its_entries_with_others_nothing_gets_into_it(write: Callable[..., bytes | str]) -> None:
    """Whatever was kept: the same as of entries that nothing was written of."""
    options = [{**more, "imprecise": mode} for more in ({}, {"alarms": True}, {"rich": True}) for mode in MODES]
    shared = Timeline(attrs.evolve(entry) for entry in record())
    for each in options:
        alone = Timeline(attrs.evolve(entry) for entry in record())
        for language in Language:
            assert write(shared, language=language, **each) == write(alone, language=language, **each)


@pytest.mark.parametrize("write", [to_jcal, to_jscalendar])
def test_what_depends_on_the_others_in_a_twin_is_not_kept(write: Callable[..., str]) -> None:
    parent, child = event(slug="parent"), event(slug="child", relations=[Relation(kind="part-of", target="parent")])
    both, alone = Timeline([parent, child]), Timeline([child])
    feeds = [write(each, language="en") for each in (both, alone, both, alone)]
    assert feeds[:2] == feeds[2:]
    assert [feed.lower().count('"related') for feed in feeds] == [1, 0, 1, 0]


@pytest.mark.parametrize("rich", [False, True])
def test_what_depends_on_the_others_in_a_feed_is_not_kept(rich: bool) -> None:
    parent, child = event(slug="parent"), event(slug="child", relations=[Relation(kind="part-of", target="parent")])
    both, alone = Timeline([parent, child]), Timeline([child])
    feeds = [to_ical(each, language="en", rich=rich) for each in (both, alone, both, alone)]
    assert feeds[:2] == feeds[2:]
    assert [feed.count(b"RELATED-TO") for feed in feeds] == [1, 0, 1, 0]


def test_streaming_keeps_nothing() -> None:
    before = len(ical._KEPT)
    entries = Timeline([event(slug=f"a{number}") for number in range(10)])
    list(iter_ical(entries, language="en"))
    assert len(ical._KEPT) == before
    to_ical(entries, language="en")
    assert len(ical._KEPT) == before + 10
