"""Many feeds that have most of their lines in common, checked without reading any line twice.

The structure of each feed is looked at here; what stands in a line is read by icalendar, once for each distinct line
and the component that it stands in, and of lines that end in text, which icalendar takes whatever it is, once for each
distinct beginning. A calendar is read line by line, so what holds of every line and of the structure holds of the feed;
the tests hold the verdict to that of icalendar over whole feeds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kzeu_timeline.exceptions import ExportError, quoted

LONGEST_LINE: Final = 75
"""Octets without the line break (RFC 5545, 3.1)."""

_CONTROLS: Final = bytes({*range(0x20), 0x7F} - {*b"\t\r\n"})

_NAME: Final = re.compile(rb"[A-Za-z0-9-]+(?=[:;])")
_WITHIN: Final[Mapping[bytes, frozenset[bytes]]] = {
    b"VEVENT": frozenset({b"VALARM", b"PARTICIPANT", b"VLOCATION", b"VRESOURCE"}),
    b"PARTICIPANT": frozenset({b"VLOCATION", b"VRESOURCE"}),
}
_ONCE: Final[Mapping[bytes, frozenset[bytes]]] = {
    b"VCALENDAR": frozenset({b"VERSION", b"PRODID"}),
    b"VEVENT": frozenset({b"UID", b"DTSTAMP", b"DTSTART", b"SUMMARY"}),
    b"VALARM": frozenset({b"ACTION", b"TRIGGER", b"DESCRIPTION"}),
    b"PARTICIPANT": frozenset({b"UID", b"PARTICIPANT-TYPE"}),
    b"VLOCATION": frozenset({b"UID"}),
}
"""What has to be there (RFC 5545, 3.6; RFC 9073, 7); a display alarm without words costs a client the whole feed."""

_MANY: Final = frozenset(
    {
        *(b"CATEGORIES", b"COMMENT", b"CONCEPT", b"CONFERENCE", b"IMAGE", b"LINK", b"LOCATION-TYPE"),
        *(b"REFID", b"RELATED-TO", b"STRUCTURED-DATA", b"STYLED-DESCRIPTION"),
    }
)
"""What may stand more than once in a component; of anything else a second one loses the event somewhere."""

_BEFORE_TEXT: Final = re.compile(
    rb"(?:CATEGORIES|DESCRIPTION|LOCATION|NAME|RELATED-TO|SUMMARY|UID|X-[A-Z-]+)(?:;LANGUAGE=[a-z]+)?:"
)
"""What stands in a line before a value that is text (RFC 5545, 3.3.11), and no fault of its own can be in that."""

_MOMENT: Final = re.compile(rb"(;VALUE=DATE:\d{8}|:\d{8}T\d{6}Z)")


_BEGIN: Final = b"\r\nBEGIN:VEVENT\r\n"
_END: Final = b"\r\nEND:VCALENDAR\r\n"

Lines = dict[bytes, dict[bytes, None]]
"""The distinct lines that were met in components of each kind, those with text without it."""


class FeedChecks:
    """Checks one feed after the other, and remembers what it has read."""

    def __init__(self) -> None:
        self._lines: set[tuple[bytes, bytes]] = set()
        self._uids: dict[bytes, bytes] = {}

    def checked(self, feed: bytes) -> bytes:
        """*feed*; raises :class:`~kzeu_timeline.ExportError` if a calendar program could not read it."""
        _check_bytes(feed)
        head, *events = feed.replace(b"\r\n ", b"").removesuffix(_END).split(_BEGIN)
        met: Lines = {}
        _whole(b"VCALENDAR", head + _END.removesuffix(b"\r\n"), met)
        for uid, times in Counter(self._uid(event, met) for event in events).items():
            if times > 1:
                raise _unreadable("two events have one UID", uid)
        for kind, lines in met.items():
            fresh = [line for line in lines if (kind, line) not in self._lines]
            _read(kind, fresh)
            self._lines.update((kind, line) for line in fresh)
        return feed

    def _uid(self, event: bytes, met: Lines) -> bytes:
        """The UID of an event, which is looked at unless it was met before."""
        if event not in self._uids:
            self._uids[event] = _whole(b"VEVENT", b"BEGIN:VEVENT\r\n" + event, met)[b"UID"]
        return self._uids[event]


def _check_bytes(feed: bytes) -> None:
    if len(feed.translate(None, _CONTROLS)) != len(feed):
        raise _unreadable("a control character among", bytes(sorted({*feed} & {*_CONTROLS})))
    breaks = feed.count(b"\r\n")
    if not feed.count(b"\r") == feed.count(b"\n") == breaks or b"\r\n\r\n" in feed or b"\r\n\t" in feed:
        raise _unreadable("blank lines, or line breaks that are none", breaks)
    if not feed.endswith(_END):
        raise _unreadable("no end of the calendar", feed[-40:])
    if long := next((line for line in feed.split(b"\r\n") if len(line) > LONGEST_LINE), None):
        raise _unreadable(f"a line of {len(long)} octets", long)
    try:
        feed.decode()  # of a character with a fold in it neither half is valid
    except UnicodeDecodeError as error:
        raise _unreadable("not UTF-8", feed[error.start :][:8]) from None


def _whole(kind: bytes, text: bytes, met: Lines) -> Mapping[bytes, bytes]:
    """The properties of a component that is all there is in *text*."""
    first, *rest = text.split(b"\r\n")
    if first != b"BEGIN:" + kind:
        raise _unreadable("not the beginning of a component", first)
    lines = iter(rest)
    properties = _component(kind, lines, met)
    if (more := next(lines, None)) is not None:
        raise _unreadable("outside every component", more)
    return properties


def _component(kind: bytes, lines: Iterator[bytes], met: Lines) -> Mapping[bytes, bytes]:
    """The properties of a component that has begun, each with what comes after its name."""
    found: dict[bytes, bytes] = {}
    kept = met.setdefault(kind, {})
    for line in lines:
        name = _NAME.match(line)
        if name is None:
            raise _unreadable("not a line of a calendar", line)
        key, value = name[0], line[name.end() :]
        if key == b"END":
            if value[1:] != kind:
                raise _unreadable(f"the end of something else than {quoted(kind.decode())}", line)
            break
        if key == b"BEGIN":
            if value[1:] not in _WITHIN.get(kind, ()):
                raise _unreadable(f"not within {quoted(kind.decode())}", line)
            _component(value[1:], lines, met)
        elif key in found and key not in _MANY:
            raise _unreadable(f"a second one in {quoted(kind.decode())}", line)
        else:
            found[key] = value
            text = _BEFORE_TEXT.match(line)
            kept[text[0] if text else line] = None
    else:
        raise _unreadable("no end of", kind)
    if missing := _ONCE.get(kind, frozenset()) - found.keys():
        raise _unreadable(f"missing in {quoted(kind.decode())}", min(missing))
    if kind == b"VEVENT":
        _check_moments(found)
    return found


def _check_moments(event: Mapping[bytes, bytes]) -> None:
    """That the event ends after it begins, and both are days or both instants in UTC: then their texts compare."""
    start, end = event[b"DTSTART"], event.get(b"DTEND")
    for moment in (start, end):
        if moment is not None and not _MOMENT.fullmatch(moment):
            raise _unreadable("neither a day nor an instant in UTC", moment)
    if end is not None and not (len(start) == len(end) and start < end):
        raise _unreadable("an end before the beginning", end)


def _read(kind: bytes, lines: Sequence[bytes]) -> None:
    """Have icalendar read these lines as properties of one component."""
    import icalendar  # noqa: PLC0415 - 60 ms that only feeds need

    try:
        component = icalendar.Component.from_ical(b"\r\n".join((b"BEGIN:" + kind, *lines, b"END:" + kind, b"")))
    except ValueError as error:
        raise _unreadable("icalendar", str(error)) from None
    if component.errors:
        raise _unreadable("icalendar", component.errors[0])
    if sum(len(value) if isinstance(value, list) else 1 for value in component.values()) != len(lines):
        raise _unreadable("icalendar reads another number of properties than there are", len(lines))


def _unreadable(why: str, value: object) -> ExportError:
    return ExportError(f"the feed can't be read back: {why}: {quoted(value)}")
