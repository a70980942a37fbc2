"""What every field of every record takes, makes of it, and refuses."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import product
from typing import Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzeu_timeline.dates import Clock, parse_edtf
from kzeu_timeline.dates.zoned import zone_names
from kzeu_timeline.exceptions import EdtfError, InvalidRecordError, KzeuTimelineError, quoted
from kzeu_timeline.model import (
    Event,
    Figure,
    Milestone,
    Participant,
    Party,
    Person,
    Place,
    Rank,
    Relation,
    RelationKind,
    Revision,
    Series,
    Source,
    Statement,
    Status,
    fields,
)
from kzeu_timeline.text import Language, LocalizedText
from tests.builders import KINDS, NOW, made, refusal, source, statement
from tests.strategies import LAW

FIELDS: Final = [
    pytest.param(kind, field, id=f"{kind.__name__}.{field.name}")
    for kind in KINDS
    for field in attrs.fields(kind)
    if field.init
]
SLUGGED: Final = [kind for kind in KINDS if "slug" in attrs.fields_dict(kind)]


# Of every field alike.


@pytest.mark.parametrize("kind, field", FIELDS)
def test_no_field_takes_just_any_object(kind, field):
    refusal(lambda: made(kind, **{field.name: object()}), KzeuTimelineError)


@pytest.mark.parametrize("kind, field", FIELDS)
def test_only_a_field_that_is_none_by_default_may_be_none(kind, field):
    if field.default is None:
        assert getattr(made(kind, **{field.name: None}), field.name) is None
    else:
        refusal(lambda: made(kind, **{field.name: None}), KzeuTimelineError)


# Slugs.


@pytest.mark.parametrize("slug", ["a", "0", "cooperation-council-22", "2025", "a-1-b", "x" * 120])
@pytest.mark.parametrize("kind", SLUGGED)
def test_slugs(kind, slug):
    assert made(kind, slug=slug).slug == slug


@pytest.mark.parametrize(
    "value",
    [
        *("", "A", "../x", "a/b", "a\\b", "a.b", "a b", "a_b", "a--b", "-a", "a-", "a\n", "\na", "қазан", "é", "a\0"),
        *("x" * 121, None, 1, b"a", ["a"]),
    ],
)
def test_what_is_no_slug(value):
    assert refusal(lambda: fields.slug(value)) == f"not a slug (a-z, 0-9, single hyphens): {quoted(value)}"


@pytest.mark.parametrize("kind", SLUGGED)
def test_no_record_leads_out_of_its_folder(kind):
    assert refusal(lambda: made(kind, slug="../x")).endswith("'../x'")


@given(st.text(max_size=12))
@LAW
def test_a_slug_is_made_of_nothing_but_letters_digits_and_single_hyphens(text):
    try:
        fields.slug(text)
    except InvalidRecordError:
        return
    assert all(part.isascii() and part.isalnum() and part == part.lower() for part in text.split("-"))


# Addresses.


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org:8080/a?b=c&d=%20#e",
        "HTTPS://EXAMPLE.ORG/",
        "https://қазақстан.example/жол",
        "https://[2001:db8::1]/",
    ],
)
def test_addresses(url):
    assert source(url=url).url == url


_BIDI_CONTROLS: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "example.org",
            "//example.org",
            "/path",
            "https://",
            "https:///path",
            "https://:80/",
            "http://example.org:0",
        ),
        *("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://example.org", "mailto:a@example.org"),
        *("https://example.org:99999", "https://[::1", "https://exa mple.org", " https://example.org"),
        *(
            "https://example.org\n",
            "https://example.org/\r\nSet-Cookie: a",
            "java\nscript:alert(1)",
            "https://e.org/\t",
        ),
        *('https://example.org/"', "https://example.org/<b>", "https://example.org/\\", "https://example.org/\x7f"),
        *(f"https://example.org/{mark}" for mark in _BIDI_CONTROLS),
        "https://example.org/\0",
        "https://example.org/\ud800",
        f"https://example.org/{'a' * 20_000}",
    ],
)
def test_what_is_no_address(url):
    assert refusal(lambda: source(url=url)).endswith(quoted(url))


# Other texts of a fixed form.


@pytest.mark.parametrize(
    "kind, field, value",
    [
        (Place, "country", "KZ"),
        (Place, "zone", "Asia/Almaty"),
        (Place, "zone", "UTC"),
        (Source, "sha256", "0123456789abcdef" * 4),
        (Source, "language", "kk"),
        (Source, "note", "a\nb"),
        (Figure, "unit", "companies"),
    ],
)
def test_texts_that_are_kept(kind, field, value):
    assert getattr(made(kind, **{field: value}), field) == value


@pytest.mark.parametrize(
    "kind, field, value",
    [
        *product([Place], ["country"], ["kz", "KAZ", "K", "", "КЗ", "KZ\n", "K1"]),
        *product([Place], ["zone"], ["", "asia/almaty", "Asia/Atlantis", "../UTC", "/etc/localtime", "+05:00"]),
        *product([Source], ["sha256"], ["", "0" * 63, "0" * 65, "A" * 64, "g" * 64, "0" * 64 + "\n"]),
        *product([Source], ["publisher", "language", "note"], ["", " ", "\t\n", "a\0b", "\ud800", 5]),
        *product([Figure], ["unit", "note"], ["", 5]),
        *product([Statement], ["note"], [""]),
        *product([Revision], ["digest"], [""]),
        *product([Revision], ["language"], ["", "EN", "de"]),
        *product([Event], ["kind"], ["", "Meeting", "round of talks"]),
        *product([Series], ["kind"], ["", "Meeting"]),
        *product([Relation], ["target"], ["", "A", "../x"]),
    ],
)
def test_texts_that_are_refused(kind, field, value):
    assert refusal(lambda: made(kind, **{field: value})).endswith(quoted(value))


@pytest.mark.parametrize("name", sorted(zone_names())[::40])
def test_every_zone_is_taken(name):
    assert made(Place, zone=name).zone == name


# Words from a short list.


@pytest.mark.parametrize(
    "kind, field, value, expected",
    [
        (Statement, "status", "held", Status.HELD),
        (Statement, "status", Status.PLANNED, Status.PLANNED),
        (Statement, "rank", "deprecated", Rank.DEPRECATED),
        (Relation, "kind", "decided-at", RelationKind.DECIDED_AT),
        (Revision, "language", "kk", Language.KK),
    ],
)
def test_words_become_members(kind, field, value, expected):
    assert getattr(made(kind, **{field: value}), field) is expected


@pytest.mark.parametrize(
    "kind, field, message",
    [
        (Statement, "status", "unknown status (known: planned, held, postponed, cancelled): 'Held'"),
        (Statement, "rank", "unknown rank (known: preferred, normal, deprecated): 'Held'"),
        (Figure, "bound", "unknown bound (known: exactly, about, almost, over): 'Held'"),
        (
            Relation,
            "kind",
            "unknown relationkind (known: part-of, anniversary-of, ahead-of, decided-at, follows, replaces): 'Held'",
        ),
    ],
)
def test_an_unknown_word_is_refused_and_the_known_ones_named(kind, field, message):
    assert refusal(lambda: made(kind, **{field: "Held"})) == message


# Days between entries.


@pytest.mark.parametrize(
    "given_as, expected", [(1, (1, 1)), (0, (0, 0)), ([1, 3], (1, 3)), ((0, 1_000_000), (0, 1_000_000)), (None, None)]
)
def test_days_are_one_number_or_the_least_and_the_most(given_as, expected):
    assert made(Relation, days=given_as).days == expected


@pytest.mark.parametrize(
    "value, message",
    [
        (-1, "not a whole number of days from 0 on: -1"),
        ((0, 1_000_001), "not a whole number of days from 0 on: 1000001"),
        (True, "not a whole number of days from 0 on: True"),
        ((0, 1.5), "not a whole number of days from 0 on: 1.5"),
        ((3, 1), "at least more days than at most: (3, 1)"),
        ((1, 2, 3), "neither a number of days nor the least and the most of them: (1, 2, 3)"),
        ((), "neither a number of days nor the least and the most of them: ()"),
        ("12", "neither a number of days nor the least and the most of them: '12'"),
        (1.5, "neither a number of days nor the least and the most of them: 1.5"),
    ],
)
def test_other_days_are_refused(value, message):
    assert refusal(lambda: made(Relation, days=value)) == message


# Whole numbers.

COUNTED: Final = [(Event, "ordinal"), (Milestone, "ordinal")] + [
    (kind, "paragraph") for kind in (Statement, Figure, Relation)
]


@pytest.mark.parametrize("kind, field", COUNTED)
def test_numbers_count_from_1_to_a_million(kind, field):
    for value in (1, 1_000_000):
        assert getattr(made(kind, **{field: value}), field) == value
    for value in (0, -1, 1_000_001, 10**5000, True, False, 1.0, "1", Decimal(1)):
        message = refusal(lambda value=value: made(kind, **{field: value}))
        assert message == f"not a whole number from 1 on: {quoted(value)}"


# Dates.

DATED: Final = [(Statement, "when"), (Source, "published"), (Figure, "period")]


@pytest.mark.parametrize("kind, field", DATED)
@pytest.mark.parametrize("text", ["2025-11", "[..2025-12-02]", "0001-01-01", "9999-12-31", "1985/..", "2001-21"])
def test_text_becomes_a_date_and_a_date_is_kept(kind, field, text):
    when = parse_edtf(text)
    assert getattr(made(kind, **{field: text}), field) == when
    assert getattr(made(kind, **{field: when}), field) is when


@pytest.mark.parametrize("kind, field", DATED)
@pytest.mark.parametrize(
    "text", ["0000", "-0044-03", "Y10000", "Y-17E7", "XXXX", "000X", "0000/2025", "[2025,Y10000]", "9999-28", "0000-21"]
)
def test_a_date_outside_the_years_1_to_9999_is_refused(kind, field, text):
    assert refusal(lambda: made(kind, **{field: text}), EdtfError).endswith(quoted(text))


@pytest.mark.parametrize("kind, field", DATED)
@pytest.mark.parametrize("text", ["", "2024-13", "2 December", "2025-11 ", "2025-2-3"])
def test_what_is_no_edtf_is_refused(kind, field, text):
    assert refusal(lambda: made(kind, **{field: text}), EdtfError).endswith(quoted(text))


@pytest.mark.parametrize("kind, field", DATED)
@pytest.mark.parametrize("value", [dt.date(2025, 12, 2), 2025])
def test_a_date_of_another_kind_is_refused_because_it_would_be_too_precise(kind, field, value):
    assert refusal(lambda: made(kind, **{field: value})) == f"a date is EDTF text in quotes, not: {value!r}"


# Texts by language.

TITLED: Final = [
    (kind, "title" if "title" in attrs.fields_dict(kind) else "name") for kind in SLUGGED if kind != Source
]


@pytest.mark.parametrize("kind, field", TITLED)
def test_a_mapping_becomes_a_text_by_language(kind, field):
    assert getattr(made(kind, **{field: {"ru": "Совет"}}), field) == LocalizedText(ru="Совет")


@pytest.mark.parametrize("kind, field", TITLED)
def test_a_text_in_no_stated_language_is_refused(kind, field):
    assert refusal(lambda: made(kind, **{field: "Совет"})) == "not a text by language: 'Совет'"


# Sequences.


@pytest.mark.parametrize(
    "kind, field, member",
    [
        (Event, "statements", statement()),
        (Event, "parties", made(Party)),
        (Event, "figures", made(Figure)),
        (Event, "relations", made(Relation)),
        (Event, "revisions", made(Revision)),
        (Series, "parties", made(Party)),
        (Statement, "participants", made(Participant)),
        (Person, "spellings", "Kallas"),
    ],
)
def test_any_sequence_becomes_a_tuple(kind, field, member):
    for given_as in ([member], (member,), iter([member]), {member}):
        assert getattr(made(kind, **{field: given_as}), field) == (member,)


@pytest.mark.parametrize(
    "kind, field", [(Event, "statements"), (Event, "parties"), (Event, "topics"), (Person, "spellings")]
)
@pytest.mark.parametrize("value", ["kazakhstan", {"a": 1}, 5])
def test_a_text_or_a_mapping_is_not_taken_apart(kind, field, value):
    assert refusal(lambda: made(kind, **{field: value})) == f"not a sequence: {quoted(value)}"


@pytest.mark.parametrize(
    "kind, field, message",
    [
        (Event, "statements", "not a Statement: 'kazakhstan'"),
        (Event, "parties", "not a Party: 'kazakhstan'"),
        (Event, "topics", "not a Topic: 'kazakhstan'"),
        (Event, "figures", "not a Figure: 'kazakhstan'"),
        (Event, "relations", "not a Relation: 'kazakhstan'"),
        (Event, "revisions", "not a Revision: 'kazakhstan'"),
        (Statement, "participants", "not a Participant: 'kazakhstan'"),
    ],
)
def test_a_member_of_another_kind_is_refused(kind, field, message):
    assert refusal(lambda: made(kind, **{field: ["kazakhstan"]})) == message


@pytest.mark.parametrize(
    "kind, field, of",
    [
        (Statement, "source", "Source"),
        (Statement, "place", "Place"),
        (Statement, "clock", "Clock"),
        (Event, "track", "Track"),
        (Participant, "person", "Person"),
        (Participant, "role", "Role"),
        (Participant, "party", "Party"),
        (Figure, "source", "Source"),
        (Figure, "topic", "Topic"),
        (Relation, "source", "Source"),
    ],
)
def test_a_slug_does_not_stand_for_the_record(kind, field, of):
    assert refusal(lambda: made(kind, **{field: "article"})) == f"{field}: not a {of}: 'article'"


# Places.


@pytest.mark.parametrize("latitude, longitude", [(0, 0), (90, 180), (-90, -180), (50.85, 4.35), (None, None)])
def test_coordinates(latitude, longitude):
    place = made(Place, latitude=latitude, longitude=longitude)
    assert (place.latitude, place.longitude) == (latitude, longitude)


_NO_DEGREES: Final = (float("nan"), float("inf"), float("-inf"), "50.85", Decimal(50), True, 1j)


@pytest.mark.parametrize("latitude", [*_NO_DEGREES, 90.001, -91])
def test_no_latitude(latitude):
    message = refusal(lambda: made(Place, latitude=latitude, longitude=0))
    assert message == f"not a coordinate from -90 to 90 degrees: {quoted(latitude)}"


@pytest.mark.parametrize("longitude", [*_NO_DEGREES, 180.001, -181])
def test_no_longitude(longitude):
    message = refusal(lambda: made(Place, latitude=0, longitude=longitude))
    assert message == f"not a coordinate from -180 to 180 degrees: {quoted(longitude)}"


@pytest.mark.parametrize("given_one", [{"latitude": 1}, {"longitude": 1}])
def test_no_coordinate_without_the_other(given_one):
    assert refusal(lambda: made(Place, **given_one)) == "one coordinate without the other: 'brussels'"


# Figures.


@pytest.mark.parametrize(
    "value, expected",
    [
        (50_000_000_000, Decimal(50_000_000_000)),
        ("48.8", Decimal("48.8")),
        (Decimal("0.5"), Decimal("0.5")),
        (0, Decimal(0)),
        (-3, Decimal(-3)),
        (10**30 - 1, Decimal(10**30 - 1)),
    ],
)
def test_values_are_kept_as_decimal_numbers(value, expected):
    kept = made(Figure, value=value).value
    assert isinstance(kept, Decimal)
    assert kept == expected


@pytest.mark.parametrize("value", [48.8, True, None, [], 1j])
def test_a_value_is_written_exactly(value):
    message = refusal(lambda: made(Figure, value=value))
    assert message == f"not a whole number or a decimal number in quotes: {quoted(value)}"


@pytest.mark.parametrize(
    "value",
    [
        "",
        "fifty",
        "NaN",
        "sNaN",
        "Infinity",
        "-inf",
        "1e30",
        "1E999999999999999999",
        "1" * 41,
        10**30,
        pytest.param(10**5000, id="huge"),
    ],
)
def test_what_is_no_number(value):
    assert refusal(lambda: made(Figure, value=value)) == f"not a number: {quoted(value)}"


def test_a_value_can_be_written_down_in_a_line():
    try:
        figure = made(Figure, value="1E-99999")
    except InvalidRecordError:
        return
    assert len(f"{figure.value:f}") < 100


# Revisions.


def test_the_highest_sequence_number():
    assert made(Revision, sequence=2**31 - 1).sequence == 2**31 - 1


@pytest.mark.parametrize("sequence", [-1, 2**31, 1.0, "1", True])
def test_no_sequence_number(sequence):
    assert refusal(lambda: made(Revision, sequence=sequence)) == f"not a sequence number: {quoted(sequence)}"


@pytest.mark.parametrize(
    "updated",
    [
        dt.datetime(2025, 12, 3),  # noqa: DTZ001 - what is refused
        dt.datetime(2025, 12, 3, tzinfo=dt.timezone(dt.timedelta(hours=5))),
        dt.date(2025, 12, 3),
        "2025-12-03T00:00:00Z",
        NOW.replace(microsecond=1),
    ],
)
def test_an_instant_is_in_utc_and_to_the_second(updated):
    assert refusal(lambda: made(Revision, updated=updated)).endswith(quoted(updated))


# What fields say together.


@pytest.mark.parametrize("when", ["2025-12-01", "2025-12-01?", "2025-12-01/2025-12-01", "[2025-12-01]"])
def test_a_clock_time_on_a_day(when):
    clock = Clock(start=dt.time(10), zone="Europe/Brussels")
    assert statement(when, clock=clock).clock == clock


@pytest.mark.parametrize("when", ["2025-12", "2025-12-XX", "[..2025-12-01]", "2025-12-01/2025-12-02", "2025-12-01/.."])
def test_no_clock_time_without_a_day(when):
    clock = Clock(start=dt.time(10), zone="Europe/Brussels")
    message = refusal(lambda: statement(when, clock=clock))
    assert message == f"a clock time without a day to put it on: {quoted(when)}"


@pytest.mark.parametrize(
    "day, start",
    [("2025-03-30", dt.time(2, 30)), ("0001-01-01", dt.time(0)), ("9999-12-31", dt.time(23, 59))],
    ids=["skipped in spring", "before all days", "after all days"],
)
def test_no_clock_time_that_no_clock_shows_that_day(day, start):
    refusal(lambda: statement(day, clock=Clock(start=start, zone="Europe/Brussels")))


@pytest.mark.parametrize("kind", [Event, Milestone])
def test_no_entry_without_statements(kind):
    assert refusal(lambda: made(kind, slug="meeting", statements=[])) == "an entry without statements: 'meeting'"
