"""All records together; and the record that comes with the package."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

import attrs
import pytest

from kzeu_timeline.catalogue import YEARS_AHEAD
from kzeu_timeline.dates import Edtf
from kzeu_timeline.model import Reason, Revision
from kzeu_timeline.readers.folder import shipped_folder
from kzeu_timeline.text import Language, LocalizedText
from tests.builders import catalogue, event, made, milestone, refusal, shipped, slugs, source, statement

SIGNED: Final = milestone("signed", "2015-12-21", commemorated={"en": "it"})
MET: Final = event("met", statements=[statement(by=source("report", published="2025-12-02"))])
CATALOGUE: Final = catalogue(SIGNED, MET)


# Any catalogue.


@pytest.mark.parametrize(
    "chosen, numbers",
    [(True, [5, 10, 15]), (False, []), ([1, 10, 25], [1, 10, 25]), ([], []), (range(3, 5), [3, 4]), ([10, 10], [10])],
)
def test_which_anniversaries_there_are(chosen, numbers):
    timeline = CATALOGUE.timeline(anniversaries=chosen)
    assert [entry.ordinal for entry in timeline if entry.is_derived] == numbers
    assert {"signed", "met"} <= {*slugs(timeline)}


def test_round_anniversaries_are_there_unless_told_otherwise():
    assert CATALOGUE.timeline() == CATALOGUE.timeline(anniversaries=True)


def test_the_horizon_is_five_years_after_the_latest_publication():
    assert CATALOGUE.horizon == 2025 + YEARS_AHEAD == 2030


@pytest.mark.parametrize("published", [None, "2001-21", "2025/.."])
def test_a_source_without_a_last_day_moves_no_horizon(published):
    sources = {"report": source("report", published="2025-12-02"), "other": source("other", published=published)}
    assert catalogue(SIGNED, sources=sources).horizon == 2030


def test_without_any_date_of_publication_nothing_is_computed():
    assert slugs(catalogue(SIGNED).timeline()) == ["signed"]


def test_entries_carry_what_subscribers_were_last_shown():
    row = made(Revision, sequence=3)
    timeline = catalogue(SIGNED, MET, revisions={"signed": (row,), "gone": (row,)}).timeline()
    assert timeline["signed"].revisions == (row,)
    assert timeline["met"].revisions == ()


def test_an_anniversary_carries_its_own_revisions():
    row = made(Revision)
    timeline = catalogue(SIGNED, MET, revisions={"signed-anniversary-10": (row,)}).timeline()
    assert timeline["signed-anniversary-10"].revisions == (row,)


def test_a_stored_entry_in_the_place_of_an_anniversary_is_refused():
    stored = event("signed-anniversary-10")
    message = refusal(catalogue(SIGNED, MET, stored).timeline)
    assert message == "two entries with the same slug: 'signed-anniversary-10'"


def test_it_is_frozen():
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        CATALOGUE.entries = {}


# The record that comes with the package.


@pytest.fixture(scope="module")
def timeline():
    return shipped().timeline()


def test_the_councils_settled_day_is_stated_by_others_than_the_article(timeline):
    council = timeline["cooperation-council-22"]
    article, *others = council.statements
    assert council.when.edtf == "2025-12-01"
    assert (article.source.slug, article.when.edtf) == ("kazakhstan-today-2025-12-02", "[..2025-12-02]")
    assert article.inferred
    assert {each.when.edtf for each in others if not each.inferred} == {"2025-12-01"}
    assert council.reason is Reason.PRECISION


def test_the_committees_month_stays_a_month(timeline):
    committee = timeline["parliamentary-cooperation-committee-22"]
    assert committee.when.edtf == "2025-11"
    assert (committee.earliest, committee.latest) == (dt.date(2025, 11, 1), dt.date(2025, 11, 30))


def test_the_tenth_anniversary_of_the_epca_is_computed(timeline):
    tenth = timeline["epca-signed-anniversary-10"]
    assert tenth.when.edtf == "2025-12-21"
    assert tenth.is_derived
    assert slugs(timeline.on("2025-12-21")) == ["epca-signed-anniversary-10"]


def test_no_anniversary_is_stored():
    stored = shipped().entries.values()
    assert not any(entry.is_derived or "anniversary" in entry.slug for entry in stored)
    assert not any(each.when.edtf == "2025-12-21" for entry in stored for each in entry.statements)
    lines = [line for path in shipped_folder().rglob("*.toml") for line in path.read_text("utf-8").splitlines()]
    assert not [line for line in lines if line.startswith("when") and "2025-12-21" in line]
    assert not [line for line in lines if line.startswith(("slug", "kind")) and "anniversary" in line]


def test_what_could_be_known_on_2_december_2025(timeline):
    then = timeline.as_of(dt.date(2025, 12, 2))
    council, talks = then["cooperation-council-22"], then["visa-facilitation-readmission-round-1"]
    assert council.when.edtf == "2025-12-01"
    assert {each.source.published.edtf for each in council.statements} == {"2025-12-02"}
    assert (talks.when.edtf, talks.status) == ("2025-12-02", "planned")
    assert timeline["visa-facilitation-readmission-round-1"].status == "held"


def test_what_could_be_known_on_10_march_2025(timeline):
    then = timeline.as_of(dt.date(2025, 3, 10))
    summit = then["eu-central-asia-summit-1"]
    assert (summit.when.edtf, summit.status) == ("2025-04-03/2025-04-04", "planned")
    assert timeline["eu-central-asia-summit-1"].when.edtf == "2025-04-04"
    assert "epca-signed" in then
    assert "cooperation-council-22" not in then


def test_before_anything_was_published_nothing_could_be_known(timeline):
    first = min(each.published.latest for each in shipped().sources.values() if each.published)
    assert first == dt.date(1999, 9, 16)
    assert not timeline.as_of(first - dt.timedelta(days=1))
    known = [entry.slug for entry in timeline.as_of(first) if not entry.is_derived]
    assert known == ["pca-signed", "pca-entered-into-force", "cooperation-council-1"]


def test_the_order_that_the_sources_leave_open_is_told(timeline):
    runs = [slugs(run) for run in timeline.undetermined_runs()]
    open_pair = {"eu-central-asia-summit-1", "eu-central-asia-strategic-partnership"}
    assert any(open_pair <= set(run) for run in runs)
    some_day_of_2017 = {"kazakhstan-visa-waiver-2017", "cooperation-committee-16", "epca-approved"}
    assert any(some_day_of_2017 <= set(run) for run in runs)
    assert not any("eu-central-asia-leaders-meeting-2" in slugs(run) for run in timeline.undetermined_runs())


def test_every_entry_stands_in_a_file(timeline):
    assert shipped().origins.keys() >= shipped().entries.keys()
    assert shipped().origins["cooperation-council-22"] == "seeds/series/cooperation-council.toml: meetings[11]"


def sources_named() -> Iterator[str]:
    yield from (figure.source.slug for figure in shipped().figures.values())
    for entry in shipped().entries.values():
        for each in (*entry.statements, *entry.figures, *entry.relations):
            yield from [each.source.slug] if each.source else []


def test_every_source_is_used():
    assert set(sources_named()) == set(shipped().sources)


def texts_in(value: object, path: str) -> Iterator[tuple[str, LocalizedText]]:
    """Every text by language in a record and in those that it holds, with its place."""
    if isinstance(value, LocalizedText):
        yield path, value
    elif isinstance(value, tuple):
        for i, each in enumerate(value):
            yield from texts_in(each, f"{path}[{i}]")
    elif attrs.has(type(value)) and not isinstance(value, Edtf):
        for field in attrs.fields(type(value)):
            yield from texts_in(getattr(value, field.name), f"{path}.{field.name}")


def all_texts() -> list[tuple[str, LocalizedText]]:
    record = shipped()
    kinds = (record.tracks, record.parties, record.places, record.people, record.roles, record.topics, record.figures)
    values = [*record.timeline(), *(each for kind in kinds for each in kind.values())]
    return [found for value in values for found in texts_in(value, value.slug)]


def test_all_three_languages_are_everywhere():
    texts = all_texts()
    assert len(texts) > 100
    assert [path for path, text in texts if set(text) != set(Language)] == []
