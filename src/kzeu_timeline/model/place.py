"""Where things take place."""

from __future__ import annotations

import attrs

from kzeu_timeline.exceptions import InvalidRecordError, quoted
from kzeu_timeline.model import fields
from kzeu_timeline.text import LocalizedText


@attrs.frozen(kw_only=True, cache_hash=True)
class Place:
    """A city, or a country where the city isn't known, or the network for meetings held online.

    ``country`` is an ISO 3166-1 code, ``zone`` an IANA time zone, the coordinates are degrees north and east (WGS 84).
    """

    slug: fields.Slug = attrs.field(converter=fields.slug)
    name: LocalizedText = attrs.field(converter=fields.localized)
    country: fields.CountryCode | None = attrs.field(
        converter=attrs.converters.optional(fields.country_code), default=None
    )
    zone: fields.Zone | None = attrs.field(converter=attrs.converters.optional(fields.zone), default=None)
    latitude: float | None = attrs.field(converter=attrs.converters.optional(fields.degrees_north), default=None)
    longitude: float | None = attrs.field(converter=attrs.converters.optional(fields.degrees_east), default=None)

    def __attrs_post_init__(self) -> None:
        if (self.latitude is None) != (self.longitude is None):
            raise InvalidRecordError(f"one coordinate without the other: {quoted(self.slug)}")

    def is_apart_from(self, other: Place) -> bool:
        """Whether what takes place at the one does not take place at the other.

        A place without a position, which is a country or the network, holds all that no border keeps out of it.
        """
        if self.slug == other.slug:
            return False
        if self.latitude is None or other.latitude is None:
            return None not in {self.country, other.country} and self.country != other.country
        return True
