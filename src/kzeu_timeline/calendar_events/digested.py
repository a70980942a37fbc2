"""What the ledger's digests are taken of."""

from __future__ import annotations

from kzeu_timeline.calendar_events.event import calendar_event, parents
from kzeu_timeline.calendar_events.properties import content_properties
from kzeu_timeline.contentlines import content_line
from kzeu_timeline.model import Entry
from kzeu_timeline.text import Language


def shown_content(entry: Entry, language: Language) -> bytes:
    """All that a subscriber is shown of an entry, less what tells one version from another.

    It is written as content lines, because so it was when the first digests were sealed.
    """
    lines = map(content_line, content_properties(calendar_event(entry, language)))
    return b"\n".join((*lines, *(slug.encode() for slug in parents(entry))))
