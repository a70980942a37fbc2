"""Our own feeds turned back into entries: by what X-KZEU properties say exactly, and by our own words in the texts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

import attrs

from kzeu_timeline.dates import Clock, Edtf
from kzeu_timeline.exceptions import InvalidRecordError, KzeuTimelineError, quoted
from kzeu_timeline.locales import describe
from kzeu_timeline.losses import Loss
from kzeu_timeline.model import (
    Entry,
    Event,
    Milestone,
    Place,
    Relation,
    RelationKind,
    Revision,
    Source,
    Statement,
    Status,
    Track,
    fields,
)
from kzeu_timeline.readers.ical.clocks import clock_of
from kzeu_timeline.readers.ical.components import Component
from kzeu_timeline.readers.ical.naming import plain_slug, slug_of, words
from kzeu_timeline.readers.ical.problems import Damaged
from kzeu_timeline.readers.ical.values import sequence_of
from kzeu_timeline.readers.ical.wordings import Words, words_of
from kzeu_timeline.readers.ical.zones import local_of
from kzeu_timeline.sentences import is_open
from kzeu_timeline.text import Language, LocalizedText

_MARKS: Final = ("X-KZEU-SLUG", "X-KZEU-TYPE", "X-KZEU-EDTF")
_TYPES: Final[Mapping[str, type[Entry]]] = {"event": Event, "milestone": Milestone}
_STATUSES: Final = {"TENTATIVE": Status.PLANNED, "CANCELLED": Status.CANCELLED}
_CUT: Final = "\n…"
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_NAMELESS: Final = "kzeu-timeline"
"""Stands for a publisher whom the feed does not name, or no longer, because the text was cut."""

ALWAYS_LOST: Final = (
    Loss("", "parties", "our feeds carry no parties, topics, ordinals, commemorations, paragraphs, ranks and notes"),
    Loss("", "relations", "a parent is read as part-of, that of an anniversary as anniversary-of; no other is carried"),
    Loss("", "languages", "a title or a name stands in the feed's language, though it may have been in another"),
)
"""What no feed carries, whatever the entry had."""


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
    when = fields.date_in_calendar(event.text("X-KZEU-EDTF"))
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


def _text(event: Component, name: str) -> str:
    found = event.get(name)
    return found.text if found else ""


def _status(event: Component, description: str, said: Words) -> Status | None:
    """The status as the description's first line says it, for STATUS has no word for "held" and "postponed"."""
    first = description.partition("\n")[0]
    _, found, label = first.rpartition(" · ")
    if found and label in said.statuses:
        return said.statuses[label]
    return _STATUSES.get(event.text("STATUS"))


def _title(summary: str, when: Edtf, said: Words, status: str) -> str:
    if status == "CANCELLED":
        summary = summary.removeprefix(said.cancelled)
    return summary.removeprefix(f"≈ {describe(when, said.language)} · ") if is_open(when) else summary


def _kind(label: str, said: Words) -> str:
    return said.kinds.get(label) or (label if fields.is_slug(label) else words(label) or "event")


def _updated(event: Component) -> dt.datetime:
    return local_of(event.text("LAST-MODIFIED") or event.text("DTSTAMP")).replace(tzinfo=dt.UTC)


# All that the feeds show of one entry


class _Known(NamedTuple):
    """How the date is known, as the description says it."""

    how: str
    publisher: str
    published: str | None
    is_whole: bool


def entry_of(shown: Iterable[Shown], losses: list[Loss]) -> Entry:
    """The entry that these show, each in its language; the first counts where they may say only one thing.

    Raises :class:`Damaged` if they make none.
    """
    try:
        return _entry(list(shown), losses)
    except KzeuTimelineError as error:
        raise Damaged(str(error)) from None


def _entry(shown: list[Shown], losses: list[Loss]) -> Entry:
    first = shown[0]
    parts = {each.language: _parts(each) for each in shown}
    statements, how = _statements(shown, parts[first.language], losses)
    titles = {each.language: each.title for each in shown if each.title.strip()}
    if not titles:
        titles = {first.language: first.slug}
        losses.append(Loss(first.slug, "title", "nothing of it could be written; the slug stands for it"))
    kind = RelationKind.ANNIVERSARY_OF if how == "derived" else RelationKind.PART_OF
    parents = dict.fromkeys(parent for each in shown for parent in each.parents)
    return first.type(
        slug=first.slug,
        kind=first.kind,
        title=LocalizedText(titles),
        statements=statements,
        track=_track(shown),
        relations=[Relation(kind=kind, target=parent) for parent in parents],
        description=_localized({language: each["description"] for language, each in parts.items()}),
        revisions=[each.revision for each in shown],
    )


def _localized(texts: Mapping[Language, str]) -> LocalizedText | None:
    found = {language: text for language, text in texts.items() if text.strip()}
    return LocalizedText(found) if found else None


def _track(shown: Iterable[Shown]) -> Track | None:
    titles = tuple((each.language, each.track) for each in shown if each.track)
    return _made_track(titles) if titles else None


@lru_cache(maxsize=1024)
def _made_track(titles: tuple[tuple[Language, str], ...]) -> Track:
    texts = LocalizedText(dict(titles))
    return Track(slug=plain_slug(texts.best(Language.EN), "track", texts.values()), title=texts)


def _parts(shown: Shown) -> dict[str, str]:
    """The parts of a description by their headings; "description" is what the entry itself said."""
    text, headings = shown.description, shown.words.headings
    is_cut = text.endswith(_CUT)
    text = text.removesuffix(_CUT) if is_cut else text
    found = {"cut": _CUT if is_cut else ""}
    at = text.find(headings["how-known"])
    begin, key = at, "how-known"
    for following in (*(each for each in headings if each != "how-known"), None):
        if begin < 0:
            break
        end = len(text) if following is None else _find(text, headings[following], begin, last=following == "sources")
        if end < 0:
            continue
        found[key] = text[begin + len(headings[key]) : end].lstrip(" ")
        begin, key = end, following or ""
    body = text if at < 0 else text[:at]
    found["description"] = body.partition("\n")[2]
    return found


def _find(text: str, heading: str, begin: int, *, last: bool) -> int:
    at = text.rfind(heading, begin) if last else text.find(f"{heading}", begin)
    return at if at > begin or at < 0 else -1


def _known(text: str | None, said: Words) -> _Known:
    how, found, source = (text or "").partition(" – ")
    if not found or how not in said.how:
        return _Known("stated", "", None, is_whole=False)
    publisher, published, is_whole = said.source(source)
    return _Known(said.how[how], publisher, published, is_whole)


def _statements(shown: list[Shown], parts: Mapping[str, str], losses: list[Loss]) -> tuple[list[Statement], str]:
    """What the settling source says, and the other sources if they date the entry likewise; and how that is known."""
    first = shown[0]
    known = _known(parts.get("how-known"), first.words)
    address, addresses = _addresses(first.event, parts.get("sources", ""))
    others, elsewhere = parts.get("others-say", "").strip("\n"), [each for each in addresses if each != address]
    note = "\n".join(filter(None, [others, *elsewhere])) if others else ""
    settled = Statement(
        source=_source(known.publisher.strip() or _host(address) or _NAMELESS, known.published, address),
        when=first.when,
        status=first.status,
        place=_place(shown),
        clock=_clock(first, parts.get("local-times", ""), losses),
        inferred=known.how == "inferred",
        note=note[:20_000] or None,
    )
    _tell_losses(first.slug, known, parts, losses)
    if others:
        return [settled], known.how
    listed = [settled if each == address else _by(each, first.when) for each in addresses]
    return _settled_by(settled, listed), known.how


def _by(address: str, when: Edtf) -> Statement:
    return Statement(source=_source(_host(address), None, address), when=when)


def _settled_by(settled: Statement, listed: list[Statement]) -> list[Statement]:
    """These in their order, if *settled* prevails in it; else it goes first."""
    if settled in listed and (settled.source.published is not None or listed[0] is settled):
        return listed
    return [settled, *(each for each in listed if each is not settled)]


def _tell_losses(slug: str, known: _Known, parts: Mapping[str, str], losses: list[Loss]) -> None:
    told = {
        "sources": not known.is_whole and "who settled the date, or when that came out, can't be read back",
        "statements": "others-say" in parts and "what other sources say stands in the note, in words",
        "participants": "takes-part" in parts and "named in words only",
        "figures": "figures" in parts and "told in words only",
        "description": bool(parts["cut"]) and "cut at 2,000 octets, with what would have followed",
    }
    losses.extend(Loss(slug, what, why) for what, why in told.items() if why)


def _addresses(event: Component, listed: str) -> tuple[str | None, list[str]]:
    """The address of the settling source, and those of all sources in their order."""
    addresses = [line for line in listed.strip("\n").split("\n") if line]
    if not all(map(_is_address, addresses)):
        addresses = []
    found = event.get("URL")
    url = found.value.strip() if found else ""
    if not _is_address(url):
        return None, addresses
    bare = unquote(url)
    known = next((each for each in addresses if each == url or unquote(each) == bare), None)
    return (known, addresses) if known else (url, [url, *addresses])


def _is_address(text: str) -> bool:
    return bool(_ADDRESS.fullmatch(text))


def _host(address: str | None) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.") if address else ""


def _source(publisher: str, published: str | None, address: str | None) -> Source:
    return Source(
        slug=slug_of(_host(address) or publisher, publisher, published or "", address or ""),
        publisher=publisher,
        language="und",
        published=published,
        url=address,
    )


def _place(shown: list[Shown]) -> Place | None:
    names = tuple((each.language, each.place) for each in shown if each.place.strip())
    return _made_place(names, shown[0].event.text("GEO")) if names else None


@lru_cache(maxsize=1024)
def _made_place(texts: tuple[tuple[Language, str], ...], position: str) -> Place:
    """The place of these texts; what follows the last comma is its country, if it is one."""
    names, country = dict(texts), None
    for language, text in texts:
        name, _, last = text.rpartition(", ")
        code = words_of(language).country(last)
        if name.strip() and code and code == (country or code):
            names[language], country = name, code
    latitude, longitude = _position(position)
    called = LocalizedText(names)
    return Place(
        slug=plain_slug(called.best(Language.EN), "place", (*called.values(), country or "")),
        name=called,
        country=country,
        latitude=latitude,
        longitude=longitude,
    )


def _position(text: str) -> tuple[float | None, float | None]:
    found = re.fullmatch(r"(-?[0-9]{1,2}(?:\.[0-9]+)?);(-?[0-9]{1,3}(?:\.[0-9]+)?)", text)
    return (float(found[1]), float(found[2])) if found else (None, None)


def _clock(shown: Shown, section: str, losses: list[Loss]) -> Clock | None:
    clock = clock_of(shown.event, section, shown.when.earliest, shown.words)
    if section and clock is None:
        losses.append(Loss(shown.slug, "clock", f"in which zone it is can't be told: {quoted(section)}"))
    return clock


def newest(shown: Iterable[Shown]) -> Iterator[Shown]:
    """Of each language the newest, in the order in which the languages came."""
    by_language: dict[Language, Shown] = {}
    for each in shown:
        kept = by_language.get(each.language)
        if kept is None or each.newness > kept.newness:
            by_language[each.language] = each
    return iter(by_language.values())
