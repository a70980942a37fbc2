"""JSCalendar: a Group by RFC 8984, which says what the .ics says."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzeu_timeline import (
    Clock,
    ExportError,
    InvalidRecordError,
    Language,
    Participant,
    Party,
    Person,
    Place,
    Relation,
    Role,
    Series,
    Timeline,
    Topic,
    to_jscalendar,
)
from kzeu_timeline.calendar_events import calendar_events, uid
from kzeu_timeline.contentlines import cleaned
from kzeu_timeline.exporters import jscalendar
from tests.exporters import hostile
from tests.exporters.feeds import LANGUAGES, MODES, record
from tests.exporters.samples import MORNING, PLACE, event
from tests.strategies import LAW

FEW: Final = settings(LAW, max_examples=150)

Check = Callable[[Any], bool]


# What RFC 8984 allows, as far as the project may write it


def matches(pattern: str) -> Check:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def is_set(each: Check) -> Check:
    return lambda value: (
        isinstance(value, dict) and bool(value) and all(map(each, value)) and {*value.values()} == {True}
    )


def is_map(key: Check, kind: str) -> Check:
    return lambda value: (
        isinstance(value, dict) and all(key(each) and not faults(of, kind) for each, of in value.items())
    )


def is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


IS_ID: Final = matches(r"[A-Za-z0-9_-]{1,255}")
IS_INSTANT: Final = matches(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
IS_URI: Final = matches(r"https?://[!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]+")
IS_UID: Final = matches(r"[0-9a-f-]{36}")
IS_LOCALE: Final = matches("kk|ru|en")

TYPES: Final[Mapping[str, Mapping[str, Check]]] = {
    "Group": {
        "uid": IS_UID,
        "prodId": is_text,
        "updated": IS_INSTANT,
        "title": lambda value: isinstance(value, str),
        "description": lambda value: isinstance(value, str),
        "locale": IS_LOCALE,
        "color": matches("[a-z]+"),
        "source": IS_URI,
        "links": is_map(IS_ID, "Link"),
        "entries": lambda value: isinstance(value, list) and not any(faults(each, "Event") for each in value),
    },
    "Event": {
        "uid": IS_UID,
        "updated": IS_INSTANT,
        "sequence": lambda value: type(value) is int and 0 <= value < 2**31,
        "locale": IS_LOCALE,
        "title": lambda value: isinstance(value, str),
        "description": is_text,
        "showWithoutTime": lambda value: value is True,
        "start": matches(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"),
        "timeZone": lambda value: isinstance(value, str) and bool(ZoneInfo(value)),
        "duration": matches(r"P\d+D|PT(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?"),
        "status": matches("confirmed|tentative|cancelled"),
        "freeBusyStatus": matches("free"),
        "keywords": is_set(lambda value: isinstance(value, str)),
        "categories": is_set(matches(r"urn:uuid:[0-9a-f-]{36}")),
        "locations": is_map(IS_ID, "Location"),
        "links": is_map(IS_ID, "Link"),
        "participants": is_map(IS_ID, "Participant"),
        "relatedTo": is_map(IS_UID, "Relation"),
        "alerts": is_map(IS_ID, "Alert"),
        "kzeu-timeline.example:type": matches("event|milestone"),
        "kzeu-timeline.example:slug": matches("[a-z0-9-]+"),
        "kzeu-timeline.example:edtf": is_text,
    },
    "Location": {
        "name": lambda value: isinstance(value, str),
        "coordinates": matches(r"geo:-?\d+(\.\d+)?,-?\d+(\.\d+)?"),
        "timeZone": lambda value: isinstance(value, str) and bool(ZoneInfo(value)),
    },
    "Link": {
        "href": IS_URI,
        "rel": matches("via|about"),
        "title": lambda value: isinstance(value, str),
        "contentType": matches("[a-z]+/[a-z]+"),
    },
    "Participant": {
        "name": lambda value: isinstance(value, str),
        "kind": matches("individual|group"),
        "roles": is_set(matches("attendee|chair")),
        "description": lambda value: isinstance(value, str),
    },
    "Relation": {"relation": is_set(matches("parent"))},
    "Alert": {"trigger": lambda value: not faults(value, "OffsetTrigger"), "action": matches("display")},
    "OffsetTrigger": {"offset": matches("-P1D|-PT15H")},
}
REQUIRED: Final[Mapping[str, set[str]]] = {
    "Group": {"uid", "entries"},
    "Event": {"uid", "updated", "start"},
    "Link": {"href"},
    "Participant": {"roles"},
    "Relation": {"relation"},
    "Alert": {"trigger"},
    "OffsetTrigger": {"offset"},
}


def faults(value: Any, kind: str) -> list[str]:
    """What is wrong with an object of that type."""
    if not isinstance(value, dict) or value.get("@type") != kind:
        return [f"no {kind}: {value!r}"]
    known, given = TYPES[kind], {key: each for key, each in value.items() if key != "@type"}
    missing = [f"{kind}: no {name}" for name in REQUIRED.get(kind, set()) - given.keys()]
    strange = [f"{kind}: {name}" for name in given.keys() - known.keys()]
    return (
        missing
        + strange
        + [f"{kind}: {name}: {given[name]!r}" for name in given.keys() & known if not known[name](given[name])]
    )


def test_the_checker_sees_what_is_wrong() -> None:
    good = json.loads(to_jscalendar(Timeline([event(place=PLACE, clock=MORNING)]), language="en"))
    assert faults(good, "Group") == []
    for spoil in (
        lambda group: group.pop("uid"),
        lambda group: group["entries"][0].update(start="2025-12-01"),
        lambda group: group["entries"][0].update(status="CONFIRMED"),
        lambda group: group["entries"][0]["links"]["1"].update(href="javascript:1"),
        lambda group: group["entries"][0].update(method="publish"),
        lambda group: group["entries"][0]["locations"].update({"a b": {"@type": "Location"}}),
    ):
        bad = json.loads(json.dumps(good))
        spoil(bad)
        assert faults(bad, "Group")


# It says what the feed says


def assert_says_the_same(text: str, entries: Timeline, language: Language, **options: Any) -> None:
    group = json.loads(text)
    assert faults(group, "Group") == []
    events = list(calendar_events(entries, language=language, **options))
    assert [each["uid"] for each in group["entries"]] == [each.uid for each in events]
    for found, expected in zip(group["entries"], events, strict=True):
        assert found["title"] == cleaned(expected.summary)
        assert found["description"] == cleaned(expected.description)
        assert found["status"] == expected.status.lower()
        assert found["sequence"] == expected.sequence
        assert dt.datetime.fromisoformat(found["updated"]) == expected.updated
        assert found["kzeu-timeline.example:edtf"] == expected.edtf
        assert {cleaned(each) for each in expected.categories} <= found["keywords"].keys()
        assert [*found.get("relatedTo", {})] == list(dict.fromkeys(expected.related))
        places = list(found.get("locations", {}).values())
        assert [each["name"] for each in places] == ([] if expected.location is None else [cleaned(expected.location)])
        assert_is_at(found, expected.start, expected.end)


def assert_is_at(found: dict[str, Any], start: dt.date, end: dt.date | None) -> None:
    begin = dt.datetime.fromisoformat(found["start"])
    numbers = {unit: int(number) for number, unit in re.findall(r"(\d+)([DHMS])", found["duration"])}
    length = dt.timedelta(
        days=numbers.get("D", 0), hours=numbers.get("H", 0), minutes=numbers.get("M", 0), seconds=numbers.get("S", 0)
    )
    if isinstance(start, dt.datetime):
        assert "showWithoutTime" not in found
        begin = begin.replace(tzinfo=ZoneInfo(found["timeZone"]))
        assert (begin.astimezone(dt.UTC), length) == (start, end - start)  # type: ignore[operator]
    else:
        assert (found["showWithoutTime"], "timeZone" in found) == (True, False)
        assert (begin.date(), begin.time()) == (start, dt.time())
        assert length == (dt.timedelta(1) if end is None else end - start)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_record_says_the_same(language: Language, mode: str) -> None:
    text = to_jscalendar(record(), language=language, imprecise=mode)
    assert_says_the_same(text, record(), language, imprecise=mode)


@FEW
@given(hostile.timelines(), st.sampled_from(LANGUAGES), st.sampled_from(MODES), st.booleans())
def test_hostile_text_stays_text(entries: Timeline, language: Language, mode: str, alarms: bool) -> None:
    text = to_jscalendar(entries, language=language, imprecise=mode, alarms=alarms)
    assert_says_the_same(text, entries, language, imprecise=mode)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]", text)


def test_every_hostile_text_of_the_table_stays_text() -> None:
    entries = hostile.fixed_timeline(150)
    assert_says_the_same(to_jscalendar(entries, language="en"), entries, Language.EN)


# Examples


def group(entry: Any, **options: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(to_jscalendar(Timeline([entry]), **{"language": "en", **options}))
    return found


def made(**given: Any) -> dict[str, Any]:
    (found,) = group(event(**given))["entries"]
    return found  # type: ignore[no-any-return]


def test_whole_days_float_and_have_no_time() -> None:
    found = made(when="2025-12-01/2025-12-03")
    assert (found["showWithoutTime"], found["start"], found["duration"]) == (True, "2025-12-01T00:00:00", "P3D")
    assert "timeZone" not in found


def test_a_time_stands_in_its_own_zone() -> None:
    clock = Clock(start=dt.time(23), end=dt.time(1, 30), zone="Asia/Almaty")
    found = made(clock=clock)
    assert (found["start"], found["timeZone"], found["duration"]) == ("2025-12-01T23:00:00", "Asia/Almaty", "PT2H30M")


def test_a_place_has_its_coordinates_and_its_zone() -> None:
    place = Place(slug="p", name={"en": "P"}, latitude=-51.5, longitude=1e-9, zone="Asia/Almaty")
    assert made(place=place)["locations"] == {
        "p": {"@type": "Location", "name": "P", "coordinates": "geo:-51.5,0", "timeZone": "Asia/Almaty"}
    }
    assert made(place=Place(slug="online", name={"en": "Online"}))["locations"] == {
        "online": {"@type": "Location", "name": "Online"}
    }


def test_people_have_names_roles_and_the_chair() -> None:
    person = Person(slug="minister", name={"en": "A. Minister"})
    role = Role(slug="fm", name={"en": "Foreign Minister"})
    people = [Participant(person=person, role=role, chair=True), Participant(person=person)]
    found = made(parties=[Party(slug="kz", name={"en": "Kazakhstan"})], participants=people)["participants"]
    assert found == {
        "party-kz": {"@type": "Participant", "name": "Kazakhstan", "kind": "group", "roles": {"attendee": True}},
        "person-1-minister": {
            "@type": "Participant",
            "name": "A. Minister",
            "kind": "individual",
            "roles": {"attendee": True, "chair": True},
            "description": "Foreign Minister",
        },
        "person-2-minister": {
            "@type": "Participant",
            "name": "A. Minister",
            "kind": "individual",
            "roles": {"attendee": True},
        },
    }


def test_sources_are_links_and_topics_are_keywords_and_categories() -> None:
    found = made(topics=[Topic(slug="trade", title={"en": "Trade"})], track=Series(slug="s", title={"en": "Council"}))
    assert found["links"] == {
        "1": {
            "@type": "Link",
            "href": "https://example.org/news",
            "rel": "via",
            "title": "Gazette (published: 2 December 2025)",
        }
    }
    assert found["keywords"] == {"meeting": True, "Council": True, "Trade": True}
    assert len(found["categories"]) == 1


def test_a_part_leads_to_its_whole() -> None:
    child = event(slug="child", relations=[Relation(kind="part-of", target="a"), Relation(kind="follows", target="a")])
    text = to_jscalendar(Timeline([event(), child]), language="ru")
    found = {each["uid"]: each for each in json.loads(text)["entries"]}[uid("child", "ru")]
    assert found["relatedTo"] == {uid("a", "ru"): {"@type": "Relation", "relation": {"parent": True}}}


@pytest.mark.parametrize(("clock", "offset"), [(None, "-PT15H"), (MORNING, "-P1D")])
def test_alarms_are_alerts(clock: Clock | None, offset: str) -> None:
    planned = event(status="planned", clock=clock)
    (found,) = group(planned, alarms=True)["entries"]
    trigger = {"@type": "OffsetTrigger", "offset": offset}
    assert found["alerts"] == {"before": {"@type": "Alert", "trigger": trigger, "action": "display"}}
    assert "alerts" not in group(planned)["entries"][0]


def test_a_group_has_a_name_an_address_and_a_uid_of_its_own() -> None:
    plain = group(event())
    named = group(event(), name="N", description="D", url="https://example.org/", source="https://example.org/f.json")
    assert (plain["title"], named["title"], named["description"]) == ("Kazakhstan–EU calendar", "N", "D")
    assert named["source"] == "https://example.org/f.json"
    assert named["links"] == {"page": {"@type": "Link", "href": "https://example.org/", "rel": "about"}}
    uids = [plain["uid"], named["uid"], group(event(), language="ru")["uid"], uid("a", "en")]
    assert len(set(uids)) == 4
    assert group(event(title="Other"))["uid"] == plain["uid"]


@pytest.mark.parametrize(
    ("options", "error"),
    [({"language": "de"}, InvalidRecordError), ({"language": "en", "imprecise": "x"}, ExportError)],
)
def test_it_refuses_what_a_feed_refuses(options: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        to_jscalendar(Timeline(), **options)


def test_it_loses_neither_topics_nor_parties() -> None:
    entry = event(topics=[Topic(slug="t", title={"en": "T"})], parties=[Party(slug="p", name={"en": "P"})], ordinal=2)
    assert {loss.what for loss in jscalendar.losses(Timeline([entry]), language="en")} == {"ordinal"}
