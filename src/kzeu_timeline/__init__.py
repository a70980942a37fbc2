"""Kazakhstan–EU relations on a calendar: sourced statements, dates as precise as their sources.

Everything public is here. Names arrive when they are first used, so that importing the package costs
next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kzeu_timeline._version import __version__
    from kzeu_timeline.catalogue import Catalogue
    from kzeu_timeline.change_sentences import change_text
    from kzeu_timeline.changes import Change, ChangeKind
    from kzeu_timeline.checks import Finding, Severity
    from kzeu_timeline.chronology import Chronology, Claim, Conflict
    from kzeu_timeline.dates import Clock, Edtf, Precision, Qualifier, Truth, parse_edtf
    from kzeu_timeline.exceptions import (
        CalendarError,
        EdtfError,
        ExportError,
        InvalidRecordError,
        KzeuTimelineError,
        MissingExtraError,
        OutsideCalendarError,
        Problem,
        SeedError,
        UndecidedError,
        UnknownSlugError,
    )
    from kzeu_timeline.exporters.atom import to_atom
    from kzeu_timeline.exporters.csv import to_csv
    from kzeu_timeline.exporters.html import to_html
    from kzeu_timeline.exporters.ical import iter_ical, to_ical
    from kzeu_timeline.exporters.jcal import to_jcal
    from kzeu_timeline.exporters.jscalendar import to_jscalendar
    from kzeu_timeline.exporters.json import to_json
    from kzeu_timeline.exporters.jsonld import to_jsonld
    from kzeu_timeline.exporters.markdown import to_markdown
    from kzeu_timeline.exporters.mermaid import to_mermaid
    from kzeu_timeline.exporters.notebook import Display
    from kzeu_timeline.exporters.parquet import to_parquet
    from kzeu_timeline.exporters.png import to_png
    from kzeu_timeline.exporters.svg import to_svg
    from kzeu_timeline.exporters.timelinejs import to_timelinejs
    from kzeu_timeline.feeds import Feed
    from kzeu_timeline.files import File
    from kzeu_timeline.formats import loss_report
    from kzeu_timeline.history import Told
    from kzeu_timeline.locales import anniversary, describe, ordinal
    from kzeu_timeline.losses import Loss
    from kzeu_timeline.model import (
        Agreement,
        Bound,
        Entry,
        Event,
        Figure,
        Milestone,
        Negotiation,
        Participant,
        Party,
        Person,
        Place,
        Rank,
        Reason,
        Relation,
        RelationKind,
        Revision,
        Role,
        Series,
        Shown,
        Source,
        Statement,
        Status,
        Topic,
        Track,
    )
    from kzeu_timeline.origins import Overlay
    from kzeu_timeline.publishing.folder import publish
    from kzeu_timeline.publishing.objects import publish_objects
    from kzeu_timeline.readers.ical.problems import CalendarProblem
    from kzeu_timeline.readers.ical.reading import Reading, read_ical
    from kzeu_timeline.readers.seeds import load
    from kzeu_timeline.records import to_records
    from kzeu_timeline.site import to_site
    from kzeu_timeline.text import Language, LocalizedText
    from kzeu_timeline.timeline import Timeline

_HOMES = {
    "_version": ("__version__",),
    "catalogue": ("Catalogue",),
    "change_sentences": ("change_text",),
    "changes": ("Change", "ChangeKind"),
    "checks": ("Finding", "Severity"),
    "chronology": ("Chronology", "Claim", "Conflict"),
    "dates": ("Clock", "Edtf", "Precision", "Qualifier", "Truth", "parse_edtf"),
    "exceptions": (
        *("CalendarError", "EdtfError", "ExportError", "InvalidRecordError", "KzeuTimelineError", "MissingExtraError"),
        *("OutsideCalendarError", "Problem", "SeedError", "UndecidedError", "UnknownSlugError"),
    ),
    "exporters.atom": ("to_atom",),
    "exporters.csv": ("to_csv",),
    "exporters.html": ("to_html",),
    "exporters.ical": ("iter_ical", "to_ical"),
    "exporters.jcal": ("to_jcal",),
    "exporters.jscalendar": ("to_jscalendar",),
    "exporters.json": ("to_json",),
    "exporters.jsonld": ("to_jsonld",),
    "exporters.markdown": ("to_markdown",),
    "exporters.mermaid": ("to_mermaid",),
    "exporters.notebook": ("Display",),
    "exporters.parquet": ("to_parquet",),
    "exporters.png": ("to_png",),
    "exporters.svg": ("to_svg",),
    "exporters.timelinejs": ("to_timelinejs",),
    "feeds": ("Feed",),
    "files": ("File",),
    "formats": ("loss_report",),
    "history": ("Told",),
    "locales": ("anniversary", "describe", "ordinal"),
    "losses": ("Loss",),
    "model": (
        *("Agreement", "Bound", "Entry", "Event", "Figure", "Milestone", "Negotiation", "Participant", "Party"),
        *("Person", "Place", "Rank", "Reason", "Relation", "RelationKind", "Revision", "Role", "Series", "Shown"),
        *("Source", "Statement", "Status", "Topic", "Track"),
    ),
    "origins": ("Overlay",),
    "publishing.folder": ("publish",),
    "publishing.objects": ("publish_objects",),
    "readers.ical.problems": ("CalendarProblem",),
    "readers.ical.reading": ("Reading", "read_ical"),
    "readers.seeds": ("load",),
    "records": ("to_records",),
    "site": ("to_site",),
    "text": ("Language", "LocalizedText"),
    "timeline": ("Timeline",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Agreement",
    "Bound",
    "CalendarError",
    "CalendarProblem",
    "Catalogue",
    "Change",
    "ChangeKind",
    "Chronology",
    "Claim",
    "Clock",
    "Conflict",
    "Display",
    "Edtf",
    "EdtfError",
    "Entry",
    "Event",
    "ExportError",
    "Feed",
    "Figure",
    "File",
    "Finding",
    "InvalidRecordError",
    "KzeuTimelineError",
    "Language",
    "LocalizedText",
    "Loss",
    "Milestone",
    "MissingExtraError",
    "Negotiation",
    "OutsideCalendarError",
    "Overlay",
    "Participant",
    "Party",
    "Person",
    "Place",
    "Precision",
    "Problem",
    "Qualifier",
    "Rank",
    "Reading",
    "Reason",
    "Relation",
    "RelationKind",
    "Revision",
    "Role",
    "SeedError",
    "Series",
    "Severity",
    "Shown",
    "Source",
    "Statement",
    "Status",
    "Timeline",
    "Told",
    "Topic",
    "Track",
    "Truth",
    "UndecidedError",
    "UnknownSlugError",
    "__version__",
    "anniversary",
    "change_text",
    "describe",
    "iter_ical",
    "load",
    "loss_report",
    "ordinal",
    "parse_edtf",
    "publish",
    "publish_objects",
    "read_ical",
    "to_atom",
    "to_csv",
    "to_html",
    "to_ical",
    "to_jcal",
    "to_jscalendar",
    "to_json",
    "to_jsonld",
    "to_markdown",
    "to_mermaid",
    "to_parquet",
    "to_png",
    "to_records",
    "to_site",
    "to_svg",
    "to_timelinejs",
]


if not TYPE_CHECKING:  # or type checkers would believe that every name is there

    def __getattr__(name: str) -> Any:
        """The public object *name*, imported now and kept (PEP 562)."""
        try:
            home = _HOME_OF[name]
        except KeyError:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
        value = globals()[name] = getattr(import_module(f"{__name__}.{home}"), name)
        return value


def __dir__() -> list[str]:
    return sorted(__all__)
