"""The command line, run in this process."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from kzeu_timeline.cli import main
from tests.readers.folders import write


class Ran(NamedTuple):
    """What a command left behind."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @property
    def complaint(self) -> str:
        """What was said on stderr, less the frame that is drawn around it."""
        return " ".join(self.err.translate(dict.fromkeys(map(ord, "│╭╮╰╯─|+"), " ")).split())


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs ``kzeu-timeline`` with these arguments."""
    for name in ("FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "300")

    def ran(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["kzeu-timeline", *map(str, arguments)])
        capsysbinary.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsysbinary.readouterr()
        code = ended.value.code
        assert isinstance(code, int | None)
        return Ran(code or 0, out, err.decode())

    return ran


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A valid folder of one's own."""
    return write(tmp_path / "seeds")
