"""Other people's calendars as entries: one event, one statement, and what could not be kept told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from kzeu_timeline.exceptions import KzeuTimelineError, quoted
from kzeu_timeline.locales import WORDINGS
from kzeu_timeline.locales.wording import KINDS
from kzeu_timeline.losses import Loss
from kzeu_timeline.model import Entry, Event, Place, Relation, Source, Statement, Status, fields
from kzeu_timeline.readers.ical.budget import Budget
from kzeu_timeline.readers.ical.components import Component
from kzeu_timeline.readers.ical.contentlines import Property
from kzeu_timeline.readers.ical.instances import Instance, Instances, Window
from kzeu_timeline.readers.ical.naming import slug_of
from kzeu_timeline.readers.ical.problems import Damaged, Problems
from kzeu_timeline.readers.ical.values import dated
from kzeu_timeline.readers.ical.zones import Zones
from kzeu_timeline.text import LONGEST_TEXT, Language, LocalizedText

_STATUSES: Final = {"TENTATIVE": Status.PLANNED, "CANCELLED": Status.CANCELLED}
"""CONFIRMED says that it will be, or was; a calendar does not say which."""

_KINDS: Final = {
    word.casefold(): kind for kind in sorted(KINDS) for word in (kind, *(each.kind(kind) for each in WORDINGS.values()))
}
_KIND: Final = "event"
"""What an event is if its categories don't say."""

_READ: Final = frozenset(
    [
        *("UID", "DTSTAMP", "DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "LOCATION", "GEO", "STATUS"),
        *("CATEGORIES", "URL", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "RELATED-TO", "CREATED", "LAST-MODIFIED"),
        *("SEQUENCE", "TRANSP", "CLASS"),
    ]
)
"""Properties that are read, or that say nothing of the event itself."""

_GEO: Final = re.compile(r"\s*([+-]?[0-9]{1,3}(?:\.[0-9]*)?)\s*[;,]\s*([+-]?[0-9]{1,3}(?:\.[0-9]*)?)\s*")


@attrs.frozen(kw_only=True, eq=False)
class Foreign:
    """How one of other people's calendars is read: by what source, in what language, for which days."""

    source: Source
    language: Language
    window: Window | None
    budget: Budget
    problems: Problems
    losses: list[Loss]
    taken: dict[str, int]
    """The slugs that are in use, and the last number by which another was told from each."""

    def entries(self, calendar: Component, events: list[Component]) -> Iterator[Entry]:
        """The entries of these events; what is damaged is told, and left out."""
        zones = Zones(calendar, self.budget, self.problems)
        found = list(Instances(zones, self.window, self.budget, self.problems).of(events))
        slugs = [self._slug(instance) for instance in found]
        by_uid = {each.event.text("UID"): slug for each, slug in zip(found, slugs, strict=True) if not each.original}
        for instance, slug in zip(found, slugs, strict=True):
            try:
                yield self._entry(instance, slug, by_uid)
            except (Damaged, KzeuTimelineError) as error:
                self.problems.tell(instance.event, str(error))

    def _slug(self, instance: Instance) -> str:
        """Made of title and UID; of what recurs also of the day by which this one is known, and if need be the time."""
        event, original = instance.event, instance.original
        title, uid = event.text("SUMMARY"), event.text("UID")
        slug = slug_of(title, uid) if uid else slug_of(title, title, instance.start.local.isoformat())
        if original is not None:
            slug = f"{slug}-{original.local.date().isoformat()}"
            if slug in self.taken:
                slug = f"{slug}-{original.local:%H%M%S}"
        free = slug
        while free in self.taken:
            self.taken[slug] += 1
            free = f"{slug}-{self.taken[slug]}"
        self.taken[free] = 1
        return free

    def _entry(self, instance: Instance, slug: str, by_uid: dict[str, str]) -> Entry:
        event, when = instance.event, dated(instance.start, instance.length)
        self._tell(slug, "clock", when.lost)
        statement = Statement(
            source=self.source,
            when=when.when,
            clock=when.clock,
            status=self._status(event),
            place=self._place(event),
            note=self._address(event),
        )
        left_out = sorted(event.names - _READ)
        self._tell(slug, "properties", ", ".join(left_out))
        self._tell(slug, "components", ", ".join(sorted({each.name for each in event.components})))
        return Event(
            slug=slug,
            kind=next((_KINDS[each] for each in _categories(event) if each in _KINDS), _KIND),
            title=self._title(event, slug),
            description=self._localized(event.get("DESCRIPTION"), slug, "description"),
            statements=[statement],
            relations=[Relation(kind="part-of", target=parent) for parent in _parents(event, slug, by_uid)],
        )

    def _tell(self, slug: str, what: str, why: str) -> None:
        if why:
            self.losses.append(Loss(slug, what, why))

    def _title(self, event: Component, slug: str) -> LocalizedText:
        title = self._localized(event.get("SUMMARY"), slug, "title")
        if title is None:
            self._tell(slug, "title", "there is none; its UID stands for it, or its slug")
            title = LocalizedText({self.language: event.text("UID")[:LONGEST_TEXT] or slug})
        return title

    def _localized(self, found: Property | None, slug: str, what: str) -> LocalizedText | None:
        """The text of a property in the language that it says, or in that of the calendar."""
        if found is None or not (text := found.text.strip()):
            return None
        tag = (found.parameter("LANGUAGE") or "").partition("-")[0].lower()
        if tag and tag not in set(Language):
            self._tell(slug, what, f"in {quoted(tag)}, and kept as {self.language}")
        if len(text) > LONGEST_TEXT:
            self._tell(slug, what, f"cut at {LONGEST_TEXT:,} characters")
            text = text[:LONGEST_TEXT]
        return LocalizedText({Language(tag) if tag in set(Language) else self.language: text})

    def _status(self, event: Component) -> Status | None:
        text = event.text("STATUS").upper()
        if text and text not in {*_STATUSES, "CONFIRMED"}:
            self.problems.tell(event, f"left out: an unknown STATUS: {quoted(text)}", event.all("STATUS")[0].line)
        return _STATUSES.get(text)

    def _place(self, event: Component) -> Place | None:
        name = self._localized(event.get("LOCATION"), event.text("UID"), "place")
        latitude, longitude = self._position(event)
        if name is None:
            if latitude is None:
                return None
            name = LocalizedText({self.language: f"{latitude:.6g}, {longitude:.6g}"})
        text = name.best(self.language)
        slug = slug_of(text, text, str(latitude), str(longitude))
        return Place(slug=slug, name=name, latitude=latitude, longitude=longitude)

    def _position(self, event: Component) -> tuple[float | None, float | None]:
        found = event.get("GEO")
        if found is None:
            return None, None
        numbers = _GEO.fullmatch(found.value)
        if numbers is None or abs(float(numbers[1])) > 90 or abs(float(numbers[2])) > 180:
            self.problems.tell(event, f"left out: no position: {quoted(found.value)}", found.line)
            return None, None
        return float(numbers[1]), float(numbers[2])

    def _address(self, event: Component) -> str | None:
        """The event's own page, which is kept in a note: the source is the calendar."""
        address = event.text("URL")
        return fields.text(address[:LONGEST_TEXT]) if address else None


def _categories(event: Component) -> Iterator[str]:
    for each in event.all("CATEGORIES"):
        for text in each.texts:
            yield text.strip().casefold()


def _parents(event: Component, slug: str, by_uid: dict[str, str]) -> Iterator[str]:
    for each in event.all("RELATED-TO"):
        parent = by_uid.get(each.text.strip())
        if parent not in {None, slug} and (each.parameter("RELTYPE") or "PARENT").upper() == "PARENT":
            yield str(parent)


def source_of(calendar: Component, language: Language) -> Source:
    """A source made of what a calendar says of itself: its name and its address."""
    name = next(filter(None, map(calendar.text, ("NAME", "X-WR-CALNAME", "PRODID"))), "calendar")[:LONGEST_TEXT]
    address = next(filter(_is_address, map(calendar.text, ("SOURCE", "URL"))), None)
    slug = slug_of(name, name, address or "")
    return Source(slug=slug, publisher=name, language=language.value, url=address)


def _is_address(text: str) -> bool:
    try:
        fields.url(text)
    except KzeuTimelineError:
        return False
    return True
