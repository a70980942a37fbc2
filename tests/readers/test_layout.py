"""A folder that follows the layout becomes a catalogue, and what the files leave out follows from where they stand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from kzeu_timeline import Bound, Catalogue, Entry, Language, Rank, Status, load
from kzeu_timeline.readers.folder import shipped_folder
from kzeu_timeline.readers.layout import LISTS, SINGLE, SINGLE_FILES
from tests.readers.folders import (
    ACCEPTED,
    AGREEMENT,
    EVENTS,
    FIGURES,
    LEDGER,
    NEGOTIATION,
    RECORD,
    SERIES,
    SOURCES,
    TOPICS,
    TRACK,
    replaced,
    write,
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return load(write(tmp_path))


def test_the_record_of_these_tests_has_every_file_of_the_layout() -> None:
    folders = {name.partition("/")[0] for name in RECORD if "/" in name}
    assert {name.removesuffix(".toml") for name in RECORD if "/" not in name} == set(SINGLE_FILES)
    assert folders == set(LISTS)


@pytest.mark.parametrize(
    ("slug", "kind", "track", "title", "parties"),
    [
        ("council-22", "meeting", "council", "22nd Council", ["kazakhstan", "union"]),
        ("council-founded", "founded", "council", "Council founded", ["kazakhstan", "union"]),
        ("pact-signed", "signed", "pact", "Pact signed", ["kazakhstan", "union"]),
        ("talks-round-1", "round", "talks", "1st round", []),
        ("fair", "fair", "pact", "Fair", ["kazakhstan"]),
        ("review", "reviewed", None, "Review", []),
    ],
)
def test_what_an_entry_leaves_out_follows_from_its_track(
    catalogue: Catalogue, slug: str, kind: str, track: str | None, title: str, parties: list[str]
) -> None:
    entry = catalogue.entries[slug]
    assert entry.slug == slug
    assert entry.kind == kind
    assert (entry.track and entry.track.slug) == track
    assert entry.title["en"] == title
    assert [party.slug for party in entry.parties] == parties


def test_a_plain_track_holds_events_and_milestones(tmp_path: Path) -> None:
    statement = '[[{key}.statements]]\nsource = "gazette"\nwhen = "2011"\n'
    title = 'title = { en = "V", ru = "В", kk = "С" }\n'
    visit = f'[[events]]\nslug = "visit"\nkind = "visit"\n{title}{statement.format(key="events")}'
    step = f'[[milestones]]\nkind = "decided"\n{title}{statement.format(key="milestones")}'
    entries = load(write(tmp_path, {**RECORD, TRACK: f"{RECORD[TRACK]}\n{visit}\n{step}"})).entries
    assert [entries[slug].track.slug for slug in ("visit", "visits-decided")] == ["visits", "visits"]  # type: ignore[union-attr]


def test_the_list_says_whether_it_is_an_event_or_a_milestone(catalogue: Catalogue) -> None:
    types = {slug: entry.type for slug, entry in catalogue.entries.items()}
    assert types == {
        "council-22": "event",
        "council-founded": "milestone",
        "pact-signed": "milestone",
        "talks-round-1": "event",
        "fair": "event",
        "review": "milestone",
    }


def test_ordinals_in_titles_agree_with_each_language(catalogue: Catalogue) -> None:
    assert dict(catalogue.entries["council-22"].title) == {
        Language.KK: "Кеңестің 22-отырысы",
        Language.RU: "22-е заседание Совета",
        Language.EN: "22nd Council",
    }
    assert catalogue.entries["talks-round-1"].title["ru"] == "1-й раунд"


@pytest.mark.parametrize(
    ("file", "extra", "slug", "field", "expected"),
    [
        (SERIES, 'slug = "founding-meeting"', "founding-meeting", "ordinal", 22),
        (SERIES, 'kind = "summit"', "council-22", "kind", "summit"),
        (SERIES, "parties = []", "council-22", "parties", ()),
        (NEGOTIATION, 'slug = "opening"', "opening", "ordinal", 1),
        (NEGOTIATION, 'kind = "visit"', "talks-visit-1", "kind", "visit"),
    ],
)
def test_what_an_entry_says_itself_counts(
    tmp_path: Path, file: str, extra: str, slug: str, field: str, expected: object
) -> None:
    number = "ordinal = 22\n" if file == SERIES else "ordinal = 1\n"
    files = replaced(file, number, f"{number}{extra}\n")
    if file == NEGOTIATION:
        files[EVENTS] = files[EVENTS].replace("talks-round-1", slug)
    assert getattr(load(write(tmp_path, files)).entries[slug], field) == expected


def test_a_title_of_its_own_replaces_the_pattern(tmp_path: Path) -> None:
    title = 'title = { en = "Jubilee", ru = "Юбилей", kk = "Мерейтой" }'
    entry = load(write(tmp_path, replaced(SERIES, "ordinal = 22\n", f"ordinal = 22\n{title}\n"))).entries["council-22"]
    assert entry.title["en"] == "Jubilee"


def test_a_meeting_without_a_number_has_a_slug_and_a_title_of_its_own(tmp_path: Path) -> None:
    title = 'slug = "retreat"\ntitle = { en = "Retreat", ru = "Встреча", kk = "Кездесу" }\n'
    entry = load(write(tmp_path, replaced(SERIES, "ordinal = 22\n", title))).entries["retreat"]
    assert (entry.kind, entry.ordinal) == ("meeting", None)


def test_the_kind_of_a_series_is_that_of_its_meetings(tmp_path: Path) -> None:
    files = replaced(SERIES, 'parties = ["kazakhstan", "union"]', 'kind = "summit"')
    assert load(write(tmp_path, files)).entries["council-22"].kind == "summit"


def test_a_statement_keeps_all_that_it_says(catalogue: Catalogue) -> None:
    statement = catalogue.entries["fair"].statements[0]
    assert statement.source is catalogue.sources["paper"]
    assert statement.when.edtf == "2025-11-05"
    assert (statement.status, statement.rank) == (Status.HELD, Rank.PREFERRED)
    assert statement.place is catalogue.places["brussels"]
    assert (statement.paragraph, statement.inferred, statement.note) == (1, True, "Reported as past.")


def test_a_statement_says_nothing_that_is_not_written(catalogue: Catalogue) -> None:
    statement = catalogue.entries["fair"].statements[1]
    assert (statement.status, statement.rank, statement.place) == (None, Rank.NORMAL, None)
    assert (statement.paragraph, statement.inferred, statement.note) == (None, False, None)
    assert (statement.participants, statement.clock) == ((), None)


def test_clock_times_are_local_and_zoned(catalogue: Catalogue) -> None:
    clock = catalogue.entries["fair"].clock
    assert clock is not None
    assert (clock.start, clock.end, clock.zone) == (dt.time(10), dt.time(12, 30), "Europe/Brussels")


def test_participants_have_their_references_resolved(catalogue: Catalogue) -> None:
    (participant,) = catalogue.entries["fair"].participants
    assert participant.person is catalogue.people["bakayev"]
    assert participant.role is catalogue.roles["minister"]
    assert participant.party is catalogue.parties["kazakhstan"]
    assert participant.chair


def test_topics_figures_and_relations_have_their_references_resolved(catalogue: Catalogue) -> None:
    entry = catalogue.entries["fair"]
    assert entry.topics == (catalogue.topics["trade"],)
    assert entry.figures == (catalogue.figures["turnover"],)
    (relation,) = entry.relations
    assert (relation.kind, relation.target) == ("ahead-of", "pact-signed-anniversary-10")
    assert (relation.source, relation.paragraph) == (catalogue.sources["paper"], 2)


def test_figures_are_decimal_numbers_as_the_source_wrote_them(catalogue: Catalogue) -> None:
    figure = catalogue.figures["spare"]
    assert figure.value == Decimal("30.5")
    assert figure.bound is Bound.ALMOST
    assert figure.period is not None
    assert figure.period.edtf == "2024"
    assert catalogue.figures["turnover"].value == 50_000_000_000


def test_a_place_may_have_whole_degrees(catalogue: Catalogue) -> None:
    place = catalogue.places["astana"]
    assert (place.country, place.zone) == ("KZ", "Asia/Almaty")
    assert (place.latitude, place.longitude) == (51.17, 71)


def test_a_source_keeps_its_address_and_digest(catalogue: Catalogue) -> None:
    source = catalogue.sources["spare"]
    assert source.url == "https://spare.example/1"
    assert source.sha256 == "075bf1f172dc42b5d41d82d102bc77f8d16bd96a0b7121e7c91b1fc6e51c0a6b"
    assert source.published is not None
    assert source.published.edtf == "2025-12"


def test_the_languages_without_a_source_are_marked(catalogue: Catalogue) -> None:
    assert catalogue.entries["pact-signed"].title.unattested == {Language.KK}


def test_the_ledger_reaches_the_entries_of_the_timeline(catalogue: Catalogue) -> None:
    revision = catalogue.timeline()["council-22"].revision("en")
    assert revision is not None
    assert (revision.sequence, revision.digest) == (3, "0123456789abcdef")
    assert revision.updated == dt.datetime(2025, 12, 3, tzinfo=dt.UTC)


def test_the_timeline_has_the_anniversaries_of_what_is_commemorated(catalogue: Catalogue) -> None:
    slugs = [entry.slug for entry in catalogue.timeline() if entry.is_derived]
    assert slugs == ["pact-signed-anniversary-5", "pact-signed-anniversary-10", "pact-signed-anniversary-15"]


def test_every_entry_has_its_origin(tmp_path: Path) -> None:
    catalogue = load(write(tmp_path))
    assert {slug: catalogue.origins[slug] for slug in catalogue.entries} == {
        "council-22": f"{tmp_path}/{SERIES}: meetings[0]",
        "council-founded": f"{tmp_path}/{SERIES}: milestones[0]",
        "pact-signed": f"{tmp_path}/{AGREEMENT}: milestones[0]",
        "talks-round-1": f"{tmp_path}/{NEGOTIATION}: rounds[0]",
        "fair": f"{tmp_path}/{EVENTS}: events[0]",
        "review": f"{tmp_path}/{EVENTS}: milestones[0]",
    }


def test_every_other_record_has_its_origin_by_group_and_slug(catalogue: Catalogue, tmp_path: Path) -> None:
    for group in (*SINGLE, "tracks"):
        assert {f"{group}/{slug}" for slug in getattr(catalogue, group)} <= catalogue.origins.keys()
    assert catalogue.origins["sources/paper"] == f"{tmp_path}/{SOURCES}: paper"
    assert catalogue.origins["tracks/council"] == f"{tmp_path}/{SERIES}"
    assert catalogue.origins["accepted.unattested-title/pact-signed"] == (
        f"{tmp_path}/{ACCEPTED}: unattested-title.pact-signed"
    )


def test_reasons_for_what_is_accepted_are_found_by_rule_and_slug(catalogue: Catalogue) -> None:
    assert catalogue.accepted == {"unattested-title": {"pact-signed": "No source has it in Kazakh."}}
    with pytest.raises(TypeError):
        catalogue.accepted["unattested-title"]["fair"] = "It is none."  # type: ignore[index]


def test_records_are_found_by_the_slugs_that_they_have(catalogue: Catalogue) -> None:
    groups = [catalogue.tracks, catalogue.sources, catalogue.parties, catalogue.places, catalogue.people]
    groups += [catalogue.roles, catalogue.topics, catalogue.figures]
    for group in groups:
        assert group
        assert [record.slug for record in group.values()] == list(group)


def test_the_order_in_which_files_came_to_be_makes_no_difference(tmp_path: Path) -> None:
    forth = load(write(tmp_path / "forth", RECORD))
    back = load(write(tmp_path / "back", dict(reversed(RECORD.items()))))
    assert list(forth.entries.values()) == list(back.entries.values())


@pytest.mark.parametrize("missing", [TOPICS, FIGURES, LEDGER, ACCEPTED])
def test_a_file_that_nothing_refers_to_may_be_missing(tmp_path: Path, missing: str) -> None:
    needless = {EVENTS, FIGURES, missing} if missing == TOPICS else {EVENTS, missing}
    load(write(tmp_path, {name: text for name, text in RECORD.items() if name not in needless}))


def test_an_empty_folder_is_an_empty_catalogue(tmp_path: Path) -> None:
    assert not load(tmp_path).entries


def test_other_files_may_stand_beside_the_record(tmp_path: Path) -> None:
    load(write(tmp_path, {**RECORD, "README.md": "How to", "schema.json": "{}", "series/notes.txt": "?"}))


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    assert len(load(write(tmp_path / "mine.toml" / "seeds")).entries) == 6


def test_a_folder_that_is_a_link_is_read(tmp_path: Path) -> None:
    seeds = write(tmp_path / "seeds")
    (seeds / "series").rename(tmp_path / "kept elsewhere")
    (seeds / "series").symlink_to(tmp_path / "kept elsewhere")
    assert "council-22" in load(seeds).entries


def test_windows_line_ends_make_no_difference(tmp_path: Path) -> None:
    windows = {name: text.replace("\n", "\r\n") for name, text in RECORD.items()}
    assert load(write(tmp_path, windows)).entries["review"].title["ru"] == "Обзор"


@pytest.mark.parametrize("as_path", [str, Path])
def test_a_folder_is_named_by_text_or_path(tmp_path: Path, as_path: type[str | Path]) -> None:
    write(tmp_path)
    assert len(load(as_path(tmp_path)).entries) == 6


def test_a_relative_path_starts_at_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "mine")
    monkeypatch.chdir(tmp_path)
    assert load("mine").origins["fair"] == f"mine/{EVENTS}: events[0]"


def test_without_a_path_the_shipped_record_is_loaded() -> None:
    catalogue = load()
    assert catalogue.entries
    assert all(origin.startswith("seeds/") for origin in catalogue.origins.values())


def test_the_shipped_record_lies_beside_the_sources_in_a_checkout() -> None:
    assert shipped_folder() == Path(__file__).parents[2] / "seeds"


def test_the_shipped_record_has_nothing_that_fails_the_check() -> None:
    assert [str(finding) for finding in load().check() if finding.is_open] == []


def test_loading_twice_gives_equal_entries(tmp_path: Path) -> None:
    write(tmp_path)
    one, other = load(tmp_path), load(tmp_path)
    assert dict(one.entries) == dict(other.entries)
    assert all(isinstance(entry, Entry) for entry in one.entries.values())
