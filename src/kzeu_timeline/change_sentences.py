"""What is said of a change in words, in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from kzeu_timeline.changes import Change, ChangeKind
from kzeu_timeline.dates import Qualifier
from kzeu_timeline.doubts import contradicts
from kzeu_timeline.locales import describe, inflected, wording
from kzeu_timeline.locales.wording import Case, Wording
from kzeu_timeline.model import Entry, Milestone, Participant, Source
from kzeu_timeline.sentences import local_times, participant_text, place_text, source_text, statement_text, status_text


def change_text(change: Change, language: str) -> str:
    """The change in words, and who says so: moved from 4 March 2025 to 27 March 2025 – EEAS (published: …).

    That an entry is removed no source says.
    """
    said = _said(change, language)
    if change.kind in _BY_NO_SOURCE or not change.sources:
        return said
    return f"{said} – {_sources(change.sources, language)}"


def heading(change: Change, language: str) -> str:
    """What kind of change it is, in words that stand alone: moved, title changed."""
    words = wording(language)
    if change.kind is ChangeKind.CONFIRMED and change.entry.type == Milestone.type:
        return words.label("done")
    return words.changes.get(f"{change.kind}-alone", words.changes[change.kind])


def _said(change: Change, language: str) -> str:
    words, say = wording(language), _SAYINGS.get(change.kind)
    if change.kind in {ChangeKind.ADDED, ChangeKind.WITHDRAWN}:
        return f"{words.changes[change.kind]}: {_settled(change.entry, language)}"
    before, after = change.before or change.entry, change.after or change.entry
    return say(change, before, after, language) if say else heading(change, language)


_Saying = Callable[[Change, Entry, Entry, str], str]
"""What says a change of one kind, from one entry to another, in a language."""


def _exchange(key: str, before: str | None, after: str | None, words: Wording, *, of: str = "") -> str:
    """The new value and the old one, *of* something: place: Astana (before: Brussels)."""
    said = f"{words.changes[key]}{of}: {after}" if after else f"{words.changes[f'{key}-gone']}{of}"
    return f"{said} ({words.changes['before']}: {before})" if before and before != after else said


def _settled(entry: Entry, language: str) -> str:
    return ", ".join(filter(None, (describe(entry.when, language), status_text(entry, language))))


def _dates(change: Change, before: Entry, after: Entry, language: str) -> str:
    return _exchange(change.kind, describe(before.when, language), describe(after.when, language), wording(language))


def _between(change: Change, before: Entry, after: Entry, language: str) -> str:
    words = wording(language)
    old, new = inflected(before.when, language, Case.FROM), inflected(after.when, language, Case.TO)
    if old is None or new is None:
        return _dates(change, before, after, language)
    return words.finished(words.changes[f"{change.kind}-between"].format(before=old, after=words.after(old, new)))


def _qualifiers(change: Change, before: Entry, after: Entry, language: str) -> str:
    words, old, new = wording(language), before.when.qualifier, after.when.qualifier
    flags = new & ~old if change.kind is ChangeKind.QUALIFIER_GAINED else old & ~new
    names = ((Qualifier.UNCERTAIN, words.uncertain), (Qualifier.APPROXIMATE, words.approximate))
    return words.changes[change.kind].format(how=", ".join(name for flag, name in names if flags & flag))


def _retracted(change: Change, before: Entry, after: Entry, language: str) -> str:
    del after
    return wording(language).changes[change.kind].format(status=status_text(before, language))


def _places(change: Change, before: Entry, after: Entry, language: str) -> str:
    old, new = (place_text(entry.place, language) if entry.place else None for entry in (before, after))
    return _exchange(change.kind, old, new, wording(language))


def _clocks(change: Change, before: Entry, after: Entry, language: str) -> str:
    old, new = (", ".join(local_times(entry, language)) for entry in (before, after))
    return _exchange(change.kind, old, new, wording(language))


def _titles(change: Change, before: Entry, after: Entry, language: str) -> str:
    from kzeu_timeline.locales import names  # noqa: PLC0415 - brings Babel

    words, of = wording(language), change.language
    if of is None:
        return heading(change, language)
    texts = (entry.title.get(of) for entry in (before, after))
    old, new = (words.quotation.format(text=text) if text else None for text in texts)
    in_another = "" if of == language else f" ({names.language_name(of, words)})"
    return _exchange(change.kind, old, new, words, of=in_another)


def _people(change: Change, before: Entry, after: Entry, language: str) -> str:
    words, old, new = wording(language), before.participants, after.participants
    joined, left = _not_among(old, new), _not_among(new, old)
    said = []
    if old and joined:
        said.append(f"{words.changes['participants-joined']}: {_names(joined, language)}")
    if left:
        said.append(f"{words.changes['participants-left']}: {_names(left, language)}")
    if not said:
        said.append(f"{words.changes[change.kind]}: {_names(new, language)}")
    old_chair, new_chair = (
        _names((each for each in people if each.chair), language, roles=False) for people in (old, new)
    )
    if old_chair != new_chair:
        said.append(_exchange("chair", old_chair, new_chair, words))
    return "; ".join(said)


def _not_among(some: Iterable[Participant], others: Iterable[Participant]) -> list[Participant]:
    slugs = {participant.person.slug for participant in some}
    return [participant for participant in others if participant.person.slug not in slugs]


def _names(people: Iterable[Participant], language: str, *, roles: bool = True) -> str:
    return ", ".join(participant_text(each, language) if roles else each.person.name.best(language) for each in people)


def _list_of_sources(change: Change, before: Entry, after: Entry, language: str) -> str:
    del before
    cited = "; ".join(_cited(source, after, language) for source in change.sources)
    return f"{wording(language).changes[change.kind]}: {cited}"


def _cited(source: Source, entry: Entry, language: str) -> str:
    """A source, and before it the date that it gives if it is another than the settled one."""
    otherwise = (each for each in entry.statements if each.source == source and contradicts(each, entry))
    said = next(otherwise, None)
    return statement_text(said, entry, language) if said else source_text(source, language)


def _sources(sources: Iterable[Source], language: str) -> str:
    return "; ".join(source_text(source, language) for source in sources)


def _details(change: Change, before: Entry, after: Entry, language: str) -> str:
    del before, after
    words = wording(language)
    return f"{words.changes[change.kind]}: {', '.join(words.details[name] for name in change.details)}"


_ABOUT_SOURCES: Final = frozenset({ChangeKind.SOURCE_ADDED, ChangeKind.SOURCE_DROPPED, ChangeKind.STATEMENTS_CHANGED})

_BY_NO_SOURCE: Final = _ABOUT_SOURCES | {ChangeKind.WITHDRAWN}

_SAYINGS: Final[dict[ChangeKind, _Saying]] = {
    ChangeKind.MOVED: _between,
    ChangeKind.MORE_PRECISE: _dates,
    ChangeKind.LESS_PRECISE: _dates,
    ChangeKind.CORRECTED: _between,
    ChangeKind.QUALIFIER_GAINED: _qualifiers,
    ChangeKind.QUALIFIER_LOST: _qualifiers,
    ChangeKind.RETRACTED: _retracted,
    ChangeKind.PLACE_CHANGED: _places,
    ChangeKind.CLOCK_CHANGED: _clocks,
    ChangeKind.PARTICIPANTS_CHANGED: _people,
    ChangeKind.TITLE_CHANGED: _titles,
    ChangeKind.DETAILS_CHANGED: _details,
    **dict.fromkeys(_ABOUT_SOURCES, _list_of_sources),
}
"""How each kind is said; the others are their words alone."""
