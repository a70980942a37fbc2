"""Places: which can be one."""

from __future__ import annotations

from typing import Final

import pytest

from kzeu_timeline.model import Place
from tests.builders import made, words

BRUSSELS: Final = made(Place, country="BE", latitude=50.85, longitude=4.35)
NAMUR: Final = made(Place, slug="namur", country="BE", latitude=50.47, longitude=4.87)
LUXEMBOURG: Final = made(Place, slug="luxembourg", country="LU", latitude=49.6, longitude=6.1)
BELGIUM: Final = made(Place, slug="belgium", country="BE")
ONLINE: Final = made(Place, slug="online")


@pytest.mark.parametrize(
    "one, other, apart",
    [
        (BRUSSELS, LUXEMBOURG, True),
        (BRUSSELS, NAMUR, True),
        (BRUSSELS, made(Place, name=words("Bruxelles"), country="BE"), False),
        (BRUSSELS, BELGIUM, False),
        (LUXEMBOURG, BELGIUM, True),
        (LUXEMBOURG, made(Place, slug="belgium"), False),
        (BRUSSELS, ONLINE, False),
        (BELGIUM, ONLINE, False),
        (made(Place, slug="uzbekistan", country="UZ"), BELGIUM, True),
    ],
)
def test_cities_are_apart_and_a_country_holds_its_own(one, other, apart):
    assert one.is_apart_from(other) is apart
    assert other.is_apart_from(one) is apart
