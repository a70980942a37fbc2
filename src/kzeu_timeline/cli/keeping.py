"""``seal``: what keeps subscribers up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kzeu_timeline.cli import clock
from kzeu_timeline.cli.output import say
from kzeu_timeline.publishing.file import write_file
from kzeu_timeline.readers.seeds import load
from kzeu_timeline.revisions import ledger_text, own_ledger, sealed, unsealed

SEEDS = Path("seeds")


def seal(
    seeds: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The folder whose ledger is brought up to date; else seeds/.")
    ] = None,
    extend: Annotated[
        Path | None,
        typer.Option("--with", metavar="DIR", help="This folder, laid over the record: it gets a ledger of its own."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would change; exit with 1 if anything.")
    ] = False,
) -> None:
    """Bring the ledger of what subscribers were shown (revisions.toml) up to date."""
    below = None if extend is None else load(seeds)
    catalogue = load(seeds or SEEDS) if extend is None else load(seeds, extend)
    for change in unsealed(catalogue):
        say(f"{change.slug} ({change.language}): {change.how}")
    after = sealed(catalogue, clock.instant())
    is_current = (after.revisions, after.history) == (catalogue.revisions, catalogue.history)
    if dry_run:
        raise typer.Exit(0 if is_current else 1)
    if not is_current:
        ledger = after if below is None else own_ledger(after, below)
        write_file((extend or seeds or SEEDS) / "revisions.toml", ledger_text(ledger).encode())
