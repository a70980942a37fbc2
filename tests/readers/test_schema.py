"""The schema and the loader agree: what one refuses, the other refuses, but for what a schema can't say."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
import tomllib
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, note
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from jsonschema import Draft7Validator, ValidationError
from jsonschema.validators import extend

from kzeu_timeline import SeedError, load
from kzeu_timeline.readers.folder import shipped_folder
from kzeu_timeline.readers.layout import LISTS
from kzeu_timeline.readers.schema import schema_files
from tests.readers.faults import FAULTS, Fault
from tests.readers.folders import AGREEMENT, EVENTS, NEGOTIATION, RECORD, SERIES, replaced, told, write
from tests.readers.tables import DATES, MADE, TABLES, Made, broken
from tests.readers.test_laws import damaged
from tests.readers.tomltext import toml_text
from tests.strategies import LAW

pytestmark = pytest.mark.broad

LOADER_ONLY: Final = {
    "a slug that nothing has": r"unknown (?:source|party|place|person|role|topic|figure|track|entry): '",
    "EDTF that a pattern takes for a date": r"not an EDTF date: ",
    "a date or time of TOML, which has become text": r": datetime\.(?:date|time|datetime)\(",
    "a text in place of a time, which looks like one": r"not (?:time|datetime): ",
    "a whole number with a point": r"not int: -?[0-9]+\.0$",
    "letters of two scripts in one word": r"Latin and Cyrillic letters in one word: ",
    "a character that no text may hold": r"character U\+0000 at offset ",
    "a name that is no time zone's": r"not an IANA time zone: ",
    "an address that looks like one": r"not an http or https address: ",
    "a number of more digits than anybody counts": r"not a number: ",
    "a clock time without a day, or at the end of the calendar": r"a clock time without a day|outside the years",
    "two entries of one slug": r"also at ",
    "a slug that belongs to an anniversary": r"the slug of an anniversary",
    "a number in a track that has no pattern for titles": r"no pattern for the titles of: ",
}
"""What a schema of one file can't say, by the messages of the loader."""

_PATTERN: Final = RECORD[NEGOTIATION].splitlines()[1]
_UNTOLD: Final = re.compile("|".join(LOADER_ONLY.values()))


# As the language servers see it.


def as_editors_see(value: object) -> object:
    """A value of TOML as JSON: dates and times become text, what is not a number nothing."""
    match value:
        case dict():
            return {key: as_editors_see(each) for key, each in value.items()}
        case list():
            return [as_editors_see(each) for each in value]
        case dt.datetime():
            return value.isoformat().replace("+00:00", "Z")
        case dt.date() | dt.time():
            return value.isoformat()
        case float() if not math.isfinite(value):
            return None
    return value


def _pattern(_validator: object, pattern: str, instance: object, _schema: object) -> Iterator[ValidationError]:
    # In Python's patterns "$" stands before a final line break as well, in those of JSON Schema it does not.
    if isinstance(instance, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


@cache
def validator(name: str, *, laid_over: bool = False) -> Draft7Validator:
    """Of the schema at that path."""
    return extend(Draft7Validator, {"pattern": _pattern})(json.loads(schema_files(laid_over=laid_over)[name]))


def schema_of(file: str) -> str:
    return f"schemas/{file.partition('/')[0].removesuffix('.toml')}.json"


def refusals(file: str, tables: object, *, laid_over: bool = False) -> list[str]:
    """What the schema says against a file."""
    schema = validator(schema_of(file), laid_over=laid_over)
    return [error.message for error in schema.iter_errors(as_editors_see(tables))]


def whole(folder: Path) -> dict[str, Any]:
    """A folder as one object."""
    found: dict[str, Any] = {}
    for path in sorted(folder.rglob("*.toml")):
        *above, name = path.relative_to(folder).with_suffix("").parts
        place = found
        for each in above:
            place = place.setdefault(each, {})
        place[name] = as_editors_see(tomllib.loads(path.read_text("utf-8")))
    return found


# What is committed.


def test_the_schemas_beside_the_record_are_those_of_the_model() -> None:
    folder = Path(__file__).parents[2] / "seeds"
    committed = [folder / "schema.json", *(folder / "schemas").iterdir()]
    files = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in committed}
    if files != schema_files():
        pytest.fail("not those of the model: kzeu-timeline schema --seeds seeds", pytrace=False)


@pytest.mark.parametrize("name", schema_files())
def test_each_is_a_schema_of_draft_7(name: str) -> None:
    schema = json.loads(schema_files()[name])
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == Draft7Validator.META_SCHEMA["$schema"]


@pytest.mark.parametrize("name", schema_files())
def test_none_needs_what_language_servers_lack(name: str) -> None:
    text = schema_files()[name]
    assert not re.search(r"\(\?[=!<P]|[+*?}]\+", text)
    assert set(re.findall(r'"\$ref": "([^"]*)"', text)) == {
        f"#/definitions/{each}" for each in json.loads(text)["definitions"]
    }


def test_every_file_of_the_shipped_record_is_valid() -> None:
    folder = shipped_folder()
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.toml")}
    assert files
    assert {
        name: found for name, path in files.items() if (found := refusals(name, tomllib.loads(path.read_text("utf-8"))))
    } == {}
    assert list(validator("schema.json").iter_errors(whole(folder))) == []


@pytest.mark.parametrize("file", RECORD)
def test_every_file_of_a_valid_folder_is_valid(file: str) -> None:
    assert refusals(file, tomllib.loads(RECORD[file])) == []


def test_the_schema_of_a_folder_refuses_what_that_of_a_file_refuses(tmp_path: Path) -> None:
    assert list(validator("schema.json").iter_errors(whole(write(tmp_path)))) == []
    for name, text in {
        "meetings.toml": "",
        "events/2025.toml": "a = 1",
        "series/x/y.toml": "",
        "series/A.toml": "",
    }.items():
        files = write(tmp_path / name.replace("/", "-"), {**RECORD, name: text})
        assert not validator("schema.json").is_valid(whole(files))
        with pytest.raises(SeedError):
            load(files)


# One thing broken.


UNTOLD: Final = [
    Fault(
        EVENTS, 'slug = "review"', 'slug = "fair"', "milestones[0].slug: also at events/2025.toml: events[0]: 'fair'"
    ),
    Fault(EVENTS, '"fair"\nkind', '"pact-signed-anniversary-5"\nkind', "the slug of an anniversary"),
    Fault(EVENTS, '"2025-11-05"', '"9999-12-31"', "outside the years 1 to 9999"),
    Fault(NEGOTIATION, _PATTERN, "", "rounds[0]: no pattern for the titles of: 'talks'"),
]
"""Faults that no schema of one file can tell, beside those that stand among the others."""

ALL: Final = [*(fault for faults in FAULTS.values() for fault in faults), *UNTOLD]


def refused(fault: Fault) -> bool:
    return bool(refusals(fault.file, tomllib.loads(replaced(fault.file, fault.old, fault.new)[fault.file])))


@pytest.mark.parametrize("fault", ALL)
def test_each_fault_is_refused_but_for_what_a_schema_cannot_say(tmp_path: Path, fault: Fault) -> None:
    problems = told(tmp_path, replaced(fault.file, fault.old, fault.new))
    assert refused(fault) or all(map(_UNTOLD.search, problems))


def test_each_thing_that_a_schema_cannot_say_is_among_the_faults(tmp_path: Path) -> None:
    missed = [replaced(fault.file, fault.old, fault.new) for fault in ALL if not refused(fault)]
    problems = [each for number, files in enumerate(missed) for each in told(tmp_path / str(number), files)]
    assert {
        name for name, message in LOADER_ONLY.items() if not any(re.search(message, each) for each in problems)
    } == set()


# Laws.


@pytest.fixture(scope="module")
def problems_with(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Any], list[str]]:
    """What the loader says of the valid folder with other tables in one file."""
    folder = write(tmp_path_factory.mktemp("seeds"))

    def problems(file: str, tables: Any) -> list[str]:
        write(folder, {file: toml_text(tables)})
        try:
            load(folder)
        except SeedError as error:
            return list(map(str, error.problems))
        finally:
            write(folder, {file: RECORD[file]})
        return []

    return problems


@LAW
@given(made=MADE)
def test_a_table_of_any_valid_fields_is_taken_by_both(problems_with: Any, made: Made) -> None:
    assert problems_with(made.file, made.tables) == []
    assert refusals(made.file, made.tables) == []


@LAW
@given(case=broken())
def test_a_table_with_one_thing_broken_is_refused_by_both(problems_with: Any, case: tuple[str, Any, str]) -> None:
    file, tables, how = case
    note(how)
    assert problems_with(file, tables)
    assert refusals(file, tables)


@LAW
@given(damage=damaged())
def test_whatever_stands_in_a_file_the_schema_refuses_what_the_loader_does(
    problems_with: Any, damage: tuple[str, Any]
) -> None:
    problems, refused = problems_with(*damage), refusals(*damage)
    if not problems:
        assert refused == []
    assert refused or all(map(_UNTOLD.search, problems))


@LAW
@given(text=DATES)
def test_every_date_that_the_loader_takes_matches(text: str) -> None:
    assert refusals("sources.toml", {"x": {"publisher": "X", "published": text}}) == []


# Laid over another folder.


@st.composite
def overlays(draw: DrawFn) -> tuple[str, Any]:
    """A file that adds to what is below: entries and headers of the valid folder with any keys left out."""
    file = draw(st.sampled_from([name for name in TABLES if "/" in name]))
    tables = deepcopy(TABLES[file])
    header = [key for key, value in tables.items() if not (isinstance(value, list) and isinstance(value[0], dict))]
    for key in draw(st.lists(st.sampled_from(header), unique=True)) if header else ():
        del tables[key]
    for entries in (tables[key] for key in tables.keys() - set(header)):
        for entry in entries:
            for key in draw(st.lists(st.sampled_from(list(entry)), unique=True)):
                del entry[key]
            if draw(st.booleans()):
                entry["replace"] = draw(st.booleans())
    return file, tables


@LAW
@given(over=overlays())
def test_what_the_loader_takes_above_another_folder_the_schema_takes(
    tmp_path_factory: pytest.TempPathFactory, over: tuple[str, Any]
) -> None:
    file, tables = over
    below, above = write(tmp_path_factory.mktemp("below")), tmp_path_factory.mktemp("above")
    try:
        load(below, write(above, {file: toml_text(tables)}))
    except SeedError:
        return
    assert refusals(file, tables, laid_over=True) == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (SERIES, "[[meetings]]\nordinal = 22\nstatements = [{ source = 'paper', when = '2025-12' }]\n"),
        (SERIES, "[[meetings]]\nslug = 'council-22'\ntopics = ['trade']\n"),
        (AGREEMENT, "[[milestones]]\nkind = 'signed'\ntopics = ['trade']\n"),
        (EVENTS, "[[events]]\nslug = 'fair'\nkind = 'market'\n"),
    ],
)
def test_an_entry_may_be_part_of_one_only_above_another_folder(tmp_path: Path, file: str, text: str) -> None:
    load(write(tmp_path / "below"), write(tmp_path / "above", {file: text}))
    assert refusals(file, tomllib.loads(text), laid_over=True) == []
    assert refusals(file, tomllib.loads(text))


@pytest.mark.parametrize(
    "text", ["[[milestones]]\nordinal = 1\n", "[[meetings]]\nkind = 'x'\n", "[[meetings]]\nordinal = 22\nx = 1\n"]
)
def test_above_another_folder_it_must_be_told_which_entry_is_meant(tmp_path: Path, text: str) -> None:
    with pytest.raises(SeedError):
        load(write(tmp_path / "below"), write(tmp_path / "above", {SERIES: text}))
    assert refusals(SERIES, tomllib.loads(text), laid_over=True)


# Where editors find them.


@pytest.mark.parametrize(
    ("config", "rules"),
    [
        (".taplo.toml", lambda read: {each["schema"]["path"]: each["include"] for each in read["rule"]}),
        ("tombi.toml", lambda read: {each["path"]: each["include"] for each in read["schemas"]}),
    ],
)
def test_each_editor_is_told_the_schema_of_each_file(config: str, rules: Callable[[Any], Any]) -> None:
    read = tomllib.loads((Path(__file__).parents[2] / config).read_text("utf-8"))
    names = [Path(name).stem for name in schema_files() if name.startswith("schemas/")]
    assert rules(read) == {
        f"seeds/schemas/{name}.json": [f"seeds/{name}/*.toml" if name in LISTS else f"seeds/{name}.toml"]
        for name in names
    }
