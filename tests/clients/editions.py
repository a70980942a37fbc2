"""A copy of the shipped record with entries of our own, and the same after an edit of each; both sealed.

They lie after the day from which the site is seen (:data:`tests.clients.calendars.TODAY`), so that what is cancelled
there is shown.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from kzeu_timeline.readers.folder import shipped_folder

SOURCE: Final = "kazakhstan-today-2025-12-02"

_ENTRY: Final = """
[[events]]
slug = "{slug}"
kind = "meeting"
parties = ["kazakhstan", "european-union"]
title = {{ en = "{en}", ru = "{ru}", kk = "{kk}" }}

[[events.statements]]
source = "{source}"
when = "{when}"
status = "{status}"
"""

Entry = dict[str, str]

BEFORE: Final[dict[str, Entry]] = {
    "retitled-2027": {
        "en": "Forum of cities",
        "ru": "Форум городов",
        "kk": "Қалалар форумы",
        "when": "2027-05-10",
        "status": "planned",
    },
    "moved-2027": {
        "en": "Visit to Aktau",
        "ru": "Визит в Актау",
        "kk": "Ақтауға сапар",
        "when": "2027-06",
        "status": "planned",
    },
    "cancelled-2027": {
        "en": "Talks on rail",
        "ru": "Переговоры о железных дорогах",
        "kk": "Темір жол жөніндегі келіссөздер",
        "when": "2027-07-01/2027-07-03",
        "status": "planned",
    },
    "withdrawn-2027": {
        "en": "Round table",
        "ru": "Круглый стол",
        "kk": "Дөңгелек үстел",
        "when": "2027-08-20",
        "status": "planned",
    },
    "untouched-2027": {
        "en": "Jubilee",
        "ru": "Юбилей",
        "kk": "Мерейтой",
        "when": "2027-09-09",
        "status": "planned",
    },
}
AFTER: Final[dict[str, Entry]] = {
    "retitled-2027": {**BEFORE["retitled-2027"], "en": "Forum of cities and regions"},
    "moved-2027": {**BEFORE["moved-2027"], "when": "2027-06-14"},
    "cancelled-2027": {**BEFORE["cancelled-2027"], "status": "cancelled"},
    "untouched-2027": BEFORE["untouched-2027"],
}

CHANGED: Final[dict[str, set[str]]] = {
    "en": {"retitled-2027", "moved-2027", "cancelled-2027", "withdrawn-2027"},
    "ru": {"moved-2027", "cancelled-2027", "withdrawn-2027"},
    "kk": {"moved-2027", "cancelled-2027", "withdrawn-2027"},
}
"""What subscribers of a language must be shown anew: the English title is no news in Kazakh."""


def copied(folder: Path) -> Path:
    """The shipped seeds in *folder*, to be edited."""
    shutil.copytree(shipped_folder(), folder)
    return folder


def edit(seeds: Path, entries: dict[str, Entry]) -> None:
    """Put these entries beside the shipped ones, and seal."""
    texts = (_ENTRY.format(slug=slug, source=SOURCE, **said) for slug, said in entries.items())
    (seeds / "events" / "2027.toml").write_text("".join(texts), "utf-8")
    ours("seal", "--seeds", str(seeds))


def ours(*arguments: str) -> None:
    """Run a command of the project; it must end well."""
    run = subprocess.run(
        [sys.executable, "-m", "kzeu_timeline", *arguments],
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert run.returncode == 0, run.stdout + run.stderr
