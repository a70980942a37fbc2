"""Mermaid: a diagram in which nothing of the data is syntax, judged by the stricter of the two grammars."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzeu_timeline import InvalidRecordError, Language, Timeline, load, loss_report, to_mermaid
from kzeu_timeline.exporters.mermaid import MOST
from kzeu_timeline.locales import wording
from kzeu_timeline.model import Status
from kzeu_timeline.sentences import status_text, when_text, year_heading
from tests.exporters import hostile
from tests.exporters.samples import event, timeline
from tests.strategies import LAW

ENTITY: Final = re.compile(r"#(\d+);")
PLAIN: Final = re.compile(r"[\w .,()/'’«»“”„…–—≈-]+")
_BLANKS: Final = re.compile(r"[\s\x00-\x20\x7f-\xa0\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]+")


class Period(NamedTuple):
    year: str
    when: str
    events: tuple[str, ...]


def read(diagram: str) -> tuple[str, list[Period]]:
    """The title, and what stands under each date; every text holds plain characters and entities, nothing else."""

    def decoded(text: str) -> str:
        assert PLAIN.fullmatch(ENTITY.sub("", text) or " "), text
        return ENTITY.sub(lambda found: chr(int(found[1])), text)

    head, title, *lines = diagram.removesuffix("\n").split("\n")
    assert head == "timeline"
    assert title.startswith("    title ")
    year, periods = "", []
    for line in lines:
        if line.startswith("    section "):
            year = decoded(line.removeprefix("    section "))
        else:
            assert re.match(r" {8}\S", line)
            when, *events = line.strip().split(" : ")
            periods.append(Period(year, decoded(when), tuple(map(decoded, events))))
    return decoded(title.removeprefix("    title ")), periods


def seen(text: str) -> str:
    return _BLANKS.sub(" ", text).strip() or "…"


def assert_shows(entries: Timeline, language: Language) -> None:
    wanted = []
    for (year, when), group in groupby(
        entries, key=lambda entry: (year_heading(entry), when_text(entry.when, language))
    ):
        titles = ((entry.title.best(language), entry.status, status_text(entry, language)) for entry in group)
        texts = (f"{title} ({said})" if status not in {None, Status.HELD} else title for title, status, said in titles)
        wanted.append(Period(year, when, tuple(map(seen, texts))))
    assert read(to_mermaid(entries, language=language)) == (wording(language).label("calendar"), wanted)


@pytest.mark.parametrize("language", Language)
def test_the_shipped_record_is_shown_date_by_date(language: Language) -> None:
    assert_shows(load().timeline(), language)


@settings(LAW, max_examples=100)
@given(hostile.timelines(), st.sampled_from(list(Language)))
def test_hostile_text_is_read_back_as_text(entries: Timeline, language: Language) -> None:
    assert_shows(entries, language)


@pytest.mark.parametrize("language", Language)
def test_every_hostile_text_of_the_table_is_read_back(language: Language) -> None:
    entries = hostile.fixed_timeline(len(hostile.TEXTS))
    for first in range(0, len(entries), 20):  # all together would be too long for Mermaid
        assert_shows(entries[first : first + 20], language)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a: b; c # d", "a#58; b#59; c #35; d"),
        ("#58;", "#35;58#59;"),
        ("%%{init: {}}%%", "#37;#37;#123;init#58; #123;#125;#125;#37;#37;"),
        ("%% a", "#37;#37; a"),
        ("a\n    section b", "a section b"),
        ("a<br>b", "a#60;br#62;b"),
        ("```", "#96;#96;#96;"),
        ("---\ntitle: x\n---", "--- title#58; x ---"),
        ("style a:#35;b;", "style a#58;#35;35#59;b#59;"),
        ("ﬂ°°58¶ß", "ﬂ#176;#176;58#182;ß"),
        ("end", "end"),
        ("\x07", "…"),
    ],
)
def test_what_could_be_syntax_is_an_entity(text: str, written: str) -> None:
    assert to_mermaid(timeline(event(title=text)), language="en").endswith(f"    1 December 2025 : {written}\n")


def test_entries_of_one_date_stand_together_under_their_year() -> None:
    dates = {"a": "2024-05-01", "b": "2025-12-01", "c": "2025-12-01", "d": "2025-12"}
    entries = timeline(*(event(when, slug=slug, title=slug) for slug, when in dates.items()))
    _, periods = read(to_mermaid(entries, language="en"))
    assert periods == [
        Period("2024", "1 May 2024", ("a",)),
        Period("2025", "1 December 2025", ("b", "c")),
        Period("2025", "≈ December 2025", ("d",)),
    ]


@pytest.mark.parametrize(
    ("status", "title"),
    [(None, "Meeting"), ("held", "Meeting"), ("planned", "Meeting (planned)"), ("cancelled", "Meeting (cancelled)")],
)
def test_what_was_not_held_is_marked(status: str | None, title: str) -> None:
    ((_, _, events),) = read(to_mermaid(timeline(event(status=status)), language="en"))[1]
    assert events == (title,)


@pytest.mark.parametrize("title", ["m" * 200, "\U00020000" * 100, ":" * 50])
def test_what_mermaid_would_not_draw_for_its_length_is_counted(title: str) -> None:
    entries = timeline(*(event("2025", slug=f"e-{number:03}", title=title) for number in range(400)))
    diagram = to_mermaid(entries, language="en")
    left_out = [loss.slug for loss in loss_report(entries, "mermaid") if loss.what == "entry"]
    shown = 400 - len(left_out)
    assert MOST * 0.8 < len(diagram.encode("utf-16-le")) / 2 <= MOST
    assert diagram.endswith(f"\n        … and {len(left_out)} more\n")
    assert left_out == [entry.slug for entry in entries][shown:]
    assert sum(len(period.events) for period in read(diagram)[1]) == shown


@pytest.mark.parametrize("language", Language)
def test_a_timeline_of_nothing_is_a_title(language: Language) -> None:
    assert read(to_mermaid(Timeline(), language=language)) == (wording(language).label("calendar"), [])


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(InvalidRecordError):
        to_mermaid(Timeline(), language="de")
