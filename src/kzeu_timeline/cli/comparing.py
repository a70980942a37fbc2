"""``diff``: what changed between two days, or between the record and what is laid over it."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter

import typer

from kzeu_timeline.change_sentences import change_text
from kzeu_timeline.changes import Change
from kzeu_timeline.cli.options import Days, Format, Kind, Lang, Layout, Seeds, Track, With
from kzeu_timeline.cli.output import console, print_json, say
from kzeu_timeline.cli.selecting import narrowed, selected
from kzeu_timeline.model import Entry
from kzeu_timeline.readers.seeds import load
from kzeu_timeline.records import Record, to_records
from kzeu_timeline.terminal.changes import print_changes
from kzeu_timeline.text import Language


def diff(
    as_of: Days = None,
    lang: Lang = Language.EN,
    kind: Kind = None,
    track: Track = None,
    seeds: Seeds = None,
    extend: With = None,
    layout: Format = Layout.TEXT,
) -> None:
    """Print what changed between two days, and by which sources; exits with 1 if nothing did.

    With --with and without --as-of: what that folder changes in the record.
    """
    days = as_of or []
    if len(days) > 2 or not (days or extend):
        raise typer.BadParameter("one day or two, or a folder by --with", param_hint="--as-of")
    if len(days) > 1 and days[0] > days[1]:
        raise typer.BadParameter(f"the earlier day comes first: '{days[0]}', '{days[1]}'", param_hint="--as-of")
    catalogue = load(seeds, extend)
    after = selected(catalogue, kind=kind, track=track, as_of=days[1] if len(days) > 1 else None)
    old = catalogue.timeline().as_of(days[0]) if days else load(seeds).timeline()
    changes = narrowed(old, kind=kind, track=track).diff(after)
    if layout is Layout.JSON:
        print_json([_record(slug, list(each)) for slug, each in groupby(changes, key=attrgetter("slug"))])
    else:
        print_changes(console(), changes, lang)
    if not changes:
        say("nothing changed")
        raise typer.Exit(1)


def _record(slug: str, changes: list[Change]) -> Record:
    """All changes of one entry, with the entry as it was and as it is, and the sentences in each language."""
    return {
        "slug": slug,
        "before": _entry(changes[0].before),
        "after": _entry(changes[0].after),
        "changes": [
            {
                "kind": change.kind.value,
                "language": change.language and change.language.value,
                "details": list(change.details),
                "sources": [source.slug for source in change.sources],
                "text": {language.value: change_text(change, language) for language in Language},
            }
            for change in changes
        ],
    }


def _entry(entry: Entry | None) -> Record | None:
    return to_records([entry])[0] if entry else None
