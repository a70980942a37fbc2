"""Reading the record, against tomllib alone on the same files, and writing it in every format but pictures.

tomllib is the floor: whoever reads these files pays that much. What load() takes beyond it goes into making and
checking records, resolving references and settling dates. The tenfold folder holds the shipped record ten times
under other slugs, references included, so that the two are alike in everything but size. Everything is warm: the
first load() of a process is in bench_import.py, what pictures and the page with one take in bench_drawing.py.
"""

from __future__ import annotations

import re
import tempfile
import tomllib
from pathlib import Path

import kzeu_timeline as kt
import measure
from kzeu_timeline.formats import FORMATS

SEEDS = measure.ROOT / "seeds"
COPIES = 10
LONGEST = 1.0
MOST_TO_TOMLLIB = 3.0

_QUOTED = re.compile(r'"([a-z0-9-]+)"')
_HEADER = re.compile(r"^\[([a-z0-9-]+)\]", re.MULTILINE)


def write_copies(folder: Path) -> None:
    """The shipped record so many times, every slug with a prefix."""
    record = kt.load(SEEDS)
    groups = (
        *(record.entries, record.tracks, record.sources, record.parties, record.places, record.people),
        *(record.roles, record.topics, record.figures),
    )
    slugs = {slug for group in groups for slug in group}
    for path in sorted(SEEDS.rglob("*.toml")):
        place, text = path.relative_to(SEEDS).parent, path.read_text("utf-8")
        target = folder / place
        target.mkdir(exist_ok=True)
        prefixes = [f"copy-{number}-" for number in range(COPIES)]
        copies = {prefix: _with_slugs_prefixed(text, prefix, slugs) for prefix in prefixes}
        if place.name:
            for prefix, copy in copies.items():
                (target / f"{prefix}{path.name}").write_text(copy, "utf-8")
        else:
            tables = (_HEADER.sub(rf"[{prefix}\1]", copy) for prefix, copy in copies.items())
            (target / path.name).write_text("\n".join(tables), "utf-8")


def _with_slugs_prefixed(text: str, prefix: str, slugs: set[str]) -> str:
    def renamed(found: re.Match[str]) -> str:
        slug = found[1].partition("-anniversary-")[0]
        return f'"{prefix}{found[1]}"' if slug in slugs else found[0]

    return _QUOTED.sub(renamed, text)


def parse(folder: Path) -> None:
    for path in folder.rglob("*.toml"):
        tomllib.loads(path.read_bytes().decode())


def write(timeline: kt.Timeline) -> int:
    """Every format that draws nothing, in every language, and how many bytes that makes."""
    forms = [form for form in FORMATS.values() if form.draw is None]
    return sum(len(form.render(timeline, language, "mark")) for form in forms for language in kt.Language)


def build_and_write() -> int:
    kt.describe.cache_clear()
    return write(kt.load(SEEDS).timeline())


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folders = {"as shipped": SEEDS, f"{COPIES} times": Path(name)}
        write_copies(Path(name))
        tasks: dict[str, measure.Task] = {}
        for size, folder in folders.items():
            tasks[f"tomllib, {size}"] = lambda folder=folder: parse(folder)
            tasks[f"load(), {size}"] = lambda folder=folder: kt.load(folder)
        records = {size: kt.load(folder) for size, folder in folders.items()}
        for size, record in records.items():
            tasks[f".timeline(), {size}"] = record.timeline
        tasks["load, timeline, every format but pictures, every language"] = build_and_write
        seconds = measure.side_by_side(tasks, runs=9)

    rows = []
    for size, record in records.items():
        entries, toml = len(record.entries), seconds[f"tomllib, {size}"]
        for what in ("tomllib", "load()", ".timeline()"):
            each = seconds[f"{what}, {size}"]
            row = f"{what}, {size}", str(entries), measure.duration(each), measure.duration(each / entries)
            rows.append((*row, measure.times(each / toml)))
    whole = seconds["load, timeline, every format but pictures, every language"]
    small, large = (len(record.entries) for record in records.values())
    rows.append(
        ("load, timeline, every format but pictures, every language", str(small), measure.duration(whole), "", "")
    )
    measure.show("The record", ["", "entries", "CPU", "for each entry", "CPU to tomllib"], rows)
    slope = measure.growth([small, large], [seconds[f"load(), {size}"] for size in folders])
    shipped = seconds["load(), as shipped"]
    ratio = shipped / seconds["tomllib, as shipped"]
    measure.verdict(
        f"load() in at most {MOST_TO_TOMLLIB:.0f} times what tomllib alone needs",
        f"{measure.duration(shipped)}, {measure.times(ratio)}, growth {slope:.2f}",
        holds=ratio <= MOST_TO_TOMLLIB,
    )
    measure.verdict(
        "the shipped record in every format but pictures and every language in under a second",
        measure.duration(whole),
        holds=whole < LONGEST,
    )


if __name__ == "__main__":
    main()
