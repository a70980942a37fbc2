"""Networks from the literature, with the answers that are printed there.

The paper on ChronoLog (Levy, Geeraerts, Pluquet, Piasetzky and Fantalkin, Chronological networks in archaeology,
Journal of Archaeological Science 127, 2021) has the 26th dynasty of Egypt as its case; its tables were not to be had.
So the same dynasty stands here with the figures of older books: what a tomb stone and two historians say of reigns.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import pytest

from kzeu_timeline.networks import ORIGIN, Constraint, Network

# R. Dechter, I. Meiri, J. Pearl, Temporal constraint networks, Artificial Intelligence 49 (1991): John and Fred on
# their way to work, in minutes after seven. John goes by car and Fred by carpool.

JOHN_LEAVES: Final = Constraint("John leaves", ORIGIN, 10, 20, "John's wife")
JOHN_BY_CAR: Final = Constraint("John arrives", "John leaves", 30, 40, "John's car")
JOHN_BY_BUS: Final = Constraint("John arrives", "John leaves", 60, by="the bus company")
FRED_BY_CARPOOL: Final = Constraint("Fred arrives", "Fred leaves", 40, 50, "the carpool")
FRED_ARRIVES: Final = Constraint("Fred arrives", ORIGIN, 60, 70, "the porter")
JOHN_AFTER_FRED: Final = Constraint("John arrives", "Fred leaves", 10, 20, "a colleague")

POINTS: Final = (ORIGIN, "John leaves", "John arrives", "Fred leaves", "Fred arrives")
DISTANCES: Final = (
    (0, 20, 50, 30, 70),
    (-10, 0, 40, 20, 60),
    (-40, -30, 0, -10, 30),
    (-20, -10, 20, 0, 50),
    (-60, -50, -20, -40, 0),
)
"""The most minutes from each point to each other, as the paper's table of the d-graph has them."""


def test_the_minimal_network_of_john_and_fred():
    network = Network([JOHN_LEAVES, JOHN_BY_CAR, FRED_BY_CARPOOL, FRED_ARRIVES, JOHN_AFTER_FRED])
    assert network.contradictions == ()
    for i, since in enumerate(POINTS):
        for j, point in enumerate(POINTS):
            assert network.bounds(point, since=since) == (-DISTANCES[j][i], DISTANCES[i][j])


def test_fred_left_home_between_twenty_and_thirty_past_and_why():
    network = Network([JOHN_LEAVES, JOHN_BY_CAR, FRED_BY_CARPOOL, FRED_ARRIVES, JOHN_AFTER_FRED])
    assert network.bounds("Fred leaves") == (20, 30)
    earliest, latest = network.why("Fred leaves")
    assert [(step.constraint, step.days) for step in earliest] == [
        (JOHN_LEAVES, 10),
        (JOHN_BY_CAR, 30),
        (JOHN_AFTER_FRED, -20),
    ]
    assert [(step.constraint, step.days) for step in latest] == [(FRED_ARRIVES, 70), (FRED_BY_CARPOOL, -40)]


def test_john_can_not_have_gone_by_bus_if_fred_used_the_carpool():
    said = [JOHN_LEAVES, JOHN_BY_BUS, FRED_BY_CARPOOL, FRED_ARRIVES, JOHN_AFTER_FRED]
    [found] = Network(said).contradictions
    assert set(found.constraints) == set(said)
    for each in said:
        assert Network(other for other in said if other != each).contradictions == ()


# The 26th dynasty, in days of the Egyptian calendar: years of 365 days, months of thirty.

YEAR: Final = 365


def regnal(year: int, month: int, day: int) -> int:
    """The days from the first of a reign to a day of it."""
    return (year - 1) * YEAR + (month - 1) * 30 + day - 1


def reign(king: str, successor: str, years: int, by: str) -> Constraint:
    return Constraint(f"accession of {successor}", f"accession of {king}", years * YEAR, years * YEAR, by)


# J. H. Breasted, Ancient Records of Egypt IV (1906), § 1026: a priest was born on the first day of the eleventh month
# of Necho's first year, and died on the 28th of the eighth of Amasis's 27th, 65 years, 10 months and 2 days old.
BORN, DIED, LIVED = regnal(1, 11, 1), regnal(27, 8, 28), 65 * YEAR + 10 * 30 + 2
STONE: Final = (
    Constraint("birth", "accession of Necho", BORN, BORN, "tomb stone"),
    Constraint("death", "birth", LIVED, LIVED, "tomb stone"),
    Constraint("death", "accession of Amasis", DIED, DIED, "tomb stone"),
)

KINGS: Final = ("Necho", "Psamtik II", "Apries", "Amasis")
HERODOTUS: Final = (16, 6, 25)
MANETHO: Final = (6, 6, 19)
TODAY: Final = (15, 6, 19)


def reigns(lengths: tuple[int, ...], by: str = "") -> list[Constraint]:
    return [
        reign(king, successor, years, by or f"{years} years of {king}")
        for (king, successor), years in zip(pairwise(KINGS), lengths, strict=True)
    ]


def test_necho_came_to_the_throne_forty_years_before_amasis():
    network = Network(STONE)
    assert network.bounds("accession of Amasis", since="accession of Necho") == (40 * YEAR, 40 * YEAR)


def test_the_dynasty_lasted_138_years():
    ends = Constraint("conquest", "accession of Amasis", 44 * YEAR, 44 * YEAR, "Herodotus and Manetho")
    network = Network([*STONE, reign("Psamtik I", "Necho", 54, "Apis stelae"), ends])
    assert network.bounds("conquest", since="accession of Psamtik I") == (138 * YEAR, 138 * YEAR)


@pytest.mark.parametrize("lengths", [HERODOTUS, MANETHO])
def test_of_a_historians_reigns_and_the_stone_one_is_wrong(lengths):
    """G. Grote, A History of Greece III, note to chapter 20, after A. Boeckh: forty years, not forty-seven."""
    [found] = Network([*STONE, *reigns(lengths)]).contradictions
    assert set(found.by) == {"tomb stone", *(each.by for each in reigns(lengths))}
    for each in reigns(lengths):
        assert Network([*STONE, *(other for other in reigns(lengths) if other != each)]).contradictions == ()


def test_the_two_historians_contradict_each_other_too():
    found = Network([*STONE, *reigns(HERODOTUS, "Herodotus"), *reigns(MANETHO, "Manetho")]).contradictions
    assert {each.by for each in found} == {("Herodotus", "Manetho"), ("Manetho", "tomb stone")}


def test_the_reigns_as_they_are_counted_today_agree_with_the_stone():
    assert Network([*STONE, *reigns(TODAY)]).contradictions == ()
