"""Acceptances: what they do, and what is wrong with some."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest

from kzeu_timeline.checks import RULES, Severity, findings
from tests.checks.records import BROKEN, GOOD, TODAY, found

NEVER_ACCEPTED = {"refused-acceptance", "idle-acceptance"}


def accepting(record, rule, slug, reason="It is so."):
    return attrs.evolve(record, accepted={rule: {slug: reason}})


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)
def test_what_may_be_accepted(rule):
    record, slug = BROKEN[rule.slug]
    record = accepting(record, rule.slug, slug)
    refused = found(record, "refused-acceptance")
    if rule.severity is Severity.ERROR or rule.slug in NEVER_ACCEPTED:
        assert [each.path for each in refused] == [f"accepted.{rule.slug}.{slug}"]
        assert all(each.accepted is None for each in found(record, rule.slug))
    else:
        assert refused == []
        assert [each.accepted for each in found(record, rule.slug)] == ["It is so."]
        assert [each for each in findings(record, today=TODAY) if each.is_open] == []


def test_an_acceptance_holds_for_that_rule_and_that_record():
    record, _ = BROKEN["days-agree"]
    for rule, slug in (("places-agree", "meeting"), ("days-agree", "other")):
        elsewhere = accepting(record, rule, slug)
        assert [each.accepted for each in found(elsewhere, "days-agree")] == [None]
        assert [each.path for each in found(elsewhere, "idle-acceptance")] == [f"accepted.{rule}.{slug}"]


@pytest.mark.parametrize(
    "rule, reason, message",
    [
        ("no-such-rule", "It is so.", "no rule whose findings can be accepted: 'no-such-rule'"),
        ("idle-acceptance", "It is so.", "no rule whose findings can be accepted: 'idle-acceptance'"),
        ("ordinals-once", "It is so.", "an error can't be accepted: 'ordinals-once'"),
        ("days-agree", " ", "accepted without a reason: 'meeting'"),
    ],
)
def test_an_acceptance_that_is_refused_says_why(rule, reason, message):
    record = accepting(BROKEN["days-agree"][0], rule, "meeting", reason)
    [refused] = found(record, "refused-acceptance")
    assert (refused.message, refused.slug) == (message, "meeting")
    assert found(record, "idle-acceptance") == []


@pytest.mark.parametrize("today", [None, dt.date(2000, 1, 1), TODAY])
def test_what_depends_on_the_day_is_idle_only_if_no_day_will_bring_it(today):
    passed = accepting(BROKEN["plan-passed"][0], "plan-passed", "meeting")
    assert found(passed, "idle-acceptance", today) == []
    assert found(accepting(GOOD, "plan-passed", "launch"), "idle-acceptance", today) == []
    assert len(found(accepting(GOOD, "plan-passed", "signed"), "idle-acceptance", today)) == 1


def test_acceptances_have_places_of_their_own():
    record = attrs.evolve(
        accepting(GOOD, "days-agree", "signed"),
        origins={"signed": "seeds/a.toml: b", "accepted.days-agree/signed": "seeds/accepted.toml: days-agree.signed"},
    )
    [idle] = found(record, "idle-acceptance")
    assert idle.place == "seeds/accepted.toml: days-agree.signed"
