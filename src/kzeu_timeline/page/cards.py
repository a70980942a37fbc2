"""What the page says of an entry, in one language, as plain values for the template."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import attrs

from kzeu_timeline import sentences
from kzeu_timeline.chronology import Chronology
from kzeu_timeline.doubts import doubt
from kzeu_timeline.locales import describe, wording
from kzeu_timeline.model import Entry, Rank, Relation, Source, Statement, Status
from kzeu_timeline.page.knowledge import Knowledge, Period, Piece, State, pieces
from kzeu_timeline.text import Language, LocalizedText


class Fact(NamedTuple):
    """A line of a card: its name, and what was known of it when."""

    label: str
    pieces: list[Piece]

    @property
    def period(self) -> Period | None:
        """When any of it was known, from the first piece to the last."""
        first, last = self.pieces[0].period, self.pieces[-1].period
        return Period(first.since, last.until) if first and last else None


class Said(NamedTuple):
    """A statement: since when it is known, who says so, and when it prevails and why."""

    since: Period | None
    publisher: str
    url: str | None
    remarks: str
    note: str
    prevails: list[Piece]


class Agreed(NamedTuple):
    """Statements that say the same: what they say, since when anybody does, and who."""

    since: Period | None
    when: str
    status: str
    is_wrong: bool
    said: list[Said]


class Numbers(NamedTuple):
    """Figures, and who gives them."""

    texts: list[str]
    publisher: str
    url: str | None
    since: Period | None


class Tie(NamedTuple):
    """A relation to an entry: to where its card is, if that is on the page."""

    label: str
    title: str
    when: str
    slug: str | None
    rest: str
    since: Period | None


class Condition(NamedTuple):
    """Whether an entry is planned, was held or came to nothing: its words, when they held, and how they are shown."""

    text: str
    period: Period | None
    tone: str


@attrs.frozen(kw_only=True)
class Card:
    """All that is known of an entry."""

    entry: Entry
    year: str
    since: Period
    title: str
    title_language: str
    when: list[Piece]
    status: list[Condition]
    doubt: list[Piece]
    mark: str
    marks: str
    description: str
    facts: list[Fact]
    statements: list[Agreed]
    figures: list[Numbers]
    ties: list[Tie]

    @staticmethod
    def first(parts: Sequence[Agreed | Said | Numbers | Tie]) -> Period | None:
        """Since when any of these is known, if not as long as the entry is."""
        known = [each.since for each in parts if each.since]
        return min(known) if len(known) == len(parts) else None


@attrs.frozen
class Cards:
    """The cards of a timeline in one language; *today* is None if nobody knows which day it is."""

    known: Knowledge
    chronology: Chronology
    language: Language
    today: dt.date | None

    def __iter__(self) -> Iterator[Card]:
        for entry in self.known.timeline:
            yield self._card(entry)

    def _card(self, entry: Entry) -> Card:
        language, states = self.language, self.known.states[entry.slug]
        marks = self.known.marks[entry.slug]
        return Card(
            entry=entry,
            year=sentences.year_heading(entry),
            since=Period(states[0].period.since),
            title=entry.title.best(language),
            title_language=_tongue(entry.title, language),
            when=list(pieces(states, lambda then: then.when, lambda then: sentences.when_text(then.when, language))),
            status=list(self._conditions(states)),
            doubt=list(pieces(states, doubt, lambda then: sentences.doubt_text(then, language))),
            mark=marks[-1][1] if marks else "",
            marks=" ".join(f"{since}{mark}" for since, mark in marks) if len(marks) > 1 else "",
            description=entry.description.best(language) if entry.description else "",
            facts=[fact for fact in self._facts(entry, states) if fact.pieces],
            statements=[] if entry.is_derived else list(self._agreed(entry, states)),
            figures=list(self._figures(entry, states)),
            ties=[self._tie(each, states) for each in entry.relations],
        )

    def _conditions(self, states: tuple[State, ...]) -> Iterator[Condition]:
        """The status, and from when on what was planned should be over and nobody says that it was held."""
        for text, period, state in pieces(states, _plan, self._status):
            since, until = period or Period(0)
            over = self.known.after(state.entry.when.span[1], self.today)
            if state.entry.status is not Status.PLANNED or over is None or (until is not None and until <= over):
                yield Condition(text, period, state.entry.status or "")
                continue
            if since < over:
                yield Condition(text, Period(since, over), Status.PLANNED)
            yield Condition(wording(self.language).label("unconfirmed"), Period(max(since, over), until), "")

    def _status(self, entry: Entry) -> str:
        """What a source says of most entries, that they were held, goes without saying."""
        if entry.status is Status.HELD or entry.is_derived:
            return ""
        return sentences.status_text(entry, self.language) or wording(self.language).page["unreported"]

    def _since(self, source: Source | None, states: tuple[State, ...]) -> Period | None:
        """From when on something is known, if not as long as the entry is."""
        since = self.known.since(source) if source else 0
        return Period(since) if since > states[0].period.since else None

    def _facts(self, entry: Entry, states: tuple[State, ...]) -> Iterator[Fact]:
        language, words = self.language, wording(self.language)
        always = states[-1]

        def fixed(text: str, period: Period | None = None) -> list[Piece]:
            return [Piece(text, period, always)] if text else []

        yield Fact(words.label(entry.type), fixed(words.kind(entry.kind)))
        yield Fact(
            words.label("place"),
            list(
                pieces(
                    states,
                    lambda then: then.place,
                    lambda then: sentences.place_text(then.place, language) if then.place else "",
                )
            ),
        )
        yield Fact(
            words.label("local-times"),
            list(
                pieces(
                    states,
                    lambda then: then.clock and (then.clock, then.when),
                    lambda then: "; ".join(sentences.local_times(then, language)),
                )
            ),
        )
        yield Fact(
            words.label("takes-part"),
            list(
                pieces(
                    states,
                    lambda then: then.participants,
                    lambda then: "; ".join(sentences.participant_text(each, language) for each in then.participants),
                )
            ),
        )
        topics = "; ".join(topic.title.best(language) for topic in entry.topics)
        yield Fact(words.label("topics"), fixed(topics))
        together = "; ".join(sentences.narrowed(entry, self.chronology, language))
        at_last = len(self.known.days)
        yield Fact(words.label("together"), fixed(together, Period(at_last)))

    def _agreed(self, entry: Entry, states: tuple[State, ...]) -> Iterator[Agreed]:
        """The statements, by what they say, the weightiest first."""
        alike: dict[tuple[str, Status | None, bool], list[Statement]] = {}
        for each in entry.ranked:
            key = describe(each.when, self.language), each.status, each.rank is Rank.DEPRECATED
            alike.setdefault(key, []).append(each)
        for (when, status, is_wrong), statements in alike.items():
            said = [self._said(each, states) for each in statements]
            label = "" if status is entry.status else sentences.status_label(status, entry, self.language)
            yield Agreed(Card.first(said), when, label, is_wrong, said)

    def _said(self, statement: Statement, states: tuple[State, ...]) -> Said:
        words, source = wording(self.language), statement.source
        remarks = [
            self._published(source),
            words.page["inferred"] if statement.inferred else "",
            words.page["known-wrong"] if statement.rank is Rank.DEPRECATED else "",
            f"§{statement.paragraph}" if statement.paragraph else "",
        ]
        prevails = list(
            pieces(
                states,
                lambda then: then.settled == statement and then.reason,
                lambda then: sentences.why_settled(then, self.language) if then.settled == statement else "",
            )
        )
        return Said(
            since=self._since(source, states),
            publisher=source.publisher,
            url=source.url,
            remarks=", ".join(filter(None, remarks)),
            note=statement.note or "",
            prevails=prevails,
        )

    def _published(self, source: Source) -> str:
        """When a source came out: in figures, as sources are cited, so that it is told from the dates of entries."""
        if source.published is None:
            return wording(self.language).page["undated"]
        written = source.published.edtf
        return written if _FIGURES.fullmatch(written) else describe(source.published, self.language)

    def _figures(self, entry: Entry, states: tuple[State, ...]) -> Iterator[Numbers]:
        """The figures, by their sources: one often gives many."""
        given: dict[Source, list[str]] = {}
        for each in entry.figures:
            given.setdefault(each.source, []).append(sentences.figure_text(each, self.language))
        for source, texts in given.items():
            yield Numbers(texts, source.publisher, source.url, self._since(source, states))

    def _tie(self, relation: Relation, states: tuple[State, ...]) -> Tie:
        target = self.known.timeline.get(relation.target)
        return Tie(
            label=wording(self.language).label(relation.kind),
            title=target.title.best(self.language) if target else relation.target,
            when=sentences.when_text(target.when, self.language) if target else "",
            slug=relation.target if target else None,
            rest=relation.source.publisher if relation.source else "",
            since=self._since(relation.source, states),
        )


_FIGURES: Final = re.compile(r"\d{4}(-\d\d){0,2}")


def _tongue(text: LocalizedText, language: Language) -> str:
    """The language of a text that is shown for want of one in *language*; else empty."""
    shown = text.best_language(language)
    return "" if shown is language else shown


def _plan(entry: Entry) -> tuple[Status | None, float | None]:
    """The status and, of what is planned, the day by whose end it should be over."""
    return entry.status, entry.when.span[1] if entry.status is Status.PLANNED else None
