"""Only the command line reads the clock."""

from __future__ import annotations

import ast
import datetime as dt
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

import kzeu_timeline
from tests.cli.conftest import Run

SOURCE = Path(kzeu_timeline.__file__).parent
READS_THE_CLOCK = {"now", "today", "utcnow", "time_ns", "monotonic", "localtime", "gmtime", "perf_counter"}


def readings(path: Path) -> list[int]:
    """The lines of a module on which it asks what time it is."""
    tree = ast.parse(path.read_text("utf-8"))
    called = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    return [
        call.lineno
        for call in called
        if isinstance(call.func, ast.Attribute)
        and (call.func.attr in READS_THE_CLOCK or ast.unparse(call.func) in {"time.time", "pendulum.parse"})
    ]


@pytest.mark.parametrize("module", sorted(str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.py")))
def test_no_other_module_reads_the_clock(module: str) -> None:
    assert module == "cli/clock.py" or readings(SOURCE / module) == []


def test_it_is_read_in_one_place() -> None:
    assert len(readings(SOURCE / "cli" / "clock.py")) == 1


def test_no_module_below_the_command_line_imports_time() -> None:
    for path in SOURCE.rglob("*.py"):
        imported = {
            alias.name
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Import)
            for alias in node.names
        }
        assert "time" not in imported, path


@pytest.mark.parametrize(
    ("now", "first"),
    [
        (dt.datetime(2025, 12, 1, 23, 59, tzinfo=dt.UTC), "council-22"),
        (dt.datetime(2025, 12, 2, 0, 1, tzinfo=dt.UTC), "review"),
    ],
)
def test_today_is_that_of_the_clock_in_utc(
    run: Run, seeds: Path, monkeypatch: pytest.MonkeyPatch, now: dt.datetime, first: str
) -> None:
    stopped = SimpleNamespace(now=now.astimezone)
    monkeypatch.setattr("kzeu_timeline.cli.clock.dt", SimpleNamespace(datetime=stopped, date=dt.date, UTC=dt.UTC))
    (record,) = json.loads(run("next", "1", "--seeds", seeds, "--format", "json").out)
    assert record["slug"] == first
