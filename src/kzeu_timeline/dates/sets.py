"""One of several dates, or all of them: ``[..2025-12-02]``, ``[1667,1668,1670..1672]``, ``{1960,1961-12}``."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from kzeu_timeline.dates.edtf import Edtf, Precision, Qualifier
from kzeu_timeline.dates.extent import Extent, Pieces, one_of
from kzeu_timeline.dates.interval import Member, Run
from kzeu_timeline.exceptions import EdtfError


def _in_order(members: Iterable[Member]) -> tuple[Member, ...]:
    """Each member once, in calendar order: a set has no other (ISO 8601-2:2019, 6.1)."""
    return tuple(sorted(set(members), key=lambda member: (member.span, member.edtf)))


@attrs.frozen(slots=True, repr=False)
class _Members(Edtf):
    members: tuple[Member, ...] = attrs.field(converter=_in_order)

    def __attrs_post_init__(self) -> None:
        if not self.members:
            raise EdtfError(self.edtf, 1, "nothing where a date is due")

    @property
    def precision(self) -> Precision:
        return min(member.precision for member in self.members)

    @property
    def qualifier(self) -> Qualifier:
        combined = Qualifier.NONE
        for member in self.members:
            combined |= member.qualifier
        return combined

    def _listed(self) -> str:
        return ",".join(member.edtf for member in self.members)


class OneOf(_Members):
    """It was one of these, unknown which: ``[2011-05-11,2011-05-24]``; ``[..2025-12-02]`` is "on or before"."""

    __slots__ = ()

    @property
    def edtf(self) -> str:
        return f"[{self._listed()}]"

    @property
    def alternatives(self) -> tuple[Pieces, ...]:
        return tuple(pieces for member in self.members for pieces in member.alternatives)

    @property
    def certain(self) -> Extent:
        """The narrowest that holds what is certain of every member."""
        return one_of(member.certain for member in self.members)

    @property
    def periods(self) -> tuple[Pieces, ...]:
        return tuple(pieces for member in self.members for pieces in member.periods)


class AllOf(_Members):
    """It was on all of these: ``{1960,1961-12}``."""

    __slots__ = ()

    @property
    def edtf(self) -> str:
        return f"{{{self._listed()}}}"

    @property
    def alternatives(self) -> tuple[Pieces, ...]:
        return (tuple(piece for member in self.members for piece in _pieces(member)),)

    @property
    def periods(self) -> tuple[Pieces, ...]:
        return (tuple(piece for member in self.members for piece in _periods(member)),)


def _pieces(member: Member) -> Pieces:
    return member.all_of_it if isinstance(member, Run) else member.alternatives[0]


def _periods(member: Member) -> Pieces:
    return (Extent.throughout(*member.span),) if isinstance(member, Run) else member.periods[0]
