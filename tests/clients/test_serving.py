"""`kzeu-timeline serve` as a process: load, slow and malformed clients, signals, edits. Loopback only, and bounded."""

from __future__ import annotations

import gzip
import json
import os
import re
import resource
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple, Self

import icalendar
import pytest

from tests.readers.folders import EVENTS, write

pytestmark = pytest.mark.clients

FEED: Final = "/feeds/kazakhstan-eu-kk.ics"
CLIENTS: Final = 4
"""That ask all the time, where it matters that nobody is dropped."""
PATIENCE: Final = 60.0
"""Seconds that a test waits for what takes one on a quiet machine."""


class Answer(NamedTuple):
    """A response off the wire."""

    status: int
    headers: dict[str, str]
    body: bytes


class Cut(Exception):  # noqa: N818 - it is what happened to a response
    """A response ended before its end."""


class Connection:
    """A client that writes bytes and reads responses by their Content-Length."""

    def __init__(self, port: int, *, window: int = 0, timeout: float = PATIENCE) -> None:
        self.socket = socket.socket()
        if window:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
        self.socket.settimeout(timeout)
        try:
            self.socket.connect(("127.0.0.1", port))
        except OSError:
            self.socket.close()
            raise
        self.left = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def get(self, path: str = FEED, method: str = "GET", **fields: str) -> Answer:
        self.ask(path, method, **fields)
        return self.answer(head=method == "HEAD")

    def ask(self, path: str = FEED, method: str = "GET", **fields: str) -> None:
        lines = [f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items()]
        self.socket.sendall(f"{method} {path} HTTP/1.1\r\nHost: example.org\r\n{''.join(lines)}\r\n".encode())

    def answer(self, *, head: bool = False, pause: float = 0.0) -> Answer:
        """The next response; EOFError if there is none, Cut if there is only a part of one."""
        while b"\r\n\r\n" not in self.left:
            self._more(EOFError if not self.left else Cut, pause)
        start, _, self.left = self.left.partition(b"\r\n\r\n")
        first, *lines = start.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        status = int(first.split()[1])
        size = 0 if head or status in {204, 304} else int(headers["content-length"])
        while len(self.left) < size:
            self._more(Cut, pause)
        body, self.left = self.left[:size], self.left[size:]
        return Answer(status, headers, body)

    def _more(self, otherwise: type[Exception], pause: float) -> None:
        time.sleep(pause)
        try:
            piece = self.socket.recv(65536)
        except ConnectionError:
            piece = b""
        if not piece:
            raise otherwise
        self.left += piece

    def rest(self) -> bytes:
        """All that comes until the server closes."""
        pieces = [self.left]
        with suppress(ConnectionError):
            while piece := self.socket.recv(65536):
                pieces.append(piece)
        return b"".join(pieces)


def get(port: int, path: str = FEED, method: str = "GET", **fields: str) -> Answer:
    with Connection(port) as connection:
        return connection.get(path, method, **fields)


class Server(NamedTuple):
    """A running `kzeu-timeline serve`."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def resident(self) -> int:
        """Bytes of memory."""
        text = Path(f"/proc/{self.process.pid}/statm").read_text(encoding="ascii")
        return int(text.split()[1]) * resource.getpagesize()


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds; fail if it never does."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def is_up(port: int) -> bool:
    try:
        return get(port, "/health").status == 200
    except (OSError, EOFError):
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def start(port: int, *options: object) -> Server:
    command = [str(Path(sys.executable).with_name("kzeu-timeline")), "serve", "--port", str(port), *map(str, options)]
    return Server(port, subprocess.Popen(command, stdout=subprocess.DEVNULL))


def stop(server: Server, number: int = signal.SIGTERM) -> int:
    server.process.send_signal(number)
    return server.process.wait(PATIENCE)


@contextmanager
def serving(*options: object) -> Iterator[Server]:
    server = start(free_port(), *options)
    try:
        until(lambda: is_up(server.port))
        yield server
    finally:
        server.process.kill()
        server.process.wait()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The shipped record, which no test changes."""
    with serving() as running:
        yield running


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return write(tmp_path / "seeds")


def test_the_server_says_what_the_standard_wants(server: Server) -> None:
    whole = get(server.port)
    assert whole.headers["content-type"] == "text/calendar; charset=utf-8"
    assert {"date", "etag", "last-modified", "vary", "cache-control"} <= whole.headers.keys()
    assert get(server.port, method="HEAD").headers["content-length"] == str(len(whole.body))
    packed = get(server.port, accept_encoding="gzip")
    assert gzip.decompress(packed.body) == whole.body
    again = get(server.port, if_none_match=whole.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    with Connection(server.port) as connection:
        assert [connection.get(accept_encoding="gzip").status for _ in range(3)] == [200] * 3, "one connection"


def test_twenty_thousand_requests_fail_nowhere_and_leave_nothing_behind(server: Server) -> None:
    """All kinds of requests over sixteen connections; what it needs after the first 4,000 is enough for all."""
    tag = get(server.port, accept_encoding="gzip").headers["etag"]
    kinds: list[tuple[str, dict[str, str], int]] = [
        (FEED, {"accept_encoding": "gzip"}, 200),
        (FEED, {"accept_encoding": "gzip", "if_none_match": tag}, 304),
        ("/", {"accept_language": "ru"}, 200),
        ("/nowhere", {}, 404),
        ("/feeds/custom.ics?lang=kk&kind=meeting", {"accept_encoding": "gzip"}, 200),
        ("/feeds/custom.ics?lang=xx", {}, 400),
    ]

    def several(count: int) -> list[tuple[int, int]]:
        with Connection(server.port) as connection:
            asked = [kinds[number % len(kinds)] for number in range(count)]
            return [(connection.get(path, **fields).status, expected) for path, fields, expected in asked]

    def burst(total: int) -> None:
        with ThreadPoolExecutor(16) as pool:
            found = [pair for pairs in pool.map(several, [total // 16] * 16) for pair in pairs]
        assert all(status == expected for status, expected in found)

    burst(4_000)
    before = server.resident
    burst(20_000)
    assert server.resident - before < 10_000_000


def test_slow_clients_are_cut_off_and_hold_nobody_up(server: Server) -> None:
    begun = time.monotonic()
    slow = [Connection(server.port, timeout=15) for _ in range(200)]
    for number, each in enumerate(slow):
        each.socket.sendall([b"", b"G", b"GET / HTTP/1.1\r\nHost: exam", b"GET / HTTP/1.1\r\nHost: a\r\nX"][number % 4])
    waits = []
    for _ in range(20):
        before = time.perf_counter()
        assert get(server.port, accept_encoding="gzip").status == 200
        waits.append(time.perf_counter() - before)
    assert statistics.median(waits) < 0.1
    for each in slow:
        with each:
            assert not each.rest().startswith(b"HTTP/1.1 200")
    assert time.monotonic() - begun < 10


MALFORMED: Final = {
    "garbage": b"\x00\xff\x13garbage\r\n\r\n",
    "no version": b"GET /\r\n\r\n",
    "a version that is none": b"GET / HTTP/9.9\r\nHost: a\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "NUL in the path": b"GET /a\x00b HTTP/1.1\r\nHost: a\r\n\r\n",
    "NUL in a field": b"GET / HTTP/1.1\r\nHost: a\r\nX: a\x00b\r\n\r\n",
    "bytes in the path": b"GET /\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "no field": b"GET / HTTP/1.1\r\nHost: a\r\nnothing\r\n\r\n",
    "a folded field": b"GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n",
    "a huge field": b"GET / HTTP/1.1\r\nHost: a\r\nX: %b\r\n\r\n" % (b"x" * 1_000_000),
    "many fields": b"GET / HTTP/1.1\r\nHost: a\r\n%b\r\n" % (b"X: x\r\n" * 10_000),
    "a huge path": b"GET /%b HTTP/1.1\r\nHost: a\r\n\r\n" % (b"x" * 1_000_000),
    "dots": b"GET /../../../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
    "escaped dots": b"GET /%2e%2e/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
    "escapes that are none": b"GET /%zz%0d%0a%00 HTTP/1.1\r\nHost: a\r\n\r\n",
    "overlong UTF-8": b"GET /%c0%ae%c0%ae/etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
    "the address of another": b"GET http://other.example/etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
    "a file's address": b"GET file:///etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
    "a tunnel": b"CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: a\r\n\r\n",
    "an unknown method": b"BREW / HTTP/1.1\r\nHost: a\r\n\r\n",
    "a body": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
    "half a body": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nhello",
    "two lengths": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
    "a length that is none": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    "chunks that are none": b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "a length and chunks": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a web socket": b"GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
    "a bad query": b"GET /feeds/custom.ics?%ff&=&&&track=%00&lang HTTP/1.1\r\nHost: a\r\n\r\n",
    "bad preferences": b"GET / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: ;;q=,\r\nAccept-Language: \xff;q=9\r\n\r\n",
}


@pytest.mark.parametrize("request_bytes", MALFORMED.values(), ids=MALFORMED)
def test_malformed_requests_are_refused_and_hold_nobody_up(server: Server, request_bytes: bytes) -> None:
    with Connection(server.port, timeout=15) as connection:
        with suppress(OSError):  # it may have been closed before all of it was sent
            connection.socket.sendall(request_bytes)
            connection.socket.shutdown(socket.SHUT_WR)
        answers = connection.rest()
    assert not re.search(rb"^HTTP/1\.[01] 5", answers, re.MULTILINE)
    assert b"root:" not in answers
    assert b"other.example" not in answers
    assert get(server.port).status == 200


def test_the_end_cuts_no_response() -> None:
    """Readers who take their time over many responses each get every one that was begun whole."""
    with serving() as running:
        size, whole, cut = len(get(running.port).body), [0] * 12, []
        ready = threading.Barrier(len(whole) + 1)

        def read(number: int) -> None:
            with Connection(running.port, window=4096) as connection:
                connection.ask()
                ready.wait(PATIENCE)
                try:
                    while True:
                        assert len(connection.answer(pause=0.001).body) == size
                        whole[number] += 1
                        connection.ask()
                except (EOFError, BrokenPipeError):
                    return
                except (Cut, OSError) as error:
                    cut.append(error)

        readers = [threading.Thread(target=read, args=(number,)) for number in range(len(whole))]
        for reader in readers:
            reader.start()
        ready.wait(PATIENCE)
        assert stop(running) == 0
        for reader in readers:
            reader.join(PATIENCE)
        assert cut == []
        assert min(whole) >= 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_client_that_stays_connected_keeps_no_server_from_ending(number: int, seeds: Path) -> None:
    with serving("--seeds", seeds) as running, Connection(running.port) as idle:
        assert idle.get().status == 200
        begun = time.monotonic()
        assert stop(running, number) == 0
        assert time.monotonic() - begun < 20


def events(port: int, path: str = FEED) -> dict[str, bytes]:
    calendar = icalendar.Calendar.from_ical(get(port, path).body)
    return {str(event["UID"]): event.to_ical() for event in calendar.walk("VEVENT")}


@contextmanager
def constantly_asked(port: int) -> Iterator[list[int]]:
    """Clients that ask all the time, each over connections of its own; yields what they were answered."""
    statuses: list[int] = []
    over = threading.Event()

    def ask() -> None:
        while not over.is_set():
            try:
                statuses.append(get(port, accept_encoding="gzip").status)
            except (Cut, EOFError, OSError):
                statuses.append(0)

    clients = [threading.Thread(target=ask) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    try:
        yield statuses
    finally:
        over.set()
        for client in clients:
            client.join(PATIENCE)


@pytest.mark.parametrize("signalled", [False, True], ids=["watched", "SIGHUP"])
def test_an_edit_is_shown_and_nothing_else_and_nobody_is_dropped(seeds: Path, signalled: bool) -> None:
    with serving("--seeds", seeds, "--today", "2025-12-04") as running:
        before, tag = events(running.port), get(running.port).headers["etag"]
        other = get(running.port, "/feeds/kazakhstan-eu-en.ics").headers["etag"]
        with constantly_asked(running.port) as statuses:
            file = seeds / EVENTS
            text = file.read_text(encoding="utf-8")
            assert text.count(TITLE) == 1
            file.write_text(text.replace(TITLE, "Өзгертілген"), encoding="utf-8")
            if signalled:
                running.process.send_signal(signal.SIGHUP)
            until(lambda: get(running.port).headers["etag"] != tag)
        assert set(statuses) == {200}
        after = events(running.port)
        changed = [uid for uid in before if before[uid] != after[uid]]
        assert before.keys() == after.keys()
        assert len(changed) == 1
        assert "Өзгертілген".encode() in after[changed[0]].replace(b"\r\n ", b"")
        assert get(running.port, "/feeds/kazakhstan-eu-en.ics").headers["etag"] == other


TITLE: Final = "Шолу"


def test_broken_seeds_leave_what_was_served(seeds: Path) -> None:
    def current(port: int) -> bool:
        found: bool = json.loads(get(port, "/health").body)["current"]
        return found

    with serving("--seeds", seeds) as running:
        before = get(running.port)
        (seeds / EVENTS).write_text("this is no TOML", encoding="utf-8")
        until(lambda: not current(running.port))
        assert get(running.port).body == before.body
        shutil.rmtree(seeds)
        assert get(running.port).body == before.body
        write(seeds)
        until(lambda: current(running.port))
        assert get(running.port).body == before.body


def listeners(port: int) -> int:
    """How many sockets listen at a port of IPv4."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()]
    return sum(row[3] == "0A" and row[1].endswith(f":{port:04X}") for row in rows)


def test_a_new_server_takes_over_from_the_old_one(seeds: Path) -> None:
    """With --shared both listen for a while; what waits at the old one when it goes is cut off by the kernel."""
    with serving("--seeds", seeds, "--shared") as old, constantly_asked(old.port) as statuses:
        new = start(old.port, "--seeds", seeds, "--shared")
        try:
            until(lambda: listeners(old.port) == 2)
            assert stop(old) == 0
            assert is_up(old.port)
            asked = len(statuses)
            until(lambda: len(statuses) > asked + 50)
        finally:
            new.process.kill()
            new.process.wait()
    answered = statuses[: asked + 50]
    assert set(answered) <= {0, 200}
    assert answered.count(0) <= CLIENTS  # each has one connection at a time that can wait there


def test_a_port_is_not_shared_unless_that_is_wanted(server: Server) -> None:
    second = subprocess.run(
        [str(Path(sys.executable).with_name("kzeu-timeline")), "serve", "--port", str(server.port)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE,
    )
    assert (second.returncode, "can't listen" in second.stderr) == (2, True)


def test_it_is_back_after_a_restart(seeds: Path) -> None:
    with serving("--seeds", seeds) as running:
        before = get(running.port)
        assert stop(running, signal.SIGKILL) == -signal.SIGKILL
        again = start(running.port, "--seeds", seeds)
        try:
            until(lambda: is_up(running.port))
            assert get(running.port).headers["etag"] == before.headers["etag"]
        finally:
            again.process.kill()
            again.process.wait()


def publish(folder: Path, seeds: Path, *options: object) -> Path:
    command = [sys.executable, "-m", "kzeu_timeline", "publish", folder, "--seeds", seeds, *options]
    subprocess.run(list(map(str, command)), check=True, capture_output=True, timeout=PATIENCE)
    return folder


def test_what_is_published_anew_is_served_and_nobody_is_dropped(seeds: Path, tmp_path: Path) -> None:
    site = publish(tmp_path / "site", seeds, "--today", "2025-12-04")
    with serving("--site", site) as running:
        before, page = get(running.port), get(running.port, "/index.html").headers["etag"]
        assert before.body == (site / FEED[1:]).read_bytes()
        with constantly_asked(running.port) as statuses:
            publish(site, seeds, "--today", "2025-12-04", "--base", "https://example.org/")
            until(lambda: get(running.port, "/index.html").headers["etag"] != page)
        assert set(statuses) == {200}
        assert get(running.port).body == (site / FEED[1:]).read_bytes() != before.body
        assert get(running.port, "/feeds/custom.ics").status == 404


def test_what_is_published_is_back_at_once_after_a_restart(seeds: Path, tmp_path: Path) -> None:
    """A quarter of a second, of which nearly all is Python's; the bound is for a machine that is busy."""
    site = publish(tmp_path / "site", seeds)
    with serving("--site", site) as running:
        before = get(running.port)
        assert stop(running, signal.SIGKILL) == -signal.SIGKILL
        again = start(running.port, "--site", site)
        try:
            until(lambda: is_up(running.port))
            assert processor_seconds(again) < 1.0
            after = get(running.port)
            assert [after.headers[each] for each in ("etag", "last-modified", "content-type")] == [
                before.headers[each] for each in ("etag", "last-modified", "content-type")
            ]
            assert stop(again) == 0
        finally:
            again.process.kill()
            again.process.wait()


def processor_seconds(server: Server) -> float:
    fields = Path(f"/proc/{server.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
