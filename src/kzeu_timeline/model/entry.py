"""Events and milestones: stacks of statements, and what follows from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from typing import ClassVar, Final, Self, TypeVar

import attrs

from kzeu_timeline.dates import Clock, Edtf
from kzeu_timeline.exceptions import InvalidRecordError, quoted
from kzeu_timeline.model import fields, figure, party, relation, revision, statement, topic
from kzeu_timeline.model.figure import Figure
from kzeu_timeline.model.party import Participant, Party
from kzeu_timeline.model.place import Place
from kzeu_timeline.model.relation import Relation
from kzeu_timeline.model.revision import Revision
from kzeu_timeline.model.source import Source
from kzeu_timeline.model.statement import Reason, Statement, ranked, reason
from kzeu_timeline.model.topic import Topic
from kzeu_timeline.model.track import Track
from kzeu_timeline.model.vocabulary import RelationKind, Status
from kzeu_timeline.text import LocalizedText

C = TypeVar("C", Statement, Relation, Figure)

LONGEST_COMMEMORATED_SLUG: Final = 100
"""Characters; the slugs of its anniversaries are made of it."""


@attrs.frozen(kw_only=True, cache_hash=True, repr=False)
class Entry:
    """What events and milestones have in common: a permanent slug, titles, and statements with their sources.

    ``kind`` says in a word what it is; ``ordinal`` is its number in its track, by a source, never by counting.
    ``when``, ``status``, ``place``, ``participants`` and ``clock`` are settled, not stored: each is what the
    prevailing statement says that says anything about it (rank, then publication date, then precision).
    ``commemorated`` is how the titles of its anniversaries go on after "anniversary of", in the genitive in Russian
    and Kazakh; an entry without it has no anniversaries.
    """

    type: ClassVar[str]

    slug: fields.Slug = attrs.field(converter=fields.slug)
    kind: fields.Slug = attrs.field(converter=fields.slug)
    title: LocalizedText = attrs.field(converter=fields.localized)
    statements: tuple[Statement, ...] = attrs.field(converter=statement.statements)
    track: Track | None = attrs.field(validator=fields.is_a(Track), default=None)
    ordinal: int | None = attrs.field(converter=attrs.converters.optional(fields.positive), default=None)
    parties: tuple[Party, ...] = attrs.field(converter=party.parties, default=())
    topics: tuple[Topic, ...] = attrs.field(converter=topic.topics, default=())
    figures: tuple[Figure, ...] = attrs.field(converter=figure.figures, default=())
    relations: tuple[Relation, ...] = attrs.field(converter=relation.relations, default=())
    description: LocalizedText | None = attrs.field(converter=attrs.converters.optional(fields.localized), default=None)
    commemorated: LocalizedText | None = attrs.field(
        converter=attrs.converters.optional(fields.localized), default=None
    )
    revisions: tuple[Revision, ...] = attrs.field(converter=revision.revisions, default=(), eq=False)

    ranked: tuple[Statement, ...] = attrs.field(init=False, eq=False, repr=False)
    """The statements by weight: the first is the one that prevails."""
    when: Edtf = attrs.field(init=False, eq=False, repr=False)
    status: Status | None = attrs.field(init=False, eq=False, repr=False)
    place: Place | None = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if not self.statements:
            raise InvalidRecordError(f"an entry without statements: {quoted(self.slug)}")
        if self.commemorated is not None and len(self.slug) > LONGEST_COMMEMORATED_SLUG:
            raise InvalidRecordError(f"a slug too long for those of its anniversaries: {quoted(self.slug)}")
        by_weight = ranked(self.statements)
        object.__setattr__(self, "ranked", by_weight)
        object.__setattr__(self, "when", by_weight[0].when)
        object.__setattr__(self, "status", next((each.status for each in by_weight if each.status), None))
        object.__setattr__(self, "place", next((each.place for each in by_weight if each.place), None))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.slug}: {self.when}>"

    @property
    def settled(self) -> Statement:
        """The statement that prevails on the date."""
        return self.ranked[0]

    @property
    def participants(self) -> tuple[Participant, ...]:
        """Who takes part, by the prevailing statement that names anybody."""
        return next((each.participants for each in self.ranked if each.participants), ())

    @property
    def clock(self) -> Clock | None:
        """The clock times, by the prevailing statement that gives any; None unless it also gives the settled day."""
        timing = next((each for each in self.ranked if each.clock), None)
        return timing.clock if timing and timing.when == self.when else None

    @property
    def reason(self) -> Reason:
        """By which part of the rule the settled date prevails."""
        return reason(self.ranked)

    @property
    def earliest(self) -> dt.date | None:
        """The first possible day, if the date is taken without ``?``, ``~`` and ``%``; None if unbounded."""
        return self.when.earliest

    @property
    def latest(self) -> dt.date | None:
        """The last possible day, inclusive, likewise; None if unbounded."""
        return self.when.latest

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source of a statement, once, in the order of the statements."""
        sources = [statement.source for statement in self.statements]
        if len({source.slug for source in sources}) == len(sources):
            return tuple(sources)  # all different: no need to hash them, which takes longer than all else here
        return tuple(dict.fromkeys(sources))

    @property
    def is_derived(self) -> bool:
        """Whether it was computed from another entry, as anniversaries are, and is stored nowhere."""
        return any(relation.kind is RelationKind.ANNIVERSARY_OF for relation in self.relations)

    @property
    def sort_key(self) -> tuple[tuple[float, float], str]:
        """Orders entries: by date, then by slug."""
        return self.when.sort_key, self.slug

    def revision(self, language: str) -> Revision | None:
        """What subscribers of that language were last shown; None if nothing was ever sealed."""
        return next((revision for revision in self.revisions if revision.language == language), None)

    def as_of(self, day: dt.date) -> Self | None:
        """The entry as known at the end of *day*, with what sources had stated by then; None if none had.

        What relations and figures say on nobody's authority but the record's was always known.
        """

        def known(claims: tuple[C, ...]) -> tuple[C, ...]:
            return tuple(each for each in claims if each.source is None or each.source.was_published_by(day))

        statements, relations, figures = known(self.statements), known(self.relations), known(self.figures)
        if (statements, relations, figures) == (self.statements, self.relations, self.figures):
            return self
        if not statements:
            return None
        return attrs.evolve(self, statements=statements, relations=relations, figures=figures, revisions=())

    def _repr_mimebundle_(
        self, include: Container[str] | None = None, exclude: Container[str] | None = None
    ) -> dict[str, str]:
        """How it shows itself in notebooks, in English; :class:`~kzeu_timeline.Display` knows other languages."""
        from kzeu_timeline.exporters.notebook import Display  # noqa: PLC0415 - stands above

        return Display(self)._repr_mimebundle_(include, exclude)


@attrs.frozen(kw_only=True, cache_hash=True, repr=False)
class Event(Entry):
    """Something that takes place: a meeting, a summit, a visit, a round of talks."""

    type: ClassVar[str] = "event"


@attrs.frozen(kw_only=True, cache_hash=True, repr=False)
class Milestone(Entry):
    """A point that a process reaches: an agreement is signed, a partnership decided."""

    type: ClassVar[str] = "milestone"
