"""What libical sees in feeds: `libical.py FILE...` prints it as JSON, in the form of libraries.py.

Debian's library is called as it is, by functions that take and give pointers and numbers only. GNOME, KDE and many
servers read calendars with it. What it does not understand it hangs into the component as X-LIC-ERROR, and so does its
check of which properties a component may and must have (icalrestriction_check).
"""

from __future__ import annotations

import ctypes
import datetime as dt
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LIBRARY = "libical.so.3"
_POINTER, _TEXT, _NUMBER = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int

FUNCTIONS: dict[str, tuple[Any, ...]] = {
    "icalcomponent_count_errors": (_NUMBER, _POINTER),
    "icalcomponent_free": (None, _POINTER),
    "icalcomponent_get_first_component": (_POINTER, _POINTER, _NUMBER),
    "icalcomponent_get_first_property": (_POINTER, _POINTER, _NUMBER),
    "icalcomponent_get_next_component": (_POINTER, _POINTER, _NUMBER),
    "icalcomponent_get_next_property": (_POINTER, _POINTER, _NUMBER),
    "icalcomponent_get_summary": (_TEXT, _POINTER),
    "icalcomponent_string_to_kind": (_NUMBER, _TEXT),
    "icalerror_set_errors_are_fatal": (None, _NUMBER),
    "icalparser_parse_string": (_POINTER, _TEXT),
    "icalproperty_get_value_as_string": (_TEXT, _POINTER),
    "icalproperty_string_to_kind": (_NUMBER, _TEXT),
    "icalrestriction_check": (_NUMBER, _POINTER),
}
"""What is used of the library: the type of the result, then those of the arguments."""


def opened() -> ctypes.CDLL:
    library = ctypes.CDLL(LIBRARY)
    for name, (result, *arguments) in FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    library.icalerror_set_errors_are_fatal(0)  # a broken line is to be told of, not to end the process
    return library


def version() -> str:
    """That of the file which is loaded: no function tells it, but the name does."""
    loaded = re.findall(r"/\S*libical\.so\.\S+", Path("/proc/self/maps").read_text("utf-8"))
    return Path(loaded[0]).resolve().name.removeprefix("libical.so.")


class Reading:
    """One feed, parsed by libical."""

    def __init__(self, library: ctypes.CDLL, calendar: int) -> None:
        self.library = library
        self.calendar = calendar

    def components(self, kind: bytes, within: int | None = None) -> Iterator[int]:
        number = self.library.icalcomponent_string_to_kind(kind)
        found = self.library.icalcomponent_get_first_component(within or self.calendar, number)
        while found:
            yield found
            found = self.library.icalcomponent_get_next_component(within or self.calendar, number)

    def values(self, component: int, name: bytes) -> Iterator[str]:
        kind = self.library.icalproperty_string_to_kind(name)
        found = self.library.icalcomponent_get_first_property(component, kind)
        while found:
            yield self.library.icalproperty_get_value_as_string(found).decode()
            found = self.library.icalcomponent_get_next_property(component, kind)

    def value(self, component: int, name: bytes) -> str | None:
        return next(self.values(component, name), None)

    def everything(self, within: int) -> Iterator[int]:
        """A component and all that is in it."""
        yield within
        for component in list(self.components(b"ANY", within)):
            yield from self.everything(component)

    def errors(self) -> Iterator[str]:
        """Every kind of X-LIC-ERROR once, those that the restriction check brings included."""
        obeyed = self.library.icalrestriction_check(self.calendar)
        found = [text for each in self.everything(self.calendar) for text in self.values(each, b"X-LIC-ERROR")]
        yield from (f"{count} x {text}" for text, count in Counter(found).items())
        counted = self.library.icalcomponent_count_errors(self.calendar)
        if counted != len(found) or (not obeyed and not found):
            yield f"{counted} errors counted, {len(found)} found, restrictions obeyed: {bool(obeyed)}"

    def entry(self, event: int) -> dict[str, Any]:
        start, end = (moment(self.value(event, name)) for name in (b"DTSTART", b"DTEND"))
        if not isinstance(start, dt.datetime) and start is not None:
            end = start if end is None else end - dt.timedelta(days=1)
        title = self.library.icalcomponent_get_summary(event)
        return {
            "uid": self.value(event, b"UID"),
            "first": told(start),
            "last": told(end),
            "title": title and title.decode(),
            "status": self.value(event, b"STATUS"),
        }


def moment(value: str | None) -> dt.date | None:
    if value is None:
        return None
    if "T" in value:
        return dt.datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
    return dt.date.fromisoformat(value)


def told(value: dt.date | None) -> str | None:
    return None if value is None else value.isoformat().replace("+00:00", "Z")


def read(library: ctypes.CDLL, feed: bytes) -> dict[str, Any]:
    calendar = library.icalparser_parse_string(feed)
    if not calendar:
        return {"entries": [], "errors": ["libical makes nothing of it"]}
    reading = Reading(library, calendar)
    try:
        entries = [reading.entry(event) for event in reading.components(b"VEVENT")]
        return {"entries": entries, "errors": [*reading.errors(), *as_published(library, feed)]}
    finally:
        library.icalcomponent_free(calendar)


def as_published(library: ctypes.CDLL, feed: bytes) -> list[str]:
    """What libical would say if the feed had METHOD:PUBLISH, but for the organizer that it would need then.

    Without a method libical asks for next to nothing; with this one, for what RFC 5546, 3.2.1 wants of an event.
    """
    calendar = library.icalparser_parse_string(
        feed.replace(b"VERSION:2.0\r\n", b"VERSION:2.0\r\nMETHOD:PUBLISH\r\n", 1)
    )
    try:
        return [error for error in Reading(library, calendar).errors() if "for ORGANIZER property" not in error]
    finally:
        library.icalcomponent_free(calendar)


def main() -> None:
    library = opened()
    feeds = {file: read(library, Path(file).read_bytes()) for file in sys.argv[1:]}
    json.dump({"version": version(), "feeds": feeds}, sys.stdout, ensure_ascii=True)


if __name__ == "__main__":
    main()
