"""JSON Schema of a folder of seeds, made from the records themselves: what an editor completes and checks.

It says what one file can tell by itself, in JSON Schema draft 7, and refuses nothing that the loader takes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from enum import Enum
from typing import Any, Final, get_args

import attrs

from kzeu_timeline.model import Entry, Place, Revision, Shown, Track, fields
from kzeu_timeline.readers.fieldschemas import FIELDS, LOCALIZED, NUMBERED, SLUG, TYPES, Schema, table
from kzeu_timeline.readers.layout import (
    ACCEPTED,
    HISTORY,
    LEDGER,
    LISTS,
    REPLACE,
    SINGLE,
    TRACKS,
    EntryList,
    slug_of,
    with_inherited,
)
from kzeu_timeline.readers.structuring import MOST_IN_LIST, NESTED, REFERRED
from kzeu_timeline.text import Language, LocalizedText

_TOGETHER: Final[Mapping[type, Schema]] = {
    Place: {"dependencies": {"latitude": ["longitude"], "longitude": ["latitude"]}},
}
"""What the fields of a record ask of each other."""


def schema_files(*, laid_over: bool = False) -> dict[str, str]:
    """The text of each schema, by its path within a folder of seeds that stands alone, or is laid over another.

    ``schema.json`` describes the whole folder as one object, files and folders being its keys; an editor, which sees
    one file, takes ``schemas/<name>.json``: the same for that file, or for each file of the folder of that name.
    """
    files = _file_schemas(laid_over=laid_over)
    schemas = {"schema.json": _folder_schema(files), **{f"schemas/{name}.json": each for name, each in files.items()}}
    return {name: f"{json.dumps(_rooted(each), indent=1, ensure_ascii=False)}\n" for name, each in schemas.items()}


def _folder_schema(files: Mapping[str, Schema]) -> Schema:
    parts = {name: _by_slug(each) if name in LISTS else each for name, each in files.items()}
    return table(parts) | {"title": "A folder of seeds", "description": "Its files by name, without .toml."}


def _file_schemas(*, laid_over: bool) -> dict[str, Schema]:
    """What each file holds, or each file of a folder."""
    return {
        **{name: _by_slug(_record(kind, absent=("slug",))) for name, kind in SINGLE.items()},
        **{folder: _list_file(folder, laid_over=laid_over) for folder in LISTS},
        LEDGER: _by_slug(_ledger_rows()),
        ACCEPTED: _by_slug(_by_slug(TYPES[fields.Text])),
    }


def _ledger_rows() -> Schema:
    """A row for each language, and all that was shown.

    Of states after the first the title may be left out, and of what is withdrawn all but the instant.
    """
    rows = {language.value: _record(Revision, absent=("language",)) for language in Language}
    first = _record(Shown)
    later = dict(first) | {"anyOf": [{"required": each} for each in (["withdrawn"], ["type", "kind", "when"])]}
    later["required"] = ["at"]
    return table({**rows, HISTORY: {"type": "array", "items": [first], "additionalItems": later}})


def _rooted(schema: Schema) -> Schema:
    """The schema with the definitions that it needs, as a file of its own."""
    definitions = _definitions()
    needed: dict[str, Schema] = {}
    waiting = [*_referred(schema)]
    while waiting:
        if (name := waiting.pop()) not in needed:
            needed[name] = definitions[name]
            waiting += _referred(definitions[name])
    rooted = {"$schema": "http://json-schema.org/draft-07/schema#", **schema}
    return rooted | {"definitions": {name: each for name, each in definitions.items() if name in needed}}


def _referred(schema: object) -> Iterator[str]:
    if isinstance(schema, Mapping):
        if "$ref" in schema:
            yield schema["$ref"].removeprefix("#/definitions/")
        for each in schema.values():
            yield from _referred(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from _referred(each)


def _definitions() -> dict[str, Schema]:
    return {
        "title": LOCALIZED,
        "numbered_title": NUMBERED,
        **{kind.__name__.lower(): _record(kind) for kind in NESTED},
    }


def _list_file(folder: str, *, laid_over: bool) -> Schema:
    """A file with lists of entries, below the header of a track in all folders but one."""
    kind = TRACKS.get(folder)
    track = None if kind is None else _some_track(kind)
    file = table({}) if kind is None else _record(kind, absent=("slug",))
    if laid_over and (required := file.pop("required", [])):
        # The track may be one of the folder below; a header takes the place of that one's, and is whole.
        file["dependencies"] = {name: required for name in file["properties"] if name not in required}
    entry = _partial_entry if laid_over else _entry
    file["properties"] |= {each.key: {"type": "array", "items": entry(each, track)} for each in LISTS[folder]}
    return file


def _some_track(kind: type[Track]) -> Track:
    text = LocalizedText(en="{ordinal}")
    titles: dict[str, Any] = {name: text for name in ("title", "numbered_title") if name in attrs.fields_dict(kind)}
    return kind(slug="track", **titles)


def _entry(of: EntryList, track: Track | None) -> Schema:
    """An entry that is all there: what does not follow from its place, or from its number, is required."""
    inherited = with_inherited({}, of, track).keys()
    by_number = with_inherited({"ordinal": 1}, of, track).keys() - inherited - {"ordinal"}
    entry = _record(of.record, given=inherited)
    entry["properties"][REPLACE] = {"enum": [False], "description": "There is nothing below that it could replace."}
    if unless_numbered := [name for name in entry["required"] if name in by_number]:
        entry["required"] = [name for name in entry["required"] if name not in by_number]
        entry["anyOf"] = [{"required": ["ordinal"]}, {"required": unless_numbered}]
    return entry


def _partial_entry(of: EntryList, track: Track | None) -> Schema:
    """An entry that may add to one of a folder below: only what tells which one it is is required."""
    entry = _record(of.record)
    entry["properties"][REPLACE] = {
        "type": "boolean",
        "description": "Whether it takes the place of the entry below, and does not add to it.",
        "default": False,
    }
    del entry["required"]
    telling = [
        name
        for name, value in {"slug": "x", "ordinal": 1, "kind": "x"}.items()
        if slug_of({name: value}, of, track) not in {None, slug_of({}, of, track)}
    ]
    return entry | {"anyOf": [{"required": [name]} for name in telling]}


def _record(kind: type, *, absent: Collection[str] = (), given: Collection[str] = ()) -> Schema:
    """The table of a record: without the *absent* fields, with those optional that are *given* by its place."""
    attrs.resolve_types(kind)
    known = [
        field
        for field in attrs.fields(kind)
        if field.init and field.name not in absent and not (issubclass(kind, Entry) and field.name == "revisions")
    ]
    required = [field.name for field in known if field.default is attrs.NOTHING and field.name not in given]
    record = table({field.name: _field(kind, field) for field in known}, required=required)
    return record | {"title": kind.__name__, "description": _summary(kind), **_TOGETHER.get(kind, {})}


def _field(kind: type, field: attrs.Attribute[Any]) -> Schema:
    schema = _typed(field.type) | FIELDS.get(field.name, {})
    if isinstance(field.default, str | bool):
        schema["default"] = field.default
    if said := _said_of(kind, field.name):
        if "$ref" in schema:  # whatever stands beside a reference is ignored
            schema = {"allOf": [schema]}
        schema["description"] = " ".join([said, *filter(None, [schema.get("description")])])
    return schema


def _typed(kind: Any) -> Schema:
    options = [each for each in get_args(kind) if each is not type(None)]
    if options and getattr(kind, "__origin__", None) is tuple:
        return {"type": "array", "items": _typed(options[0]), "maxItems": MOST_IN_LIST}
    if options:
        return _typed(options[0])
    if kind is LocalizedText:
        return {"$ref": "#/definitions/title"}
    if kind in NESTED:
        return {"$ref": f"#/definitions/{kind.__name__.lower()}"}
    if kind in (*REFERRED, Track):
        return SLUG | {"description": f"The slug of a {kind.__name__.lower()}. {_summary(kind)}"}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [member.value for member in kind], "description": _summary(kind)}
    return dict(TYPES[kind])


def _by_slug(schema: Schema) -> Schema:
    named = {"patternProperties": {SLUG["pattern"]: schema}, "propertyNames": {"maxLength": fields.LONGEST_SLUG}}
    return table({}) | named


def _summary(kind: type) -> str:
    """The first sentence of what a class says of itself."""
    return _markdown((kind.__doc__ or "").partition("\n\n")[0])


def _said_of(kind: type, name: str) -> str | None:
    """The clause in which a record, or what it inherits from, says what this field means."""
    for each in kind.__mro__:
        for clause in re.split(r"(?<=[.;])\s+|,\s+(?=``)", each.__doc__ or ""):
            if clause.startswith(f"``{name}``"):
                return _markdown(clause)
    return None


def _markdown(text: str) -> str:
    return " ".join(text.split()).replace("``", "`").rstrip(".,;") + "."
