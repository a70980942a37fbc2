"""Golden files: bytes that a change may only alter on purpose."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, bytes], None]:
    """Compares bytes with the golden file of that name; with ``--write-golden`` it becomes them."""

    def compare(name: str, content: bytes) -> None:
        file = FOLDER / name
        if request.config.getoption("--write-golden"):
            file.write_bytes(content)
        if not file.is_file() or file.read_bytes() != content:
            pytest.fail(f"{first_difference(file, content)}; if that is as it should be: make golden", pytrace=False)

    return compare


def first_difference(file: Path, content: bytes) -> str:
    """Where the file and *content* part, in one line."""
    if not file.is_file():
        return f"{file.name} is not there"
    old, new = file.read_bytes().split(b"\n"), content.split(b"\n")
    number, was, now = next(
        (number, *lines) for number, lines in enumerate(zip_longest(old, new), 1) if lines[0] != lines[1]
    )
    return f"{file.name}, line {number}: it was {was!r} and is {now!r}"
