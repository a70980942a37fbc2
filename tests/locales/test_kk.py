"""Kazakh: suffixes in harmony with the word, ordinals, anniversaries."""

from __future__ import annotations

from typing import Final

import babel
import pytest

from kzeu_timeline.locales import anniversary, ordinal, wording
from kzeu_timeline.locales.harmony import ablative, dative

MONTHS: Final = babel.Locale("kk").months["stand-alone"]["wide"]

DATIVES: Final = (
    *("қаңтарға", "ақпанға", "наурызға", "сәуірге", "мамырға", "маусымға"),
    *("шілдеге", "тамызға", "қыркүйекке", "қазанға", "қарашаға", "желтоқсанға"),
)
ABLATIVES: Final = (
    *("қаңтардан", "ақпаннан", "наурыздан", "сәуірден", "мамырдан", "маусымнан"),
    *("шілдеден", "тамыздан", "қыркүйектен", "қазаннан", "қарашадан", "желтоқсаннан"),
)


@pytest.mark.parametrize("month, expected", list(enumerate(DATIVES, 1)), ids=DATIVES)
def test_the_dative_of_cldrs_months(month, expected):
    assert dative(MONTHS[month].lower()) == expected


@pytest.mark.parametrize("month, expected", list(enumerate(ABLATIVES, 1)), ids=ABLATIVES)
def test_the_ablative_of_cldrs_months(month, expected):
    assert ablative(MONTHS[month].lower()) == expected


@pytest.mark.parametrize(
    "word, to, since",
    [
        ("жыл", "жылға", "жылдан"),
        ("жылдар", "жылдарға", "жылдардан"),
        ("тоқсан", "тоқсанға", "тоқсаннан"),
        ("жартыжылдық", "жартыжылдыққа", "жартыжылдықтан"),
        ("ай", "айға", "айдан"),
        ("көктем", "көктемге", "көктемнен"),
        ("жаз", "жазға", "жаздан"),
        ("күз", "күзге", "күзден"),
        ("қыс", "қысқа", "қыстан"),
    ],
)
def test_years_and_their_parts(word, to, since):
    assert (dative(word), ablative(word)) == (to, since)


@pytest.mark.parametrize(
    "word, to, since",
    [
        ("Алматы", "Алматыға", "Алматыдан"),
        ("Ақтау", "Ақтауға", "Ақтаудан"),
        ("елу", "елуге", "елуден"),
        ("су", "суға", "судан"),
        ("Брюссель", "Брюссельге", "Брюссельден"),
        ("Самарқанд", "Самарқандқа", "Самарқандтан"),
        ("Киев", "Киевке", "Киевтен"),
        ("Ташкент", "Ташкентке", "Ташкенттен"),
        ("ҚЫРКҮЙЕК", "ҚЫРКҮЙЕКке", "ҚЫРКҮЙЕКтен"),
    ],
)
def test_the_last_vowel_and_the_last_sound_decide(word, to, since):
    assert (dative(word), ablative(word)) == (to, since)


@pytest.mark.parametrize(
    "value, almost, over",
    [
        ("50 миллиард АҚШ доллары", "50 миллиард АҚШ долларына жуық", "50 миллиард АҚШ долларынан астам"),
        (
            "10 миллион Қазақстан теңгесі",
            "10 миллион Қазақстан теңгесіне жуық",
            "10 миллион Қазақстан теңгесінен астам",
        ),
        ("2 миллиард еуро", "2 миллиард еуроға жуық", "2 миллиард еуродан астам"),
        ("3,5 миллион", "3,5 миллионға жуық", "3,5 миллионнан астам"),
        ("4\u00a0000", "4\u00a0000-ға жуық", "4\u00a0000-нан астам"),
        ("0", "0-ге жуық", "0-ден астам"),
        ("1", "1-ге жуық", "1-ден астам"),
        ("2", "2-ге жуық", "2-ден астам"),
        ("3", "3-ке жуық", "3-тен астам"),
        ("4", "4-ке жуық", "4-тен астам"),
        ("5", "5-ке жуық", "5-тен астам"),
        ("6", "6-ға жуық", "6-дан астам"),
        ("7", "7-ге жуық", "7-ден астам"),
        ("8", "8-ге жуық", "8-ден астам"),
        ("29", "29-ға жуық", "29-дан астам"),
        ("10", "10-ға жуық", "10-нан астам"),
        ("20", "20-ға жуық", "20-дан астам"),
        ("30", "30-ға жуық", "30-дан астам"),
        ("40", "40-қа жуық", "40-тан астам"),
        ("50", "50-ге жуық", "50-ден астам"),
        ("60", "60-қа жуық", "60-тан астам"),
        ("70", "70-ке жуық", "70-тен астам"),
        ("80", "80-ге жуық", "80-нен астам"),
        ("90", "90-ға жуық", "90-нан астам"),
        ("300", "300-ге жуық", "300-ден астам"),
        ("12,5", "12,5-ке жуық", "12,5-тен астам"),
    ],
)
def test_a_number_takes_the_suffix_of_its_last_word(value, almost, over):
    words = wording("kk")
    assert (words.bounded("almost", value), words.bounded("over", value)) == (almost, over)


@pytest.mark.parametrize("gender", ["masculine", "feminine", "neuter"])
def test_an_ordinal_ends_with_the_hyphen_before_its_noun(gender):
    assert f"{ordinal(22, 'kk', gender)}отырыс" == "22-отырыс"


def test_an_anniversary_by_itself_and_of_something():
    assert anniversary(10, "kk") == "10 жылдығы"
    assert anniversary(25, "kk", of="қол қоюдың") == "қол қоюдың 25 жылдығы"
