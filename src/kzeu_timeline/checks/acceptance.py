"""Acceptances: why a warning may stay, and what becomes of one that nothing needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kzeu_timeline.checks.rule import Found, Record, Severity, Subject
from kzeu_timeline.exceptions import quoted


def refused_acceptances(subject: Subject) -> Iterator[Found]:
    """An acceptance of what can't be accepted, or without a reason."""
    severities = {rule.slug: rule.severity for rule in subject.fired}
    for rule, slug, reason in _acceptances(subject.record):
        if rule not in severities:
            yield _found(rule, slug, f"no rule whose findings can be accepted: {quoted(rule)}")
        elif severities[rule] is Severity.ERROR:
            yield _found(rule, slug, f"an error can't be accepted: {quoted(rule)}")
        elif not reason.strip():
            yield _found(rule, slug, f"accepted without a reason: {quoted(slug)}")


def idle_acceptances(subject: Subject) -> Iterator[Found]:
    """An acceptance of what the rule does not find any more; of what depends on the day, on no day to come."""
    at_last = subject._replace(today=dt.date.max)
    found = {
        rule.slug: {each.slug for each in (rule.find(at_last) if rule.needs_today else fired)}
        for rule, fired in subject.fired.items()
        if rule.severity is not Severity.ERROR
    }
    for rule, slug, _ in _acceptances(subject.record):
        if rule in found and slug not in found[rule]:
            yield _found(rule, slug, f"accepted, but not found: {quoted(slug)}")


def _acceptances(record: Record) -> Iterator[tuple[str, str, str]]:
    for rule, reasons in record.accepted.items():
        for slug, reason in reasons.items():
            yield rule, slug, reason


def _found(rule: str, slug: str, message: str) -> Found:
    return Found(slug, message, within=f"accepted.{rule}")
