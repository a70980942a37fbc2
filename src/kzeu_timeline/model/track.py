"""What entries belong to: the meetings of a body, the life of an agreement, the course of negotiations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import attrs

from kzeu_timeline.exceptions import InvalidRecordError, quoted
from kzeu_timeline.locales import ordinal
from kzeu_timeline.model import fields, party
from kzeu_timeline.model.party import Party
from kzeu_timeline.text import LocalizedText

PLACEHOLDER: Final = re.compile(r"\{ordinal(?::(masculine|feminine|neuter))?\}")


@attrs.frozen(kw_only=True, cache_hash=True)
class Track:
    """A thread that runs through the years; its entries are drawn in one lane."""

    slug: fields.Slug = attrs.field(converter=fields.slug)
    title: LocalizedText = attrs.field(converter=fields.localized)
    parties: tuple[Party, ...] = attrs.field(converter=party.parties, default=())


def _pattern(value: LocalizedText | Mapping[str, str]) -> LocalizedText:
    pattern = fields.localized(value)
    for text in pattern.values():
        if not PLACEHOLDER.search(text):
            raise InvalidRecordError(f"a title pattern without {{ordinal}}: {quoted(text)}")
    return pattern


@attrs.frozen(kw_only=True, cache_hash=True)
class _Numbered(Track):
    """A track whose entries are numbered, and are named after a pattern."""

    numbered_title: LocalizedText | None = attrs.field(converter=attrs.converters.optional(_pattern), default=None)

    def title_of(self, number: int) -> LocalizedText:
        """The title of the entry with this ordinal, from the pattern.

        ``{ordinal}`` in the pattern becomes the ordinal, ``{ordinal:masculine}`` agrees in gender.
        Raises :class:`~kzeu_timeline.InvalidRecordError` if there is no pattern.
        """
        if self.numbered_title is None:
            raise InvalidRecordError(f"no pattern for the titles of: {quoted(self.slug)}")
        return LocalizedText(
            {
                language: PLACEHOLDER.sub(
                    lambda found, language=language: ordinal(number, language, found[1] or "neuter"),  # type: ignore[misc]
                    text,
                )
                for language, text in self.numbered_title.items()
            },
            unattested=self.numbered_title.unattested,
        )


@attrs.frozen(kw_only=True, cache_hash=True)
class Series(_Numbered):
    """One body's meetings, numbered as sources number them; ``kind`` is what they are unless they say otherwise."""

    kind: fields.Slug = attrs.field(converter=fields.slug, default=fields.Slug("meeting"))


@attrs.frozen(kw_only=True, cache_hash=True)
class Agreement(Track):
    """A treaty, through whose life its milestones lead (Vienna Convention on the Law of Treaties, 1969)."""

    abbreviation: LocalizedText | None = attrs.field(
        converter=attrs.converters.optional(fields.localized), default=None
    )


@attrs.frozen(kw_only=True, cache_hash=True)
class Negotiation(_Numbered):
    """Talks towards an agreement, in numbered rounds."""
