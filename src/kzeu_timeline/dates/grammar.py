"""The grammar of EDTF: text to plain tuples. Knows no class and no calendar.

A date is ``(components, qualifiers, offsets)``: the digits of year, month and day as written (``X`` for an
unspecified one), a qualifier number for each (1 ``?``, 2 ``~``, 3 ``%``), and where each begins in the text.

Source: Extended Date/Time Format (EDTF) Specification, Library of Congress, 2019; ISO 8601-2:2019, Annex A.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from kzeu_timeline.exceptions import EdtfError

LONGEST_EDTF: Final = 2_000
"""Characters; a set may be long, a date never is."""

MOST_MEMBERS: Final = 100
"""Of a set; no source hesitates between more."""

MOST_DIGITS: Final = 18
"""Of a year; the age of the universe has eleven."""


class DateParts(NamedTuple):
    """Year, month and day as written, how each is qualified, and where each begins."""

    components: tuple[str, ...]
    qualifiers: tuple[int, ...]
    offsets: tuple[int, ...]


class YearParts(NamedTuple):
    """A year after ``Y``, or one with significant digits."""

    significand: str
    exponent: str | None
    significant: str | None
    qualifier: int
    offset: int


class TimeParts(NamedTuple):
    """A clock time and its shift from UTC, as written."""

    date: DateParts
    hour: str
    minute: str
    second: str
    shift: str
    offset: int


class RunParts(NamedTuple):
    """``a..b``, ``..b`` or ``a..``."""

    start: DateParts | YearParts | None
    end: DateParts | YearParts | None
    offset: int


class IntervalParts(NamedTuple):
    """Both ends of ``a/b``: a date, a date with ``..`` on one side, or the text ``..`` or nothing."""

    start: DateParts | YearParts | RunParts | str
    end: DateParts | YearParts | RunParts | str
    offset: int


class SetParts(NamedTuple):
    """The members of ``[...]`` or ``{...}``."""

    is_one_of: bool
    members: tuple[DateParts | YearParts | RunParts, ...]


Parts = DateParts | YearParts | TimeParts | IntervalParts | SetParts

PLAIN: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
"""The dates that nearly every source writes; the rest of the grammar is tried only when this fails."""

# Every group after the first is optional, so that a failed match ends where the text stops being a date.
_DATE: Final = re.compile(
    r"(?P<ql>[?~%]?)(?P<y>-?[0-9X]{4})(?![0-9X])(?P<qr>[?~%]?)"
    r"(?:-(?P<ml>[?~%]?)(?P<m>[0-9X]{2})(?![0-9X])(?P<mr>[?~%]?)"
    r"(?:-(?P<dl>[?~%]?)(?P<d>[0-9X]{2})(?![0-9X])(?P<dr>[?~%]?))?)?"
)
_YEAR: Final = re.compile(r"(?P<p>Y?)(?P<n>-?[0-9]+)(?:E(?P<e>[0-9]+))?(?:S(?P<s>[0-9]+))?(?P<q>[?~%]?)")
_TIME: Final = re.compile(r"T([0-9]{2}):([0-9]{2}):([0-9]{2})(Z|[+-][0-9]{2}(?::[0-9]{2})?|)")
_QUALIFIERS: Final = {"": 0, "?": 1, "~": 2, "%": 3}


def parse(text: str) -> Parts:
    """The parts of *text*; raises :class:`~kzeu_timeline.EdtfError` with the offset where it stops being EDTF."""
    if len(text) > LONGEST_EDTF:
        raise EdtfError(text, LONGEST_EDTF, f"longer than {LONGEST_EDTF:,} characters")
    if text[:1] in {"[", "{"}:
        return _set(text)
    if "/" in text:
        return _interval(text)
    if "T" in text:
        return _time(text)
    return _date(text, 0, len(text))


def _date(text: str, start: int, end: int) -> DateParts | YearParts:
    found = _DATE.match(text, start, end)
    if found and found.end() == end:
        return _date_parts(found)
    year = _YEAR.match(text, start, end)
    if year and year.end() == end and (year["p"] or year["s"]):
        return _year_parts(text, year)
    stop = max(match.end() if match else start for match in (found, year if text[start : start + 1] == "Y" else None))
    raise EdtfError(text, stop, "nothing where a date is due" if start == end else _complaint(text, stop, end))


def _year_parts(text: str, found: re.Match[str]) -> YearParts:
    digits = found["n"].removeprefix("-")
    if found["p"] and digits.startswith("0"):
        raise EdtfError(text, found.start("n"), "a zero that changes nothing")
    if found["p"] and len(digits) <= 4 and not found["e"]:
        raise EdtfError(text, found.start(), "a year of four digits or less needs no letter")
    if not found["p"] and (len(digits) != 4 or found["e"]):
        raise EdtfError(text, found.start(), "a year that is not of four digits begins with Y")
    for group in ("n", "e", "s"):
        if len(found[group] or "") > MOST_DIGITS + 1 or (group != "n" and (found[group] or "1").startswith("0")):
            raise EdtfError(text, found.start(group), "a number too long, or with a zero in front")
    return YearParts(found["n"], found["e"], found["s"], _QUALIFIERS[found["q"]], found.start())


def _complaint(text: str, stop: int, end: int) -> str:
    return "unfinished" if stop >= end else f"unexpected {text[stop]!r}"


def _date_parts(found: re.Match[str]) -> DateParts:
    year, month, day = found["y"], found["m"], found["d"]
    offsets = (found.start("y"), found.start("m"), found.start("d"))
    # A qualifier to the right of a component holds for it and all before it, one to the left for it alone
    # (ISO 8601-2:2019, 8.2.2 and 8.2.3).
    of_day = _QUALIFIERS[found["dr"] or ""]
    of_month = _QUALIFIERS[found["mr"] or ""] | of_day
    of_year = _QUALIFIERS[found["qr"]] | of_month
    qualifiers = (
        of_year | _QUALIFIERS[found["ql"]],
        of_month | _QUALIFIERS[found["ml"] or ""],
        of_day | _QUALIFIERS[found["dl"] or ""],
    )
    components = (year,) if month is None else (year, month) if day is None else (year, month, day)
    count = len(components)
    return DateParts(components, qualifiers[:count], offsets[:count])


def _time(text: str) -> TimeParts:
    at = text.index("T")
    date = _date(text, 0, at)
    if not (isinstance(date, DateParts) and len(date.components) == 3):
        raise EdtfError(text, at, "a time needs a date with year, month and day")
    if any(date.qualifiers) or any("X" in digits for digits in date.components):
        raise EdtfError(text, at, "a time needs a date without qualifier or unspecified digit")
    found = _TIME.match(text, at)
    if not found:
        raise EdtfError(text, at, "not a time as in T23:20:30, T23:20:30Z or T23:20:30+04:30")
    if found.end() != len(text):
        raise EdtfError(text, found.end(), _complaint(text, found.end(), len(text)))
    hour, minute, second, shift = found.groups()
    return TimeParts(date, hour, minute, second, shift, at)


def _interval(text: str) -> IntervalParts:
    slash = text.index("/")
    if (second := text.find("/", slash + 1)) >= 0:
        raise EdtfError(text, second, "unexpected '/'")
    parts = IntervalParts(_end(text, 0, slash), _end(text, slash + 1, len(text)), slash)
    if isinstance(parts.start, str) and isinstance(parts.end, str):
        raise EdtfError(text, slash, "an interval needs a date at one end at least")
    return parts


def _end(text: str, start: int, end: int) -> DateParts | YearParts | RunParts | str:
    if text[start:end] in {"", ".."}:
        return text[start:end]
    member = _member(text, start, end)
    if isinstance(member, RunParts) and member.start and member.end:
        raise EdtfError(text, start, "a range where the end of an interval is due")
    return member


def _set(text: str) -> SetParts:
    closing = {"[": "]", "{": "}"}[text[0]]
    if text[-1] != closing:
        raise EdtfError(text, len(text), f"no closing {closing!r}")
    if text.count(",") >= MOST_MEMBERS:
        raise EdtfError(text, 0, f"a set of more than {MOST_MEMBERS} dates")
    members, start = [], 1
    while start < len(text):
        end = text.find(",", start)
        end = len(text) - 1 if end < 0 else end
        members.append(_member(text, start, end))
        start = end + 1
    return SetParts(text[0] == "[", tuple(members))


def _member(text: str, start: int, end: int) -> DateParts | YearParts | RunParts:
    dots = text.find("..", start, end)
    if dots < 0:
        return _date(text, start, end)
    if dots == start and end == start + 2:
        raise EdtfError(text, start, "'..' without a date")
    first = None if dots == start else _date(text, start, dots)
    last = None if dots + 2 == end else _date(text, dots + 2, end)
    return RunParts(first, last, start)
