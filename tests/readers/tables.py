"""Tables of every kind of record, drawn field by field from what the model declares; and such with one thing broken.

Knows the model and the valid folder, not the schema.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from enum import Enum
from typing import Any, Final, NamedTuple, get_args

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from kzeu_timeline import (
    Agreement,
    Edtf,
    Event,
    KzeuTimelineError,
    Milestone,
    Negotiation,
    Relation,
    Series,
    Statement,
    Track,
)
from kzeu_timeline.dates import Clock
from kzeu_timeline.model import (
    Figure,
    Participant,
    Party,
    Person,
    Place,
    Role,
    Source,
    Topic,
    fields,
)
from kzeu_timeline.text import LocalizedText
from tests.readers.folders import (
    AGREEMENT,
    EVENTS,
    FIGURES,
    NEGOTIATION,
    PARTIES,
    PEOPLE,
    PLACES,
    RECORD,
    ROLES,
    SERIES,
    SOURCES,
    TOPICS,
    TRACK,
)
from tests.strategies import SAMPLES

Table = dict[str, Any]
TABLES: Final[dict[str, Table]] = {name: tomllib.loads(text) for name, text in RECORD.items()}

_NESTED: Final = (Statement, Participant, Relation, Clock)
_FILES: Final = {
    Party: PARTIES,
    Place: PLACES,
    Role: ROLES,
    Person: PEOPLE,
    Topic: TOPICS,
    Source: SOURCES,
    Figure: FIGURES,
}
_TRACKS: Final = {Series: SERIES, Agreement: AGREEMENT, Negotiation: NEGOTIATION, Track: TRACK}
_LISTS: Final = [
    (SERIES, "meetings", Event, ("kind",)),
    (SERIES, "milestones", Milestone, ("slug",)),
    (AGREEMENT, "milestones", Milestone, ("slug",)),
    (NEGOTIATION, "rounds", Event, ("kind",)),
    (NEGOTIATION, "milestones", Milestone, ("slug",)),
    (TRACK, "events", Event, ()),
    (TRACK, "milestones", Milestone, ("slug",)),
    (EVENTS, "events", Event, ()),
    (EVENTS, "milestones", Milestone, ()),
]
"""Where entries stand, and what they need not say there."""

_LETTERS: Final = st.sampled_from(["Совет", "Кеңес", "Council", "Ä", "\t", " ", "'", '"', "\\", "{", "}", "№ 5", "🇰🇿"])
_TEXT: Final = st.lists(_LETTERS, min_size=1, max_size=4).map(" ".join).filter(str.strip)
_SLUG: Final = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
_CLOCKS: Final = st.times().map(lambda time: time.replace(microsecond=0)).filter(lambda time: time.hour > 3)


def _in_calendar(text: str) -> bool:
    try:
        fields.date_in_calendar(text)
    except KzeuTimelineError:
        return False
    return True


DATES: Final = (
    st.one_of(*SAMPLES.values()).map(lambda sample: sample.text) | st.dates().map(dt.date.isoformat)
).filter(_in_calendar)
"""EDTF of the years that a record may have."""

_VALID: Final[dict[object, SearchStrategy[Any]]] = {
    fields.Slug: _SLUG,
    fields.Text: _TEXT,
    fields.Zone: st.sampled_from(["Asia/Almaty", "Europe/Brussels", "America/Argentina/Buenos_Aires", "Etc/GMT+5"]),
    fields.Url: st.sampled_from(["https://a.example/1?b=[c]&d=%20#e", "HTTP://a.example", "http://қ.example:80/'"]),
    fields.CountryCode: st.from_regex("[A-Z]{2}", fullmatch=True),
    fields.Sha256: st.from_regex("[0-9a-f]{64}", fullmatch=True),
    fields.Days: st.integers(0, fields.LARGEST_NUMBER)
    | st.lists(st.integers(0, fields.LARGEST_NUMBER), min_size=2, max_size=2).map(sorted),
    Edtf: DATES,
    int: st.integers(1, fields.LARGEST_NUMBER),
    float: st.floats(-90, 90) | st.integers(-90, 90),
    bool: st.booleans(),
    str: st.just("Europe/Brussels"),
    Decimal: st.integers(-(10**18), 10**18) | st.decimals(-1000, 1000, places=2).map(str) | st.just("1_0e-3"),
    dt.time: _CLOCKS,
}

BROKEN: Final[dict[object, list[Any]]] = {
    fields.Slug: ["Bad", "a b", "a--b", "-a", "", "a\n", "../a", "a" * 121, 5, True, [], {}],
    fields.Text: ["", " \t", 5, True, [], {}, "x" * 20_001],
    fields.Zone: ["no zone", "../../etc", "", 5, []],
    fields.Url: ["javascript:alert(1)", "//a.example", "https://a b", "https://a\n", "", 5, []],
    fields.CountryCode: ["kz", "KAZ", "K", "KZ\n", 5],
    fields.Sha256: ["0" * 63, "G" + "0" * 63, "0" * 65, 5],
    fields.Days: [-1, "1", 1.5, True, [], [1], [1, 2, 3], [1, "2"], [True, 2], {}],
    Edtf: ["2024-13", "2025-00", "2025-11-32", "", " 2025", "2025 ", "2 May 2025", "24", "10000", 2025, []],
    int: [0, -1, fields.LARGEST_NUMBER + 1, "1", 1.5, True, []],
    float: ["51", True, 180.5, -181, []],
    bool: ["yes", "true", 1, 0, []],
    str: ["no zone", 5],
    Decimal: [30.5, "many", "", ".", "1.2.3", True, []],
    dt.time: ["noon", "", 5, True, []],
}
"""Values that no field of that type takes, and that one can see by themselves."""


class Field(NamedTuple):
    """A field that a table may have: its type without None, whether it is a list, whether it must be there."""

    name: str
    type: Any
    is_list: bool
    is_required: bool


def fields_of(kind: type) -> list[Field]:
    """The fields of a record that stand in its table."""
    attrs.resolve_types(kind)
    found = []
    for field in attrs.fields(kind):
        if field.init and field.name != "revisions":
            bare = next((each for each in get_args(field.type) if each not in {type(None), ...}), field.type)
            is_list = getattr(field.type, "__origin__", None) is tuple
            found.append(Field(field.name, bare, is_list, field.default is attrs.NOTHING))
    return found


def _known(kind: type) -> list[str]:
    """The slugs of the valid folder that a record of this kind has."""
    if kind is Track:
        return ["council", "pact", "talks", "visits"]
    return list(TABLES[_FILES[kind]])


@st.composite
def localized(draw: DrawFn, between: str = "") -> Table:
    texts: Table = {language: draw(_TEXT) + between for language in ("en", "ru", "kk")}
    if draw(st.booleans()):
        texts["unattested"] = draw(st.lists(st.sampled_from(["en", "ru", "kk"]), max_size=3))
    return texts


def _value(field: Field) -> SearchStrategy[Any]:
    kind = field.type
    if kind is LocalizedText:
        one: SearchStrategy[Any] = localized(" {ordinal:masculine}" if field.name == "numbered_title" else "")
    elif kind in _NESTED:
        one = tables(kind)
    elif field.name == "target":
        one = st.sampled_from(["council-22", "pact-signed", "pact-signed-anniversary-10"])
    elif kind in _VALID:
        one = _VALID[kind]
    elif issubclass(kind, Enum):
        one = st.sampled_from([member.value for member in kind])
    else:
        one = st.sampled_from(_known(kind))
    return st.lists(one, min_size=int(field.name == "statements"), max_size=2) if field.is_list else one


@st.composite
def tables(draw: DrawFn, kind: type, absent: tuple[str, ...] = ("slug",)) -> Table:
    """The table of a record, with any of the fields that it may have, in any order."""
    known = [field for field in fields_of(kind) if field.name not in absent]
    chosen = [field for field in draw(st.permutations(known)) if field.is_required or draw(st.booleans())]
    table = {field.name: draw(_value(field)) for field in chosen}
    if kind is Statement and "clock" in table:
        table["when"] = draw(st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1))).isoformat()
    if kind is Place and len(table.keys() & {"latitude", "longitude"}) == 1:
        table |= {"latitude": 51.17, "longitude": 71}
    return table


class Made(NamedTuple):
    """A file of the valid folder with one more table in it, or with another header; ``kind`` is what that table is."""

    file: str
    tables: Table
    table: Table
    kind: type
    inherited: tuple[str, ...]


@st.composite
def _single(draw: DrawFn) -> Made:
    kind = draw(st.sampled_from(list(_FILES)))
    table = draw(tables(kind))
    return Made(_FILES[kind], deepcopy(TABLES[_FILES[kind]]) | {f"made-{draw(_SLUG)}": table}, table, kind, ("slug",))


@st.composite
def _header(draw: DrawFn) -> Made:
    kind = draw(st.sampled_from(list(_TRACKS)))
    lists = {key: each for key, each in deepcopy(TABLES[_TRACKS[kind]]).items() if key in {"meetings", "milestones"}}
    table = draw(tables(kind)) | lists
    if kind is Series:
        table.setdefault("numbered_title", draw(localized(" {ordinal}")))
    if kind is Negotiation:
        table["rounds"] = deepcopy(TABLES[NEGOTIATION]["rounds"])
        table.setdefault("numbered_title", draw(localized(" {ordinal}")))
    return Made(_TRACKS[kind], table, table, kind, ("slug",))


@st.composite
def _entry(draw: DrawFn) -> Made:
    file, key, kind, inherited = draw(st.sampled_from(_LISTS))
    table = draw(tables(kind, absent=()))
    table["slug"] = f"made-{draw(_SLUG)}"
    if kind is Event and "ordinal" in table and file != EVENTS:
        inherited += ("slug",) if file == TRACK else ("slug", "title")
        table["ordinal"] += 22
        table["ordinal"] = min(table["ordinal"], fields.LARGEST_NUMBER)
    if kind is Milestone and "slug" in inherited:
        table["kind"] = f"made-{table['kind']}"
    for name in inherited:
        if draw(st.booleans()):
            del table[name]
    whole = deepcopy(TABLES[file])
    whole.setdefault(key, []).append(table)
    return Made(file, whole, table, kind, inherited)


MADE: Final = _single() | _header() | _entry()


def _places(kind: type, table: Table) -> Iterator[tuple[Table, Field]]:
    """Each field that is in a table, or in one within it, with the table that has it."""
    for field in fields_of(kind):
        if field.name in table:
            yield table, field
            within = table[field.name] if field.is_list else [table[field.name]]
            for each in within if field.type in _NESTED else ():
                yield from _places(field.type, each)


@st.composite
def broken(draw: DrawFn) -> tuple[str, Table, str]:
    """A file with one thing broken in a table that was valid; and what."""
    made = draw(MADE)
    places = list(_places(made.kind, made.table))
    owner, field = draw(st.sampled_from(places))
    texts = [table[field.name] for table, field in places if field.type is LocalizedText]
    required = [
        (table, field.name)
        for table, field in places
        if field.is_required and not (table is made.table and field.name in (*made.inherited, "title"))
    ]
    ways = ["key", "value", *(["language"] if texts else []), *(["missing"] if required else [])]
    how = draw(st.sampled_from(ways))
    match how:
        case "key":
            owner["unheard-of"] = draw(st.sampled_from([1, "x", [], {}]))
        case "language":
            text = draw(st.sampled_from(texts))
            if draw(st.booleans()):
                del text[draw(st.sampled_from(["en", "ru", "kk"]))]
            else:
                text["de"] = "Rat"
        case "missing":
            table, name = draw(st.sampled_from(required))
            del table[name]
        case _:
            owner[field.name] = draw(st.sampled_from(_breaking(field)))
            how = f"{field.name} = {owner[field.name]!r}"[:100]
    return made.file, made.tables, how


def _breaking(field: Field) -> list[Any]:
    kind = field.type
    if field.is_list:
        return ["x", 5, {}, True, *([[]] if field.name == "statements" else []), [{"x": 1}], [5]]
    if kind is LocalizedText:
        return ["x", 5, {}, [], {"en": "x"}]
    if kind in BROKEN:
        return BROKEN[kind]
    if kind in _NESTED:
        return ["x", 5, [], {}]
    if issubclass(kind, Enum):
        return ["nobody", "", 5, True, []]
    return [5, True, "No such", "", [], {}]
