"""What the feeds' components and properties must look like: of plain feeds, of those with alarms, and of the rich ones.

Imports nothing; :mod:`tests.exporters.raw_ical` holds feeds against it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

_TEXT: Final = re.compile(r"(?:[^\\;,]|\\[\\;,n])*")
_TEXTS: Final = re.compile(r"(?:[^\\;]|\\[\\;,n])*")
_DEGREES: Final = re.compile(r"([+-]?\d+(?:\.\d+)?);([+-]?\d+(?:\.\d+)?)")
_URI: Final = re.compile(r"[a-z][a-z0-9+.-]*:[!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]+")
_UID: Final = re.compile(r"[!-+\--:<-\[\]-~]+")
_DURATION: Final = r"P(?:\d+W|\d+D|(?:\d+D)?T(?:\d+H)?(?:\d+M)?(?:\d+S)?(?<!T))"
_LARGEST: Final = 2**31 - 1
"""Of the type INTEGER (RFC 5545, 3.3.8)."""


def is_day(value: str) -> bool:
    try:
        return value.isascii() and len(value) == 8 and bool(dt.date.fromisoformat(value))
    except ValueError:
        return False


def is_instant(value: str) -> bool:
    day, separator, time = value.partition("T")
    return bool(separator) and is_day(day) and bool(re.fullmatch(r"(?:[01]\d|2[0-3])[0-5]\d[0-5]\dZ", time))


def _are_degrees(value: str) -> bool:
    found = _DEGREES.fullmatch(value)
    return found is not None and abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180


def _is_revision(value: str) -> bool:
    return re.fullmatch(r"\d{1,10}", value, re.ASCII) is not None and int(value) <= _LARGEST


def _matches(pattern: str | re.Pattern[str]) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda value: compiled.fullmatch(value) is not None


is_text: Final = _matches(_TEXT)
_is_uri: Final = _matches(_URI)
_is_duration: Final = _matches(_DURATION)

VALUES: Final[Mapping[str, Callable[[str], bool]]] = {
    "VERSION": _matches(r"2\.0"),
    "CALSCALE": _matches("GREGORIAN"),
    "LAST-MODIFIED": is_instant,
    "DTSTAMP": is_instant,
    "REFRESH-INTERVAL": _is_duration,
    "X-PUBLISHED-TTL": _is_duration,
    "COLOR": _matches(r"[a-z]+"),
    "X-APPLE-CALENDAR-COLOR": _matches(r"#[0-9A-F]{6}"),
    "SOURCE": _is_uri,
    "URL": _is_uri,
    "UID": _matches(_UID),
    "RELATED-TO": _matches(_UID),
    "SEQUENCE": _is_revision,
    "GEO": _are_degrees,
    "STATUS": _matches("TENTATIVE|CONFIRMED|CANCELLED"),
    "TRANSP": _matches("OPAQUE|TRANSPARENT"),
    "CATEGORIES": _matches(_TEXTS),
    "ACTION": _matches("DISPLAY"),
    "TRIGGER": _matches(f"-?{_DURATION}"),
    "LINK": _is_uri,
    "CONCEPT": _is_uri,
    "REFID": _matches(r"[a-z0-9-]+"),
    "LOCATION-TYPE": _matches(_TEXTS),
    "PARTICIPANT-TYPE": _matches(
        "ACTIVE|INACTIVE|SPONSOR|CONTACT|BOOKING-CONTACT|EMERGENCY-CONTACT|PUBLICITY-CONTACT|PLANNER-CONTACT|PERFORMER|SPEAKER"
    ),
    "CALENDAR-ADDRESS": _is_uri,
}
"""What a value must look like; whatever is not listed is a single TEXT."""

VALUE_PARAMS: Final[Mapping[str, str]] = {"REFRESH-INTERVAL": "DURATION", "SOURCE": "URI", "LINK": "URI"}
"""Properties whose VALUE parameter is mandatory (RFC 7986, 5.7 and 5.8; RFC 9253, 8.2)."""

PARAMS: Final[Mapping[str, Mapping[str, Callable[[str], bool]]]] = {
    "RELATED-TO": {
        "RELTYPE": _matches(
            "PARENT|CHILD|SIBLING|FINISHTOSTART|FINISHTOFINISH|STARTTOFINISH|STARTTOSTART|DEPENDS-ON|REFID|CONCEPT"
        ),
        "GAP": _matches(f"-?{_DURATION}"),
    },
    "LINK": {
        "LINKREL": _matches(r"[a-z][a-z0-9.-]*|\"[a-z][a-z0-9+.:/-]*\""),  # any value may be quoted (RFC 5545, 3.1)
        "FMTTYPE": _matches(r"[\w.+-]+/[\w.+-]+"),
        "LABEL": bool,
    },
    "CONCEPT": {"LABEL": bool},
}
"""What parameters a property may have beside LANGUAGE and VALUE, and what they must look like."""

REQUIRED_PARAMS: Final[Mapping[str, str]] = {"LINK": "LINKREL"}
"""RFC 9253, 6.1."""


class Kind(NamedTuple):
    """What a component must have, may have besides, may have more than once, and may have inside."""

    required: frozenset[str]
    optional: frozenset[str]
    repeatable: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()


def _kind(required: str, optional: str, repeatable: str = "", inside: str = "") -> Kind:
    return Kind(*(frozenset(words.split()) for words in (required, optional, repeatable, inside)))


Dialect = Mapping[str, Kind]
"""The components of a feed."""

_EVENT: Final = (
    "UID DTSTAMP DTSTART",
    "LAST-MODIFIED SEQUENCE DTEND SUMMARY DESCRIPTION LOCATION GEO URL CATEGORIES STATUS TRANSP RELATED-TO",
)

PLAIN: Final[Dialect] = {
    "VCALENDAR": _kind(
        "VERSION PRODID",
        "CALSCALE NAME DESCRIPTION LAST-MODIFIED REFRESH-INTERVAL COLOR SOURCE URL",
        inside="VEVENT",
    ),
    "VEVENT": _kind(*_EVENT, repeatable="CATEGORIES RELATED-TO"),
}
"""All that a plain feed may hold beside X- properties: no METHOD, no calendar UID, no recurrence of any kind."""

ALARMS: Final[Dialect] = {
    **PLAIN,
    "VEVENT": _kind(*_EVENT, repeatable="CATEGORIES RELATED-TO", inside="VALARM"),
    "VALARM": _kind("ACTION TRIGGER DESCRIPTION", "UID"),
}
"""A DISPLAY alarm (RFC 5545, 3.6.6), without repetition; its UID is that of RFC 9074."""

RICH: Final[Dialect] = {
    **PLAIN,
    "VEVENT": _kind(
        _EVENT[0],
        f"{_EVENT[1]} LINK CONCEPT REFID",
        repeatable="CATEGORIES RELATED-TO LINK CONCEPT REFID",
        inside="VLOCATION PARTICIPANT",
    ),
    "VLOCATION": _kind("UID", "NAME DESCRIPTION GEO LOCATION-TYPE URL"),
    "PARTICIPANT": _kind("UID PARTICIPANT-TYPE", "SUMMARY DESCRIPTION GEO URL CALENDAR-ADDRESS"),
}
"""RFC 9073, 7.1 and 7.2; RFC 9253, 8."""

FULL: Final[Dialect] = {
    **ALARMS,
    **RICH,
    "VEVENT": RICH["VEVENT"]._replace(inside=ALARMS["VEVENT"].inside | RICH["VEVENT"].inside),
}
"""Both."""


def dialect_of(path: str) -> Dialect:
    """That of a file of the site."""
    variants = {"-alarms.ics": ALARMS, "-rich.ics": RICH}
    return next((dialect for ending, dialect in variants.items() if path.endswith(ending)), PLAIN)
