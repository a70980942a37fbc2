"""What every EDTF value can say: bounds, precision, qualification and relations.

Source: Extended Date/Time Format (EDTF) Specification, Library of Congress, 2019; ISO 8601-2:2019, Annex A.
"""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from enum import IntEnum, IntFlag
from itertools import product, starmap
from math import isinf
from typing import TYPE_CHECKING

from kzeu_timeline.dates import extent as relations
from kzeu_timeline.dates.calendar import Day, date_of, day_of
from kzeu_timeline.dates.truth import Truth, agreed

if TYPE_CHECKING:
    from kzeu_timeline.dates.extent import Extent, Pieces, Relation


class Qualifier(IntFlag):
    """How sure a source is of a date: ``?`` uncertain, ``~`` approximate, ``%`` both (ISO 8601-2:2019, 3.2.6)."""

    NONE = 0
    UNCERTAIN = 1
    APPROXIMATE = 2
    BOTH = 3

    @property
    def symbol(self) -> str:
        """The character that EDTF writes for it; empty for NONE."""
        return QUALIFIER_SYMBOLS[self]


QUALIFIER_SYMBOLS = ("", "?", "~", "%")
"""The symbol of each qualifier, by its number."""


class Precision(IntEnum):
    """The smallest unit that a date tells apart; finer ones compare as greater."""

    MILLENNIUM = 0
    CENTURY = 1
    DECADE = 2
    YEAR = 3
    SEASON = 4
    MONTH = 5
    DAY = 6
    SECOND = 7


class Edtf(ABC):
    """A date as precise as its source: the ground of every EDTF value.

    Values are immutable, hashable, and equal when their canonical text :attr:`edtf` is. They have no ``<``:
    :meth:`before` and its siblings answer yes, no or maybe, and :attr:`sort_key` orders a list.
    """

    __slots__ = ("_extent",)

    _extent: Extent

    @property
    @abstractmethod
    def edtf(self) -> str:
        """The canonical EDTF text; ``parse_edtf`` reads it back as an equal value."""

    @property
    @abstractmethod
    def alternatives(self) -> tuple[Pieces, ...]:
        """When it can have begun and ended; a one-of set has an alternative for each member."""

    @property
    def periods(self) -> tuple[Pieces, ...]:
        """The same, read as a period that things lie in: "during November" means all of November."""
        return self.alternatives

    @property
    @abstractmethod
    def precision(self) -> Precision:
        """The smallest unit named; of several dates, the coarsest."""

    @property
    @abstractmethod
    def qualifier(self) -> Qualifier:
        """All qualification that occurs in any part of it; it never moves a bound."""

    @property
    def extent(self) -> Extent:
        """The narrowest single extent that holds every alternative."""
        try:
            return self._extent
        except AttributeError:  # it never changes, and order, queries and pictures ask for it again and again
            object.__setattr__(self, "_extent", relations.one_of(map(relations.all_of, self.alternatives)))
            return self._extent

    @property
    def certain(self) -> Extent:
        """The extent as far as nothing that carries ``?``, ``~`` or ``%`` has a part in it."""
        return relations.UNKNOWN if self.qualifier else self.extent

    @property
    def span(self) -> tuple[float, float]:
        """The first and the last possible day as day numbers, inclusive; infinite where unbounded.

        A qualifier widens neither: by how much the date may be off is not said.
        """
        first, _, _, last = self.extent
        return first, last

    @property
    def bounds(self) -> tuple[Day | None, Day | None]:
        """The first and the last possible day, inclusive, of any year; None where unbounded."""
        first, last = self.span
        return day_of(first), day_of(last)

    @property
    def earliest(self) -> dt.date | None:
        """The first possible day; None if unbounded.

        Raises :class:`~kzeu_timeline.OutsideCalendarError` outside the years 1 to 9999; :attr:`bounds` has all years.
        """
        return date_of(self.span[0])

    @property
    def latest(self) -> dt.date | None:
        """The last possible day, inclusive; None if unbounded.

        Raises :class:`~kzeu_timeline.OutsideCalendarError` outside the years 1 to 9999; :attr:`bounds` has all years.
        """
        return date_of(self.span[1])

    @property
    def uncertain(self) -> bool:
        """Whether any part carries ``?`` or ``%``."""
        return bool(self.qualifier & Qualifier.UNCERTAIN)

    @property
    def approximate(self) -> bool:
        """Whether any part carries ``~`` or ``%``."""
        return bool(self.qualifier & Qualifier.APPROXIMATE)

    @property
    def is_exact(self) -> bool:
        """Whether both the first and the last day are known; qualifiers make no difference."""
        return len(self.alternatives) == 1 and all(piece.is_exact for piece in self.alternatives[0])

    @property
    def sort_key(self) -> tuple[float, float]:
        """Orders dates so that no definite "before" is broken: the earliest bound, then the latest.

        "On or before 2 December" has no earliest bound and stands at its latest one, not at the beginning of time.
        """
        first, last = self.span
        return (last if isinf(first) and not isinf(last) else first), last

    def before(self, other: Edtf) -> Truth:
        """Whether every day of this date falls before every day of *other*.

        Both are read as something that happened within the bounds: ``2025-11`` is some time in November.
        Answers ``Truth.MAYBE`` where the bounds leave it open. Qualifiers do not move the bounds.

        Source: ISO 8601-2:2019, 8.4.2 (uncertainty does not change the represented interval).
        """
        return agreed(starmap(relations.before, product(self.alternatives, other.alternatives)))

    def after(self, other: Edtf) -> Truth:
        """Whether every day of this date falls after every day of *other*; see :meth:`before`."""
        return other.before(self)

    def during(self, other: Edtf) -> Truth:
        """Whether this lies within the period that *other* names: 5 November lies within ``2025-11``."""
        return agreed(starmap(relations.during, product(self.alternatives, other.periods)))

    def overlaps(self, other: Edtf) -> Truth:
        """Whether both took place on some common day; ``Truth.MAYBE`` for a day of November and ``2025-11``."""
        return agreed(starmap(relations.overlaps, product(self.alternatives, other.alternatives)))

    def same(self, other: Edtf) -> Truth:
        """Whether both took place on the same days; two dates "in November" may or may not have."""
        return agreed(starmap(relations.same, product(self.alternatives, other.alternatives)))

    def answer(self, relation: Relation, period: Pieces) -> Truth:
        """What this date answers to a question of ``dates.extent`` about a known period."""
        return agreed(relation(pieces, period) for pieces in self.alternatives)

    def __str__(self) -> str:
        return self.edtf

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.edtf!r})"
