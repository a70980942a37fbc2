"""The pictures of the README are those that are drawn now; ``make pictures`` brings them up to date."""

from __future__ import annotations

import pytest

from tests.builders import shipped
from tests.pictures import FOLDER, PICTURES, drawn


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_current(name: str) -> None:
    assert (FOLDER / name).read_bytes() == drawn(shipped().timeline(), name)


def test_there_are_no_others() -> None:
    assert {file.name for file in FOLDER.iterdir()} == PICTURES.keys()
