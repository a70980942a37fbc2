"""The feeds that other people's programs are given: those of the site, and two of hostile text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Final

from kzeu_timeline import load, to_ical, to_site
from tests.clients.readers import Seen, expected
from tests.exporters import hostile

TODAY: Final = dt.date(2026, 12, 1)
"""The day from which the site is seen, whatever day it is."""

BASE: Final = "https://calendar.example/"


@cache
def feeds() -> Mapping[str, bytes]:
    """Every calendar by the name of its file: each feed in three languages, their variants, and their twins in jCal."""
    files = to_site(load(), base=BASE, today=TODAY).items()
    calendars = {
        path.removeprefix("feeds/"): file.content for path, file in files if path.endswith((".ics", ".jcal.json"))
    }
    entries = hostile.fixed_timeline(200)
    return {
        **calendars,
        "hostile-en.ics": to_ical(entries, language="en"),
        "hostile-kk-rich.ics": to_ical(entries, language="kk", alarms=True, rich=True),
    }


@cache
def entries_of(name: str) -> list[Seen]:
    """What is in a feed; of a twin in JSON, what is in the feed beside it."""
    return expected(feeds()[name.replace(".jcal.json", ".ics")])
