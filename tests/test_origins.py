"""Where what stands in a record is found in files."""

from __future__ import annotations

import pytest

from kzeu_timeline.origins import place_of

ORIGINS = {
    "council-22": "base/series/council.toml: meetings[3]",
    "council-22.statements[2]": "over/series/council.toml: meetings[0].statements[1]",
    "council-22.parties": "over/series/council.toml: meetings[0].parties",
    "tracks/council": "base/series/council.toml",
}


@pytest.mark.parametrize(
    ("record", "path", "file", "inside"),
    [
        ("council-22", "", "base/series/council.toml", "meetings[3]"),
        ("council-22", "title", "base/series/council.toml", "meetings[3].title"),
        ("council-22", "statements[1].when", "base/series/council.toml", "meetings[3].statements[1].when"),
        ("council-22", "statements[2].when", "over/series/council.toml", "meetings[0].statements[1].when"),
        ("council-22", "statements[2]", "over/series/council.toml", "meetings[0].statements[1]"),
        ("council-22", "statements", "base/series/council.toml", "meetings[3].statements"),
        ("council-22", "parties", "over/series/council.toml", "meetings[0].parties"),
        ("council-22", "parties[1]", "over/series/council.toml", "meetings[0].parties[1]"),
        ("tracks/council", "", "base/series/council.toml", ""),
        ("tracks/council", "title", "base/series/council.toml", "title"),
        ("tracks/pact", "title", "", ""),
    ],
)
def test_the_place_is_that_of_the_part_or_else_of_the_record(record: str, path: str, file: str, inside: str) -> None:
    assert place_of(ORIGINS, record, path) == (file, inside)
