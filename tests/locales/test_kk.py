"""Kazakh: suffixes in harmony with the word, ordinals, anniversaries."""

from __future__ import annotations

from typing import Final

import babel
import pytest

from kzeu_timeline.locales import anniversary, ordinal
from kzeu_timeline.locales.kk import ablative, dative

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
        ("Брюссель", "Брюссельге", "Брюссельден"),
        ("Самарқанд", "Самарқандқа", "Самарқандтан"),
        ("Киев", "Киевке", "Киевтен"),
        ("Ташкент", "Ташкентке", "Ташкенттен"),
        ("ҚЫРКҮЙЕК", "ҚЫРКҮЙЕКке", "ҚЫРКҮЙЕКтен"),
    ],
)
def test_the_last_vowel_and_the_last_sound_decide(word, to, since):
    assert (dative(word), ablative(word)) == (to, since)


@pytest.mark.parametrize("gender", ["masculine", "feminine", "neuter"])
def test_an_ordinal_ends_with_the_hyphen_before_its_noun(gender):
    assert f"{ordinal(22, 'kk', gender)}отырыс" == "22-отырыс"


def test_an_anniversary_by_itself_and_of_something():
    assert anniversary(10, "kk") == "10 жылдығы"
    assert anniversary(25, "kk", of="қол қоюдың") == "қол қоюдың 25 жылдығы"
