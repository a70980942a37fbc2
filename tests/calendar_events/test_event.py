"""What a calendar shows of an entry, as plain values."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid5

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzeu_timeline import Language, LocalizedText, Relation, Revision, Series, Timeline
from kzeu_timeline.calendar_events import NAMESPACE, CalendarEvent, calendar_event, calendar_events, uid
from kzeu_timeline.calendar_events.event import version
from tests.exporters import hostile
from tests.exporters.feeds import record
from tests.exporters.samples import MORNING, PLACE, SOURCE, event
from tests.strategies import LAW


def shown(entry: object, language: str = "en", **options: str) -> CalendarEvent:
    (found,) = calendar_events(Timeline([entry]), language=language, **options)  # type: ignore[list-item,misc]
    return found


def test_an_event_is_all_of_it() -> None:
    entry = event(
        title={"en": "Meeting", "ru": "Встреча"},
        status="planned",
        place=PLACE,
        track=Series(slug="series", title=LocalizedText({"en": "Series"})),
        revisions=[Revision(language="ru", sequence=3, updated=dt.datetime(2026, 1, 2, tzinfo=dt.UTC))],
    )
    found = shown(entry, "ru")
    assert found == CalendarEvent(
        uid=uid("a", "ru"),
        sequence=3,
        updated=dt.datetime(2026, 1, 2, tzinfo=dt.UTC),
        start=dt.date(2025, 12, 1),
        end=dt.date(2025, 12, 2),
        summary="Встреча",
        description=found.description,
        location="Астана, Казахстан",
        position=(51.17, 71.43),
        url="https://example.org/news",
        categories=("встреча", "Series"),
        status="TENTATIVE",
        related=(),
        slug="a",
        type="event",
        edtf="2025-12-01",
        language=Language.RU,
    )
    assert found.description.startswith("1 декабря 2025 г. · ")


def test_an_event_can_not_be_changed_and_has_no_room_for_more() -> None:
    found = shown(event())
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        found.summary = "x"  # type: ignore[misc]
    assert not hasattr(found, "__dict__")


def test_what_has_a_beginning_and_an_end_is_told_in_utc() -> None:
    found = shown(event(clock=MORNING))
    assert (found.start, found.end) == (
        dt.datetime(2025, 12, 1, 9, 30, tzinfo=dt.UTC),
        dt.datetime(2025, 12, 1, 11, tzinfo=dt.UTC),
    )


@pytest.mark.parametrize(
    ("when", "end"), [("9999-12-30", dt.date(9999, 12, 31)), ("9999-12-31", None), ("9999-12-30/9999-12-31", "last")]
)
def test_nothing_ends_after_the_last_day_of_the_calendar(when: str, end: object) -> None:
    assert shown(event(when)).end == (dt.date.max if end == "last" else end)


def test_related_are_the_parents_in_the_same_feed() -> None:
    kinds = ("part-of", "decided-at", "anniversary-of", "follows", "ahead-of")
    child = event(slug="child", relations=[Relation(kind=kind, target=target) for kind in kinds for target in "ab"])
    (found,) = (each for each in calendar_events(Timeline([child, event()]), language="kk") if each.slug == "child")
    assert found.related == (uid("a", "kk"),) * 3
    assert calendar_event(child, Language.KK).related == ()


@LAW
@given(st.text(alphabet="abc-123"), st.sampled_from(list(Language)))
def test_a_uid_is_the_uuid_of_slug_and_language(slug: str, language: Language) -> None:
    assert uid(slug, language) == str(uuid5(UUID("6f1d9c3e-2b7a-5e48-9f0a-4c8e1d35b7a2"), f"{slug}/{language}"))
    assert str(NAMESPACE) == "6f1d9c3e-2b7a-5e48-9f0a-4c8e1d35b7a2"


def test_the_events_of_the_record_are_its_entries_in_its_order() -> None:
    found = list(calendar_events(record(), language="kk"))
    assert [each.slug for each in found] == [entry.slug for entry in record()]
    assert len({each.uid for each in found}) == len(found)


@LAW
@given(hostile.timelines(), st.sampled_from(list(Language)))
def test_an_event_ends_after_it_begins_and_changed_in_utc(entries: Timeline, language: Language) -> None:
    for found in calendar_events(entries, language=language):
        assert found.end is None or found.end > found.start
        assert type(found.start) is type(found.end or found.start)
        assert found.updated.utcoffset() == dt.timedelta()
        assert len(found.description.encode()) <= 2_000


def test_a_source_without_a_day_says_nothing_of_when_an_entry_changed() -> None:
    unknown = attrs.evolve(SOURCE, published=None)
    assert version(event(source=unknown), Language.EN) == (0, dt.datetime(1970, 1, 1, tzinfo=dt.UTC))
    assert version(event(), Language.EN) == (0, dt.datetime(2025, 12, 2, tzinfo=dt.UTC))
