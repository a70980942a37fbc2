"""Sources: cited, doubled, alone."""

from __future__ import annotations

import attrs
import pytest

from kzeu_timeline.model import Figure, Relation
from tests.builders import catalogue, event, made, source, statement
from tests.checks.records import REPORT, found, reported


def test_a_source_of_a_figure_is_used():
    figure = made(Figure, source=source("statistics"))
    record = catalogue(sources={"statistics": figure.source}, figures={"trade-2024": figure})
    assert found(record, "unused-source") == []


def test_a_source_of_a_relation_is_used():
    relation = made(Relation, target="target", source=source("letter"))
    entry = reported("entry", "2025", sources=[REPORT], relations=[relation])
    record = catalogue(entry, reported("target", "2025"), sources={"report": REPORT, "letter": source("letter")})
    assert found(attrs.evolve(record, entries={"entry": entry}), "unused-source") == []


@pytest.mark.parametrize(
    "one, other, at",
    [
        ({"url": "https://example.org/1"}, {"url": "https://example.org/1#top"}, "url"),
        ({"url": "https://example.org/1"}, {"url": "https://example.org/2"}, None),
        ({"sha256": "a" * 64}, {"sha256": "a" * 64}, "sha256"),
        ({"sha256": "a" * 64}, {"sha256": "b" * 64}, None),
        ({"url": "https://example.org/1", "sha256": "a" * 64}, {"url": "https://example.org/1"}, "url"),
        ({}, {}, None),
    ],
)
def test_which_sources_are_one_document(one, other, at):
    sources = [source("paper", **one), source("copy", **other)]
    record = catalogue(sources={each.slug: each for each in sources})
    assert [each.path for each in found(record, "doubled-source")] == ([f"sources.copy.{at}"] if at else [])


def test_each_copy_is_told_with_the_first_of_them():
    sources = {slug: source(slug, url="https://example.org/1") for slug in ("a", "b", "c")}
    found_in = found(catalogue(sources=sources), "doubled-source")
    assert [(each.slug, each.message.partition(":")[0]) for each in found_in] == [
        ("b", "the same address as 'a'"),
        ("c", "the same address as 'a'"),
    ]


def test_one_source_twice_is_one_source():
    twice = event("meeting", statements=[statement("2025", REPORT), statement("2025-12", REPORT)])
    assert [each.slug for each in found(catalogue(twice), "single-source")] == ["meeting"]
