"""What it costs to import the package, and to use it for the first time.

Every program runs in an interpreter of its own, all in turns; what is compared is the CPU time, in user and system
mode, that the operating system charged the whole process. Of each, the time of an empty interpreter is taken off.
attrs is what our records are made of, so the bar is set over it. Rivals are imported as their users import them:
``ical`` and ``undate`` by the module that has their class, for their package alone may be empty.
"""

from __future__ import annotations

import measure

MOST_OVER_ATTRS = 0.015

IMPORTS = {
    "nothing": "pass",
    "attrs": "import attrs",
    "kzeu_timeline": "import kzeu_timeline",
    "edtf": "import edtf",
    "ical": "import ical.calendar",
    "icalendar": "import icalendar",
    "pendulum": "import pendulum",
    "undate": "import undate",
}
SEEDS = measure.ROOT / "seeds"
FIRST_USES = {
    "tomllib on the record": "import tomllib, pathlib\n"
    f"for path in pathlib.Path({str(SEEDS)!r}).rglob('*.toml'): tomllib.loads(path.read_text('utf-8'))",
    "parse_edtf": "import kzeu_timeline as kt; kt.parse_edtf('2025-11')",
    "Timeline": "import kzeu_timeline as kt; kt.Timeline()",
    "load()": "import kzeu_timeline as kt; kt.load()",
    "load().timeline()": "import kzeu_timeline as kt; kt.load().timeline()",
    "to_ical": "import kzeu_timeline as kt; kt.to_ical(kt.load().timeline(), language='ru')",
}


def main() -> None:
    seconds = measure.side_by_side_processes(IMPORTS | FIRST_USES)
    nothing, attrs = seconds["nothing"], seconds["attrs"]

    def row(name: str) -> tuple[str, ...]:
        return name, *(f"{1000 * (seconds[name] - base):.1f}" for base in (nothing, attrs))

    columns = ("", "ms over an empty interpreter", "ms over attrs")
    measure.show("Importing", columns, [row(name) for name in IMPORTS if name != "nothing"])
    measure.show("Importing kzeu_timeline and using it once", columns, [row(name) for name in FIRST_USES])
    over = seconds["kzeu_timeline"] - attrs
    measure.verdict(
        "at most 15 ms of CPU over `import attrs`",
        f"{1000 * over:+.1f} ms; with the first `parse_edtf`: {1000 * (seconds['parse_edtf'] - attrs):+.1f} ms",
        holds=over <= MOST_OVER_ATTRS,
    )


if __name__ == "__main__":
    main()
