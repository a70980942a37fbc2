"""What all tests share: one option, declared here so that it exists whatever folder is given."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare ``--write-golden``."""
    parser.addoption("--write-golden", action="store_true", help="write the golden files anew instead of comparing")
