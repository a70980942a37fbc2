"""Russian ordinals and anniversaries."""

from __future__ import annotations

import pytest

from kzeu_timeline.locales import anniversary, ordinal, wording


@pytest.mark.parametrize(
    "gender, expected", [("masculine", "22-й"), ("feminine", "22-я"), ("neuter", "22-е")], ids=lambda value: value
)
def test_ordinals_agree_in_gender(gender, expected):
    assert ordinal(22, "ru", gender) == expected


def test_an_ordinal_is_neuter_unless_told_otherwise():
    assert ordinal(3, "ru") == "3-е"


@pytest.mark.parametrize("number", [1, 2, 5, 10, 25])
def test_anniversaries(number):
    assert anniversary(number, "ru") == f"{number}-летие"
    assert anniversary(number, "ru", of="подписания") == f"{number}-летие подписания"


@pytest.mark.parametrize(
    "value",
    [
        *("29", "21", "4\u00a0000", "12,5", "3,5 миллиона", "50 миллиардов долларов США", "11 долларов США"),
        *("1\u00a0212 долларов США", "2 евро", "4\u00a0001 евро", "21 доллар США", "2 миллиарда евро"),
    ],
)
def test_more_is_said_in_the_genitive_where_that_is_what_stands_there(value):
    counts_some = value in {"2 евро", "4\u00a0001 евро", "21 доллар США", "2 миллиарда евро"}
    assert wording("ru").bounded("over", value) == f"{'больше чем' if counts_some else 'более'} {value}"
