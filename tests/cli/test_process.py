"""The command as the shell meets it: exit codes, two streams, broken pipes and poor encodings, never a traceback."""

from __future__ import annotations

import json
import os
import re
import struct
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from rich.cells import cell_len

pytestmark = pytest.mark.broad

if os.name != "nt":
    import fcntl
    import pty
    import termios

COMMAND = [sys.executable, "-m", "kzeu_timeline"]
SCRIPT = Path(sys.executable).with_name("kzeu-timeline")


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    steering = ("PYTHON", "LC_", "LANG")
    inherited = {
        name: value for name, value in os.environ.items() if name == "PYTHONPATH" or not name.startswith(steering)
    }
    return subprocess.run(
        [*COMMAND, *arguments], check=False, capture_output=True, env={**inherited, **environment}, timeout=60
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["list"], 0),
        (["list", "--until", "1000"], 1),
        (["list", "--since", "2024-13"], 2),
        (["list", "--seeds", "nowhere"], 2),
    ],
)
def test_exit_codes_reach_the_shell(arguments: list[str], code: int) -> None:
    ended = process(*arguments)
    assert ended.returncode == code
    assert b"Traceback" not in ended.stderr


def test_results_and_messages_go_to_different_streams() -> None:
    ended = process("list", "--until", "1000", "--format", "json")
    assert ended.stdout.split() == [b"[]"]
    assert ended.stderr.split() == [b"nothing", b"found"]


@pytest.mark.skipif(not SCRIPT.exists(), reason="the package is not installed")
def test_the_script_is_the_same_as_the_module() -> None:
    script = subprocess.run([SCRIPT, "--version"], check=True, capture_output=True)
    assert script.stdout == process("--version").stdout


@pytest.mark.parametrize(
    "arguments",
    [["list"], ["export", "ics"], ["show", "epca-signed", "--format", "json"], ["--help"]],
)
def test_a_reader_that_went_away_is_no_crash(arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        ended = subprocess.run([*COMMAND, *arguments], check=False, stdout=writer, stderr=subprocess.PIPE, timeout=60)
    finally:
        os.close(writer)
    assert ended.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("arguments", [["list"], ["export", "ics"], ["show", "epca-signed", "--format", "json"]])
def test_a_full_disk_is_one_message_and_exit_code_2(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run([*COMMAND, *arguments], check=False, stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert b"Traceback" not in ended.stderr
    assert b"No space left on device" in ended.stderr
    assert ended.returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="there is no such shell here")
@pytest.mark.parametrize("command", ["list", "export ics"])
def test_a_closed_stdout_is_no_crash(command: str) -> None:
    closed = f"'{sys.executable}' -m kzeu_timeline {command} >&-"
    ended = subprocess.run(["sh", "-c", closed], check=False, stderr=subprocess.PIPE, timeout=60)
    assert b"Traceback" not in ended.stderr


def test_head_gets_its_lines() -> None:
    pipeline = f"'{sys.executable}' -m kzeu_timeline list --format json | head -n 1"
    ended = subprocess.run(["sh", "-c", pipeline], check=True, capture_output=True, timeout=60)
    assert (ended.stdout, ended.stderr) == (b"[\n", b"")


POOR = {
    "ASCII": {"PYTHONIOENCODING": "ascii"},
    "Windows": {"PYTHONIOENCODING": "cp1252"},
    "the C locale at its word": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}


@pytest.mark.parametrize("environment", POOR.values(), ids=POOR)
@pytest.mark.parametrize(
    "arguments",
    [["list", "--lang", "kk"], ["timeline", "--since", "2025"], ["show", "epca-signed", "--lang", "ru"], ["--help"]],
)
def test_a_poor_encoding_is_no_crash(arguments: list[str], environment: dict[str, str]) -> None:
    ended = process(*arguments, **environment)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout


def on_terminal(*arguments: str, width: int, **environment: str) -> str:
    """What a terminal of that width is sent."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "PYTHONPATH", "HOME"}}
    command = subprocess.Popen(
        [*COMMAND, *arguments], stdin=follower, stdout=follower, stderr=follower, env={**kept, **environment}
    )
    os.close(follower)
    sent = b""
    with suppress(OSError), os.fdopen(leader, "rb", buffering=0) as terminal:  # Linux: an error when nobody writes
        while more := terminal.read(1 << 16):
            sent += more
    assert command.wait(60) == 0
    return sent.decode("utf-8").replace("\r\n", "\n")


@pytest.mark.skipif(os.name == "nt", reason="there are no such terminals here")
@pytest.mark.parametrize(
    "arguments", [["list", "--since", "2025"], ["timeline"], ["show", "epca-signed"]], ids=" ".join
)
@pytest.mark.parametrize(
    ("environment", "escapes"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, True),
        ({"TERM": "dumb", "COLUMNS": "80"}, False),
    ],
    ids=["colours", "none", "dumb"],
)
def test_a_terminal_gets_its_width_and_what_it_takes(
    arguments: list[str], environment: dict[str, str], escapes: bool
) -> None:
    sent = on_terminal(*arguments, width=80, **environment)
    assert ("\x1b" in sent) == escapes
    assert bool(re.search(r"\x1b\[[0-9;]*3[0-7]m", sent)) <= ("NO_COLOR" not in environment)
    lines = re.sub(r"\x1b\[[0-9;]*m|\x1b]8;.*?\x1b\\", "", sent).splitlines()
    assert 70 <= max(map(cell_len, lines)) <= 80


@pytest.fixture(scope="module")
def listed() -> list[object]:
    return json.loads(process("list", "--format", "json").stdout)


@pytest.mark.parametrize("environment", POOR.values(), ids=POOR)
def test_a_poor_encoding_leaves_json_as_it_is(environment: dict[str, str], listed: list[object]) -> None:
    ended = process("list", "--format", "json", **environment)
    assert ended.returncode == 0
    assert json.loads(ended.stdout) == listed


def test_a_poor_encoding_leaves_exports_as_they_are() -> None:
    assert process("export", "ics", **POOR["ASCII"]).stdout == process("export", "ics").stdout


def test_a_poor_encoding_leaves_messages_readable() -> None:
    ended = process("show", "визит", **POOR["ASCII"])
    assert ended.returncode == 2
    assert b"no entry has this slug" in ended.stderr
    assert b"Traceback" not in ended.stderr
