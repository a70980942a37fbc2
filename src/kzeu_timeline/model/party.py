"""Who meets, and who speaks for them."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from kzeu_timeline.model import fields
from kzeu_timeline.text import LocalizedText


@attrs.frozen(kw_only=True, cache_hash=True)
class Party:
    """A state, a union or a group of states."""

    slug: fields.Slug = attrs.field(converter=fields.slug)
    name: LocalizedText = attrs.field(converter=fields.localized)


@attrs.frozen(kw_only=True, cache_hash=True)
class Person:
    """A person under one name in each language; ``spellings`` are the others that sources write."""

    slug: fields.Slug = attrs.field(converter=fields.slug)
    name: LocalizedText = attrs.field(converter=fields.localized)
    spellings: tuple[fields.Text, ...] = attrs.field(converter=fields.texts, default=())


@attrs.frozen(kw_only=True, cache_hash=True)
class Role:
    """An office that people hold, such as foreign minister of Kazakhstan."""

    slug: fields.Slug = attrs.field(converter=fields.slug)
    name: LocalizedText = attrs.field(converter=fields.localized)


@attrs.frozen(kw_only=True, cache_hash=True)
class Participant:
    """A person in the role in which they took part; ``chair`` if they presided, alone or with another."""

    person: Person = attrs.field(validator=fields.is_a(Person))
    role: Role | None = attrs.field(validator=fields.is_a(Role), default=None)
    party: Party | None = attrs.field(validator=fields.is_a(Party), default=None)
    chair: bool = attrs.field(converter=fields.flag, default=False)


def parties(values: Iterable[Party]) -> tuple[Party, ...]:
    """*values* as a tuple."""
    return fields.each(Party, values)


def participants(values: Iterable[Participant]) -> tuple[Participant, ...]:
    """*values* as a tuple."""
    return fields.each(Participant, values)
