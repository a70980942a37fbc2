"""``check``: what the rules find, for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Annotated

import attrs
import typer
from rich.console import Console
from rich.text import Text

from kzeu_timeline.checks import RULES, Finding, Severity
from kzeu_timeline.cli import clock
from kzeu_timeline.cli.options import Format, Layout, Seeds, Today, With
from kzeu_timeline.cli.output import console, print_json, say
from kzeu_timeline.readers.seeds import load
from kzeu_timeline.terminal.screen import printable


def check(
    today: Today = None,
    seeds: Seeds = None,
    extend: With = None,
    layout: Format = Layout.TEXT,
    notes: Annotated[bool, typer.Option("--notes", help="Print the notes, too, which else are only counted.")] = False,
    rules: Annotated[bool, typer.Option("--rules", help="Print the rules instead, and what each demands.")] = False,
) -> None:
    """Hold the record against the rules; exits with 1 for an error, or a warning that nobody accepted."""
    if rules:
        _print(console(), *(f"{rule.slug} ({rule.severity}): {rule.demand}" for rule in RULES))
        return
    findings = load(seeds, extend).check(today=clock.day(today))
    if layout is Layout.JSON:
        print_json([attrs.asdict(finding) for finding in findings])
    else:
        _print_by_rule(console(), [each for each in findings if notes or each.severity is not Severity.NOTE])
        say(f"{', '.join(_count(findings, level) for level in Severity)}{'' if notes else '; --notes prints them'}")
    if any(finding.is_open for finding in findings):
        raise typer.Exit(1)


def _print_by_rule(out: Console, findings: Sequence[Finding]) -> None:
    """The worst last, next to the prompt."""
    rules = {rule.slug: rule for rule in RULES}
    for slug, group in groupby(reversed(findings), key=lambda finding: finding.rule):
        _print(out, f"{rules[slug].severity}: {rules[slug].demand} [{slug}]", style="bold")
        for finding in reversed([*group]):
            _print(out, f"  {finding.place}: {finding.message}")
            if finding.accepted is not None:
                _print(out, f"    accepted: {finding.accepted}", style="dim")


def _print(out: Console, *lines: str, style: str = "") -> None:
    for line in lines:
        out.print(Text(printable(line), style=style), soft_wrap=True)


def _count(findings: Sequence[Finding], severity: Severity) -> str:
    found = [finding for finding in findings if finding.severity is severity]
    accepted = sum(finding.accepted is not None for finding in found)
    return f"{len(found)} {severity}{'' if len(found) == 1 else 's'}{f' ({accepted} accepted)' if accepted else ''}"
