"""The client table: which programs read our feeds, in which version, what they see of them, and what they complain of.

``python -m tests.clients.table``, or ``make clients-table``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from kzeu_timeline import Language
from kzeu_timeline.readers.folder import shipped_folder
from tests.clients.calendars import entries_of, feeds
from tests.clients.readers import READERS, Asked, as_read, errors, expected, python_environment, quirk
from tests.clients.sites import served
from tests.clients.subscriber import Subscriber, as_shown


class Row(NamedTuple):
    """How one program fared."""

    program: str
    version: str
    files: int
    entries: int
    seen: int
    as_they_are: int
    errors: int
    remark: str = ""


HEADINGS = ("program", "version", "files", "entries", "seen", "same days, titles, UIDs, status", "errors", "remark")


def readers() -> Iterator[Row]:
    """Those that are given files, all at work at the same time."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, feed in feeds().items():
            (folder / file).write_bytes(feed)
        files = sorted(folder.iterdir())
        there = [Asked(reader, files, folder) for reader in READERS if reader.needs() is None]
        for asked in there:
            version, told = asked.told()
            same = sum(
                seen == wanted
                for file, telling in told.items()
                for seen, wanted in zip(sorted(telling.entries), as_read(asked.reader, entries_of(file)), strict=False)
            )
            yield Row(
                asked.reader.name,
                version,
                len(told),
                sum(len(entries_of(file)) for file in told),
                sum(len(telling.entries) for telling in told.values()),
                same,
                sum(len(errors(asked.reader, telling)) for telling in told.values()),
                quirk(asked.reader).why,
            )


def subscribers() -> Iterator[Row]:
    """vdirsyncer and khal, subscribed over HTTP to the first feed in three languages."""
    if python_environment() is not None:
        return
    with TemporaryDirectory() as name:
        folder = Path(name)
        with served(shipped_folder()) as site:
            subscriber = Subscriber(folder / "person", {language: site.address(language) for language in Language})
            subscriber.discover()
            subscriber.sync()
            entries = {language: expected(site.fetched(language)) for language in Language}
            shown = subscriber.shown([day[:10] for each in entries.values() for entry in each for day in entry[1:3]])
        kept = sum(len(subscriber.kept(language)) for language in Language)
        count = sum(map(len, entries.values()))
        same = sum(
            seen == wanted
            for language in Language
            for seen, wanted in zip(sorted(shown[language]), sorted(as_shown(entries[language])), strict=False)
        )
        own_uid = "over HTTP, in three languages; gives each event a UID of its own"
        yield Row("vdirsyncer", subscriber.version("vdirsyncer"), len(entries), count, kept, kept, 0, own_uid)
        yield Row("khal", subscriber.version("khal"), len(entries), count, sum(map(len, shown.values())), same, 0)


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """The table, in Markdown."""
    yield f"| {' | '.join(HEADINGS)} |"
    yield f"|{'---|' * len(HEADINGS)}"
    for row in rows:
        yield f"| {' | '.join(map(str, row))} |"


def main() -> None:
    """Print it."""
    for line in lines([*readers(), *subscribers()]):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
