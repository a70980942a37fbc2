"""Feeds as the tests look at them: by the raw reader, one event at a time."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from kzeu_timeline import Entry, Language, Timeline, load, to_ical
from tests.exporters import raw_ical
from tests.exporters.raw_ical import Component

LANGUAGES: Final = tuple(Language)
MODES: Final = ("mark", "span", "omit")


@cache
def record() -> Timeline:
    """The shipped one."""
    return load().timeline()


def shown(entry: Entry, language: str = "en", **options: Any) -> Component:
    """The one event of a feed of one entry."""
    (found,) = raw_ical.events(to_ical(Timeline([entry]), language=language, **options))
    return found


def is_left_out(entry: Entry, **options: Any) -> bool:
    return not raw_ical.events(to_ical(Timeline([entry]), **{"language": "en", **options}))


def days(found: Component) -> tuple[str, str]:
    """DTSTART and DTEND, which are days."""
    start, end = found.one("DTSTART"), found.one("DTEND")
    assert start.params == end.params == {"VALUE": "DATE"}
    return start.value, end.value
