"""Our own feeds read back: what of an entry comes back exactly, and what is told as lost."""

from __future__ import annotations

import datetime as dt

import pytest

from kzeu_timeline import (
    Clock,
    Entry,
    Language,
    LocalizedText,
    Relation,
    Revision,
    Source,
    Status,
    Track,
    load,
    parse_edtf,
    read_ical,
    to_ical,
)
from kzeu_timeline.readers.ical.reading import Reading
from kzeu_timeline.readers.ical.wordings import words_of
from tests.builders import made, milestone, statement
from tests.builders import source as source_of
from tests.exporters.samples import MORNING, PLACE, SOURCE, event, timeline

NEWS = Source(slug="news", publisher="News", published="2025-12-03", url="https://example.org/2")


def back(*entries: Entry, language: str = "en") -> Reading:
    """What a feed of these gives back, without a problem."""
    reading = read_ical(to_ical(timeline(*entries), language=language))  # type: ignore[arg-type]
    assert reading.problems == ()
    return reading


def lost(reading: Reading) -> set[str]:
    """What is lost of single entries."""
    return {loss.what for loss in reading.losses if loss.slug}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("status", [None, *Status])
@pytest.mark.parametrize("when", ["2025-12-01", "2025-11", "[..2025-12-02]", "2025-12-01/2025-12-03"])
def test_date_status_and_title(when: str, status: Status | None, language: str) -> None:
    (entry,) = back(event(when, status=status), language=language)
    assert (entry.when.edtf, entry.status, entry.title[language]) == (when, status, "Meeting")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("published", [None, "2025", "2025-02", "2025-02-03", "2025-12-28"])
def test_who_says_so_and_since_when(published: str | None, language: str) -> None:
    by = source_of(publisher="Press (of a ministry)", published=published, url="https://example.org/қ?a=1,2;3")
    (entry,) = back(event(source=by, inferred=True), language=language)
    found = entry.settled.source
    assert (found.publisher, found.url) == (by.publisher, by.url)
    assert found.published == by.published
    assert entry.settled.inferred


def test_a_day_of_publication_that_is_not_plain_is_told() -> None:
    reading = back(event(source=source_of(published="2025-02?")))
    assert reading[0].settled.source.published is None
    assert lost(reading) == {"sources"}


def test_a_source_whose_words_can_not_be_read_is_told() -> None:
    feed = to_ical(timeline(event()), language="en").replace(b" (published: 2 December 2025)", b"")
    reading = read_ical(feed)
    assert reading[0].settled.source.publisher == "Gazette"
    assert lost(reading) == {"sources"}
    reading = read_ical(feed.replace(b"https://example.org/news", b"news"))
    assert reading[0].settled.source.url is None


def test_sources_that_agree_come_back_in_their_order() -> None:
    agreeing = [statement("2025-12-01", by=by) for by in (NEWS, SOURCE)]
    (entry,) = back(event(statements=agreeing))
    assert [each.url for each in entry.sources] == [NEWS.url, SOURCE.url]
    assert {each.when.edtf for each in entry.statements} == {"2025-12-01"}
    assert entry.settled.source.url == NEWS.url


def test_of_sources_without_a_day_the_settling_one_goes_first() -> None:
    first, second = (source_of(f"s-{n}", published=None, url=f"https://example.org/{n}") for n in (1, 2))
    (entry,) = back(event(statements=[statement(by=first), statement(by=second, rank="preferred")]))
    assert [each.url for each in entry.sources] == [second.url, first.url]


def test_what_others_say_stands_in_the_note() -> None:
    reading = back(event(statements=[statement("2025-12-01", by=NEWS), statement("2025-11", by=SOURCE)]))
    assert [each.source.url for each in reading[0].statements] == [NEWS.url]
    assert reading[0].settled.note == "– November 2025 – Gazette (published: 2 December 2025)\nhttps://example.org/news"
    assert lost(reading) == {"statements"}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", ["signed", "entered-into-force", "unheard-of"])
def test_kind_and_track(kind: str, language: str) -> None:
    track = made(Track, title={"en": "Council, the", "kk": "Кеңес"})
    (entry,) = back(milestone(kind=kind, track=track), language=language)
    assert (entry.type, entry.kind) == ("milestone", kind)
    assert entry.track is not None
    assert entry.track.title.best(language) == track.title.best(language)


def test_place_and_country() -> None:
    (entry,) = back(event(place=PLACE))
    assert entry.place == PLACE.__class__(
        slug="astana", name={"en": "Astana"}, country="KZ", latitude=51.17, longitude=71.43
    )
    (entry,) = back(event(place=PLACE), language="kk")
    assert entry.place is not None
    assert entry.place.slug.startswith("place-")


@pytest.mark.parametrize(
    "clock",
    [
        MORNING,
        Clock(start=dt.time(9, 30), zone="Asia/Almaty"),
        Clock(start=dt.time(23, 30, 15), end=dt.time(1, 15, 45), zone="Asia/Almaty"),
        Clock(start=dt.time(9), end=dt.time(10), zone="America/New_York"),
    ],
)
@pytest.mark.parametrize("language", Language)
def test_clock_times_come_back_in_their_zone(clock: Clock, language: str) -> None:
    (entry,) = back(event(clock=clock), language=language)
    assert entry.clock == clock


def test_a_zone_that_can_not_be_told_is_lost() -> None:
    feed = to_ical(timeline(event(clock=MORNING)), language="en").replace(b"Brussels 10:30", b"Elsewhere 10:30")
    reading = read_ical(feed)
    assert reading[0].clock is None
    assert lost(reading) == {"clock"}
    feed = to_ical(timeline(event(clock=MORNING)), language="en").replace(
        b"DTSTART:20251201T093000Z", b"DTSTART:20251201T023000Z"
    )
    assert read_ical(feed)[0].clock is None
    feed = feed.replace(b"10:30", b"02:30").replace(b"20251201T", b"20250330T").replace(b"2025-12-01", b"2025-03-30")
    assert read_ical(feed)[0].clock is None


def test_relations_hang_on_what_is_in_the_feed() -> None:
    part = event(slug="b", relations=[Relation(kind="decided-at", target="a"), Relation(kind="part-of", target="c")])
    reading = back(event(), part)
    assert reading["b"].relations == (Relation(kind="part-of", target="a"),)


def test_an_anniversary_stays_one() -> None:
    day = milestone("signed", "2015-12-21")
    tenth = milestone("signed-10", "2025-12-21", relations=[Relation(kind="anniversary-of", target="signed")])
    assert back(day, tenth)["signed-10"].is_derived  # type: ignore[arg-type]


def test_revisions_come_back() -> None:
    revision = Revision(language="en", sequence=3, updated=dt.datetime(2025, 5, 6, 7, 8, 9, tzinfo=dt.UTC))
    (entry,) = back(event(revisions=[revision]))
    assert entry.revisions == (revision,)


def test_a_description_is_what_stands_between() -> None:
    (entry,) = back(event(description={"en": "One.\nTwo."}))
    assert entry.description == LocalizedText(en="One.\nTwo.")


def test_a_long_description_is_cut_and_told() -> None:
    reading = back(event(description={"en": "a" * 3_000}))
    assert lost(reading) == {"sources", "description"}
    assert reading[0].settled.source.url == SOURCE.url


def test_a_title_of_which_nothing_can_be_written_is_told() -> None:
    reading = back(event(title="\x07"))
    assert reading[0].title["en"] == "a"
    assert "title" in lost(reading)


# Several feeds


def test_three_languages_make_one_entry() -> None:
    entries = timeline(event(title={"en": "E", "ru": "Р", "kk": "Қ"}, place=PLACE))
    reading = read_ical(*(to_ical(entries, language=language) for language in ("kk", "ru", "en")))
    assert reading[0].title == LocalizedText(en="E", ru="Р", kk="Қ")
    assert [revision.language for revision in reading[0].revisions]
    assert reading[0].place is not None
    assert reading[0].place.slug == "astana"


def test_of_two_versions_the_newer_counts_and_it_is_told() -> None:
    old, new = (
        event(when, revisions=[Revision(language="en", sequence=n, updated=dt.datetime(2025, 1, n + 1, tzinfo=dt.UTC))])
        for n, when in enumerate(("2025-12-01", "2025-12-02"))
    )
    for pair in ((old, new), (new, old)):
        reading = read_ical(*(to_ical(timeline(each), language="en") for each in pair))
        assert [entry.when.edtf for entry in reading] == ["2025-12-02"]
        assert [problem.message for problem in reading.problems] == ["not as in the calendar before; the newer counts"]


# Damaged


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("X-KZEU-SLUG:a", "X-KZEU-SLUG:../a", "not a slug (a-z, 0-9, single hyphens): '../a'"),
        ("X-KZEU-TYPE:event", "X-KZEU-TYPE:x", "neither an event nor a milestone: 'x'"),
        ("X-KZEU-EDTF:2025-12-01", "X-KZEU-EDTF:soon", "unexpected 's' at offset 0; not an EDTF date: 'soon'"),
        ("SUMMARY;LANGUAGE=en", "SUMMARY;LANGUAGE=de", "unknown language (known: kk, ru, en): 'de'"),
        ("SEQUENCE:0", "SEQUENCE:x", "not a sequence number: -1"),
        ("LAST-MODIFIED:20251202T000000Z\r\nSEQ", "LAST-MODIFIED:x\r\nSEQ", "not a date or time: 'x'"),
    ],
)
def test_a_damaged_event_of_ours_is_left_out_and_told(old: str, new: str, message: str) -> None:
    feed = to_ical(timeline(event(), event(slug="b")), language="en").decode()
    reading = read_ical(feed.replace(old, new, 1).encode())
    assert [problem.message for problem in reading.problems] == [message]
    assert [entry.slug for entry in reading] == ["b"]


def test_an_entry_that_can_not_be_made_is_told() -> None:
    feed = to_ical(timeline(event()), language="en").replace(
        b"SUMMARY;LANGUAGE=en:Meeting", b"SUMMARY;LANGUAGE=en:" + b"a" * 30_000
    )
    reading = read_ical(feed)
    assert len(reading) == 0
    assert [problem.message[:40] for problem in reading.problems] == ["text of 30,000 characters, more than 20,0"[:40]]


def test_the_shipped_record_comes_back() -> None:
    record = load().timeline()
    feeds = {language: to_ical(record, language=language) for language in Language}
    reading = read_ical(*feeds.values())
    assert reading.problems == ()
    for entry in record:
        found = reading[entry.slug]
        assert (found.type, found.kind, found.when, found.status) == (entry.type, entry.kind, entry.when, entry.status)
        assert (dict(found.title), found.description, found.clock) == (
            dict(entry.title),
            entry.description,
            entry.clock,
        )
        assert (found.place and found.place.name) == (entry.place and entry.place.name)
        assert found.settled.source.url == entry.settled.source.url
    again = {language: to_ical(reading, language=language) for language in Language}
    assert {language: to_ical(read_ical(*again.values()), language=language) for language in Language} == again


def test_a_day_that_no_month_has_is_no_date() -> None:
    words = words_of(Language.EN)
    assert (words.date("28 February 2025"), words.date("30 February 2025")) == (parse_edtf("2025-02-28"), None)
