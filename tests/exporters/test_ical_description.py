"""What the description of an entry says, and that it is never too long: rule 11 of design/feeds.md."""

from __future__ import annotations

import re

import pytest

from kzeu_timeline import Entry, Figure, Participant, Person, Relation, Role, Source, Statement
from tests.exporters.feeds import LANGUAGES, shown
from tests.exporters.samples import MORNING, SOURCE, event


def full_event() -> Entry:
    minister = Person(slug="minister", name={"en": "A. Minister"})
    visitor = Person(slug="visitor", name={"en": "B. Visitor"})
    role = Role(slug="foreign-minister", name={"en": "Foreign Minister"})
    other = Source(slug="other", publisher="Herald", published="2025-11", url="https://example.org/herald")
    silent = Source(slug="silent", publisher="Archive")
    return event(
        statements=[
            Statement(
                source=SOURCE,
                when="2025-12-01",
                status="held",
                participants=[Participant(person=minister, role=role), Participant(person=visitor)],
                clock=MORNING,
            ),
            Statement(source=other, when="[..2025-12-02]", inferred=True),
            Statement(source=silent, when="2025-12", status="planned"),
        ],
        description={"en": "Opening of the talks."},
        figures=[
            Figure(slug="trade", title={"en": "Trade"}, value="50000000000", unit="USD", bound="almost", source=SOURCE)
        ],
    )


def test_the_description_says_what_is_known_and_by_whom_the_most_important_first() -> None:
    assert shown(full_event()).text("DESCRIPTION").split("\n") == [
        "1 December 2025 · held",
        "Opening of the talks.",
        "How the date is known: stated – Gazette (published: 2 December 2025)",
        "Other statements:",
        "– on or before 2 December 2025 – Herald (published: November 2025)",
        "– December 2025, planned – Archive (publication date unknown)",
        "Local times: Brussels 10:30–12:00; Astana 14:30–16:00",
        "Taking part: A. Minister (Foreign Minister); B. Visitor",
        "Figures:",
        "– Trade: almost 50 billion US dollars",
        "Sources:",
        "https://example.org/news",
        "https://example.org/herald",
    ]


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        (event(), "How the date is known: stated – Gazette (published: 2 December 2025)"),
        (event(inferred=True), "How the date is known: inferred – Gazette (published: 2 December 2025)"),
        (
            event(relations=[Relation(kind="anniversary-of", target="b")]),
            "How the date is known: computed from a stated date – Gazette (published: 2 December 2025)",
        ),
    ],
    ids=["stated", "inferred", "computed"],
)
def test_the_description_says_how_the_date_is_known(entry: Entry, line: str) -> None:
    assert line in shown(entry).text("DESCRIPTION").split("\n")


def many_sources(count: int, *, letter: str = "a") -> Entry:
    sources = [
        Source(slug=f"s{i}", publisher="Газета", url=f"https://example.org/{letter * 20}/{i}") for i in range(count)
    ]
    return event(statements=[Statement(source=source, when="2025-12-01") for source in sources])


@pytest.mark.parametrize("count", [0, 1, 30, 50, 51, 52, 53, 300])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_description_is_never_longer_than_2_kb_and_ends_with_a_whole_line(count: int, language: str) -> None:
    text = shown(many_sources(count + 1), language).text("DESCRIPTION")
    *lines, last = text.split("\n")
    assert len(text.encode()) <= 2_000
    assert last == "…" or last.endswith(f"/{count}")
    assert all(re.fullmatch(r"https://example\.org/a{20}/\d+", line) for line in lines[3:])


@pytest.mark.parametrize(
    "text",
    ["слово " * 600, "ы" * 3_000, "👨\u200d👩\u200d👧" * 300, "x\n" * 3_000, "\n" * 3_000 + "y", "\\" * 3_000],
    ids=["words", "one word", "emoji", "lines", "blank lines", "backslashes"],
)
def test_a_long_text_is_cut_between_characters(text: str) -> None:
    cut = shown(event(description={"en": text})).text("DESCRIPTION")
    whole = f"1 December 2025\n{text}"
    assert len(cut.encode()) <= 2_000
    assert cut.endswith("\n…")
    assert whole.startswith(cut.removesuffix("\n…"))


@pytest.mark.parametrize(("octets", "end"), [(1_999, "news"), (2_000, "news"), (2_001, "…")])
def test_a_description_is_cut_only_if_it_must_be(octets: int, end: str) -> None:
    room = octets - len(shown(event(description={"en": "x"})).text("DESCRIPTION").encode()) + 1
    assert shown(event(description={"en": "x" * room})).text("DESCRIPTION").endswith(end)
