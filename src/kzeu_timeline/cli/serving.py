"""``serve``: the site over HTTP."""

from __future__ import annotations

import sys
from functools import partial
from typing import Annotated

import typer

from kzeu_timeline.cli import clock
from kzeu_timeline.cli.options import Feeds, Seeds, Today, With
from kzeu_timeline.cli.output import say
from kzeu_timeline.feeds import FEEDS
from kzeu_timeline.readers.feeds import read_feeds
from kzeu_timeline.readers.folder import shipped_folder
from kzeu_timeline.readers.seeds import load
from kzeu_timeline.server.published import Published
from kzeu_timeline.server.running import Place, run
from kzeu_timeline.server.watching import Origin, fingerprint
from kzeu_timeline.text import Language


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
    feeds: Feeds = None,
    today: Today = None,
    seeds: Seeds = None,
    extend: With = None,
) -> None:
    """Serve the calendars and pages over HTTP.

    The seeds are read anew when one of their files or the day changes, and at SIGHUP, without a request being dropped;
    if they are broken then, what was served before still is. SIGTERM and Ctrl-C end it, and cut no response.
    """
    root = _root(base or f"http://{f'[{host}]' if ':' in host else host}:{port}/")
    looked_at = [seeds or shipped_folder(), *(extend or ()), *([feeds] if feeds else ())]

    def published(previous: Published | None) -> Published:
        day, catalogue = clock.day(today), load(seeds, extend)
        chosen = read_feeds(feeds, catalogue) if feeds else FEEDS
        made = Published.of(catalogue, base=root, today=day, feeds=chosen, previous=previous)
        if previous:
            made.compress()
        return made

    run(
        Origin(published, lambda: (clock.day(today), fingerprint(looked_at))),
        Place(host, port, shared),
        ready=partial(_print_addresses, root),
        say=say,
        log=partial(print, file=sys.stderr, flush=True) if log else None,
    )


def _print_addresses(root: str, served: Published) -> None:
    """What people can subscribe to: each feed in each language, less its variants."""
    endings = tuple(f"-{language}.ics" for language in Language)
    sys.stdout.writelines(f"{root}{path}\n" for path in served.contents if path.endswith(endings))
    sys.stdout.flush()


def _root(base: str) -> str:
    return base if base.endswith("/") else f"{base}/"
