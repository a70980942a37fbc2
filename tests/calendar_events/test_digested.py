"""The ledger's digests are taken of all that is shown, and of nothing else."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzeu_timeline import Language, Timeline, load, to_ical
from kzeu_timeline.calendar_events import shown_content
from tests.exporters import hostile
from tests.exporters.samples import SOURCE, event
from tests.strategies import LAW

VERSIONING: Final = (b"BEGIN:", b"END:", b"UID:", b"DTSTAMP:", b"LAST-MODIFIED:", b"SEQUENCE:", b"RELATED-TO:")


def shown_lines(feed: bytes) -> list[bytes]:
    """The lines of the one event of a feed that say something of the entry."""
    lines = feed.replace(b"\r\n ", b"").partition(b"BEGIN:VEVENT\r\n")[2].split(b"\r\n")[:-2]
    return [line for line in lines if not line.startswith(VERSIONING)]


@LAW
@given(hostile.timelines(), st.sampled_from(list(Language)))
def test_what_is_digested_is_what_the_feed_shows(entries: Timeline, language: Language) -> None:
    for entry in entries:
        feed = to_ical(Timeline([entry]), language=language)
        if b"BEGIN:VEVENT" in feed:
            parents = [
                relation.target.encode()
                for relation in entry.relations
                if relation.kind in {"part-of", "decided-at", "anniversary-of"}
            ]
            assert shown_content(entry, language).split(b"\n") == [*shown_lines(feed), *parents]


WITHOUT_ADDRESS: Final = attrs.evolve(SOURCE, url=None, published="2025")


def test_a_digest_is_of_the_same_bytes_as_in_the_first_release() -> None:
    assert shown_content(event(title={"en": "A, b; c\nd"}, source=WITHOUT_ADDRESS), Language.EN).decode().split(
        "\n"
    ) == [
        "DTSTART;VALUE=DATE:20251201",
        "DTEND;VALUE=DATE:20251202",
        r"SUMMARY;LANGUAGE=en:A\, b\; c\nd",
        r"DESCRIPTION;LANGUAGE=en:1 December 2025\nHow the date is known: stated – Gazette (published: 2025)",
        "CATEGORIES;LANGUAGE=en:meeting",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "X-KZEU-TYPE:event",
        "X-KZEU-SLUG:a",
        "X-KZEU-EDTF:2025-12-01",
    ]


@pytest.mark.parametrize("language", Language)
def test_the_digests_of_the_record_are_those_of_its_ledger(language: Language) -> None:
    catalogue = load()
    for entry in catalogue.timeline():
        sealed = entry.revision(language)
        assert sealed is not None
        assert sha256(shown_content(entry, language)).hexdigest()[:16] == sealed.digest
