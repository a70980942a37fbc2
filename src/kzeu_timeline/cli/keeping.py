"""``seal``: what keeps subscribers up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kzeu_timeline.cli import clock
from kzeu_timeline.cli.output import say
from kzeu_timeline.publishing.file import write_file
from kzeu_timeline.readers.seeds import load
from kzeu_timeline.revisions import ledger_text, sealed, unsealed


def seal(
    seeds: Annotated[Path, typer.Option(metavar="DIR", help="The folder whose ledger is brought up to date.")] = Path(
        "seeds"
    ),
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would change; exit with 1 if anything.")
    ] = False,
) -> None:
    """Bring the ledger of what subscribers were shown (revisions.toml) up to date."""
    catalogue = load(seeds)
    changes = list(unsealed(catalogue))
    for change in changes:
        say(f"{change.slug} ({change.language}): {change.how}")
    after = sealed(catalogue, clock.instant())
    is_current = (after.revisions, after.history) == (catalogue.revisions, catalogue.history)
    if dry_run:
        raise typer.Exit(0 if is_current else 1)
    if not is_current:
        write_file(seeds / "revisions.toml", ledger_text(after).encode())
