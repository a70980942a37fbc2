"""A second folder laid over the record adds to it, corrects it, and may refer to all of it."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from kzeu_timeline import Catalogue, SeedError, load
from kzeu_timeline.origins import place_of
from tests.readers.folders import (
    ACCEPTED,
    AGREEMENT,
    EVENTS,
    LEDGER,
    NEGOTIATION,
    PLACES,
    RECORD,
    SERIES,
    SOURCES,
    Files,
    replaced,
    write,
)

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

REPORT = """\
[[meetings]]
ordinal = 22

[[meetings.statements]]
source = "mine"
when = "2025-12-05"
status = "held"
"""

MINE = '[mine]\npublisher = "A note of mine"\n'

FAIR = """\
[[events]]
slug = "fair"
kind = "fair"
title = { en = "Book fair", ru = "Книжная ярмарка", kk = "Кітап жәрмеңкесі" }

[[events.statements]]
source = "gazette"
when = "2025-11-06"
"""

REPLACING = FAIR.replace('slug = "fair"\n', 'slug = "fair"\nreplace = true\n')


def overlaid(folder: Path, files: Files) -> Catalogue:
    return load(write(folder / "base"), extend=write(folder / "over", files))


def refused(*folders: Path) -> list[str]:
    with pytest.raises(SeedError) as caught:
        load(folders[0], extend=folders[1:])
    return [str(problem) for problem in caught.value.problems]


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


# A table for an entry that exists below adds to it.


def test_a_statement_is_added_to_a_meeting_by_its_ordinal_alone(tmp_path: Path) -> None:
    over = {SERIES: REPORT, SOURCES: MINE}
    base, catalogue = load(write(tmp_path / "base")).entries["council-22"], overlaid(tmp_path, over)
    council = catalogue.entries["council-22"]
    assert council.statements[:-1] == base.statements
    assert council.statements[-1].source is catalogue.sources["mine"]
    assert (council.statements[-1].when.edtf, council.statements[-1].status) == ("2025-12-05", "held")
    assert attrs.evolve(council, statements=base.statements) == base


def test_a_statement_is_added_to_a_meeting_of_the_shipped_record(tmp_path: Path) -> None:
    statement = REPORT.replace('"mine"', '"my-source"')
    source = '[my-source]\npublisher = "A note of mine"\n'
    write(tmp_path, {"series/cooperation-council.toml": statement, SOURCES: source})
    below, above = load().entries["cooperation-council-22"], load(extend=tmp_path).entries["cooperation-council-22"]
    assert [each.source.slug for each in above.statements] == [each.source.slug for each in below.statements] + [
        "my-source"
    ]


def test_relations_topics_and_figures_are_added_to_those_that_are_there(tmp_path: Path) -> None:
    more = '[[events]]\nslug = "fair"\ntopics = ["music"]\nfigures = ["spare"]\n'
    relation = '[[events.relations]]\nkind = "follows"\ntarget = "review"\n'
    topic = '[music]\ntitle = { en = "Music", ru = "Музыка", kk = "Музыка" }\n'
    fair = overlaid(tmp_path, {EVENTS: more + relation, "topics.toml": topic}).entries["fair"]
    assert [topic.slug for topic in fair.topics] == ["trade", "music"]
    assert [figure.slug for figure in fair.figures] == ["turnover", "spare"]
    assert [relation.target for relation in fair.relations] == ["pact-signed-anniversary-10", "review"]


def test_what_else_a_table_gives_takes_the_place_of_what_is_there(tmp_path: Path) -> None:
    text = '[[events]]\nslug = "fair"\nkind = "market"\nparties = ["union"]\n'
    fair = overlaid(tmp_path, {EVENTS: text}).entries["fair"]
    assert (fair.kind, [party.slug for party in fair.parties]) == ("market", ["union"])


def test_an_entry_keeps_what_the_table_does_not_mention(tmp_path: Path) -> None:
    base = load(write(tmp_path / "base")).entries["fair"]
    fair = overlaid(tmp_path, {EVENTS: FAIR}).entries["fair"]
    assert fair.title["en"] == "Book fair"
    assert [each.when.edtf for each in fair.statements] == ["2025-11-05", "2025-11", "2025-11-06"]
    assert attrs.evolve(fair, title=base.title, statements=base.statements) == base


def test_what_is_there_already_is_not_added_again(tmp_path: Path) -> None:
    copied = RECORD[EVENTS].partition("[[milestones]]")[0]
    catalogue = overlaid(tmp_path, {EVENTS: copied})
    assert catalogue.entries["fair"] == load(tmp_path / "base").entries["fair"]
    assert catalogue.overlays == ()


def test_what_follows_from_the_track_of_the_file_is_not_said_of_an_entry_below(tmp_path: Path) -> None:
    titled = RECORD[SERIES].replace("ordinal = 22", 'ordinal = 22\nkind = "summit"\nparties = []')
    base = write(tmp_path / "base", {**RECORD, SERIES: titled})
    council = load(base, extend=write(tmp_path / "over", {SERIES: REPORT.replace("mine", "gazette")})).entries
    assert (council["council-22"].kind, council["council-22"].parties) == ("summit", ())


def test_an_entry_is_found_where_its_track_has_no_pattern_for_titles(tmp_path: Path) -> None:
    without = [line for line in RECORD[NEGOTIATION].splitlines() if not line.startswith("numbered_title")]
    title = 'title = { en = "Round", ru = "Раунд", kk = "Раунд" }'
    text = "\n".join(without).replace("ordinal = 1", f"ordinal = 1\n{title}")
    base = write(tmp_path / "base", {**RECORD, NEGOTIATION: text})
    statement = '[[rounds]]\nordinal = 1\n[[rounds.statements]]\nsource = "gazette"\nwhen = "2025-12"\n'
    catalogue = load(base, extend=write(tmp_path / "over", {NEGOTIATION: statement}))
    assert len(catalogue.entries["talks-round-1"].statements) == 2


def test_the_origins_of_an_entry_and_of_what_was_added_to_it_are_told_apart(tmp_path: Path) -> None:
    catalogue = overlaid(tmp_path, {EVENTS: FAIR})
    base, over = f"{tmp_path}/base/{EVENTS}", f"{tmp_path}/over/{EVENTS}"
    assert catalogue.origins["fair"] == f"{base}: events[0]"
    assert place_of(catalogue.origins, "fair", "statements[1].when") == (base, "events[0].statements[1].when")
    assert place_of(catalogue.origins, "fair", "statements[2].when") == (over, "events[0].statements[0].when")
    assert place_of(catalogue.origins, "fair", "title") == (over, "events[0].title")
    assert place_of(catalogue.origins, "fair", "description") == (base, "events[0].description")


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        (EVENTS, '[[events]]\nslug = "fair"\ntopics = ["x"]\n', "events[0].topics[0]: unknown topic: 'x'"),
        (EVENTS, '[[events]]\nslug = "fair"\ntopic = "x"\n', "events[0].topic: unknown key: 'topic'"),
        (EVENTS, '[[events]]\nslug = "fair"\nparties = 5\n', "events[0].parties: not a list: 5"),
        (
            EVENTS,
            '[[events]]\nslug = "fair"\n[[events.statements]]\nsource = "paper"\n',
            "events[0].statements[0].when: missing",
        ),
        (
            EVENTS,
            f'[[milestones]]\nslug = "{"a" * 110}"\ncommemorated = {{ en = "R", ru = "О", kk = "Ш" }}\n',
            f"milestones[0]: a slug too long for those of its anniversaries: '{'a' * 78}…",
        ),
        (
            EVENTS,
            '[[milestones]]\nslug = "fair"\n',
            "milestones[0].slug: of another type at {base}/events/2025.toml: events[0]: 'fair'",
        ),
        (
            AGREEMENT,
            '[[milestones]]\nslug = "council-founded"\n',
            "milestones[0].slug: of another track at {base}/series/council.toml: milestones[0]: 'council-founded'",
        ),
        (
            EVENTS,
            '[[events]]\nslug = "fair"\n[[events.relations]]\nkind = "follows"\ntarget = "x"\n',
            "events[0].relations[0].target: unknown entry: 'x'",
        ),
    ],
)
def test_what_is_wrong_with_an_addition_is_told_where_it_stands(
    tmp_path: Path, file: str, text: str, problem: str
) -> None:
    long = RECORD[EVENTS].replace('"review"', f'"{"a" * 110}"')
    base = write(tmp_path / "base", {**RECORD, EVENTS: long if "aaa" in text else RECORD[EVENTS]})
    assert refused(base, write(tmp_path / "over", {file: text})) == [
        f"{tmp_path}/over/{file}: {problem.replace('{base}', str(base))}"
    ]


def test_an_addition_may_move_an_entry_to_another_track_if_it_says_so(tmp_path: Path) -> None:
    moved = overlaid(tmp_path, {EVENTS: '[[events]]\nslug = "fair"\ntrack = "visits"\n'})
    assert moved.entries["fair"].track is moved.tracks["visits"]


def test_an_addition_to_what_is_faulty_below_is_no_second_fault(tmp_path: Path) -> None:
    base = write(tmp_path / "base", replaced(EVENTS, 'topics = ["trade"]', 'topics = ["x"]'))
    over = write(tmp_path / "over", {EVENTS: '[[events]]\nslug = "fair"\nfigures = ["y"]\n'})
    assert refused(base, over) == [
        f"{base}/{EVENTS}: events[0].topics[0]: unknown topic: 'x'",
        f"{over}/{EVENTS}: events[0].figures[0]: unknown figure: 'y'",
    ]


# With replace = true it takes its place.


def test_a_table_that_says_so_takes_the_place_of_an_entry(tmp_path: Path) -> None:
    catalogue = overlaid(tmp_path, {EVENTS: REPLACING})
    fair = catalogue.entries["fair"]
    assert fair.title["en"] == "Book fair"
    assert [each.when.edtf for each in fair.statements] == ["2025-11-06"]
    assert (fair.topics, fair.track) == ((), None)
    assert catalogue.origins["fair"] == f"{tmp_path}/over/{EVENTS}: events[0]"
    assert catalogue.origins["review"] == f"{tmp_path}/base/{EVENTS}: milestones[0]"


def test_an_entry_may_move_to_another_file_and_type_when_it_is_replaced(tmp_path: Path) -> None:
    catalogue = overlaid(tmp_path, {"events/1999.toml": REPLACING.replace("events", "milestones")})
    assert catalogue.entries["fair"].type == "milestone"


def test_replace_may_be_false(tmp_path: Path) -> None:
    adding = REPLACING.replace("replace = true", "replace = false")
    assert overlaid(tmp_path, {EVENTS: adding}).entries == overlaid(tmp_path, {EVENTS: FAIR}).entries


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (REPLACING.replace('"fair"', '"x"', 1), ["replace: no entry below to replace: 'x'"]),
        (REPLACING.replace("true", '"yes"'), ["replace: neither true nor false: 'yes'"]),
        ('[[events]]\nslug = "fair"\nreplace = true\n', ["kind: missing", "title: missing", "statements: missing"]),
    ],
)
def test_what_is_wrong_with_a_replacement_is_told(tmp_path: Path, text: str, problems: list[str]) -> None:
    base, over = write(tmp_path / "base"), write(tmp_path / "over", {EVENTS: text})
    assert refused(base, over) == [f"{over}/{EVENTS}: events[0].{problem}" for problem in problems]


def test_in_the_lowest_folder_there_is_nothing_to_replace(tmp_path: Path) -> None:
    files = replaced(EVENTS, 'slug = "review"', 'slug = "review"\nreplace = true')
    assert refused(write(tmp_path, files)) == [
        f"{tmp_path}/{EVENTS}: milestones[0].replace: no entry below to replace: 'review'"
    ]


# Definitions, and what is known of it all afterwards.


def test_every_change_is_known_afterwards_with_what_was_done_and_where_it_stood(tmp_path: Path) -> None:
    publisher = '[gazette]\npublisher = "The Gazette of Astana"\n[fresh]\npublisher = "The Fresh"\n'
    track = 'title = { en = "Treaty", ru = "Соглашение", kk = "Келісім" }\n'
    catalogue = overlaid(tmp_path, {EVENTS: REPLACING, SERIES: REPORT, SOURCES: publisher + MINE, AGREEMENT: track})
    base, over = f"{tmp_path}/base", f"{tmp_path}/over"
    told = [(each.group, each.slug, each.replaces, each.origin, each.below) for each in catalogue.overlays]
    assert told == [
        ("sources", "gazette", True, f"{over}/{SOURCES}: gazette", f"{base}/{SOURCES}: gazette"),
        ("tracks", "pact", True, f"{over}/{AGREEMENT}", f"{base}/{AGREEMENT}"),
        ("entries", "council-22", False, f"{over}/{SERIES}: meetings[0]", f"{base}/{SERIES}: meetings[0]"),
        ("entries", "fair", True, f"{over}/{EVENTS}: events[0]", f"{base}/{EVENTS}: events[0]"),
    ]


def test_a_definition_that_says_the_same_is_nothing(tmp_path: Path) -> None:
    over = {name: RECORD[name] for name in RECORD if name not in {EVENTS, LEDGER}}
    catalogue = overlaid(tmp_path, over)
    assert catalogue.overlays == ()
    assert dict(catalogue.origins) == dict(load(tmp_path / "base").origins)


def test_a_reason_for_what_is_accepted_is_replaced_by_rule_and_slug(tmp_path: Path) -> None:
    accepted = '[unattested-title]\nreview = "New."\n[single-source]\nreview = "Enough."\n'
    assert overlaid(tmp_path, {ACCEPTED: accepted}).accepted == {
        "unattested-title": {"pact-signed": "No source has it in Kazakh.", "review": "New."},
        "single-source": {"review": "Enough."},
    }


# Several folders.


def test_several_folders_are_laid_in_order(tmp_path: Path) -> None:
    base, one = write(tmp_path / "base"), write(tmp_path / "one", {EVENTS: REPLACING})
    more = FAIR.replace("gazette", "paper").replace("Book fair", "Fair of books").replace("2025-11-06", "2025-11-07")
    other = write(tmp_path / "other", {EVENTS: more})
    catalogue = load(base, extend=[one, str(other)])
    fair = catalogue.entries["fair"]
    assert fair.title["en"] == "Fair of books"
    assert [each.when.edtf for each in fair.statements] == ["2025-11-06", "2025-11-07"]
    assert [each.below for each in catalogue.overlays] == [f"{base}/{EVENTS}: events[0]", f"{one}/{EVENTS}: events[0]"]
    assert place_of(catalogue.origins, "fair", "statements[1]") == (f"{other}/{EVENTS}", "events[0].statements[0]")
    assert [each.when.edtf for each in load(base, extend=(other, one)).entries["fair"].statements] == ["2025-11-06"]


def test_replacing_forgets_what_was_added_before(tmp_path: Path) -> None:
    base, one = write(tmp_path / "base"), write(tmp_path / "one", {EVENTS: FAIR})
    other = write(tmp_path / "other", {EVENTS: REPLACING})
    catalogue = load(base, extend=[one, other])
    assert place_of(catalogue.origins, "fair", "statements[0]") == (f"{other}/{EVENTS}", "events[0].statements[0]")
    assert place_of(catalogue.origins, "fair", "title") == (f"{other}/{EVENTS}", "events[0].title")
    assert len(catalogue.entries["fair"].statements) == 1


def test_no_folder_at_all_may_be_laid_over(tmp_path: Path) -> None:
    base = write(tmp_path)
    assert load(base, extend=[]).entries == load(base).entries


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
