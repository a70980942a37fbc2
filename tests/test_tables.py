"""The table of columns: each row has them all, in the types that they say."""

from __future__ import annotations

import datetime as dt
from typing import Final

import pytest
from hypothesis import given, settings

from kzeu_timeline import Entry, Series, Timeline, load
from kzeu_timeline.tables import COLUMNS, Cell
from tests.builders import dated_timelines
from tests.exporters import hostile
from tests.exporters.samples import PLACE, event
from tests.strategies import LAW

NAMES: Final = (
    *("slug", "type", "kind", "track", "ordinal", "when", "earliest", "latest", "precision", "uncertain"),
    *(
        "approximate",
        "doubt",
        "status",
        "title_kk",
        "title_ru",
        "title_en",
        "place",
        "zone",
        "latitude",
        "longitude",
        "sources",
    ),
)


def row(entry: Entry) -> dict[str, Cell]:
    (found,) = Timeline([entry]).to_dicts()
    return found


def test_a_row_says_what_is_known_of_an_entry() -> None:
    council = Series(slug="council", title={"en": "Council"})
    entry = event("2025-11~", title={"en": "Meeting", "kk": "Отырыс"}, track=council, ordinal=22, place=PLACE)
    assert tuple(row(entry).values()) == (
        *("a", "event", "meeting", "council", 22, "2025-11~", dt.date(2025, 11, 1), dt.date(2025, 11, 30), "month"),
        *(False, True, "open", None, "Отырыс", None, "Meeting", "astana", None, 51.17, 71.43, ["gazette"]),
    )


@pytest.mark.parametrize(
    ("when", "bounds"),
    [
        ("[..2025-12-02]", (None, dt.date(2025, 12, 2))),
        ("2025-12-01/..", (dt.date(2025, 12, 1), None)),
        ("2025-21", (None, None)),
        ("2025-12-01~", (dt.date(2025, 12, 1), dt.date(2025, 12, 1))),
        ("2025-12%", (dt.date(2025, 12, 1), dt.date(2025, 12, 31))),
        ("0001-01-01", (dt.date.min, dt.date.min)),
        ("9999-12-31", (dt.date.max, dt.date.max)),
    ],
)
def test_bounds_leave_qualifiers_aside_and_no_bound_is_no_day(
    when: str, bounds: tuple[dt.date | None, dt.date | None]
) -> None:
    found = row(event(when))
    assert (found["earliest"], found["latest"]) == bounds


def assert_typed(timeline: Timeline) -> None:
    rows = timeline.to_dicts()
    assert [each["slug"] for each in rows] == [entry.slug for entry in timeline]
    for each in rows:
        assert tuple(each) == NAMES
        for column in COLUMNS:
            cell = each[column.name]
            if cell is None:
                assert column.is_optional
            else:
                assert type(cell) is column.type  # not one that only compares as it
                assert not column.words or cell in column.words


@settings(LAW, max_examples=60)
@given(hostile.timelines() | dated_timelines)
def test_a_cell_is_of_the_type_of_its_column(timeline: Timeline) -> None:
    assert_typed(timeline)


def test_the_shipped_record_is_a_table() -> None:
    assert_typed(load().timeline())


def test_a_timeline_of_nothing_has_no_rows() -> None:
    assert Timeline().to_dicts() == []
