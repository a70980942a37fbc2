"""Programs from outside Python, calendars and a browser: a missing one skips its tests, or fails them where CI=true."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, NoReturn

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from kzeu_timeline.readers.folder import shipped_folder
from tests.clients import sites
from tests.clients.browser import ARGUMENTS, AXE, Pages, executable, violations
from tests.clients.calendars import feeds
from tests.clients.readers import READERS, Asked, Reader, Telling


def missing(what: str) -> NoReturn:
    """Skip the test in one line; fail it where CI=true, so that nothing is left out there without a word."""
    if os.environ.get("CI") == "true":
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def icaljs() -> Callable[[bytes], dict[str, Any]]:
    """Reads a feed with ical.js; what it does not like is an AssertionError with its words."""
    reader = next(each for each in READERS if each.name == "ical.js")
    if told := reader.needs():
        missing(told)

    def read(feed: bytes) -> dict[str, Any]:
        run = subprocess.run(reader.command, input=feed, capture_output=True, check=False, timeout=120)
        assert run.returncode == 0, run.stderr.decode(errors="replace")
        found: dict[str, Any] = json.loads(run.stdout)
        return found

    return read


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Reader], dict[str, Telling]]]:
    """What a reader says of every feed, by file name; all readers that are there work at the same time."""
    folder = tmp_path_factory.mktemp("feeds")
    answers = tmp_path_factory.mktemp("answers")
    for name, feed in feeds().items():
        (folder / name).write_bytes(feed)
    files = sorted(folder.iterdir())
    with ExitStack() as stack:
        asked = {reader.name: Asked(reader, files, answers) for reader in READERS if reader.needs() is None}
        for each in asked.values():
            stack.callback(each.process.kill)

        def of(reader: Reader) -> dict[str, Telling]:
            if lacking := reader.needs():
                missing(lacking)
            return asked[reader.name].told()[1]

        yield of


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for all.

    It ends with these tests and not with the session: while it runs, Playwright's event loop counts as running, and
    no other test could ask asyncio for one.
    """
    if (found := executable()) is None:
        missing("not installed: chromium (python tests/clients/install.py)")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Pages]:
    """Opens a page; when the test is over, no page may have complained or asked anything of others."""
    with Pages(browser) as pages:
        yield pages
    assert pages.complaints == []


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """What axe-core finds on a page: nothing, if all can use it."""
    if not AXE.is_file():
        missing("not installed: axe-core (python tests/clients/install.py)")
    return violations


@pytest.fixture(scope="session")
def served() -> Iterator[sites.Site]:
    """The shipped record, served; no test changes it."""
    with sites.served(shipped_folder()) as site:
        yield site
