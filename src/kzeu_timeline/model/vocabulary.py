"""The words that records are made of, where there are only a few."""

from __future__ import annotations

from enum import StrEnum

from kzeu_timeline.model.fields import member_of


class Status(StrEnum):
    """Whether a source reports something as planned or as done."""

    PLANNED = "planned"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Rank(StrEnum):
    """How much weight a statement has among those of its entry; Wikidata's three ranks."""

    PREFERRED = "preferred"
    NORMAL = "normal"
    DEPRECATED = "deprecated"


class RelationKind(StrEnum):
    """How one entry stands to another, and what follows for its days.

    ``part-of`` and ``decided-at``: it lies within the target; its days count from beginning to beginning.
    ``ahead-of``: it is over when the target begins, and the days count from there.
    ``follows`` and ``replaces``: it begins when the target is over, and the days count from there.
    ``anniversary-of``: it begins as many years after the target's beginning as its ordinal says.
    Each may fall on the very day on which the other ends or begins.
    """

    PART_OF = "part-of"
    ANNIVERSARY_OF = "anniversary-of"
    AHEAD_OF = "ahead-of"
    DECIDED_AT = "decided-at"
    FOLLOWS = "follows"
    REPLACES = "replaces"


class Bound(StrEnum):
    """How a source qualifies a figure."""

    EXACTLY = "exactly"
    ABOUT = "about"
    ALMOST = "almost"
    OVER = "over"


def status(value: Status | str) -> Status:
    """The status with this value."""
    return member_of(Status, value)


def rank(value: Rank | str) -> Rank:
    """The rank with this value."""
    return member_of(Rank, value)


def relation_kind(value: RelationKind | str) -> RelationKind:
    """The kind of relation with this value."""
    return member_of(RelationKind, value)


def bound(value: Bound | str) -> Bound:
    """The bound with this value."""
    return member_of(Bound, value)
