"""How entries stand to each other."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from kzeu_timeline.model import fields, vocabulary
from kzeu_timeline.model.source import Source
from kzeu_timeline.model.vocabulary import RelationKind


@attrs.frozen(kw_only=True, cache_hash=True)
class Relation:
    """What ties an entry to the one whose slug is ``target``; ``source`` is who says so."""

    kind: RelationKind = attrs.field(converter=vocabulary.relation_kind)
    target: fields.Slug = attrs.field(converter=fields.slug)
    source: Source | None = attrs.field(validator=fields.is_a(Source), default=None)
    paragraph: int | None = attrs.field(converter=attrs.converters.optional(fields.positive), default=None)


def relations(values: Iterable[Relation]) -> tuple[Relation, ...]:
    """*values* as a tuple."""
    return fields.each(Relation, values)
