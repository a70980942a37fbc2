"""All records together, their references resolved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import attrs

from kzeu_timeline.anniversaries import anniversaries as chosen_anniversaries
from kzeu_timeline.anniversaries import round_anniversaries
from kzeu_timeline.history import Told, told, withdrawn
from kzeu_timeline.model import Entry, Figure, Party, Person, Place, Revision, Role, Shown, Source, Topic, Track
from kzeu_timeline.origins import Overlay
from kzeu_timeline.timeline import Timeline

if TYPE_CHECKING:
    from kzeu_timeline.checks import Finding

YEARS_AHEAD: Final = 5
"""How far beyond the latest publication round anniversaries are computed: each milestone's next one is always there."""

_EMPTY: Final[Mapping[str, Any]] = MappingProxyType({})


@attrs.frozen(kw_only=True, eq=False)
class Catalogue:
    """Every record of a folder of seeds, by slug.

    ``origins`` says where each entry stands, as ``file: path``. ``revisions`` and ``history`` are the ledger, by slug:
    the last revision in each language, and all that was ever shown. ``accepted`` has the reasons why findings of the
    check may stay, by rule and slug.
    ``overlays`` are the records that a folder laid over another changed. In ``origins`` any other record is found by
    group and slug (``sources/…``), and what such a folder gave to an entry by its place there (``….statements[2]``).
    """

    entries: Mapping[str, Entry]
    tracks: Mapping[str, Track] = _EMPTY
    sources: Mapping[str, Source] = _EMPTY
    parties: Mapping[str, Party] = _EMPTY
    places: Mapping[str, Place] = _EMPTY
    people: Mapping[str, Person] = _EMPTY
    roles: Mapping[str, Role] = _EMPTY
    topics: Mapping[str, Topic] = _EMPTY
    figures: Mapping[str, Figure] = _EMPTY
    origins: Mapping[str, str] = _EMPTY
    revisions: Mapping[str, tuple[Revision, ...]] = _EMPTY
    history: Mapping[str, tuple[Shown, ...]] = _EMPTY
    accepted: Mapping[str, Mapping[str, str]] = _EMPTY
    overlays: tuple[Overlay, ...] = ()

    def timeline(self, *, anniversaries: bool | Iterable[int] = True) -> Timeline:
        """All entries in order, with the anniversaries of those that are commemorated.

        *anniversaries* is True for the round ones (every fifth year, to the fifth year after the latest publication),
        False for none, or the numbers that are wanted: ``[1, 10, 25]``.
        """
        if isinstance(anniversaries, bool):
            derived = round_anniversaries(self.entries.values(), self.horizon) if anniversaries else iter(())
        else:
            derived = chosen_anniversaries(self.entries.values(), anniversaries)
        return Timeline(map(self._revised, (*self.entries.values(), *derived)))

    def published(self) -> Timeline:
        """What feeds show: the timeline, with what was withdrawn since it was sealed, as cancelled entries."""
        timeline = self.timeline()
        gone = {slug: states[-1] for slug, states in self.history.items() if timeline.get(slug) is None}
        cancelled = (withdrawn(slug, last, self) for slug, last in gone.items() if last.withdrawn)
        return timeline | Timeline(map(self._revised, cancelled))

    def told(self) -> tuple[Told, ...]:
        """All that subscribers were told since the record was first sealed, the newest first."""
        return told(self.history, self)

    def _revised(self, entry: Entry) -> Entry:
        revisions = self.revisions.get(entry.slug)
        return attrs.evolve(entry, revisions=revisions) if revisions else entry

    @property
    def horizon(self) -> int:
        """The last year for which round anniversaries are computed."""
        published = (source.published for source in self.sources.values())
        days = (when.latest for when in published if when is not None)
        return max((day.year for day in days if day is not None), default=dt.MINYEAR) + YEARS_AHEAD

    def check(self, *, today: dt.date | None = None) -> tuple[Finding, ...]:
        """Everything that the rules of ``kzeu_timeline.checks`` find, the errors first.

        With *today*, also what has become wrong by then: a plan whose day has passed.
        """
        from kzeu_timeline.checks import findings  # noqa: PLC0415 - a dozen modules that nobody else needs

        return findings(self, today=today)
