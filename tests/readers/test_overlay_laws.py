"""Laws of folders laid over the record: what they give is added, in whatever files and order it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any, Final

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from kzeu_timeline import Catalogue, load
from kzeu_timeline.origins import place_of
from kzeu_timeline.readers.layout import SINGLE
from tests.readers.folders import SOURCES, write
from tests.readers.tomltext import toml_text
from tests.strategies import LAW

Tables = Mapping[str, dict[str, Any]]
"""Entries and sources by slug."""

BELOW: Final = ("fair", "council-22", "talks-round-1")
"""Events of the valid record, in files of three kinds."""

NEW: Final = ("picnic", "regatta")
LONELY: Final = ("first-source", "second-source")
TITLE: Final = {"en": "New", "ru": "Новое", "kk": "Жаңа"}

STATEMENTS: Final = st.fixed_dictionaries(
    {
        "source": st.sampled_from(["paper", "gazette"]),
        "when": st.sampled_from(["2025-12-01", "2025", "[..2025-12-02]"]),
    },
    optional={"status": st.sampled_from(["planned", "held"]), "place": st.just("astana")},
)
RELATIONS: Final = st.fixed_dictionaries({"kind": st.just("follows"), "target": st.sampled_from([*BELOW, "review"])})
FIELDS: Final[Mapping[str, st.SearchStrategy[Any]]] = {
    "statements": st.lists(STATEMENTS, min_size=1, max_size=3),
    "relations": st.lists(RELATIONS, max_size=2),
    "topics": st.just(["trade"]),
    "parties": st.lists(st.sampled_from(["kazakhstan", "union"]), max_size=2),
    "title": st.just(TITLE),
    "kind": st.sampled_from(["fair", "visit"]),
}
ADDING: Final = st.fixed_dictionaries({}, optional=dict(FIELDS))
NEEDED: Final = ("title", "kind", "statements")
WHOLE: Final = st.fixed_dictionaries(
    {name: FIELDS[name] for name in NEEDED},
    optional={name: each for name, each in FIELDS.items() if name not in NEEDED},
)
PUBLISHERS: Final = st.fixed_dictionaries({"publisher": st.sampled_from(["The Spare", "Another"])})


@st.composite
def layers(draw: DrawFn, slugs: tuple[str, ...] = (*BELOW, *NEW, *LONELY)) -> dict[str, dict[str, Any]]:
    """What a folder says of some of these slugs."""
    tables = {}
    for slug in draw(st.lists(st.sampled_from(slugs), unique=True)) if slugs else ():
        if slug in LONELY:
            tables[slug] = draw(PUBLISHERS)
        elif slug in NEW:
            tables[slug] = draw(WHOLE)
        else:
            tables[slug] = draw(ADDING | WHOLE.map(lambda table: {"replace": True, **table}))
    return tables


@st.composite
def disjoint_layers(draw: DrawFn) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """What two folders say of different slugs."""
    mine = draw(st.lists(st.sampled_from([*BELOW, *NEW, *LONELY]), unique=True))
    others = tuple(slug for slug in (*BELOW, *NEW, *LONELY) if slug not in mine)
    return draw(layers(tuple(mine))), draw(layers(others))


Laid = Callable[..., Catalogue]


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Laid:
    """Loads the valid record with what folders say laid over it; the years are those of the files."""
    base, numbers = write(tmp_path_factory.mktemp("base")), count()
    elsewhere = tmp_path_factory.mktemp("over")

    def load_with(*tables: Tables, years: Callable[[str], int] = lambda _: 2025) -> Catalogue:
        return load(base, extend=[_written(elsewhere / str(next(numbers)), each, years) for each in tables])

    return load_with


def _written(folder: Path, tables: Tables, years: Callable[[str], int]) -> Path:
    files: dict[str, dict[str, Any]] = {}
    for slug, table in tables.items():
        if slug in LONELY:
            files.setdefault(SOURCES, {})[slug] = table
        else:
            events = files.setdefault(f"events/{years(slug)}.toml", {}).setdefault("events", [])
            events.append({"slug": slug, **table})
    folder.mkdir()
    return write(folder, {name: toml_text(each) for name, each in files.items()})


def said(catalogue: Catalogue) -> dict[str, Any]:
    """Everything that a catalogue says, without where it stands."""
    return {group: dict(getattr(catalogue, group)) for group in ("entries", "tracks", *SINGLE)}


@settings(LAW, max_examples=30)
@given(tables=layers())
def test_an_empty_folder_changes_nothing_above_or_below(laid: Laid, tables: Tables) -> None:
    alone = laid(tables)
    for catalogue in (laid({}, tables), laid(tables, {})):
        assert said(catalogue) == said(alone)
        assert len(catalogue.overlays) == len(alone.overlays)


@settings(LAW, max_examples=40)
@given(tables=layers())
def test_the_same_folder_twice_is_the_same_as_once(laid: Laid, tables: Tables) -> None:
    once, twice = laid(tables), laid(tables, tables)
    assert said(twice) == said(once)
    assert len(twice.overlays) == len(once.overlays)


@settings(LAW, max_examples=40)
@given(pair=disjoint_layers())
def test_folders_that_speak_of_different_records_are_laid_in_any_order_or_as_one(
    laid: Laid, pair: tuple[Tables, Tables]
) -> None:
    one, other = pair
    union = said(laid({**one, **other}))
    assert said(laid(one, other)) == union
    assert said(laid(other, one)) == union


@settings(LAW, max_examples=30)
@given(tables=layers(), years=st.randoms(use_true_random=False))
def test_it_makes_no_difference_in_which_file_and_in_which_order_entries_stand(
    laid: Laid, tables: Tables, years: Any
) -> None:
    shuffled = dict(years.sample(list(tables.items()), len(tables)))
    assert said(laid(shuffled, years=lambda _: years.choice([1999, 2025, 2030]))) == said(laid(tables))


@settings(LAW, max_examples=60)
@given(tables=layers())
def test_what_is_not_replaced_keeps_all_that_was_there_in_its_order(laid: Laid, tables: Tables) -> None:
    below, above = laid(), laid(tables)
    for slug, entry in below.entries.items():
        table = tables.get(slug, {})
        if not table.get("replace"):
            for name in ("statements", "relations", "topics", "figures"):
                there = getattr(entry, name)
                assert getattr(above.entries[slug], name)[: len(there)] == there
            unsaid = {name: getattr(entry, name) for name in table if name not in {"replace", "slug"}}
            assert attrs.evolve(above.entries[slug], **unsaid) == entry


@settings(LAW, max_examples=60)
@given(tables=layers())
def test_exactly_the_records_below_that_changed_are_told(laid: Laid, tables: Tables) -> None:
    below, above = laid(), laid(tables)
    changed = {slug for slug, entry in below.entries.items() if above.entries[slug] != entry}
    told = {each.slug: each for each in above.overlays if each.group == "entries"}
    assert told.keys() == changed
    for slug, overlay in told.items():
        assert overlay.replaces == tables[slug].get("replace", False)
        assert overlay.below == below.origins[slug]
        assert (above.origins[slug] == overlay.origin) is overlay.replaces


@settings(LAW, max_examples=60)
@given(tables=layers())
def test_every_statement_is_found_in_the_file_that_says_it(laid: Laid, tables: Tables) -> None:
    catalogue = laid(tables)
    for slug, entry in catalogue.entries.items():
        places = [place_of(catalogue.origins, slug, f"statements[{index}]") for index in range(len(entry.statements))]
        assert len(set(places)) == len(places)
        above = [path for file, path in places if "/over" in file]
        below = [path for file, path in places if "/over" not in file]
        assert below == [] or slug not in tables or not tables[slug].get("replace")
        assert len(above) <= len(tables.get(slug, {}).get("statements", ()))
