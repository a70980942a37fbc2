"""Which entries a command is about, by the options that narrow them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import typer

from kzeu_timeline.catalogue import Catalogue
from kzeu_timeline.exceptions import quoted
from kzeu_timeline.locales.wording import KINDS
from kzeu_timeline.model import Entry
from kzeu_timeline.text import nearest
from kzeu_timeline.timeline import Timeline


def selected(
    catalogue: Catalogue,
    *,
    kind: list[str] | None,
    track: list[str] | None,
    since: str | None = None,
    until: str | None = None,
    as_of: dt.date | None,
    published: bool = False,
) -> Timeline:
    """The entries of *catalogue* that these options leave; a kind or a track that nobody knows is bad usage.

    With *published* what was withdrawn is among them, cancelled.
    """
    timeline = catalogue.published() if published else catalogue.timeline()
    if kind:
        _expect("kind", kind, {*KINDS, *(entry.kind for entry in timeline)})
    if track:
        _expect("track", track, {*catalogue.tracks, *(entry.track.slug for entry in timeline if entry.track)})
    if as_of:
        timeline = timeline.as_of(as_of)
    if since or until:
        timeline = timeline.overlapping(since or dt.date.min, until or dt.date.max)
    return narrowed(timeline, kind=kind, track=track)


def narrowed(timeline: Timeline, *, kind: list[str] | None, track: list[str] | None) -> Timeline:
    """The entries of these kinds and tracks, known or not."""
    if kind:
        timeline = timeline.of_kind(*kind)
    return timeline.in_track(*track) if track else timeline


def entry_of(catalogue: Catalogue, slug: str, *, as_of: dt.date | None) -> Entry | None:
    """The entry with this slug; None if nothing was known of it by then. A slug that no entry has is bad usage."""
    timeline = catalogue.timeline()
    entry = timeline.get(slug)
    if entry is None:
        near = nearest(slug, (entry.slug for entry in timeline))
        hint = f" (nearest: {quoted(near)})" if near else ""
        raise typer.BadParameter(f"no entry has this slug{hint}: {quoted(slug)}", param_hint="SLUG")
    return entry.as_of(as_of) if as_of else entry


def _expect(what: str, given: Iterable[str], known: Iterable[str]) -> None:
    for stranger in sorted(set(given).difference(known)):
        near = nearest(stranger, known)
        hint = f"nearest: {quoted(near)}" if near else f"known: {', '.join(sorted(known))}"
        raise typer.BadParameter(f"unknown {what} ({hint}): {quoted(stranger)}", param_hint=f"--{what}")
