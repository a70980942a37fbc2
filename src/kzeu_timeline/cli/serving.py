"""``serve``: the site over HTTP."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import Annotated, Final

import typer

from kzeu_timeline.cli import clock
from kzeu_timeline.cli.options import Feeds, Seeds, Today, With
from kzeu_timeline.cli.output import say
from kzeu_timeline.server.folder import read_site, seen_of
from kzeu_timeline.server.published import Published
from kzeu_timeline.server.running import Place, run
from kzeu_timeline.server.watching import Origin, fingerprint
from kzeu_timeline.text import Language

_EVERYWHERE: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104 - refused without the address that people see
"""What listens at every address of the machine is the address of none."""


def serve(
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen at.")] = 8000,
    base: Annotated[
        str | None,
        typer.Option(metavar="URL", help="The address that subscribers see, behind a proxy; else http://HOST:PORT/."),
    ] = None,
    shared: Annotated[
        bool, typer.Option("--shared", help="Listen beside other servers at the same port, and share the load.")
    ] = False,
    log: Annotated[bool, typer.Option("--log", help="Print a line to stderr for each response.")] = False,
    site: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Serve what `publish` has written there, and read no seeds."),
    ] = None,
    feeds: Feeds = None,
    today: Today = None,
    seeds: Seeds = None,
    extend: With = None,
) -> None:
    """Serve the calendars and pages over HTTP.

    The seeds are read anew when one of their files or the day changes, and at SIGHUP, without a request being dropped;
    if they are broken then, what was served before still is. SIGTERM and Ctrl-C end it, and cut no response.
    """
    if base is None and host in _EVERYWHERE:
        raise typer.BadParameter(f"the address that subscribers see is needed with --host {host}", param_hint="--base")
    root = _root(base or f"http://{f'[{host}]' if ':' in host else host}:{port}/")
    if site is None:
        origin = _of_seeds(root, feeds, today, seeds, extend)
    elif feeds or today or seeds or extend:
        raise typer.BadParameter("of what is published already, nothing can be chosen", param_hint="--site")
    else:
        origin = _of_site(site)
    run(
        origin,
        Place(host, port, shared),
        ready=partial(_print_addresses, root),
        say=say,
        log=partial(print, file=sys.stderr, flush=True) if log else None,
    )
    _leave()


def _of_site(folder: Path) -> Origin:
    def published(previous: Published | None) -> Published:
        return _ready(Published(read_site(folder), previous=previous), previous)

    return Origin(published, partial(seen_of, folder))


def _of_seeds(root: str, feeds: Feeds, today: Today, seeds: Seeds, extend: With) -> Origin:
    from kzeu_timeline.readers.feeds import read_feeds  # noqa: PLC0415 - --site need not wait for these
    from kzeu_timeline.readers.folder import shipped_folder  # noqa: PLC0415
    from kzeu_timeline.readers.seeds import load  # noqa: PLC0415
    from kzeu_timeline.revisions import unsealed_text  # noqa: PLC0415

    looked_at = [seeds or shipped_folder(), *(extend or ()), *([feeds] if feeds else ())]

    def published(previous: Published | None) -> Published:
        day, catalogue = clock.day(today), load(seeds, extend)
        if behind := unsealed_text(catalogue):
            say(behind)
        chosen = read_feeds(feeds, catalogue) if feeds else None
        return _ready(Published.of(catalogue, base=root, today=day, feeds=chosen, previous=previous), previous)

    return Origin(published, lambda: (clock.day(today), fingerprint(looked_at)))


def _ready(made: Published, previous: Published | None) -> Published:
    """What takes the place of something is compressed before it does."""
    if previous:
        made.compress()
    return made


def _print_addresses(root: str, served: Published) -> None:
    """The first page, and what people can subscribe to: each feed in each language, less its variants."""
    sys.stdout.write(f"{root}\n")
    endings = tuple(f"-{language}.ics" for language in Language)
    sys.stdout.writelines(f"{root}{path}\n" for path in served.contents if path.endswith(endings))
    sys.stdout.flush()


def _root(base: str) -> str:
    return base if base.endswith("/") else f"{base}/"


def _leave() -> None:
    """End the process here: everything is answered, but granian does not wait for its threads.

    One of them that asks for the interpreter while that goes down would abort the process.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
