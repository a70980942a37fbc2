"""A timeline built in code, with plain text and dictionaries where the records convert them; nothing runs this file."""

from __future__ import annotations

import datetime as dt
from typing import assert_type

import kzeu_timeline as kt

title = {"en": "Visit", "ru": "Визит", "kk": "Сапар"}

press = kt.Source(
    slug="press",
    publisher="Press service",
    language="ru",
    published="2026-01-20",
    url="https://press.example/1",
)
astana = kt.Place(slug="astana", name=title, country="KZ", zone="Asia/Almaty", latitude=51.17, longitude=71)
kazakhstan = kt.Party(slug="kazakhstan", name=title)
minister = kt.Role(slug="minister", name=kt.LocalizedText(title))
person = kt.Person(slug="person", name=kt.LocalizedText(en="Person"), spellings=["A. Person"])
trade = kt.Topic(slug="trade", title=title)
turnover = kt.Figure(
    slug="turnover", title=title, value="30.5", unit="USD", source=press, bound="almost", period="2025"
)

statement = kt.Statement(
    source=press,
    when="2026-02-03",
    status="planned",
    place=astana,
    participants=[kt.Participant(person=person, role=minister, party=kazakhstan, chair=True)],
    clock=kt.Clock(start=dt.time(10), end=dt.time(12, 30), zone="Asia/Almaty"),
    rank="preferred",
    paragraph=2,
    note="By the ministry.",
)
assert_type(statement.when, kt.Edtf)
assert_type(statement.status, kt.Status | None)
assert_type(statement.rank, kt.Rank)

visit = kt.Event(
    slug="visit-2026",
    kind="visit",
    title=title,
    statements=[statement, kt.Statement(source=press, when=kt.parse_edtf("2026-02"), status=kt.Status.PLANNED)],
    track=kt.Series(
        slug="visits", title=title, numbered_title={"en": "{ordinal} visit"}, kind="visit", parties=[kazakhstan]
    ),
    ordinal=1,
    parties=[kazakhstan],
    topics=(trade,),
    figures=[turnover],
    relations=[kt.Relation(kind="follows", target="cooperation-council-22", days=(1, 3), source=press)],
    description=title,
    revisions=[kt.Revision(language="en", updated=dt.datetime(2026, 1, 20, tzinfo=dt.UTC))],
)
assert_type(visit, kt.Event)
kt.Relation(kind="follows", target="visit-2026", days=1)
assert_type(visit.title, kt.LocalizedText)
assert_type(visit.as_of(dt.date(2026, 1, 21)), kt.Event | None)

signed = kt.Milestone(
    slug="signed",
    kind="signed",
    title=title,
    statements=(statement,),
    track=kt.Agreement(slug="pact", title=title, abbreviation=title),
    commemorated=title,
)
first_round = kt.Event(
    slug="round",
    kind="round",
    title=title,
    statements=[statement],
    track=kt.Negotiation(slug="talks", title=title),
)

timeline = kt.Timeline([visit, signed, first_round])
assert_type(timeline, kt.Timeline)
assert_type(kt.to_ical(timeline, language="en"), bytes)
assert_type(kt.Catalogue(entries={visit.slug: visit}).timeline(), kt.Timeline)
