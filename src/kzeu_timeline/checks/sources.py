"""Sources: each cited, each once, with an address that leads there."""

from __future__ import annotations

from collections.abc import Iterator

from kzeu_timeline.checks.addresses import essential, oddity
from kzeu_timeline.checks.rule import Found, Subject
from kzeu_timeline.exceptions import quoted


def unused_sources(subject: Subject) -> Iterator[Found]:
    """A source that no statement, no figure and no relation names."""
    record = subject.record
    used = {source.slug for entry in record.entries.values() for source in entry.sources}
    used |= {figure.source.slug for figure in record.figures.values()}
    relations = (relation for entry in record.entries.values() for relation in entry.relations)
    used |= {relation.source.slug for relation in relations if relation.source}
    for slug in record.sources:
        if slug not in used:
            yield Found(slug, f"nothing names this source: {quoted(slug)}", within="sources")


def doubled_sources(subject: Subject) -> Iterator[Found]:
    """A source with the address or the text of another."""
    pages: dict[object, str] = {}
    texts: dict[str, str] = {}
    for slug, source in subject.record.sources.items():
        page = pages.setdefault(essential(source.url), slug) if source.url else slug
        text = texts.setdefault(source.sha256, slug) if source.sha256 else slug
        if page != slug:
            yield Found(slug, f"the same address as {quoted(page)}: {quoted(source.url)}", "url", "sources")
        elif text != slug:
            yield Found(slug, f"the same text as {quoted(text)}: {quoted(source.sha256)}", "sha256", "sources")


def odd_addresses(subject: Subject) -> Iterator[Found]:
    """An address that is well formed and can hardly be right."""
    for slug, source in subject.record.sources.items():
        if source.url and (odd := oddity(source.url)):
            yield Found(slug, f"{odd}: {quoted(source.url)}", "url", "sources")


def single_source(subject: Subject) -> Iterator[Found]:
    """An entry that one source alone tells of."""
    for entry in subject.record.entries.values():
        if len(entry.sources) == 1:
            yield Found(entry.slug, f"one source only: {quoted(entry.sources[0].slug)}")
