"""Rules that keep a record true: each a function in one table, each finding with its place."""

from kzeu_timeline.checks.rule import Finding, Severity
from kzeu_timeline.checks.table import RULES, findings

__all__ = ["RULES", "Finding", "Severity", "findings"]
