"""What one folder changed in the records of another."""

from __future__ import annotations

from collections.abc import Iterator

from kzeu_timeline.checks.rule import Found, Subject
from kzeu_timeline.exceptions import quoted


def laid_over(subject: Subject) -> Iterator[Found]:
    """Records that a folder laid over another took the place of, or added to."""
    for overlay in subject.record.overlays:
        done = "takes the place of" if overlay.replaces else "adds to"
        yield Found(overlay.slug, f"{overlay.origin} {done} it: {quoted(overlay.slug)}", within=overlay.group)
