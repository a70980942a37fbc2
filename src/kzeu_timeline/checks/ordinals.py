"""Numbered entries: each number once, and in the order of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from kzeu_timeline.checks.rule import Found, Record, Subject
from kzeu_timeline.dates import Truth
from kzeu_timeline.exceptions import quoted
from kzeu_timeline.model import Entry


def ordinals_once(subject: Subject) -> Iterator[Found]:
    """Two entries of one track and kind with the same ordinal."""
    for entries in _numbered(subject.record):
        for one, other in pairwise(entries):
            if one.ordinal == other.ordinal:
                yield Found(other.slug, f"same ordinal as {quoted(one.slug)}: {other.ordinal}", "ordinal")


def ordinals_rise(subject: Subject) -> Iterator[Found]:
    """An entry that was over before one with a smaller ordinal began."""
    for entries in _numbered(subject.record):
        latest = entries[0]  # of those seen so far, the one that began last
        for entry in entries[1:]:
            if entry.ordinal != latest.ordinal and entry.when.before(latest.when) is Truth.YES:
                message = f"numbered after {quoted(latest.slug)} but held before it: '{entry.when}'"
                yield Found(entry.slug, message, "ordinal")
            latest = max(latest, entry, key=lambda each: each.when.span[0])


def _numbered(record: Record) -> Iterator[list[Entry]]:
    groups: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in record.entries.values():
        if entry.ordinal is not None and entry.track is not None:
            groups[entry.track.slug, entry.kind].append(entry)
    for entries in groups.values():
        yield sorted(entries, key=lambda entry: (entry.ordinal or 0, entry.slug))
