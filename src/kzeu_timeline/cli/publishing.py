"""``publish``: the whole site, to where its readers find it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Final

import typer

from kzeu_timeline.cli import clock
from kzeu_timeline.cli.options import Feeds, Seeds, Today, With
from kzeu_timeline.cli.output import say
from kzeu_timeline.feeds import FEEDS
from kzeu_timeline.publishing.folder import publish as publish_folder
from kzeu_timeline.publishing.objects import publish_objects
from kzeu_timeline.readers.feeds import read_feeds
from kzeu_timeline.readers.seeds import load
from kzeu_timeline.revisions import unsealed_text
from kzeu_timeline.site import to_site

_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
"""How an address begins; a single slash is a slip, and no folder is meant."""


def publish(
    target: Annotated[
        str,
        typer.Argument(metavar="DIR|ADDRESS", help="A folder, or an object store: s3://BUCKET/PREFIX, gs://…, az://…."),
    ],
    base: Annotated[
        str | None, typer.Option(metavar="URL", help="The address of the site, so that links and feeds can say it.")
    ] = None,
    today: Today = None,
    feeds: Feeds = None,
    seeds: Seeds = None,
    extend: With = None,
) -> None:
    """Write the calendars and pages to a folder or an object store; no reader sees half of them.

    What has not changed is not touched. If it fails, readers see what they saw before.
    """
    catalogue = load(seeds, extend)
    chosen = read_feeds(feeds, catalogue) if feeds else FEEDS
    site = to_site(catalogue, base=base, today=clock.day(today), feeds=chosen)
    report = publish_objects(site, target) if _ADDRESS.match(target) else publish_folder(site, Path(target))
    say(f"{report.written} written, {report.kept} kept, {report.removed} removed: {target}")
    if behind := unsealed_text(catalogue):
        say(behind)
    if base is None:
        say("without --base the pages offer downloads unless a web server has them, and feeds don't say where they are")
