"""What icalendar says of a whole feed: the oracle of the check that feeds pass before they are let out."""

from __future__ import annotations

import re
from typing import Final

import icalendar

from kzeu_timeline.exceptions import ExportError, quoted

_CONTROL: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def checked_feed(feed: bytes) -> bytes:
    """*feed* if icalendar reads it without an error, and its events can be kept apart.

    Raises :class:`~kzeu_timeline.ExportError` otherwise.
    """
    if found := _CONTROL.search(feed):
        raise ExportError(f"the feed can't be read back: a control character: {quoted(found[0])}")
    try:
        feed.decode("utf-8")
        calendar = icalendar.Calendar.from_ical(feed)
    except ValueError as error:
        raise ExportError(f"the feed can't be read back: {quoted(str(error))}") from None
    events = calendar.walk("VEVENT")
    edges = {feed.count(b"\r\n%b:VEVENT\r\n" % edge) for edge in (b"BEGIN", b"END")}
    if edges != {len(events)} or len(calendar.subcomponents) != len(events):
        raise ExportError(f"the feed can't be read back: {len(events)} events are left of it")
    uids = [str(event.get("UID")) for event in events]
    if len(set(uids)) != len(uids):
        raise ExportError(f"the feed can't be read back: two events have the UID {quoted(max(uids, key=uids.count))}")
    for component in (calendar, *events):
        if component.errors:
            raise ExportError(f"the feed can't be read back: {quoted(component.errors[0])}")
    for event in events:
        _check_event(event)
    return feed


def _check_event(event: icalendar.Component) -> None:
    for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY"):
        if name not in event or isinstance(event[name], list):
            raise ExportError(
                f"the feed can't be read back: {name} not once in the event {quoted(str(event.get('UID')))}"
            )
    if "DTEND" in event and not _ends_after_it_starts(event):
        raise ExportError(
            f"the feed can't be read back: an end before the beginning in the event {quoted(str(event['UID']))}"
        )


def _ends_after_it_starts(event: icalendar.Component) -> bool:
    if isinstance(event["DTEND"], list):
        return False
    try:
        return bool(event.decoded("DTSTART") < event.decoded("DTEND"))
    except TypeError:  # a day and a time, or a time with and one without a zone
        return False
