"""Feeds of one's own in a TOML file: what is right is a feed, what is wrong is told all at once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import pytest

from kzeu_timeline import Feed, SeedError
from kzeu_timeline.feeds import FEEDS
from kzeu_timeline.readers.feeds import read_feeds
from kzeu_timeline.readers.folder import LARGEST_FILE
from tests.builders import shipped

TITLE: Final = 'title = { en = "Transport", ru = "Транспорт", kk = "Көлік" }\n'


def read(folder: Path, text: str | bytes) -> tuple[Feed, ...]:
    path = folder / "mine.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_feeds(path, shipped())


def problems(folder: Path, text: str | bytes) -> list[str]:
    with pytest.raises(SeedError) as caught:
        read(folder, text)
    return [str(each).removeprefix(f"{folder}/") for each in caught.value.problems]


def test_a_table_is_a_feed(tmp_path: Path) -> None:
    *table, mine = read(tmp_path, f'[transport]\n{TITLE}tracks = ["connectivity"]\nvariants = ["spans"]\n')
    assert table == list(FEEDS)
    assert mine == Feed(
        slug="transport",
        title={"en": "Transport", "ru": "Транспорт", "kk": "Көлік"},
        tracks=["connectivity"],
        variants=["spans"],
    )


def test_a_feed_with_the_slug_of_another_takes_its_place(tmp_path: Path) -> None:
    feeds = read(tmp_path, f'[kazakhstan-eu-visas]\n{TITLE}kinds = ["round"]\n')
    assert [feed.slug for feed in feeds] == [feed.slug for feed in FEEDS]
    assert [feed.kinds for feed in feeds if feed.slug == "kazakhstan-eu-visas"] == [("round",)]


def test_an_empty_file_adds_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "") == FEEDS


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = """\
nothing = 5

[transport]
title = { en = "Transport", kk = "Көлік" }
tracks = ["connectivty", 5]
kinds = ["forums"]

[visits]
title = { en = "Visits", ru = "Визиты", kk = "Сапарлар" }
types = ["events"]
places = ["brusels"]
colour = "red"
slug = "calls"

["a b"]
title = { en = "Visits", ru = "Визиты", kk = "Сапарлар" }
relations = "anniversary-of"
"""
    assert problems(tmp_path, text) == [
        "mine.toml: nothing: not a table: 5",
        "mine.toml: transport.title: missing language: 'ru'",
        "mine.toml: transport.tracks[1]: not str: 5",
        "mine.toml: transport.tracks[0]: unknown track (nearest: 'connectivity'): 'connectivty'",
        "mine.toml: transport.kinds[0]: unknown kind (nearest: 'forum'): 'forums'",
        "mine.toml: visits.slug: unknown key: 'slug'",
        "mine.toml: visits.types: unknown (known: event, milestone): 'events'",
        "mine.toml: visits.colour: unknown key: 'colour'",
        "mine.toml: visits.places[0]: unknown place (nearest: 'brussels'): 'brusels'",
        "mine.toml: a b.slug: not a slug (a-z, 0-9, single hyphens): 'a b'",
        "mine.toml: a b.relations: not a list: 'anniversary-of'",
    ]


@pytest.mark.parametrize(
    "text",
    [b"\xff", "[a", f"[a]\ntitle = {'[' * 9_000}", "#" * (LARGEST_FILE + 1), "a = 1\na = 2", f"{'a.' * 40}a = 1"],
    ids=["not UTF-8", "not TOML", "too deep", "too large", "twice", "too many parts"],
)
def test_what_is_no_toml_is_one_problem(tmp_path: Path, text: str | bytes) -> None:
    (problem,) = problems(tmp_path, text)
    assert problem.startswith("mine.toml: ")


def test_what_is_no_file_is_one_problem(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("nowhere.toml", ".", "pipe"):
        with pytest.raises(SeedError) as caught:
            read_feeds(tmp_path / name, shipped())
        assert len(caught.value.problems) == 1
