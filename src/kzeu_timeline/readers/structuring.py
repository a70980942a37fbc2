"""Tables as TOML gives them to records: what each kind of field takes, through cattrs.

A record that is referred to is written as its slug and looked up; everything else is made from its table.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import GenericAlias
from typing import Any, Final, TypeVar, get_args

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn, override

from kzeu_timeline.dates import Clock, Edtf
from kzeu_timeline.exceptions import InvalidRecordError, quoted
from kzeu_timeline.model import (
    Bound,
    Entry,
    Figure,
    Participant,
    Party,
    Person,
    Place,
    Rank,
    Relation,
    RelationKind,
    Role,
    Source,
    Statement,
    Status,
    Topic,
    Track,
    fields,
    vocabulary,
)
from kzeu_timeline.readers.problems import AlreadyToldError
from kzeu_timeline.text import Language, LocalizedText, mixed_script_words

T = TypeVar("T")

REFERRED: Final = (Party, Place, Role, Person, Topic, Source, Figure)
"""The records that others refer to by slug, each after those that it needs itself."""

MOST_IN_LIST: Final = 1_000
"""Statements, topics and the like of one record."""

_FIELDS: Final[Mapping[Any, Callable[[Any], Any]]] = {
    fields.Slug: fields.slug,
    fields.Text: fields.text,
    fields.Zone: fields.zone,
    fields.Url: fields.url,
    fields.CountryCode: fields.country_code,
    fields.Sha256: fields.sha256,
    fields.Days: fields.days,
    Edtf: fields.date_in_calendar,
    Status: vocabulary.status,
    Rank: vocabulary.rank,
    RelationKind: vocabulary.relation_kind,
    Bound: vocabulary.bound,
}

_PLAIN: Final[Mapping[Any, tuple[type, ...]]] = {
    int: (int,),
    float: (int, float),
    bool: (bool,),
    str: (str,),
    Decimal: (int, str),
    dt.time: (dt.time,),
    dt.datetime: (dt.datetime,),
}
"""What may stand in a field of a plain type: cattrs alone would make the number 5 of the text "5"."""


class Structurer:
    """Makes records of tables; ``records`` holds those that can be referred to, by kind and slug."""

    def __init__(self) -> None:
        self.records: dict[type, dict[str, Any]] = {kind: {} for kind in (*REFERRED, Track)}
        self.faulty: set[tuple[type, str]] = set()
        converter = cattrs.Converter(forbid_extra_keys=True)
        for kind, convert in _FIELDS.items():
            converter.register_structure_hook(kind, _ignoring_type(convert))
        for kind, accepted in _PLAIN.items():
            converter.register_structure_hook(kind, _strict(accepted))
        converter.register_structure_hook(LocalizedText, lambda value, _: _localized(value))
        converter.register_structure_hook_factory(_is_tuple, _list_hook)
        for kind in (Statement, Participant, Relation, Clock):
            converter.register_structure_hook(kind, self._table_hook(kind))
        for kind in (*REFERRED, Track):
            converter.register_structure_hook(kind, self._reference_hook(kind))
        self._converter = converter
        self._definitions: dict[type, Callable[[Any, Any], Any]] = {}

    def define(self, kind: type[T], table: object) -> T:
        """The record that *table* describes; raises an exception group of all that is wrong with it."""
        if not isinstance(table, dict):
            raise InvalidRecordError(f"not a table: {quoted(table)}")
        if kind not in self._definitions:
            self._definitions[kind] = self._definition(kind)
        made: T = self._definitions[kind](table, kind)
        return made

    def _definition(self, kind: type) -> Callable[[Any, Any], Any]:
        # The converters of the record's own fields run here already, so that what they refuse is told with its field.
        attrs.resolve_types(kind)
        checked: dict[str, Any] = {
            field.name: override(struct_hook=self._checking_hook(field.converter))
            for field in attrs.fields(kind)
            if field.init and field.converter is not None
        }
        if issubclass(kind, Entry):
            checked["revisions"] = override(omit=True)  # they stand in the ledger, never in the record
        return make_dict_structure_fn(kind, self._converter, **checked)

    def _checking_hook(self, convert: Any) -> Callable[[Any, Any], Any]:
        return lambda value, kind: convert(self._converter.structure(value, kind))

    def add(self, kind: type, slug: str, record: object) -> None:
        """Make *record* known, so that others can refer to it."""
        self.records[kind][slug] = record

    def _table_hook(self, kind: type) -> Callable[[Any, Any], Any]:
        return lambda value, _: self.define(kind, value)

    def _reference_hook(self, kind: type) -> Callable[[Any, Any], Any]:
        known = self.records[kind]

        def look_up(value: object, _type: object) -> object:
            if isinstance(value, kind):
                return value
            if isinstance(value, str) and (kind, value) in self.faulty:
                raise AlreadyToldError
            if not isinstance(value, str) or value not in known:
                raise InvalidRecordError(f"unknown {kind.__name__.lower()}: {quoted(value)}")
            return known[value]

        return look_up


def _ignoring_type(convert: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda value, _: convert(value)


def _strict(accepted: tuple[type, ...]) -> Callable[[Any, Any], Any]:
    def take(value: object, _type: object) -> object:
        if not isinstance(value, accepted) or (isinstance(value, bool) and bool not in accepted):
            raise InvalidRecordError(f"not {' or '.join(kind.__name__ for kind in accepted)}: {quoted(value)}")
        return value

    return take


def _is_tuple(kind: object) -> bool:
    return getattr(kind, "__origin__", None) is tuple


def _list_hook(kind: Any, converter: cattrs.BaseConverter) -> Callable[[Any, Any], Any]:
    each: Any = GenericAlias(list, get_args(kind)[:1])

    def take(value: object, _type: object) -> object:
        if not isinstance(value, list | tuple):
            raise InvalidRecordError(f"not a list: {quoted(value)}")
        if len(value) > MOST_IN_LIST:
            raise InvalidRecordError(f"a list of {len(value):,}, more than {MOST_IN_LIST:,}: {quoted(value[:3])}")
        return tuple(converter.structure(value, each))

    return take


def _localized(value: object) -> LocalizedText:
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
