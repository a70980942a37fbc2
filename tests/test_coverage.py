"""What a record holds and lacks."""

from __future__ import annotations

import pytest

from kzeu_timeline.coverage import coverage, disputed_figures
from kzeu_timeline.exporters.coverage import coverage_page
from kzeu_timeline.model import Figure, Participant, Person, Place, Series
from tests.builders import catalogue, event, made, milestone, shipped, source, statement

COUNCIL = made(Series, slug="council")
ASTANA = made(Place, slug="astana", latitude=51.17, longitude=71.43)
BRUSSELS = made(Place, slug="brussels", latitude=50.85, longitude=4.35)
BELGIUM = made(Place, slug="belgium")


def meeting(number, when="2020-05-04", **fields):
    return event(f"council-{number}", when, track=COUNCIL, ordinal=number, **fields)


def covered(*entries):
    (only,) = coverage(catalogue(*entries, tracks={"council": COUNCIL}))
    return only


def reported(*whens, **fields):
    """A meeting with one report for each date."""
    statements = [statement(when, source(f"paper-{n}"), status="held", **fields) for n, when in enumerate(whens)]
    return meeting(1, statements=statements)


@pytest.mark.parametrize(
    ("known", "runs", "missing"),
    [
        ([1], [range(1, 2)], []),
        ([22], [range(22, 23)], [range(1, 22)]),
        ([1, 13, 14, 15], [range(1, 2), range(13, 16)], [range(2, 13)]),
        ([5, 3, 1], [range(1, 2), range(3, 4), range(5, 6)], [range(2, 3), range(4, 5)]),
        ([None], [], []),
    ],
)
def test_which_numbers_are_known_and_which_are_missing(known, runs, missing):
    entries = [event(f"m{number or 'x'}", track=COUNCIL, ordinal=number) for number in known]
    assert [*covered(*entries).ordinals] == runs
    assert [*covered(*entries).missing] == missing


def test_what_is_open_unconfirmed_unplaced_or_told_by_one_alone():
    month = meeting(2, "2020-11")
    plan = meeting(3, statements=[statement("2021-03-01", status="planned", place=ASTANA)])
    both = meeting(4, statements=[statement("2022-03-01", by, status="held", place=ASTANA) for by in ("one", "two")])
    signed = milestone("signed", "2019-01-01", track=COUNCIL)
    seen = covered(both, plan, month, signed)
    assert seen.entries == (signed, month, plan, both)
    assert seen.open == (month,)
    assert seen.unconfirmed == (plan,)
    assert seen.unplaced == (month,)
    assert seen.single == (signed, month, plan)
    assert seen.disputed == ()


@pytest.mark.parametrize("when", ["2016-10-06", "2016-11", "2016-10-05/2016-10-06", "2016-10-03/2016-10-04"])
def test_a_report_of_other_days_disputes(when):
    entry = reported("2016-10-04", when)
    assert covered(entry).disputed == ((entry, (entry.ranked[1],)),)


@pytest.mark.parametrize("when", ["2016-10-04", "2016-10", "2016", "[..2016-10-10]"])
def test_a_report_that_may_mean_the_same_days_does_not(when):
    assert covered(reported("2016-10-04", when)).disputed == ()


def test_an_announcement_disputes_nothing():
    plan = statement("2016-09-01", "plan", status="planned", place=ASTANA)
    report = statement("2016-10-04", source("report", published="2016-10-05"), status="held", place=BRUSSELS)
    assert covered(meeting(1, statements=[plan, report])).disputed == ()


def test_two_cities_dispute_and_a_country_does_not():
    for other, count in ((ASTANA, 1), (BELGIUM, 0), (BRUSSELS, 0)):
        statements = [statement("2016-10-04", by, place=place) for by, place in (("a", BRUSSELS), ("b", other))]
        assert len(covered(meeting(1, statements=statements)).disputed) == count


def test_other_chairs_dispute():
    chairs = [[made(Participant, person=made(Person, slug=slug), chair=True)] for slug in ("bakayev", "kosherbayev")]
    statements = [statement("2016-10-04", f"s{n}", participants=each) for n, each in enumerate(chairs)]
    assert len(covered(meeting(1, statements=statements)).disputed) == 1
    assert covered(meeting(1, statements=statements[:1] * 2)).disputed == ()


def test_tracks_in_the_order_of_the_record_and_last_what_has_none():
    other = made(Series, slug="other")
    record = catalogue(event("alone"), meeting(1), tracks={"other": other, "council": COUNCIL})
    assert [each.track for each in coverage(record)] == [COUNCIL, None]


def test_figures_that_differ_are_put_side_by_side():
    def figure(slug, value, unit="USD", title="Trade"):
        return made(Figure, slug=slug, value=value, unit=unit, title={"en": title})

    agreed = [figure("c", 1, title="Areas"), figure("d", 1, title="Areas")]
    differing = [figure("a", 48), figure("b", 50), figure("e", 50, "EUR")]
    figures = {each.slug: each for each in (*agreed, *differing)}
    groups = disputed_figures(catalogue(figures=figures))
    assert [[each.slug for each in group] for group in groups] == [["e", "b", "a"]]


def test_the_page_says_what_is_missing_and_who_disputes():
    memo = source("memo", publisher="Memo | [x](y)")
    rival = statement("2016-10-06", memo, status="held", rank="deprecated", note="The *release* has <b>Tuesday</b>.")
    entry = meeting(15, statements=[statement("2016-10-04", status="held"), rival])
    page = coverage_page(catalogue(entry, tracks={"council": COUNCIL}))
    assert "- Numbers: 15; missing: 1–14" in page
    assert "    - but 6 October 2016, Memo \\| \\[x\\](y) – The \\*release\\* has &lt;b&gt;Tuesday&lt;/b&gt;." in page


def test_the_page_of_the_shipped_record_tells_its_gaps():
    page = coverage_page(shipped())
    assert "- Numbers: 1, 13–22; missing: 2–12" in page
    assert "- Announced, not reported as held: `parliamentary-cooperation-committee-21`" in page
    assert "but 6 October 2016" in page
