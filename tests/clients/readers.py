"""Other people's readers of calendars: how each is run, and what is known of how it reads.

Each is a program that is given files and prints, as JSON, its version and for each file the entries that it sees and
what it complains of. :func:`expected` is the same of a feed by our own raw checker, which imports no calendar library.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from tests.clients import install
from tests.exporters import raw_ical
from tests.exporters.raw_ical import Component

FOLDER: Final = Path(__file__).parent
PROGRAMS: Final = FOLDER / "programs"


class Seen(NamedTuple):
    """What every reader is asked of an entry; days are the first and the last, instants are in UTC."""

    uid: str
    first: str
    last: str
    title: str
    status: str


class Telling(NamedTuple):
    """What a reader says of one file."""

    entries: list[Seen]
    errors: list[str]


class Reader(NamedTuple):
    """A program that reads feeds; *needs* says in one line what it lacks, or None."""

    name: str
    command: tuple[str, ...]
    needs: Callable[[], str | None]
    reads: tuple[str, ...] = (".ics",)


def python_environment() -> str | None:
    return None if (install.ENVIRONMENT / "requirements.txt").is_file() else _not_installed("the Python libraries")


def _npm() -> str | None:
    if shutil.which("node") is None:
        return "node is not installed"
    return _not_installed("ical.js") if install.npm_version("ical.js") is None else None


def _libical() -> str | None:
    return None if install.library("libical.so.3")() else _not_installed("libical")


def _not_installed(what: str) -> str:
    return f"not installed: {what} (python tests/clients/install.py)"


def _library(name: str) -> Reader:
    return Reader(
        name, (str(install.ENVIRONMENT / "bin" / "python"), str(PROGRAMS / "libraries.py"), name), python_environment
    )


READERS: Final = (
    _library("icalendar"),
    Reader("ical.js", ("node", str(PROGRAMS / "ical_js.mjs")), _npm, reads=(".ics", ".jcal.json")),
    Reader("libical", (sys.executable, str(PROGRAMS / "libical.py")), _libical),
    _library("ical"),
    _library("vobject"),
    _library("ics"),
    _library("recurring-ical-events"),
)


class Quirk(NamedTuple):
    """What a reader does otherwise, why that is no fault of the feed, and how it gives back a title then."""

    why: str
    as_read: Callable[[str], str] = str
    unknown: re.Pattern[str] = re.compile("(?!)")
    """Complaints of what the reader is too old to know."""


QUIRKS: Final[Mapping[str, Quirk]] = {
    "libical": Quirk(
        "drops blanks at both ends of a text; version 3 is older than RFC 9253 and most of RFC 9073",
        as_read=lambda title: title.strip(" \t"),
        unknown=re.compile(r"\d+ x Parse error in property name: (LINK|CONCEPT|REFID|PARTICIPANT-TYPE)"),
    ),
    "ics": Quirk(
        "takes n after an escaped backslash for a line break",
        as_read=lambda title: re.sub(r"\\[nN]", "\\\\\n", title),
    ),
}
"""Of titles and new properties only: an entry, a day, a UID or a state that a reader does not see is our fault."""

NONE: Final = Quirk("")


def quirk(reader: Reader) -> Quirk:
    """What is known of a reader."""
    return QUIRKS.get(reader.name, NONE)


def errors(reader: Reader, telling: Telling) -> list[str]:
    """What a reader complains of, less what it is too old to know."""
    return [error for error in telling.errors if not quirk(reader).unknown.fullmatch(error)]


def as_read(reader: Reader, entries: Iterable[Seen]) -> list[Seen]:
    """The entries as the reader should tell them, in an order of ours: not every library keeps that of the file."""
    return sorted(entry._replace(title=quirk(reader).as_read(entry.title)) for entry in entries)


class Asked:
    """A reader at work on some files: started at once, waited for when it is asked what it told."""

    def __init__(self, reader: Reader, files: Iterable[Path], folder: Path) -> None:
        self.reader = reader
        self.files = [file for file in files if file.name.endswith(reader.reads)]
        self.answer = folder / f"{reader.name}.json"
        self.complaints = folder / f"{reader.name}.txt"
        with self.answer.open("wb") as answer, self.complaints.open("wb") as complaints:
            self.process = subprocess.Popen(
                [*reader.command, *map(str, self.files)], stdin=subprocess.DEVNULL, stdout=answer, stderr=complaints
            )

    def told(self) -> tuple[str, dict[str, Telling]]:
        """The reader's version, and what it says of each file by name."""
        if self.process.wait(timeout=300):
            raise AssertionError(f"{self.reader.name}: {self.complaints.read_text('utf-8', 'replace')[-2000:]}")
        answer: dict[str, Any] = json.loads(self.answer.read_bytes())
        feeds = {
            Path(file).name: Telling([Seen(**entry) for entry in said["entries"]], said["errors"])
            for file, said in answer["feeds"].items()
        }
        return answer["version"], feeds


def expected(feed: bytes) -> list[Seen]:
    """What is in a feed, by our own reader of raw content lines."""
    return [_seen(event) for event in raw_ical.events(feed)]


def _seen(event: Component) -> Seen:
    first = _moment(event.one("DTSTART").value)
    last = _moment(event.one("DTEND").value)
    if not isinstance(last, dt.datetime):
        last -= dt.timedelta(days=1)
    return Seen(event.text("UID"), _told(first), _told(last), event.text("SUMMARY"), event.text("STATUS"))


def _moment(value: str) -> dt.date:
    return dt.datetime.fromisoformat(value) if "T" in value else dt.date.fromisoformat(value)


def _told(value: dt.date) -> str:
    return value.isoformat().replace("+00:00", "Z")
