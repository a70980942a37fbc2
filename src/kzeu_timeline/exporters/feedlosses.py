"""What iCalendar and its kin don't carry of the entries of a feed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kzeu_timeline.calendar_events import Feed
from kzeu_timeline.calendar_events.days import is_shown
from kzeu_timeline.calendar_events.event import PARENTS
from kzeu_timeline.doubts import is_open
from kzeu_timeline.exporters.losses import Loss, left_out
from kzeu_timeline.timeline import Timeline

_LEFT_OUT: Final = {
    "languages": "one language for each feed",
    "statements": "those that do not prevail stand in the description only, and those that are deprecated nowhere",
    "annotations": "iCalendar has no place for paragraphs and notes",
    "figures": "in the description only",
    **dict.fromkeys(("topics", "parties"), "left out to keep the feed small"),
    **dict.fromkeys(("ordinal", "commemorated"), "iCalendar has no property for it"),
}
_TOLD_IN_FULL: Final = frozenset({"topics", "parties"})


def feed_losses(timeline: Timeline, feed: Feed) -> Iterator[Loss]:
    """What a feed in iCalendar or jCal leaves out; one in full has topics, parties and all relations."""
    yield from day_losses(timeline, feed, "X-KZEU-EDTF")
    if not feed.rich:
        yield from parent_losses(timeline, "RELATED-TO carries the parent only")
    kept = _TOLD_IN_FULL if feed.rich else frozenset()
    yield from left_out(timeline, {what: why for what, why in _LEFT_OUT.items() if what not in kept})


def day_losses(timeline: Timeline, feed: Feed, place: str) -> Iterator[Loss]:
    """Entries that are not shown, and days that say more than the source; *place* has the date as it is."""
    for entry in timeline:
        if not is_shown(entry, feed):
            yield Loss(entry.slug, "entry", "its days are not known exactly, or not at all")
        elif is_open(entry.when):
            yield Loss(entry.slug, "when", f"shown on whole days; the exact date stands in {place}")


def parent_losses(timeline: Timeline, why: str) -> Iterator[Loss]:
    """Relations that lead to no parent, where nothing else is told."""
    for entry in timeline:
        if any(relation.kind not in PARENTS for relation in entry.relations):
            yield Loss(entry.slug, "relations", why)
