"""The loss report is honest: what a format does not show it names, and it names nothing that is there."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any, Final

import attrs
import pytest

from kzeu_timeline import (
    Clock,
    Entry,
    ExportError,
    Figure,
    Language,
    LocalizedText,
    Loss,
    Milestone,
    Participant,
    Party,
    Person,
    Place,
    Relation,
    Role,
    Series,
    Source,
    Statement,
    Timeline,
    Topic,
    load,
    loss_report,
)
from kzeu_timeline.formats import FORMATS
from tests.exporters import hostile
from tests.exporters.samples import PLACE, SOURCE, event, timeline

pytestmark = pytest.mark.broad

OTHER: Final = Source(slug="other", publisher="Herald")
TOPIC: Final = Topic(slug="trade", title={"en": "Trade"})
PARTY: Final = Party(slug="kz", name={"en": "Kazakhstan"})
SERIES: Final = Series(slug="council", title={"en": "Council"})
PERSON: Final = Person(slug="minister", name={"en": "A. Minister"}, spellings=["A. Ministre"])
ROLE: Final = Role(slug="foreign-minister", name={"en": "Foreign Minister"})
FIGURE: Final = Figure(slug="trade-2024", title={"en": "Trade"}, value=50, unit="USD", source=OTHER)
RELATION: Final = Relation(kind="ahead-of", target="b", source=OTHER)


def written(entry: Entry, name: str) -> bytes:
    return FORMATS[name].render(Timeline([entry]), "en", "mark")


def lost(entry: Entry, name: str, **options: Any) -> set[str]:
    return {loss.what for loss in loss_report(Timeline([entry]), name, **options)}


# One form for all formats


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("language", Language)
def test_a_report_has_one_form_for_all_formats(name: str, language: str) -> None:
    entries = load().timeline() | hostile.fixed_timeline(30)
    report = loss_report(entries, name, language=language)
    assert type(report) is tuple
    for loss in report:
        assert isinstance(loss, Loss)
        assert loss.slug in entries
        assert loss.what
        assert loss.why
        assert str(loss) == f"{loss.slug}: {loss.what}: {loss.why}"


@pytest.mark.parametrize("name", FORMATS)
def test_the_report_is_that_of_the_format(name: str) -> None:
    entries = load().timeline()
    assert loss_report(entries, name) == tuple(FORMATS[name].losses(entries, "en", "mark"))


@pytest.mark.parametrize("name", ["", "ical", "ICS", "jCal", "a" * 1000, "ics\n"])
def test_an_unknown_format_is_refused_with_those_that_are_known(name: str) -> None:
    with pytest.raises(ExportError, match=rf"unknown format \(known: {', '.join(FORMATS)}\): "):
        loss_report(Timeline(), name)


@pytest.mark.parametrize("name", FORMATS)
def test_of_nothing_nothing_is_lost(name: str) -> None:
    assert loss_report(Timeline(), name) == ()


NEVER_SHOWN: Final[dict[str, set[str]]] = {"png": {"type", "kind"}, "mermaid": {"type", "kind"}}
"""What every entry has, and a format has no sign for."""


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_lost_of_an_entry_with_nothing_but_a_day_and_a_title(name: str) -> None:
    assert lost(event(), name) == NEVER_SHOWN.get(name, set())


# What is not shown is named

CLOCK: Final = Clock(start=dt.time(10), zone="Asia/Almaty")
DISPUTED: Final = [Statement(source=SOURCE, when="2025-12-01"), Statement(source=OTHER, when="2025-12")]

ADDED: Final[dict[str, dict[str, Any]]] = {
    "languages": {"title": {"en": "Meeting", "kk": "Отырыс"}},
    "kind": {"kind": "visit"},
    "track": {"track": SERIES},
    "ordinal": {"ordinal": 22},
    "parties": {"parties": [PARTY]},
    "topics": {"topics": [TOPIC]},
    "figures": {"figures": [FIGURE]},
    "relations": {"relations": [RELATION]},
    "description": {"description": {"en": "Opening."}},
    "commemorated": {"commemorated": {"en": "the meeting"}},
    "status": {"status": "held"},
    "place": {"place": PLACE},
    "participants": {"participants": [Participant(person=PERSON, role=ROLE)]},
    "clock": {"clock": CLOCK},
    "statements": {"statements": DISPUTED},
    "annotations": {"note": "A remark.", "paragraph": 3},
}
"""What an entry may have, by the name that a report gives it."""


@cache
def written_plain(name: str) -> bytes:
    return written(event(), name)


@cache
def lost_with(what: str, name: str) -> set[str]:
    return lost(event(**ADDED[what]), name)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("what", ADDED)
def test_what_an_entry_has_is_either_shown_or_named(what: str, name: str) -> None:
    with_it = event(**ADDED[what])
    assert written(with_it, name) != written_plain(name) or what in lost_with(what, name)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("what", ADDED)
def test_what_an_entry_does_not_have_is_not_named(what: str, name: str) -> None:
    for other in ADDED:
        if other != what and what not in NEVER_SHOWN.get(name, set()):
            assert what not in lost_with(other, name)


@pytest.mark.parametrize("name", FORMATS)
def test_whether_it_is_an_event_or_a_milestone_is_either_shown_or_named(name: str) -> None:
    milestone = Milestone(slug="a", kind="meeting", title={"en": "Meeting"}, statements=event().statements)
    assert written(milestone, name) != written(event(), name) or "type" in lost(milestone, name)


# And nothing besides


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("csv", "participants"),
        ("csv", "topics"),
        ("csv", "parties"),
        ("csv", "place"),
        ("csv", "status"),
        ("jsonld", "languages"),
        ("jsonld", "ordinal"),
        ("jsonld", "clock"),
        ("jsonld", "place"),
        ("jsonld", "topics"),
        ("timelinejs", "track"),
        ("timelinejs", "clock"),
        ("timelinejs", "place"),
        ("timelinejs", "status"),
        ("timelinejs", "figures"),
        ("timelinejs", "statements"),
        ("markdown", "place"),
        ("markdown", "status"),
        ("svg", "kind"),
        ("svg", "track"),
        ("svg", "place"),
        ("svg", "status"),
        ("png", "track"),
        ("ics", "description"),
        ("ics", "participants"),
        ("ics", "clock"),
        ("ics", "place"),
        ("ics", "track"),
        ("ics", "kind"),
        ("ics", "status"),
    ],
)
def test_what_is_shown_is_not_named(name: str, what: str) -> None:
    with_it = event(**ADDED[what])
    assert written(with_it, name) != written(event(), name)
    assert what not in lost(with_it, name)


@pytest.mark.parametrize("name", ["csv", "markdown", "ics", "svg", "png", "jsonld", "mermaid", "timelinejs"])
def test_statements_that_agree_are_no_loss(name: str) -> None:
    agreeing = [Statement(source=source, when="2025-12-01") for source in (SOURCE, OTHER)]
    assert lost(event(statements=agreeing), name) == NEVER_SHOWN.get(name, set())


def test_a_calendar_has_a_place_for_the_parent_only() -> None:
    related = {kind: lost(event(relations=[Relation(kind=kind, target="b")]), "ics") for kind in ("part-of", "follows")}
    assert related == {"part-of": set(), "follows": {"relations"}}


@pytest.mark.parametrize(
    ("when", "imprecise", "what"),
    [
        ("2025-12-01", "mark", set()),
        ("2025-11", "mark", {"when"}),
        ("2025-11", "span", {"when"}),
        ("2025-11", "omit", {"entry"}),
        ("2025-12-01", "omit", set()),
        ("[..2025,2026..]", "mark", {"entry"}),
    ],
)
def test_a_calendar_tells_which_days_are_not_those_of_the_source(when: str, imprecise: str, what: set[str]) -> None:
    assert lost(event(when), "ics", imprecise=imprecise) == what


def test_what_a_calendar_leaves_out_is_named_once() -> None:
    report = loss_report(timeline(event("2025-11")), "ics", imprecise="omit")
    assert [(loss.slug, loss.what) for loss in report] == [("a", "entry")]


@pytest.mark.parametrize(("status", "what"), [("held", {"status"}), ("planned", set()), (None, set())])
def test_pixels_do_not_tell_what_was_held_from_what_nobody_reports(status: str | None, what: set[str]) -> None:
    assert lost(event(status=status), "png") == NEVER_SHOWN["png"] | what
    assert (written(event(status=status), "png") != written(event(), "png")) is (status == "planned")


# JSON loses nothing


def test_json_says_that_nothing_is_lost() -> None:
    assert loss_report(load().timeline() | hostile.fixed_timeline(30), "json") == ()


def _texts(text: str) -> LocalizedText:
    return LocalizedText({"en": text})


FULL: Final = event(
    track=SERIES,
    ordinal=1,
    parties=[PARTY],
    topics=[TOPIC],
    figures=[FIGURE],
    relations=[RELATION],
    statements=[
        Statement(source=SOURCE, when="2025-12-01", place=PLACE),
        Statement(
            source=Source(slug="third", publisher="Third"),
            when="2025",
            place=Place(slug="brussels", name={"en": "Brussels"}),
            participants=[Participant(person=PERSON, role=ROLE, party=PARTY)],
        ),
    ],
)

CHANGED: Final = {
    "the title of the track": {"track": attrs.evolve(SERIES, title=_texts("Board"))},
    "the name of a party": {"parties": [attrs.evolve(PARTY, name=_texts("Republic of Kazakhstan"))]},
    "the title of a topic": {"topics": [attrs.evolve(TOPIC, title=_texts("Commerce"))]},
    "the publisher of a figure": {"figures": [attrs.evolve(FIGURE, source=attrs.evolve(OTHER, publisher="Times"))]},
    "the title of a figure": {"figures": [attrs.evolve(FIGURE, title=_texts("Turnover"))]},
    "the publisher of a relation": {
        "relations": [attrs.evolve(RELATION, source=attrs.evolve(OTHER, publisher="Times"))]
    },
    "a place that does not prevail": {
        "statements": [
            FULL.statements[0],
            attrs.evolve(FULL.statements[1], place=Place(slug="brussels", name={"en": "Bruxelles"})),
        ]
    },
    "a spelling of a name": {
        "statements": [
            FULL.statements[0],
            attrs.evolve(
                FULL.statements[1],
                participants=[Participant(person=attrs.evolve(PERSON, spellings=()), role=ROLE, party=PARTY)],
            ),
        ]
    },
}


@pytest.mark.parametrize("what", CHANGED)
def test_json_shows_every_difference_between_entries(what: str) -> None:
    changed = attrs.evolve(FULL, **CHANGED[what])
    assert changed != FULL
    assert written(changed, "json") != written(FULL, "json")
