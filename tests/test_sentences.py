"""What is said about an entry in words, in each language."""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs
import pytest
from hypothesis import given, settings

from kzeu_timeline import sentences
from kzeu_timeline.chronology import Chronology
from kzeu_timeline.dates import Clock, parse_edtf
from kzeu_timeline.doubts import is_open
from kzeu_timeline.locales import marked
from kzeu_timeline.model import Entry, Figure, Participant, Person, Place, Relation, Role, Series
from kzeu_timeline.timeline import Timeline
from tests.builders import (
    LANGUAGES,
    catalogue,
    dated,
    dated_timelines,
    disputed_entries,
    event,
    made,
    milestone,
    random_entries,
    source,
    statement,
)
from tests.strategies import LAW

SELDOM: Final = settings(LAW, max_examples=60)


def in_three(text, *things):
    return tuple(text(*things, language) for language in ("en", "ru", "kk"))


# Titles.


@pytest.mark.parametrize(
    "when, expected",
    [
        ("2025-12-01", "Council"),
        ("2025-04-03/2025-04-04", "Council"),
        ("2025-12-01T10:00:00Z", "Council"),
        ("2025-11", "≈ November 2025 · Council"),
        ("2025-12-01?", "≈ 1 December 2025 (uncertain) · Council"),
        ("[..2025-12-02]", "≈ on or before 2 December 2025 · Council"),
        ("2025-11/2025-12", "≈ November – December 2025 · Council"),
        ("2025-12-01/..", "≈ from 1 December 2025 onwards · Council"),
    ],
)
def test_a_title_says_what_is_open_about_its_date(when, expected):
    entry = event(when=when, title={"en": "Council"})
    assert sentences.dated_title(entry, "en") == expected
    assert is_open(entry.when) == (expected != "Council")


@given(disputed_entries)
@LAW
def test_a_title_ends_with_the_title_and_begins_with_the_date_if_that_is_open(entry):
    for language in LANGUAGES:
        title = sentences.dated_title(entry, language)
        assert title.removeprefix(f"{marked(entry.when, language)} · ") == entry.title[language]
        assert title.startswith("≈ ") == is_open(entry.when)


# Places, people, sources.


@pytest.mark.parametrize(
    "fields, expected",
    [
        ({"country": "BE"}, ("Brussels, Belgium", "Брюссель, Бельгия", "Брюссель, Бельгия")),
        ({}, ("Brussels", "Брюссель", "Брюссель")),
        ({"country": "QQ"}, ("Brussels, QQ", "Брюссель, QQ", "Брюссель, QQ")),
        (
            {"country": "BE", "name": {"en": "Brussels"}},
            ("Brussels, Belgium", "Brussels, Бельгия", "Brussels, Бельгия"),
        ),
        (
            {"country": "UZ", "name": {"en": "Uzbekistan", "ru": "Узбекистан", "kk": "Өзбекстан"}},
            ("Uzbekistan", "Узбекистан", "Өзбекстан"),
        ),
    ],
)
def test_a_place_with_its_country_once(fields, expected):
    name = {"en": "Brussels", "ru": "Брюссель", "kk": "Брюссель"}
    assert in_three(sentences.place_text, made(Place, **{"name": name, **fields})) == expected


def test_a_participant_with_and_without_role():
    person = made(Person, name={"en": "Kaja Kallas", "ru": "Кая Каллас"})
    role = made(Role, name={"en": "High Representative", "ru": "верховный представитель"})
    alone, in_office = made(Participant, person=person), made(Participant, person=person, role=role)
    assert in_three(sentences.participant_text, alone) == ("Kaja Kallas", "Кая Каллас", "Кая Каллас")
    assert in_three(sentences.participant_text, in_office) == (
        "Kaja Kallas (High Representative)",
        "Кая Каллас (верховный представитель)",
        "Кая Каллас (верховный представитель)",
    )


@pytest.mark.parametrize(
    "published, expected",
    [
        (
            "2025-12-02",
            (
                "TASS (published: 2 December 2025)",
                "TASS (опубликовано: 2 декабря 2025 г.)",
                "TASS (жарияланған: 2025 ж. 2 желтоқсан)",
            ),
        ),
        (
            None,
            (
                "TASS (publication date unknown)",
                "TASS (дата публикации неизвестна)",
                "TASS (жарияланған күні белгісіз)",
            ),
        ),
    ],
)
def test_a_source_with_its_date(published, expected):
    assert in_three(sentences.source_text, source(publisher="TASS", published=published)) == expected


# Relations.


def test_a_relation_names_what_it_leads_to_as_far_as_that_is_known():
    relation = made(Relation, kind="follows", target="talks", days=(1, 3), source=source("press", publisher="Press"))
    by = " – Press (publication date unknown)"
    assert sentences.relation_text(relation, "en") == f"follows [talks] (days between: 1–3){by}"
    talks = event("talks", "2025-11", title={"en": "Talks"})
    told = f"follows Talks (≈ November 2025) [talks] (days between: 1–3){by}"
    assert sentences.relation_text(relation, "en", talks) == told


# Figures.

TRADE: Final = made(
    Figure, title={"en": "Trade", "ru": "Товарооборот", "kk": "Тауар айналымы"}, value=50_000_000_000, unit="USD"
)


@pytest.mark.parametrize(
    "fields, expected",
    [
        (
            {"bound": "almost", "period": "2024"},
            (
                "Trade (2024): almost 50 billion US dollars",
                "Товарооборот (2024 год): почти 50 миллиардов долларов США",
                "Тауар айналымы (2024 жыл): 50 миллиард АҚШ долларына жуық",
            ),
        ),
        (
            {"value": "48.8", "unit": "EUR"},
            ("Trade: 48.8 euros", "Товарооборот: 48,8 евро", "Тауар айналымы: 48,8 еуро"),
        ),
        (
            {"value": 29, "unit": "areas", "bound": "over"},
            ("Trade: over 29", "Товарооборот: более 29", "Тауар айналымы: 29-дан астам"),
        ),
        (
            {"value": 29, "unit": "areas", "bound": "about"},
            ("Trade: about 29", "Товарооборот: примерно 29", "Тауар айналымы: шамамен 29"),
        ),
    ],
)
def test_a_figure_with_what_its_source_says_of_it(fields, expected):
    assert in_three(sentences.figure_text, attrs.evolve(TRADE, **fields)) == expected


@pytest.mark.parametrize("title", ["Trade {value}", "100 %s", "a}b{"])
def test_braces_in_a_figures_title_are_only_text(title):
    assert sentences.figure_text(attrs.evolve(TRADE, title={"en": title}, unit="areas"), "en") == f"{title}: 50 billion"


# Where a date comes from.


@pytest.mark.parametrize(
    "status, expected",
    [
        ("held", ("held", "состоялось", "өтті")),
        ("planned", ("planned", "запланировано", "жоспарланған")),
        (None, ("", "", "")),
    ],
)
def test_the_status(status, expected):
    assert in_three(sentences.status_text, event(statements=[statement(status=status)])) == expected


@pytest.mark.parametrize(
    "fields, expected",
    [
        (
            {},
            (
                "stated – TASS (publication date unknown)",
                "указано в источнике – TASS (дата публикации неизвестна)",
                "дереккөзде айтылған – TASS (жарияланған күні белгісіз)",
            ),
        ),
        (
            {"inferred": True},
            (
                "inferred – TASS (publication date unknown)",
                "выведено из источника – TASS (дата публикации неизвестна)",
                "дереккөзге сүйеніп анықталған – TASS (жарияланған күні белгісіз)",
            ),
        ),
    ],
)
def test_how_a_date_is_known(fields, expected):
    entry = event(statements=[statement(by=source(publisher="TASS"), **fields)])
    assert in_three(sentences.how_known, entry) == expected


def test_an_anniversary_is_computed():
    relations = [made(Relation, kind="anniversary-of")]
    entry = event(statements=[statement(inferred=True)], relations=relations)
    assert in_three(sentences.how_known, entry)[0].startswith("computed from a stated date – ")


@pytest.mark.parametrize(
    ("status", "when", "never"),
    [
        ("planned", "2025-11-27", True),
        ("planned", "2025-11-26~", True),
        ("planned", "2025-11-27/2025-11-28", False),
        ("planned", "2025", False),
        ("planned", "2025-11/..", False),
        ("held", "2025-11-27", False),
        ("cancelled", "2025-11-27", False),
    ],
)
def test_a_plan_that_today_has_outlived_was_never_confirmed(status, when, never):
    entry, today = event(statements=[statement(when, status=status)]), dt.date(2025, 11, 28)
    told = [sentences.status_text(entry, language, today) for language in ("en", "ru", "kk")]
    words = ["planned, never confirmed", "планировалось, не подтверждено", "жоспарланған, болғаны расталмаған"]
    assert told == (words if never else list(in_three(sentences.status_text, entry)))


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("held", ("confirmed", "подтверждено", "расталған")),
        ("planned", ("planned", "запланировано", "жоспарланған")),
        ("cancelled", ("cancelled", "отменено", "болмады")),
        (None, ("", "", "")),
    ],
)
def test_of_a_milestone_it_is_not_said_that_it_was_held(status, expected):
    law = milestone(statements=[statement(status=status)])
    assert in_three(sentences.status_text, law) == expected
    for word, said in zip(expected, in_three(sentences.statement_text, law.settled, law), strict=True):
        assert f", {word} – " in said or not word


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2025-12-01", ("1 December 2025", "1 декабря 2025 г.", "2025 ж. 1 желтоқсан")),
        ("2025-11", ("≈ November 2025", "≈ ноябрь 2025 г.", "≈ 2025 ж. қараша")),
        ("2025-12-01~", ("≈ 1 December 2025", "≈ 1 декабря 2025 г.", "≈ 2025 ж. 1 желтоқсан")),
        ("2025-11~", ("≈ November 2025", "≈ ноябрь 2025 г.", "≈ 2025 ж. қараша")),
        ("2025%", ("≈ 2025 (uncertain)", "≈ 2025 год (под вопросом)", "≈ 2025 жыл (нақты емес)")),
        (
            "2025-11-03~/2025-12-01",
            (
                "≈ about 3 November 2025 – 1 December 2025",
                "≈ около 3 ноября 2025 г. – 1 декабря 2025 г.",
                "≈ шамамен 2025 ж. 3 қараша – 2025 ж. 1 желтоқсан",
            ),
        ),
    ],
)
def test_the_sign_says_about_and_no_word_does_so_again(when, expected):
    assert in_three(sentences.when_text, parse_edtf(when)) == expected


def test_a_statement_with_its_source():
    said = statement("[..2025-12-02]", source(publisher="TASS", published="2025-12-03"), status="held")
    assert in_three(sentences.statement_text, said, event(statements=[said])) == (
        "on or before 2 December 2025, held – TASS (published: 3 December 2025)",
        "не позднее 2 декабря 2025 г., состоялось – TASS (опубликовано: 3 декабря 2025 г.)",
        "2025 ж. 2 желтоқсаннан кешіктірмей, өтті – TASS (жарияланған: 2025 ж. 3 желтоқсан)",
    )


@given(disputed_entries)
@LAW
def test_other_statements_give_each_other_date_once_by_the_weightiest_that_does(entry):
    others = list(sentences.other_statements(entry))
    assert [entry.when, *(each.when for each in others)] == list(dict.fromkeys(each.when for each in entry.ranked))
    for other in others:
        assert other == next(each for each in entry.ranked if each.when == other.when)


# What follows from all statements together.


def test_bounds_that_others_make_are_told_with_their_entry_and_sources():
    series = made(Series)
    report, agency = source("report", publisher="Report"), source("agency", publisher="Agency", published="2022-04-12")
    meetings = [
        event(f"council-{number}", statements=[said], track=series, ordinal=number)
        for number, said in (
            (17, statement("2020-02-26", report)),
            (18, statement("2021-10?", "blog")),
            (19, statement("2022-04-12~", agency, status="held")),
        )
    ]
    entry, chronology = meetings[1], Chronology(meetings)
    assert in_three(lambda language: list(sentences.narrowed(entry, chronology, language))) == (
        [
            "on or after 26 February 2020: council-17 – Report (publication date unknown)",
            "on or before 12 April 2022: council-19 – Agency (published: 12 April 2022)",
        ],
        [
            "не ранее 26 февраля 2020 г.: council-17 – Report (дата публикации неизвестна)",
            "не позднее 12 апреля 2022 г.: council-19 – Agency (опубликовано: 12 апреля 2022 г.)",
        ],
        [
            "2020 ж. 26 ақпаннан ерте емес: council-17 – Report (жарияланған күні белгісіз)",
            "2022 ж. 12 сәуірден кешіктірмей: council-19 – Agency (жарияланған: 2022 ж. 12 сәуір)",
        ],
    )
    assert [list(sentences.narrowed(each, chronology, "en")) for each in (meetings[0], meetings[2])] == [
        [],
        [
            "on or after 26 February 2020: council-17 – Report (publication date unknown)",
            "on or before 12 April 2022: Agency (published: 12 April 2022)",
        ],
    ]


def test_a_bound_by_way_of_a_relation_names_who_says_so():
    talks = event(
        "talks",
        "2025~",
        relations=[made(Relation, kind="follows", target="council", source=source("press", publisher="Press"))],
    )
    council = event("council", statements=[statement("2025-12-01", source("minutes", publisher="Minutes"))])
    assert list(sentences.narrowed(talks, Chronology([council, talks]), "en")) == [
        "on or after 1 December 2025: council – Minutes (publication date unknown); Press (publication date unknown)"
    ]


# Clock times.


@pytest.mark.parametrize(
    "day, clock, expected",
    [
        (
            "2025-12-01",
            Clock(start=dt.time(10), end=dt.time(11, 30), zone="Europe/Brussels"),
            ["Brussels 10:00–11:30", "Astana 14:00–15:30"],
        ),
        ("2025-06-02", Clock(start=dt.time(10), zone="Europe/Brussels"), ["Brussels 10:00", "Astana 13:00"]),
        ("2025-12-01", Clock(start=dt.time(9), zone="Asia/Almaty"), ["Astana 09:00", "Brussels 05:00"]),
        (
            "2025-04-04",
            Clock(start=dt.time(9), end=dt.time(18), zone="Asia/Samarkand"),
            ["Samarkand 09:00–18:00", "Astana 09:00–18:00", "Brussels 06:00–15:00"],
        ),
    ],
)
def test_clock_times_on_the_spot_and_in_both_capitals(day, clock, expected):
    entry = event(statements=[statement(day, clock=clock)])
    assert list(sentences.local_times(entry, "en")) == expected


def test_clock_times_name_the_cities_in_the_language():
    clock = Clock(start=dt.time(9), zone="Asia/Samarkand")
    entry = event(statements=[statement("2025-04-04", clock=clock)])
    assert list(sentences.local_times(entry, "ru")) == ["Самарканд 09:00", "Астана 09:00", "Брюссель 06:00"]
    assert list(sentences.local_times(entry, "kk")) == ["Самарқанд 09:00", "Астана 09:00", "Брюссель 06:00"]


def test_midnight_is_a_time():
    entry = event(statements=[statement(clock=Clock(start=dt.time(0), end=dt.time(5), zone="Asia/Almaty"))])
    assert next(sentences.local_times(entry, "en")) == "Astana 00:00–05:00"


def test_without_a_clock_there_are_no_times():
    assert list(sentences.local_times(event(), "en")) == []


# Lists.


@pytest.mark.parametrize(
    "when, heading",
    [
        ("2025-12-01", "2025"),
        ("2025", "2025"),
        ("[..2025-12-02]", "2025"),
        ("[2015-12..]", "2015"),
        ("2024-11/2025-02", "2024"),
        ("2001-21", "2001"),
        ("202X", "2020"),
        ("0476", "476"),
        ("[..2001-21]", "…"),
    ],
)
def test_the_year_under_which_an_entry_is_listed(when, heading):
    assert sentences.year_heading(event(when=when)) == heading


def is_wide(entry):
    first, last = entry.when.span
    return last - first > sentences.LONGEST_RUN_DAYS


@given(dated_timelines)
@LAW
def test_a_line_marks_each_stretch_from_its_first_to_its_last_but_for_what_spans_years(timeline):
    marks = sentences.run_marks(timeline)
    runs = timeline.where(lambda entry: not is_wide(entry)).undetermined_runs()
    drawn = ["".join(marks[entry.slug] for entry in run) for run in runs]
    assert drawn == ["┌" + "│" * (len(run) - 2) + "└" for run in runs]
    wide = {entry.slug for entry in timeline if is_wide(entry)}
    assert {slug for slug, mark in marks.items() if mark == sentences.ANYWHERE} == wide
    assert len(marks) == sum(map(len, drawn)) + len(wide)


def test_a_decade_does_not_join_all_of_its_years():
    timeline = dated("202X", "2021-05", "2021-05-03", "2025-01-01")
    assert sentences.run_marks(timeline) == {"a": "↕", "b": "┌", "c": "└"}
    assert [legend.split()[0] for legend in sentences.legends(timeline, "en")] == ["≈", "┌│└", "↕"]


def test_what_is_decided_has_no_mark():
    assert sentences.run_marks(dated("2024", "2025-11", "2025-11-20", "2026")) == {"b": "┌", "c": "└"}


# What is ahead.


def told_by(day):
    return [statement("2026-05", source(day, published=day), status="planned")]


@pytest.mark.parametrize(
    "ahead",
    [
        event(when="2026-05", statements=told_by("2026-03-04")),
        event(when="2025-01-01/..", statements=[statement("2025-01-01/..")]),
        milestone(when="2026-02"),
    ],
)
def test_while_something_is_ahead_nothing_is_said(ahead):
    assert sentences.outlook(Timeline([ahead]), dt.date(2026, 2, 1), "en") == ""


@pytest.mark.parametrize("today", [dt.date(2026, 6, 1), dt.date(9999, 12, 31)])
def test_that_nothing_is_ahead_is_said_with_how_far_the_sources_reach(today):
    timeline = Timeline([event(statements=told_by("2026-03-04") + told_by("2026-02"))])
    assert in_three(sentences.outlook, timeline, today) == (
        "No meeting ahead is known. Latest source: 4 March 2026",
        "О предстоящих встречах ничего не известно. Последний по времени источник: 4 марта 2026 г.",
        "Алдағы кездесулер туралы дерек жоқ. Ең соңғы дереккөз: 2026 ж. 4 наурыз",
    )


def test_anniversaries_are_no_news():
    known = catalogue(milestone(commemorated={"en": "the signing"})).timeline()
    assert sentences.outlook(known, dt.date(2016, 1, 1), "en") == "No meeting ahead is known"


def test_without_dated_sources_only_that_nothing_is_ahead_is_said():
    assert sentences.outlook(Timeline(), dt.date(2026, 1, 1), "en") == "No meeting ahead is known"


# Whatever an entry holds.


def everything_said(entry: Entry, language: str) -> list[str]:
    said = [sentences.dated_title(entry, language), sentences.how_known(entry, language)]
    said += [sentences.participant_text(each, language) for each in entry.participants]
    said += [sentences.figure_text(each, language) for each in entry.figures]
    said += [sentences.statement_text(each, entry, language) for each in entry.statements]
    said += sentences.local_times(entry, language)
    return said + ([sentences.place_text(entry.place, language)] if entry.place else [])


@given(random_entries())
@SELDOM
def test_there_are_words_for_everything_in_every_language(entry):
    for language in LANGUAGES:
        assert all(text.strip() and "None" not in text for text in everything_said(entry, language))


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (
            {"when": "2025-12-01", "rank": "preferred"},
            {"when": "2025-12-02"},
            ("ranked above the others", "источнику отдано предпочтение", "дереккөзге басымдық берілген"),
        ),
        (
            {"when": "2025-12-01", "by": source("late", published="2025-12-03")},
            {"when": "2025-12-02"},
            ("published after the others", "опубликовано позже других", "басқалардан кейін жарияланған"),
        ),
        (
            {"when": "2025-12-01"},
            {"when": "2025-12"},
            (
                "more precise than the other dates given",
                "точнее других названных дат",
                "аталған басқа күндерден дәлірек",
            ),
        ),
        (
            {"when": "2025-12-01"},
            {"when": "2025-12-02"},
            (
                "of equal ones the first in the record",
                "из равноценных первое в записи",
                "тең дәрежелі мәліметтердің жазбадағы біріншісі",
            ),
        ),
        ({"when": "2025-12-01"}, {"when": "2025-12-01"}, ("", "", "")),
    ],
)
def test_why_a_date_prevails_says_over_what(first, second, words):
    told = event(statements=[statement(**({"by": "one"} | first)), statement(**({"by": "other"} | second))])
    assert in_three(sentences.why_settled, told) == words


def reported(*dates, **given):
    """An entry of which a source each says this, the first the most firmly."""
    told = [
        statement(when, f"s{number}", status="held", rank="normal" if number else "preferred", **given)
        for number, when in enumerate(dates)
    ]
    return event("a", statements=told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_say_it_unless_the_sign_of_open_days_does(language):
    settled, vague, disputed = reported("2025-11-05"), reported("2025-11"), reported("2025-11-05", "2025-11-06")
    inferred = reported("2025-11-05", inferred=True)
    assert [sentences.remark(each, language) for each in (settled, vague)] == ["", ""]
    assert sentences.doubt_text(settled, language) == ""
    texts = [sentences.doubt_text(each, language) for each in (vague, disputed, inferred)]
    assert len({*texts, ""}) == 4
    assert [sentences.remark(each, language) for each in (disputed, inferred)] == texts[1:]
