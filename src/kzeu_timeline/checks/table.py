"""Every rule, and what they find together."""

from __future__ import annotations

import datetime as dt
from typing import Final

from kzeu_timeline.checks.acceptance import idle_acceptances, refused_acceptances
from kzeu_timeline.checks.contradictions import contradictions
from kzeu_timeline.checks.duplicates import near_duplicates
from kzeu_timeline.checks.ordinals import ordinals_once, ordinals_rise
from kzeu_timeline.checks.overlays import laid_over
from kzeu_timeline.checks.references import unknown_references
from kzeu_timeline.checks.relations import anniversary_arithmetic, circular_relations, relations_possible
from kzeu_timeline.checks.rule import Finding, Found, Record, Rule, Severity, Subject
from kzeu_timeline.checks.sources import doubled_sources, odd_addresses, single_source, unused_sources
from kzeu_timeline.checks.statements import (
    days_agree,
    held_and_cancelled,
    held_before_day,
    held_outweighed,
    lengths_agree,
    places_agree,
    plan_passed,
    rank_explained,
    reported_too_early,
)
from kzeu_timeline.checks.texts import foreign_letters, missing_languages, mixed_scripts, unattested_titles

_ERROR, _WARNING, _NOTE = Severity

RULES: Final = (
    Rule("unknown-reference", _ERROR, "What a record names is in the catalogue.", unknown_references),
    Rule("ordinals-once", _ERROR, "Within a series, each ordinal stands once.", ordinals_once),
    Rule("ordinals-rise", _ERROR, "Within a series, ordinals rise with time.", ordinals_rise),
    Rule("reported-too-early", _ERROR, "A source can't report what is still to come.", reported_too_early),
    Rule("held-before-day", _ERROR, "What is settled as held was over when it was reported.", held_before_day),
    Rule("relations-possible", _ERROR, "Related entries have dates that allow it.", relations_possible),
    Rule("circular-relations", _ERROR, "Relations never lead back to where they began.", circular_relations),
    Rule("contradiction", _ERROR, "All that sources say of several entries can be true together.", contradictions),
    Rule("missing-language", _ERROR, "Every text is there in Kazakh, Russian and English.", missing_languages),
    Rule("mixed-scripts", _ERROR, "No word mixes Latin and Cyrillic letters.", mixed_scripts),
    Rule("days-agree", _WARNING, "Reports of one entry can be of the same day.", days_agree),
    Rule("places-agree", _WARNING, "Reports of one entry can be from the same place.", places_agree),
    Rule("held-and-cancelled", _WARNING, "What was held was not cancelled.", held_and_cancelled),
    Rule("held-outweighed", _WARNING, "What a source reports as held is not settled as planned.", held_outweighed),
    Rule("rank-explained", _WARNING, "A rank other than normal has a note with the reason.", rank_explained),
    Rule("plan-passed", _WARNING, "A plan is confirmed or dropped once its day has passed.", plan_passed, True),  # noqa: FBT003
    Rule("anniversary-arithmetic", _WARNING, "An anniversary is whole years after its day.", anniversary_arithmetic),
    Rule("near-duplicates", _WARNING, "What looks like one entry is one, or is related.", near_duplicates),
    Rule("foreign-letters", _WARNING, "Texts are in the letters of their language, or Latin.", foreign_letters),
    Rule("unused-source", _WARNING, "Every source is cited.", unused_sources),
    Rule("doubled-source", _WARNING, "Every document is one source.", doubled_sources),
    Rule("odd-address", _WARNING, "Addresses are free of slips.", odd_addresses),
    Rule("lengths-agree", _NOTE, "Reports that may share a day have the same first and last.", lengths_agree),
    Rule("single-source", _NOTE, "Two sources are better than one.", single_source),
    Rule("unattested-title", _NOTE, "Titles are those that sources use.", unattested_titles),
    Rule("laid-over", _NOTE, "What another folder changes is known.", laid_over),
    # Last, because they look at what the others found.
    Rule("refused-acceptance", _ERROR, "Only warnings and notes are accepted, with a reason.", refused_acceptances),
    Rule("idle-acceptance", _WARNING, "What is accepted is still found.", idle_acceptances),
)
"""Every rule; findings are told in this order, the worst first."""

_BY_WEIGHT: Final = tuple(Severity)


def findings(record: Record, *, today: dt.date | None = None) -> tuple[Finding, ...]:
    """Everything that the rules find: errors, warnings, notes; then in the order of the rules, then of the record."""
    fired: dict[Rule, tuple[Found, ...]] = {}
    for rule in RULES:
        fired[rule] = tuple(rule.find(Subject(record, today, fired)))
    by_weight = sorted(fired, key=lambda rule: _BY_WEIGHT.index(rule.severity))
    return tuple(_finding(record, rule, found) for rule in by_weight for found in fired[rule])


def _finding(record: Record, rule: Rule, found: Found) -> Finding:
    file, path = found.place(record.origins)
    reason = None if rule.severity is Severity.ERROR else record.accepted.get(rule.slug, {}).get(found.slug)
    return Finding(
        rule=rule.slug,
        severity=rule.severity,
        file=file,
        path=path,
        slug=found.slug,
        message=found.message,
        accepted=reason or None,
    )
