"""The public surface: every name is there, is what it says, and costs nothing until it is used."""

from __future__ import annotations

import ast
import datetime as dt
import inspect
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import kzeu_timeline as kt
from kzeu_timeline import exceptions
from kzeu_timeline.exceptions import KzeuTimelineError
from kzeu_timeline.formats import FORMATS

DOOR = ast.parse(Path(kt.__file__).read_text("utf-8"))
ERRORS = [
    value for value in vars(exceptions).values() if isinstance(value, type) and issubclass(value, KzeuTimelineError)
]


def checked_imports() -> dict[str, str]:
    """What type checkers are told: each name and the module that it comes from."""
    (block,) = (node for node in DOOR.body if isinstance(node, ast.If) and isinstance(node.test, ast.Name))
    assert ast.unparse(block.test) == "TYPE_CHECKING"
    froms = [node for node in block.body if isinstance(node, ast.ImportFrom)]
    return {alias.asname or alias.name: str(node.module) for node in froms for alias in node.names}


# Names.


def test_the_names_are_in_order_and_without_repetition() -> None:
    assert kt.__all__ == sorted(set(kt.__all__))


def test_type_checkers_see_every_name_and_no_other() -> None:
    assert set(checked_imports()) == set(kt.__all__)


def test_every_name_that_is_served_is_public_and_the_reverse() -> None:
    assert set(kt._HOME_OF) == set(kt.__all__)


def test_type_checkers_and_the_interpreter_look_in_the_same_place() -> None:
    assert {name: f"kzeu_timeline.{home}" for name, home in kt._HOME_OF.items()} == checked_imports()


def test_dir_lists_the_public_names() -> None:
    assert dir(kt) == sorted(kt.__all__)


def test_a_star_import_brings_every_name() -> None:
    names: dict[str, Any] = {}
    exec("from kzeu_timeline import *", names)  # noqa: S102 - the only way to say it inside a function
    assert set(kt.__all__) <= set(names)


@pytest.mark.parametrize("name", ["nothing", "Nothing", "_nothing", "cli_app", "__wrapped__"])
def test_a_name_that_is_not_there_is_an_attribute_error(name: str) -> None:
    with pytest.raises(AttributeError, match=f"module 'kzeu_timeline' has no attribute '{name}'"):
        getattr(kt, name)


@pytest.mark.parametrize("name", kt.__all__)
def test_a_name_is_the_real_object(name: str) -> None:
    served = getattr(kt, name)
    home = sys.modules[checked_imports()[name]]
    assert served is getattr(home, name)
    assert getattr(served, "__module__", "kzeu_timeline").split(".")[0] == "kzeu_timeline"


@pytest.mark.parametrize("name", kt.__all__)
def test_a_name_is_kept_once_it_is_used(name: str) -> None:
    assert getattr(kt, name) is vars(kt)[name]


# What it says of itself.


@pytest.mark.parametrize("name", [name for name in kt.__all__ if callable(getattr(kt, name))])
def test_everything_public_explains_itself(name: str) -> None:
    served = getattr(kt, name)
    assert served.__doc__, name
    assert not served.__doc__.startswith(f"{name}(")


@pytest.mark.parametrize("name", [name for name in kt.__all__ if inspect.isclass(getattr(kt, name))])
def test_everything_public_in_a_class_explains_itself(name: str) -> None:
    served = getattr(kt, name)
    members = {
        key: member.fget if isinstance(member, property) else member
        for key, member in vars(served).items()
        if not key.startswith("_") and (callable(member) or isinstance(member, property | classmethod))
    }
    inherited = {key for parent in served.__mro__[1:] for key in vars(parent)}
    assert [key for key, member in members.items() if not inspect.getdoc(member) and key not in inherited] == []


@pytest.mark.parametrize("name", [name for name in kt.__all__ if inspect.isfunction(getattr(kt, name))])
def test_the_parameters_of_functions_are_annotated(name: str) -> None:
    signature = inspect.signature(getattr(kt, name))
    assert signature.return_annotation is not inspect.Signature.empty
    assert [each for each in signature.parameters.values() if each.annotation is inspect.Parameter.empty] == []


@pytest.mark.parametrize("name", ["Event", "Milestone", "Statement", "Source", "Place", "Party", "Person", "Figure"])
def test_records_are_made_with_keywords_only(name: str) -> None:
    kinds = {each.kind for each in inspect.signature(getattr(kt, name)).parameters.values()}
    assert kinds == {inspect.Parameter.KEYWORD_ONLY}


def test_the_version_is_that_of_the_package() -> None:
    assert [int(part) for part in kt.__version__.split(".")[:2]]


# What it costs.


def imported_by(statement: str) -> set[str]:
    """The modules that a fresh interpreter has after *statement*, and did not have before."""
    script = f"import sys; before = set(sys.modules); {statement}; print(*sorted(set(sys.modules) - before))"
    return set(
        subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.split()
    )


def test_importing_the_package_imports_nothing_heavy() -> None:
    imported = imported_by("import kzeu_timeline")
    assert "kzeu_timeline" in imported
    assert not imported & {
        "attrs",
        "attr",
        "cattrs",
        "babel",
        "pendulum",
        "icalendar",
        "typer",
        "rich",
        "json",
        "tomllib",
    }


def test_importing_the_package_imports_nothing_of_its_own() -> None:
    assert {name for name in imported_by("import kzeu_timeline") if name.startswith("kzeu_timeline.")} == set()


def test_the_timeline_knows_no_file_and_no_format() -> None:
    imported = imported_by("import kzeu_timeline.timeline")
    assert not imported & {
        "icalendar",
        "pendulum",
        "babel",
        "tomllib",
        "json",
        "cattrs",
        "csv",
        "typer",
        "rich",
        "http",
        "pandas",
        "polars",
        "pyarrow",
    }
    assert not imported & {"kzeu_timeline.tables", "kzeu_timeline.exporters"}


def test_a_date_is_parsed_without_the_model() -> None:
    imported = imported_by("import kzeu_timeline as kt; kt.parse_edtf('2025-11')")
    assert not imported & {"kzeu_timeline.model", "cattrs", "babel", "pendulum", "icalendar"}


def test_loading_needs_no_format_and_no_command_line() -> None:
    imported = imported_by("import kzeu_timeline as kt; kt.load()")
    assert not imported & {"icalendar", "typer", "rich"}


def test_a_feed_is_written_without_icalendar_and_the_command_line() -> None:
    imported = imported_by("import kzeu_timeline as kt; kt.to_ical(kt.Timeline(), language='en')")
    assert not imported & {"icalendar", "typer", "rich", "cattrs", "tomllib"}


# Errors.


EXAMPLES = {
    "KzeuTimelineError": KzeuTimelineError("it failed: 'x'"),
    "EdtfError": kt.EdtfError("2024-13", 5, "no such month"),
    "OutsideCalendarError": kt.OutsideCalendarError("outside the years 1 to 9999: '0000'"),
    "UndecidedError": kt.UndecidedError("neither yes nor no: 'maybe'"),
    "InvalidRecordError": kt.InvalidRecordError("not a slug: 'A'"),
    "SeedError": kt.SeedError([kt.Problem("a.toml", "x[0]", "missing"), kt.Problem("b.toml", "", "not TOML: ''")]),
    "CalendarError": kt.CalendarError("no calendar: b''"),
    "UnknownSlugError": kt.UnknownSlugError("no entry has this slug: 'x'"),
    "ExportError": kt.ExportError("unknown format: 'docx'"),
    "MissingExtraError": kt.MissingExtraError("not installed: 'plot'"),
}


def raised(text: str) -> KzeuTimelineError:
    """The error that this expression raises."""
    with pytest.raises(KzeuTimelineError) as caught:
        eval(text, {"kt": kt, "dt": dt})  # noqa: S307 - our own text
    return caught.value


def test_these_tests_know_every_error() -> None:
    assert set(EXAMPLES) == {error.__name__ for error in ERRORS}


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_every_error_is_public_and_named_as_one(error: type[KzeuTimelineError]) -> None:
    assert error.__name__.endswith("Error")
    assert getattr(kt, error.__name__) is error


def test_no_error_is_defined_elsewhere_and_made_public() -> None:
    public = [value for value in (getattr(kt, name) for name in kt.__all__) if inspect.isclass(value)]
    assert {each for each in public if issubclass(each, BaseException)} == set(ERRORS)


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (kt.EdtfError, ValueError),
        (kt.OutsideCalendarError, ValueError),
        (kt.InvalidRecordError, ValueError),
        (kt.SeedError, ValueError),
        (kt.ExportError, ValueError),
        (kt.UndecidedError, TypeError),
        (kt.UnknownSlugError, KeyError),
        (kt.MissingExtraError, ImportError),
    ],
)
def test_errors_are_caught_as_what_python_calls_them(error: type[Exception], builtin: type[Exception]) -> None:
    assert issubclass(error, builtin)


@pytest.mark.parametrize("name", EXAMPLES)
def test_errors_survive_pickling(name: str) -> None:
    error = EXAMPLES[name]
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (type(copy), str(copy), copy.args) == (type(error), str(error), error.args)
    assert vars(copy) == vars(error)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kt.parse_edtf('2024-13')", "no such month at offset 5; not an EDTF date: '2024-13'"),
        ("kt.Timeline()['nothing']", "no entry has this slug: 'nothing'"),
        ("kt.load('nowhere')", "no such folder: 'nowhere'"),
        ("kt.Source(slug='A', publisher='P')", "not a slug (a-z, 0-9, single hyphens): 'A'"),
        ("kt.LocalizedText(de='Titel')", "unknown language (known: kk, ru, en): 'de'"),
        (
            "kt.loss_report(kt.Timeline(), 'docx')",
            f"unknown format (known: {', '.join(FORMATS)}): 'docx'",
        ),
        ("kt.Timeline([5])", "not an entry: 5"),
    ],
)
def test_messages_are_lower_case_and_end_with_the_value(text: str, message: str) -> None:
    assert str(raised(text)) == message


@pytest.mark.parametrize(
    "value",
    ["x" * 10_000, "\x1b[31m\u202e\n\0", b"\xff" * 10_000, 10**6_000, [10**6_000], [["x"] * 99]],
    ids=["long text", "steering", "bytes", "long number", "long number in a list", "long list"],
)
def test_a_message_is_one_short_printable_line_whatever_the_value(value: object) -> None:
    with pytest.raises(kt.InvalidRecordError) as caught:
        kt.Source(slug=value, publisher="P")  # type: ignore[arg-type]
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 150
