"""Records that the rules are tried on: one in which nothing is found, and for each rule one that breaks it alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

import attrs

from kzeu_timeline.catalogue import Catalogue
from kzeu_timeline.checks import Finding, findings
from kzeu_timeline.model import Event, Party, Place, Relation, Series, Source
from kzeu_timeline.origins import Overlay
from kzeu_timeline.text import LocalizedText
from tests.builders import catalogue, event, made, milestone, source, statement, words

TODAY: Final = dt.date(2026, 6, 1)
SERIES: Final = made(Series)
REPORT, LETTER = source("report", published="2025-12-02"), source("letter", published="2025-12-02")
EU: Final = made(Party, slug="eu", name=words("EU"))
BRUSSELS: Final = made(Place, country="BE", latitude=50.85, longitude=4.35)
LUXEMBOURG: Final = made(Place, slug="luxembourg", name=words("Luxembourg"), country="LU", latitude=49.6, longitude=6.1)


def overlay(slug: str, *, replaces: bool = False) -> Overlay:
    """A folder of somebody's own that changes this entry."""
    return Overlay(
        group="entries", slug=slug, replaces=replaces, origin="mine/a.toml: x[0]", below="seeds/a.toml: x[0]"
    )


def reported(
    slug: str, when: str, *, status: str | None = "held", sources: Iterable[Source] = (REPORT, LETTER), **fields: Any
) -> Event:
    """A meeting that every source dates alike."""
    return event(slug, statements=[statement(when, by, status=status) for by in sources], **fields)


def told(*statements: Any, slug: str = "meeting", **fields: Any) -> Event:
    """A meeting with these statements, each by a source of its own if they are given as fields."""
    made_of = [
        statement(by=source(f"source-{index}", published=each.pop("published", None)), **each)
        for index, each in enumerate(map(dict, statements))
    ]
    return event(slug, statements=made_of, **fields)


def meeting(number: int, when: str, slug: str | None = None, **fields: Any) -> Event:
    """A numbered meeting of the series."""
    return reported(slug or f"council-{number}", when, **{"ordinal": number, "track": SERIES, **fields})


def related(kind: str, when: str, target_when: str, **fields: Any) -> Catalogue:
    """An entry that says so of another."""
    relations = [made(Relation, kind=kind, target="target")]
    return catalogue(reported("entry", when, relations=relations, **fields), reported("target", target_when))


def linked(*links: tuple[str, str, str]) -> Catalogue:
    """Entries of one day, each with these relations: slug, kind, slug."""
    slugs = dict.fromkeys(slug for one, _, other in links for slug in (one, other))
    return catalogue(
        *(
            reported(
                slug, "2025", relations=[made(Relation, kind=kind, target=to) for one, kind, to in links if one == slug]
            )
            for slug in slugs
        )
    )


def found(record: Catalogue, rule: str, today: dt.date | None = TODAY) -> list[Finding]:
    """What that rule finds."""
    return [each for each in findings(record, today=today) if each.rule == rule]


GOOD: Final = catalogue(
    meeting(21, "2024-06"),
    meeting(22, "2025-12-01", relations=[made(Relation, kind="follows", target="council-21")]),
    reported("launch", "2026-12-01", status="planned"),
    milestone("signed", statements=[statement("2015-12-21", REPORT), statement("2015-12", LETTER)]),
)

_PLANNED: Final = catalogue(reported("meeting", "2026-05-31", status="planned"))
_VISITS: Final = {"kind": "visit", "parties": [EU]}

BROKEN: Final[dict[str, tuple[Catalogue, str]]] = {
    "unknown-reference": (attrs.evolve(catalogue(meeting(22, "2025")), tracks={}), "council-22"),
    "ordinals-once": (catalogue(meeting(22, "2024"), meeting(22, "2025", "council-b")), "council-b"),
    "ordinals-rise": (catalogue(meeting(21, "2025-06"), meeting(22, "2024-06")), "council-22"),
    "reported-too-early": (catalogue(reported("meeting", "2025-12-03", sources=[REPORT])), "meeting"),
    "held-before-day": (
        catalogue(
            told(
                {"when": "[2025-11..]", "status": "held", "published": "2025-12-02"},
                {"when": "2026-05-01", "rank": "preferred", "note": "The minutes."},
            )
        ),
        "meeting",
    ),
    "relations-possible": (related("part-of", "2025-06-01", "2025-06-02"), "entry"),
    "circular-relations": (linked(("a", "follows", "b"), ("a", "ahead-of", "c"), ("b", "follows", "c")), "a"),
    "contradiction": (
        catalogue(
            reported("opening", "2025-11-05", relations=[made(Relation, kind="follows", target="meeting", days=1)]),
            reported("meeting", "2025-11-01"),
        ),
        "opening",
    ),
    "missing-language": (catalogue(reported("meeting", "2025", title={"en": "Meeting", "ru": "Встреча"})), "meeting"),
    "mixed-scripts": (
        catalogue(reported("meeting", "2025", title={"en": "Council", "ru": "Заседание cовета", "kk": "Кеңес"})),
        "meeting",
    ),
    "days-agree": (catalogue(told({"when": "2016-10-04"}, {"when": "2016-10-06"})), "meeting"),
    "places-agree": (catalogue(told({"place": BRUSSELS}, {"place": LUXEMBOURG})), "meeting"),
    "held-and-cancelled": (catalogue(told({"status": "held"}, {"status": "cancelled"})), "meeting"),
    "held-outweighed": (
        catalogue(told({"status": "held"}, {"status": "postponed", "published": "2025-12-02"})),
        "meeting",
    ),
    "rank-explained": (catalogue(told({"rank": "preferred"}, {})), "meeting"),
    "plan-passed": (_PLANNED, "meeting"),
    "anniversary-arithmetic": (related("anniversary-of", "2025-06-03", "2015-06-02"), "entry"),
    "near-duplicates": (
        catalogue(
            told({"when": "2022-10-27", "place": BRUSSELS}, **_VISITS),
            told({"when": "2022-10", "place": BRUSSELS}, slug="visit", **_VISITS),
        ),
        "visit",
    ),
    "foreign-letters": (catalogue(reported("meeting", "2025", title={"en": "EU", "ru": "ЕС", "kk": "ЕЎ"})), "meeting"),
    "unused-source": (catalogue(sources={"article": source()}), "article"),
    "doubled-source": (
        catalogue(
            event(
                statements=[
                    statement(by=source("paper", url="http://www.example.org/1/")),
                    statement(by=source("copy", url="https://example.org/1")),
                ]
            )
        ),
        "copy",
    ),
    "odd-address": (catalogue(event(statements=[statement(by=source("paper", url="https://localhost/1"))])), "paper"),
    "lengths-agree": (catalogue(told({"when": "2022-10-26/2022-10-27"}, {"when": "2022-10-27"})), "meeting"),
    "single-source": (catalogue(reported("meeting", "2025", sources=[REPORT])), "meeting"),
    "unattested-title": (
        catalogue(reported("meeting", "2025", title=LocalizedText(words("EU"), unattested=["kk"]))),
        "meeting",
    ),
    "laid-over": (attrs.evolve(GOOD, overlays=(overlay("signed"),)), "signed"),
    "refused-acceptance": (attrs.evolve(GOOD, accepted={"ordinals-rise": {"signed": "Never mind."}}), "signed"),
    "idle-acceptance": (attrs.evolve(GOOD, accepted={"single-source": {"signed": "Nobody else tells."}}), "signed"),
}
"""For each rule a record that breaks it and nothing else, and the slug of what is broken; but for notes, and for the
contradiction that dates and relations make when they can't be."""
