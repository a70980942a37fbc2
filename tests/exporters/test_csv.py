"""CSV: a row for each entry, in cells that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import re
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzeu_timeline import (
    Entry,
    InvalidRecordError,
    Language,
    Milestone,
    Participant,
    Party,
    Person,
    Place,
    Series,
    Source,
    Statement,
    Timeline,
    Topic,
    load,
    to_csv,
)
from tests.exporters import hostile
from tests.exporters.samples import PLACE, SOURCE, event, timeline
from tests.strategies import LAW

HEADER: Final = [
    *("slug", "type", "kind", "track", "ordinal", "when", "earliest", "latest", "date", "status"),
    *("title", "title_language", "place", "country", "zone", "latitude", "longitude"),
    *("parties", "participants", "topics", "sources", "urls"),
]
NUMBERS: Final = ("ordinal", "latitude", "longitude")
FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")
_DROPPED: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def read(table: str) -> list[dict[str, str]]:
    """The rows by column; every row has all columns and no more."""
    header, *rows = csv.reader(io.StringIO(table, newline=""), strict=True)
    assert header == HEADER
    return [dict(zip(header, row, strict=True)) for row in rows]


def row_of(entry: Entry, language: str = "en") -> dict[str, str]:
    (row,) = read(to_csv(Timeline([entry]), language=language))
    return row


def cell(text: str) -> str:
    """The stated rule: controls are dropped, an apostrophe stands before what a spreadsheet would run."""
    kept = _DROPPED.sub("", text)
    return f"'{kept}" if kept.startswith(FORMULA) else kept


def full_event() -> Entry:
    return event(
        slug="council-22",
        track=Series(slug="council", title={"en": "Council"}),
        ordinal=22,
        parties=[Party(slug="kz", name={"en": "Kazakhstan"}), Party(slug="eu", name={"en": "European Union"})],
        topics=[Topic(slug="trade", title={"en": "Trade"}), Topic(slug="visas", title={"en": "Visas"})],
        statements=[
            Statement(
                source=SOURCE,
                when="2025-12-01",
                status="held",
                place=PLACE,
                participants=[Participant(person=Person(slug=name, name={"en": name.upper()})) for name in ("a", "b")],
            ),
            Statement(source=Source(slug="other", publisher="Herald", url="https://example.org/h"), when="2025"),
        ],
    )


def test_a_row_says_what_is_known_of_an_entry() -> None:
    assert list(row_of(full_event()).values()) == [
        *("council-22", "event", "meeting", "council", "22", "2025-12-01", "2025-12-01", "2025-12-01"),
        *("1 December 2025", "held", "Meeting", "en", "Astana", "KZ", "", "51.17", "71.43"),
        *("Kazakhstan; European Union", "A; B", "Trade; Visas", "Gazette; Herald"),
        "https://example.org/news https://example.org/h",
    ]


def test_what_is_not_known_is_an_empty_cell() -> None:
    empty = {column for column, text in row_of(event(source=Source(slug="s", publisher="P"))).items() if not text}
    assert empty == {
        *("track", "ordinal", "status", "place", "country", "zone", "latitude", "longitude"),
        *("parties", "participants", "topics", "urls"),
    }


@pytest.mark.parametrize(
    ("when", "bounds"),
    [
        ("2025-11", ("2025-11-01", "2025-11-30")),
        ("[..2025-12-02]", ("", "2025-12-02")),
        ("2025-12-01/..", ("2025-12-01", "")),
        ("2025-21", ("", "")),
        ("0987-06-05", ("0987-06-05", "0987-06-05")),
    ],
)
def test_a_date_has_bounds_and_an_open_side_none(when: str, bounds: tuple[str, str]) -> None:
    row = row_of(event(when))
    assert (row["when"], row["earliest"], row["latest"]) == (when, *bounds)


@pytest.mark.parametrize(
    ("language", "title", "of"), [("kk", "Встреча", "ru"), ("ru", "Встреча", "ru"), ("en", "Meeting", "en")]
)
def test_a_title_tells_the_language_that_it_fell_back_to(language: str, title: str, of: str) -> None:
    row = row_of(event(title={"ru": "Встреча", "en": "Meeting"}), language)
    assert (row["title"], row["title_language"]) == (title, of)


def test_milestones_are_told_from_events() -> None:
    treaty = Milestone(slug="t", kind="signed", title={"en": "T"}, statements=[Statement(source=SOURCE, when="2025")])
    assert (row_of(treaty)["type"], row_of(event())["type"]) == ("milestone", "event")


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("＝1+1", "'＝1+1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠SUM(A1)", "'＠SUM(A1)"),
        ("\x01=1+1", "'=1+1"),
        ("\x7f\x85-1", "'-1"),
        ("1+1=2", "1+1=2"),
        ("'quoted'", "'quoted'"),
        ("– dash", "– dash"),
        ("a\x07b\x1bc\x9bd", "abcd"),
        ('say "x", then\r\ny', 'say "x", then\r\ny'),
    ],
)
def test_a_title_is_never_run_as_a_formula(title: str, written: str) -> None:
    assert row_of(event(title=title))["title"] == written


def test_a_formula_is_disarmed_in_every_column_of_text() -> None:
    formula = "=1+1"
    entry = event(
        title=formula,
        place=Place(slug="p", name={"en": formula}),
        source=Source(slug="s", publisher=formula),
        parties=[Party(slug="p", name={"en": formula})],
        participants=[Participant(person=Person(slug="p", name={"en": formula}))],
        topics=[Topic(slug="t", title={"en": formula})],
    )
    row = row_of(entry)
    assert {row[column] for column in ("title", "place", "sources", "parties", "participants", "topics")} == {"'=1+1"}


def test_a_negative_number_stays_a_number() -> None:
    place = Place(slug="p", name={"en": "P"}, latitude=-33.87, longitude=-70.5)
    row = row_of(event(place=place))
    assert (row["latitude"], row["longitude"]) == ("-33.87", "-70.5")


def test_lines_end_as_rfc_4180_says() -> None:
    table = to_csv(timeline(event(slug="a"), event(slug="b")), language="en")
    assert table.count("\r\n") == table.count("\n") == 3


@pytest.mark.parametrize("language", Language)
def test_the_shipped_record_has_a_row_for_each_entry(language: str) -> None:
    entries = load().timeline()
    rows = read(to_csv(entries, language=language))
    assert [(row["slug"], row["when"], row["title"]) for row in rows] == [
        (entry.slug, entry.when.edtf, entry.title.best(language)) for entry in entries
    ]


def test_a_timeline_of_nothing_is_a_header() -> None:
    assert read(to_csv(Timeline(), language="kk")) == []


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(InvalidRecordError):
        to_csv(Timeline(), language="de")


def assert_holds(entries: Timeline, language: Language) -> None:
    """Every row has its columns, no text is run, and every text is there as the stated rule leaves it."""
    rows = read(to_csv(entries, language=language))
    assert [row["slug"] for row in rows] == [entry.slug for entry in entries]
    for row, entry in zip(rows, entries, strict=True):
        assert not [name for name, text in row.items() if name not in NUMBERS and text.startswith(FORMULA)]
        assert row["title"] == cell(entry.title.best(language))
        assert row["place"] == (cell(entry.place.name.best(language)) if entry.place else "")
        assert row["parties"] == cell("; ".join(party.name.best(language) for party in entry.parties))
        assert row["participants"] == cell("; ".join(each.person.name.best(language) for each in entry.participants))
        assert row["topics"] == cell("; ".join(topic.title.best(language) for topic in entry.topics))
        assert row["sources"] == cell("; ".join(source.publisher for source in entry.sources))
        assert row["urls"].split() == [source.url for source in entry.sources if source.url]


@settings(LAW, max_examples=150)
@given(hostile.timelines(), st.sampled_from(list(Language)))
def test_hostile_text_stays_in_its_cell(entries: Timeline, language: Language) -> None:
    assert_holds(entries, language)


@pytest.mark.parametrize("language", Language)
def test_every_hostile_text_of_the_table_stays_in_its_cell(language: Language) -> None:
    assert_holds(hostile.fixed_timeline(150), language)
