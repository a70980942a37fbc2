"""``serve``, short of the socket: what is served, what is printed, what is refused."""

from __future__ import annotations

import importlib.util
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kzeu_timeline import SeedError
from kzeu_timeline.cli import serving
from kzeu_timeline.server import running
from kzeu_timeline.server.running import Place
from kzeu_timeline.server.watching import Origin
from tests.cli.conftest import Run
from tests.readers.folders import EVENTS


class Started:
    """Takes the place of the process: what it was given, and what it would serve."""

    left = False

    def leave(self) -> None:
        self.left = True

    def __call__(self, origin: Origin, place: Place, *, ready: Callable[..., Any], say: Any, log: Any) -> None:
        self.origin, self.place, self.log = origin, place, log
        self.served = origin.publish(None)
        ready(self.served)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    found = Started()
    monkeypatch.setattr(serving, "run", found)
    monkeypatch.setattr(serving, "_leave", found.leave)
    return found


def test_the_addresses_to_subscribe_to_are_printed(run: Run, started: Started) -> None:
    ran = run("serve", "--port", "8123")
    assert ran.code == 0
    feeds = [f"http://127.0.0.1:8123/feeds/kazakhstan-eu-{each}.ics" for each in ("kk", "ru", "en")]
    assert ran.lines[:4] == ["http://127.0.0.1:8123/", *feeds]
    assert all(line.removeprefix("http://127.0.0.1:8123") in started.served.addresses for line in ran.lines)
    assert started.place == Place("127.0.0.1", 8123, shared=False)
    assert started.log is None
    assert started.left


def test_behind_a_proxy_the_addresses_are_those_that_subscribers_see(run: Run, started: Started, seeds: Path) -> None:
    ran = run(
        "serve", "--base", "https://example.org/calendars", "--seeds", seeds, "--host", "::1", "--shared", "--log"
    )
    root = "https://example.org/calendars/"
    assert ran.lines[:2] == [root, f"{root}feeds/kazakhstan-eu-kk.ics"]
    feed = started.served.contents["feeds/kazakhstan-eu-kk.ics"].file.content.replace(b"\r\n ", b"")
    assert b"SOURCE;VALUE=URI:https://example.org/calendars/feeds/kazakhstan-eu-kk.ics\r\n" in feed
    assert started.place == Place("::1", 8000, shared=True)
    started.log("GET '/' 200 1")
    assert run("serve", "--seeds", seeds, "--host", "::1").lines[1].startswith("http://[::1]:8000/feeds/")


def test_who_listens_everywhere_says_what_people_see(run: Run, started: Started, seeds: Path) -> None:
    everywhere = ("serve", "--seeds", seeds, "--host", "::")
    ran = run(*everywhere)
    assert ran.code == 2
    assert "--base" in ran.err
    assert run(*everywhere, "--base", "https://example.org/").code == 0


def test_who_serves_what_is_not_sealed_is_told(run: Run, started: Started, seeds: Path) -> None:
    assert "until `kzeu-timeline seal`: " in run("serve", "--seeds", seeds).err


def test_the_next_is_made_of_what_is_in_the_folders_then(
    run: Run, started: Started, seeds: Path, tmp_path: Path
) -> None:
    over = tmp_path / "over"
    over.mkdir()
    run("serve", "--seeds", seeds, "--with", over, "--today", "2025-12-04")
    seen = started.origin.seen()
    assert started.origin.seen() == seen
    file = seeds / EVENTS
    file.write_text(file.read_text(encoding="utf-8").replace("Шолу", "Өзгертілген"), encoding="utf-8")
    changed = started.origin.seen()
    (over / "topics.toml").write_text("", encoding="utf-8")
    assert len({seen, changed, started.origin.seen()}) == 3
    after = started.origin.publish(started.served)
    path = "feeds/kazakhstan-eu-kk.ics"
    assert "Өзгертілген".encode() in after.contents[path].file.content.replace(b"\r\n ", b"")
    assert after.contents["robots.txt"] is started.served.contents["robots.txt"]


def test_feeds_of_ones_own_are_served_and_watched(run: Run, started: Started, seeds: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('[mine]\ntitle = { en = "Mine", ru = "Моё", kk = "Менікі" }\nkinds = ["fair"]\n', encoding="utf-8")
    lines = run("serve", "--seeds", seeds, "--feeds", file).lines
    assert "http://127.0.0.1:8000/feeds/mine-kk.ics" in lines
    seen = started.origin.seen()
    file.write_text("mine = 1\n", encoding="utf-8")
    assert started.origin.seen() != seen
    with pytest.raises(SeedError, match="mine"):
        started.origin.publish(started.served)


@pytest.fixture
def site(run: Run, seeds: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    run("publish", folder, "--seeds", seeds, "--base", "https://example.org/", "--today", "2025-12-04")
    return folder


def test_what_is_published_is_served_as_it_would_be_of_its_seeds(
    run: Run, started: Started, seeds: Path, site: Path
) -> None:
    ran = run("serve", "--seeds", seeds, "--base", "https://example.org/", "--today", "2025-12-04")
    made = started.served
    assert run("serve", "--site", site, "--base", "https://example.org/").lines == sorted(ran.lines)
    assert {path: each.file for path, each in started.served.contents.items()} == {
        path: each.file for path, each in made.contents.items()
    }
    assert started.served.addresses.keys() == made.addresses.keys()
    assert started.served.selections is None


def test_what_is_published_next_is_seen(run: Run, started: Started, seeds: Path, site: Path) -> None:
    run("serve", "--site", site)
    seen = started.origin.seen()
    run("publish", site, "--seeds", seeds, "--base", "https://example.org/", "--today", "2025-12-04")
    assert started.origin.seen() == seen
    run("publish", site, "--seeds", seeds, "--base", "https://example.net/", "--today", "2025-12-04")
    assert started.origin.seen() != seen
    after = started.origin.publish(started.served)
    assert b"example.net" in after.contents["index.html"].file.content
    assert after.contents["robots.txt"] is started.served.contents["robots.txt"]


@pytest.mark.parametrize("option", ["--seeds", "--with", "--feeds", "--today"])
def test_of_what_is_published_nothing_can_be_chosen(run: Run, started: Started, site: Path, option: str) -> None:
    ran = run("serve", "--site", site, option, "2025-12-04")
    assert (ran.code, "--site" in ran.complaint) == (2, True)


def test_what_was_published_needs_no_exporter_and_no_seeds(site: Path) -> None:
    """Which is why it is back at once after a restart."""
    program = (
        "import sys; from pathlib import Path; import kzeu_timeline.cli.serving as serving\n"
        f"serving._of_site(Path({str(site)!r})).publish(None)\n"
        "print(*(name for name in sys.modules if name.startswith('kzeu_timeline.') or name == 'icalendar'))"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not {"icalendar", *(f"kzeu_timeline.{name}" for name in ("site", "exporters", "catalogue", "model"))} & {
        *loaded
    }
    assert "kzeu_timeline.server.published" in loaded


def test_the_day_is_part_of_what_is_seen(run: Run, started: Started, seeds: Path) -> None:
    days = []
    for day in ("2025-12-04", "2025-12-05"):
        run("serve", "--seeds", seeds, "--today", day)
        days.append(started.origin.seen())
    assert days[0] != days[1]


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--port", "0"), "--port"),
        (("--port", "99999"), "--port"),
        (("--base", "ftp://example.org/"), "not an http or https address: 'ftp://example.org/'"),
        (("--base", "https://example.org/?a=1"), "neither ? nor #: 'https://example.org/?a=1/'"),
        (("--seeds", "nowhere"), "no such folder: 'nowhere'"),
    ],
)
def test_what_is_refused(run: Run, started: Started, options: tuple[str, ...], complaint: str) -> None:
    ran = run("serve", *options)
    assert ran.code == 2
    assert complaint in ran.complaint


def test_a_port_that_is_taken(run: Run, seeds: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = run("serve", "--seeds", seeds, "--port", port)
    assert (ran.code, ran.err) == (2, f"can't listen (Address already in use): '127.0.0.1:{port}'\n")


def test_an_address_of_another_machine(run: Run, seeds: Path) -> None:
    ran = run("serve", "--seeds", seeds, "--host", "192.0.2.1")
    assert ran.code == 2
    assert ran.err.startswith("can't listen (")
    assert ran.err.endswith("): '192.0.2.1:8000'\n")


def test_a_missing_extra_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        running, "find_spec", lambda name: None if name == "granian" else importlib.util.find_spec(name)
    )
    ran = run("serve")
    assert (ran.code, ran.err) == (2, "serving needs the extra `serve`: pip install 'kzeu-timeline[serve]'\n")
