"""What is said about an entry in words, in one language; every format that is read by people shows these."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import isinf
from typing import Final

from kzeu_timeline.chronology import Chronology, Claim
from kzeu_timeline.dates import Clock, Edtf, parse_edtf
from kzeu_timeline.dates.calendar import date_of
from kzeu_timeline.doubts import Doubt, doubt, is_open
from kzeu_timeline.locales import describe, marked, wording
from kzeu_timeline.model import (
    Entry,
    Figure,
    Milestone,
    Participant,
    Place,
    Reason,
    Relation,
    Source,
    Statement,
    Status,
)
from kzeu_timeline.timeline import Timeline

ANYWHERE: Final = "↕"

LONGEST_RUN_DAYS: Final = 366
"""Between the first and the last possible day; what is open for longer stands outside the stretches."""

CAPITALS: Final = {"Asia/Almaty": "astana", "Europe/Brussels": "brussels"}
"""The zones of the two capitals, whose clocks are always shown; the exemplar city of the first would be Almaty."""


def dated_title(entry: Entry, language: str) -> str:
    """The title with what is open about its date before it: "≈ November 2025 · 22nd …"."""
    title = entry.title.best(language)
    return f"{marked(entry.when, language)} · {title}" if is_open(entry.when) else title


def when_text(when: Edtf, language: str) -> str:
    """The date in words, with ≈ before it where its days are open."""
    return marked(when, language) if is_open(when) else describe(when, language)


def doubt_text(entry: Entry, language: str) -> str:
    """Why one looks twice at the date; empty if nothing speaks for that."""
    words, found = wording(language), doubt(entry)
    return "" if found is None else words.label("days-open") if found is Doubt.OPEN else words.page[found]


def remark(entry: Entry, language: str) -> str:
    """What a list says of a date that has no ``≈`` before it; empty if that is nothing."""
    return "" if doubt(entry) is Doubt.OPEN else doubt_text(entry, language)


def remarked(entry: Entry, language: str) -> str:
    """The date as a list has it in one line, with what is to be said of it in brackets."""
    said = remark(entry, language)
    return f"{when_text(entry.when, language)}{said and f' ({said})'}"


@lru_cache(maxsize=4096)
def place_text(place: Place, language: str) -> str:
    """The city and its country, or whichever of the two there is."""
    from kzeu_timeline.locales import names  # noqa: PLC0415 - brings Babel

    name = place.name.best(language)
    country = names.country_name(place.country, wording(language)) if place.country else name
    return name if country == name else f"{name}, {country}"


@lru_cache(maxsize=4096)
def participant_text(participant: Participant, language: str) -> str:
    """A person and their role."""
    name = participant.person.name.best(language)
    return f"{name} ({participant.role.name.best(language)})" if participant.role else name


def source_text(source: Source, language: str) -> str:
    """Who published a source, and when."""
    words = wording(language)
    if source.published is None:
        return f"{source.publisher} ({words.label('unpublished')})"
    return f"{source.publisher} ({words.label('published')}: {describe(source.published, language)})"


@lru_cache(maxsize=4096)
def figure_text(figure: Figure, language: str) -> str:
    """A figure with what it measures, how the source qualifies it, and the period that it covers."""
    from kzeu_timeline.locales import names  # noqa: PLC0415 - brings Babel

    words = wording(language)
    currency = names.currency_name(figure.unit, figure.value, words)
    value = " ".join(filter(None, (names.number_text(figure.value, words), currency)))
    period = f" ({describe(figure.period, language)})" if figure.period else ""
    return f"{figure.title.best(language)}{period}: {words.bounded(figure.bound, value)}"


def status_text(entry: Entry, language: str, today: dt.date | None = None) -> str:
    """Whether it is planned or was held; empty if no source says.

    With *today*, of what is over by then it is said that the plan was never confirmed.
    """
    if today and entry.status is Status.PLANNED and entry.when.span[1] < today.toordinal():
        return wording(language).label("unconfirmed")
    return status_label(entry.status, entry, language)


def status_label(status: Status | None, entry: Entry, language: str) -> str:
    """What a status is called of an entry: a meeting is held; of a law or a decision no such thing can be said."""
    if status is None:
        return ""
    return wording(language).label("done" if status is Status.HELD and entry.type == Milestone.type else status)


def how_known(entry: Entry, language: str) -> str:
    """Where the settled date comes from: stated or inferred, and by whom."""
    how = "derived" if entry.is_derived else "inferred" if entry.settled.inferred else "stated"
    return f"{wording(language).label(how)} – {source_text(entry.settled.source, language)}"


_REASONS: Final = {
    Reason.RANK: "rank",
    Reason.PUBLISHED: "published-last",
    Reason.PRECISION: "precision",
    Reason.ORDER: "order",
}


def why_settled(entry: Entry, language: str) -> str:
    """By which part of the rule the settled date prevails; empty if no source gives another."""
    return wording(language).label(_REASONS[entry.reason]) if entry.reason in _REASONS else ""


def other_statements(entry: Entry) -> Iterator[Statement]:
    """The statements that date the entry otherwise than the settled one, by weight, one for each date."""
    if len(entry.ranked) == 1:
        return
    seen = {entry.when}
    for statement in entry.ranked:
        if statement.when not in seen:
            seen.add(statement.when)
            yield statement


def narrowed(entry: Entry, chronology: Chronology, language: str) -> Iterator[str]:
    """The bounds that follow from all statements together, where the settled date leaves more open; and whence."""
    (earliest, latest), reasons, sure = chronology.bounds(entry.slug), chronology.why(entry.slug), entry.when.certain
    if earliest and earliest.toordinal() > sure.start_min:
        yield f"{describe(parse_edtf(f'[{earliest}..]'), language)}: {_whence(entry, reasons.earliest, language)}"
    if latest and latest.toordinal() < sure.end_max:
        yield f"{describe(parse_edtf(f'[..{latest}]'), language)}: {_whence(entry, reasons.latest, language)}"


def _whence(entry: Entry, chain: Sequence[Claim], language: str) -> str:
    """The entry from whose date a bound follows, unless it is this one, and the sources of all that leads there."""
    dated = chain[0].entry
    sources = "; ".join(source_text(each, language) for each in dict.fromkeys(claim.source for claim in chain) if each)
    return sources if dated == entry else f"{dated.title.best(language)} – {sources}"


def relation_text(relation: Relation, language: str, target: Entry | None = None) -> str:
    """How an entry stands to another, with the days between them, and who says so.

    Without *target*, of which title and date are told, the slug stands alone, in the brackets that mark slugs in lists.
    """
    words = wording(language)
    least, most = relation.days or (None, None)
    days = "" if least is None else f" ({words.label('days-between')}: {least if least == most else f'{least}–{most}'})"
    by = f" – {source_text(relation.source, language)}" if relation.source else ""
    named = _named(target, language) if target else f"[{relation.target}]"
    return f"{words.label(relation.kind)} {named}{days}{by}"


def _named(entry: Entry, language: str) -> str:
    """An entry in one line: its title, its date and its slug."""
    return f"{entry.title.best(language)} ({when_text(entry.when, language)}) [{entry.slug}]"


def statement_text(statement: Statement, entry: Entry, language: str) -> str:
    """The date that a source gives of *entry*, and the source."""
    return f"{said_text(statement, entry, language)} – {source_text(statement.source, language)}"


def said_text(statement: Statement, entry: Entry, language: str) -> str:
    """The date that a source gives of *entry*, and the state that it is in by then."""
    said = (describe(statement.when, language), status_label(statement.status, entry, language))
    return ", ".join(filter(None, said))


def local_times(entry: Entry, language: str) -> Iterator[str]:
    """The clock times on the spot and in both capitals, each with its city; nothing if none are known."""
    if entry.clock is not None and entry.earliest is not None:
        yield from clock_times(entry.clock, entry.earliest, language)


def clock_times(clock: Clock, day: dt.date, language: str) -> Iterator[str]:
    """The times of a clock on a day in its own zone, there and in both capitals."""
    from kzeu_timeline.locales import names  # noqa: PLC0415 - brings Babel

    words = wording(language)
    for zone in dict.fromkeys((clock.zone, *CAPITALS)):
        start, end = clock.local(day, zone)
        times = "–".join(f"{time:%H:%M}" for time in (start, end) if time)
        yield f"{words.label(CAPITALS[zone]) if zone in CAPITALS else names.city_of(zone, words)} {times}"


def year_heading(entry: Entry) -> str:
    """The year under which an entry is listed; "…" if it is wholly unknown."""
    day = date_of(entry.when.sort_key[0])
    return str(day.year) if day else "…"


def legends(timeline: Timeline, language: str) -> Iterator[str]:
    """What the signs in a list of the timeline mean, of those that occur."""
    words = wording(language)
    if any(is_open(entry.when) for entry in timeline):
        yield f"≈ {words.label('days-open')}"
    yield from run_legends(run_marks(timeline).values(), language)


def run_legends(marks: Iterable[str], language: str) -> Iterator[str]:
    """What those of the marks in the margin mean that occur."""
    words, signs = wording(language), set(marks)
    if "┌" in signs:
        yield f"┌│└ {words.label('order-open')}"
    if ANYWHERE in signs:
        yield f"{ANYWHERE} {words.label('anywhere')}"


def run_marks(timeline: Timeline) -> dict[str, str]:
    """What stands in the margin where the dates leave the order open, by slug.

    A line ┌ │ └ joins each stretch of neighbours. What may lie anywhere in more than a year is marked by itself: it
    would join everything of those years, and say nothing about the rest.
    """
    marks: dict[str, str] = {entry.slug: ANYWHERE for entry in timeline if _is_anywhere(entry)}
    for run in open_runs(timeline):
        shape = ["┌", *"│" * (len(run) - 2), "└"]
        marks.update((entry.slug, mark) for entry, mark in zip(run, shape, strict=True))
    return marks


def open_runs(timeline: Timeline) -> tuple[tuple[Entry, ...], ...]:
    """The stretches of neighbours whose order the dates leave open, but for what may lie anywhere in over a year."""
    return timeline.where(lambda entry: not _is_anywhere(entry)).undetermined_runs()


def _is_anywhere(entry: Entry) -> bool:
    first, last = entry.when.span
    return last - first > LONGEST_RUN_DAYS


def reach(entries: Iterable[Entry], language: str) -> Iterator[str]:
    """How many entries there are and how many of them were computed, and how far their sources reach."""
    there, words = tuple(entries), wording(language)
    derived = sum(entry.is_derived for entry in there)
    yield words.page["reach"].format(entries=len(there) - derived, anniversaries=derived)
    if latest := latest_source(there, language):
        yield latest


def latest_source(entries: Iterable[Entry], language: str) -> str:
    """When the latest of their sources came out; empty if that is known of none."""
    published = [source.published for entry in entries for source in entry.sources if source.published]
    latest = max((each for each in published if not isinf(each.span[1])), key=_last_day, default=None)
    return wording(language).page["latest-source"].format(date=describe(latest, language)) if latest else ""


def outlook(timeline: Timeline, today: dt.date, language: str) -> str:
    """That nothing but anniversaries is known to be ahead, and how far the sources reach; empty if something is."""
    if any(not entry.is_derived for entry in timeline.upcoming(today)):
        return ""
    return ". ".join(filter(None, (wording(language).page["none-ahead"], latest_source(timeline, language))))


def _last_day(when: Edtf) -> tuple[float, str]:
    return when.span[1], when.edtf
