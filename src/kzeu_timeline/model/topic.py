"""What is talked about."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from kzeu_timeline.model import fields
from kzeu_timeline.text import LocalizedText


@attrs.frozen(kw_only=True, cache_hash=True)
class Topic:
    """A subject that comes up again and again, such as the Middle Corridor."""

    slug: fields.Slug = attrs.field(converter=fields.slug)
    title: LocalizedText = attrs.field(converter=fields.localized)


def topics(values: Iterable[Topic]) -> tuple[Topic, ...]:
    """*values* as a tuple."""
    return fields.each(Topic, values)
