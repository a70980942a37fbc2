"""Names and numbers from CLDR."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzeu_timeline.dates import Day
from kzeu_timeline.locales import names, wording
from kzeu_timeline.locales.wording import Case
from tests.builders import LANGUAGES
from tests.strategies import LAW

EN, RU, KK = (wording(language) for language in ("en", "ru", "kk"))


@pytest.mark.parametrize(
    "first, last, unit, expected",
    [
        ((2025, 12, 1), (2025, 12, 3), "d", ("1–3 December 2025", "1–3 декабря 2025 г.", "2025 ж. 1–3 желтоқсан")),
        (
            (2025, 11, 30),
            (2025, 12, 3),
            "d",
            ("30 November – 3 December 2025", "30 ноября – 3 декабря 2025 г.", "2025 ж. 30 қараша – 3 желтоқсан"),
        ),
        (
            (2025, 12, 31),
            (2026, 1, 1),
            "d",
            (
                "31 December 2025 – 1 January 2026",
                "31 декабря 2025 г. – 1 января 2026 г.",
                "2025 ж. 31 желтоқсан – 2026 ж. 1 қаңтар",
            ),
        ),
        ((2025, 5, 1), (2025, 6, 1), "M", ("May – June 2025", "май – июнь 2025 г.", "2025 ж. мамыр – маусым")),
        (
            (2025, 12, 1),
            (2026, 1, 1),
            "M",
            ("December 2025 – January 2026", "декабрь 2025 г. – январь 2026 г.", "2025 ж. желтоқсан – 2026 ж. қаңтар"),
        ),
        ((2025, 1, 1), (2027, 1, 1), "y", ("2025–2027", "2025–2027", "2025–2027")),
    ],
)
def test_ranges_say_what_they_share_once(first, last, unit, expected):
    assert tuple(names.days_text(Day(*first), Day(*last), words, unit=unit) for words in (EN, RU, KK)) == expected


@pytest.mark.parametrize("case", [Case.FROM, Case.UNTIL])
def test_only_russian_declines_a_month_before_its_year(case):
    may = Day(2025, 5, 1)
    assert names.month_text(may, RU, Case.PLAIN) == "май 2025 г."
    assert names.month_text(may, RU, case) == "мая 2025 г."
    assert names.month_text(may, EN, case) == "May 2025"
    assert names.month_text(may, KK, case) == "2025 ж. мамыр"


@pytest.mark.parametrize(
    "year, expected", [(1, "1"), (0, "1"), (-1, "2"), (9999, "9999"), (10_000, "10,000"), (-9999, "10,000")]
)
def test_years_are_counted_from_1_in_both_eras(year, expected):
    assert names.digits(year, EN) == expected


@pytest.mark.parametrize(
    "texts, either, together",
    [
        (["a"], ("a", "a", "a"), ("a", "a", "a")),
        (["a", "b"], ("a or b", "a или b", "a не b"), ("a and b", "a и b", "a және b")),
        (["a", "b", "c"], ("a, b or c", "a, b или c", "a, b, не болмаса c"), ("a, b and c", "a, b и c", "a, b, c")),
    ],
)
def test_lists(texts, either, together):
    assert tuple(names.either(texts, words) for words in (EN, RU, KK)) == either
    assert tuple(names.together(texts, words) for words in (EN, RU, KK)) == together


def test_countries_cities_and_currencies():
    assert [names.country_name("KZ", words) for words in (EN, RU, KK)] == ["Kazakhstan", "Казахстан", "Қазақстан"]
    assert [names.city_of("Asia/Samarkand", words) for words in (EN, RU, KK)] == ["Samarkand", "Самарканд", "Самарқанд"]
    assert [names.currency_name("EUR", Decimal(2), words) for words in (EN, RU, KK)] == ["euros", "евро", "еуро"]


def test_a_country_that_calls_itself_otherwise_than_cldr():
    assert [names.country_name("KG", words) for words in (EN, RU, KK)] == ["Kyrgyzstan", "Кыргызстан", "Қырғызстан"]


def test_what_cldr_does_not_know():
    assert names.country_name("QQ", RU) == "QQ"
    assert names.currency_name("companies", Decimal(3), RU) is None


NUMBERS: Final = [
    ("0", "0", "0"),
    ("29", "29", "29"),
    ("4000", "4,000", "4\xa0000"),
    ("48.8", "48.8", "48,8"),
    ("999999.5", "999,999.5", "999\xa0999,5"),
    ("1000000", "1 million", "1\xa0миллион"),
    ("1500000", "1.5 million", "1,5\xa0миллиона"),
    ("2000000", "2 million", "2\xa0миллиона"),
    ("1234567", "1,234,567", "1\xa0234\xa0567"),
    ("48800000000", "48.8 billion", "48,8\xa0миллиарда"),
    ("50000000000", "50 billion", "50\xa0миллиардов"),
    ("-3000000", "-3 million", "-3\xa0миллиона"),
    ("0.0625", "0.0625", "0,0625"),
]


@pytest.mark.parametrize("number, english, russian", NUMBERS)
def test_numbers(number, english, russian):
    assert names.number_text(Decimal(number), EN) == english
    assert names.number_text(Decimal(number), RU).replace(" ", "\xa0") == russian


_SCALES: Final = {"": 1, "million": 10**6, "billion": 10**9, "trillion": 10**12}


@given(st.decimals(min_value=-(10**14), max_value=10**14, places=3))
@LAW
def test_a_number_in_words_is_the_same_number(number):
    digits, _, scale = names.number_text(number, EN).replace(",", "").partition(" ")
    assert Decimal(digits) * _SCALES[scale] == number


@given(st.integers(1, 12), st.sampled_from(LANGUAGES))
@LAW
def test_no_thin_or_unbreakable_space_hides_in_a_date(month, language):
    words = wording(language)
    texts = (names.day_text(Day(2025, month, 2), words), names.month_text(Day(2025, month, 1), words, Case.PLAIN))
    assert not any(char in "\xa0\u2009\u202f" for text in texts for char in text)
