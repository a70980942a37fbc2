"""Small records for the tests of the exporters: whatever a test does not care about has a plain value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from kzeu_timeline import Clock, Event, LocalizedText, Place, Source, Statement, Timeline

SOURCE: Final = Source(slug="gazette", publisher="Gazette", published="2025-12-02", url="https://example.org/news")
_ASTANA: Final = {"en": "Astana", "ru": "Астана"}
PLACE: Final = Place(slug="astana", name=_ASTANA, country="KZ", latitude=51.17, longitude=71.43)

MORNING: Final = Clock(start=dt.time(10, 30), end=dt.time(12), zone="Europe/Brussels")

_OF_A_STATEMENT: Final = {"source", "status", "place", "participants", "clock", "rank", "paragraph", "inferred", "note"}


def event(when: str = "2025-12-01", *, title: str | Mapping[str, str] = "Meeting", **given: Any) -> Event:
    """An event with one statement; what belongs to a statement goes there."""
    stated = {key: given.pop(key) for key in _OF_A_STATEMENT & given.keys()}
    statement = Statement(when=when, **{"source": SOURCE, **stated})
    texts = LocalizedText(title if isinstance(title, Mapping) else {"en": title})
    return Event(**{"slug": "a", "kind": "meeting", "title": texts, "statements": [statement], **given})


def timeline(*entries: Event) -> Timeline:
    """A timeline of these."""
    return Timeline(entries)
