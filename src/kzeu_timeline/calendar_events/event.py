"""One entry as calendars show it in one language: what every format has in common, as plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator
from math import isinf
from typing import Final, Unpack
from uuid import UUID, uuid5

import attrs

from kzeu_timeline import sentences
from kzeu_timeline.calendar_events.days import is_shown, mode_of, times
from kzeu_timeline.calendar_events.descriptions import description
from kzeu_timeline.calendar_events.kept import Kept
from kzeu_timeline.calendar_events.options import Feed, FeedOptions, Imprecise
from kzeu_timeline.dates.calendar import date_of
from kzeu_timeline.history import is_withdrawn
from kzeu_timeline.locales import wording
from kzeu_timeline.model import Entry, RelationKind, Status
from kzeu_timeline.text import Language
from kzeu_timeline.timeline import Timeline

NAMESPACE: Final = UUID("6f1d9c3e-2b7a-5e48-9f0a-4c8e1d35b7a2")
"""Of every UID; it never changes, or every subscriber would see each event twice."""

PARENTS: Final = frozenset({RelationKind.PART_OF, RelationKind.DECIDED_AT, RelationKind.ANNIVERSARY_OF})
"""The relations that lead to what an entry belongs to."""

NEVER_CHANGED: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

_STATUSES: Final = {
    Status.PLANNED: "TENTATIVE",
    Status.POSTPONED: "TENTATIVE",
    Status.HELD: "CONFIRMED",
    Status.CANCELLED: "CANCELLED",
    None: "CONFIRMED",
}


@attrs.frozen(kw_only=True)
class CalendarEvent:
    """All that a calendar of any format shows of an entry.

    ``start`` and ``end`` are days, or instants in UTC; ``end`` is exclusive, and None on the last day of the calendar,
    which no day follows. ``updated`` is an instant in UTC. ``position`` is degrees north and east (WGS 84), ``related``
    the UIDs of what it belongs to, of that which is in the same feed.
    """

    uid: str
    sequence: int
    updated: dt.datetime
    start: dt.date
    end: dt.date | None
    summary: str
    description: str
    location: str | None
    position: tuple[float, float] | None
    url: str | None
    categories: tuple[str, ...]
    status: str
    related: tuple[str, ...]
    slug: str
    type: str
    edtf: str
    language: Language


def calendar_events(timeline: Timeline, **options: Unpack[FeedOptions]) -> Iterator[CalendarEvent]:
    """The events of the feed with these options, in the timeline's order."""
    feed = Feed(**options)
    shown = shown_entries(timeline, feed)
    slugs = led_to(shown)
    return (calendar_event(entry, feed.language, feed.imprecise, slugs) for entry in shown)


def shown_entries(timeline: Timeline, feed: Feed) -> list[Entry]:
    """The entries that the feed shows."""
    return [entry for entry in timeline if is_shown(entry, feed)]


def led_to(entries: Iterable[Entry]) -> frozenset[str]:
    """The slugs of those of *entries* to which a relation of another leads: few, where a set of all would be large."""
    targets = {relation.target for entry in entries for relation in entry.relations}
    return frozenset(entry.slug for entry in entries if entry.slug in targets)


def calendar_event(
    entry: Entry, language: Language, imprecise: Imprecise = Imprecise.MARK, slugs: Container[str] = ()
) -> CalendarEvent:
    """*entry* in one language; *slugs* are those of the entries beside it to which relations may lead."""
    words = wording(language)
    title = sentences.dated_title(entry, language)
    kind = words.kind(entry.kind)
    prefix = None if entry.status is not Status.CANCELLED else "REMOVED" if is_withdrawn(entry) else "CANCELLED"
    start, end = times(entry, imprecise)
    (sequence, updated), place = version(entry, language), entry.place
    return CalendarEvent(
        uid=uid(entry.slug, language),
        sequence=sequence,
        updated=updated,
        start=start,
        end=end,
        summary=f"{words.label(prefix)}: {title}" if prefix else title,
        description=description(entry, language),
        location=sentences.place_text(place, language) if place else None,
        position=(place.latitude, place.longitude)
        if place and place.latitude is not None and place.longitude is not None
        else None,
        url=entry.settled.source.url,
        categories=(kind, entry.track.title.best(language)) if entry.track else (kind,),
        status=_STATUSES[entry.status],
        related=related(entry, language, slugs),
        slug=entry.slug,
        type=entry.type,
        edtf=entry.when.edtf,
        language=language,
    )


_KEPT: Final = Kept[tuple[Language, Imprecise], CalendarEvent]()


def kept_event(entry: Entry, language: Language, imprecise: Imprecise) -> CalendarEvent:
    """What :func:`calendar_event` makes of *entry* by itself, made once as long as it lives."""
    return _KEPT.get(entry, (language, mode_of(entry, imprecise)), lambda entry, key: calendar_event(entry, *key))


def uid(slug: str, language: str) -> str:
    """The UID of an entry in one language's feeds: a UUIDv5 of both, whatever else changes."""
    return str(uuid5(NAMESPACE, f"{slug}/{language}"))


def related(entry: Entry, language: Language, slugs: Container[str]) -> tuple[str, ...]:
    """The UIDs of what *entry* belongs to, of that which has one of *slugs*."""
    if not entry.relations:
        return ()
    return tuple(uid(slug, language) for slug in parents(entry) if slug in slugs)


def parents(entry: Entry) -> Iterator[str]:
    """The slugs of what *entry* belongs to."""
    return (relation.target for relation in entry.relations if relation.kind in PARENTS)


def version(entry: Entry, language: Language) -> tuple[int, dt.datetime]:
    """SEQUENCE and when it last changed: by the ledger; without one, never since its last source came out."""
    sealed = entry.revision(language)
    if sealed is not None:
        return sealed.sequence, sealed.updated
    ends = [each.source.published.span[1] for each in entry.statements if each.source.published]
    last = max((number for number in ends if not isinf(number)), default=None)
    day = None if last is None else date_of(last)
    return 0, NEVER_CHANGED if day is None else dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
