"""Serving the site, against nginx with the same files: requests a second and how long the slowest wait.

`kzeu-timeline serve` and nginx (one worker; the compressed file beside the other, as `gzip_static` has it) answer wrk
in turns, with 64 connections over loopback, for a feed compressed, plain, and not modified. wrk takes one core, so on a
machine with two the servers have one each in turn, as they would anywhere. It is bounded: some 70 seconds.
"""

from __future__ import annotations

import gzip
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import measure

FEED = "feeds/kazakhstan-eu-kk.ics"
CONNECTIONS = 64
ROUNDS = 3
SECONDS = 3
LEAST = {"200, gzipped": 0.4, "304": 0.25}
SLOWEST_MS = 10.0
_UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3}

NGINX = """\
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 1024; }}
http {{
    types {{ text/calendar ics; }}
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000000;
    gzip_static on;
    gzip_vary on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {folder}/site;
        open_file_cache max=100;
        add_header Cache-Control "public, max-age=300";
        add_header Access-Control-Allow-Origin *;
    }}
}}
"""


class Load(NamedTuple):
    """What wrk found: requests a second, and milliseconds that half and all but one in a hundred waited."""

    rate: float
    median: float
    slowest: float


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def fetched(address: str, **fields: str) -> tuple[int, str, bytes]:
    """Status, ETag and body."""
    try:
        with urlopen(Request(address, headers=fields), timeout=5) as response:  # noqa: S310 - loopback
            return response.status, response.headers["ETag"], response.read()
    except HTTPError as error:
        return error.code, error.headers["ETag"], b""


@contextmanager
def running(command: list[str], address: str) -> Iterator[str]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                fetched(address)
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=40)


def nginx(folder: Path, feed: bytes) -> tuple[list[str], str]:
    """The command and the address of the feed."""
    path, port = folder / "site" / FEED, free_port()
    path.parent.mkdir(parents=True)
    path.write_bytes(feed)
    path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(feed, 9, mtime=0))
    for place in (folder, *folder.rglob("*")):
        place.chmod(0o755 if place.is_dir() else 0o644)  # its worker is another user, if it was started by root
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
    return ["nginx", "-c", str(folder / "nginx.conf")], f"http://127.0.0.1:{port}/{FEED}"


def loaded(address: str, fields: dict[str, str]) -> Load:
    given = [part for name, value in fields.items() for part in ("-H", f"{name}: {value}")]
    run = subprocess.run(
        [str(shutil.which("wrk")), "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", *given, address],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert "Socket errors" not in run.stdout, run.stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", run.stdout)
    waits = dict(re.findall(r"^\s+(50|99)%\s+([\d.]+[mu]?s)$", run.stdout, re.MULTILINE))
    assert rate is not None, run.stdout
    return Load(float(rate[1]), *(_milliseconds(waits[share]) for share in ("50", "99")))


def _milliseconds(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(\w+)", text).groups()  # type: ignore[union-attr]
    return float(number) * _UNITS[unit]


def cases(address: str) -> dict[str, dict[str, str]]:
    """The fields of each kind of request, each tried once."""
    packed = {"Accept-Encoding": "gzip"}
    _, tag, _ = fetched(address, **packed)
    found = {"200, gzipped": packed, "200, plain": {}, "304": {**packed, "If-None-Match": tag}}
    for name, fields in found.items():
        assert fetched(address, **fields)[0] == int(name[:3]), name
    return found


def main() -> None:
    missing = [program for program in ("wrk", "nginx") if shutil.which(program) is None]
    if missing:
        sys.stdout.write(f"not measured: {' and '.join(missing)} not installed (Debian has both)\n")
        return
    port = free_port()
    ours = [str(Path(sys.executable).parent / "kzeu-timeline"), "serve", "--port", str(port)]
    with ExitStack() as stack:
        mine = stack.enter_context(running(ours, f"http://127.0.0.1:{port}/{FEED}"))
        feed = fetched(mine)[2]
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        theirs = stack.enter_context(running(*nginx(folder, feed)))
        assert fetched(theirs)[2] == feed
        servers = {"kzeu-timeline serve": (mine, cases(mine)), "nginx": (theirs, cases(theirs))}
        loads: dict[tuple[str, str], list[Load]] = {}
        for _ in range(ROUNDS):
            for case in cases(mine):
                for name, (address, fields) in servers.items():
                    loads.setdefault((case, name), []).append(loaded(address, fields[case]))
    report({key: Load(*map(statistics.median, zip(*each, strict=True))) for key, each in loads.items()}, len(feed))


def report(medians: dict[tuple[str, str], Load], size: int) -> None:
    rows = [
        [f"{case}: {name}", measure.count(load.rate), f"{load.median:.1f}", f"{load.slowest:.1f}"]
        for (case, name), load in medians.items()
    ]
    columns = ["", "requests/s", "half within ms", "99 % within ms"]
    measure.show(f"A feed of {size / 1e3:.0f} kB to {CONNECTIONS} connections, one worker each", columns, rows)
    for case, least in LEAST.items():
        share = medians[case, "kzeu-timeline serve"].rate / medians[case, "nginx"].rate
        measure.verdict(f"{case}: at least {least:.0%} of nginx", f"{share:.0%}", holds=share >= least)
    slowest = max(load.slowest for (_, name), load in medians.items() if name == "kzeu-timeline serve")
    measure.verdict(f"99 of 100 requests within {SLOWEST_MS:.0f} ms", f"{slowest:.1f} ms", holds=slowest <= SLOWEST_MS)


if __name__ == "__main__":
    main()
