"""The publisher tortured: killed at random and at each of its system calls, with full disks, rivals and readers.

What is asked for: readers see the old site or the new one, whole; a failure does not exit with 0, and leaves nothing
behind; the next publisher cleans up what a killed one has left. The number of random kills is that in the variable
``KILLS``, or 40.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, NamedTuple

import pytest

from kzeu_timeline.exceptions import quoted
from kzeu_timeline.publishing.folder import publish
from tests.clients.conftest import missing
from tests.clients.versions import seen, site

pytestmark = [pytest.mark.clients, pytest.mark.skipif(sys.platform != "linux", reason="strace is Linux's")]

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("KILLS", "40"))
WRITING = {
    *("openat", "write", "close", "fsync", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "utimensat"),
    *("link", "linkat", "symlink", "symlinkat", "unlink", "unlinkat", "rmdir"),
}
"""The system calls that want room on the disk, or give it back."""
FILES = {
    *WRITING,
    *("open", "creat", "read", "pwrite64", "fdatasync", "ftruncate", "lseek", "readlink", "readlinkat", "flock"),
    *("chmod", "fchmod", "fchmodat", "stat", "lstat", "fstat", "newfstatat", "statx", "getdents64", "fcntl", "ioctl"),
}
"""The system calls that touch the file system."""


class Ended(NamedTuple):
    """How a publisher ended: its exit status, negative for a signal, and what it said."""

    status: int
    said: str


class Publisher:
    """The process of publisher.py, which publishes in children."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.clients.publisher"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        assert self._process.stdin
        assert self._process.stdout
        self._in: IO[str] = self._process.stdin
        self._out: IO[str] = self._process.stdout

    def ready(self, folder: Path, version: int, limit: int = 0) -> int:
        """A child that will publish when it gets SIGUSR1, by its number."""
        self._in.write(f"{folder}\t{version}\t{limit}\n")
        return int(self._out.readline().removeprefix("pid "))

    def end(self) -> Ended:
        self._in.write("\n")
        said = self._out.readline()
        if not said.startswith("said "):
            return Ended(int(said.removeprefix("end ")), "")
        return Ended(int(self._out.readline().removeprefix("end ")), said.removeprefix("said ").rstrip())

    def close(self) -> None:
        self._in.close()
        assert self._process.wait(60) == 0
        self._out.close()


@pytest.fixture(scope="module")
def publisher() -> Iterator[Publisher]:
    process = Publisher()
    yield process
    process.close()


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory, if there is such a thing: what happens at a system call is the same there, and sooner."""
    home = Path("/dev/shm")  # noqa: S108 - its name is made up by tempfile
    with tempfile.TemporaryDirectory(dir=home if os.access(home, os.W_OK) else tmp_path) as folder:
        yield Path(folder)


class Call(NamedTuple):
    """One system call of a publisher: its name, which of that name it was since the tracing began, and its line."""

    name: str
    count: int
    line: str


Traced = Callable[..., tuple[Ended, list[Call]]]


@pytest.fixture(scope="module")
def traced(publisher: Publisher) -> Traced:
    """Publishes under strace, with what it is to inject; gives the end and the calls in between."""
    strace = shutil.which("strace")
    if strace is None:
        missing("strace is not installed")

    def run(folder: Path, version: int, inject: str = "", log: Path | None = None) -> tuple[Ended, list[Call]]:
        pid = publisher.ready(folder, version)
        file = log or folder.parent.parent / "strace.log"
        watch = ["-e", f"trace={inject.partition(':')[0]}", "-e", f"inject={inject}"] if inject else ["-yy"]
        with subprocess.Popen(
            [strace, "-f", "-p", str(pid), "-o", str(file), *watch], stderr=subprocess.PIPE, text=True
        ) as tracer:
            assert tracer.stderr
            first = tracer.stderr.readline()
            os.kill(pid, signal.SIGUSR1)
            ended = publisher.end()
            if "attached" not in first:
                missing(f"strace can't trace here: {first.strip()}")
        return ended, [] if inject else calls(file.read_text("utf-8", errors="replace"))

    return run


def calls(log: str) -> list[Call]:
    """What was called between BEGIN and END."""
    counts: Counter[str] = Counter()
    found: list[Call] = []
    for line in log.splitlines():
        if match := re.match(r"\d+ +(\w+)\(", line):
            counts[match[1]] += 1
            found.append(Call(match[1], counts[match[1]], line))
    begin, end = (next(at for at, call in enumerate(found) if f'"{name}"' in call.line) for name in ("BEGIN", "END"))
    return found[begin + 1 : end]


def left(folder: Path) -> tuple[list[str], list[str]]:
    """What is beside a published folder, and the releases that there are."""
    releases = folder.with_name(f".{folder.name}.releases")
    return names(folder.parent), names(releases) if releases.exists() else []


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def check_order(folder: Path, version: int) -> None:
    """That the next publisher, whom nothing befalls, brings its version and leaves only what belongs there."""
    publish(site(version), folder)
    number = int(folder.readlink().name)
    before = [str(number - 1)] if number > 1 else []
    assert seen(folder) == version
    assert left(folder) == ([f".{folder.name}.releases", folder.name], sorted([*before, str(number), "lock"]))


def begun(folder: Path, beginning: str) -> int:
    """Bring *folder* to where a publisher begins; gives the version that readers see."""
    folder.parent.mkdir()
    if beginning == "empty":
        folder.mkdir()
    if beginning == "again":
        for version in (1, 2, 3):
            publish(site(version), folder)
        return 3
    return -1


def check_view(folder: Path, old: int, new: int) -> int:
    """What readers see, which is the old version or the new one."""
    version = -1 if folder.is_dir() and not folder.is_symlink() else seen(folder)
    assert version in {old, new}
    return version


BEGINNINGS = ["again", "first", "empty"]


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_killed_at_each_system_call_it_leaves_the_old_site_or_the_new(
    memory: Path, traced: Traced, beginning: str, record_property: Callable[[str, object], None]
) -> None:
    old = begun(memory / "dry" / "site", beginning)
    _, made = traced(memory / "dry" / "site", 4)
    assert len(made) > 50
    outcomes: Counter[int] = Counter()
    for number, call in enumerate(made):
        folder = memory / str(number) / "site"
        old = begun(folder, beginning)
        ended, _ = traced(folder, 4, f"{call.name}:signal=KILL:when={call.count}")
        assert ended.status in {-signal.SIGKILL, 0}, (call, ended)
        outcomes[ended.status] += 1
        version = check_view(folder, old, 4)
        assert version == 4 or ended.status != 0, call
        check_order(folder, 5)
        shutil.rmtree(folder.parent)
    assert outcomes[-signal.SIGKILL] > 0.9 * len(made), outcomes  # the interpreter's own calls differ a little
    record_property(beginning, dict(outcomes))


@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_an_error_at_any_system_call_leaves_the_old_site_and_says_so(
    memory: Path, traced: Traced, beginning: str, error: str, record_property: Callable[[str, object], None]
) -> None:
    begun(memory / "dry" / "site", beginning)
    _, made = traced(memory / "dry" / "site", 4)
    outcomes: Counter[str] = Counter()
    for number, call in enumerate(each for each in made if each.name in (FILES if error == "EIO" else WRITING)):
        folder = memory / str(number) / "site"
        old = begun(folder, beginning)
        before = left(folder)
        ended, _ = traced(folder, 4, f"{call.name}:error={error}:when={call.count}")
        published = ended.status == 0 or ended.said.startswith("published")
        assert ended.status in {0, 2}, (call, ended)
        assert ended.status == 0 or ended.said, call
        assert check_view(folder, old, 4) == (4 if published else old), (call, ended)
        if not published and "/lock" not in call.line:  # while it is not locked it may be another's
            assert left(folder) == before, (call, ended)
        outcomes[ended.said.partition(" (")[0] or "done"] += 1
        check_order(folder, 5)
        shutil.rmtree(folder.parent)
    record_property(f"{beginning}, {error}", dict(outcomes))


def test_all_is_on_the_disk_before_readers_see_it(tmp_path: Path, traced: Traced) -> None:
    folder = tmp_path / "a" / "site"
    begun(folder, "again")
    _, made = traced(folder, 4)
    releases = folder.with_name(".site.releases")
    lines = [call.line for call in made]
    (shown,) = (at for at, line in enumerate(lines) if f'rename("{releases}/link", "{folder}") = 0' in line)

    def synced(path: Path, begin: int, end: int) -> bool:
        return any(re.search(rf"fsync\(\d+<{re.escape(str(path))}>\) += 0", line) for line in lines[begin:end])

    def last_change(path: Path) -> int:
        changes = (
            rf"(write|utimensat)\(\d+<{re.escape(str(path))}>|(mkdir|openat|link|symlink)\(.*{re.escape(str(path))}/"
        )
        creating = (at for at, line in enumerate(lines[:shown]) if re.search(changes, line) and "O_RDONLY" not in line)
        return max(creating, default=0)

    new = releases / "4"
    files = [path for path in new.rglob("*") if path.is_file() and path.stat().st_nlink == 1]
    folders = [releases, new, *(path for path in new.rglob("*") if path.is_dir())]
    assert len(files) == 4
    assert [path for path in [*files, *folders] if not synced(path, last_change(path), shown)] == []
    assert synced(folder.parent, shown, len(lines))
    removed = min(at for at, line in enumerate(lines) if "unlinkat(" in line)
    assert synced(folder.parent, shown, removed), "the old release must stay until the new link is on the disk"


@pytest.mark.parametrize("rivals", [1, 3])
def test_killed_at_random_readers_see_whole_sites_only(
    tmp_path: Path, rivals: int, record_property: Callable[[str, object], None]
) -> None:
    chance = random.Random(4)  # noqa: S311 - repeatable
    folder = tmp_path / "a" / "site"
    begun(folder, "again")
    publishers = [Publisher() for _ in range(rivals)]
    done = threading.Event()
    read: Counter[int] = Counter()
    torn: list[BaseException] = []
    statuses: Counter[int] = Counter()

    def reading() -> None:
        while not done.is_set():
            try:
                read[seen(folder)] += 1
            except BaseException as error:  # noqa: BLE001 - the thread tells it at the end
                torn.append(error)

    def publishing(publisher: Publisher, version: int) -> None:
        while statuses[-signal.SIGKILL] < KILLS:
            pid = publisher.ready(folder, version)
            os.kill(pid, signal.SIGUSR1)
            if chance.random() < 0.9:
                time.sleep(chance.uniform(0, 0.04 * rivals))
                os.kill(pid, signal.SIGKILL)
            statuses[publisher.end().status] += 1
            version += len(publishers)

    readers = [threading.Thread(target=reading) for _ in range(2)]
    writers = [threading.Thread(target=publishing, args=(each, at + 4)) for at, each in enumerate(publishers)]
    for thread in (*readers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in readers:
        thread.join()
    for publisher in publishers:
        publisher.close()
    record_property("ends, reads, versions read", (dict(statuses), sum(read.values()), len(read)))
    assert torn == []
    assert set(statuses) <= {0, -signal.SIGKILL}
    assert -1 not in read
    check_order(folder, 10_000_000)


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_a_file_that_grows_too_large_leaves_the_old_site(tmp_path: Path, publisher: Publisher, beginning: str) -> None:
    for number, limit in enumerate((1, 100, 1_000, 3_000)):
        folder = tmp_path / str(number) / "site"
        old = begun(folder, beginning)
        before = left(folder)
        os.kill(publisher.ready(folder, 4, limit), signal.SIGUSR1)
        assert publisher.end() == (2, f"can't publish (File too large): {quoted(str(folder))}")
        assert (check_view(folder, old, 4), left(folder)) == (old, before)
        check_order(folder, 5)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 kB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)], capture_output=True, text=True, check=False
    )
    if mount.returncode:
        pytest.skip(f"no file system can be mounted here: {mount.stderr.strip()}")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_a_full_disk_leaves_the_old_site(small_disk: Path, publisher: Publisher, beginning: str) -> None:
    folder = small_disk / "a" / "site"
    old = begun(folder, beginning)
    before = left(folder)
    filler = small_disk / "filler"
    statuses = []
    for free in range(0, 120, 4):
        filler.unlink(missing_ok=True)
        room = shutil.disk_usage(small_disk).free
        filler.write_bytes(bytes(room - free * 1024))
        os.kill(publisher.ready(folder, 4), signal.SIGUSR1)
        ended = publisher.end()
        statuses.append(ended.status)
        if ended.status == 0:
            break
        assert ended == (2, f"can't publish (No space left on device): {quoted(str(folder))}")
        assert (check_view(folder, old, 4), left(folder)) == (old, before)
    assert seen(folder) == 4
    assert statuses == [*[2] * (len(statuses) - 1), 0]
    assert len(statuses) > 3
    filler.unlink()
    check_order(folder, 5)
