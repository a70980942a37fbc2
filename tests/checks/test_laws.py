"""In any sound record nothing is found; break one thing, and the rule that watches over it fires, right there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject, DrawFn

from kzeu_timeline.catalogue import Catalogue
from kzeu_timeline.checks import RULES, Finding, Severity, findings
from kzeu_timeline.model import Entry, Party, Rank, Relation, Series, Statement, Status, Track
from kzeu_timeline.text import Language, LocalizedText
from tests.builders import catalogue, event, made, milestone, source, words
from tests.checks.records import BRUSSELS, LUXEMBOURG, TODAY, overlay
from tests.strategies import LAW

SERIES: Final = made(
    Series, numbered_title={"en": "{ordinal} Council", "ru": "{ordinal} совет", "kk": "{ordinal}кеңес"}
)
VISITS: Final = made(Track, slug="visits", title={"en": "Visits", "ru": "Визиты", "kk": "Сапарлар"})
PARTIES: Final = (made(Party), made(Party, slug="eu", name={"en": "EU", "ru": "ЕС", "kk": "ЕО"}))
PLACES: Final = (BRUSSELS, LUXEMBOURG)
MONTH: Final = dt.timedelta(days=40)
"""Between two entries, so that even their months differ."""

FEW: Final = settings(LAW, max_examples=25)
"""For each of many ways to break a record."""


# Sound records.


@st.composite
def reports(draw: DrawFn, slug: str, day: dt.date) -> list[Statement]:
    """Two to four reports of what took place on *day*, which agree; an older plan, and a claim known to be wrong."""
    place = draw(st.sampled_from(PLACES))
    made_of = []
    for number in range(draw(st.integers(2, 4))):
        published = day + dt.timedelta(days=draw(st.integers(0, 30)))
        rank = draw(st.sampled_from((Rank.NORMAL, Rank.PREFERRED)))
        made_of.append(
            Statement(
                source=source(
                    f"{slug}-{number}", published=published.isoformat(), url=f"https://example.org/{slug}/{number}"
                ),
                when=draw(st.sampled_from((f"{day}", f"{day:%Y-%m}", f"{day}~"))) if number else f"{day}",
                status=draw(st.sampled_from((None, Status.HELD))) if number else Status.HELD,
                place=draw(st.sampled_from((None, place))) if number else place,
                rank=rank,
                note="It says why." if rank is not Rank.NORMAL else draw(st.sampled_from((None, "A note."))),
            )
        )
    if draw(st.booleans()):
        made_of.append(
            Statement(
                source=source(f"{slug}-plan", published=f"{day - MONTH}"),
                when=f"{day - dt.timedelta(days=3)}/{day}",
                status="planned",
                place=draw(st.sampled_from((None, *PLACES))),
            )
        )
    if draw(st.booleans()):
        wrong = day + dt.timedelta(days=draw(st.integers(-9, 9)))
        status = draw(st.sampled_from((None, "held", "cancelled")))
        by = source(f"{slug}-wrong", published=f"{max(wrong, day)}")
        made_of.append(Statement(source=by, when=f"{wrong}", status=status, rank="deprecated", note="A slip."))
    return made_of


@st.composite
def sound_catalogues(draw: DrawFn) -> Catalogue:
    """Meetings of a series, visits on a track and milestones in turn, some related to the one before; and plans."""
    day = draw(st.dates(dt.date(1993, 3, 1), dt.date(2015, 1, 1)))
    entries: list[Entry] = []
    for number in range(draw(st.integers(4, 8))):
        day += MONTH + dt.timedelta(days=draw(st.integers(0, 200)))
        slug = f"{('council', 'visit', 'signed')[number % 3]}-{number}"
        kind = draw(st.sampled_from(("follows", "replaces")))
        fields = {
            "slug": slug,
            "statements": draw(reports(slug, day)),
            "parties": PARTIES[: draw(st.integers(1, 2))],
            "relations": [made(Relation, kind=kind, target=entries[-1].slug)]
            if entries and draw(st.booleans())
            else [],
        }
        match number % 3:
            case 0:
                entry = event(track=SERIES, ordinal=number + 1, **{**fields, "title": SERIES.title_of(number + 1)})
            case 1:
                entry = event(track=VISITS, **{**fields, "kind": "visit", "title": words("Visit")})
            case _:
                entry = milestone(commemorated=words("it"), **{**fields, "title": words("It")})
        entries.append(entry)
    if draw(st.booleans()):
        target = f"{entries[2].slug}-anniversary-30"
        before = entries[2].when.earliest
        assert before is not None
        early = before.year + 30 > TODAY.year + 1
        plan = [Statement(source=source(f"plan-{i}"), when="2027-01-01", status="planned") for i in "ab"]
        relations = [made(Relation, kind="ahead-of", target=target)] if early else []
        entries.append(event("plan", statements=plan, relations=relations))
    return catalogue(*draw(st.permutations(entries)))


# Ways to break one.


class Broken(NamedTuple):
    """A record in which something is wrong with what has this slug; other rules may notice it, too."""

    record: Catalogue
    slug: str
    implied: frozenset[str] = frozenset()


Breaker = Callable[[Catalogue, DataObject], Broken]


def with_entry(record: Catalogue, entry: Entry) -> Catalogue:
    """The record with that entry, new or in place of the one of its slug."""
    return catalogue(*{**record.entries, entry.slug: entry}.values())


def changed(record: Catalogue, entry: Entry, *implied: str, **fields: object) -> Broken:
    return Broken(with_entry(record, attrs.evolve(entry, **fields)), entry.slug, frozenset(implied))


def adding(record: Catalogue, entry: Entry, *implied: str, **statement: object) -> Broken:
    """The entry with one statement more, by a source of its own."""
    added = Statement(**{"source": source("added"), "when": day_of(entry), **statement})
    return changed(record, entry, *implied, statements=[*entry.statements, added])


def held(record: Catalogue, data: DataObject) -> Entry:
    """An entry that is settled as held."""
    return data.draw(st.sampled_from([each for each in record.entries.values() if each.status is Status.HELD]))


def meetings(record: Catalogue, data: DataObject) -> tuple[Entry, Entry]:
    """Two meetings with no other between them."""
    numbered = sorted((each for each in record.entries.values() if each.track is SERIES), key=lambda each: each.ordinal)
    first = data.draw(st.integers(0, len(numbered) - 2))
    return numbered[first], numbered[first + 1]


def day_of(entry: Entry, after: int = 0) -> str:
    """The day of an entry, which its first statement has, or some days after."""
    first = entry.statements[0].when.earliest
    return f"{first + dt.timedelta(days=after)}"


def source_lost(record: Catalogue, data: DataObject) -> Broken:
    entry = data.draw(st.sampled_from([*record.entries.values()]))
    lost = data.draw(st.sampled_from(entry.sources)).slug
    sources = {slug: each for slug, each in record.sources.items() if slug != lost}
    return Broken(attrs.evolve(record, sources=sources), entry.slug)


def target_lost(record: Catalogue, data: DataObject) -> Broken:
    entry = held(record, data)
    target = data.draw(st.sampled_from(["nothing", "visit-1-anniversary-10", "signed-2-anniversary-0"]))
    return changed(record, entry, relations=[*entry.relations, made(Relation, kind="ahead-of", target=target)])


def ordinal_twice(record: Catalogue, data: DataObject) -> Broken:
    first, second = meetings(record, data)
    return changed(record, second, ordinal=first.ordinal)


def ordinals_swapped(record: Catalogue, data: DataObject) -> Broken:
    first, second = meetings(record, data)
    record = with_entry(record, attrs.evolve(second, ordinal=first.ordinal))
    return changed(record, first, ordinal=second.ordinal)


def reported_before(record: Catalogue, data: DataObject) -> Broken:
    entry = held(record, data)
    published = day_of(entry, -data.draw(st.integers(1, 9)))
    return adding(record, entry, status="held", source=source("added", published=published))


def settled_later(record: Catalogue, data: DataObject) -> Broken:
    entry = held(record, data)
    statements = [
        Statement(source=source("early", published=day_of(entry, 1)), when=f"[{day_of(entry)}..]", status="held"),
        Statement(source=source("late"), when=day_of(entry, 2), rank="preferred", note="The minutes."),
    ]
    return changed(record, entry, statements=statements)


def related_against_time(record: Catalogue, data: DataObject) -> Broken:
    in_order = sorted((each for each in record.entries.values() if each.status is Status.HELD), key=day_of)
    later = data.draw(st.integers(1, len(in_order) - 1))
    entry, target = in_order[data.draw(st.integers(0, later - 1))], in_order[later]
    kind = data.draw(st.sampled_from(["follows", "replaces", "part-of", "decided-at"]))
    relations = [*entry.relations, made(Relation, kind=kind, target=target.slug)]
    return changed(record, entry, "circular-relations", relations=relations)


def days_missed(record: Catalogue, data: DataObject) -> Broken:
    in_order = sorted((each for each in record.entries.values() if each.status is Status.HELD), key=day_of)
    target, entry = in_order[0], in_order[-1]
    apart = (dt.date.fromisoformat(day_of(entry)) - dt.date.fromisoformat(day_of(target))).days
    relation = made(Relation, kind="follows", target=target.slug, days=apart + data.draw(st.integers(1, 400)))
    return changed(record, entry, relations=[*entry.relations, relation])


def related_to_itself(record: Catalogue, data: DataObject) -> Broken:
    entry = held(record, data)
    kind = data.draw(st.sampled_from(["follows", "replaces", "part-of", "decided-at", "ahead-of"]))
    return changed(record, entry, relations=[*entry.relations, made(Relation, kind=kind, target=entry.slug)])


def related_in_a_circle(record: Catalogue, data: DataObject) -> Broken:
    entry = held(record, data)
    ring = [entry.slug, *(f"ring-{number}" for number in range(data.draw(st.integers(1, 5))))]
    for slug in ring[1:]:  # each of the same day, and of a kind of its own
        alone = {"kind": slug, "track": None, "ordinal": None, "relations": ()}
        record = with_entry(record, attrs.evolve(entry, slug=slug, **alone))
    in_time = data.draw(st.booleans())
    for earlier, later in zip(ring, [*ring[1:], ring[0]], strict=True):
        backwards = in_time and data.draw(st.booleans())
        kinds = ("follows", "replaces") if backwards else ("ahead-of",) if in_time else ("part-of", "decided-at")
        one, other = (later, earlier) if backwards else (earlier, later)
        relation = made(Relation, kind=data.draw(st.sampled_from(kinds)), target=other)
        known = record.entries[one]
        record = with_entry(record, attrs.evolve(known, relations=[*known.relations, relation]))
    return Broken(record, next(slug for slug in record.entries if slug in ring))


def language_lost(record: Catalogue, data: DataObject) -> Broken:
    entry = held(record, data)
    kept = data.draw(st.sets(st.sampled_from(Language), min_size=1, max_size=2))
    field = data.draw(st.sampled_from(["title", "description", "commemorated"]))
    return changed(record, entry, **{field: dict.fromkeys(kept, "EU")})


def with_word(*spelled: str) -> Breaker:
    """A title, a description or what is commemorated, in a language, with one of these words in it."""

    def breaker(record: Catalogue, data: DataObject) -> Broken:
        entry, word = held(record, data), data.draw(st.sampled_from(spelled))
        language = data.draw(st.sampled_from(Language))
        field = data.draw(st.sampled_from(["title", "description", "commemorated"]))
        return changed(record, entry, **{field: words("EU") | {language: f"«{word}» 1"}})

    return breaker


def another_day(record: Catalogue, data: DataObject) -> Broken:
    entry = held(record, data)
    status = data.draw(st.sampled_from((None, "held")))
    day = day_of(entry, data.draw(st.sampled_from((-100, -1, 1, 100))))
    return adding(record, entry, "held-before-day", when=day, status=status)


def another_place(record: Catalogue, data: DataObject) -> Broken:
    entry = held(record, data)
    place = next(each.place for each in entry.statements if each.place)
    return adding(record, entry, place=next(each for each in PLACES if each is not place))


def also_cancelled(record: Catalogue, data: DataObject) -> Broken:
    return adding(record, held(record, data), status="cancelled")


def planned_again(record: Catalogue, data: DataObject) -> Broken:
    status = data.draw(st.sampled_from(("planned", "postponed")))
    added = {"status": status, "rank": "preferred", "note": "Why.", "source": source("added", published="2026-01-01")}
    return adding(record, held(record, data), "plan-passed", **added)


def rank_alone(record: Catalogue, data: DataObject) -> Broken:
    return adding(record, held(record, data), rank=data.draw(st.sampled_from(("preferred", "deprecated"))))


def plan_left(record: Catalogue, data: DataObject) -> Broken:
    day = TODAY - dt.timedelta(days=data.draw(st.integers(1, 99)))
    sources = [source(slug) for slug in ("one", "two")]
    statements = [Statement(source=each, when=f"{day}", status="planned") for each in sources]
    return Broken(with_entry(record, event("left", kind="left", statements=statements)), "left")


def anniversary_off(record: Catalogue, data: DataObject) -> Broken:
    entry = held(record, data)
    years, days = data.draw(st.sampled_from([(5, 40), (10, -40), (0, 0), (-1, 0)]))
    day = dt.date.fromisoformat(day_of(entry, days))
    when = f"{day.replace(year=day.year + years, day=min(day.day, 28)):%Y-%m}"
    kept = event("kept", when, kind="kept", relations=[made(Relation, kind="anniversary-of", target=entry.slug)])
    return Broken(with_entry(record, kept), "kept")


def twin_added(record: Catalogue, data: DataObject) -> Broken:
    entry = held(record, data)
    return Broken(with_entry(record, attrs.evolve(entry, slug="twin", ordinal=None, relations=())), "twin")


def source_spare(record: Catalogue, data: DataObject) -> Broken:
    return Broken(attrs.evolve(record, sources={**record.sources, "spare": source("spare")}), "spare")


def source_doubled(record: Catalogue, data: DataObject) -> Broken:
    entry = held(record, data)
    url = entry.statements[0].source.url or ""
    variant = data.draw(st.sampled_from([url, f"{url}/", f"{url}#top", url.replace("https://", "http://www.")]))
    broken = adding(record, entry, source=source("added", url=variant))
    return broken._replace(slug="added")


def address_odd(record: Catalogue, data: DataObject) -> Broken:
    url = data.draw(st.sampled_from(["https://localhost/1", "https://a@example.org/1", "https://example.org/1%20"]))
    return adding(record, held(record, data), source=source("added", url=url))._replace(slug="added")


def day_longer(record: Catalogue, data: DataObject) -> Broken:
    entry = held(record, data)
    return adding(record, entry, when=f"{day_of(entry)}/{day_of(entry, 1)}")


def sources_lost(record: Catalogue, data: DataObject) -> Broken:
    entry = held(record, data)
    return changed(record, entry, statements=[entry.settled])


def title_invented(record: Catalogue, data: DataObject) -> Broken:
    entry = held(record, data)
    return changed(record, entry, title=LocalizedText(words("EU"), unattested=[data.draw(st.sampled_from(Language))]))


def laid_over(record: Catalogue, data: DataObject) -> Broken:
    slug = held(record, data).slug
    return Broken(attrs.evolve(record, overlays=(overlay(slug, replaces=data.draw(st.booleans())),)), slug)


def accepting(*rules: str) -> Breaker:
    def breaker(record: Catalogue, data: DataObject) -> Broken:
        slug = held(record, data).slug
        return Broken(attrs.evolve(record, accepted={data.draw(st.sampled_from(rules)): {slug: "It is so."}}), slug)

    return breaker


BREAKERS: Final[Mapping[str, tuple[Breaker, ...]]] = {
    "unknown-reference": (source_lost, target_lost),
    "ordinals-once": (ordinal_twice,),
    "ordinals-rise": (ordinals_swapped,),
    "reported-too-early": (reported_before,),
    "held-before-day": (settled_later,),
    "relations-possible": (related_against_time,),
    "circular-relations": (related_to_itself, related_in_a_circle),
    "contradiction": (days_missed,),
    "missing-language": (language_lost,),
    "mixed-scripts": (with_word("cовет", "EО", "Тəуелсіз"),),
    "days-agree": (another_day,),
    "places-agree": (another_place,),
    "held-and-cancelled": (also_cancelled,),
    "held-outweighed": (planned_again,),
    "rank-explained": (rank_alone,),
    "plan-passed": (plan_left,),
    "anniversary-arithmetic": (anniversary_off,),
    "near-duplicates": (twin_added,),
    "foreign-letters": (with_word("Ўлттық", "сесії", "ελ"),),
    "unused-source": (source_spare,),
    "doubled-source": (source_doubled,),
    "odd-address": (address_odd,),
    "lengths-agree": (day_longer,),
    "single-source": (sources_lost,),
    "unattested-title": (title_invented,),
    "laid-over": (laid_over,),
    "refused-acceptance": (accepting("ordinals-rise", "nothing", "idle-acceptance", "refused-acceptance"),),
    "idle-acceptance": (accepting("days-agree", "unused-source", "plan-passed"),),
}
"""For each rule the ways to break it."""


def seen(record: Catalogue) -> set[Finding]:
    return set(findings(record, today=TODAY))


@LAW
@given(sound_catalogues())
def test_in_a_sound_record_nothing_is_found_but_notes(record):
    assert {each for each in seen(record) if each.severity is not Severity.NOTE} == set()


def test_every_rule_can_be_broken():
    assert list(BREAKERS) == [rule.slug for rule in RULES]


@pytest.mark.hypothesis
@pytest.mark.parametrize(
    "rule, breaker",
    [(rule, breaker) for rule in RULES for breaker in BREAKERS[rule.slug]],
    ids=lambda value: value.slug if hasattr(value, "slug") else value.__name__,
)
def test_what_is_broken_is_found_where_it_is_broken(rule, breaker):
    @FEW
    @given(sound_catalogues(), st.data())
    def law(record, data):
        broken = breaker(record, data)
        new = seen(broken.record) - seen(record)
        found = [each for each in new if each.rule == rule.slug]
        assert {each.slug for each in found} == {broken.slug}
        assert len({each.path for each in found}) == len(found)  # "9 June" and "about 9 June" are claims of their own
        grave = {each.rule for each in new if each.severity is not Severity.NOTE}
        assert grave <= {rule.slug, "contradiction", *broken.implied}

    law()


@LAW
@given(sound_catalogues(), st.data())
def test_a_finding_that_is_accepted_is_still_told_and_no_longer_open(record, data):
    rule = data.draw(st.sampled_from([rule for rule in RULES if rule.severity is Severity.WARNING][:-1]))
    broken = data.draw(st.sampled_from(BREAKERS[rule.slug]))(record, data)
    accepted = attrs.evolve(broken.record, accepted={rule.slug: {broken.slug: "It is so."}})
    before = {each for each in seen(broken.record) if each.rule == rule.slug}
    after = {each for each in seen(accepted) if each.rule == rule.slug}
    assert {attrs.evolve(each, accepted=None) for each in after} == before
    assert [each.accepted for each in after if each.slug == broken.slug] == ["It is so."]
    assert {each.rule for each in seen(accepted) if each.is_open} <= {"contradiction", *broken.implied}


@LAW
@given(sound_catalogues(), st.data())
def test_the_order_of_the_records_changes_only_which_of_several_is_named(record, data):
    rule = data.draw(st.sampled_from(RULES))
    broken = data.draw(st.sampled_from(BREAKERS[rule.slug]))(record, data).record
    entries = {entry.slug: entry for entry in data.draw(st.permutations([*broken.entries.values()]))}
    one, other = seen(broken), seen(attrs.evolve(broken, entries=entries))
    assert sorted(each.rule for each in one) == sorted(each.rule for each in other)
    assert {each.rule for each in one ^ other} <= {"circular-relations", "near-duplicates"}
