"""Brings what the clients group of the tests needs beside Python: `make clients` runs it before `pytest -m clients`.

Three things, each only if it is not there yet: packages of Debian, packages of npm, and an environment of its own
for the calendar programs written in Python, which want other versions than ours. What can't be had is told in one line.
That is no failure on a person's machine, where the tests are then skipped; it is one where CI=true.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

FOLDER: Final = Path(__file__).parent
ENVIRONMENT: Final = FOLDER / ".venv"
"""The environment of vdirsyncer, khal and the libraries in requirements.txt."""


class Package(NamedTuple):
    """A package of Debian, and how one sees that what it brings is there."""

    name: str
    is_there: Callable[[], bool]


def program(*names: str) -> Callable[[], bool]:
    """Whether there is one, by any of its names."""
    return lambda: any(shutil.which(name) for name in names)


def library(name: str) -> Callable[[], bool]:
    def loads() -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return loads


BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
"""What Chromium is called on the machines of people."""

DEBIAN: Final = (
    Package("nodejs", program("node")),
    Package("npm", program("npm")),
    Package("libical3", library("libical.so.3")),
    Package("strace", program("strace")),
    Package("chromium", program(*BROWSERS)),
)
"""One row for each package; whatever a test needs of Debian is a row here."""


def complaint(command: list[str], **environment: str) -> str | None:
    """Run it; None if all went well, else the last thing it said."""
    name = " ".join(Path(word).name for word in command[:2])
    try:
        run = subprocess.run(
            command,
            check=False,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=600,
            env={**os.environ, **environment},
        )
    except subprocess.TimeoutExpired:
        return f"{name} did not come to an end"
    said = [line for line in run.stderr.splitlines() if line.strip()]
    return f"{name} failed: {said[-1] if said else run.returncode}" if run.returncode else None


def debian() -> str | None:
    """Why this machine can't have Debian's packages; None if it has them now."""
    names = [package.name for package in DEBIAN if not package.is_there()]
    if not names:
        return None
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return f"not installed, for want of root and apt-get: {', '.join(names)}"
    apt = ("apt-get", "--quiet", "-o", "DPkg::Lock::Timeout=300")
    install = [*apt, "install", "--yes", "--no-install-recommends", *names]
    return complaint([*apt, "update"]) or complaint(install, DEBIAN_FRONTEND="noninteractive")


def npm() -> str | None:
    """Why this machine can't have the packages of npm; None if it has them now."""
    wanted = json.loads((FOLDER / "package.json").read_text("utf-8"))["dependencies"]
    if all(npm_version(name) == version for name, version in wanted.items()):
        return None
    if shutil.which("npm") is None:
        return "npm is not installed"
    flags = ("--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
    return complaint(["npm", "install", "--prefix", str(FOLDER), *flags])


def npm_version(name: str) -> str | None:
    """The version of an installed package of npm."""
    found = FOLDER / "node_modules" / name / "package.json"
    return str(json.loads(found.read_text("utf-8"))["version"]) if found.is_file() else None


def python() -> str | None:
    """Why this machine can't have the programs written in Python; None if it has them now."""
    wanted = FOLDER / "requirements.txt"
    done = ENVIRONMENT / "requirements.txt"
    if done.is_file() and done.read_bytes() == wanted.read_bytes() and (ENVIRONMENT / "bin" / "python").exists():
        return None
    pip = [str(ENVIRONMENT / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    told = complaint([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)]) or complaint(
        [*pip, "--requirement", str(wanted)], PIP_CONSTRAINT=""
    )
    if told is None:
        shutil.copyfile(wanted, done)  # written last: what is half installed is installed again
    return told


def complaints() -> Iterator[str]:
    """Install everything; yields why something can't be had."""
    for install in (debian, npm, python):
        told = install()
        if told is not None:
            yield told


def main() -> int:
    """Install, and say in one line how that went; the exit status is that of the process."""
    told = "; ".join(complaints())
    if not told:
        sys.stdout.write("clients: everything is there\n")
        return 0
    sys.stderr.write(f"clients: {told} (the tests that need it can't run here)\n")
    return int(os.environ.get("CI") == "true")


if __name__ == "__main__":
    sys.exit(main())
