"""What is wrong with a table that is no record: everything at once, each with its path, through cattrs.

Only asked once something is known to be wrong; what is right is read without it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import GenericAlias
from typing import Any, Final, get_args

import attrs
import cattrs
from cattrs import AttributeValidationNote, BaseValidationError, ForbiddenExtraKeysError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, override

from kzeu_timeline.dates import Edtf
from kzeu_timeline.exceptions import InvalidRecordError, KzeuTimelineError, quoted
from kzeu_timeline.model import Bound, Entry, Rank, RelationKind, Status, Track, fields, vocabulary
from kzeu_timeline.readers.problems import shown_key
from kzeu_timeline.readers.structuring import (
    NESTED,
    REFERRED,
    AlreadyToldError,
    Structurer,
    checked_list,
    localized,
)
from kzeu_timeline.text import LocalizedText

Hook = Callable[[Any, Any], Any]
"""What cattrs calls with a value and the type that is due."""

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
    LocalizedText: localized,
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


class Diagnosis:
    """Tells what is wrong with tables, by what a structurer knows."""

    def __init__(self, structurer: Structurer) -> None:
        converter = cattrs.Converter(forbid_extra_keys=True)
        for kind, convert in _FIELDS.items():
            converter.register_structure_hook(kind, _ignoring_type(convert))
        for kind, accepted in _PLAIN.items():
            converter.register_structure_hook(kind, _strict(accepted))
        converter.register_structure_hook_factory(_is_tuple, _list_hook)
        for kind in NESTED:
            converter.register_structure_hook(kind, lambda value, kind: self._whole(kind, value))
        for kind in (*REFERRED, Track):
            converter.register_structure_hook(kind, lambda value, _, kind=kind: structurer.referred(kind, value))
        self._converter = converter
        self._hooks: dict[tuple[type, bool], Hook] = {}

    def problems(self, kind: type, table: object, *, in_part: bool = False) -> Iterator[tuple[str, str]]:
        """Everything wrong with the table of a record of this kind, as path and message, in the order of its fields.

        With *in_part*, only with the fields that are there: none has to be, and what they make together is not seen.
        """
        try:
            self._whole(kind, table, in_part=in_part)
        except (Exception, ExceptionGroup) as error:  # noqa: BLE001 - _leaves raises what is not a fault of the data
            yield from _leaves(error, "")

    def _whole(self, kind: type, table: object, *, in_part: bool = False) -> Any:
        if not isinstance(table, dict):
            raise InvalidRecordError(f"not a table: {quoted(table)}")
        if (kind, in_part) not in self._hooks:
            self._hooks[kind, in_part] = self._hook(kind, in_part=in_part)
        return self._hooks[kind, in_part](table, kind)

    def _hook(self, kind: type, *, in_part: bool) -> Hook:
        # The converters of the record's own fields run here already, so that what they refuse is told with its field.
        attrs.resolve_types(kind)
        given = [field for field in attrs.fields(kind) if field.init]
        overrides: dict[str, Any] = {
            field.name: override(struct_hook=self._checking_hook(field.converter))
            for field in given
            if field.converter is not None
        }
        if issubclass(kind, Entry):
            overrides["revisions"] = override(omit=True)  # they stand in the ledger, never in the record
        if in_part:
            kind = attrs.make_class(
                kind.__name__, {each.name: attrs.field(type=each.type, default=None) for each in given}
            )
        return make_dict_structure_fn(kind, self._converter, **overrides)

    def _checking_hook(self, convert: Any) -> Hook:
        return lambda value, kind: convert(self._converter.structure(value, kind))


def _ignoring_type(convert: Callable[[Any], Any]) -> Hook:
    return lambda value, _: convert(value)


def _strict(accepted: tuple[type, ...]) -> Hook:
    def take(value: object, _type: object) -> object:
        if not isinstance(value, accepted) or (isinstance(value, bool) and bool not in accepted):
            raise InvalidRecordError(f"not {' or '.join(kind.__name__ for kind in accepted)}: {quoted(value)}")
        return value

    return take


def _is_tuple(kind: object) -> bool:
    return getattr(kind, "__origin__", None) is tuple


def _list_hook(kind: Any, converter: cattrs.BaseConverter) -> Hook:
    each: Any = GenericAlias(list, get_args(kind)[:1])
    return lambda value, _: tuple(converter.structure(checked_list(value), each))


def _leaves(error: BaseException, path: str) -> Iterator[tuple[str, str]]:
    """Each leaf of a tree of exceptions as path and message."""
    if isinstance(error, BaseValidationError):
        for child in error.exceptions:
            yield from _leaves(child, _step(child, path))
    elif isinstance(error, ForbiddenExtraKeysError):
        for key in sorted(error.extra_fields):
            yield f"{path}.{shown_key(key)}".removeprefix("."), f"unknown key: {quoted(key)}"
    elif isinstance(error, AlreadyToldError):
        return
    elif isinstance(error, KzeuTimelineError):
        yield path, str(error)
    elif isinstance(error, KeyError):
        yield path, "missing"
    else:
        raise error


def _step(error: BaseException, path: str) -> str:
    """The path of a child of what stands at *path*."""
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return f"{path}.{note.name}".removeprefix(".")
        if isinstance(note, IterableValidationNote):
            return f"{path}[{note.index}]"
    return path
