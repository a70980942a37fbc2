"""What a machine can't have is told in one line, is a failure in CI only, and what is there is not brought again."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.clients import install
from tests.clients.conftest import missing

pytestmark = pytest.mark.clients


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without apt-get, node and npm, on which nothing has been installed."""
    for file in ("package.json", "requirements.txt"):
        (tmp_path / file).write_bytes((install.FOLDER / file).read_bytes())
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(install, "FOLDER", tmp_path)
    monkeypatch.setattr(install, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(install, "DEBIAN", (install.Package("nodejs", install.program("node")),))
    # Another half minute for what is tested elsewhere: all of test_readers.py runs on what this makes.
    monkeypatch.setattr(install, "python", lambda: None)
    return tmp_path


@pytest.mark.parametrize(("ci", "status"), [("", 0), ("true", 1)])
def test_what_is_missing_is_told_in_one_line_and_fails_in_ci_only(
    bare: Path, ci: str, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", ci)
    assert install.main() == status
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "clients: not installed, for want of root and apt-get: nodejs; npm is not installed"
        " (the tests that need it can't run here)\n"
    )


def test_what_a_program_says_last_is_what_is_told(bare: Path) -> None:
    assert install.complaint(["/bin/sh", "-c", "echo first >&2; echo 'no such package' >&2; exit 3"]) == (
        "sh -c failed: no such package"
    )
    assert install.complaint(["/bin/sh", "-c", "exit 3"]) == "sh -c failed: 3"
    assert install.complaint(["/bin/sh", "-c", "echo a warning >&2"]) is None


def test_what_is_there_is_not_brought_again(monkeypatch: pytest.MonkeyPatch) -> None:
    if absent := list(install.complaints()):
        missing(f"can't be had here: {'; '.join(map(str, absent))}")
    monkeypatch.setattr(install, "complaint", lambda command, **_: pytest.fail(f"ran {command}"))
    assert list(install.complaints()) == []


def test_every_version_is_pinned_and_no_file_names_a_registry() -> None:
    wanted = json.loads((install.FOLDER / "package.json").read_text("utf-8"))["dependencies"]
    assert all(re.fullmatch(r"\d+(\.\d+)+", version) for version in wanted.values())
    assert not list(install.FOLDER.glob("package-lock.json"))
    lines = (install.FOLDER / "requirements.txt").read_text("utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+==[0-9a-z.]+", line) for line in wanted)
