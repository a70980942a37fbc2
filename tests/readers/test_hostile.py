"""Hostile folders end in the library's own error, soon, and without eating the machine's memory."""

from __future__ import annotations

import itertools
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from kzeu_timeline import SeedError, load
from kzeu_timeline.formats import FORMATS
from kzeu_timeline.readers.folder import LARGEST_FILE
from tests.readers.folders import (
    AGREEMENT,
    EVENTS,
    FIGURES,
    LEDGER,
    PARTIES,
    PEOPLE,
    PLACES,
    RECORD,
    SERIES,
    SOURCES,
    TOPICS,
    replaced,
    write,
)

pytestmark = pytest.mark.broad

MOST_SECONDS: Final = 2.0
MOST_MEGABYTES: Final = 256
GIVEN_UP: Final = 4
"""Seconds after which the kernel ends a reader that would not end by itself."""

HEX: Final = f"0x{'f' * 5_000}"
"""A number of 6,021 digits, which Python reads, and refuses to print in decimal."""


def _many(line: str, before: str = "", after: str = "") -> Callable[[], str]:
    """As many lines as a file may have; ``#`` in them is their number."""

    def text() -> str:
        room = LARGEST_FILE - len(before.encode()) - len(after.encode())
        lines = (line.replace("#", str(number)) for number in itertools.count())
        sizes = itertools.accumulate(len(line.replace("#", "1234567").encode()) for _ in itertools.count())
        fitting = itertools.takewhile(lambda size: size <= room, sizes)
        return before + "".join(text for text, _ in zip(lines, fitting, strict=False)) + after

    return text


def _in_event(text: str) -> str:
    return f'[[events]]\nslug = "e"\nkind = "e"\ntitle = {{ en = "E", ru = "Е", kk = "Е" }}\n{text}'


_STATED: Final = 'statements = [{ source = "paper", when = "2025" }]\n'
_LONG_SET: Final = ",".join(["20XX-XX"] * 200)
_LONG_WORD: Final = "я" * 19_000

LARGE: Final[dict[str, tuple[str, Callable[[], str]]]] = {
    "tables without anything": (TOPICS, _many("[t#]\n")),
    "numbers instead of tables": (TOPICS, _many("t# = 1\n")),
    "unknown keys": (TOPICS, _many("k# = 1\n", "[x]\n")),
    "a list of numbers where there should be texts": (PEOPLE, _many("1,", "[x]\nspellings = [", "]\n")),
    "a list of empty texts": (PEOPLE, _many('"",', "[x]\nspellings = [", "]\n")),
    "a list of unknown topics": (EVENTS, _many('"x",', _in_event("topics = ["), f"]\n{_STATED}")),
    "a list of numbers where there should be events": (EVENTS, _many("1,", "events = [", "]\n")),
    "events without anything": (EVENTS, _many("[[events]]\n")),
    "meetings without anything": (SERIES, _many("[[meetings]]\n")),
    "events with the same slug": (EVENTS, _many(_in_event(_STATED))),
    "statements that are empty": (EVENTS, _many("{},", _in_event("statements = ["), "]\n")),
    "long words of two scripts": (TOPICS, _many(f'[t#]\ntitle = {{ en = "T", ru = "{_LONG_WORD}z", kk = "Т" }}\n')),
    "long sets of dates": (EVENTS, _many(_in_event(f'statements = [{{ source = "x", when = "[{_LONG_SET}]" }}]\n'))),
    "rows of a ledger": (LEDGER, _many("[t#]\nen = 1\n")),
    "a key of 3,000 parts": (TOPICS, lambda: f"a{'.a' * 3_000} = 1\n"),
    "a key of 100,000 parts": (TOPICS, lambda: f"a{'.a' * 100_000} = 1\n"),
    "a key of as many parts as fit": (TOPICS, _many(".a", "a", " = 1\n")),
    "a key of 20,000 quoted parts": (TOPICS, lambda: r'"\"".' * 20_000 + "a = 1\n"),
    "a key of 20,000 parts in apostrophes": (TOPICS, lambda: """'"'.""" * 20_000 + "a = 1\n"),
    "a table of as many parts as fit": (TOPICS, _many(".a", "[a", "]\n")),
    "one long comment": (TOPICS, lambda: "#" * LARGEST_FILE),
    "quotes": (TOPICS, _many('"')),
    "opening brackets": (TOPICS, _many("[", "x = ")),
    "escapes": (TOPICS, _many("\\u0416", '[x]\ntitle = { en = "', '" }\n')),
}

_READER: Final = """\
import json, sys
from pathlib import Path
from time import process_time
import kzeu_timeline as kt
start = process_time()
try:
    outcome = len(kt.load(sys.argv[1]).entries)
except kt.SeedError as error:
    outcome = "SeedError" if all(map(str.isprintable, str(error).splitlines())) else "not printable"
seconds = process_time() - start
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
peak = sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
print(json.dumps({"outcome": outcome, "seconds": seconds, "megabytes": peak / 1024}))
"""


def _confined() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (GIVEN_UP, GIVEN_UP))
    resource.setrlimit(resource.RLIMIT_AS, (2**31, 2**31))


@pytest.mark.parametrize("name", LARGE)
def test_a_large_file_ends_soon_and_in_little_memory(tmp_path: Path, name: str) -> None:
    file, text = LARGE[name]
    content = text()
    assert len(content.encode()) <= LARGEST_FILE
    write(tmp_path, {file: content})
    read = subprocess.run(
        [sys.executable, "-c", _READER, tmp_path],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
        preexec_fn=_confined,
    )
    assert read.returncode == 0, read.stderr[-1_000:]
    told = json.loads(read.stdout)
    assert told["outcome"] in {"SeedError", 0}
    assert told["seconds"] < MOST_SECONDS
    assert told["megabytes"] < MOST_MEGABYTES


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(replaced(SERIES, "ordinal = 22", f"ordinal = {HEX}"), id="ordinal"),
        pytest.param(replaced(SERIES, "ordinal = 22", f"ordinal = {'9' * 4_000}"), id="ordinal in decimal"),
        pytest.param(replaced(EVENTS, "paragraph = 1\n", f"paragraph = {HEX}\n"), id="paragraph"),
        pytest.param(replaced(EVENTS, "paragraph = 2", f"paragraph = {HEX}"), id="paragraph of a relation"),
        pytest.param(replaced(EVENTS, 'slug = "fair"', f"slug = {HEX}"), id="slug"),
        pytest.param(replaced(EVENTS, 'slug = "fair"', f"slug = [{HEX}]"), id="slug in a list"),
        pytest.param(replaced(EVENTS, 'when = "2025-11"\n', f"when = {HEX}\n"), id="date"),
        pytest.param(replaced(EVENTS, 'when = "2025-11"\n', f"when = {{ a = {HEX} }}\n"), id="date in a table"),
        pytest.param(replaced(EVENTS, 'source = "gazette"', f"source = [{HEX}]"), id="reference"),
        pytest.param(replaced(FIGURES, '"30.5"', HEX), id="value"),
        pytest.param(replaced(FIGURES, '"30.5"', '"1e999999999999999999"'), id="value beyond all exponents"),
        pytest.param(replaced(FIGURES, '"30.5"', '"-1e999999999999999999"'), id="value below all exponents"),
        pytest.param(replaced(FIGURES, '"30.5"', '"1e-99999999999"'), id="value with 99,999,999,999 digits"),
        pytest.param(replaced(PLACES, "51.17", HEX), id="latitude"),
        pytest.param(replaced(PLACES, "51.17", f"-{'9' * 400}"), id="latitude in decimal"),
        pytest.param(replaced(LEDGER, "sequence = 3", f"sequence = {HEX}"), id="sequence"),
        pytest.param(replaced(PARTIES, "[spare]\n", f"[spare]\nx = {HEX}\n"), id="unknown key"),
        pytest.param(replaced(PARTIES, "[spare]\n", f"[spare.name]\nen{'.a' * 2_500} = 1\n[x]\n"), id="deep text"),
        pytest.param(replaced(EVENTS, 'slug = "fair"', f"slug{'.a' * 2_500} = 1"), id="deep slug"),
        pytest.param({**RECORD, TOPICS: f"a{'.a' * 2_500} = 1\n{RECORD[TOPICS]}"}, id="deep record"),
    ],
)
def test_numbers_and_depths_beyond_all_measure_are_problems(tmp_path: Path, files: dict[str, str]) -> None:
    write(tmp_path, files)
    with pytest.raises(SeedError) as caught:
        load(tmp_path)
    assert all(str(problem).isprintable() for problem in caught.value.problems)
    assert all(len(problem.message) < 300 for problem in caught.value.problems)


def _clocked(day: str, start: str, end: str, zone: str = "Europe/Brussels") -> dict[str, str]:
    files = replaced(EVENTS, 'when = "2025-11-05"', f'when = "{day}"')
    clock = f'start = {start}, end = {end}, zone = "{zone}"'
    return {**files, EVENTS: files[EVENTS].replace('start = 10:00:00, end = 12:30:00, zone = "Europe/Brussels"', clock)}


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(_clocked("2025-03-30", "02:30:00", "04:00:00"), id="a time that the clocks skip"),
        pytest.param(_clocked("2025-03-29", "23:00:00", "02:30:00"), id="an end that the clocks skip"),
        pytest.param(_clocked("2025-10-26", "02:30:00", "02:30:00"), id="a time that the clocks show twice"),
        pytest.param(_clocked("9999-12-31", "23:00:00", "01:00:00"), id="an end after the last day"),
        pytest.param(_clocked("9999-12-31", "23:00:00", "23:30:00", "Etc/GMT+12"), id="an instant after the last day"),
        pytest.param(
            _clocked("0001-01-01", "00:00:00", "00:30:00", "Etc/GMT-14"), id="an instant before the first day"
        ),
        pytest.param(_clocked("2025-11-05", "10:00:00.123456", "23:59:59.999999"), id="fractions of a second"),
        pytest.param(replaced(EVENTS, '"2025-11"', '"9999-12-31"'), id="the last day"),
        pytest.param(replaced(EVENTS, '"2025-11"', '"0001-01-01"'), id="the first day"),
        pytest.param(replaced(EVENTS, '"2025-11"', '"0001/9999"'), id="all of time"),
        pytest.param(replaced(EVENTS, '"[..2025-12-02]"', '"/2025"'), id="an unknown beginning"),
        pytest.param(replaced(AGREEMENT, '"2015-12-21"', '"9999"'), id="an anniversary after the last year"),
        pytest.param(replaced(AGREEMENT, '"2015-12-21"', '"0001"'), id="four hundred anniversaries"),
        pytest.param(replaced(AGREEMENT, '"2015-12-21"', '"20XX-02-29"'), id="a day of some leap year"),
        pytest.param(replaced(SOURCES, '"2025-12-02"', '"9999-12-31"'), id="a source from the last day"),
        pytest.param(replaced(SOURCES, '"2025-12-02"', '"2025/.."'), id="a source that goes on"),
        pytest.param(replaced(FIGURES, "50_000_000_000", '"1e-400"'), id="a figure with 400 decimals"),
        pytest.param(replaced(FIGURES, "50_000_000_000", '"-0"'), id="less than nothing"),
        pytest.param(replaced(FIGURES, "50_000_000_000", str(10**30 - 1)), id="the largest figure"),
        pytest.param(replaced(PLACES, "51.17", "1e-300"), id="hardly north"),
        pytest.param(replaced(EVENTS, 'slug = "fair"', f'slug = "{"a" * 120}"'), id="the longest slug"),
        pytest.param(
            replaced(
                EVENTS, 'slug = "review"', f'slug = "{"a" * 120}"\ncommemorated = {{ en = "R", ru = "О", kk = "Ш" }}'
            ),
            id="the longest slug with anniversaries",
        ),
        pytest.param(replaced(EVENTS, 'target = "talks-round-1"', 'target = "review"'), id="a part of itself"),
        pytest.param(replaced(SERIES, '"{ordinal} Council"', '"{ordinal} {0} {x!r} %s {{"'), id="more braces"),
        pytest.param(replaced(LEDGER, "2025-12-03T", "0001-01-01T"), id="sealed on the first day"),
        pytest.param(replaced(LEDGER, "sequence = 3", f"sequence = {2**31 - 1}"), id="the largest sequence number"),
    ],
)
def test_what_is_not_refused_can_be_used(tmp_path: Path, files: dict[str, str]) -> None:
    write(tmp_path, files)
    try:
        timeline = load(tmp_path).timeline()
    except SeedError:
        return
    assert all(form.render(timeline, "kk", "span") for form in FORMATS.values())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(write(tmp_path) / "series/spare.toml")
    try:
        read = subprocess.run(
            [sys.executable, "-c", _READER, tmp_path], check=False, capture_output=True, text=True, timeout=10
        )
    except subprocess.TimeoutExpired:
        pytest.fail("the reader waits for a pipe that nobody writes to")
    assert json.loads(read.stdout)["outcome"] == "SeedError"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there are no devices here")
def test_a_device_without_end_is_read_as_far_as_a_file_may_go(tmp_path: Path) -> None:
    (write(tmp_path) / "series/spare.toml").symlink_to("/dev/zero")
    with pytest.raises(SeedError, match=r"spare\.toml"):
        load(tmp_path)
