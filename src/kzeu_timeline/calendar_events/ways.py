"""How feeds show an entry, as far as that does not depend on the other entries in them."""

from __future__ import annotations

from typing import NamedTuple

from kzeu_timeline.calendar_events.alarms import reminder
from kzeu_timeline.calendar_events.days import mode_of
from kzeu_timeline.calendar_events.options import Feed, Imprecise
from kzeu_timeline.model import Entry
from kzeu_timeline.text import Language


class Way(NamedTuple):
    """The same way, the same text in all feeds; ``trigger`` is how long before the beginning an alarm is."""

    language: Language
    imprecise: Imprecise
    rich: bool
    trigger: str | None


def way_of(entry: Entry, feed: Feed) -> Way:
    """The way in which *feed* shows *entry*."""
    return Way(feed.language, mode_of(entry, feed.imprecise), feed.rich, reminder(entry, feed))
