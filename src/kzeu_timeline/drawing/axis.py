"""The axis: bands of years, ticks with their names, brackets over what has no decided order, and the line of today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from kzeu_timeline.drawing.elements import element, number, plain
from kzeu_timeline.layout import Bracket, Layout
from kzeu_timeline.locales import wording

YEARS: Final = 15.0
MONTHS: Final = 30.0
"""Baselines of the two lines of names."""

BRACKETS: Final = 37.0
FOOT: Final = 44.0
"""Between these the brackets stand."""

INDENT: Final = 4.0
"""Between a tick and its name."""

MOST_NAMED: Final = 5
"""Of the entries that a bracket joins; the rest is counted."""


def grounds(layout: Layout) -> Iterator[str]:
    """What lies behind all: a band for every second year, a line where each begins."""
    years = [tick.x for tick in layout.ticks if tick.level == 0]
    edges = [*years, layout.width - layout.metrics.margin]
    high = number(layout.height)
    bands = [f"M{number(left)} 0H{number(right)}V{high}H{number(left)}z" for left, right in list(pairwise(edges))[1::2]]
    # The first line may stand where the titles of the lanes begin.
    lines = [f"M{number(x)} 2V{high if x > layout.metrics.margin else number(FOOT)}" for x in years]
    for paths, name in ((bands, "band"), (lines, "year-line")):
        if paths:
            yield element("path", d="".join(paths), class_=name)


def today_line(today: float, layout: Layout) -> str:
    """The line of today; names and labels that it crosses stand before it."""
    return element("path", d=f"M{number(today)} 0V{number(layout.height)}", class_="now")


def axis(layout: Layout) -> Iterator[str]:
    """The ticks and their names."""
    for tick in layout.ticks:
        if tick.level:
            top = 21 if tick.text else 31
            yield element("path", d=f"M{number(tick.x)} {top}V35", class_="tick")
        if tick.text:
            at, kind = (MONTHS, "month") if tick.level else (YEARS, "year")
            yield element("text", plain(tick.text), x=tick.x + INDENT, y=at, class_=kind)


def bracket(it: Bracket, layout: Layout, titles: Mapping[str, str]) -> str:
    """A bracket over days; what it joins is said in its title."""
    words = wording(layout.language)
    named = [titles[slug] for slug in it.slugs[:MOST_NAMED]]
    if more := len(it.slugs) - len(named):
        named.append(words.label("and-more").format(count=more))
    said = element("title", plain(f"{words.label('order-open')}: {'; '.join(named)}"))
    return element("g", said, shape(it.left, it.right), role="img")


def shape(left: float, right: float, joined: str | None = None) -> str:
    """A bracket between two places, never too narrow to be seen as one; a script may ask what it joins."""
    middle, half = (left + right) / 2, max((right - left) / 2 - 0.75, 2.25)
    path = f"M{number(middle - half)} {number(FOOT)}V{number(BRACKETS)}H{number(middle + half)}V{number(FOOT)}"
    return element("path", d=path, class_="bracket", data_r=joined)
