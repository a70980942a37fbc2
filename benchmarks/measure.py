"""What the benchmarks share: CPU time of rivals side by side, medians, growth, tables and verdicts."""

from __future__ import annotations

import gc
import math
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from rich import box
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[1]
"""The checkout."""

_SLOW = 1.0
"""Seconds; what takes longer is not called once more only to warm up."""

_console = Console(width=None if sys.stdout.isatty() else 110, highlight=False)


class Fresh(NamedTuple):
    """A task that must not meet what an earlier run left: *run* gets what *prepare*, which is not timed, has made."""

    prepare: Callable[[], Any]
    run: Callable[[Any], object]


Task = Callable[[], object] | Fresh


def side_by_side(
    tasks: Mapping[str, Task], *, runs: int = 7, at_least: float = 0.02, budget: float = 6.0
) -> dict[str, float]:
    """The median CPU seconds of one call of each task, measured in turns: A B C A B C.

    A fast task is repeated within a run until the run takes *at_least* so many seconds. One that has used up its
    *budget* of seconds is not run again.
    """
    counts: dict[str, int] = {}
    spent: dict[str, list[float]] = {}
    with _only_new_garbage():
        for name, task in tasks.items():
            first = _timed(task, 1)
            if first < _SLOW:
                first = min(first, _timed(task, 1))  # the first call may have filled a cache
            counts[name] = 1 if isinstance(task, Fresh) else max(1, math.ceil(at_least / max(first, 1e-7)))
            spent[name] = [first] if first >= _SLOW else []
        for _ in range(runs):
            for name, task in tasks.items():
                if sum(spent[name]) * counts[name] < budget:
                    spent[name].append(_timed(task, counts[name]))
    return {name: statistics.median(each) for name, each in spent.items()}


def _timed(task: Task, count: int) -> float:
    """The CPU seconds of one call of *task*, as the mean of so many."""
    if isinstance(task, Fresh):
        made, run = task.prepare(), task.run
        gc.freeze()
        start = time.process_time()
        run(made)
    else:
        gc.freeze()
        start = time.process_time()
        for _ in range(count):
            task()
    return (time.process_time() - start) / count


@contextmanager
def _only_new_garbage() -> Iterator[None]:
    """The collector runs as it always does, but no task pays for its looking at what others hold."""
    gc.collect()
    try:
        yield
    finally:
        gc.unfreeze()


def side_by_side_processes(programs: Mapping[str, str], *, runs: int = 15) -> dict[str, float]:
    """The median CPU seconds of a fresh interpreter that runs each program, measured in turns."""
    times: dict[str, list[float]] = {name: [] for name in programs}
    for turn in range(runs + 1):
        for name, program in programs.items():
            seconds = _process_seconds(program)
            if turn:  # the first turn writes the bytecode and fills the disk's cache
                times[name].append(seconds)
    return {name: statistics.median(each) for name, each in times.items()}


def _process_seconds(program: str) -> float:
    process = subprocess.Popen([sys.executable, "-c", program])
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"exit code {process.returncode}: {program!r}")
    return usage.ru_utime + usage.ru_stime


def growth(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The exponent of growth by a line through the logarithms: 1 where twice the size takes twice the time."""
    return statistics.linear_regression(list(map(math.log, sizes)), list(map(math.log, seconds))).slope


def duration(seconds: float) -> str:
    """3.4 µs, 12 ms, 5.7 s: two or three significant digits."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{_short(seconds / size)} {unit}"
    return f"{_short(seconds / 1e-9)} ns"


def count(number: float) -> str:
    """80,000 or 7.2."""
    return _short(number)


def times(ratio: float) -> str:
    """× 28."""
    return f"× {_short(ratio)}"


def _short(number: float) -> str:
    if number == 0:
        return "0"
    places = max(0, 1 - math.floor(math.log10(abs(number))))
    return f"{number:,.{places}f}" if places else f"{round(number, 2 - len(str(int(abs(number))))):,.0f}"


def show(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; the first column is text, the others are figures."""
    table = Table(title=title, title_justify="left", title_style="bold", header_style="", box=box.SIMPLE_HEAD)
    for index, column in enumerate(columns):
        table.add_column(column, justify="right" if index else "left")
    for row in rows:
        table.add_row(*row)
    _console.print(table)


def verdict(bar: str, found: str, *, holds: bool) -> None:
    """Print in one line whether a bar holds."""
    _console.print(f"{'holds' if holds else 'DOES NOT HOLD'}: {bar} – {found}", style="green" if holds else "red")
