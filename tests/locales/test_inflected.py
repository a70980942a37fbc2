"""A date in a case of the language, as it stands in "from … to …"."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given

from kzeu_timeline.dates import parse_edtf
from kzeu_timeline.locales import describe, inflected, wording
from kzeu_timeline.locales.wording import Case
from tests.builders import LANGUAGES, nearby_dates
from tests.strategies import LAW

FORMS: Final = [
    (
        "2025-03-04",
        ("4 March 2025", "4 March 2025"),
        ("4 марта 2025 г.", "4 марта 2025 г."),
        ("2025 ж. 4 наурыздан", "2025 ж. 4 наурызға"),
    ),
    (
        "2025-09",
        ("September 2025", "September 2025"),
        ("сентября 2025 г.", "сентябрь 2025 г."),
        ("2025 ж. қыркүйектен", "2025 ж. қыркүйекке"),
    ),
    ("2025", ("2025", "2025"), ("2025 г.", "2025 год"), ("2025 жылдан", "2025 жылға")),
    (
        "202X",
        ("the 2020s", "the 2020s"),
        ("2020-х годов", "2020-е годы"),
        ("2020-жылдардан", "2020-жылдарға"),
    ),
    (
        "2025-21",
        ("spring 2025", "spring 2025"),
        ("весны 2025 г.", "весну 2025 г."),
        ("2025 ж. көктемнен", "2025 ж. көктемге"),
    ),
    (
        "2024-34",
        ("the 2nd quarter of 2024", "the 2nd quarter of 2024"),
        ("2-го квартала 2024 г.", "2-й квартал 2024 г."),
        ("2024 ж. II тоқсаннан", "2024 ж. II тоқсанға"),
    ),
    (
        "2024-37",
        ("the first third of 2024", "the first third of 2024"),
        ("первой трети 2024 г.", "первую треть 2024 г."),
        ("2024 ж. алғашқы төрт айдан", "2024 ж. алғашқы төрт айға"),
    ),
    (
        "2007-06-21/2007-06-22",
        ("21–22 June 2007", "21–22 June 2007"),
        ("21–22 июня 2007 г.", "21–22 июня 2007 г."),
        ("2007 ж. 21–22 маусымнан", "2007 ж. 21–22 маусымға"),
    ),
]


@pytest.mark.parametrize("when, english, russian, kazakh", FORMS, ids=[when for when, *_ in FORMS])
def test_what_is_moved_from_it_and_to_it(when, english, russian, kazakh):
    for language, forms in (("en", english), ("ru", russian), ("kk", kazakh)):
        assert tuple(inflected(parse_edtf(when), language, case) for case in (Case.FROM, Case.TO)) == forms


@pytest.mark.parametrize(
    "when",
    ["2012-10-29~", "2011?", "[..2025-12-02]", "2025-06/2025-08", "2025-XX", "2025-1X", "[2025,2026]", "2025/.."],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_takes_more_words_has_no_case(when, language):
    assert inflected(parse_edtf(when), language, Case.FROM) is None


@given(nearby_dates)
@LAW
def test_in_the_plain_case_a_date_is_described_as_ever(when):
    for language in LANGUAGES:
        assert inflected(when, language, Case.PLAIN) in {None, describe(when, language)}


@pytest.mark.parametrize(
    "first, second, expected",
    [
        ("2025 ж. 4 наурыздан", "2025 ж. 27 наурызға", "27 наурызға"),
        ("2025 ж. 4 наурыздан", "2026 ж. 27 наурызға", "2026 ж. 27 наурызға"),
        ("2024 ж. 30 желтоқсан – 2025 ж. 2 қаңтардан", "2024 ж. 4 қарашаға", "2024 ж. 4 қарашаға"),
        ("2025 жылдан", "2025 ж. наурызға", "2025 ж. наурызға"),
        ("202 ж. наурыздан", "2025 ж. наурызға", "2025 ж. наурызға"),
    ],
)
def test_in_kazakh_the_same_year_is_said_once(first, second, expected):
    assert wording("kk").after(first, second) == expected


@pytest.mark.parametrize("language", ["en", "ru"])
def test_in_other_languages_each_date_has_its_year(language):
    assert wording(language).after("4 March 2025", "27 March 2025") == "27 March 2025"
