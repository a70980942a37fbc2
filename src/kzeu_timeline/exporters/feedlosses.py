"""What no calendar format carries of the entries of a feed."""

from __future__ import annotations

from collections.abc import Iterator

from kzeu_timeline import sentences
from kzeu_timeline.calendar_events import Feed
from kzeu_timeline.calendar_events.days import is_shown
from kzeu_timeline.calendar_events.event import PARENTS
from kzeu_timeline.exporters.losses import Loss
from kzeu_timeline.timeline import Timeline


def feed_losses(timeline: Timeline, feed: Feed) -> Iterator[Loss]:
    """Entries that are not shown, days that say more than the source, relations that lead to no parent."""
    for entry in timeline:
        if not is_shown(entry, feed):
            yield Loss(entry.slug, "entry", "its days are not known exactly, or not at all")
        elif sentences.is_open(entry.when):
            yield Loss(entry.slug, "when", "shown on whole days; the exact date stands in X-KZEU-EDTF")
        if any(relation.kind not in PARENTS for relation in entry.relations):
            yield Loss(entry.slug, "relations", "RELATED-TO carries the parent only")
