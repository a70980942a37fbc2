"""What follows from many claims: bounds, reasons and contradictions of 1,000 to 10,000 entries with four claims each.

There is no rival in Python that says why and names sources, so the shapes of the record are measured against each
other: entries by themselves; twenty series; one series that all belong to, in which a bound is handed on through
thousands of entries; one in which every hundredth entry has a certain date; and a web in which each entry is tied to
others, near and far, by so many days. Then the same with one entry in a hundred dated ten years off. All claims are
true of one made-up history otherwise, so every bound can be held against what happened.

The arithmetic alone is measured against the textbook: rounds over all arcs, in the order in which they come, until
nothing changes (Bellman and Ford).
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from functools import cache
from math import inf
from typing import NamedTuple

import kzeu_timeline as kt
import measure
from kzeu_timeline.chronology import Chronology
from kzeu_timeline.networks import ORIGIN, Constraint, Network

SIZES = (1_000, 3_000, 10_000)
LONGEST = 6.0
STEEPEST = 1.5
FIRST_DAY = dt.date(1990, 1, 1)
TEN_YEARS = dt.timedelta(days=3653)


class Shape(NamedTuple):
    """How many entries make a series, how many of them are dated for certain, and to how many others each is tied."""

    series: int = 1
    dated: int = 1
    ties: int = 0
    wrong: int = 0


SHAPES = {
    "entries by themselves": Shape(),
    "twenty series": Shape(series=20),
    "one series": Shape(series=1_000_000),
    "one series, one date in a hundred": Shape(series=1_000_000, dated=100),
    "a web": Shape(dated=10, ties=3),
    "twenty series, one in a hundred wrong": Shape(series=20, wrong=100),
    "one series, one in a hundred wrong": Shape(series=1_000_000, wrong=100),
}


def history(size: int) -> list[tuple[dt.date, dt.date]]:
    """The first and the last day of each entry, in order."""
    chance = random.Random(size)  # noqa: S311 - the same history every time
    days = sorted(chance.randrange(size * 3) for _ in range(2 * size))
    return [
        (FIRST_DAY + dt.timedelta(days=first), FIRST_DAY + dt.timedelta(days=last))
        for first, last in zip(days[::2], days[1::2], strict=True)
    ]


def entries(size: int, shape: Shape) -> list[kt.Entry]:
    chance, happened = random.Random(1), history(size)  # noqa: S311
    return [_entry(number, happened, shape, chance) for number in range(size)]


def _entry(number: int, happened: list[tuple[dt.date, dt.date]], shape: Shape, chance: random.Random) -> kt.Entry:
    first, last = happened[number]
    whens = (f"{first}/{last}", f"{first:%Y-%m}/{last:%Y-%m}", f"[..{last}]", f"[{first}..]")
    if shape.wrong and number % shape.wrong == shape.wrong // 2:
        whens = (f"{first - TEN_YEARS}/{last - TEN_YEARS}", *whens[1:])
    if number % shape.dated:
        whens = tuple(f"{when}?" for when in (first, last, f"{first:%Y-%m}", f"{first:%Y}"))
    relations = (_relation(number, chance.randrange(number), happened) for _ in range(shape.ties if number else 0))
    return kt.Event(
        slug=f"entry-{number}",
        kind="meeting",
        title={"en": f"Entry {number}"},
        track=_track(number % shape.series if shape.series <= len(happened) else 0) if shape.series > 1 else None,
        ordinal=number + 1,
        statements=[
            kt.Statement(source=_source(f"source-{number}-{index}"), when=when, status="held")
            for index, when in enumerate(whens[: 4 - shape.ties])
        ],
        relations=list(relations),
    )


def _relation(number: int, target: int, happened: list[tuple[dt.date, dt.date]]) -> kt.Relation:
    days = (happened[number][0] - happened[target][1]).days
    return kt.Relation(
        kind="follows",
        target=f"entry-{target}",
        days=(max(0, days - 20), days + 20),
        source=_source(f"source-{number}-{target}"),
    )


@cache
def _source(slug: str) -> kt.Source:
    return kt.Source(slug=slug, publisher="A chronicle")


@cache
def _track(index: int) -> kt.Series:
    return kt.Series(slug=f"series-{index}", title={"en": f"Series {index}"})


def everything(given: list[kt.Entry]) -> Chronology:
    """The chronology, asked for every bound."""
    chronology = Chronology(given)
    for entry in given:
        chronology.bounds(entry.slug)
    return chronology


def compare_with_history(given: list[kt.Entry], shape: Shape) -> int:
    """The number of contradictions; all bounds hold what happened."""
    chronology = everything(given)
    for entry, (first, last) in zip(given, history(len(given)), strict=True):
        earliest, latest = chronology.bounds(entry.slug)
        assert earliest is None or earliest <= first, entry
        assert latest is None or last <= latest, entry
    assert bool(chronology.conflicts) == bool(shape.wrong)
    return len(chronology.conflicts)


# The arithmetic alone.


def chain(length: int) -> list[Constraint]:
    """Points of which each comes after the next, the last of them dated: what is known is handed on to the first."""
    order = [Constraint(f"{i:06}", f"{i + 1:06}", 1, by="a chronicle") for i in range(length)]
    return [Constraint(f"{length:06}", ORIGIN, 0, 0, "a chronicle"), *order]


def textbook(constraints: list[Constraint]) -> dict[str, float]:
    """The least days from the origin to each point."""
    longest: dict[str, float] = {ORIGIN: 0}
    changed = True
    while changed:
        changed = False
        for point, since, least, _most, _by in constraints:
            if longest.get(since, -inf) + least > longest.get(point, -inf):
                longest[point] = longest[since] + least
                changed = True
    return longest


def arithmetic() -> Iterator[list[str]]:
    for length in (300, 1_000, 3_000):
        constraints = sorted(chain(length))
        network = Network(constraints)
        assert textbook(constraints) == {point: network.bounds(point)[0] for point in textbook(constraints)}
        times = measure.side_by_side(
            {
                "ours": lambda given=constraints: Network(given),
                "textbook": lambda given=constraints: textbook(given),
            },
            runs=3,
            budget=2,
        )
        ratio = measure.times(times["textbook"] / times["ours"])
        yield [f"{length:,}", measure.duration(times["ours"]), measure.duration(times["textbook"]), ratio]


def main() -> None:
    seconds: dict[str, list[float]] = {name: [] for name in SHAPES}
    found: dict[str, int] = {}
    for size in SIZES:
        for name, shape in SHAPES.items():
            given = entries(size, shape)
            found[name] = compare_with_history(given, shape)
            [took] = measure.side_by_side({name: measure.Fresh(lambda given=given: given, everything)}, runs=3).values()
            seconds[name].append(took)
    rows = [
        [name, *map(measure.duration, each), f"{measure.growth(SIZES, each):.2f}", f"{found[name]:,}"]
        for name, each in seconds.items()
    ]
    columns = ["four claims for each entry", *(f"{size:,}" for size in SIZES), "growth", "contradictions"]
    measure.show("Bounds of every entry", columns, rows)
    measure.show("A chain alone", ["points", "Network", "textbook", "CPU to ours"], list(arithmetic()))

    slowest = max(seconds, key=lambda name: seconds[name][-1])
    steepest = max(seconds, key=lambda name: measure.growth(SIZES, seconds[name]))
    measure.verdict(
        f"{SIZES[-1]:,} entries with {4 * SIZES[-1]:,} claims in at most {measure.duration(LONGEST)}, in every shape",
        f"{slowest}: {measure.duration(seconds[slowest][-1])}",
        holds=seconds[slowest][-1] <= LONGEST,
    )
    measure.verdict(
        f"an exponent of growth of at most {STEEPEST}",
        f"{steepest}: {measure.growth(SIZES, seconds[steepest]):.2f}",
        holds=measure.growth(SIZES, seconds[steepest]) <= STEEPEST,
    )


if __name__ == "__main__":
    main()
