"""The shipped record is exported to the same bytes as ever; `make golden` writes them anew."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from kzeu_timeline import Timeline, load
from kzeu_timeline.formats import FORMATS
from tests.golden.conftest import FOLDER

FILES = {
    **{f"kazakhstan-eu-{language}.ics": ("ics", language) for language in ("kk", "ru", "en")},
    **{f"timeline-{language}.md": ("markdown", language) for language in ("kk", "ru", "en")},
    "timeline-en.csv": ("csv", "en"),
    "timeline.json": ("json", "en"),
}


@cache
def record() -> Timeline:
    """The shipped one."""
    return load().timeline()


@pytest.mark.parametrize("name", FILES)
def test_an_export_of_the_shipped_record_is_what_it_was(name: str, golden: Callable[[str, bytes], None]) -> None:
    format_name, language = FILES[name]
    golden(name, FORMATS[format_name].render(record(), language, "mark"))


def test_no_golden_file_is_left_that_nothing_is_compared_with() -> None:
    assert {file.name for file in FOLDER.iterdir() if file.suffix not in {".py", ""}} == FILES.keys()
