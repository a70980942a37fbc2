"""Documents that state something."""

from __future__ import annotations

import datetime as dt

import attrs

from kzeu_timeline.dates import Edtf
from kzeu_timeline.model import fields


@attrs.frozen(kw_only=True, cache_hash=True)
class Source:
    """A document that was published: an article, a declaration, a law.

    ``publisher`` is who published it, ``language`` the BCP 47 tag of its text, ``published`` when it
    came out (None if it does not say), ``sha256`` the digest of its text where the project holds it.
    """

    slug: fields.Slug = attrs.field(converter=fields.slug)
    publisher: fields.Text = attrs.field(converter=fields.text)
    language: fields.Text = attrs.field(converter=fields.text, default=fields.Text("en"))
    published: Edtf | None = attrs.field(converter=attrs.converters.optional(fields.date_in_calendar), default=None)
    url: fields.Url | None = attrs.field(converter=attrs.converters.optional(fields.url), default=None)
    sha256: fields.Sha256 | None = attrs.field(converter=attrs.converters.optional(fields.sha256), default=None)
    note: fields.Text | None = attrs.field(converter=attrs.converters.optional(fields.text), default=None)

    def was_published_by(self, day: dt.date) -> bool:
        """Whether it had certainly come out by the end of *day*; without a date that is never certain."""
        return self.published is not None and self.published.span[1] <= day.toordinal()
