"""What the statements of several entries say together, and can't all be true."""

from __future__ import annotations

from collections.abc import Iterator

from kzeu_timeline.checks.rule import Found, Subject
from kzeu_timeline.chronology import Chronology, Conflict
from kzeu_timeline.model import Entry


def contradictions(subject: Subject) -> Iterator[Found]:
    """Sources that contradict each other by way of several entries; those on one entry are for ``days-agree``.

    Where several sources say the same, each of them has a conflict with the others: the first one is told.
    """
    told: dict[frozenset[Entry], Conflict] = {}
    for conflict in Chronology(subject.record.entries.values()).conflicts:
        about = frozenset(entry for entry in conflict.entries if entry.slug in subject.record.entries)
        if len(about) > 1:
            told.setdefault(about, conflict)
    for about, conflict in told.items():
        latest = max(about, key=lambda entry: entry.sort_key)
        yield Found(latest.slug, str(conflict))
