"""JSON: an array of records, one for each entry (docs/timeline.schema.json)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from kzeu_timeline.exporters.losses import Loss
from kzeu_timeline.records import to_records
from kzeu_timeline.timeline import Timeline

_INVISIBLE: Final = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def to_json(timeline: Timeline, *, indent: int | None = 2) -> str:
    """The timeline as a JSON array, all languages in it; *indent* None puts it on one line."""
    return json_text(to_records(timeline), indent=indent)


def json_text(value: object, *, indent: int | None = 2) -> str:
    """*value* as JSON in which every character that does not print, or turns the direction of text, is escaped."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return _INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def losses(timeline: Timeline) -> Iterator[Loss]:
    """Nothing: the records hold all that the entries do."""
    del timeline
    return iter(())
