"""Every reader sees in every feed what our raw checker sees: as many entries, the same days, titles, UIDs, states."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.clients.calendars import feeds
from tests.clients.readers import QUIRKS, READERS, Reader, Seen, Telling, expected

pytestmark = pytest.mark.clients

Told = Callable[[Reader], dict[str, Telling]]


@pytest.fixture(params=READERS, ids=[reader.name for reader in READERS])
def reader(request: pytest.FixtureRequest) -> Reader:
    found: Reader = request.param
    return found


def titles_as_read(entries: list[Seen], reader: Reader) -> list[Seen]:
    quirk = QUIRKS.get(reader.name)
    return [entry if quirk is None else entry._replace(title=quirk.as_read(entry.title)) for entry in entries]


def test_every_reader_sees_what_is_there_and_complains_of_nothing(reader: Reader, told: Told) -> None:
    found = told(reader)
    assert {name: telling.errors for name, telling in found.items() if telling.errors} == {}
    for name, feed in feeds().items():
        if name in found:
            assert sorted(found[name].entries) == sorted(titles_as_read(expected(feed), reader)), name
