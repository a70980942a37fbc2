"""What the description of an entry says, and that it is never too long: rule 11 of design/feeds.md."""

from __future__ import annotations

import re

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzeu_timeline import Entry, Figure, Language, Participant, Person, Relation, Role, Source, Statement, describe
from kzeu_timeline.calendar_events.descriptions import description
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


MORE = {"en": "… and {} more", "ru": "… и ещё {}", "kk": "… және тағы {}"}


@pytest.mark.parametrize("count", [1, 2, 30, 40, 50, 51, 52, 53, 300])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_description_is_never_longer_than_2_kb_and_says_how_many_sources_are_left_out(
    count: int, language: str
) -> None:
    text = shown(many_sources(count), language).text("DESCRIPTION")
    lines = text.split("\n")
    addresses = [line for line in lines if re.fullmatch(r"https://example\.org/a{20}/\d+", line)]
    left_out = count - len(addresses)
    assert len(text.encode()) <= 2_000
    assert addresses == [f"https://example.org/{'a' * 20}/{number}" for number in range(len(addresses))]
    assert lines[3:] == [*addresses, *([MORE[language].format(left_out)] if left_out else [])]
    assert not left_out or len(text.encode()) > 2_000 - 55  # no room for one more


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_give_way_to_the_sources_line_by_line(language: str) -> None:
    entry = many_sources(20)
    figures = [Figure(slug=f"f{i}", title={"en": "я" * 40}, value=i, unit="units", source=SOURCE) for i in range(20)]
    text = shown(attrs.evolve(entry, figures=figures), language).text("DESCRIPTION")
    words, _, sources = text.partition("\n…\n")
    assert len(text.encode()) <= 2_000
    assert sources.split("\n")[1:] == [source.url for source in entry.sources]
    *_, last = words.split("\n")
    assert re.fullmatch("– я{40}: [0-9]+", last)


SOURCES = "\nSources:\nhttps://example.org/news"


@pytest.mark.parametrize(
    "text",
    ["слово " * 600, "ы" * 3_000, "👨\u200d👩\u200d👧" * 300, "x\n" * 3_000, "\n" * 3_000 + "y", "\\" * 3_000],
    ids=["words", "one word", "emoji", "lines", "blank lines", "backslashes"],
)
def test_a_long_text_is_cut_between_lines(text: str) -> None:
    cut = shown(event(description={"en": text})).text("DESCRIPTION")
    whole = f"1 December 2025\n{text}\n"
    assert len(cut.encode()) <= 2_000
    assert cut.endswith(f"\n…{SOURCES}")
    assert whole.startswith(cut.removesuffix(f"…{SOURCES}"))


@pytest.mark.parametrize(("octets", "is_cut"), [(1_999, False), (2_000, False), (2_001, True)])
def test_a_description_is_cut_only_if_it_must_be(octets: int, is_cut: bool) -> None:
    room = octets - len(shown(event(description={"en": "x"})).text("DESCRIPTION").encode()) + 1
    assert ("…" in shown(event(description={"en": "x" * room})).text("DESCRIPTION")) == is_cut


LONG_DATE = f"[{','.join(f'{year}-0{month}-1X' for year in range(2000, 2012) for month in range(1, 9))}]"


@given(
    st.lists(st.text("xы\n", max_size=1_500), max_size=3),
    st.lists(st.text("ab", min_size=1, max_size=900), max_size=6, unique=True),
    st.sampled_from(["2025-12-01", "[..2025-12-02]", LONG_DATE]),
)
def test_no_line_is_halved_and_the_same_entry_says_the_same(texts: list[str], paths: list[str], when: str) -> None:
    sources = [Source(slug=f"s{i}", publisher="P", url=f"https://example.org/{path}") for i, path in enumerate(paths)]
    entry = event(
        statements=[Statement(source=source, when=when) for source in sources or [SOURCE]],
        description={"en": "\n".join(texts)} if "".join(texts).strip() else None,
    )
    said = description(entry, Language.EN)
    assert len(said.encode()) <= 2_000
    assert said == description(entry, Language.EN)
    whole = {describe(entry.when, "en"), "Sources:", "…", *"\n".join(texts).split("\n")}
    whole |= {source.url or "" for source in entry.sources}
    for line in said.split("\n"):
        assert line in whole or line.startswith("How the date is known: ") or re.fullmatch("… and [0-9]+ more", line)


def test_a_known_error_is_not_told_in_a_calendar_nor_is_its_source() -> None:
    wrong = Source(slug="wrong", publisher="Herald", url="https://example.org/wrong")
    right = [Statement(source=SOURCE, when="2025-12-01"), Statement(source=wrong, when="2024", rank="deprecated")]
    text = shown(event(statements=right)).text("DESCRIPTION")
    assert "Other statements" not in text
    assert "wrong" not in text
    assert text.endswith("/news")
    alone = shown(event(statements=[right[1]])).text("DESCRIPTION")
    assert alone.endswith("/wrong")
