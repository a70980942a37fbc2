"""Anniversaries: on which day they fall, how precise they are, what they are called, and where they come from."""

from __future__ import annotations

import datetime as dt
from typing import Final

import pendulum
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kzeu_timeline.anniversaries import anniversaries, anniversary_of, round_anniversaries
from kzeu_timeline.dates import PartialDate, parse_edtf
from kzeu_timeline.exceptions import InvalidRecordError
from kzeu_timeline.model import Agreement, Party, Relation, RelationKind, Topic, Track
from kzeu_timeline.text import Language, LocalizedText
from tests.builders import made, milestone, nearby_dates, random_entries, refusal, slugs, source, statement
from tests.strategies import LAW

COMMEMORATED: Final = LocalizedText(en="the signature", ru="подписания", kk="қол қоюдың", unattested=["kk"])


def signed(when="2015-12-21", **fields):
    return milestone(**{"slug": "epca-signed", "when": when, "commemorated": COMMEMORATED, **fields})


# The day.


@given(st.dates(dt.date(1800, 1, 1), dt.date(2100, 12, 31)), st.integers(1, 300))
@example(dt.date(2024, 2, 29), 1)
@example(dt.date(2000, 2, 29), 100)
@LAW
def test_the_day_is_the_one_that_pendulum_gives(day, number):
    judge = pendulum.Date(day.year, day.month, day.day).add(years=number)
    assert anniversary_of(signed(day.isoformat()), number).when.edtf == judge.isoformat()


@pytest.mark.parametrize("leap_year", [1896, 1904, 2000, 2024])
def test_29_february_falls_on_28_february_in_a_year_without_one(leap_year):
    start = pendulum.Date(leap_year, 2, 29)
    found = anniversaries([signed(start.isoformat())], range(1, 251))
    assert [each.when.edtf for each in found] == [start.add(years=number).isoformat() for number in range(1, 251)]


@pytest.mark.parametrize(
    "when, number, moved",
    [("2024-02-29", 1, True), ("2024-02-29", 4, False), ("2024-02-28", 1, False), ("2024-02", 1, False)],
)
def test_that_a_day_has_moved_is_told_in_the_languages_of_the_title(when, number, moved):
    description = anniversary_of(signed(when, title={"en": "a", "kk": "ә"}), number).description
    assert (description and set(description)) == ({"en", "kk"} if moved else None)


@pytest.mark.parametrize(
    "when, expected",
    [
        ("2015", "2025"),
        ("2015-12", "2025-12"),
        ("2015-12-21", "2025-12-21"),
        ("2015-36", "2025-36"),
        ("2015-21", "2025-21"),
        ("2015-12?", "2025-12?"),
        ("2015?-12-~21", "?2025-12-~21"),
        ("0001-01-01", "0011-01-01"),
    ],
)
def test_it_is_as_precise_and_as_certain_as_the_date(when, expected):
    assert anniversary_of(signed(when), 10).when == parse_edtf(expected)


@pytest.mark.parametrize(
    "when",
    [
        *("2015-12-20/2015-12-21", "2015/..", "[..2015-12-21]", "[2015-12-20,2015-12-21]", "{2015,2016}"),
        *("201X", "2015-XX", "2015-12-XX", "2015-12-21T10:00:00Z", "2015S3", "9990-01-01"),
    ],
)
def test_what_is_no_year_season_month_or_day_has_none(when):
    assert anniversary_of(signed(when), 10) is None


def test_what_is_not_commemorated_has_none():
    assert anniversary_of(signed(commemorated=None), 10) is None


@given(random_entries(), st.integers(1, 50))
@LAW
def test_every_anniversary_is_a_valid_entry_or_none(entry, number):
    found = anniversary_of(entry, number)
    dated = isinstance(entry.when, PartialDate) and entry.when.plus_years(number)
    assert (found is None) == (not dated or entry.commemorated is None)


# The name.


@pytest.mark.parametrize(
    "number, expected",
    [
        (1, {"en": "1st anniversary of the signature", "ru": "1-летие подписания", "kk": "қол қоюдың 1 жылдығы"}),
        (10, {"en": "10th anniversary of the signature", "ru": "10-летие подписания", "kk": "қол қоюдың 10 жылдығы"}),
        (22, {"en": "22nd anniversary of the signature", "ru": "22-летие подписания", "kk": "қол қоюдың 22 жылдығы"}),
    ],
)
def test_its_title_in_every_language(number, expected):
    assert dict(anniversary_of(signed(), number).title) == expected


def test_a_language_without_its_own_phrase_falls_back_to_the_title():
    entry = signed(title={"en": "EPCA signed", "ru": "Подписание"}, commemorated={"en": "the signature"})
    assert dict(anniversary_of(entry, 10).title) == {
        "en": "10th anniversary of the signature",
        "ru": "10-летие: Подписание",
    }


def test_a_phrase_in_a_language_without_title_is_left_out():
    entry = signed(title={"en": "EPCA signed"}, commemorated=COMMEMORATED)
    assert set(anniversary_of(entry, 10).title) == {"en"}


@pytest.mark.parametrize(
    "title, commemorated, expected",
    [((), (), set()), (("ru",), (), {"ru"}), ((), ("kk",), {"kk"}), (("ru",), ("kk",), {"ru", "kk"})],
)
def test_a_title_made_of_unattested_words_is_unattested(title, commemorated, expected):
    texts = {"en": "a", "ru": "б", "kk": "ә"}
    entry = signed(
        title=LocalizedText(texts, unattested=title), commemorated=LocalizedText(texts, unattested=commemorated)
    )
    assert anniversary_of(entry, 10).title.unattested == {Language(tag) for tag in expected}


# Where it comes from.


def test_it_names_what_it_commemorates():
    found = anniversary_of(signed(), 10)
    assert (found.slug, found.kind, found.ordinal) == ("epca-signed-anniversary-10", "anniversary", 10)
    assert [(each.kind, each.target) for each in found.relations] == [(RelationKind.ANNIVERSARY_OF, "epca-signed")]
    assert found.is_derived


def test_its_only_statement_is_drawn_from_the_settled_one():
    weak = statement("2015-12-21", source("weak", published="2015-12-22"), status="held", paragraph=3)
    law = statement("2015-12-20", source("law"), rank="preferred", status="held", paragraph=1)
    found = anniversary_of(signed(statements=[weak, law]), 10)
    assert found.statements == (statement("2025-12-20", source("law"), rank="preferred", inferred=True),)
    assert (found.status, found.place) == (None, None)


def test_it_belongs_where_the_entry_belongs():
    entry = signed(track=made(Agreement), parties=[made(Party)], topics=[made(Topic)])
    found = anniversary_of(entry, 10)
    assert (found.track, found.parties, found.topics) == (entry.track, entry.parties, entry.topics)


def test_it_is_known_as_soon_as_the_date_is():
    found = anniversary_of(signed(statements=[statement("2015-12-21", source(published="2015-12-22"))]), 10)
    assert found.as_of(dt.date(2015, 12, 21)) is None
    assert found.as_of(dt.date(2015, 12, 22)) == found


@pytest.mark.parametrize("number", [0, -1])
def test_none_before_the_first_can_be_asked_for(number):
    assert refusal(lambda: anniversary_of(signed(), number))


@pytest.mark.parametrize("length", [100, 101, 119, 120])
def test_an_entry_with_a_long_slug_is_refused_by_itself_or_has_anniversaries(length):
    try:
        entry = signed(slug="a" * length)
    except InvalidRecordError:
        return
    assert anniversary_of(entry, 10).is_derived


# Several.


def test_the_numbers_asked_for_of_all_that_are_commemorated():
    entries = [signed(), milestone("other", "2016", commemorated={"en": "it"}), milestone("third", "2017")]
    assert slugs(anniversaries(entries, iter((1, 25)))) == [
        "epca-signed-anniversary-1",
        "epca-signed-anniversary-25",
        "other-anniversary-1",
        "other-anniversary-25",
    ]


@pytest.mark.parametrize(
    "last_year, numbers", [(2014, []), (2019, []), (2020, [5]), (2029, [5, 10]), (2030, [5, 10, 15])]
)
def test_round_ones_are_every_fifth_up_to_a_year(last_year, numbers):
    assert [each.ordinal for each in round_anniversaries([signed()], last_year)] == numbers


@pytest.mark.parametrize(
    ("track", "status", "numbers"),
    [
        (Agreement, "held", [5, 10, 15, 20, 25]),
        (Agreement, "planned", [5, 10, 15, 20, 25, 30, 35]),
        (Track, "held", [5, 10, 15, 20, 25, 30, 35]),
    ],
)
def test_an_agreement_has_none_after_another_has_replaced_it(track, status, numbers):
    of_first, of_second = (made(track, slug=slug) for slug in ("pca", "epca"))
    first = signed("1995-01-23", slug="pca-signed", track=of_first)
    in_force = milestone("pca-in-force", "1999-07-01", track=of_first)
    second = milestone(
        "epca-in-force",
        track=of_second,
        statements=[statement("2020-03-01", status=status)],
        relations=[Relation(kind="replaces", target="pca-in-force")],
    )
    assert [each.ordinal for each in round_anniversaries([first, in_force, second], 2031)] == numbers


@given(nearby_dates, st.integers(2020, 2060))
@LAW
def test_round_ones_are_those_of_the_fifth_years(when, last_year):
    found = list(round_anniversaries([signed(when)], last_year))
    years = range(when.year + 5, last_year + 1, 5) if isinstance(when, PartialDate) and when.year else ()
    expected = [number for year in years if anniversary_of(signed(when), number := year - when.year)]
    assert [each.ordinal for each in found] == expected
