"""What is said of a change, in each language."""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs
import pytest
from hypothesis import given, settings

from kzeu_timeline.change_sentences import change_text, heading
from kzeu_timeline.changes import ChangeKind
from kzeu_timeline.dates import Clock
from kzeu_timeline.model import Entry, Participant, Person, Place, Role
from kzeu_timeline.text import LocalizedText
from kzeu_timeline.timeline import Timeline
from tests.builders import (
    LANGUAGES,
    SOURCES,
    disputed_timelines,
    event,
    made,
    milestone,
    random_timelines,
    source,
    statement,
)
from tests.strategies import LAW

EEAS: Final = source("eeas", publisher="EEAS", published="2025-03-26")
BY: Final = (
    " – EEAS (published: 26 March 2025)",
    " – EEAS (опубликовано: 26 марта 2025 г.)",
    " – EEAS (жарияланған: 2025 ж. 26 наурыз)",
)
BRUSSELS: Final = made(Place, name={"en": "Brussels", "ru": "Брюссель", "kk": "Брюссель"}, country="BE")
ASTANA: Final = made(Place, slug="astana", name={"en": "Astana", "ru": "Астана", "kk": "Астана"})
KALLAS: Final = made(
    Participant,
    person=made(Person, name={"en": "Kaja Kallas", "ru": "Кая Каллас"}),
    role=made(Role, name={"en": "High Representative", "ru": "верховный представитель", "kk": "жоғары өкіл"}),
    chair=True,
)
NURTLEU: Final = made(
    Participant, person=made(Person, slug="nurtleu", name={"en": "Murat Nurtleu", "ru": "Мурат Нуртлеу"}), chair=True
)


def first_text(before: Entry | None, after: Entry | None) -> tuple[str, ...]:
    """The first change from the one to the other, in English, Russian and Kazakh."""
    old, new = (Timeline([entry] if entry else []) for entry in (before, after))
    change = old.diff(new)[0]
    return tuple(change_text(change, language) for language in ("en", "ru", "kk"))


def by_eeas(when: str = "2025-03-27", **fields: object) -> Entry:
    return event(statements=[statement(when, EEAS, **fields)])


def with_source(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text + by for text, by in zip(texts, BY, strict=True))


# Dates.


@pytest.mark.parametrize(
    "old, new, expected",
    [
        (
            "2025-03-04",
            "2025-03-27",
            (
                "moved from 4 March 2025 to 27 March 2025",
                "перенесено с 4 марта 2025 г. на 27 марта 2025 г.",
                "2025 ж. 4 наурыздан 27 наурызға ауыстырылды",
            ),
        ),
        (
            "2025-12-02",
            "2026-02",
            (
                "moved from 2 December 2025 to February 2026",
                "перенесено со 2 декабря 2025 г. на февраль 2026 г.",
                "2025 ж. 2 желтоқсаннан 2026 ж. ақпанға ауыстырылды",
            ),
        ),
        (
            "2024-34",
            "2025-04-03/2025-04-04",
            (
                "moved from the 2nd quarter of 2024 to 3–4 April 2025",
                "перенесено со 2-го квартала 2024 г. на 3–4 апреля 2025 г.",
                "2024 ж. II тоқсаннан 2025 ж. 3–4 сәуірге ауыстырылды",
            ),
        ),
        (
            "[..2025-03-04]",
            "2025-03-27",
            (
                "moved: 27 March 2025 (before: on or before 4 March 2025)",
                "перенесено: 27 марта 2025 г. (было: не позднее 4 марта 2025 г.)",
                "ауыстырылды: 2025 ж. 27 наурыз (бұрын: 2025 ж. 4 наурыздан кешіктірмей)",
            ),
        ),
        (
            "2025-03",
            "2025-03-27",
            (
                "date made more precise: 27 March 2025 (before: March 2025)",
                "дата уточнена: 27 марта 2025 г. (было: март 2025 г.)",
                "күні нақтыланды: 2025 ж. 27 наурыз (бұрын: 2025 ж. наурыз)",
            ),
        ),
        (
            "2025-03-27",
            "2025",
            (
                "date made less precise: 2025 (before: 27 March 2025)",
                "дата стала менее точной: 2025 год (было: 27 марта 2025 г.)",
                "күнінің дәлдігі төмендеді: 2025 жыл (бұрын: 2025 ж. 27 наурыз)",
            ),
        ),
        (
            "2025-03-03/2025-03-05",
            "2025-03-04/2025-03-06",
            (
                "date corrected from 3–5 March 2025 to 4–6 March 2025",
                "дата исправлена с 3–5 марта 2025 г. на 4–6 марта 2025 г.",
                "күні 2025 ж. 3–5 наурыздан 4–6 наурызға түзетілді",
            ),
        ),
        (
            "2025-03-27",
            "2025-03-27%",
            (
                "date now marked “uncertain, approximate”",
                "дата теперь с пометой «под вопросом, приблизительно»",
                "күніне «нақты емес, шамамен» белгісі қойылды",
            ),
        ),
        (
            "2025-03-27?",
            "2025-03-27",
            (
                "date no longer marked “uncertain”",
                "у даты больше нет пометы «под вопросом»",
                "күнінен «нақты емес» белгісі алынды",
            ),
        ),
    ],
)
def test_what_became_of_the_date(old, new, expected):
    assert first_text(by_eeas(old), by_eeas(new)) == with_source(expected)


# Status.


@pytest.mark.parametrize(
    "old, new, expected",
    [
        ("planned", "held", ("confirmed as held", "подтверждено: состоялось", "өткені расталды")),
        ("planned", "postponed", ("postponed", "отложено", "кейінге қалдырылды")),
        ("planned", "cancelled", ("cancelled", "отменено", "болмайтын болды")),
        ("cancelled", "planned", ("planned again", "снова запланировано", "қайта жоспарланды")),
        (None, "planned", ("planned", "запланировано", "жоспарланды")),
        (
            "held",
            "planned",
            ("no longer reported as held", "больше не указано: «состоялось»", "«өтті» деген мәлімет алынды"),
        ),
    ],
)
def test_what_became_of_the_status(old, new, expected):
    assert first_text(by_eeas(status=old), by_eeas(status=new)) == with_source(expected)


def test_of_a_milestone_it_is_confirmed_that_it_is_so():
    before, after = (milestone(statements=[statement(status=status)]) for status in ("planned", "held"))
    assert in_three_headings(before, after) == {"confirmed": ("confirmed", "подтверждено", "расталған")}


def in_three_headings(before, after):
    """What stands above each change, by its kind."""
    changes = Timeline([before]).diff(Timeline([after]))
    return {
        change.kind: tuple(heading(change, language) for language in ("en", "ru", "kk"))
        for change in changes
        if change.kind is not ChangeKind.STATEMENTS_CHANGED
    }


def test_a_heading_stands_alone():
    before = event(title={"en": "a", "ru": "а", "kk": "а"}, statements=[statement(place=made(Place))])
    after = event(title={"en": "b", "ru": "а", "kk": "а"}, statements=[statement()])
    assert in_three_headings(before, after) == {
        "title-changed": ("title changed", "название изменено", "атауы өзгерді"),
        "place-changed": ("place changed", "место изменено", "орны өзгерді"),
    }


def test_a_status_that_nobody_states_any_more_has_no_source():
    assert first_text(by_eeas(status="planned"), by_eeas())[0] == "no longer reported as planned"


# Entries that came and went.


def test_an_entry_that_came_and_one_that_went():
    planned = by_eeas(status="planned")
    assert first_text(None, planned) == with_source(
        (
            "added: 27 March 2025, planned",
            "добавлено: 27 марта 2025 г., запланировано",
            "қосылды: 2025 ж. 27 наурыз, жоспарланған",
        )
    )
    assert first_text(planned, None) == (  # which the source of the date did not say
        "removed: 27 March 2025, planned",
        "удалено: 27 марта 2025 г., запланировано",
        "алып тасталды: 2025 ж. 27 наурыз, жоспарланған",
    )
    assert first_text(None, by_eeas())[0] == "added: 27 March 2025" + BY[0]


# Place, time, people.


@pytest.mark.parametrize(
    "old, new, expected",
    [
        (
            None,
            BRUSSELS,
            with_source(("place: Brussels, Belgium", "место: Брюссель, Бельгия", "орны: Брюссель, Бельгия")),
        ),
        (
            BRUSSELS,
            ASTANA,
            with_source(
                (
                    "place: Astana (before: Brussels, Belgium)",
                    "место: Астана (было: Брюссель, Бельгия)",
                    "орны: Астана (бұрын: Брюссель, Бельгия)",
                )
            ),
        ),
        (
            BRUSSELS,
            None,
            (
                "place no longer stated (before: Brussels, Belgium)",
                "место больше не указано (было: Брюссель, Бельгия)",
                "орны енді көрсетілмейді (бұрын: Брюссель, Бельгия)",
            ),
        ),
        (
            BRUSSELS,
            attrs.evolve(BRUSSELS, zone="Europe/Brussels"),
            with_source(("place: Brussels, Belgium", "место: Брюссель, Бельгия", "орны: Брюссель, Бельгия")),
        ),
    ],
    ids=["known", "another", "no longer", "described anew"],
)
def test_the_place(old, new, expected):
    assert first_text(by_eeas(place=old), by_eeas(place=new)) == expected


def test_clock_times():
    early, late = (by_eeas(clock=Clock(start=dt.time(hour), zone="Europe/Brussels")) for hour in (9, 10))
    assert first_text(by_eeas(), late) == with_source(
        (
            "clock times: Brussels 10:00, Astana 14:00",
            "время: Брюссель 10:00, Астана 14:00",
            "уақыты: Брюссель 10:00, Астана 14:00",
        )
    )
    assert first_text(early, late)[0] == (
        "clock times: Brussels 10:00, Astana 14:00 (before: Brussels 09:00, Astana 13:00)" + BY[0]
    )
    assert first_text(late, by_eeas())[2] == "уақыты енді көрсетілмейді (бұрын: Брюссель 10:00, Астана 14:00)"


@pytest.mark.parametrize(
    "old, new, expected",
    [
        (
            [],
            [KALLAS],
            (
                "taking part: Kaja Kallas (High Representative); chaired by: Kaja Kallas",
                "участники: Кая Каллас (верховный представитель); председательство: Кая Каллас",
                "қатысушылар: Кая Каллас (жоғары өкіл); төрағалық етеді: Кая Каллас",
            ),
        ),
        (
            [KALLAS],
            [KALLAS, NURTLEU],
            (
                "now also taking part: Murat Nurtleu; chaired by: Kaja Kallas, Murat Nurtleu (before: Kaja Kallas)",
                (
                    "добавлено в список участников: Мурат Нуртлеу; "
                    "председательство: Кая Каллас, Мурат Нуртлеу (было: Кая Каллас)"
                ),
                (
                    "қатысушылар қатарына қосылды: Мурат Нуртлеу; "
                    "төрағалық етеді: Кая Каллас, Мурат Нуртлеу (бұрын: Кая Каллас)"
                ),
            ),
        ),
        (
            [KALLAS, NURTLEU],
            [attrs.evolve(KALLAS, chair=False)],
            (
                "no longer taking part: Murat Nurtleu; chair no longer stated (before: Kaja Kallas, Murat Nurtleu)",
                (
                    "исключено из списка участников: Мурат Нуртлеу; "
                    "председательство больше не указано (было: Кая Каллас, Мурат Нуртлеу)"
                ),
                (
                    "қатысушылар қатарынан алынды: Мурат Нуртлеу; "
                    "төрағасы енді көрсетілмейді (бұрын: Кая Каллас, Мурат Нуртлеу)"
                ),
            ),
        ),
        (
            [KALLAS],
            [attrs.evolve(KALLAS, role=None)],
            ("taking part: Kaja Kallas", "участники: Кая Каллас", "қатысушылар: Кая Каллас"),
        ),
    ],
    ids=["named", "joined", "left", "another role"],
)
def test_who_takes_part(old, new, expected):
    assert first_text(by_eeas(participants=old), by_eeas(participants=new)) == with_source(expected)


# Titles, sources, the rest.


def test_a_title_names_its_language_where_that_is_another():
    changes = Timeline([event(title={"kk": "А", "en": "B"})]).diff(Timeline([event(title={"kk": "Ә", "en": "B"})]))
    assert [change_text(changes[0], language) for language in ("en", "ru", "kk")] == [
        "title (Kazakh): “Ә” (before: “А”)",
        "название (казахский): «Ә» (было: «А»)",
        "атауы: «Ә» (бұрын: «А»)",
    ]


def test_a_title_that_came_and_one_that_went():
    one, both = event(title={"en": "B"}), event(title={"ru": "Б", "en": "B"})
    assert first_text(one, both) == ("title (Russian): “Б”", "название: «Б»", "атауы (орыс тілі): «Б»")
    assert first_text(both, one)[1:] == (
        "названия больше нет (было: «Б»)",
        "атауы енді жоқ (орыс тілі) (бұрын: «Б»)",
    )


def test_braces_in_a_title_are_only_text():
    assert first_text(event(title={"en": "{a}"}), event(title={"en": "{text}"}))[0] == "title: “{text}” (before: “{a}”)"


def test_sources_that_came_and_went():
    settling = statement(rank="preferred")
    alone, both = event(statements=[settling]), event(statements=[settling, statement("2025-12", EEAS)])
    assert first_text(alone, both) == (
        "now also cited: EEAS (published: 26 March 2025)",
        "добавлено в список источников: EEAS (опубликовано: 26 марта 2025 г.)",
        "дереккөздер қатарына қосылды: EEAS (жарияланған: 2025 ж. 26 наурыз)",
    )
    assert first_text(both, alone) == (
        "no longer cited: EEAS (published: 26 March 2025)",
        "исключено из списка источников: EEAS (опубликовано: 26 марта 2025 г.)",
        "дереккөздер қатарынан алынды: EEAS (жарияланған: 2025 ж. 26 наурыз)",
    )


def test_a_source_that_says_otherwise_is_cited_with_what_it_says():
    settling = statement(rank="preferred", status="held")
    before = event(statements=[settling])
    after = event(statements=[settling, statement("2025-12-05", EEAS, status="held")])
    assert first_text(before, after)[0] == "now also cited: 5 December 2025, held – EEAS (published: 26 March 2025)"


def test_what_is_recorded_of_a_source():
    assert first_text(by_eeas(), by_eeas(note="Seen.")) == (
        "recorded anew what is stated by: EEAS (published: 26 March 2025)",
        "заново записано сказанное в источниках: EEAS (опубликовано: 26 марта 2025 г.)",
        "дереккөз мәліметтері қайта жазылды: EEAS (жарияланған: 2025 ж. 26 наурыз)",
    )


def test_details():
    before = event(title={"en": "B"})
    after = attrs.evolve(before, kind="visit", title=LocalizedText({"en": "B"}, unattested=["en"]))
    assert first_text(before, after) == (
        "details changed: kind, whether sources use the title",
        "изменены сведения: вид, есть ли название в источниках",
        "мәліметтері өзгерді: түрі, атауының дереккөзде бар-жоғы",
    )


# Whatever changed.


@given(random_timelines(2), random_timelines(2))
@settings(LAW, max_examples=40)
def test_there_are_words_for_every_change_of_every_entry(before, after):
    for change in before.diff(after):
        for language in LANGUAGES:
            assert change_text(change, language).strip()


@given(disputed_timelines, disputed_timelines)
@LAW
def test_every_change_of_a_statement_is_said_with_those_who_say_so(before, after):
    for change in before.diff(after):
        for language in LANGUAGES:
            text = change_text(change, language)
            assert "None" not in text
            assert "{" not in text
            said_by = () if change.kind is ChangeKind.WITHDRAWN else change.sources
            assert text.count(SOURCES[0].publisher) == len(said_by)
