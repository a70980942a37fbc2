"""Every file of the site: where it is, what it is, and when it last changed."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from typing import Any, Final

import attrs
import pytest

from kzeu_timeline import Catalogue, ExportError, Feed, File, LocalizedText, Revision, Statement, to_ical, to_site
from kzeu_timeline.exceptions import InvalidRecordError
from kzeu_timeline.exporters.atom import to_atom
from kzeu_timeline.feeds import FEEDS, feed_path, variants
from kzeu_timeline.files import Site
from kzeu_timeline.site import LONGEST_ADDRESS, TWINS
from kzeu_timeline.text import Language
from kzeu_timeline.validation import FeedChecks
from tests.builders import LANGUAGES, catalogue, event, refusal, shipped, source, words
from tests.exporters import raw_ical
from tests.exporters.raw_dialects import dialect_of
from tests.pages import Page

pytestmark = pytest.mark.broad

BASE: Final = "https://example.org/cal/"
LARGEST_FEED: Final = 1_000_000
"""Bytes; Google takes no larger one (feeds.md, rule 15)."""

FIRST: Final = Feed(slug="all", title=words("All"), variants=["spans"])


@cache
def site() -> Site:
    return to_site(shipped(), base=BASE, today=dt.date(2026, 1, 15))


def one(**options: Any) -> Site:
    """The site of a catalogue with one entry."""
    return to_site(catalogue(event()), **{"feeds": [FIRST], **options})


def instant(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


# Which files.


def test_the_files_of_a_small_site() -> None:
    feeds = [
        f"feeds/all-{language}{ending}"
        for language in LANGUAGES
        for ending in (".ics", *(twin.suffix for twin in TWINS), "-spans.ics")
    ]
    tables = [f"timeline-{language}.{ending}" for language in LANGUAGES for ending in ("csv", "md")]
    news = [f"feeds/changes-{language}.atom" for language in LANGUAGES]
    pages = ["index.kk.html", "index.ru.html", "index.en.html", "index.html"]
    assert {*one()} == {*feeds, *news, *tables, *pages, "timeline.json", "robots.txt"}
    assert list(one())[-4:] == pages


def test_every_feed_is_there_in_every_language_with_its_variants_and_twins() -> None:
    for feed in FEEDS:
        for language in LANGUAGES:
            assert feed_path(feed, language) in site()
            assert {feed_path(feed, language, suffix=twin.suffix) for twin in TWINS} <= site().keys()
            assert {feed_path(feed, language, variant=name) for name, _ in variants(feed, language)} <= site().keys()


def test_files_are_what_their_names_say() -> None:
    kinds = {
        ".ics": "text/calendar; charset=utf-8",
        ".atom": "application/atom+xml",
        ".json": "application/json",
        ".csv": "text/csv; charset=utf-8; header=present",
        ".md": "text/markdown; charset=utf-8; variant=GFM",
        ".html": "text/html; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
        ".jcal.json": "application/calendar+json",
        ".jscalendar.json": "application/jscalendar+json;type=group",
    }
    for path, file in site().items():
        (ending,) = sorted((ending for ending in kinds if path.endswith(ending)), key=len)[-1:]
        assert file.media_type == kinds[ending], path
        assert file.content


def test_the_same_data_gives_the_same_bytes() -> None:
    assert to_site(shipped(), base=BASE, today=dt.date(2026, 1, 15)) == site()


def test_nothing_can_be_added_to_a_site() -> None:
    with pytest.raises(TypeError):
        one()["x"] = File(content=b"", media_type="text/plain", changed=instant("2026-01-01"))  # type: ignore[index]


def test_paths_are_plain() -> None:
    for path in site():
        assert set(path) <= set("abcdefghijklmnopqrstuvwxyz0123456789-./")
        assert not path.startswith("/")
        assert ".." not in path


def test_every_feed_is_smaller_than_what_calendars_take() -> None:
    assert {path: len(file.content) for path, file in site().items() if path.startswith("feeds/")}
    assert [
        path for path, file in site().items() if path.startswith("feeds/") and len(file.content) > LARGEST_FEED
    ] == []


def test_a_feed_that_selects_nothing_is_not_there() -> None:
    empty = Feed(slug="empty", title=words("Empty"), tracks=["none"])
    assert one(feeds=[FIRST, empty]) == one(feeds=[FIRST])
    assert refusal(lambda: to_site(Catalogue(entries={})), ExportError).startswith("no feed selects anything")


def test_robots_may_fetch_everything() -> None:
    assert one()["robots.txt"].content == b"User-agent: *\nAllow: /\n"


# What the feeds say.


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_feed_is_that_of_the_exporter(language: Language) -> None:
    timeline, feed = shipped().timeline(), FEEDS[1]
    assert feed.description
    assert site()[f"feeds/{feed.slug}-{language}.ics"].content == to_ical(
        feed.select(timeline),
        language=language,
        name=feed.title[language],
        description=feed.description[language],
        source=f"{BASE}feeds/{feed.slug}-{language}.ics",
        url=f"{BASE}index.{language}.html",
        today=dt.date(2026, 1, 15),
    )


def test_every_feed_names_itself_and_where_it_is_refreshed() -> None:
    names = set()
    for path, file in site().items():
        if path.endswith(".ics"):
            calendar = raw_ical.read(file.content)
            assert raw_ical.faults(file.content, dialect_of(path)) == []
            assert calendar.one("SOURCE").value == BASE + path
            names.add(calendar.one("X-WR-CALNAME").value)
    assert len(names) == sum(path.endswith(".ics") for path in site())


def test_without_an_address_nothing_says_where_it_is() -> None:
    for path, file in one().items():
        if path.startswith("feeds/"):
            assert b"SOURCE" not in file.content
            assert b"\r\nURL" not in file.content


def test_the_slash_at_the_end_of_the_address_may_be_left_out() -> None:
    assert one(base=BASE) == one(base=BASE.rstrip("/"))


@pytest.mark.parametrize("base", ["example.org", "ftp://example.org", "https://example.org/a b", "javascript:x", ""])
def test_an_address_that_is_none_is_refused(base: str) -> None:
    assert refusal(lambda: one(base=base), InvalidRecordError).endswith(f": {base!r}")


@pytest.mark.parametrize("base", ["https://example.org/?a=b", "https://example.org/#a"])
def test_an_address_below_which_nothing_can_be_is_refused(base: str) -> None:
    assert refusal(lambda: one(base=base), ExportError) == f"the address of a site has neither ? nor #: {base!r}"


def test_no_address_is_longer_than_calendars_take() -> None:
    room = LONGEST_ADDRESS - max(map(len, one())) - len("https://example.org//")
    root = f"https://example.org/{'x' * room}"
    assert max(len(f"{root}/{path}") for path in one(base=root)) == LONGEST_ADDRESS
    assert refusal(lambda: one(base=f"{root}y"), ExportError).startswith("an address of more than 255 characters: ")


def test_two_feeds_with_one_slug_are_refused() -> None:
    assert refusal(lambda: one(feeds=[FIRST, FIRST]), ExportError) == "two feeds with the same slug: 'all'"


def test_one_feed_that_can_not_be_read_back_leaves_no_site(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(self: FeedChecks, feed: bytes) -> bytes:
        if b"spans" in feed:
            raise ExportError("the feed can't be read back: a line: b''")
        return feed

    monkeypatch.setattr(FeedChecks, "checked", damaged)
    message = refusal(lambda: one(base=BASE), ExportError)
    assert message == "feeds/all-kk-spans.ics: the feed can't be read back: a line: b''"


# When it changed.


def revised(slug: str, when: str, updated: str, **fields: Any) -> Any:
    revisions = [Revision(language=language, updated=instant(updated)) for language in LANGUAGES]
    return event(slug, when, **fields), revisions


def changed(path: str, *pairs: Any, today: str | None = None) -> dt.datetime:
    record = catalogue(*(entry for entry, _ in pairs), revisions={entry.slug: tuple(rows) for entry, rows in pairs})
    day = dt.date.fromisoformat(today) if today else None
    return to_site(record, feeds=[FIRST], today=day)[path].changed


OLD: Final = revised("old", "2025-12-01", "2025-12-02T10:00:00")
NEW: Final = revised("new", "2027-12-01", "2025-12-05T12:00:00")
CANCELLED: Final = revised(
    "gone",
    "2025-12-10",
    "2025-12-07T08:00:00",
    statements=[Statement(source=source(), when="2025-12-10", status="cancelled")],
)


@pytest.mark.parametrize("path", ["feeds/all-kk.ics", "timeline.json", "timeline-ru.csv", "index.html"])
def test_a_file_changed_when_the_last_of_its_entries_did(path: str) -> None:
    assert changed(path, OLD) == instant("2025-12-02T10:00:00")
    assert changed(path, OLD, NEW) == instant("2025-12-05T12:00:00")


def test_a_feed_changes_when_what_was_cancelled_is_dropped() -> None:
    path = "feeds/all-kk.ics"
    assert changed(path, OLD, CANCELLED, today="2026-01-09") == instant("2025-12-07T08:00:00")
    assert changed(path, OLD, CANCELLED, today="2026-01-10") == instant("2026-01-10T00:00:00")
    assert changed(path, OLD, CANCELLED, today="2026-05-01") == instant("2026-01-10T00:00:00")


def test_the_page_changes_when_what_was_coming_is_over() -> None:
    for today, at in (("2027-12-01", "2025-12-05T12:00:00"), ("2027-12-02", "2027-12-02T00:00:00")):
        assert changed("index.html", NEW, today=today) == instant(at)
    assert changed("index.html", NEW, today="2028-01-01") == instant("2027-12-02T00:00:00")


def test_the_timeline_for_programs_holds_every_entry() -> None:
    records = json.loads(site()["timeline.json"].content)
    assert {record["slug"] for record in records} == {entry.slug for entry in shipped().timeline()}


def test_a_feed_in_the_title_of_which_there_is_markup_or_a_line_break() -> None:
    title = LocalizedText(dict.fromkeys(LANGUAGES, "a\r\nEND:VCALENDAR\r\n<b>"))
    files = one(feeds=[Feed(slug="odd", title=title, description=title)])
    assert Page(files["index.html"].content).text("h3")[-1] == "a END:VCALENDAR <b>"
    assert len(raw_ical.events(files["feeds/odd-kk.ics"].content)) == 1


# What was withdrawn, and what changed.


def test_what_was_withdrawn_stays_in_its_feeds_as_cancelled() -> None:
    council = shipped().entries["eu-central-asia-summit-1"]
    rest = {slug: entry for slug, entry in shipped().entries.items() if slug != council.slug}
    last = shipped().history[council.slug][-1]
    gone = attrs.evolve(last, at=last.at + dt.timedelta(days=1), withdrawn=True)
    history = {**shipped().history, council.slug: (last, gone)}
    files = to_site(attrs.evolve(shipped(), entries=rest, history=history))
    for feed in ("kazakhstan-eu", "central-asia-eu"):
        (found,) = (
            each
            for each in raw_ical.events(files[f"feeds/{feed}-en.ics"].content)
            if each.one("X-KZEU-SLUG").value == council.slug
        )
        assert found.one("STATUS").value == "CANCELLED"
    assert council.slug not in {record["slug"] for record in json.loads(files["timeline.json"].content)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_changed_is_told_beside_the_calendars(language: Language) -> None:
    path = f"feeds/changes-{language}.atom"
    told = to_atom(shipped().told(), language=language, address=BASE + path, page=f"{BASE}index.{language}.html")
    assert site()[path].content == told


def test_an_alarm_of_what_has_begun_is_left_out_and_that_is_a_change() -> None:
    feed = Feed(slug="all", title=words("All"), variants=["alarms"])
    plan = event(statements=[Statement(source=source(), when="2026-03-01", status="planned")])
    rows = tuple(Revision(language=language, updated=instant("2025-12-02T10:00:00")) for language in LANGUAGES)
    record = catalogue(plan, revisions={plan.slug: rows})
    path = "feeds/all-kk-alarms.ics"
    before, after = (to_site(record, feeds=[feed], today=dt.date(2026, *day)) for day in ((2, 28), (3, 1)))
    assert b"VALARM" in before[path].content
    assert b"VALARM" not in after[path].content
    assert before[path].changed == instant("2025-12-02T10:00:00")
    assert after[path].changed == instant("2026-03-01T00:00:00")
    assert after["feeds/all-kk.ics"].changed == before["feeds/all-kk.ics"].changed


@pytest.mark.parametrize("suffix", [twin.suffix for twin in TWINS])
def test_twins_have_the_entries_of_their_feed(suffix: str) -> None:
    for language in LANGUAGES:
        path = feed_path(FEEDS[1], language, suffix=suffix)
        text = site()[path].content.decode()
        assert json.loads(text)
        for each in raw_ical.events(site()[feed_path(FEEDS[1], language)].content):
            assert each.one("UID").value in text
