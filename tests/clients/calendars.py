"""The feeds that other people's programs are given: the files of the site, and one of hostile text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kzeu_timeline import Language, load, to_ical
from tests.clients.readers import Seen, expected
from tests.exporters import hostile


@cache
def feeds() -> Mapping[str, bytes]:
    """Every feed by the name of its file."""
    timeline = load().timeline()
    record = {
        f"kazakhstan-eu-{language}{suffix}.ics": to_ical(timeline, language=language, imprecise=mode)
        for language in Language
        for suffix, mode in (("", "mark"), ("-spans", "span"))
    }
    return {**record, "hostile-en.ics": to_ical(hostile.fixed_timeline(200), language="en")}


@cache
def entries_of(name: str) -> list[Seen]:
    """What is in a feed; of a twin in JSON, what is in the feed beside it."""
    return expected(feeds()[name.replace(".jcal.json", ".ics")])
