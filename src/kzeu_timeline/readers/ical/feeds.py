"""What our own feeds show of an entry, each in its language: by X-KZEU properties exactly, else by our own words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

import attrs

from kzeu_timeline.dates import Edtf
from kzeu_timeline.doubts import is_open
from kzeu_timeline.exceptions import InvalidRecordError, KzeuTimelineError, quoted
from kzeu_timeline.locales import marked
from kzeu_timeline.model import (
    Entry,
    Event,
    Milestone,
    Revision,
    Status,
    fields,
)
from kzeu_timeline.readers.ical.components import Component
from kzeu_timeline.readers.ical.naming import words
from kzeu_timeline.readers.ical.problems import Damaged
from kzeu_timeline.readers.ical.values import sequence_of
from kzeu_timeline.readers.ical.wordings import Words, words_of
from kzeu_timeline.readers.ical.zones import local_of
from kzeu_timeline.text import LONGEST_TEXT, Language

_MARKS: Final = ("X-KZEU-SLUG", "X-KZEU-TYPE", "X-KZEU-EDTF")
_TYPES: Final[Mapping[str, type[Entry]]] = {"event": Event, "milestone": Milestone}
_STATUSES: Final = {"TENTATIVE": Status.PLANNED, "CANCELLED": Status.CANCELLED}


def is_ours(event: Component) -> bool:
    """Whether an event is one of our feeds'."""
    return all(name in event for name in _MARKS)


@attrs.frozen(kw_only=True, eq=False)
class Shown:
    """What one feed shows of an entry, in its language."""

    event: Component
    slug: str
    type: type[Entry]
    when: Edtf
    words: Words
    status: Status | None
    title: str
    kind: str
    track: str | None
    place: str
    description: str
    revision: Revision
    parents: tuple[str, ...]

    @property
    def language(self) -> Language:
        """The feed's language."""
        return self.words.language

    @property
    def is_removed(self) -> bool:
        """Whether it stands for a record that has left the data."""
        return self.status is Status.CANCELLED and _text(self.event, "SUMMARY").startswith(self.words.removed)

    def agrees(self, other: Shown) -> bool:
        """Whether both say the same, but for the language."""
        ours, theirs = ((each.when, each.status, each.type, each.kind) for each in (self, other))
        return ours == theirs

    def repeats(self, other: Shown) -> bool:
        """Whether the texts of both are the same."""
        ours, theirs = ((each.title, each.place, each.track, each.description) for each in (self, other))
        return ours == theirs

    @property
    def newness(self) -> tuple[dt.datetime, int]:
        """Of two, the one that was changed later is the newer."""
        return self.revision.updated, self.revision.sequence


def shown_of(event: Component, slugs_by_uid: Mapping[str, str]) -> Shown:
    """What an event of our feeds shows; raises :class:`Damaged` if it can't be read back."""
    try:
        return _shown(event, slugs_by_uid)
    except KzeuTimelineError as error:
        raise Damaged(str(error)) from None


def _shown(event: Component, slugs_by_uid: Mapping[str, str]) -> Shown:
    slug = fields.slug(event.text("X-KZEU-SLUG"))
    kind_of_entry = _TYPES.get(event.text("X-KZEU-TYPE"))
    if kind_of_entry is None:
        raise InvalidRecordError(f"neither an event nor a milestone: {quoted(event.text('X-KZEU-TYPE'))}")
    when = _date(event.text("X-KZEU-EDTF"))
    summary, categories = event.get("SUMMARY"), event.get("CATEGORIES")
    language = Language.of(summary.parameter("LANGUAGE") or "" if summary else "")
    said, description = words_of(language), _text(event, "DESCRIPTION")
    status = _status(event, description, said)
    groups = categories.texts if categories else []
    return Shown(
        event=event,
        slug=slug,
        type=kind_of_entry,
        when=when,
        words=said,
        status=status,
        title=_title(summary.text if summary else "", when, said, event.text("STATUS")),
        kind=_kind(groups[0], said) if groups else "event",
        track=groups[1] if len(groups) > 1 and groups[1].strip() else None,
        place=_text(event, "LOCATION"),
        description=description,
        revision=Revision(language=language, sequence=sequence_of(event), updated=_updated(event)),
        parents=tuple(slugs_by_uid[uid] for each in event.all("RELATED-TO") if (uid := each.text) in slugs_by_uid),
    )


@lru_cache(maxsize=16384)
def _date(text: str) -> Edtf:
    """The date; feeds in other languages have the same."""
    return fields.date_in_calendar(text)


def _text(event: Component, name: str) -> str:
    """The text of a property; none of ours is longer than any text of an entry may be."""
    found = event.get(name)
    text = found.text if found else ""
    if len(text) > LONGEST_TEXT:
        raise InvalidRecordError(f"more than {LONGEST_TEXT:,} characters: {quoted(text)}")
    return text


def _status(event: Component, description: str, said: Words) -> Status | None:
    """The status as the description's first line says it, for STATUS has no word for "held" and "postponed"."""
    first = description.partition("\n")[0]
    _, found, label = first.rpartition(" · ")
    if found and label in said.statuses:
        return said.statuses[label]
    return _STATUSES.get(event.text("STATUS"))


def _title(summary: str, when: Edtf, said: Words, status: str) -> str:
    if status == "CANCELLED":
        summary = summary.removeprefix(said.removed if summary.startswith(said.removed) else said.cancelled)
    return summary.removeprefix(f"{marked(when, said.language)} · ") if is_open(when) else summary


def _kind(label: str, said: Words) -> str:
    return said.kinds.get(label) or (label if fields.is_slug(label) else words(label) or "event")


def _updated(event: Component) -> dt.datetime:
    return local_of(event.text("LAST-MODIFIED") or event.text("DTSTAMP")).replace(tzinfo=dt.UTC)


def newest(shown: Iterable[Shown]) -> Iterator[Shown]:
    """Of each language the newest, in the order in which the languages came."""
    by_language: dict[Language, Shown] = {}
    for each in shown:
        kept = by_language.get(each.language)
        if kept is None or each.newness > kept.newness:
            by_language[each.language] = each
    return iter(by_language.values())
