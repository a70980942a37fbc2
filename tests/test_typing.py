"""Type checkers accept the public interface as it is meant to be used, and find the uses that are wrong."""

from __future__ import annotations

import re
from pathlib import Path

from mypy import api

TYPED = Path(__file__).parent / "typing"

WRONG = """\
import datetime as dt

import kzeu_timeline as kt

source = kt.Source(slug="press", publisher="Press")
said = kt.Statement(source=source, when="2026-02")
title = {"en": "Visit"}

kt.Event(slug=1, kind="visit", title=title, statements=[said])  # wrong
kt.Event(slug="v", kind="visit", title="Visit", statements=[said])  # wrong
kt.Event(slug="v", kind="visit", title=title, statements=said)  # wrong
kt.Event(slug="v", kind="visit", title=title)  # wrong
kt.Event("v", "visit", title, [said])  # wrong
kt.Event(slug="v", kind="visit", title=title, statements=[said], when="2026")  # wrong
kt.Event(slug="v", kind="visit", title=title, statements=[said], ordinal="1")  # wrong
kt.Statement(source="press", when="2026-02")  # wrong
kt.Statement(source=source, when=dt.date(2026, 2, 3))  # wrong
kt.Statement(source=source, when="2026", place="astana")  # wrong
kt.Figure(slug="f", title=title, value=30.5, unit="USD", source=source)  # wrong
kt.Event(slug="v", kind="visit", title=title, statements=[said]).slug = "w"  # wrong

timeline = kt.load().timeline()
timeline[0].when < timeline[1].when  # wrong
timeline["council"].status.value  # wrong
timeline.before(2026)  # wrong
timeline.as_of("2026-01-01")  # wrong
timeline[1.5]  # wrong
kt.parse_edtf(2026)  # wrong
kt.to_ical(timeline)  # wrong
kt.to_ical(timeline, "kk")  # wrong
kt.to_csv(timeline, language=1)  # wrong
kt.to_json(timeline, True, True)  # wrong
kt.load(5)  # wrong
kt.nothing  # wrong
"""
MARKED = {("wrong.py", number) for number, line in enumerate(WRONG.splitlines(), 1) if line.endswith("# wrong")}


def test_type_checkers_find_every_wrong_use_and_nothing_else(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.py"
    wrong.write_text(WRONG)
    out, err, _ = api.run(["--strict", "--no-pretty", str(TYPED), str(wrong)])
    errors = (re.match(r"(.*?):(\d+):.* error: ", line) for line in out.splitlines())
    assert not err
    assert {(Path(found[1]).name, int(found[2])) for found in errors if found} == MARKED
