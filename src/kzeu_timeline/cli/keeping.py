"""``check`` and ``seal``: what keeps a record true, and its subscribers up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import attrs
import typer

from kzeu_timeline.checks import Severity
from kzeu_timeline.cli import clock
from kzeu_timeline.cli.options import Format, Layout, Seeds, Today, With
from kzeu_timeline.cli.output import console, print_json, say
from kzeu_timeline.publishing import write_file
from kzeu_timeline.readers.seeds import load
from kzeu_timeline.revisions import ledger_text, sealed, unsealed


def check(
    today: Today = None,
    seeds: Seeds = None,
    extend: With = None,
    layout: Format = Layout.TEXT,
) -> None:
    """Hold the record against the rules; exits with 1 if it breaks one (notes break nothing)."""
    findings = load(seeds, extend).check(today=clock.day(today))
    if layout is Layout.JSON:
        print_json([attrs.asdict(finding) for finding in findings])
    else:
        out = console()
        for finding in findings:
            out.print(str(finding), soft_wrap=True)
        counts = [f"{sum(each.severity is level for each in findings)} {level}s" for level in Severity]
        say(", ".join(counts))
    if any(finding.severity is not Severity.NOTE for finding in findings):
        raise typer.Exit(1)


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
    timeline = catalogue.timeline()
    changes = list(unsealed(timeline, catalogue.revisions))
    for change in changes:
        say(f"{change.slug} ({change.language}): {'changed' if change.before else 'new'}")
    if dry_run:
        raise typer.Exit(1 if changes else 0)
    if changes:
        ledger = sealed(timeline, catalogue.revisions, clock.instant())
        write_file(seeds / "revisions.toml", ledger_text(ledger).encode())
