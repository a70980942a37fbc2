"""English ordinals and anniversaries."""

from __future__ import annotations

from typing import Final

import babel
import pytest

from kzeu_timeline.locales import anniversary, ordinal

SUFFIXES: Final = {"one": "st", "two": "nd", "few": "rd", "other": "th"}
"""Of the four kinds of ordinal that CLDR tells apart in English."""


@pytest.mark.parametrize("number", range(1, 125))
def test_ordinals_are_those_of_cldr(number):
    kind = babel.Locale("en").ordinal_form(number)
    assert ordinal(number, "en") == f"{number}{SUFFIXES[kind]}"


@pytest.mark.parametrize("gender", ["masculine", "feminine", "neuter"])
def test_ordinals_know_no_gender(gender):
    assert ordinal(22, "en", gender) == "22nd"


def test_an_anniversary_by_itself_and_of_something():
    assert anniversary(10, "en") == "10th anniversary"
    assert anniversary(1, "en", of="the signature") == "1st anniversary of the signature"
