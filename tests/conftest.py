"""What all tests share: an option that exists whatever folder is given, and a heap that is not gone through again."""

from __future__ import annotations

import gc

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare ``--write-golden``."""
    parser.addoption("--write-golden", action="store_true", help="write the golden files anew instead of comparing")


def pytest_collection_finish() -> None:
    """Leave alone what is there for all of the run: eleven thousand tests, gone through again and again for nothing."""
    gc.collect()
    gc.freeze()
