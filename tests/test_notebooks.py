"""The notebooks of docs/ say what they would say if they were run now, and hold nothing of where they were run."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import nbformat
import pytest

from tests.notebooks import NOTEBOOKS, executed, said

PASSING: Final = ("/" + "home/", "/" + "root/", "/" + "tmp", "site-packages", "iopub", "vnd.jupyter.widget")
"""What is so on one machine, or once."""


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_says_what_it_says_now(path: Path) -> None:
    kept = nbformat.read(path, as_version=4)
    assert said(executed(path)) == said(kept), "make notebooks"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_small_and_knows_no_machine(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text) < 400_000
    assert not [word for word in PASSING if word in text]


def test_both_are_there() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["tour", "your-own-calendar"]
