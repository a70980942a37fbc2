"""Chronology: what each claim bounds and why, who contradicts whom, and that the truth is never ruled out."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from kzeu_timeline.anniversaries import anniversary_of, days_until
from kzeu_timeline.chronology import Chronology
from kzeu_timeline.dates import PartialDate
from kzeu_timeline.exceptions import InvalidRecordError, UnknownSlugError
from kzeu_timeline.model import Entry, Relation, Series
from tests.builders import event, made, milestone, random_entries, refusal, shipped, source, statement
from tests.strategies import LAW

SERIES: Final = made(Series)
SELDOM: Final = settings(LAW, max_examples=60)


def said(when, by="article", **fields):
    return statement(when, by, **fields)


def held(slug, *statements, **fields):
    return event(slug, statements=[said(each) if isinstance(each, str) else each for each in statements], **fields)


def related(slug, kind, target, when="2025~", **fields):
    return held(slug, when, relations=[Relation(kind=kind, target=target, **fields)])


def bounds(slug, *entries):
    return " ".join(str(day or "-") for day in Chronology(entries).bounds(slug))


def told(claims):
    return [str(claim) for claim in claims]


def conflicts(*entries):
    return [str(conflict) for conflict in Chronology(entries).conflicts]


# Dates.


@pytest.mark.parametrize(
    "when, expected",
    [
        ("2025-12-01", "2025-12-01 2025-12-01"),
        ("2025-12", "2025-12-01 2025-12-31"),
        ("2025-12-01/2025-12-03", "2025-12-01 2025-12-03"),
        ("[..2025-12-02]", "- 2025-12-02"),
        ("[2011-05-11,2011-05-24]", "2011-05-11 2011-05-24"),
        ("2024-04/..", "2024-04-01 -"),
        ("/2024-04", "- 2024-04-30"),
        ("2025-12-01?", "- -"),
        ("2025-12~", "- -"),
        ("2025-12-~01", "2025-12-01 2025-12-31"),
        ("2025-12-01~/2025-12-03", "- 2025-12-03"),
    ],
)
def test_a_date_bounds_an_entry_as_far_as_it_is_certain(when, expected):
    assert bounds("a", held("a", when)) == expected


def test_statements_together_bound_more_than_each_alone_and_say_so():
    entry = held("a", said("2025-12", "one"), said("[..2025-12-05]", "two"), said("2025", "three"))
    chronology = Chronology([entry])
    assert chronology.bounds("a") == (dt.date(2025, 12, 1), dt.date(2025, 12, 5))
    earliest, latest = chronology.why("a")
    assert (told(earliest), told(latest)) == (["'one' (a on '2025-12')"], ["'two' (a on '[..2025-12-05]')"])
    assert [claim.source for claim in (*earliest, *latest)] == [source("one"), source("two")]


@pytest.mark.parametrize(
    "fields", [{"rank": "deprecated"}, {"status": "planned"}, {"status": "postponed"}, {"status": "cancelled"}]
)
def test_what_is_deprecated_or_not_reported_as_done_bounds_nothing(fields):
    kept = said("2025-12-01", status="held")
    assert bounds("a", held("a", kept, said("2025-11-03", "other", **fields))) == "2025-12-01 2025-12-01"
    assert bounds("a", held("a", said("2025-11-03", "other", **fields))) == "- -"


def test_a_date_without_status_counts_unless_the_entry_is_still_a_plan():
    assert bounds("a", held("a", "2025-11")) == "2025-11-01 2025-11-30"
    plan = said("2025-12", source("later", published="2025-10-02"), status="planned")
    assert bounds("a", held("a", plan, "2025-11")) == "- -"


def test_a_preferred_statement_does_not_make_the_others_true():
    entry = held("a", said("2025-12-01", "one", rank="preferred"), said("2025-12-02", "two"))
    assert len(conflicts(entry)) == 1


def test_beside_who_says_how_long_it_lasted_a_day_is_one_of_several():
    entry = held("a", said("2025-12-01/2025-12-03", "one"), said("2025-12-02", "two"), said("2025-12-03", "three"))
    assert bounds("a", entry) == "2025-12-01 2025-12-03"
    assert conflicts(entry) == []
    [conflict] = conflicts(held("a", said("2025-12-01/2025-12-03", "one"), said("2025-12-04", "two")))
    assert conflict == "cannot all be true: 'one' (a on '2025-12-01/2025-12-03'), 'two' (a on '2025-12-04')"


# Publication.


@pytest.mark.parametrize(
    "when, published, expected",
    [
        ("2025~", "2025-12-02", "- 2025-12-02"),
        ("2025~", "2025-12", "- 2025-12-31"),
        ("2025~", "2025-12-02?", "- -"),
        ("2025~", None, "- -"),
        ("2025-12", "2025-12-02", "2025-12-01 2025-12-02"),
        ("2025-12-01/2025-12-03", "2025-12-02", "2025-12-01 2025-12-03"),
    ],
)
def test_who_reports_something_as_held_came_out_after_it(when, published, expected):
    assert bounds("a", held("a", said(when, source(published=published), status="held"))) == expected


def test_who_does_not_say_that_it_was_held_may_have_come_out_before():
    assert bounds("a", held("a", said("2025-12", source(published="2025-11-30")))) == "2025-12-01 2025-12-31"


def test_a_report_older_than_what_it_reports_contradicts_itself():
    [conflict] = Chronology([held("a", said("2025-12-05", source(published="2025-12-01"), status="held"))]).conflicts
    assert told(conflict.claims) == [
        "'article' (a begun by '2025-12-01', when it came out)",
        "'article' (a on '2025-12-05')",
    ]
    assert conflict.sources == (source(published="2025-12-01"),)


# Numbers.


def meeting(number, *statements, **fields):
    return held(f"council-{number}", *statements, track=SERIES, ordinal=number, **fields)


def test_a_meeting_known_only_by_its_number_lies_between_its_neighbours():
    entries = [
        meeting(17, said("2020-02-26", "report")),
        meeting(18, "2021-10?"),
        meeting(19, said("2022-04-12~", source("agency", published="2022-04-12"), status="held")),
    ]
    chronology = Chronology(entries)
    assert chronology.conflicts == ()
    assert chronology.bounds("council-18") == (dt.date(2020, 2, 26), dt.date(2022, 4, 12))
    earliest, latest = chronology.why("council-18")
    assert told(earliest) == [
        "'report' (council-17 on '2020-02-26')",
        "the record (council-18 numbered after council-17)",
    ]
    assert told(latest) == [
        "'agency' (council-19 over by '2022-04-12', when it came out)",
        "the record (council-19 numbered after council-18)",
    ]


def test_numbers_bound_across_gaps_but_not_across_kinds_or_series():
    later = [
        held("other-kind", "2025~", track=SERIES, ordinal=9, kind="summit"),
        held("other-series", "2025~", track=made(Series, slug="other"), ordinal=9),
        held("no-series", "2025~", ordinal=9),
    ]
    chronology = Chronology([meeting(1, "1994"), meeting(3, "2000~"), meeting(9, "2025~"), *later])
    assert [chronology.bounds(entry.slug).earliest for entry in later] == [None, None, None]
    assert chronology.bounds("council-9").earliest == dt.date(1994, 1, 1)


def test_a_chain_of_numbers_is_told_as_one():
    chronology = Chronology([meeting(1, said("1994", "report")), *(meeting(number, "2010~") for number in range(2, 9))])
    assert told(chronology.why("council-8").earliest) == [
        "'report' (council-1 on '1994')",
        "the record (council-8 numbered after council-1)",
    ]


def test_two_with_the_same_number_do_not_bound_each_other():
    twin = held("twin", "2025~", track=SERIES, ordinal=2)
    chronology = Chronology([meeting(1, "1994"), meeting(2, "1999"), twin, meeting(3, "2001")])
    assert chronology.bounds("twin") == (dt.date(1994, 1, 1), dt.date(2001, 12, 31))


def test_of_a_long_series_in_the_wrong_order_only_two_sources_are_named():
    middle = [meeting(number, said("2010~", f"source-{number}")) for number in range(2, 60)]
    [conflict] = Chronology([meeting(1, said("2025", "late")), *middle, meeting(60, said("1993", "early"))]).conflicts
    assert told(conflict.claims) == [
        "'early' (council-60 on '1993')",
        "the record (council-60 numbered after council-1)",
        "'late' (council-1 on '2025')",
    ]


# Relations.


@pytest.mark.parametrize(
    "kind, days, expected",
    [
        ("part-of", None, "2025-12-01 2025-12-03"),
        ("part-of", 1, "2025-12-02 2025-12-03"),
        ("decided-at", None, "2025-12-01 2025-12-03"),
        ("ahead-of", None, "- 2025-12-01"),
        ("ahead-of", 2, "- 2025-11-29"),
        ("follows", None, "2025-12-03 -"),
        ("follows", 1, "2025-12-04 -"),
        ("follows", (2, 30), "2025-12-05 -"),
        ("replaces", None, "2025-12-03 -"),
        ("anniversary-of", None, "2025-12-01 -"),
        ("anniversary-of", (3652, 3652), "2035-12-01 -"),
    ],
)
def test_each_kind_of_relation_bounds_the_days_between(kind, days, expected):
    council = held("council", "2025-12-01/2025-12-03")
    assert bounds("a", related("a", kind, "council", days=days), council) == expected


@pytest.mark.parametrize(
    "kind, days, expected",
    [
        ("part-of", 1, "2025-11-30 -"),
        ("ahead-of", 2, "2025-12-03 -"),
        ("follows", 1, "- 2025-11-30"),
        ("follows", (2, 30), "- 2025-11-29"),
        ("replaces", None, "- 2025-12-01"),
    ],
)
def test_relations_bound_their_target_as_well(kind, days, expected):
    entry = related("a", kind, "council", "2025-12-01", days=days)
    assert bounds("council", entry, held("council", "2025~")) == expected


def test_talks_opened_the_day_after_the_council():
    talks = related("talks", "follows", "council", days=1, source=source("press"))
    chronology = Chronology([held("council", said("2025-12-01", "minutes")), talks])
    assert chronology.bounds("talks").earliest == dt.date(2025, 12, 2)
    assert told(chronology.why("talks").earliest) == [
        "'minutes' (council on '2025-12-01')",
        "'press' (talks follows council by 1 days)",
    ]


def test_what_was_cancelled_bounds_nothing_and_is_bounded_by_nothing():
    visit = held("visit", said("2020-02-10", status="cancelled"), track=SERIES, ordinal=2)
    entries = [meeting(1, "2021"), visit, related("a", "replaces", "visit"), related("b", "follows", "a")]
    chronology = Chronology(entries)
    assert chronology.conflicts == ()
    assert [chronology.bounds(slug) for slug in ("visit", "a", "b")] == [(None, None)] * 3
    assert chronology.why("visit") == ((), ())


def test_a_plan_is_bounded_by_relations_and_bounds_nothing():
    plan = held("plan", said("2020", status="planned"), relations=[made(Relation, kind="follows", target="council")])
    assert bounds("plan", plan, held("council", "2025-12-01")) == "2025-12-01 -"
    assert bounds("council", plan, held("council", "2025~")) == "- -"


@pytest.mark.parametrize("target", ["nowhere", "a", "a-anniversary-10", "nowhere-anniversary-10"])
def test_a_relation_to_nothing_or_to_itself_says_nothing(target):
    assert bounds("a", related("a", "follows", target)) == "- -"
    assert conflicts(related("a", "follows", target)) == []


def test_a_relation_to_an_anniversary_counts_whether_or_not_it_is_listed():
    signed = milestone("signed", "2015-12-21", commemorated={"en": "the signature"})
    entry = related("a", "ahead-of", "signed-anniversary-10")
    anniversary = anniversary_of(signed, 10)
    assert anniversary is not None
    assert bounds("a", signed, entry) == bounds("a", signed, entry, anniversary) == "- 2025-12-21"
    assert bounds("signed-anniversary-10", signed, entry) == "2025-12-21 2025-12-21"


def test_the_anniversary_of_a_plan_is_none_to_rely_on():
    signed = milestone(
        "signed", statements=[said("2025-12-21", status="planned")], commemorated={"en": "the signature"}
    )
    assert bounds("a", signed, related("a", "part-of", "signed-anniversary-10")) == "- -"


@given(st.dates(dt.date(1, 1, 1), dt.date(9000, 12, 31)), st.integers(1, 900))
@LAW
def test_an_anniversary_is_between_the_least_and_the_most_days_away(day, years):
    there = PartialDate.of(day.year, day.month, day.day).plus_years(years)
    least, most = days_until(years)
    assert least <= there.span[0] - day.toordinal() <= most
    assert most - least <= 2 + years // 100


def test_what_is_known_of_the_day_is_known_of_its_anniversary():
    signed = held("signed", "2015-12", "[..2015-12-05]")
    tenth = held("tenth", "2025-12", ordinal=10, relations=[Relation(kind="anniversary-of", target="signed")])
    assert bounds("tenth", signed, tenth) == "2025-12-01 2025-12-31"
    assert Chronology([signed, tenth]).conflicts == ()


# Contradictions.


def test_a_planted_contradiction_is_named_with_its_sources_in_one_sentence():
    entries = [
        held("council", said("2025-12-01", "minutes"), said("2025", "press")),
        related("talks", "follows", "council", said("2025-11-20", "blog"), source=source("agency")),
        held("elsewhere", "2025-12-01"),
    ]
    [conflict] = Chronology(entries).conflicts
    assert str(conflict) == (
        "cannot all be true: 'blog' (talks on '2025-11-20'), 'agency' (talks follows council), "
        "'minutes' (council on '2025-12-01')"
    )
    assert [each.slug for each in conflict.sources] == ["blog", "agency", "minutes"]
    assert [each.slug for each in conflict.entries] == ["talks", "council"]


def test_entries_that_have_nothing_to_do_with_a_contradiction_keep_their_bounds():
    broken = held("broken", said("2025-12-01", "one"), said("2025-12-02", "two"), said("2025", "three"))
    sound = held("sound", "2025-11")
    chronology = Chronology([broken, sound])
    assert chronology.bounds("sound") == Chronology([sound]).bounds("sound")
    assert chronology.bounds("broken") == (dt.date(2025, 1, 1), dt.date(2025, 12, 31))


def test_relations_of_the_record_alone_can_contradict_each_other():
    [conflict] = Chronology([related("a", "follows", "b", days=1), related("b", "follows", "a")]).conflicts
    assert conflict.sources == ()
    assert sorted(told(conflict.claims)) == ["the record (a follows b by 1 days)", "the record (b follows a)"]


def test_an_unknown_entry_is_refused_and_so_are_two_of_one_slug():
    for ask in (Chronology.bounds, Chronology.why):
        assert refusal(lambda ask=ask: ask(Chronology([]), "a"), UnknownSlugError).endswith("'a'")
    assert "'a'" in refusal(lambda: Chronology([held("a", "2025"), held("a", "2024")]), InvalidRecordError)


def test_the_shipped_record_contradicts_itself_nowhere():
    assert [str(conflict) for conflict in Chronology(shipped().timeline()).conflicts] == []


# Laws.


@st.composite
def claims_of(draw: DrawFn, first: dt.date, last: dt.date, by: str):
    """What an honest source may say of something that took place from *first* to *last*."""
    whens = ["1850?", "1850-01-01~", f"[..{last}]", f"[{first}..]", f"{first}/..", f"/{last}"]
    whens += [f"{first:%Y-%m}/{last:%Y-%m}", f"{first}" if first == last else f"{first}/{last}"]
    if (first.year, first.month) == (last.year, last.month):
        whens.append(f"{first:%Y-%m}")
    if first.year == last.year:
        whens.append(f"{first.year}")
    published = last + dt.timedelta(days=draw(st.integers(0, 40)))
    honest = said(draw(st.sampled_from(whens)), source(by, published=f"{published}"), status="held")
    mistakes = said("1850", f"{by}-mistaken", rank="deprecated"), said("1850", f"{by}-early", status="planned")
    return [honest, *draw(st.sampled_from([(), mistakes[:1], mistakes[1:]]))]


@st.composite
def worlds(draw: DrawFn) -> tuple[dict[str, tuple[dt.date, dt.date]], list[Entry]]:
    """What happened, and entries of which every claim is true: a numbered series, with relations between any two."""
    days = sorted(draw(st.lists(st.dates(dt.date(1993, 1, 1), dt.date(1996, 12, 31)), min_size=4, max_size=12)))
    spans = list(zip(days[::2], days[1::2], strict=False))
    happened = {f"council-{number}": span for number, span in enumerate(spans, 1)}
    entries = []
    for number, (slug, span) in enumerate(happened.items(), 1):
        statements = draw(st.lists(claims_of(*span, by=f"source-{number}"), min_size=1, max_size=2))
        target = draw(st.sampled_from(sorted(happened)))
        relations = _true_relations(span, target, happened[target]) if target != slug else []
        entries.append(
            event(
                slug,
                statements=[each for some in statements for each in some],
                track=draw(st.sampled_from([None, SERIES])),
                ordinal=number,
                relations=draw(st.lists(st.sampled_from(relations), max_size=2)) if relations else [],
            )
        )
    return happened, entries


def _true_relations(mine, target, its):
    apart = {"follows": (mine[0] - its[1]).days, "ahead-of": (its[0] - mine[1]).days}
    found = [
        Relation(kind=kind, target=target, days=said, source=source(f"about-{target}"))
        for kind, days in apart.items()
        if days >= 0
        for said in (None, days, (max(0, days - 9), days + 9))
    ]
    if its[0] <= mine[0] and mine[1] <= its[1]:
        found.append(Relation(kind="part-of", target=target, days=(mine[0] - its[0]).days))
    return found


@given(worlds())
@LAW
def test_the_truth_contradicts_nobody_and_is_never_ruled_out(world):
    happened, entries = world
    chronology = Chronology(entries)
    assert conflicts(*entries) == []
    for slug, (first, last) in happened.items():
        earliest, latest = chronology.bounds(slug)
        assert earliest is None or earliest <= first
        assert latest is None or last <= latest


@given(worlds(), st.randoms(use_true_random=False))
@SELDOM
def test_the_order_of_the_entries_makes_no_difference(world, chance):
    _, entries = world
    shuffled = chance.sample(entries, len(entries))
    one, other = Chronology(entries), Chronology(shuffled)
    for entry in entries:
        assert (one.bounds(entry.slug), one.why(entry.slug)) == (other.bounds(entry.slug), other.why(entry.slug))


@given(worlds())
@SELDOM
def test_every_bound_has_reasons_that_begin_with_a_source(world):
    _, entries = world
    chronology = Chronology(entries)
    for entry in entries:
        for bound, chain in zip(chronology.bounds(entry.slug), chronology.why(entry.slug), strict=True):
            assert (bound is None) == (chain == ())
            assert chain == () or chain[0].source is not None


@given(worlds())
@SELDOM
def test_more_entries_never_loosen_a_bound_while_nothing_contradicts(world):
    _, entries = world
    for fewer, more in pairwise(entries[:number] for number in range(1, len(entries) + 1)):
        before, after = Chronology(fewer), Chronology(more)
        for entry in fewer:
            (earliest, latest), (later, sooner) = before.bounds(entry.slug), after.bounds(entry.slug)
            assert earliest is None or (later is not None and later >= earliest)
            assert latest is None or (sooner is not None and sooner <= latest)


@given(st.lists(random_entries(), max_size=5, unique_by=lambda entry: entry.slug))
@SELDOM
def test_any_entries_have_a_chronology(entries):
    chronology = Chronology(entries)
    for entry in entries:
        chronology.bounds(entry.slug)
        chronology.why(entry.slug)
    for conflict in chronology.conflicts:
        assert conflict.claims
        assert "\n" not in str(conflict)
