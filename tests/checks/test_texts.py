"""Texts: which are looked at, and which letters belong to a language."""

from __future__ import annotations

from typing import Final

import attrs
import pytest

from kzeu_timeline.model import Agreement, Figure, Participant, Party, Place, Role, Series, Topic
from kzeu_timeline.text import LocalizedText
from tests.builders import catalogue, event, made, statement, words
from tests.checks.records import found, meeting, reported

FULL: Final = catalogue(
    event(
        description=words("Meeting"),
        commemorated=words("the meeting"),
        track=made(Agreement, abbreviation=words("EPCA")),
        parties=[made(Party)],
        topics=[made(Topic)],
        figures=[made(Figure)],
        statements=[statement(place=made(Place), participants=[made(Participant, role=made(Role))])],
    ),
    meeting(22, "2025", track=made(Series, numbered_title=words("{ordinal} Council"))),
)
TEXTS: Final = [
    *("tracks.epca.title", "tracks.epca.abbreviation", "tracks.council.title", "tracks.council.numbered_title"),
    *("parties.kazakhstan.name", "places.brussels.name", "roles.minister.name", "people.kallas.name"),
    *("topics.trade.title", "figures.trade-2024.title"),
    *("entries.meeting.title", "entries.meeting.description", "entries.meeting.commemorated"),
    "entries.council-22.title",
]
"""Every text of the full catalogue."""


def changed(path, text):
    """The full catalogue with another text there."""
    mapping, slug, field = path.split(".")
    records = dict(getattr(FULL, mapping))
    records[slug] = attrs.evolve(records[slug], **{field: text})
    return attrs.evolve(FULL, **{mapping: records})


@pytest.mark.parametrize("path", TEXTS)
def test_every_text_is_looked_at(path):
    pattern = "{ordinal} " if path.endswith("numbered_title") else ""
    [finding] = found(changed(path, {"en": f"{pattern}Council"}), "missing-language")
    assert (finding.path, finding.message) == (path, "missing language: 'kk', 'ru'")
    [finding] = found(changed(path, words(f"{pattern}EU") | {"ru": f"{pattern}cовет"}), "mixed-scripts")
    assert finding.path == f"{path}.ru"


def test_a_full_catalogue_has_all_its_texts():
    for rule in ("missing-language", "mixed-scripts", "foreign-letters"):
        assert found(FULL, rule) == []


def test_a_title_that_follows_from_its_series_is_looked_at_there():
    pattern = {"en": "{ordinal} Council", "ru": "{ordinal} заседание cовета"}
    series = made(Series, numbered_title=pattern)
    record = catalogue(
        *(meeting(number, str(2000 + number), track=series, title=series.title_of(number)) for number in (1, 2))
    )
    for rule in ("missing-language", "mixed-scripts"):
        assert [each.path.removesuffix(".ru") for each in found(record, rule)] == ["tracks.council.numbered_title"]


def test_a_title_of_its_own_is_looked_at_also_in_a_series():
    series = made(Series, numbered_title=words("{ordinal} Council"))
    record = catalogue(meeting(1, "2001", track=series, title={"en": "First Council"}))
    assert [each.path for each in found(record, "missing-language")] == ["entries.council-1.title"]


# Letters.


def letters(language, text):
    record = catalogue(reported("meeting", "2025", title=words("EU") | {language: text}))
    return [each.message.partition(": ")[2] for each in found(record, "foreign-letters")]


@pytest.mark.parametrize(
    "language, text",
    [
        ("kk", "Аа Әә Бб Вв Гг Ғғ Дд Ее Ёё Жж Зз Ии Йй Кк Ққ Лл Мм Нн Ңң Оо Өө Пп Рр Сс Тт Уу Ұұ Үү Фф Хх Һһ Цц"),
        ("kk", "Чч Шш Щщ Ъъ Ыы Іі Ьь Ээ Юю Яя"),
        ("kk", "DG HOME, COP27: II тоқсан, «ҚР – ЕО» 22-отырысы; C5+1, № 475-V"),
        ("ru", "Аа Бб Вв Гг Дд Ее Ёё Жж Зз Ии Йй Кк Лл Мм Нн Оо Пп Рр Сс Тт Уу Фф Хх Цц Чч Шш Щщ Ъъ Ыы Ьь Ээ Юю Яя"),
        ("ru", "«Central Asia – EU», 10-летие; Josep Borrell, Vytautas Čaputová; ½ € ™"),
        ("ru", "и\u0306"),
        ("en", "Síkela, Čaputová, Rinkēvičs, Oʻzbekiston, Đorđe, ﬁrst"),
        ("en", "10 % – «30» “№ 2” 👍"),
    ],
)
def test_letters_of_a_language_and_latin_ones_are_good(language, text):
    assert letters(language, text) == []


@pytest.mark.parametrize(
    "language, text, told",
    [
        ("kk", "Ўлттық кеңес", "'Ўлттық' (U+040E)"),
        ("kk", "кеңесї мен ҳабары", "'кеңесї' (U+0457), 'ҳабары' (U+04B3)"),
        ("kk", "βγ кеңесі", "'βγ' (U+03B2, U+03B3)"),
        ("ru", "Қазақстан", "'Қазақстан' (U+049A, U+049B)"),
        ("ru", "в Україні", "'Україні' (U+0456, U+0457)"),
        ("en", "EU and ЕС", "'ЕС' (U+0415, U+0421)"),
        ("en", "ა", "'ა' (U+10D0)"),
        ("kk", "ї " * 9, ", ".join(["'ї' (U+0457)"] * 5)),
    ],
)
def test_letters_of_another_language_are_found(language, text, told):
    assert letters(language, text) == [told]


def test_a_word_that_mixes_scripts_is_told_by_its_own_rule_alone():
    assert letters("en", "ЕU") == []
    assert letters("en", "ЕU and ЕС") == ["'ЕС' (U+0415, U+0421)"]


# Titles.


def test_every_unattested_language_of_a_title_is_noted():
    title = LocalizedText(en="a", ru="б", kk="ә", unattested=["ru", "kk"])
    notes = found(catalogue(reported("meeting", "2025", title=title)), "unattested-title")
    assert [each.message for each in notes] == [
        "the title in 'kk' is in no source",
        "the title in 'ru' is in no source",
    ]
    assert [each.path for each in notes] == ["entries.meeting.title.kk", "entries.meeting.title.ru"]
