"""JSON: an array of records, one for each entry (docs/timeline.schema.json)."""

from __future__ import annotations

from collections.abc import Iterator

from kzeu_timeline.exporters.jsontext import json_text
from kzeu_timeline.exporters.losses import Loss
from kzeu_timeline.records import to_records
from kzeu_timeline.timeline import Timeline


def to_json(timeline: Timeline, *, indent: int | None = 2) -> str:
    """The timeline as a JSON array, all languages in it; *indent* None puts it on one line."""
    return json_text(to_records(timeline), indent=indent)


def losses(timeline: Timeline) -> Iterator[Loss]:
    """Nothing: the records hold all that the entries do."""
    del timeline
    return iter(())
