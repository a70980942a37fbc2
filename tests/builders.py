"""Records for tests: one of each kind with as little said as will do, and strategies of whole entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import cycle, product
from typing import Any, Final, TypeVar

import pytest
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from kzeu_timeline.catalogue import Catalogue
from kzeu_timeline.dates import Clock, Edtf, parse_edtf
from kzeu_timeline.exceptions import EdtfError, InvalidRecordError
from kzeu_timeline.model import (
    Agreement,
    Entry,
    Event,
    Figure,
    Milestone,
    Negotiation,
    Participant,
    Party,
    Person,
    Place,
    Rank,
    Relation,
    RelationKind,
    Revision,
    Role,
    Series,
    Shown,
    Source,
    Statement,
    Status,
    Topic,
    Track,
)
from kzeu_timeline.readers.seeds import load
from kzeu_timeline.text import Language, LocalizedText
from kzeu_timeline.timeline import Timeline

T = TypeVar("T")

LANGUAGES: Final = tuple(Language)
NOW: Final = dt.datetime(2025, 12, 3, 9, 30, tzinfo=dt.UTC)


def words(text: str) -> dict[str, str]:
    """The same text in every language."""
    return dict.fromkeys(LANGUAGES, text)


_NEEDED: Final[dict[type, Callable[[], dict[str, Any]]]] = {
    Source: lambda: {"slug": "article", "publisher": "Kazakhstan Today"},
    Party: lambda: {"slug": "kazakhstan", "name": words("Kazakhstan")},
    Person: lambda: {"slug": "kallas", "name": words("Kaja Kallas")},
    Role: lambda: {"slug": "minister", "name": words("minister")},
    Topic: lambda: {"slug": "trade", "title": words("Trade")},
    Place: lambda: {"slug": "brussels", "name": words("Brussels")},
    Participant: lambda: {"person": made(Person)},
    Figure: lambda: {
        "slug": "trade-2024",
        "title": words("Trade"),
        "value": 50,
        "unit": "USD",
        "source": made(Source),
    },
    Relation: lambda: {"kind": "part-of", "target": "summit"},
    Revision: lambda: {"language": "en", "updated": NOW},
    Shown: lambda: {"at": NOW, "type": "event", "kind": "meeting", "title": words("Meeting"), "when": "2025-12-01"},
    Statement: lambda: {"source": made(Source), "when": "2025-12-01"},
    Track: lambda: {"slug": "council", "title": words("Cooperation Council")},
    Series: lambda: {"slug": "council", "title": words("Cooperation Council")},
    Agreement: lambda: {"slug": "epca", "title": words("EPCA")},
    Negotiation: lambda: {"slug": "visas", "title": words("Visas")},
    Event: lambda: {"slug": "meeting", "kind": "meeting", "title": words("Meeting"), "statements": [made(Statement)]},
    Milestone: lambda: {
        "slug": "signing",
        "kind": "signed",
        "title": words("Signing"),
        "statements": [made(Statement)],
    },
}
KINDS: Final = tuple(_NEEDED)
"""Every kind of record."""


def made(kind: type[T], /, **fields: Any) -> T:
    """A record of that kind: what it can't do without, and *fields*."""
    return kind(**{**_NEEDED[kind](), **fields})


def source(slug: str = "article", **fields: Any) -> Source:
    return made(Source, slug=slug, **fields)


def statement(when: Edtf | str = "2025-12-01", by: Source | str = "article", **fields: Any) -> Statement:
    return made(Statement, when=when, source=source(by) if isinstance(by, str) else by, **fields)


def event(slug: str = "meeting", when: Edtf | str = "2025-12-01", **fields: Any) -> Event:
    return made(Event, **{"slug": slug, "title": words(slug), "statements": [statement(when)], **fields})


def milestone(slug: str = "signing", when: Edtf | str = "2015-12-21", **fields: Any) -> Milestone:
    return made(Milestone, **{"slug": slug, "title": words(slug), "statements": [statement(when)], **fields})


def dated(*whens: Edtf | str) -> Timeline:
    """A timeline with one event for each date, named a, b, c in the order of the dates given."""
    return Timeline(event(slug, when) for slug, when in zip("abcdefghijklm", whens, strict=False))


def slugs(entries: Iterable[Entry]) -> list[str]:
    return [entry.slug for entry in entries]


def catalogue(*entries: Entry, **records: Any) -> Catalogue:
    """A catalogue of these entries and of all that they name."""
    statements = [each for entry in entries for each in entry.statements]
    participants = [each for statement in statements for each in statement.participants]
    tracks = [entry.track for entry in entries]
    figures = [each for entry in entries for each in entry.figures]
    sources = [each.source for named in (statements, figures) for each in named]
    named: dict[str, Iterable[Any]] = {
        "entries": entries,
        "tracks": tracks,
        "sources": [*sources, *(each.source for entry in entries for each in entry.relations)],
        "parties": [each for named in (entries, filter(None, tracks)) for one in named for each in one.parties]
        + [each.party for each in participants],
        "places": [each.place for each in statements],
        "people": [each.person for each in participants],
        "roles": [each.role for each in participants],
        "topics": [*(each for entry in entries for each in entry.topics), *(each.topic for each in figures)],
        "figures": figures,
    }
    return Catalogue(**{kind: _by_slug(values) for kind, values in named.items()} | records)


def _by_slug(records: Iterable[Any]) -> dict[str, Any]:
    return {each.slug: each for each in records if each is not None}


@cache
def shipped() -> Catalogue:
    """The record that comes with the package."""
    return load()


def refusal(build: Callable[[], object], error: type[Exception] = InvalidRecordError) -> str:
    """The message with which it is refused."""
    with pytest.raises(error) as caught:
        build()
    return str(caught.value)


# Dates that come in each other's way.

_POINTS: Final = (
    *("2025-12-01", "2025-12-02", "2025-11-30", "2025-12", "2025-11", "2025", "2024", "2026-01-01"),
    *("2025-12-01?", "2025-12~", "2025?-12-%03", "2025-12-XX", "2025-1X", "2025-1X-01", "202X", "2025-36", "2025-21"),
)
_FORMS: Final = (
    *("{a}", "{a}/{b}", "[..{b}]", "[{a}..]", "{a}/..", "{a}/", "../{b}", "/{b}", "[{a},{b}]", "{{{a},{b}}}"),
    *("[..{a},{b}]", "{{{a},{b}..}}", "{a}../..{b}"),
)


def _nearby() -> tuple[Edtf, ...]:
    found = {"2025-12-01T10:00:00Z": parse_edtf("2025-12-01T10:00:00Z")}
    for form, a, b in product(_FORMS, _POINTS, _POINTS):
        text = form.format(a=a, b=b)
        try:
            found[text] = parse_edtf(text)
        except EdtfError:  # an interval that ends before it begins
            continue
    return tuple(sorted(set(found.values()), key=lambda when: (len(when.edtf), when.edtf)))


NEARBY: Final = _nearby()
"""Dates of every class about 1 December 2025."""

nearby_dates: Final[SearchStrategy[Edtf]] = st.sampled_from(NEARBY)
dated_timelines: Final = st.dictionaries(st.sampled_from("abcdefg"), nearby_dates).map(
    lambda whens: Timeline(event(slug, when) for slug, when in whens.items())
)
"""Timelines whose entries differ in nothing but slug and date."""


# Whole entries.

HOSTILE: Final = (
    "a, b; c \\ d",
    "one\r\nBEGIN:VEVENT\r\nSUMMARY:two",
    '<script>alert("1")</script> & more',
    "[x](javascript:alert(1)) | `y` *z*",
    "=1+1",
    "{date} %s \\N",
    "\u202egnitirw\u202c \u2028 \ufeff \x07 \x85",
    "e\u0301 ё й 👩‍👩‍👧 \U0010ffff",
    "Тəуелсіздік",
    "ұзақ " * 30,
)
"""Texts that some format could trip over."""

texts: Final = st.sampled_from(HOSTILE) | st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=30
).filter(str.strip)


# Strategies are put together here and not where they are drawn from: that takes longer than drawing.
_by_language: Final = st.dictionaries(st.sampled_from(LANGUAGES), texts, min_size=1)
_languages: Final = st.sets(st.sampled_from(LANGUAGES))


@st.composite
def localized_texts(draw: DrawFn) -> LocalizedText:
    found = draw(_by_language)
    return LocalizedText(found, unattested=draw(_languages) & found.keys())


PUBLISHED: Final = ("2025-12-02", "2025-12-03", "2025-12", "2025", "2015-12", "2025-12-02?", None)
SOURCES: Final = tuple(source(f"source-{i}", published=when, language="ru") for i, when in enumerate(PUBLISHED))
PARTIES: Final = (made(Party), made(Party, slug="eu", name=words("EU")))
PLACES: Final = (
    made(Place, country="BE", zone="Europe/Brussels", latitude=50.85, longitude=4.35),
    made(Place, slug="astana", name=words("Astana"), country="KZ"),
    made(Place, slug="online", name={"en": HOSTILE[0]}),
)
PARTICIPANTS: Final = (
    made(Participant),
    made(Participant, person=made(Person, slug="x", spellings=["X"]), role=made(Role), party=PARTIES[0], chair=True),
)
TOPICS: Final = (made(Topic), made(Topic, slug="transport", title={"ru": HOSTILE[2]}))
FIGURES: Final = (
    made(Figure, source=SOURCES[0], period="2024", bound="almost", value=50_000_000_000),
    made(Figure, slug="areas", value="48.8", unit="areas", source=SOURCES[6], topic=TOPICS[0], note=HOSTILE[1]),
)
TRACKS: Final = (None, made(Series), made(Agreement), made(Negotiation))
CLOCK: Final = Clock(start=dt.time(10), end=dt.time(11, 30), zone="Europe/Brussels")


def _some(records: Iterable[T]) -> SearchStrategy[list[T]]:
    return st.lists(st.sampled_from(list(records)), unique=True, max_size=2)


def _statements() -> Iterator[Statement]:
    """One for each nearby date; the other fields take turns, in cycles of different lengths."""
    turns = (SOURCES, Rank, (None, *Status), (None, *PLACES), ((), PARTICIPANTS), (None, *HOSTILE), (None, 1, 7))
    rows = zip(NEARBY, *map(cycle, turns), strict=False)
    for when, by, rank, status, place, participants, note, paragraph in rows:
        is_day = when.is_exact and when.earliest == when.latest
        yield Statement(
            source=by,
            when=when,
            status=status,
            place=place,
            participants=participants,
            clock=CLOCK if is_day and place else None,
            rank=rank,
            paragraph=paragraph,
            inferred=status is None,
            note=note,
        )


STATEMENTS: Final = tuple(_statements())
statement_lists: Final = st.lists(st.sampled_from(STATEMENTS), min_size=1, max_size=4, unique=True)
disputed_entries: Final = statement_lists.map(lambda statements: event(statements=statements))
"""Entries that differ in nothing but their statements."""
disputed_timelines: Final = st.lists(statement_lists, max_size=4).map(
    lambda lists: Timeline(event(f"entry-{i}", statements=statements) for i, statements in enumerate(lists))
)

relations: Final = st.builds(
    Relation,
    kind=st.sampled_from(RelationKind),
    target=st.just("other"),
    days=st.sampled_from((None, 1, (0, 30))),
    source=st.sampled_from((None, *SOURCES)),
)


_translated: Final = st.sampled_from(
    (None, *(LocalizedText({language: text}) for text, language in zip(HOSTILE, cycle(LANGUAGES), strict=False)))
)


_FIELDS: Final[dict[str, SearchStrategy[Any]]] = {
    "kind": st.sampled_from(("meeting", "signed", "unheard-of")),
    "title": localized_texts(),
    "statements": statement_lists,
    "track": st.sampled_from(TRACKS),
    "ordinal": st.none() | st.integers(1, 30),
    "parties": _some(PARTIES),
    "topics": _some(TOPICS),
    "figures": _some(FIGURES),
    "relations": st.lists(relations, max_size=2),
    "description": _translated,
    "commemorated": _translated,
}
_types: Final = st.sampled_from((Event, Milestone))
_numbered: Final = st.integers(1, 99).map("entry-{}".format)


@st.composite
def random_entries(draw: DrawFn, named: SearchStrategy[str] = _numbered) -> Entry:
    """An entry with one to four statements, of which every field may be filled, with any text."""
    return draw(_types)(slug=draw(named), **{name: draw(field) for name, field in _FIELDS.items()})


def random_timelines(most: int = 3) -> SearchStrategy[Timeline]:
    return st.lists(random_entries(), max_size=most, unique_by=lambda entry: entry.slug).map(Timeline)
