"""Russian ordinals and anniversaries."""

from __future__ import annotations

import pytest

from kzeu_timeline.locales import anniversary, ordinal


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
