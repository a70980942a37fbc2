"""Whether two places can be one."""

from __future__ import annotations

from kzeu_timeline.model import Place


def are_apart(one: Place, other: Place) -> bool:
    """Whether what took place at the one did not take place at the other: neither is the other, or its country.

    A country is a place without a position, and stands for each of its cities.
    """
    if one.slug == other.slug:
        return False
    in_one_country = one.country is not None and one.country == other.country
    return not (in_one_country and (one.latitude is None or other.latitude is None))
