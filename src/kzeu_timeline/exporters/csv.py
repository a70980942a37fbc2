"""CSV: a row for each entry, for spreadsheets (RFC 4180)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from kzeu_timeline.exporters.losses import Loss, left_out
from kzeu_timeline.locales import describe
from kzeu_timeline.model import Entry
from kzeu_timeline.text import Language
from kzeu_timeline.timeline import Timeline

_STARTS_FORMULA: Final = frozenset("=+-@\t\r\n＝＋－＠")
"""A cell that begins so is run by spreadsheets; the full-width forms by some (OWASP ASVS 1.2.10)."""

_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")

COLUMNS: Final = (
    *("slug", "type", "kind", "track", "ordinal", "when", "earliest", "latest", "date", "status"),
    *("title", "title_language", "place", "country", "zone", "latitude", "longitude"),
    *("parties", "participants", "topics", "sources", "urls"),
)


def to_csv(timeline: Timeline, *, language: str) -> str:
    """The timeline as CSV with a header line, texts in one language, lists joined by semicolons.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front; control characters are dropped.
    """
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    tongue = Language.of(language)
    for entry in timeline:
        writer.writerow(map(_cell, _row(entry, tongue)))
    return table.getvalue()


def _row(entry: Entry, language: Language) -> tuple[object, ...]:
    place = entry.place
    return (
        *(entry.slug, entry.type, entry.kind, entry.track and entry.track.slug, entry.ordinal),
        *(entry.when.edtf, entry.earliest, entry.latest, describe(entry.when, language), entry.status),
        *(entry.title.best(language), entry.title.best_language(language)),
        place and place.name.best(language),
        *((place.country, place.zone, place.latitude, place.longitude) if place else (None,) * 4),
        "; ".join(party.name.best(language) for party in entry.parties),
        "; ".join(participant.person.name.best(language) for participant in entry.participants),
        "; ".join(topic.title.best(language) for topic in entry.topics),
        "; ".join(source.publisher for source in entry.sources),
        " ".join(source.url for source in entry.sources if source.url),
    )


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = _CONTROLS.sub("", str(value))
    return f"'{text}" if isinstance(value, str) and text[:1] in _STARTS_FORMULA and text else text


def losses(timeline: Timeline, *, language: str) -> Iterator[Loss]:
    """What the rows leave out."""
    del language
    return left_out(timeline, _LEFT_OUT)


_LEFT_OUT: Final = {
    "languages": "one language for each file",
    "statements": "a row shows the settled date only",
    **dict.fromkeys(
        ("annotations", "figures", "relations", "description", "clock", "commemorated"), "a row has no place for it"
    ),
}
