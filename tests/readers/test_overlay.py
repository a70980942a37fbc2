"""A second folder laid over the record adds to it, corrects it, and may refer to all of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kzeu_timeline import Catalogue, SeedError, load
from tests.readers.folders import AGREEMENT, EVENTS, LEDGER, PLACES, SERIES, SOURCES, Files, write

MEETING = """\
[[meetings]]
ordinal = 23

[[meetings.statements]]
source = "paper"
when = "2026-10"
place = "brussels"
"""

VISIT = """\
[[events]]
slug = "visit"
kind = "visit"
track = "council"
title = { en = "Visit", ru = "Визит", kk = "Сапар" }
parties = ["kazakhstan"]
topics = ["trade"]
figures = ["turnover"]

[[events.relations]]
kind = "follows"
target = "council-22"

[[events.statements]]
source = "paper"
when = "2026-05-07"
place = "astana"
participants = [{ person = "kallas", role = "minister", party = "union" }]
"""

FAIR = """\
[[events]]
slug = "fair"
kind = "fair"
title = { en = "Book fair", ru = "Книжная ярмарка", kk = "Кітап жәрмеңкесі" }

[[events.statements]]
source = "gazette"
when = "2025-11-06"
"""


def overlaid(folder: Path, files: Files) -> Catalogue:
    return load(write(folder / "base"), extend=write(folder / "over", files))


def test_a_file_with_meetings_only_adds_them_to_its_series(tmp_path: Path) -> None:
    catalogue = overlaid(tmp_path, {SERIES: MEETING})
    meeting = catalogue.entries["council-23"]
    assert meeting.title["en"] == "23rd Council"
    assert meeting.track is catalogue.tracks["council"]
    assert meeting.parties == catalogue.entries["council-22"].parties


def test_the_rest_of_the_record_stays(tmp_path: Path) -> None:
    base = load(write(tmp_path / "base"))
    catalogue = overlaid(tmp_path, {SERIES: MEETING})
    assert {**base.entries, "council-23": catalogue.entries["council-23"]} == dict(catalogue.entries)


def test_meetings_are_added_to_a_series_of_the_shipped_record(tmp_path: Path) -> None:
    meeting = '[[meetings]]\nordinal = 999\n[[meetings.statements]]\nsource = "mine"\nwhen = "2030-10"\n'
    source = '[mine]\npublisher = "A note of mine"\npublished = "2030-10-31"\n'
    over = write(tmp_path, {"series/cooperation-council.toml": meeting, SOURCES: source})
    council = load(extend=over).timeline()["cooperation-council-999"]
    assert council.when.edtf == "2030-10"
    assert council.track is not None
    assert council.track.slug == "cooperation-council"


def test_an_overlay_refers_to_everything_below_it(tmp_path: Path) -> None:
    catalogue = overlaid(tmp_path, {EVENTS: VISIT})
    visit = catalogue.entries["visit"]
    assert visit.track is catalogue.tracks["council"]
    assert visit.place is catalogue.places["astana"]
    assert visit.participants[0].person is catalogue.people["kallas"]
    assert visit.figures == (catalogue.figures["turnover"],)


def test_an_entry_with_a_slug_of_the_base_replaces_it(tmp_path: Path) -> None:
    catalogue = overlaid(tmp_path, {EVENTS: FAIR})
    assert catalogue.entries["fair"].title["en"] == "Book fair"
    assert catalogue.entries["fair"].when.edtf == "2025-11-06"


def test_the_origin_of_a_replaced_entry_is_the_overlay(tmp_path: Path) -> None:
    catalogue = overlaid(tmp_path, {EVENTS: FAIR})
    assert catalogue.origins["fair"] == f"{tmp_path}/over/{EVENTS}: events[0]"
    assert catalogue.origins["review"] == f"{tmp_path}/base/{EVENTS}: milestones[0]"


def test_an_entry_may_move_to_another_file_when_it_is_replaced(tmp_path: Path) -> None:
    catalogue = overlaid(tmp_path, {"events/1999.toml": FAIR})
    assert catalogue.entries["fair"].title["en"] == "Book fair"


@pytest.mark.parametrize(
    ("file", "text", "group", "slug", "field", "expected"),
    [
        (SOURCES, '[spare]\npublisher = "Corrected"\n', "sources", "spare", "publisher", "Corrected"),
        (PLACES, '[spot]\nname = { en = "Spot", ru = "Место", kk = "Орын" }\n', "places", "spot", "slug", "spot"),
    ],
)
def test_records_are_added_and_replaced_by_slug(
    tmp_path: Path, file: str, text: str, group: str, slug: str, field: str, expected: str
) -> None:
    records = getattr(overlaid(tmp_path, {file: text}), group)
    assert getattr(records[slug], field) == expected


def test_a_corrected_source_is_the_source_of_every_statement_that_names_it(tmp_path: Path) -> None:
    catalogue = overlaid(tmp_path, {SOURCES: '[gazette]\npublisher = "The Gazette of Astana"\n'})
    assert catalogue.entries["fair"].statements[1].source.publisher == "The Gazette of Astana"


def test_a_corrected_place_is_the_place_of_every_entry(tmp_path: Path) -> None:
    place = '[brussels]\nname = { en = "City of Brussels", ru = "Город Брюссель", kk = "Брюссель қаласы" }\n'
    catalogue = overlaid(tmp_path, {PLACES: place})
    assert catalogue.entries["fair"].place is catalogue.places["brussels"]


def test_a_renamed_track_is_the_track_of_every_entry(tmp_path: Path) -> None:
    track = 'title = { en = "Treaty", ru = "Соглашение", kk = "Келісім" }\n'
    catalogue = overlaid(tmp_path, {AGREEMENT: track})
    assert catalogue.entries["pact-signed"].track is catalogue.tracks["pact"]


def test_a_row_of_the_ledger_is_replaced_by_slug(tmp_path: Path) -> None:
    row = "[council-22]\nen = { sequence = 4, updated = 2026-01-01T00:00:00Z }\n"
    revision = overlaid(tmp_path, {LEDGER: row}).timeline()["council-22"].revision("en")
    assert revision is not None
    assert revision.sequence == 4


def test_an_empty_overlay_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "over").mkdir()
    assert dict(overlaid(tmp_path, {}).entries) == dict(load(tmp_path / "base").entries)


def test_two_entries_with_one_slug_in_the_overlay_are_a_problem(tmp_path: Path) -> None:
    with pytest.raises(SeedError) as caught:
        overlaid(tmp_path, {EVENTS: FAIR, "events/2026.toml": FAIR})
    over = tmp_path / "over"
    assert str(caught.value) == (f"{over}/events/2026.toml: events[0].slug: also at {over}/{EVENTS}: events[0]: 'fair'")


def test_the_problems_of_both_folders_are_told_together(tmp_path: Path) -> None:
    base, over = write(tmp_path / "base", {"topics.toml": "trade = 5"}), write(tmp_path / "over", {SOURCES: "x = []"})
    with pytest.raises(SeedError) as caught:
        load(base, extend=over)
    assert [str(problem) for problem in caught.value.problems] == [
        f"{base}/topics.toml: trade: not a table: 5",
        f"{over}/sources.toml: x: not a table: []",
    ]


def test_an_overlay_that_is_not_there_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SeedError) as caught:
        load(write(tmp_path / "base"), extend="nowhere")
    assert str(caught.value) == "no such folder: 'nowhere'"
