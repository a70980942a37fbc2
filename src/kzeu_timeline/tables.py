"""Entries as a table: a row for each, and the same columns whatever is known of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from kzeu_timeline.dates import Precision
from kzeu_timeline.doubts import Doubt, doubt
from kzeu_timeline.model import Entry, Event, Milestone, Place, Status
from kzeu_timeline.text import Language

Cell = str | int | float | bool | dt.date | list[str] | None
"""What stands in a row under a column; None where nothing is known, and for a bound that there is not."""


class Column(NamedTuple):
    """A column: its name, the type of its cells, what stands there for an entry, and what that means.

    ``type`` is ``str``, ``int``, ``float``, ``bool``, ``dt.date`` or ``list`` (of texts). ``words`` are all the texts
    that there can be, where those are few, and ``ordered`` is whether each of them is less than the next.
    """

    name: str
    type: type
    cell: Callable[[Entry], Cell]
    meaning: str
    is_optional: bool = False
    words: tuple[str, ...] = ()
    ordered: bool = False


def to_dicts(timeline: Iterable[Entry]) -> list[dict[str, Cell]]:
    """Each entry as a dictionary with a value for each column, in the timeline's order."""
    return [{column.name: column.cell(entry) for column in COLUMNS} for entry in timeline]


def _of_place(value: Callable[[Place], Cell]) -> Callable[[Entry], Cell]:
    return lambda entry: None if entry.place is None else value(entry.place)


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)


def _titles() -> Iterator[Column]:
    for language in Language:
        yield Column(
            f"title_{language}",
            str,
            lambda entry, language=language: entry.title.get(language),  # type: ignore[misc]
            f"the title in the language {language}",
            is_optional=True,
        )


_KINDS: Final = (Event.type, Milestone.type)
_STATUSES: Final = tuple(status.value for status in Status)
_DOUBTS: Final = tuple(each.value for each in Doubt)
_PRECISIONS: Final = {precision: precision.name.lower() for precision in Precision}
_NAMES: Final = tuple(_PRECISIONS.values())

COLUMNS: Final = (
    Column("slug", str, lambda entry: entry.slug, "the entry, for ever"),
    Column("type", str, lambda entry: entry.type, "what takes place, or a point that a process reaches", words=_KINDS),
    Column("kind", str, lambda entry: entry.kind, "what it is in a word: meeting, signed, anniversary"),
    Column(
        "track",
        str,
        lambda entry: None if entry.track is None else entry.track.slug,
        "the series, agreement or negotiation that it belongs to",
        is_optional=True,
    ),
    Column("ordinal", int, lambda entry: entry.ordinal, "its number in its track, by a source", is_optional=True),
    Column("when", str, lambda entry: entry.when.edtf, "the settled date, EDTF"),
    Column(
        "earliest",
        dt.date,
        lambda entry: entry.earliest,
        "the first day of the date without its `?`, `~` or `%`; null: unbounded",
        is_optional=True,
    ),
    Column(
        "latest",
        dt.date,
        lambda entry: entry.latest,
        "the last day of the date without its `?`, `~` or `%`; null: unbounded",
        is_optional=True,
    ),
    Column(
        "precision",
        str,
        lambda entry: _PRECISIONS[entry.when.precision],
        "the smallest unit that the date names",
        words=_NAMES,
        ordered=True,
    ),
    Column("uncertain", bool, lambda entry: entry.when.uncertain, "whether the date carries `?` or `%`"),
    Column("approximate", bool, lambda entry: entry.when.approximate, "whether the date carries `~` or `%`"),
    Column(
        "doubt",
        str,
        lambda entry: None if (found := doubt(entry)) is None else found.value,
        "why one looks twice at the date: no source gives its days, or they differ, or none says it outright",
        is_optional=True,
        words=_DOUBTS,
    ),
    Column(
        "status",
        str,
        lambda entry: None if entry.status is None else entry.status.value,
        "whether it is planned, held, postponed or cancelled; null: no source says",
        is_optional=True,
        words=_STATUSES,
    ),
    *_titles(),
    Column("place", str, _of_place(lambda place: place.slug), "where it takes place", is_optional=True),
    Column("zone", str, _of_place(lambda place: place.zone), "the IANA time zone of the place", is_optional=True),
    Column(
        "latitude", float, _of_place(lambda place: _number(place.latitude)), "degrees north, WGS 84", is_optional=True
    ),
    Column(
        "longitude", float, _of_place(lambda place: _number(place.longitude)), "degrees east, WGS 84", is_optional=True
    ),
    Column("sources", list, lambda entry: [source.slug for source in entry.sources], "who says so, by their slugs"),
)
"""Every column, in order; the rows, Arrow's schema, the frames and docs/data.md follow from this table."""
