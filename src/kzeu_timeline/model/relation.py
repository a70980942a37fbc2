"""How entries stand to each other."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from kzeu_timeline.model import fields, vocabulary
from kzeu_timeline.model.source import Source
from kzeu_timeline.model.vocabulary import RelationKind


@attrs.frozen(kw_only=True, cache_hash=True)
class Relation:
    """What ties an entry to the one whose slug is ``target``; ``source`` is who says so.

    ``days`` are the least and the most days between the two, where the source says so; one number will do for both.
    Whether they count from the target's beginning or from its end is a matter of the kind: see ``RelationKind``.
    """

    kind: RelationKind = attrs.field(converter=vocabulary.relation_kind)
    target: fields.Slug = attrs.field(converter=fields.slug)
    days: fields.Days | None = attrs.field(converter=attrs.converters.optional(fields.days), default=None)
    source: Source | None = attrs.field(validator=fields.is_a(Source), default=None)
    paragraph: int | None = attrs.field(converter=attrs.converters.optional(fields.positive), default=None)


def relations(values: Iterable[Relation]) -> tuple[Relation, ...]:
    """*values* as a tuple."""
    return fields.each(Relation, values)
