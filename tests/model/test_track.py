"""Series, agreements and negotiations, and the titles of what is numbered in them."""

from __future__ import annotations

import pytest

from kzeu_timeline.model import Agreement, Negotiation, Series
from kzeu_timeline.text import LocalizedText
from tests.builders import made, refusal

PATTERN = LocalizedText(
    en="{ordinal} Cooperation Council",
    ru="{ordinal:masculine} саммит, {ordinal:feminine} встреча, {ordinal:neuter} заседание, {ordinal} заседание",
    kk="Кеңестің {ordinal}отырысы",
    unattested=["kk"],
)


@pytest.mark.parametrize("kind", [Series, Negotiation])
def test_the_ordinal_takes_its_place_in_every_language(kind):
    assert made(kind, numbered_title=PATTERN).title_of(22) == LocalizedText(
        en="22nd Cooperation Council",
        ru="22-й саммит, 22-я встреча, 22-е заседание, 22-е заседание",
        kk="Кеңестің 22-отырысы",
        unattested=["kk"],
    )


@pytest.mark.parametrize("kind", [Series, Negotiation])
def test_no_title_without_a_pattern(kind):
    assert refusal(lambda: made(kind, slug="council").title_of(22)) == "no pattern for the titles of: 'council'"


@pytest.mark.parametrize("pattern", ["Council", "{number} Council", "{ordinal:plural} Council", "{ ordinal }"])
def test_a_pattern_has_a_place_for_the_ordinal_in_every_language(pattern):
    message = refusal(lambda: made(Series, numbered_title={"ru": "{ordinal} заседание", "en": pattern}))
    assert message == f"a title pattern without {{ordinal}}: {pattern!r}"


def test_braces_that_are_no_ordinal_are_left_alone():
    series = made(Series, numbered_title={"en": "{ordinal} {x} {} {ordinal"})
    assert series.title_of(1)["en"] == "1st {x} {} {ordinal"


def test_what_a_series_holds_are_meetings_unless_it_says_otherwise():
    assert made(Series).kind == "meeting"
    assert made(Series, kind="summit").kind == "summit"


def test_an_agreement_may_have_an_abbreviation():
    assert made(Agreement, abbreviation={"en": "EPCA"}).abbreviation == LocalizedText(en="EPCA")
    assert made(Agreement).abbreviation is None
