"""The command line: the only place that reads the clock, prints, and exits.

Exit codes: 0 good, 1 findings or nothing found, 2 bad usage or bad data.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup
from typer.main import get_command

from kzeu_timeline._version import __version__
from kzeu_timeline.cli.output import say
from kzeu_timeline.exceptions import KzeuTimelineError

COMMANDS: Final = {
    "list": "reading:list_entries",
    "timeline": "reading:draw",
    "next": "reading:next_entries",
    "show": "reading:show",
    "export": "exporting:export",
    "diff": "comparing:diff",
    "coverage": "exporting:coverage",
    "check": "checking:check",
    "seal": "keeping:seal",
    "publish": "publishing:publish",
    "serve": "serving:serve",
    "new": "adding:new",
    "import": "importing:import_calendars",
    "schema": "adding:schema",
}
"""Each command, in the order of the help: the module beside this one, and the function whose parameters it takes,
or the group of commands that it is."""


_PREFIX: Final = "Value error, "
"""What pydantic, by which newer versions of typer read values, puts before every complaint."""


class _Loaded(Mapping[str, Any]):
    """The commands, each imported when it is asked for: nobody waits for what another one needs."""

    def __getitem__(self, name: str) -> Any:
        module, _, attribute = COMMANDS[name].partition(":")
        found = getattr(import_module(f"{__name__}.{module}"), attribute)
        if isinstance(found, typer.Typer):
            return get_command(found)
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(name)(found)
        return get_command(alone)

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class _Group(TyperGroup):
    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = _Loaded()  # type: ignore[assignment]  # nothing adds to them

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            error.message = error.message.removeprefix(_PREFIX)
            raise


app = typer.Typer(
    name="kzeu-timeline",
    cls=_Group,
    help="Kazakhstan–EU relations on a calendar: sourced statements, dates as precise as their sources.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"kzeu-timeline {__version__}\n")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Kazakhstan–EU relations on a calendar: sourced statements, dates as precise as their sources."""


def main() -> None:
    """Run the command line; bad data ends it with exit code 2 and one clear message, and so does a full disk."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that can't show Kazakh is no reason to crash
    if sys.stdout is None:
        say("there is no standard output to write to")
        sys.exit(2)
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except KzeuTimelineError as error:
        say(str(error))
        sys.exit(2)
    except OSError as error:
        # What is still in the buffer can't be written either; let the interpreter not try again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if error.errno == errno.EPIPE:
            sys.exit(1)
        say(f"can't write the output: {error.strerror}")
        sys.exit(2)
