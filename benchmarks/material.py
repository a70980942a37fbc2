"""Entries to measure with: as many as wanted, the same ones every time, shaped like those of the shipped record.

A diplomatic record in small: every entry has two to four statements, each with a source of its own that dates it a
little differently, at a place with coordinates; a third name participants, a tenth have clock times, and a tenth
belong to a larger entry. Three quarters have titles and descriptions of some 400 characters in Kazakh, Russian and
English, the others in English alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache

import kzeu_timeline as kt

FIRST_DAY = dt.date(1993, 1, 1)
DAYS = 12_000

_PLACES = (
    ("brussels", "Brussels", "Брюссель", "Брюссель", "BE", "Europe/Brussels", 50.85, 4.35),
    ("astana", "Astana", "Астана", "Астана", "KZ", "Asia/Almaty", 51.17, 71.43),
    ("samarkand", "Samarkand", "Самарканд", "Самарқанд", "UZ", "Asia/Samarkand", 39.65, 66.96),
    ("luxembourg", "Luxembourg", "Люксембург", "Люксембург", "LU", "Europe/Luxembourg", 49.61, 6.13),
)
_SUBJECTS = (
    ("transport", "транспорту", "көлік"),
    ("trade and investment", "торговле и инвестициям", "сауда және инвестиция"),
    ("critical raw materials", "критически важному сырью", "аса маңызды шикізат"),
    ("justice, freedom and security", "юстиции, свободе и безопасности", "әділет, бостандық және қауіпсіздік"),
)
_DESCRIPTION = {
    "en": "The parties reviewed what had been done since the last meeting, agreed on the next steps along the route "
    "across the Caspian Sea, exchanged lists of projects for the coming year (energy, water, digital trade), and asked "
    "the experts of both sides to report before summer; the minutes name the ministries in charge. ",
    "ru": "Стороны подвели итоги сделанного после прошлого заседания, согласовали дальнейшие шаги по маршруту через "
    "Каспийское море, обменялись перечнями проектов на будущий год (энергетика, вода, цифровая торговля) и поручили "
    "экспертам обеих сторон доложить до лета; ответственные ведомства названы в протоколе. ",
    "kk": "Тараптар өткен отырыстан бергі жұмысты қорытындылап, Каспий теңізі арқылы өтетін бағыт бойынша келесі "
    "қадамдарды келісті, алдағы жылға арналған жобалар тізімімен (энергетика, су, цифрлық сауда) алмасты және екі "
    "жақтың сарапшыларына жазға дейін баяндауды тапсырды; жауапты ведомстволар хаттамада аталған. ",
}


def entries(count: int, *, version: int = 0) -> Iterator[kt.Entry]:
    """So many entries; in another *version* they have the same slugs and say something else."""
    return (entry(number, version) for number in range(count))


def entry(number: int, version: int = 0) -> kt.Entry:
    """Entry *number*: a meeting, with everything that can be said of one."""
    day = FIRST_DAY + dt.timedelta(days=number * 7919 % DAYS)
    in_all_languages = number % 4 > 0
    return kt.Event(
        slug=f"working-group-{number}",
        kind="meeting",
        track=_track(number % 20),
        title=_title(number, in_all_languages),
        description=_description(number + version, in_all_languages),
        statements=[_statement(number, index, day, version) for index in range(2 + number % 3)],
        parties=_parties(),
        relations=[kt.Relation(kind="part-of", target=f"working-group-{number - 1}")] if number % 10 == 1 else (),
    )


def _title(number: int, in_all_languages: bool) -> dict[str, str]:  # noqa: FBT001
    in_english, in_russian, in_kazakh = _SUBJECTS[number % len(_SUBJECTS)]
    texts = {"en": f"{kt.ordinal(number, 'en')} meeting of the EU–Kazakhstan working group on {in_english}"}
    if in_all_languages:
        texts["ru"] = f"{kt.ordinal(number, 'ru')} заседание рабочей группы «Казахстан – ЕС» по {in_russian}"
        texts["kk"] = f"«Қазақстан – ЕО» {in_kazakh} жөніндегі жұмыс тобының {kt.ordinal(number, 'kk')} отырысы"
    return texts


def _description(number: int, in_all_languages: bool) -> dict[str, str]:  # noqa: FBT001
    texts = {language: f"{text}(№ {number}) {text[:90]}" for language, text in _DESCRIPTION.items()}
    return texts if in_all_languages else {"en": texts["en"]}


def _statement(number: int, index: int, day: dt.date, version: int) -> kt.Statement:
    """The first settles the day, or the month only; the others are less precise, or only close."""
    published = day + dt.timedelta(days=1 + index)
    settled = f"{day:%Y-%m}" if number % 10 == 5 else f"{day}"
    when = (settled, f"[..{published}]", f"{day:%Y-%m}", f"{day + dt.timedelta(days=1)}")[index]
    source = kt.Source(
        slug=f"source-{number}-{index}-{version}",
        publisher=("Kazinform", "European External Action Service", "Министерство иностранных дел", "AGC News")[index],
        language=("kk", "en", "ru", "en")[index],
        published=f"{published}",
        url=f"https://example.org/{published:%Y/%m}/working-group-{number}-{index}",
    )
    return kt.Statement(
        source=source,
        when=when,
        status="held",
        rank="normal" if index else "preferred",
        place=None if index else _place(number % len(_PLACES)),
        clock=_clock(number % len(_PLACES)) if not index and number % 10 == 7 else None,
        participants=_participants(number % 7) if index == 1 and number % 3 == 0 else (),
        inferred=index == 1,
        paragraph=1 + index,
    )


@cache
def _place(index: int) -> kt.Place:
    slug, english, russian, kazakh, country, zone, latitude, longitude = _PLACES[index]
    return kt.Place(
        slug=slug,
        name={"en": english, "ru": russian, "kk": kazakh},
        country=country,
        zone=zone,
        latitude=latitude,
        longitude=longitude,
    )


@cache
def _clock(index: int) -> kt.Clock:
    return kt.Clock(start=dt.time(10), end=dt.time(12, 30), zone=_PLACES[index][5])


@cache
def _track(index: int) -> kt.Series:
    return kt.Series(
        slug=f"series-{index}",
        title={"en": f"Working group {index}", "ru": f"Рабочая группа {index}", "kk": f"{index}-жұмыс тобы"},
        parties=_parties(),
    )


@cache
def _parties() -> tuple[kt.Party, ...]:
    return (
        kt.Party(slug="kazakhstan", name={"en": "Kazakhstan", "ru": "Казахстан", "kk": "Қазақстан"}),
        kt.Party(
            slug="european-union", name={"en": "European Union", "ru": "Европейский союз", "kk": "Еуропалық одақ"}
        ),
    )


@cache
def _participants(index: int) -> tuple[kt.Participant, ...]:
    role = kt.Role(slug="chair", name={"en": "chair of the group", "ru": "председатель группы", "kk": "топ төрағасы"})
    people = (
        kt.Person(
            slug=f"person-{index}-{seat}",
            name={"en": f"Aigerim Person {index}{seat}", "ru": f"Айгерим Персон {index}{seat}", "kk": "Әйгерім Тұлға"},
        )
        for seat in range(3)
    )
    return tuple(kt.Participant(person=person, role=role) for person in people)
