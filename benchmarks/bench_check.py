"""The check: the shipped record as a process, and how the time of the rules grows with the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import kzeu_timeline as kt
import material
import measure
from kzeu_timeline.checks import RULES, findings

TODAY = dt.date(2026, 6, 1)
SIZES = (1_000, 10_000)
LONGEST = 2.0
PROGRAMS = {
    "nothing": "pass",
    "kzeu-timeline list": "['list', '--format', 'json']",
    "kzeu-timeline check": "['check', '--format', 'json']",
}
_RUN = """
import os, sys
sys.argv, sys.stdout = ["kzeu-timeline", *{arguments}], open(os.devnull, "w")
from kzeu_timeline.cli import main
try:
    main()
except SystemExit:
    pass
"""


def catalogue(count: int) -> kt.Catalogue:
    """So many entries, and what they name."""
    entries = list(material.entries(count))
    statements = [each for entry in entries for each in entry.statements]
    participants = [each for statement in statements for each in statement.participants]
    return kt.Catalogue(
        entries=by_slug(entries),
        tracks=by_slug(entry.track for entry in entries),
        sources=by_slug(each.source for each in statements),
        places=by_slug(each.place for each in statements),
        parties=by_slug(party for entry in entries for party in entry.parties),
        people=by_slug(each.person for each in participants),
        roles=by_slug(each.role for each in participants),
    )


def by_slug(records: Iterable[Any]) -> dict[str, Any]:
    return {each.slug: each for each in records if each is not None}


def main() -> None:
    programs = {name: text if text == "pass" else _RUN.format(arguments=text) for name, text in PROGRAMS.items()}
    processes = measure.side_by_side_processes(programs, runs=7)
    shipped, records = kt.load(), {count: catalogue(count) for count in SIZES}
    tasks: dict[str, measure.Task] = {"shipped": lambda: findings(shipped, today=TODAY)}
    for count, record in records.items():
        tasks[str(count)] = lambda record=record: findings(record, today=TODAY)
    seconds = measure.side_by_side(tasks)

    rows = [(name, "", measure.duration(each), "") for name, each in processes.items()]
    sizes = {"shipped": len(shipped.entries), **{str(count): count for count in SIZES}}
    for name, count in sizes.items():
        each = seconds[name]
        rows.append((f"{len(RULES)} rules", f"{count:,}", measure.duration(each), measure.duration(each / count)))
    measure.show("The check", ["", "entries", "CPU", "for each entry"], rows)
    slope = measure.growth(SIZES, [seconds[str(count)] for count in SIZES])
    measure.verdict(
        "the shipped record checked in under two seconds, as a process",
        f"{measure.duration(processes['kzeu-timeline check'])}; the rules alone "
        f"{measure.duration(seconds['shipped'])}, growth {slope:.2f}",
        holds=processes["kzeu-timeline check"] < LONGEST,
    )


if __name__ == "__main__":
    main()
