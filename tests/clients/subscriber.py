"""A person who subscribes: vdirsyncer fetches the feeds over HTTP into folders, and khal shows what is in them.

vdirsyncer keeps each event in a file of its own. Over plain HTTP it trusts no UID, and makes one of a hash of all that
the event says but DTSTAMP and LAST-MODIFIED; so a changed event is a new file in the place of the old one, and any
other file that is touched is a change that should not be.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final, NamedTuple

from tests.clients import install
from tests.clients.readers import Seen
from tests.exporters import raw_ical
from tests.exporters.raw_ical import Component

LONG_DATE: Final = "%Y-%m-%d"


class Kept(NamedTuple):
    """A file of an event: its bytes, and what tells whether it was written again."""

    content: bytes
    written: int
    inode: int

    @property
    def event(self) -> Component:
        """The one event in it."""
        (found,) = raw_ical.events(self.content)
        return found

    @property
    def slug(self) -> str:
        return self.event.text("X-KZEU-SLUG")


class Shown(NamedTuple):
    """What khal shows of an event: days are the first and the last; of an instant, its day in UTC."""

    first: str
    last: str
    title: str
    status: str


def as_shown(entries: Iterable[Seen]) -> list[Shown]:
    """What khal should show of these."""
    return [Shown(each.first[:10], each.last[:10], each.title, each.status) for each in entries]


class Subscriber:
    """Somebody with vdirsyncer and khal, whose settings and files are all in *folder*."""

    def __init__(self, folder: Path, addresses: dict[str, str]) -> None:
        self.folder = folder
        self.calendars = {name: folder / "calendars" / name for name in addresses}
        for calendar in self.calendars.values():
            calendar.mkdir(parents=True)
        (folder / "vdirsyncer").write_text(self._pairs(addresses), "utf-8")
        (folder / "khal").write_text(self._settings(), "utf-8")

    def _pairs(self, addresses: dict[str, str]) -> str:
        texts = [f'[general]\nstatus_path = "{self.folder / "status"}"\n']
        texts += [
            f'[pair {name}]\na = "{name}_here"\nb = "{name}_there"\ncollections = null\n'
            f'[storage {name}_here]\ntype = "filesystem"\npath = "{self.calendars[name]}"\nfileext = ".ics"\n'
            f'[storage {name}_there]\ntype = "http"\nurl = "{address}"\n'
            for name, address in addresses.items()
        ]
        return "".join(texts)

    def _settings(self) -> str:
        calendars = "".join(f"[[{name}]]\npath = {path}\nreadonly = True\n" for name, path in self.calendars.items())
        dates = "".join(f"{name} = {LONG_DATE}\n" for name in ("dateformat", "longdateformat"))
        times = "".join(f"{name} = {LONG_DATE} %H:%M\n" for name in ("datetimeformat", "longdatetimeformat"))
        zones = "local_timezone = UTC\ndefault_timezone = UTC\ntimeformat = %H:%M\n"
        return f"[calendars]\n{calendars}[locale]\n{dates}{times}{zones}[sqlite]\npath = {self.folder / 'khal.db'}\n"

    def run(self, program: str, *arguments: str) -> str:
        """What the program prints; it must end well."""
        run = subprocess.run(
            [str(install.ENVIRONMENT / "bin" / program), "--config", str(self.folder / program), *arguments],
            check=False,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(self.folder), "PYTHONWARNINGS": "ignore", "COLUMNS": "10000"},
        )
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout

    def version(self, program: str) -> str:
        """The last word of what it says of itself."""
        return self.run(program, "--version").split()[-1]

    def discover(self) -> None:
        """Subscribe."""
        self.run("vdirsyncer", "discover")

    def sync(self) -> None:
        """Fetch what is new."""
        self.run("vdirsyncer", "sync")

    def kept(self, calendar: str) -> dict[str, Kept]:
        """The files of a calendar by name."""
        found = {}
        for file in self.calendars[calendar].iterdir():
            status = file.stat()
            found[file.name] = Kept(file.read_bytes(), status.st_mtime_ns, status.st_ino)
        return found

    def shown(self, days: Collection[str]) -> dict[str, list[Shown]]:
        """What khal shows on the *days* and between them, each event once, by calendar."""
        first, last = min(days), dt.date.fromisoformat(max(days)) + dt.timedelta(days=1)
        names = ("calendar", "start-date-long", "end-date-long", "title", "status")
        wanted = [word for name in names for word in ("--json", name)]
        told = self.run("khal", "list", "--once", *wanted, first, last.isoformat())
        found: dict[str, list[Shown]] = {calendar: [] for calendar in self.calendars}
        for line in told.splitlines():  # one for each day
            for event in json.loads(line):
                calendar, *seen = (event[name].strip() for name in names)  # khal puts a blank after a status
                found[calendar].append(Shown(*seen))
        return found
