"""A small folder of seeds with one of everything, written to disk with one thing in it replaced."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from kzeu_timeline import Problem, SeedError, load

Files = Mapping[str, str | bytes]
"""What a folder holds, by path within it."""

PARTIES: Final = "parties.toml"
PLACES: Final = "places.toml"
ROLES: Final = "roles.toml"
PEOPLE: Final = "people.toml"
TOPICS: Final = "topics.toml"
SOURCES: Final = "sources.toml"
FIGURES: Final = "figures.toml"
LEDGER: Final = "revisions.toml"
ACCEPTED: Final = "accepted.toml"
SERIES: Final = "series/council.toml"
AGREEMENT: Final = "agreements/pact.toml"
NEGOTIATION: Final = "negotiations/talks.toml"
TRACK: Final = "tracks/visits.toml"
EVENTS: Final = "events/2025.toml"

RECORD: Final[dict[str, str]] = {
    PARTIES: """\
[kazakhstan]
name = { en = "Kazakhstan", ru = "Казахстан", kk = "Қазақстан" }

[union]
name = { en = "European Union", ru = "Европейский союз", kk = "Еуропалық одақ" }

[spare]
name = { en = "Spare", ru = "Запасная", kk = "Қосалқы" }
""",
    PLACES: """\
[brussels]
name = { en = "Brussels", ru = "Брюссель", kk = "Брюссель" }

[astana]
name = { en = "Astana", ru = "Астана", kk = "Астана" }
country = "KZ"
zone = "Asia/Almaty"
latitude = 51.17
longitude = 71
""",
    ROLES: """\
[minister]
name = { en = "Minister", ru = "министр", kk = "министр" }
""",
    PEOPLE: """\
[bakayev]
name = { en = "Alibek Bakayev", ru = "Алибек Бакаев", kk = "Әлібек Бақаев" }

[kallas]
name = { en = "Kaja Kallas", ru = "Кая Каллас", kk = "Кая Каллас" }
spellings = ["K. Kallas"]
""",
    TOPICS: """\
[trade]
title = { en = "Trade", ru = "Торговля", kk = "Сауда" }
""",
    SOURCES: """\
[paper]
publisher = "The Paper"
language = "ru"
published = "2025-12-02"

[gazette]
publisher = "The Gazette"

[spare]
publisher = "The Spare"
language = "kk"
published = "2025-12"
url = "https://spare.example/1"
sha256 = "075bf1f172dc42b5d41d82d102bc77f8d16bd96a0b7121e7c91b1fc6e51c0a6b"
note = "No statement names it."
""",
    FIGURES: """\
[turnover]
title = { en = "Trade turnover", ru = "Товарооборот", kk = "Тауар айналымы" }
value = 50_000_000_000
unit = "USD"
source = "paper"

[spare]
title = { en = "Share", ru = "Доля", kk = "Үлес" }
value = "30.5"
unit = "per cent"
bound = "almost"
period = "2024"
topic = "trade"
source = "paper"
paragraph = 4
note = "No entry names it."
""",
    LEDGER: """\
[council-22]
en = { sequence = 3, updated = 2025-12-03T00:00:00Z, digest = "0123456789abcdef" }
shown = [
  { at = 2025-12-02T09:30:15Z, when = "2025-11", status = "planned", type = "event", kind = "meeting", \
track = "council", place = "astana", sources = ["paper"], title = { en = "22nd", ru = "22-е", kk = "22-" } },
  { at = 2025-12-05T09:30:15Z, when = "2025-12-01", type = "event", kind = "meeting" },
  { at = 2025-12-06T09:30:15Z, withdrawn = true },
]
""",
    ACCEPTED: """\
[unattested-title]
pact-signed = "No source has it in Kazakh."
""",
    SERIES: """\
title = { en = "Council", ru = "Совет", kk = "Кеңес" }
numbered_title = { en = "{ordinal} Council", ru = "{ordinal} заседание Совета", kk = "Кеңестің {ordinal}отырысы" }
parties = ["kazakhstan", "union"]

[[meetings]]
ordinal = 22

[[meetings.statements]]
source = "paper"
when = "2025-12-01"

[[milestones]]
kind = "founded"
title = { en = "Council founded", ru = "Совет основан", kk = "Кеңес құрылды" }

[[milestones.statements]]
source = "gazette"
when = "1999"
""",
    AGREEMENT: """\
title = { en = "Pact", ru = "Договор", kk = "Шарт" }
abbreviation = { en = "P", ru = "Д", kk = "Ш" }
parties = ["kazakhstan", "union"]

[[milestones]]
kind = "signed"
title = { en = "Pact signed", ru = "Договор подписан", kk = "Шартқа қол қойылды", unattested = ["kk"] }
commemorated = { en = "the Pact", ru = "Договора", kk = "Шарттың" }

[[milestones.statements]]
source = "paper"
when = "2015-12-21"
""",
    NEGOTIATION: """\
title = { en = "Talks", ru = "Переговоры", kk = "Келіссөздер" }
numbered_title = { en = "{ordinal} round", ru = "{ordinal:masculine} раунд", kk = "{ordinal}раунд" }

[[rounds]]
ordinal = 1

[[rounds.statements]]
source = "paper"
when = "2025-12-02"
status = "planned"
""",
    TRACK: """\
title = { en = "Visits", ru = "Визиты", kk = "Сапарлар" }
""",
    EVENTS: """\
[[events]]
slug = "fair"
kind = "fair"
title = { en = "Fair", ru = "Ярмарка", kk = "Жәрмеңке" }
description = { en = "Of books.", ru = "Книжная.", kk = "Кітап жәрмеңкесі." }
track = "pact"
parties = ["kazakhstan"]
topics = ["trade"]
figures = ["turnover"]

[[events.relations]]
kind = "ahead-of"
target = "pact-signed-anniversary-10"
source = "paper"
paragraph = 2

[[events.statements]]
source = "paper"
paragraph = 1
when = "2025-11-05"
status = "held"
place = "brussels"
rank = "preferred"
inferred = true
note = "Reported as past."
clock = { start = 10:00:00, end = 12:30:00, zone = "Europe/Brussels" }
participants = [{ person = "bakayev", role = "minister", party = "kazakhstan", chair = true }]

[[events.statements]]
source = "gazette"
when = "2025-11"

[[milestones]]
slug = "review"
kind = "reviewed"
title = { en = "Review", ru = "Обзор", kk = "Шолу" }

[[milestones.relations]]
kind = "part-of"
target = "talks-round-1"

[[milestones.statements]]
source = "paper"
when = "[..2025-12-02]"
""",
}
"""A valid folder: each file of the layout, each field; nothing refers to the fair and to what is named "spare"."""


def write(folder: Path, files: Files = RECORD) -> Path:
    """*folder* with these files in it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def replaced(file: str, old: str, new: str) -> dict[str, str]:
    """The valid record with *new* in place of *old*, which stands in that file exactly once."""
    assert RECORD[file].count(old) == 1, f"not exactly once in {file}: {old}"
    return {**RECORD, file: RECORD[file].replace(old, new)}


def problems(folder: Path, files: Files | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong with *folder*, after these files are written to it."""
    if files is not None:
        write(folder, files)
    with pytest.raises(SeedError) as caught:
        load(folder)
    return caught.value.problems


def told(folder: Path, files: Files) -> list[str]:
    """The same as text, each by its path within *folder*."""
    return [str(problem).replace(f"{folder}/", "") for problem in problems(folder, files)]
