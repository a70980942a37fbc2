"""Reading dates written in EDTF, against PyPI's edtf and undate.

Each is called as its documentation says, on texts that sources lead to: a month, a day, "on or before", an interval
whose ends are qualified, a decade's 25 December. All three return objects that compare; our values also have their
bounds worked out and are checked against the calendar, so nothing is put off. Where a library refuses a text, or is
wrong about it, its time is left out. The second table asks how many of the Library of Congress' 64 examples each
reads at all, and how many with the first and the last day that follow from the specification, worked out by hand in
tests/dates/test_loc_examples.py; the two that keep years of any length give them as their own kinds of day.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from time import struct_time
from typing import Any

import edtf
from undate import Undate, UndateInterval

import kzeu_timeline as kt
import measure

sys.path.insert(0, str(measure.ROOT))
from tests.dates.test_loc_examples import EXAMPLES

TEXTS = ("2025-11", "2025-12-01", "[..2025-12-02]", "1984?/2004-06~", "156X-12-25")
LONGEST_FOR_A_MONTH = 10e-6
AHEAD = 100

Bounds = tuple[str | None, str | None]


def read_by_undate(text: str) -> Undate | UndateInterval:
    return Undate.parse(text, "EDTF")


READERS: dict[str, Callable[[str], Any]] = {
    "kzeu_timeline": kt.parse_edtf,
    "edtf": edtf.parse_edtf,
    "undate": read_by_undate,
}


def our_bounds(value: kt.Edtf) -> Bounds:
    first, last = value.bounds
    return (None if first is None else str(first)), (None if last is None else str(last))


def edtf_bounds(value: Any) -> Bounds:
    return _of_struct(value.lower_strict()), _of_struct(value.upper_strict())


def _of_struct(day: struct_time | float) -> str | None:
    if isinstance(day, float):
        return None
    year, month, number = day[:3]
    return f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{number:02}"


def undate_bounds(value: Undate | UndateInterval) -> Bounds:
    if isinstance(value, UndateInterval):
        ends = value.earliest, value.latest
        return (undate_bounds(ends[0])[0] if ends[0] else None), (undate_bounds(ends[1])[1] if ends[1] else None)
    return str(value.earliest), str(value.latest)


BOUNDS: dict[str, Callable[[Any], Bounds]] = {
    "kzeu_timeline": our_bounds,
    "edtf": edtf_bounds,
    "undate": undate_bounds,
}


def attempt(function: Callable[[Any], Any], value: Any) -> Any:
    """What *function* makes of *value*; None if it refuses or breaks, which rivals do with errors of many kinds."""
    try:
        with redirect_stdout(StringIO()):  # edtf prints what it stumbles over
            return function(value)
    except Exception:  # noqa: BLE001
        return None


def show_times() -> dict[str, dict[str, float]]:
    times = {}
    for text in TEXTS:
        able = {name: read for name, read in READERS.items() if attempt(read, text) is not None}
        tasks = {name: lambda read=read, text=text: read(text) for name, read in able.items()}
        times[text] = measure.side_by_side(tasks, runs=9)
    rows = []
    for text, of in times.items():
        ratios = [measure.times(of[name] / of["kzeu_timeline"]) if name in of else "refused" for name in READERS]
        rows.append([text, *(measure.duration(of[name]) if name in of else "" for name in READERS), *ratios[1:]])
    measure.show("Reading one date", ["", *READERS, "edtf", "undate"], rows)
    return times


def show_examples() -> None:
    rows = []
    for name, read in READERS.items():
        values = {example: attempt(read, example.text) for example in EXAMPLES}
        parsed = [example for example in EXAMPLES if values[example] is not None]
        right = [
            example
            for example in parsed
            if attempt(BOUNDS[name], values[example]) == (example.earliest, example.latest)
        ]
        rows.append([name, str(len(parsed)), str(len(right))])
    measure.show(f"The {len(EXAMPLES)} examples of the specification", ["", "read", "with the right bounds"], rows)


def main() -> None:
    times = show_times()
    show_examples()
    month = times["2025-11"]
    ours = month["kzeu_timeline"]
    measure.verdict(
        f"2025-11 in at most {measure.duration(LONGEST_FOR_A_MONTH)}",
        measure.duration(ours),
        holds=ours <= LONGEST_FOR_A_MONTH,
    )
    leads = [of[name] / of["kzeu_timeline"] for of in times.values() for name in of if name != "kzeu_timeline"]
    measure.verdict(
        f"at least {AHEAD} times as fast as either, on 2025-11",
        f"{measure.times(month['edtf'] / ours)} edtf, {measure.times(month['undate'] / ours)} undate; "
        f"least of all texts: {measure.times(min(leads))}",
        holds=min(month["edtf"], month["undate"]) >= AHEAD * ours,
    )


if __name__ == "__main__":
    main()
