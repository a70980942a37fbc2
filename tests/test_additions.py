"""A record more in a folder: the catalogue is the old one and that record, and every other byte stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from kzeu_timeline import Catalogue, Event, InvalidRecordError, Milestone, SeedError, load
from kzeu_timeline.additions import Folder, add_entry, add_source, home
from tests.readers.folders import AGREEMENT, EVENTS, NEGOTIATION, RECORD, SERIES, SOURCES, TRACK, write
from tests.strategies import LAW
from tests.test_splicing import kept

TITLE: Final = {"en": "Review", "ru": "Обзор", "kk": "Шолу", "unattested": ["kk"]}


def said(when: str = "2026-11", **more: object) -> dict[str, Any]:
    return {"statements": [{"source": "paper", "when": when, **more}]}


STREWN: Final = st.lists(st.sampled_from(["", "# [[meetings]]", "# Why?", "  # ordinal = 5"]), max_size=2)


@st.composite
def commented(draw: DrawFn) -> dict[str, str]:
    """The valid folder with comments and blank lines anywhere, its lines ended in either way."""
    ending = draw(st.sampled_from(["\n", "\r\n"]))

    def strewn(text: str) -> str:
        kept = [part for line in text.splitlines() for part in (*draw(STREWN), line)]
        return ending.join([*kept, *draw(STREWN), ""])

    return {name: strewn(text) if name in {SERIES, SOURCES, AGREEMENT} else text for name, text in RECORD.items()}


ADDITIONS: Final = st.one_of(
    st.builds(
        lambda ordinal, when: (SERIES, Event, "council", {"ordinal": ordinal, **said(when, status="planned")}),
        st.integers(1, 50).filter(lambda number: number != 22),
        st.sampled_from(["1999", "2025-11-30", "[..2025-12-02]", "2026"]),
    ),
    st.builds(
        lambda kind, when: (AGREEMENT, Milestone, "pact", {"kind": kind, "title": TITLE, **said(when)}),
        st.sampled_from(["signed", "reviewed", "ratified"]),
        st.sampled_from(["1999", "2015-12-21", "2026-05~"]),
    ),
)


def files_of(folder: Path) -> dict[str, str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in found}


def without(catalogue: Catalogue, slug: str) -> dict[str, Any]:
    """All records but one; where they stand is left out, for that moves."""
    records = attrs.asdict(catalogue, recurse=False, filter=lambda field, _: field.name not in {"origins", "overlays"})
    return {name: {key: each for key, each in of.items() if key != slug} for name, of in records.items()}


@settings(LAW, max_examples=60)
@given(files=commented(), addition=ADDITIONS)
def test_the_catalogue_is_the_old_one_with_one_entry_more(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, str], addition: tuple[str, Any, str, dict[str, Any]]
) -> None:
    file, kind, track, table = addition
    folder = write(tmp_path_factory.mktemp("seeds"), files)
    before = load(folder)
    added = add_entry(Folder(folder), home(before, kind, track=track), table)
    after = load(folder)
    assert without(after, added.slug) == without(before, added.slug)
    assert after.entries.keys() - before.entries.keys() == {added.slug}
    entry = after.entries[added.slug]
    assert (type(entry), entry.track, entry.when.edtf) == (kind, after.tracks[track], table["statements"][0]["when"])
    now = files_of(folder)
    assert kept(files[file], now.pop(file))
    assert now == {name: text for name, text in files.items() if name != file}


@settings(LAW, max_examples=30)
@given(files=commented(), published=st.sampled_from(["2026-06-02", "2026", "2026-06?", None]))
def test_the_catalogue_is_the_old_one_with_one_source_more(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, str], published: str | None
) -> None:
    folder = write(tmp_path_factory.mktemp("seeds"), files)
    before = load(folder)
    table = {"publisher": "The Paper, of today", "language": "kk"} | ({"published": published} if published else {})
    added = add_source(Folder(folder), table)
    after = load(folder)
    assert without(after, added.slug) == without(before, added.slug)
    assert after.sources[added.slug].publisher == "The Paper, of today"
    now = files_of(folder)
    assert now.pop(SOURCES).startswith(files[SOURCES])
    assert now == {name: text for name, text in files.items() if name != SOURCES}


# Where it stands.


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return write(tmp_path / "seeds")


def add(seeds: Path, kind: Any, table: dict[str, Any], **place: Any) -> str:
    return add_entry(Folder(seeds), home(load(seeds), kind, **place), table).slug


def ordinals(seeds: Path) -> list[int | None]:
    return [entry.ordinal for entry in load(seeds).entries.values() if entry.track and entry.track.slug == "council"]


def test_numbered_meetings_stand_in_the_order_of_their_numbers(seeds: Path) -> None:
    for ordinal in (24, 20, 23, 21):
        add(seeds, Event, {"ordinal": ordinal, **said("20XX")}, track="council")
    assert ordinals(seeds) == [20, 21, 22, 23, 24, None]


@pytest.mark.parametrize(("when", "position"), [("2025-11-30", 0), ("2025-12-01", 1), ("2026", 1)])
def test_others_stand_in_the_order_of_time(seeds: Path, when: str, position: int) -> None:
    slug = add(seeds, Event, {"title": TITLE, **said(when)}, track="council")
    assert list(load(seeds).entries).index(slug) == position


@pytest.mark.parametrize(
    ("kind", "place", "file"),
    [
        (Event, {"track": "council"}, SERIES),
        (Event, {"track": "talks"}, NEGOTIATION),
        (Event, {"track": "visits"}, TRACK),
        (Event, {"year": 2025}, EVENTS),
        (Event, {"year": 2031}, "events/2031.toml"),
        (Milestone, {"track": "council"}, SERIES),
        (Milestone, {"track": "pact"}, AGREEMENT),
        (Milestone, {"track": "visits"}, TRACK),
    ],
)
def test_each_stands_in_the_file_of_its_track_or_year(seeds: Path, kind: Any, place: Any, file: str) -> None:
    before = files_of(seeds)
    add(seeds, kind, {"kind": "review", "title": TITLE, **said()}, **place)
    assert {name for name, text in files_of(seeds).items() if before.get(name) != text} == {file}


def test_an_agreement_has_no_meetings(seeds: Path) -> None:
    with pytest.raises(InvalidRecordError, match=r"^no events, only milestones, in agreements/: 'pact'$"):
        home(load(seeds), Event, track="pact")


def test_an_unknown_track_is_told_with_those_there_are(seeds: Path) -> None:
    with pytest.raises(InvalidRecordError, match=r"^unknown track \(known: council, pact, talks, visits\): 'x'$"):
        home(load(seeds), Event, track="x")


def test_what_must_be_said_depends_on_the_place(seeds: Path) -> None:
    catalogue = load(seeds)
    assert home(catalogue, Event, track="council").missing(said()) == ["title"]
    assert home(catalogue, Event, track="council").missing({"ordinal": 1}) == ["statements"]
    assert home(catalogue, Event, track="visits").missing({"ordinal": 1, **said()}) == ["kind", "title"]
    assert home(catalogue, Milestone, track="pact").missing(said()) == ["kind", "title"]
    assert home(catalogue, Event, year=2026).missing(said()) == ["kind", "title"]


# Slugs.


@pytest.mark.parametrize(
    ("table", "slug"),
    [
        ({"publisher": "The Astana Times", "published": "2026-06-02"}, "astana-times-2026-06-02"),
        ({"publisher": "Council of the EU; press service", "published": "2026-06~"}, "council-of-the-eu-2026-06"),
        ({"publisher": "El País (print)", "published": "[..2026-06-02]"}, "el-pais-2026-06-02"),
        ({"publisher": "Казинформ", "url": "https://www.inform.kz/1", "published": "2026"}, "inform-2026"),
        ({"publisher": "Казинформ", "url": "https://kaz.inform.kz/1"}, "kaz-inform"),
        ({"publisher": "Казинформ"}, "source"),
        ({"publisher": "The Paper"}, "paper-2"),
    ],
)
def test_the_slug_of_a_source_is_made_of_publisher_or_host_and_date(seeds: Path, table: Any, slug: str) -> None:
    assert add_source(Folder(seeds), {**table, "language": "en"}).slug == slug


@pytest.mark.parametrize(
    ("kind", "place", "table", "slug"),
    [
        (Event, {"track": "council"}, {"ordinal": 23}, "council-23"),
        (Event, {"track": "council"}, {}, "council-2026"),
        (Event, {"track": "visits"}, {"kind": "visit"}, "visits-visit-2026"),
        (Event, {"year": 2026}, {"kind": "visit"}, "review-2026"),
        (Milestone, {"track": "pact"}, {"kind": "ratified"}, "pact-ratified"),
        (Milestone, {"track": "pact"}, {"kind": "signed"}, "pact-signed-2026"),
        (Milestone, {"track": "pact"}, {"kind": "signed", "slug": "pact-protocol"}, "pact-protocol"),
    ],
)
def test_where_no_slug_follows_one_is_made_up(seeds: Path, kind: Any, place: Any, table: Any, slug: str) -> None:
    table = {**table, **said()} if "ordinal" in table else {"title": TITLE, **table, **said()}
    assert add(seeds, kind, table, **place) == slug
    assert slug in load(seeds).entries


def test_a_slug_made_up_is_never_one_that_there_is(seeds: Path) -> None:
    slugs = [add(seeds, Event, {"kind": "visit", "title": TITLE, **said()}, track="visits") for _ in range(3)]
    assert slugs == ["visits-visit-2026", "visits-visit-2026-2", "visits-visit-2026-3"]


# What is not written.


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ({"ordinal": 22, **said()}, "there is an entry of this slug already, at "),
        ({"ordinal": 23, "slug": "fair", **said()}, "there is an entry of this slug already, at "),
        (
            {"ordinal": 23, **said("2026-13")},
            r"meetings\[1\]\.statements\[0\]\.when: no such month",
        ),
        ({"ordinal": 23, **said(place="x")}, r"seeds/series/council\.toml: .*unknown place: 'x'$"),
        ({"ordinal": 0, **said()}, "not a whole number from 1 on: 0"),
        ({"ordinal": 23, "slug": "../x", **said()}, "not a slug"),
    ],
)
def test_what_would_not_load_is_told_and_nothing_is_written(seeds: Path, table: Any, problem: str) -> None:
    before = files_of(seeds)
    with pytest.raises((InvalidRecordError, SeedError), match=problem):
        add(seeds, Event, table, track="council")
    assert files_of(seeds) == before


def test_all_that_would_be_wrong_is_told_at_once_under_the_name_of_the_folder(seeds: Path) -> None:
    with pytest.raises(SeedError) as caught:
        add(seeds, Event, {"ordinal": 23, **said("2026-13", place="x", source="y")}, track="council")
    assert {problem.path for problem in caught.value.problems} == {
        f"meetings[1].statements[0].{name}" for name in ("when", "place", "source")
    }
    assert {problem.file for problem in caught.value.problems} == {f"{seeds}/{SERIES}"}


def test_a_source_that_there_is_stays(seeds: Path) -> None:
    with pytest.raises(InvalidRecordError, match=r"^there is a source of this slug already: 'paper'$"):
        add_source(Folder(seeds), {"publisher": "X", "language": "en"}, "paper")
    assert files_of(seeds) == RECORD


def test_a_folder_that_does_not_load_is_not_written_to(seeds: Path) -> None:
    write(seeds, {SOURCES: "[x]\n"})
    with pytest.raises(SeedError, match="publisher: missing"):
        add_source(Folder(seeds), {"publisher": "X", "language": "en"})
    assert files_of(seeds)[SOURCES] == "[x]\n"


# Folders of one's own.


def test_a_folder_laid_over_may_begin_empty(tmp_path: Path, seeds: Path) -> None:
    own = Folder(tmp_path / "own", is_laid_over=True, base=seeds)
    own.path.mkdir()
    source = add_source(own, {"publisher": "Mine", "language": "en"})
    table = {"ordinal": 23, "statements": [{"source": source.slug, "when": "2026"}]}
    entry = add_entry(own, home(own.catalogue(), Event, track="council"), table)
    assert load(seeds, own.path).entries[entry.slug].sources[0].publisher == "Mine"
    assert files_of(own.path).keys() == {SOURCES, SERIES}
    assert files_of(seeds) == RECORD


def test_what_is_below_is_not_written_over(tmp_path: Path, seeds: Path) -> None:
    own = Folder(tmp_path / "own", is_laid_over=True, base=seeds)
    own.path.mkdir()
    with pytest.raises(InvalidRecordError, match="already"):
        add_entry(own, home(own.catalogue(), Event, track="council"), {"ordinal": 22, **said()})
    assert files_of(own.path) == {}


def test_a_record_of_one_s_own_may_begin_empty(tmp_path: Path) -> None:
    added = add_source(Folder(tmp_path), {"publisher": "Mine", "language": "en"})
    entry = add_entry(
        Folder(tmp_path),
        home(load(tmp_path), Event, year=2026),
        {"kind": "visit", "title": TITLE, "statements": [{"source": added.slug, "when": "2026"}]},
    )
    assert list(load(tmp_path).entries) == [entry.slug]


def test_a_file_that_is_a_link_stays_one(tmp_path: Path, seeds: Path) -> None:
    kept_elsewhere = tmp_path / "sources.toml"
    (seeds / SOURCES).rename(kept_elsewhere)
    (seeds / SOURCES).symlink_to(kept_elsewhere)
    add_source(Folder(seeds), {"publisher": "Mine", "language": "en"})
    assert (seeds / SOURCES).is_symlink()
    assert "[mine]" in kept_elsewhere.read_text()
