"""A feed is what design/feeds.md asks for: rules 1 to 3, 9, 10, 12 and 13, by examples."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import attrs
import pytest

from kzeu_timeline import (
    Entry,
    InvalidRecordError,
    Place,
    Relation,
    RelationKind,
    Revision,
    Series,
    Source,
    Statement,
    Status,
    Timeline,
    to_ical,
)
from kzeu_timeline.calendar_events import uid
from kzeu_timeline.locales import wording
from kzeu_timeline.validation import FeedChecks
from tests.exporters import raw_ical
from tests.exporters.feeds import LANGUAGES, MODES, is_left_out, record, shown
from tests.exporters.raw_ical import Component, faults
from tests.exporters.samples import PLACE, SOURCE, event, timeline

# Rule 1: one bad line can lose the whole feed


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wrong_with_the_shipped_feeds(language: str, mode: str) -> None:
    feed = to_ical(record(), language=language, imprecise=mode)
    assert faults(feed) == []
    assert FeedChecks().checked(feed) is feed


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_feed_of_nothing_is_still_a_calendar(language: str) -> None:
    feed = to_ical(Timeline(), language=language)
    assert faults(feed) == []
    assert raw_ical.events(feed) == []


# Rule 2: UIDs


def test_the_uid_of_an_entry_is_what_it_was_in_the_first_release() -> None:
    assert [uid("cooperation-council-22", language) for language in LANGUAGES] == [
        "fe4f002c-fe53-50ab-b87e-f67d7d7d138a",
        "e265dad0-58d8-50b6-8f8f-386dee737a34",
        "e8c39288-c4f5-5f28-9395-8352628335bc",
    ]


@pytest.mark.parametrize(
    "changed",
    [
        event(title="Renamed"),
        event("2026-05"),
        event(kind="summit"),
        event(status="cancelled"),
        event(place=PLACE),
        event(track=Series(slug="series", title={"en": "Series"})),
        event(source=attrs.evolve(SOURCE, slug="other")),
    ],
    ids=["title", "date", "kind", "status", "place", "track", "source"],
)
def test_an_entry_keeps_its_uid_whatever_changes(changed: Entry) -> None:
    assert shown(changed).text("UID") == shown(event()).text("UID")


def test_uids_differ_between_slugs_and_between_languages() -> None:
    uids = [shown(event(slug=slug), language).text("UID") for slug in ("a", "b") for language in LANGUAGES]
    assert len(set(uids)) == 6


# Rule 3: DTSTAMP, LAST-MODIFIED and SEQUENCE


def versions(found: Component) -> tuple[str, str, str]:
    return found.text("DTSTAMP"), found.text("LAST-MODIFIED"), found.text("SEQUENCE")


def test_the_ledger_says_when_an_entry_last_changed_and_how_often() -> None:
    updated = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    entry = event(revisions=[Revision(language="kk", updated=updated, sequence=7)])
    assert versions(shown(entry, "kk")) == ("20260102T030405Z", "20260102T030405Z", "7")


def test_the_ledger_of_another_language_says_nothing() -> None:
    updated = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    entry = event(revisions=[Revision(language="kk", updated=updated, sequence=7)])
    assert versions(shown(entry, "ru")) == ("20251202T000000Z", "20251202T000000Z", "0")


@pytest.mark.parametrize(
    ("published", "stamp"),
    [
        (["2025-12-02"], "20251202T000000Z"),
        (["2025-12-02", "2025-12-09", "2024"], "20251209T000000Z"),
        (["2025-11", None], "20251130T000000Z"),
        ([None], "19700101T000000Z"),
        (["2025-21"], "19700101T000000Z"),
        (["0800-03-01"], "08000301T000000Z"),
    ],
)
def test_without_a_ledger_an_entry_changed_when_its_last_source_came_out(
    published: list[str | None], stamp: str
) -> None:
    sources = [Source(slug=f"s{i}", publisher="P", published=when) for i, when in enumerate(published)]
    entry = event(statements=[Statement(source=source, when="2025-12-01") for source in sources])
    assert versions(shown(entry)) == (stamp, stamp, "0")


def test_the_calendar_was_modified_when_its_last_shown_entry_was() -> None:
    later = attrs.evolve(SOURCE, slug="later", published="2026-02-01")
    both = timeline(event(slug="a"), event("2025-11", slug="b", source=later))
    calendars = [raw_ical.read(to_ical(both, language="en", imprecise=mode)) for mode in MODES]
    modified = [calendar.text("LAST-MODIFIED") for calendar in calendars]
    assert modified == ["20260201T000000Z", "20260201T000000Z", "20251202T000000Z"]


# Rule 9: the header


def header(**options: Any) -> list[tuple[str, dict[str, str], str]]:
    calendar = raw_ical.read(to_ical(timeline(event()), **options))
    return [(each.name, each.params, each.text) for each in calendar.properties]


def test_the_header_names_the_calendar_and_says_how_to_keep_it() -> None:
    names = "Calendar: a, b; c", "About\nit"
    assert header(
        language="kk",
        name=names[0],
        description=names[1],
        url="https://example.org/",
        source="https://example.org/a,b.ics",
    ) == [
        ("VERSION", {}, "2.0"),
        ("PRODID", {}, "-//kzeu-timeline//kzeu_timeline//EN"),
        ("CALSCALE", {}, "GREGORIAN"),
        ("NAME", {"LANGUAGE": "kk"}, names[0]),
        ("X-WR-CALNAME", {}, names[0]),
        ("DESCRIPTION", {"LANGUAGE": "kk"}, names[1]),
        ("X-WR-CALDESC", {}, names[1]),
        ("LAST-MODIFIED", {}, "20251202T000000Z"),
        ("REFRESH-INTERVAL", {"VALUE": "DURATION"}, "PT12H"),
        ("X-PUBLISHED-TTL", {}, "PT12H"),
        ("COLOR", {}, "steelblue"),
        ("X-APPLE-CALENDAR-COLOR", {}, "#4682B4"),
        ("SOURCE", {"VALUE": "URI"}, "https://example.org/a,b.ics"),
        ("URL", {}, "https://example.org/"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_calendar_has_a_name_in_its_own_language(language: str) -> None:
    words = wording(language)
    texts = {name: text for name, _, text in header(language=language)}
    assert (texts["NAME"], texts["DESCRIPTION"]) == (words.label("calendar"), words.label("calendar-about"))
    assert (texts["X-WR-CALNAME"], texts["X-WR-CALDESC"]) == (texts["NAME"], texts["DESCRIPTION"])


def test_what_is_not_given_is_not_in_the_header() -> None:
    plain = header(language="en")
    assert plain == header(language="en", name=None, description=None, url=None, source=None, today=None)
    assert {"URL", "SOURCE", "METHOD", "UID"}.isdisjoint(name for name, _, _ in plain)


@pytest.mark.parametrize(
    "options",
    [
        {"language": "de"},
        {"language": "en", "url": "javascript:alert(1)"},
        {"language": "en", "url": "https://example.org/\r\nX-EVIL:1"},
        {"language": "en", "source": "file:///etc/passwd"},
        {"language": "en", "source": ""},
        {"language": "en", "name": "\ud800"},
        {"language": "en", "description": "a\x00b"},
        {"language": "en", "name": "n" * 100_000},
    ],
)
def test_an_option_that_no_header_can_hold_is_refused(options: Mapping[str, Any]) -> None:
    with pytest.raises(InvalidRecordError):
        to_ical(Timeline(), **options)


@pytest.mark.parametrize("options", [{}, {"language": "en", "langauge": "kk"}])
def test_options_are_as_strict_as_arguments(options: Mapping[str, Any]) -> None:
    with pytest.raises(TypeError):
        to_ical(Timeline(), **options)


# Rule 10: one language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_a_feed_is_marked_with_its_language_and_stands_once(language: str) -> None:
    calendar = raw_ical.read(to_ical(record(), language=language))
    parts = [calendar, *calendar.components]
    marked = {each.params.get("LANGUAGE") for part in parts for each in part.properties}
    assert marked == {None, language}
    for part in calendar.components:
        for name in ("SUMMARY", "DESCRIPTION", "CATEGORIES"):
            assert part.one(name).params == {"LANGUAGE": language}


def test_a_title_falls_back_to_the_next_language() -> None:
    entry = event(title={"ru": "Встреча", "en": "Meeting"})
    assert [shown(entry, language).text("SUMMARY") for language in LANGUAGES] == ["Встреча", "Встреча", "Meeting"]


# Rules 12 and 13: status


@pytest.mark.parametrize("status", [*Status, None])
def test_nobody_looks_busy(status: Status | None) -> None:
    found = shown(event(status=status))
    assert (found.text("TRANSP"), found.text("X-MICROSOFT-CDO-BUSYSTATUS")) == ("TRANSPARENT", "FREE")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("planned", "TENTATIVE"),
        ("postponed", "TENTATIVE"),
        ("held", "CONFIRMED"),
        (None, "CONFIRMED"),
        ("cancelled", "CANCELLED"),
    ],
)
@pytest.mark.parametrize("when", ["2025-12-01", "2025-11", "2012-10-29~"])
def test_the_status_says_whether_it_is_planned_not_how_well_the_day_is_known(
    status: str | None, expected: str, when: str
) -> None:
    assert shown(event(when, status=status)).text("STATUS") == expected


_CANCELLED = {"kk": "БОЛМАЙДЫ", "ru": "ОТМЕНЕНО", "en": "CANCELLED"}


@pytest.mark.parametrize(("language", "prefix"), _CANCELLED.items())
def test_what_is_cancelled_says_so_first_and_in_the_language_of_the_feed(language: str, prefix: str) -> None:
    assert shown(event(status="cancelled"), language).text("SUMMARY") == f"{prefix}: Meeting"
    assert shown(event("2025-11", status="cancelled"), language).text("SUMMARY").startswith(f"{prefix}: ≈ ")


@pytest.mark.parametrize(
    ("when", "options", "last_day"),
    [
        ("2025-12-01", {}, dt.date(2025, 12, 31)),
        ("2025-12-01/2025-12-05", {}, dt.date(2026, 1, 4)),
        ("2025-11", {"imprecise": "span"}, dt.date(2025, 12, 30)),
        ("[..2025-12-02]", {}, dt.date(2026, 1, 1)),
    ],
)
def test_what_is_cancelled_goes_30_days_after_its_last_day(
    when: str, options: dict[str, Any], last_day: dt.date
) -> None:
    cancelled = event(when, status="cancelled")
    assert not is_left_out(cancelled, today=last_day, **options)
    assert is_left_out(cancelled, today=last_day + dt.timedelta(days=1), **options)


def test_what_is_cancelled_stays_where_nobody_says_what_day_it_is() -> None:
    assert not is_left_out(event("1999-01-01", status="cancelled"))


@pytest.mark.parametrize("status", ["planned", "held", "postponed", None])
def test_what_is_not_cancelled_stays(status: str | None) -> None:
    assert not is_left_out(event("1999-01-01", status=status), today=dt.date(2025, 12, 1))


@pytest.mark.parametrize("when", ["9999-12-20", "9999-12-31", "9999-12"])
def test_what_is_cancelled_at_the_end_of_the_calendar_harms_no_feed(when: str) -> None:
    assert not is_left_out(event(when, status="cancelled"), today=dt.date(2025, 12, 1))


# Places, addresses, categories, relations


@pytest.mark.parametrize(
    ("latitude", "longitude", "geo"),
    [
        (51.17, 71.43, "51.17;71.43"),
        (50, -4, "50;-4"),
        (-90.0, 180.0, "-90;180"),
        (0, 0.0, "0;0"),
        (1e-5, -1e-5, "0.00001;-0.00001"),
        (1e-300, 5e-324, "0;0"),
        (-1e-9, 1e-9, "0;0"),
        (89.99999999, 100.0, "90;100"),
        (50.846557000000004, 4.351697, "50.846557;4.351697"),
    ],
)
def test_degrees_are_decimal_without_an_exponent(latitude: float, longitude: float, geo: str) -> None:
    place = Place(slug="p", name={"en": "P"}, latitude=latitude, longitude=longitude)
    assert shown(event(place=place)).text("GEO") == geo


@pytest.mark.parametrize(
    ("place", "location"),
    [
        (PLACE, "Astana, Kazakhstan"),
        (Place(slug="p", name={"en": "Kazakhstan"}, country="KZ"), "Kazakhstan"),
        (Place(slug="p", name={"en": "Online"}), "Online"),
        (Place(slug="p", name={"en": "Nowhere"}, country="QX"), "Nowhere, QX"),
    ],
)
def test_the_location_is_the_city_and_its_country(place: Place, location: str) -> None:
    assert shown(event(place=place)).text("LOCATION") == location


def test_what_has_no_place_has_no_location() -> None:
    assert {"LOCATION", "GEO"}.isdisjoint(shown(event()).names)


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://example.org/a;b,c?d=e&f#g", "https://example.org/a;b,c?d=e&f#g"),
        ("https://example.org/бет", "https://example.org/%D0%B1%D0%B5%D1%82"),
        ("https://example.org/%D0%B1/бет?а=%20", "https://example.org/%D0%B1/%D0%B1%D0%B5%D1%82?%D0%B0=%20"),
        ("https://қазақстан.example/", "https://%D2%9B%D0%B0%D0%B7%D0%B0%D2%9B%D1%81%D1%82%D0%B0%D0%BD.example/"),
        ("https://example.org/\U0001f1f0", "https://example.org/%F0%9F%87%B0"),
    ],
)
def test_an_address_is_ascii_with_everything_else_percent_encoded(url: str, written: str) -> None:
    assert shown(event(source=attrs.evolve(SOURCE, url=url))).text("URL") == written


def test_the_address_is_that_of_the_source_that_settles_the_date() -> None:
    other = Source(slug="other", publisher="Herald", url="https://example.org/herald")
    statements = [Statement(source=other, when="2025-12"), Statement(source=SOURCE, when="2025-12-01")]
    assert shown(event(statements=statements)).text("URL") == "https://example.org/news"
    assert "URL" not in shown(event(source=Source(slug="s", publisher="P"))).names


@pytest.mark.parametrize(
    ("kind", "track", "categories"),
    [
        ("meeting", None, ["meeting"]),
        ("signed", "Treaty, of a sort", ["signature", "Treaty, of a sort"]),
        ("unheard-of", None, ["unheard-of"]),
    ],
)
def test_the_categories_are_the_kind_and_the_track(kind: str, track: str | None, categories: list[str]) -> None:
    entry = event(kind=kind, track=track and Series(slug="t", title={"en": track}))
    assert shown(entry).one("CATEGORIES").texts == categories


@pytest.mark.parametrize("kind", RelationKind)
def test_related_to_leads_to_the_parent(kind: RelationKind) -> None:
    parent = event(slug="parent")
    child = event(slug="child", relations=[Relation(kind=kind, target="parent")])
    found = {each.text("UID"): each for each in raw_ical.events(to_ical(Timeline([parent, child]), language="ru"))}
    related = [each.value for each in found[uid("child", "ru")].all("RELATED-TO")]
    is_parent = kind in {RelationKind.PART_OF, RelationKind.DECIDED_AT, RelationKind.ANNIVERSARY_OF}
    assert related == ([uid("parent", "ru")] if is_parent else [])


@pytest.mark.parametrize("options", [{"imprecise": "omit"}, {"today": dt.date(2026, 6, 1)}])
def test_related_to_leads_to_nothing_that_is_left_out(options: dict[str, Any]) -> None:
    parent = event("2025-11", slug="parent", status="cancelled")
    child = event(slug="child", relations=[Relation(kind="part-of", target="parent")])
    feed = to_ical(Timeline([parent, child]), language="en", **options)
    assert b"RELATED-TO" not in feed
    assert len(raw_ical.events(feed)) == 1
