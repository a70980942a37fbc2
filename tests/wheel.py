"""Builds the wheel, installs it where no checkout is, and sees whether it does there what it does here.

``python tests/wheel.py``, or ``make wheel``. One line for each check; exits with 1 if one fails.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[1]
LARGEST = 1_000_000
LANGUAGES = ("kk", "ru", "en")

EVERY_NAME = """\
import kzeu_timeline as kt
for name in kt.__all__:
    getattr(kt, name)
print(kt.__file__, len(kt.__all__))
"""


class FailedError(Exception):
    """A check that did not hold."""


class Wheel:
    """A wheel, built and installed, and what is asked of it; each check gives a few words on what it found."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.elsewhere = folder / "elsewhere"
        self.elsewhere.mkdir()
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        self.file = Path()
        self.names: frozenset[str] = frozenset()

    def checks(self) -> Iterator[tuple[str, Callable[[], str]]]:
        """In this order: each needs those before it."""
        yield "the wheel is built", self.built
        yield "it is small", self.small
        yield "it holds the types and the record", self.complete
        yield "it holds nothing else", self.clean
        yield "it installs outside the checkout", self.installed
        yield "every public name can be imported", self.names_imported
        yield "the list is that of the checkout", self.listed
        yield "the feeds are those of the checkout", self.exported
        yield "the rules find nothing wrong", self.checked

    def built(self) -> str:
        self._run(sys.executable, "-m", "build", "--wheel", "--outdir", self.folder / "dist", ROOT)
        (self.file,) = (self.folder / "dist").glob("*.whl")
        self.names = frozenset(ZipFile(self.file).namelist())
        return self.file.name

    def small(self) -> str:
        size = self.file.stat().st_size
        _demand(size < LARGEST, f"{size:,} bytes")
        return f"{size:,} bytes"

    def complete(self) -> str:
        files = (path for ending in ("py", "html", "css") for path in (ROOT / "src").rglob(f"*.{ending}"))
        sources = {path.relative_to(ROOT / "src").as_posix(): path for path in files}
        seeds = {
            f"kzeu_timeline/{path.relative_to(ROOT).as_posix()}": path for path in (ROOT / "seeds").rglob("*.toml")
        }
        expected = {**sources, **seeds, "kzeu_timeline/py.typed": ROOT / "src" / "kzeu_timeline" / "py.typed"}
        _demand(expected.keys() <= self.names, f"missing: {sorted(expected.keys() - self.names)}")
        with ZipFile(self.file) as archive:
            changed = [name for name, path in expected.items() if archive.read(name) != path.read_bytes()]
        _demand(not changed, f"other content: {changed}")
        _demand(any(name.endswith("/licenses/LICENSE") for name in self.names), "no licence")
        return f"{len(sources)} modules and templates, {len(seeds)} files of seeds"

    def clean(self) -> str:
        strangers = {
            name for name in self.names if not name.startswith("kzeu_timeline") or "/tests/" in name or "/test_" in name
        }
        strangers |= {name for name in self.names if "__pycache__" in name or name.endswith((".pyc", ".lock"))}
        _demand(not strangers, f"strangers: {sorted(strangers)}")
        return f"{len(self.names)} files"

    def installed(self) -> str:
        venv.create(self.folder / "venv", with_pip=True)
        pip = ("-m", "pip", "--disable-pip-version-check", "--quiet")
        self._run(self._program("python"), *pip, "install", "-c", ROOT / "constraints.txt", self.file)
        self._run(self._program("python"), *pip, "check")
        return self._run(self._program("kzeu-timeline"), "--version").decode().strip()

    def names_imported(self) -> str:
        file, count = self._run(self._program("python"), "-c", EVERY_NAME).decode().split()
        _demand(Path(file).is_relative_to(self.folder.resolve()), f"imported from {file}")
        return f"{count} names"

    def listed(self) -> str:
        here, there = (self._output(where, "list", "--format", "json") for where in ("here", "there"))
        _demand(here == there, "the lists differ")
        return f"{len(there):,} bytes"

    def exported(self) -> str:
        digests = []
        for language in LANGUAGES:
            command = ("export", "ics", "--lang", language)
            here, there = (sha256(self._output(where, *command)).hexdigest() for where in ("here", "there"))
            _demand(here == there, f"{language}: {there}, in the checkout {here}")
            digests.append(f"{language} {there[:12]}")
        return ", ".join(digests)

    def checked(self) -> str:
        self._output("there", "check", "--today", "0001-01-01")
        return "in the record that it brings"

    def _output(self, where: str, *arguments: str) -> bytes:
        here = (sys.executable, "-m", "kzeu_timeline")
        return self._run(*(here if where == "here" else (self._program("kzeu-timeline"),)), *arguments)

    def _program(self, name: str) -> Path:
        return self.folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / name

    def _run(self, *command: object) -> bytes:
        """What a command prints, run where no checkout is."""
        words = [str(word) for word in command]
        ended = subprocess.run(
            words, check=False, capture_output=True, cwd=self.elsewhere, env=self.environment, timeout=600
        )
        if ended.returncode:
            said = (ended.stderr or ended.stdout).decode(errors="replace")[-2_000:]
            raise FailedError(f"{' '.join(words)} ended with {ended.returncode}:\n{said}")
        return ended.stdout


def _demand(held: bool, found: str) -> None:
    if not held:
        raise FailedError(found)


def main() -> int:
    """The exit code."""
    with TemporaryDirectory(prefix="kzeu-timeline-wheel-") as folder:
        for what, check in Wheel(Path(folder)).checks():
            try:
                found = check()
            except FailedError as failure:
                sys.stdout.write(f"FAILED  {what}: {failure}\n")
                return 1
            sys.stdout.write(f"ok      {what}: {found}\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
