"""Which entries a command is about, by the options that narrow them."""

from __future__ import annotations

import datetime as dt

from kzeu_timeline.catalogue import Catalogue
from kzeu_timeline.timeline import Timeline


def selected(
    catalogue: Catalogue,
    *,
    kind: list[str] | None,
    track: list[str] | None,
    since: str | None = None,
    until: str | None = None,
    as_of: dt.date | None,
) -> Timeline:
    """The entries of *catalogue* that these options leave."""
    timeline = catalogue.timeline()
    if as_of:
        timeline = timeline.as_of(as_of)
    if since or until:
        timeline = timeline.overlapping(since or dt.date.min, until or dt.date.max)
    if kind:
        timeline = timeline.of_kind(*kind)
    return timeline.in_track(*track) if track else timeline
