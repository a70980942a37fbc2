"""Tables as TOML gives them to records: straight through the records' own classes, which convert and check.

What a class can't do by itself is done here: a record that is referred to is written as its slug and looked up, a
table within a table becomes its record, and a text by language is held to what seeds ask of one. Whatever is wrong
ends in some exception, soon and without its place; ``diagnosis`` then tells all that is wrong, each with its path.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from types import NoneType
from typing import Any, Final, NamedTuple, TypeVar, get_args, get_origin

import attrs

from kzeu_timeline.dates import Clock
from kzeu_timeline.exceptions import InvalidRecordError, KzeuTimelineError, quoted
from kzeu_timeline.model import (
    Figure,
    Participant,
    Party,
    Person,
    Place,
    Relation,
    Revision,
    Role,
    Source,
    Statement,
    Topic,
    Track,
)
from kzeu_timeline.text import Language, LocalizedText, mixed_script_words

T = TypeVar("T")

REFERRED: Final = (Party, Place, Role, Person, Topic, Source, Figure)
"""The records that others refer to by slug, each after those that it needs itself."""

NESTED: Final = (Statement, Participant, Relation, Clock)
"""The records that have no slug: tables within the table of an entry."""

MOST_IN_LIST: Final = 1_000
"""Statements, topics and the like of one record."""

Taker = Callable[[Any], Any]
"""What makes of a value in a table what the class of the record takes."""


class AlreadyToldError(KzeuTimelineError):
    """What is referred to is wrong itself, and that has been told where it stands."""


class Structurer:
    """Makes records of tables; ``records`` holds those that can be referred to, by kind and slug.

    ``faulty`` has the kind and slug of each that could not be made.
    """

    def __init__(self) -> None:
        self.records: dict[type, dict[str, Any]] = {kind: {} for kind in (*REFERRED, Track)}
        self.faulty: set[tuple[type, str]] = set()
        self._takers: dict[type, dict[str, Taker]] = {}

    def define(self, kind: type[T], table: Mapping[str, Any]) -> T:
        """The record that *table* describes; raises whatever its class says to a table that describes none."""
        return kind(**self.parts(kind, table))

    def parts(self, kind: type, table: Mapping[str, Any]) -> dict[str, Any]:
        """What *table* has for the fields of a record of this kind, as the class takes it."""
        takers = self._takers.get(kind)
        if takers is None:
            takers = self._takers[kind] = {name: self._taker(field) for name, field in _fields(kind).items()}
        return {key: takers[key](value) if key in takers else value for key, value in table.items()}

    def referred(self, kind: type, value: object) -> object:
        """The record of this kind whose slug is *value*; also a record itself, which follows from the track."""
        if isinstance(value, kind):
            return value
        if isinstance(value, str) and (kind, value) in self.faulty:
            raise AlreadyToldError
        if not isinstance(value, str) or value not in self.records[kind]:
            raise InvalidRecordError(f"unknown {kind.__name__.lower()}: {quoted(value)}")
        return self.records[kind][value]

    def _taker(self, field: _Field) -> Taker:
        kind = field.kind
        if kind is Revision:
            return _refused
        take: Taker = _unchanged
        if kind is LocalizedText:
            take = localized
        elif kind in NESTED:
            take = partial(self.define, kind)
        elif kind in self.records:
            take = partial(self.referred, kind)
        return (lambda value: tuple(map(take, checked_list(value)))) if field.is_list else take


class _Field(NamedTuple):
    kind: Any
    is_list: bool


@cache
def _fields(kind: type) -> dict[str, _Field]:
    """Those fields for which the class of the record can't take what stands in a table, from their annotations."""
    attrs.resolve_types(kind)
    found = {each.name: _field(each.type) for each in attrs.fields(kind) if each.init}
    by_class = {LocalizedText, Track, *REFERRED, *NESTED}
    return {name: field for name, field in found.items() if field.is_list or field.kind in by_class}


def _field(annotation: Any) -> _Field:
    """The kind of record or text in a field, without the None that it has by default."""
    kinds = [each for each in get_args(annotation) if each is not NoneType] or [annotation]
    is_list = get_origin(annotation) is tuple
    return _Field(kinds[0], is_list)


def _unchanged(value: T) -> T:
    return value


def _refused(value: object) -> object:
    raise InvalidRecordError(f"revisions stand in the ledger: {quoted(value)}")


def checked_list(value: object) -> list[Any] | tuple[Any, ...]:
    """*value* if it is a list that a record may have."""
    if not isinstance(value, list | tuple):
        raise InvalidRecordError(f"not a list: {quoted(value)}")
    if len(value) > MOST_IN_LIST:
        raise InvalidRecordError(f"a list of {len(value):,}, more than {MOST_IN_LIST:,}: {quoted(value[:3])}")
    return value


def localized(value: object) -> LocalizedText:
    """The text by language that *value* is, in every language, and in one script a word."""
    if isinstance(value, LocalizedText):
        return value
    if not isinstance(value, dict):
        raise InvalidRecordError(f"not a text by language, as in {{ en = ..., ru = ..., kk = ... }}: {quoted(value)}")
    texts = dict(value)
    unattested = texts.pop("unattested", [])
    if not isinstance(unattested, list):
        raise InvalidRecordError(f"unattested: not a list of languages: {quoted(unattested)}")
    text = LocalizedText(texts, unattested=unattested)
    if missing := [language for language in Language if language not in text]:
        raise InvalidRecordError(f"missing language: {', '.join(quoted(each.value) for each in missing)}")
    for each in text.values():
        if mixed := mixed_script_words(each):
            raise InvalidRecordError(f"Latin and Cyrillic letters in one word: {quoted(mixed[0])}")
    return text
