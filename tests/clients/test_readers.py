"""Every reader sees in every feed what our raw checker sees: as many entries, the same days, titles, UIDs, states."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.clients.calendars import entries_of, feeds
from tests.clients.conftest import missing
from tests.clients.readers import READERS, Asked, Reader, Telling, as_read, errors, expected

pytestmark = pytest.mark.clients

Told = Callable[[Reader], dict[str, Telling]]


@pytest.fixture(params=READERS, ids=[reader.name for reader in READERS])
def reader(request: pytest.FixtureRequest) -> Reader:
    found: Reader = request.param
    return found


def test_every_reader_sees_what_is_there_and_complains_of_nothing(reader: Reader, told: Told) -> None:
    found = told(reader)
    assert {name: complaints for name, telling in found.items() if (complaints := errors(reader, telling))} == {}
    for name, telling in found.items():
        assert sorted(telling.entries) == as_read(reader, entries_of(name)), name


def test_no_feed_is_left_out(reader: Reader, told: Told) -> None:
    assert {name for name in feeds() if name.endswith(reader.reads)} == told(reader).keys()


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (b"STATUS:CONFIRMED", b"STATUS CONFIRMED", "could not find a property name"),
        (b"STATUS:CONFIRMED", b"STATUS:HELD", "restrictions for STATUS"),
        (b"DTSTART;VALUE=DATE:", b"DTSTART;VALUE=DATE:1", "Can't parse as DATE"),
        (b"GEO:", b"GEO:x", "Can't parse as GEO"),
        (b"UID:", b"UID:a\r\nUID:", "restrictions for UID"),
        (b"DTSTAMP:", b"X-A:", "restrictions for DTSTAMP"),
        (b"SUMMARY;", b"X-A;", "restrictions for SUMMARY"),
        (b"PRODID:", b"X-A:", "restrictions for PRODID"),
        (b"TRANSP:", b"DURATION:P1D\r\nTRANSP:", "both DURATION and DTEND"),
    ],
)
def test_libical_is_asked_strictly(tmp_path: Path, old: bytes, new: bytes, complaint: str) -> None:
    (libical,) = (each for each in READERS if each.name == "libical")
    if lacking := libical.needs():
        missing(lacking)
    feed = tmp_path / "broken.ics"
    feed.write_bytes(feeds()["kazakhstan-eu-en.ics"].replace(old, new, 1))
    _, found = Asked(libical, [feed], tmp_path).told()
    assert complaint in "".join(errors(libical, found["broken.ics"]))


def test_a_reader_that_sees_less_is_found_out(tmp_path: Path, reader: Reader) -> None:
    """What a reader says is not taken for granted: of a feed with an event less, one is missing."""
    if lacking := reader.needs():
        missing(lacking)
    name, feed = next(iter(feeds().items()))
    first, event, rest = feed.partition(b"BEGIN:VEVENT")
    (tmp_path / name).write_bytes(first + rest.partition(b"END:VEVENT\r\n")[2])
    _, found = Asked(reader, [tmp_path / name], tmp_path).told()
    assert event
    assert sorted(found[name].entries) == as_read(reader, expected(feed)[1:])
