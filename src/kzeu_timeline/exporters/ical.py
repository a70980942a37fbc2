"""iCalendar feeds: one for each language, the same bytes for the same timeline (RFC 5545, RFC 7986)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from math import isinf
from typing import Final, Required, TypedDict, Unpack
from uuid import UUID, uuid5

import attrs

from kzeu_timeline import sentences
from kzeu_timeline.dates.calendar import date_of
from kzeu_timeline.exceptions import ExportError, quoted
from kzeu_timeline.exporters.contentlines import escaped, folded, uri
from kzeu_timeline.exporters.losses import Loss, left_out
from kzeu_timeline.locales import describe, wording
from kzeu_timeline.model import Entry, RelationKind, Revision, Status, fields
from kzeu_timeline.text import Language, checked_text
from kzeu_timeline.timeline import Timeline

NAMESPACE: Final = UUID("6f1d9c3e-2b7a-5e48-9f0a-4c8e1d35b7a2")
"""Of every UID; it never changes, or every subscriber would see each event twice."""

LONGEST_DESCRIPTION: Final = 2_000
"""Octets; longer ones are cut by several calendar programs, in the middle of a line."""

DAYS_SHOWN_CANCELLED: Final = 30
"""How long after its day a cancelled entry stays in the feed."""

_STATUSES: Final = {
    Status.PLANNED: "TENTATIVE",
    Status.POSTPONED: "TENTATIVE",
    Status.HELD: "CONFIRMED",
    Status.CANCELLED: "CANCELLED",
    None: "CONFIRMED",
}
_PARENTS: Final = frozenset({RelationKind.PART_OF, RelationKind.DECIDED_AT, RelationKind.ANNIVERSARY_OF})
_NEVER_CHANGED: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Imprecise(StrEnum):
    """What becomes of an entry whose days are not known exactly."""

    MARK = "mark"
    """One day, the earliest possible, with the date as it is known before the title."""
    SPAN = "span"
    """All days from the earliest to the latest possible, likewise marked."""
    OMIT = "omit"
    """Nothing."""


def _imprecise(value: str) -> Imprecise:
    try:
        return Imprecise(value)
    except ValueError:
        raise ExportError(f"imprecise is one of {', '.join(Imprecise)}, not: {quoted(value)}") from None


def _language(tag: str) -> Language:
    return Language.of(tag)


@attrs.frozen(kw_only=True)
class _Feed:
    """The options of a feed, checked."""

    language: Language = attrs.field(converter=_language)
    imprecise: Imprecise = attrs.field(converter=_imprecise, default=Imprecise.MARK)
    name: str | None = attrs.field(converter=attrs.converters.optional(checked_text), default=None)
    description: str | None = attrs.field(converter=attrs.converters.optional(checked_text), default=None)
    url: fields.Url | None = attrs.field(converter=attrs.converters.optional(fields.url), default=None)
    source: fields.Url | None = attrs.field(converter=attrs.converters.optional(fields.url), default=None)
    today: dt.date | None = None


class FeedOptions(TypedDict, total=False):
    """What can be chosen about a feed."""

    language: Required[str]
    """The one language of its texts; titles fall back in the order of ``Language.fallback``."""
    imprecise: str
    """What becomes of entries whose days are not known exactly: "mark" (the default), "span" or "omit"."""
    name: str | None
    """The calendar's name, instead of the language's own."""
    description: str | None
    """What the calendar is about, instead of the language's own words."""
    url: str | None
    """The calendar's page."""
    source: str | None
    """The address from which it is refreshed."""
    today: dt.date | None
    """The day from which it is seen: what was cancelled more than 30 days before is left out."""


def to_ical(timeline: Timeline, **options: Unpack[FeedOptions]) -> bytes:
    """The timeline as an iCalendar feed in one language, in UTF-8; :class:`FeedOptions` says what can be chosen.

    ``language`` is required. Raises :class:`~kzeu_timeline.ExportError` for an unknown ``imprecise`` and
    :class:`~kzeu_timeline.InvalidRecordError` for an unknown language or what is no address.
    """
    return b"".join(iter_ical(timeline, **options))


def iter_ical(timeline: Timeline, **options: Unpack[FeedOptions]) -> Iterator[bytes]:
    """The blocks of the feed that :func:`to_ical` returns whole: the header, each event, the end."""
    return _blocks(timeline, _Feed(**options))


def _blocks(timeline: Timeline, feed: _Feed) -> Iterator[bytes]:
    shown = [entry for entry in timeline if _is_shown(entry, feed)]
    uids = {str(entry.slug): uid(entry.slug, feed.language) for entry in shown}
    revisions = [_revision(entry, feed.language) for entry in shown]
    yield _header(max((revision.updated for revision in revisions), default=_NEVER_CHANGED), feed)
    for entry, revision in zip(shown, revisions, strict=True):
        yield _event(entry, revision, feed, uids)
    yield b"END:VCALENDAR\r\n"


def uid(slug: str, language: str) -> str:
    """The UID of an entry in one language's feeds: a UUIDv5 of both, whatever else changes."""
    return str(uuid5(NAMESPACE, f"{slug}/{language}"))


def losses(timeline: Timeline, **options: Unpack[FeedOptions]) -> Iterator[Loss]:
    """What the feed with these options does not carry."""
    feed = _Feed(**options)
    for entry in timeline:
        if not _is_shown(entry, feed):
            yield Loss(entry.slug, "entry", "its days are not known exactly, or not at all")
        elif sentences.is_open(entry.when):
            yield Loss(entry.slug, "when", "shown on whole days; the exact date stands in X-KZEU-EDTF")
        if any(relation.kind not in _PARENTS for relation in entry.relations):
            yield Loss(entry.slug, "relations", "RELATED-TO carries the parent only")
    yield from left_out(timeline, _LEFT_OUT)


_LEFT_OUT: Final = {
    "languages": "one language for each feed",
    "statements": "those that do not prevail stand in the description only",
    "annotations": "iCalendar has no place for paragraphs and notes",
    "figures": "in the description only",
    **dict.fromkeys(("topics", "parties"), "left out to keep the feed small"),
    **dict.fromkeys(("ordinal", "commemorated"), "iCalendar has no property for it"),
}


def _is_shown(entry: Entry, feed: _Feed) -> bool:
    if feed.imprecise is Imprecise.OMIT and sentences.is_open(entry.when):
        return False
    if isinf(entry.when.sort_key[0]):
        return False  # no day at all to show it on
    if entry.status is not Status.CANCELLED or feed.today is None:
        return True
    return _days(entry, feed.imprecise)[1].toordinal() + DAYS_SHOWN_CANCELLED >= feed.today.toordinal()


def _days(entry: Entry, mode: Imprecise) -> tuple[dt.date, dt.date]:
    """The first and the last day on which an entry is shown."""
    first = date_of(entry.when.sort_key[0]) or dt.date.min
    last = first
    if mode is Imprecise.SPAN or not sentences.is_open(entry.when):
        last = (None if isinf(entry.when.span[1]) else entry.latest) or first
    return first, last


def _header(changed: dt.datetime, feed: _Feed) -> bytes:
    language, words = feed.language, wording(feed.language)
    title = escaped(words.label("calendar") if feed.name is None else feed.name)
    about = escaped(words.label("calendar-about") if feed.description is None else feed.description)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//kzeu-timeline//kzeu_timeline//EN",
        "CALSCALE:GREGORIAN",
        f"NAME;LANGUAGE={language}:{title}",
        f"X-WR-CALNAME:{title}",
        f"DESCRIPTION;LANGUAGE={language}:{about}",
        f"X-WR-CALDESC:{about}",
        f"LAST-MODIFIED:{_instant(changed)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
        "COLOR:steelblue",
        "X-APPLE-CALENDAR-COLOR:#4682B4",
    ]
    if feed.source is not None:
        lines.append(f"SOURCE;VALUE=URI:{uri(feed.source)}")
    if feed.url is not None:
        lines.append(f"URL:{uri(feed.url)}")
    return b"".join(map(folded, lines))


def _event(entry: Entry, revision: Revision, feed: _Feed, uids: dict[str, str]) -> bytes:
    changed = _instant(revision.updated)
    parents = (relation.target for relation in entry.relations if relation.kind in _PARENTS)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uids[entry.slug]}",
        f"DTSTAMP:{changed}",
        f"LAST-MODIFIED:{changed}",
        f"SEQUENCE:{revision.sequence}",
        *_times(entry, feed.imprecise),
        *_content(entry, feed.language),
        *(f"RELATED-TO:{uids[target]}" for target in parents if target in uids),
        "END:VEVENT",
    ]
    return b"".join(map(folded, lines))


def shown_content(entry: Entry, language: Language) -> bytes:
    """All that a subscriber is shown of an entry, less what tells one version from another."""
    parents = (relation.target for relation in entry.relations if relation.kind in _PARENTS)
    return "\n".join((*_times(entry, Imprecise.MARK), *_content(entry, language), *parents)).encode()


def _content(entry: Entry, language: Language) -> list[str]:
    """The properties that say something of the entry itself."""
    words = wording(language)
    title = sentences.dated_title(entry, language)
    if entry.status is Status.CANCELLED:
        title = f"{words.label('CANCELLED')}: {title}"
    categories = [words.kind(entry.kind), *([entry.track.title.best(language)] if entry.track else [])]
    lines = [
        f"SUMMARY;LANGUAGE={language}:{escaped(title)}",
        f"DESCRIPTION;LANGUAGE={language}:{escaped(_description(entry, language))}",
    ]
    if entry.place:
        lines.append(f"LOCATION;LANGUAGE={language}:{escaped(sentences.place_text(entry.place, language))}")
        if entry.place.latitude is not None and entry.place.longitude is not None:
            lines.append(f"GEO:{_degrees(entry.place.latitude)};{_degrees(entry.place.longitude)}")
    if entry.settled.source.url:
        lines.append(f"URL:{uri(entry.settled.source.url)}")
    return [
        *lines,
        f"CATEGORIES;LANGUAGE={language}:{','.join(map(escaped, categories))}",
        f"STATUS:{_STATUSES[entry.status]}",
        "TRANSP:TRANSPARENT",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        f"X-KZEU-TYPE:{entry.type}",
        f"X-KZEU-SLUG:{entry.slug}",
        f"X-KZEU-EDTF:{escaped(entry.when.edtf)}",
    ]


def _times(entry: Entry, mode: Imprecise) -> list[str]:
    """DTSTART and DTEND: in UTC where begin and end are known, else whole days.

    DTEND is exclusive (RFC 5545, 3.6.1). The last day of the calendar, 31 December 9999, has no day after it.
    """
    if entry.clock and entry.clock.end and entry.earliest:
        start, end = entry.clock.instants(entry.earliest)
        if end is not None:
            return [f"DTSTART:{_instant(start)}", f"DTEND:{_instant(end)}"]
    first, last = _days(entry, mode)
    start_line = f"DTSTART;VALUE=DATE:{_day(first)}"
    after = dt.date.fromordinal(min(last.toordinal() + 1, dt.date.max.toordinal()))
    return [start_line] if after == first else [start_line, f"DTEND;VALUE=DATE:{_day(after)}"]


def _description(entry: Entry, language: Language) -> str:
    """Plain text, the most important first; what would not fit is left out line by line, from the end."""
    words = wording(language)
    status = sentences.status_text(entry, language)
    when = describe(entry.when, language)
    lines = [f"{when} · {status}" if status else when]
    if entry.description:
        lines.append(entry.description.best(language))
    lines.append(f"{words.label('how-known')}: {sentences.how_known(entry, language)}")
    others = [sentences.statement_text(statement, language) for statement in sentences.other_statements(entry)]
    if others:
        lines += [f"{words.label('others-say')}:", *(f"– {other}" for other in others)]
    if times := list(sentences.local_times(entry, language)):
        lines.append(f"{words.label('local-times')}: {'; '.join(times)}")
    if entry.participants:
        people = (sentences.participant_text(participant, language) for participant in entry.participants)
        lines.append(f"{words.label('takes-part')}: {'; '.join(people)}")
    if entry.figures:
        lines += [
            f"{words.label('figures')}:",
            *(f"– {sentences.figure_text(figure, language)}" for figure in entry.figures),
        ]
    if addresses := [source.url for source in entry.sources if source.url]:
        lines += [f"{words.label('sources')}:", *addresses]
    return _cut("\n".join(lines))


def _cut(text: str) -> str:
    if len(text.encode()) <= LONGEST_DESCRIPTION:
        return text
    room = text.encode()[: LONGEST_DESCRIPTION - len("\n…".encode())].decode(errors="ignore")
    whole_lines, _, _ = room.rpartition("\n")
    return f"{whole_lines or room}\n…"


def _revision(entry: Entry, language: Language) -> Revision:
    """What the ledger says; without one, unchanged since its last source came out."""
    sealed = entry.revision(language)
    if sealed is not None:
        return sealed
    days = [source.published.latest for source in entry.sources if source.published]
    last = max((day for day in days if day), default=None)
    updated = _NEVER_CHANGED if last is None else dt.datetime(last.year, last.month, last.day, tzinfo=dt.UTC)
    return Revision(language=language, updated=updated)


def _instant(instant: dt.datetime) -> str:
    return f"{_day(instant.date())}T{instant.hour:02}{instant.minute:02}{instant.second:02}Z"


def _day(day: dt.date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _degrees(degrees: float) -> str:
    """At most six digits after the point, which is a hand's breadth, and never an exponent (RFC 5545, 3.8.1.6)."""
    text = f"{degrees:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
