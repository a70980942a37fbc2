"""What reading may cost: hostile calendars end soon and in little memory, and what is beyond a limit is told."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from kzeu_timeline import CalendarError, read_ical
from kzeu_timeline.readers.ical import budget, components, contentlines, limits, reading
from kzeu_timeline.readers.ical.problems import Damaged
from tests.builders import refusal
from tests.readers.bombs import BOMBS
from tests.readers.calendars import ZONE, calendar, read, told, wrapped

pytestmark = pytest.mark.broad

_SECONDS: Final = 15
"""For one bomb; by hand none takes two, but the machines of tests are busy."""

_MEGABYTES: Final = 256
_ADDRESSES: Final = 2**30


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, _ADDRESSES))


def test_no_bomb_takes_long_or_much() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.readers.bombs"],
        cwd=Path(__file__).parents[2],
        preexec_fn=_limited,
        capture_output=True,
        text=True,
        check=True,
    )
    *rows, (_, memory, _) = (line.split("\t") for line in done.stdout.splitlines())
    assert [name for name, _, _ in rows] == list(BOMBS)
    assert {name for name, seconds, _ in rows if float(seconds) > _SECONDS} == set()
    assert int(memory) < _MEGABYTES


def _rules(count: int, rule: str) -> list[str]:
    return [f"UID:{number}\nSUMMARY:a\nDTSTART:20250101T090000\nRRULE:{rule}" for number in range(count)]


def test_instances_are_counted_over_all_events_and_the_first_of_each_is_kept() -> None:
    found = read(*_rules(30, "FREQ=DAILY"))
    whole, rest = divmod(limits.ALL_INSTANCES, 364)
    assert rest
    assert len(found) == whole * 365 + 30 - whole
    assert set(told(found)) == {"the first alone is kept: more than 10,000 instances within the window"}


def test_steps_are_counted_over_all_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "ALL_STEPS", 2_200)
    found = read(*_rules(3, "FREQ=DAILY"))
    assert len(found) == 365 + 365 + 1
    assert told(found) == ["the first alone is kept: the rules take more than 2,200 steps"]


def test_dates_are_counted_over_all_events() -> None:
    dates = ",".join(["20250302"] * 60_000)
    event = f"SUMMARY:a\nDTSTART:20250301\nRDATE:{dates}"
    found = read(f"UID:1\n{event}", f"UID:2\n{event}")
    assert len(found) == 3
    assert told(found) == ["the first alone is kept: more than 100,000 single dates"]


def test_a_rule_too_long_is_told() -> None:
    found = read(f"UID:1\nDTSTART:20250301\nRRULE:FREQ=DAILY;BYDAY={'MO,' * 2_000}TU")
    assert told(found)[0].startswith("the first alone is kept: a rule of more than 5,000 characters: ")


def test_a_zone_of_too_many_changes_is_told() -> None:
    part = f"BEGIN:STANDARD{ZONE.partition('BEGIN:STANDARD')[2].partition('END:STANDARD')[0]}END:STANDARD\n"
    many = ZONE.replace("BEGIN:STANDARD", f"{part * 500}BEGIN:STANDARD", 1)
    found = read("UID:1\nDTSTART;TZID=Here:20250301T090000", before=many)
    assert ([entry.when.edtf for entry in found], told(found)) == (["2025-03-01"], ["more than 500 observances"])


def test_components_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(components, "MOST_COMPONENTS", 3)
    found = read(*(f"UID:{number}\nDTSTART:20250301" for number in range(5)))
    assert len(found) == 2
    assert told(found) == ["more than 3 components; the last 3 are left out"]


def test_octets_are_counted_over_all_calendars(monkeypatch: pytest.MonkeyPatch) -> None:
    data = calendar("DTSTART:20250301")
    monkeypatch.setattr(reading, "MOST_OCTETS", 2 * len(data))
    assert len(read_ical(data, data)) == 2
    assert refusal(lambda: read_ical(data, data, data), CalendarError).startswith("calendars of more than ")


def test_folds_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contentlines, "MOST_FOLDS", 2)
    found = read("UID:1\nDTSTART:20250301\nSUMMARY:a\n b\n c\nDESCRIPTION:a\n b\n c\n d\n e")
    assert found[0].title["en"] == "abc"
    assert told(found) == ["a value too long, left out: 'DESCRIPTION:abcd'"]


def test_an_allowance_gives_all_or_nothing() -> None:
    allowance = budget.Allowance(3, "no more")
    allowance.take(2)
    with pytest.raises(Damaged, match="no more"):
        allowance.take(2)
    allowance.take(1)
    assert allowance.left == 0


def test_levels_do_not_hide_what_follows_them() -> None:
    assert len(read_ical(wrapped("BEGIN:X\n" * 40 + "BEGIN:VEVENT\nDTSTART:20250301\nEND:VEVENT\n"))) == 1


def test_a_description_that_no_feed_of_ours_has_is_told() -> None:
    addresses = "\\nhttps://a.b" * 2_000
    found = read_ical(
        calendar(
            "X-KZEU-SLUG:a\nX-KZEU-TYPE:event\nX-KZEU-EDTF:2025-03-01\nDTSTAMP:20250301T000000Z\nUID:1\n"
            f"SUMMARY;LANGUAGE=en:a\nDESCRIPTION;LANGUAGE=en:\\nSources:{addresses}"
        )
    )
    assert (len(found), told(found)[0].partition(": ")[0]) == (0, "more than 20,000 characters")
