"""What is seen at once of a long timeline: the latest that sources speak of, and no bracket cut in two."""

from __future__ import annotations

from typing import Final, NamedTuple

from kzeu_timeline.sentences import open_runs
from kzeu_timeline.timeline import Timeline

SHORT: Final = 20
"""Entries; a timeline of no more is seen whole."""
LATEST: Final = 12
"""Entries that a source reports or plans: what is computed, as anniversaries are, goes on for ever."""
MOST: Final = 40
"""Entries; only a bracket that would lead to more is cut."""


class Excerpt(NamedTuple):
    """A timeline in three parts, of which the middle one is seen at once."""

    earlier: Timeline
    seen: Timeline
    later: Timeline


def excerpt(timeline: Timeline) -> Excerpt:
    """The latest entries with a source of their own and all among them, what comes before, and what comes after."""
    if len(timeline) <= SHORT:
        return Excerpt(Timeline(), timeline, Timeline())
    own = [place for place, entry in enumerate(timeline) if not entry.is_derived] or range(len(timeline))
    end = own[-1] + 1
    start = max(own[-LATEST:][0], end - MOST)
    places: dict[str, int] = {entry.slug: place for place, entry in enumerate(timeline)}
    for run in open_runs(timeline):
        first, last = places[run[0].slug], places[run[-1].slug]
        if first < end <= last and last + 1 - start <= MOST:
            end = last + 1
        if first < start <= last and end - first <= MOST:
            start = first
    return Excerpt(timeline[:start], timeline[start:end], timeline[end:])
