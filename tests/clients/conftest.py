"""Calendar programs from outside Python: a missing one skips its tests, or fails them where CI=true."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

FOLDER = Path(__file__).parent


def missing(what: str) -> NoReturn:
    """Skip the test in one line; fail it where CI=true, so that nothing is left out there without a word."""
    if os.environ.get("CI") == "true":
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def icaljs() -> Callable[[bytes], dict[str, Any]]:
    """Reads a feed with ical.js; what it does not like is an AssertionError with its words."""
    node = shutil.which("node")
    if node is None:
        missing("node is not installed")
    if not (FOLDER / "node_modules" / "ical.js" / "package.json").is_file():
        missing("ical.js is not installed: python tests/clients/install.py")

    def read(feed: bytes) -> dict[str, Any]:
        run = subprocess.run(
            [node, str(FOLDER / "read_ical.mjs")], input=feed, capture_output=True, check=False, timeout=120
        )
        assert run.returncode == 0, run.stderr.decode(errors="replace")
        found: dict[str, Any] = json.loads(run.stdout)
        return found

    return read
