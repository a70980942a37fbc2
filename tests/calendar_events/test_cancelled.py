"""What is said of what was cancelled, or withdrawn from the record, and for how long it is still shown."""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs
import pytest

from kzeu_timeline.calendar_events import calendar_events
from kzeu_timeline.exporters.ical import to_ical
from kzeu_timeline.history import is_withdrawn, shown, withdrawn
from kzeu_timeline.lapses import NEVER, feed_lapsed
from kzeu_timeline.locales import describe
from kzeu_timeline.model import Revision
from kzeu_timeline.readers.ical.reading import read_ical
from kzeu_timeline.timeline import Timeline
from tests.builders import NOW, catalogue, event, made, statement

DAY: Final = dt.date(2025, 12, 1)


def cancelled(when="2025-12-01", **revision):
    """A timeline of one cancelled entry, of which English subscribers were told as *revision* says."""
    revisions = [made(Revision, language="en", **revision)] if revision else []
    return Timeline([event(statements=[statement(when, status="cancelled")], revisions=revisions)])


def days_shown(timeline, **options):
    """For how many days after its own the entry is shown."""
    return (
        next(
            days
            for days in range(200)
            if not list(calendar_events(timeline, language="en", today=DAY + dt.timedelta(days=days), **options))
        )
        - 1
    )


def test_what_was_cancelled_is_shown_until_thirty_days_after_its_day():
    assert days_shown(cancelled()) == 30


def test_it_is_shown_for_thirty_days_after_subscribers_were_told_if_that_was_later():
    assert days_shown(cancelled(updated=dt.datetime(2025, 12, 20, 23, 59, 59, tzinfo=dt.UTC))) == 19 + 30
    assert days_shown(cancelled(updated=dt.datetime(2025, 11, 20, tzinfo=dt.UTC))) == 30


def test_a_month_is_over_when_its_last_day_is_if_it_is_shown_whole():
    assert days_shown(cancelled("2025-12")) == 30
    assert days_shown(cancelled("2025-12"), imprecise="span") == 30 + 30


def test_without_a_today_nothing_is_left_out():
    assert len(list(calendar_events(cancelled(), language="en"))) == 1


@pytest.mark.parametrize("status", ["planned", "held", "postponed", None])
def test_what_was_not_cancelled_is_never_left_out(status):
    timeline = Timeline([event(statements=[statement(status=status)])])
    assert len(list(calendar_events(timeline, language="en", today=dt.date.max))) == 1


TOLD: Final = dt.date(2025, 12, 3)


def left(when, day, **revision):
    """The entries that a feed has on *day*, of one that was withdrawn when subscribers were told."""
    last = shown(event("a", statements=[statement(when, status="planned")]), NOW)
    revisions = [made(Revision, language="en", **revision)] if revision else []
    entry = attrs.evolve(withdrawn("a", last, catalogue()), revisions=revisions)
    return len(list(calendar_events(Timeline([entry]), language="en", today=day)))


@pytest.mark.parametrize("when", ["1999-07-01", "2025-12-20", "2029-07-01", "203X"])
def test_what_was_withdrawn_is_shown_for_thirty_days_after_subscribers_were_told_whatever_its_own_day(when):
    assert left(when, TOLD + dt.timedelta(days=30)) == 1
    assert left(when, TOLD + dt.timedelta(days=31)) == 0


def test_other_words_for_what_was_withdrawn_do_not_bring_it_back():
    assert left("2029-07-01", TOLD + dt.timedelta(days=31), updated=dt.datetime(2026, 6, 1, tzinfo=dt.UTC)) == 0


def test_the_feed_has_lapsed_on_the_day_on_which_it_lost_what_was_withdrawn():
    gone = Timeline([withdrawn("a", shown(event("a", statements=[statement("2029-07-01")]), NOW), catalogue())])
    day = TOLD + dt.timedelta(days=31)
    assert feed_lapsed(gone, {"today": day - dt.timedelta(days=1), "language": "en"}) == NEVER
    assert feed_lapsed(gone, {"today": day, "language": "en"}).date() == day


WITHDRAWN: Final = {
    "en": (
        "REMOVED: Signature",
        "This entry was removed from the calendar; that does not mean that the event was cancelled.",
    ),
    "ru": (
        "УДАЛЕНО ИЗ КАЛЕНДАРЯ: Подписание",
        "Запись удалена из календаря; это не значит, что событие отменено.",
    ),
    "kk": (
        "КҮНТІЗБЕДЕН АЛЫНДЫ: Қол қою",
        "Жазба күнтізбеден алынды; бұл оның оқиғасы болмайды деген сөз емес.",
    ),
}


def gone():
    """What takes the place of a record of something that was held."""
    title = {"en": "Signature", "ru": "Подписание", "kk": "Қол қою"}
    return withdrawn("a", shown(event("a", title=title, statements=[statement(status="held")]), NOW), catalogue())


@pytest.mark.parametrize("language", WITHDRAWN)
def test_what_was_withdrawn_is_cancelled_and_nowhere_called_so(language):
    (shown_as,) = calendar_events(Timeline([gone()]), language=language)
    summary, sentence = WITHDRAWN[language]
    assert (shown_as.summary, shown_as.status) == (summary, "CANCELLED")
    assert shown_as.description == f"{describe(gone().when, language)}\n{sentence}"


@pytest.mark.parametrize("language", WITHDRAWN)
def test_what_was_withdrawn_is_so_too_when_it_is_read_back(language):
    feed = to_ical(Timeline([gone()]), language=language)
    (entry,) = read_ical(feed)
    assert is_withdrawn(entry)
    assert entry.title[language] == gone().title[language]
    assert to_ical(Timeline([entry]), language=language) == feed
