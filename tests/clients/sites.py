"""`kzeu-timeline serve` in a process of its own, as people run it."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.clients.calendars import TODAY

PATIENCE: Final = 60.0
"""Seconds until something that must happen has happened, on the slowest of machines."""


class Site:
    """A running server, and where its feeds are."""

    def __init__(self, port: int) -> None:
        self.port = port

    @staticmethod
    def path(language: str) -> str:
        return f"/feeds/kazakhstan-eu-{language}.ics"

    def at(self, path: str) -> str:
        """The address of what is there."""
        return f"http://127.0.0.1:{self.port}{path}"

    def address(self, language: str) -> str:
        """What one subscribes to."""
        return self.at(self.path(language))

    def answer(self, path: str) -> tuple[int, bytes]:
        """The status and the content of what is there."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def fetched(self, language: str) -> bytes:
        """The first feed in a language, as it is now."""
        status, content = self.answer(self.path(language))
        assert status == http.client.OK
        return content

    def wait_for_another(self, language: str, than: bytes) -> None:
        """Until the feed is another one."""
        end = time.monotonic() + PATIENCE
        while self.fetched(language) == than:
            assert time.monotonic() < end, "the server has not noticed the edit"
            time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(seeds: Path) -> Iterator[Site]:
    """The site of these seeds, for as long as it is needed."""
    port = free_port()
    command = [sys.executable, "-m", "kzeu_timeline", "serve", "--port", str(port), "--today", TODAY.isoformat()]
    server = subprocess.Popen(
        [*command, "--seeds", str(seeds)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    try:
        wait_until_it_answers(server, site := Site(port))
        yield site
        server.terminate()
        assert server.wait(timeout=PATIENCE) == 0
    finally:
        server.kill()
        server.wait()


def wait_until_it_answers(server: subprocess.Popen[bytes], site: Site) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        assert server.poll() is None, "the server has ended"
        try:
            site.answer("/robots.txt")
        except OSError:
            assert time.monotonic() < end, "the server does not answer"
            time.sleep(0.1)
        else:
            return
