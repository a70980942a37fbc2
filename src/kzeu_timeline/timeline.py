"""Entries in order, and what can be asked of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Reversible
from math import inf
from typing import TYPE_CHECKING, overload

from kzeu_timeline.changes import Change
from kzeu_timeline.dates import Edtf, Truth, parse_edtf
from kzeu_timeline.dates import extent as relations
from kzeu_timeline.dates.extent import Extent, Relation
from kzeu_timeline.differences import differences
from kzeu_timeline.exceptions import InvalidRecordError, UnknownSlugError, quoted
from kzeu_timeline.model import Entry, Status
from kzeu_timeline.spans import SpanIndex, connected_runs
from kzeu_timeline.text import Language, LocalizedText, folded, nearest

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd
    import polars as pl

    from kzeu_timeline.tables import Cell

DayLike = dt.date | Edtf | str
"""A day, or a date of any precision as a value or as EDTF text; its first or last day counts, as the question needs."""


def _span(day: DayLike) -> tuple[float, float]:
    if isinstance(day, dt.date):
        return day.toordinal(), day.toordinal()
    return (day if isinstance(day, Edtf) else parse_edtf(day)).span


class Timeline(Reversible[Entry], Collection[Entry]):
    """Entries in calendar order: immutable, hashable, and honest about order that the sources leave open.

    A sequence in all but the name: of what is registered as one, polars makes a column of objects.

    ``timeline["cooperation-council-22"]`` finds by slug, ``timeline[0]`` and slices by position. Every question
    answers with another timeline. Those about days count an entry only if it certainly fits; with ``possibly=True``
    also if it may, as a meeting "in November" may have been before the 20th.

    Raises :class:`~kzeu_timeline.InvalidRecordError` if two different entries have the same slug.
    """

    __slots__ = ("_by_slug", "_entries", "_index", "_texts")

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._fill(sorted(_distinct(entries).values(), key=lambda entry: entry.sort_key))

    def _fill(self, in_order: Iterable[Entry]) -> None:
        self._entries = tuple(in_order)
        self._by_slug: dict[str, Entry] | None = None
        self._index: SpanIndex | None = None
        self._texts: tuple[str, ...] | None = None

    @classmethod
    def _of_ordered(cls, entries: Iterable[Entry]) -> Timeline:
        """A timeline of entries that are in order and distinct already."""
        timeline = cls.__new__(cls)
        timeline._fill(entries)  # noqa: SLF001 - its own class
        return timeline

    # The sequence

    @overload
    def __getitem__(self, key: int | str) -> Entry: ...
    @overload
    def __getitem__(self, key: slice) -> Timeline: ...
    def __getitem__(self, key: int | str | slice) -> Entry | Timeline:
        if isinstance(key, str):
            try:
                return self._slugs[key]
            except KeyError:
                near = nearest(key, self._slugs)
                hint = f" (nearest: {quoted(near)})" if near else ""
                raise UnknownSlugError(f"no entry has this slug{hint}: {quoted(key)}") from None
        return Timeline(self._entries[key]) if isinstance(key, slice) else self._entries[key]

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    def __reversed__(self) -> Iterator[Entry]:
        return reversed(self._entries)

    def __contains__(self, item: object) -> bool:
        """Whether this entry, or an entry with this slug, is there."""
        if isinstance(item, str):
            return item in self._slugs
        return isinstance(item, Entry) and self._slugs.get(item.slug) == item

    def __eq__(self, other: object) -> bool:
        return self._entries == other._entries if isinstance(other, Timeline) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._entries)

    def __repr__(self) -> str:
        if not self:
            return "<Timeline: empty>"
        return f"<Timeline: {len(self)} entries, {self[0].when} to {self[-1].when}>"

    def get(self, slug: str) -> Entry | None:
        """The entry with this slug; None if there is none."""
        return self._slugs.get(slug)

    def index(self, entry: Entry) -> int:
        """The position of *entry*; raises ``ValueError`` if it is not there."""
        return self._entries.index(entry)

    def count(self, entry: Entry) -> int:
        """1 if *entry* is there, else 0."""
        return self._entries.count(entry)

    @property
    def _slugs(self) -> dict[str, Entry]:
        if self._by_slug is None:
            self._by_slug = {entry.slug: entry for entry in self._entries}
        return self._by_slug

    # Days

    def before(self, day: DayLike, *, possibly: bool = False) -> Timeline:
        """What was over before *day* (before its first day, if it is longer)."""
        first, _ = _span(day)
        if not possibly:
            return self._at(self._spans.ending_before(first))
        return self._possibly(self._spans.starting_before(first), relations.before, (first, inf))

    def after(self, day: DayLike, *, possibly: bool = False) -> Timeline:
        """What began after *day* (after its last day, if it is longer)."""
        _, last = _span(day)
        if not possibly:
            return self._at(self._spans.starting_after(last))
        return self._possibly(self._spans.ending_after(last), relations.after, (-inf, last))

    def between(self, first: DayLike, last: DayLike, *, possibly: bool = False) -> Timeline:
        """What lies wholly within the days from *first* to *last*, both inclusive."""
        window = _span(first)[0], _span(last)[1]
        if not possibly:
            return self._at(self._spans.within(*window))
        return self._possibly(self._spans.overlapping(*window), relations.during, window)

    def overlapping(self, first: DayLike, last: DayLike | None = None) -> Timeline:
        """What certainly or possibly touches the days from *first* to *last*, both inclusive (or *first* alone)."""
        window = _span(first)[0], _span(first if last is None else last)[1]
        return self._possibly(self._spans.overlapping(*window), relations.overlaps, window)

    def on(self, day: DayLike, *, possibly: bool = False) -> Timeline:
        """What took place on *day*; with *possibly*, also what may have."""
        touching, period = self.overlapping(day), (Extent.throughout(*_span(day)),)
        if possibly:
            return touching
        return touching.where(lambda entry: entry.when.answer(relations.overlaps, period) is Truth.YES)

    def _possibly(self, positions: Iterable[int], relation: Relation, window: tuple[float, float]) -> Timeline:
        """Of these, which the spans allow, those that the whole of their dates allows too."""
        period = (Extent.throughout(*window),)
        return self._at(positions).where(lambda entry: entry.when.answer(relation, period) is not Truth.NO)

    def upcoming(self, today: dt.date) -> Timeline:
        """What may still come: not certainly over before *today*, and neither held nor cancelled."""
        ahead = self._at(self._spans.ending_after(today.toordinal() - 1))
        return ahead.where(lambda entry: entry.status not in {Status.HELD, Status.CANCELLED})

    def as_of(self, day: dt.date) -> Timeline:
        """The timeline as it could be known at the end of *day*, from what had been published by then."""
        return Timeline(known for entry in self if (known := entry.as_of(day)))

    @property
    def _spans(self) -> SpanIndex:
        if self._index is None:
            self._index = SpanIndex([entry.when.span for entry in self._entries])
        return self._index

    def _at(self, positions: Iterable[int]) -> Timeline:
        return Timeline._of_ordered(map(self._entries.__getitem__, positions))

    # What entries are about

    def where(self, condition: Callable[[Entry], object]) -> Timeline:
        """The entries of which *condition* is true."""
        return Timeline._of_ordered(filter(condition, self._entries))

    def of_kind(self, *kinds: str) -> Timeline:
        """Entries of these kinds, such as "meeting" or "signed"."""
        return self.where(lambda entry: entry.kind in kinds)

    def in_track(self, *slugs: str) -> Timeline:
        """Entries of the series, agreements or negotiations with these slugs."""
        return self.where(lambda entry: entry.track is not None and entry.track.slug in slugs)

    def with_party(self, *slugs: str) -> Timeline:
        """Entries in which one of these parties takes part."""
        return self.where(lambda entry: any(party.slug in slugs for party in entry.parties))

    def at_place(self, *slugs: str) -> Timeline:
        """Entries whose settled place is one of these."""
        return self.where(lambda entry: entry.place is not None and entry.place.slug in slugs)

    def search(self, text: str) -> Timeline:
        """Entries in which every word of *text* occurs, in any language.

        Looks at slugs, dates as EDTF, titles, descriptions, tracks, places, people and topics; case and «ё» make no
        difference.
        """
        words = folded(text).split()
        if self._texts is None:
            self._texts = tuple(map(searchable, self._entries))
        pairs = zip(self._entries, self._texts, strict=True)
        return Timeline._of_ordered(entry for entry, found in pairs if all(word in found for word in words))

    # Order, sets, differences

    def undetermined_runs(self) -> tuple[tuple[Entry, ...], ...]:
        """The stretches of neighbours whose order the dates do not decide.

        Between two stretches the order is decided: all of the one is over before any of the other begins.
        """
        return tuple(self._entries[run] for run in connected_runs([entry.when.span for entry in self._entries]))

    def __or__(self, other: Timeline) -> Timeline:
        """The entries of both; where a slug is in both, the entry of the right one."""
        if not isinstance(other, Timeline):
            return NotImplemented
        return Timeline({**self._slugs, **other._slugs}.values())

    def __and__(self, other: Timeline) -> Timeline:
        """The entries of this one whose slugs are in the other too."""
        if not isinstance(other, Timeline):
            return NotImplemented
        return self.where(lambda entry: entry.slug in other._slugs)

    def __sub__(self, other: Timeline) -> Timeline:
        """The entries of this one whose slugs are not in the other."""
        if not isinstance(other, Timeline):
            return NotImplemented
        return self.where(lambda entry: entry.slug not in other._slugs)

    def diff(self, other: Timeline) -> tuple[Change, ...]:
        """What changed from this timeline to *other*: at least one change for each entry that is not the same in both.

        Ordered by the date of the newer entry, then by slug, then by kind. What became known in March 2025::

            timeline = kt.load().timeline()
            then, now = (timeline.as_of(dt.date(2025, month, 1)) for month in (3, 4))
            for change in then.diff(now):
                print(change.slug, change.kind, [source.slug for source in change.sources])
                print(kt.change_text(change, "kk"))
        """
        return differences(self._slugs, other._slugs)

    # Tables: the only ways up, each listed in the contracts as an exception (docs/data.md says what the columns are)

    def to_dicts(self) -> list[dict[str, Cell]]:
        """A dictionary for each entry, with a value for each column of docs/data.md.

        Its bounds leave the qualifiers of a date aside: of "about 1 December" both are 1 December.
        """
        from kzeu_timeline import tables  # noqa: PLC0415 - stands above

        return tables.to_dicts(self)

    def to_pandas(self) -> pd.DataFrame:
        """A row for each entry; needs the extra ``pandas``, or raises :class:`~kzeu_timeline.MissingExtraError`."""
        from kzeu_timeline.exporters import frames  # noqa: PLC0415 - stands above

        return frames.to_pandas(self)

    def to_polars(self) -> pl.DataFrame:
        """A row for each entry; needs the extra ``polars``, or raises :class:`~kzeu_timeline.MissingExtraError`."""
        from kzeu_timeline.exporters import frames  # noqa: PLC0415 - stands above

        return frames.to_polars(self)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The rows for whatever reads Arrow: ``pl.DataFrame(timeline)``, ``pa.table(timeline)``, DuckDB."""
        from kzeu_timeline.exporters import arrow  # noqa: PLC0415 - stands above

        return arrow.arrow_stream(self, requested_schema)

    # Pictures: ways up as well

    def plot(
        self, *, language: str = Language.EN, width: float = 900.0, today: dt.date | None = None
    ) -> alt.LayerChart:
        """A chart of Altair, *width* CSS pixels wide; needs the extra ``plot``, or raises as those above do.

        At *today*, if it is among the days shown, stands a line. All layers show parts of one table, told apart by its
        column ``shape``.
        """
        from kzeu_timeline.exporters import altair  # noqa: PLC0415 - stands above

        return altair.to_chart(self, language=language, width=width, today=today)

    def _repr_mimebundle_(
        self, include: Container[str] | None = None, exclude: Container[str] | None = None
    ) -> dict[str, str]:
        """How it shows itself in notebooks, in English; :class:`~kzeu_timeline.Display` knows other languages."""
        from kzeu_timeline.exporters.notebook import Display  # noqa: PLC0415 - stands above

        return Display(self)._repr_mimebundle_(include, exclude)


def _distinct(entries: Iterable[Entry]) -> dict[str, Entry]:
    by_slug: dict[str, Entry] = {}
    for entry in entries:
        if not isinstance(entry, Entry):
            raise InvalidRecordError(f"not an entry: {quoted(entry)}")
        if by_slug.setdefault(entry.slug, entry) != entry:
            raise InvalidRecordError(f"two entries with the same slug: {quoted(entry.slug)}")
    return by_slug


def searchable(entry: Entry) -> str:
    """What a search looks at, folded."""
    texts: list[LocalizedText | None] = [entry.title, entry.description]
    texts += [entry.track.title if entry.track else None, entry.place.name if entry.place else None]
    texts += [topic.title for topic in entry.topics]
    texts += [participant.person.name for participant in entry.participants]
    spellings = [spelling for participant in entry.participants for spelling in participant.person.spellings]
    found = [text for texts_by_language in texts if texts_by_language for text in texts_by_language.values()]
    return folded("\n".join([entry.slug, entry.when.edtf, *found, *spellings]))
