"""The records: frozen, checked when they are made, and free of files, clocks and formats."""

from kzeu_timeline.model.entry import Entry, Event, Milestone
from kzeu_timeline.model.figure import Figure
from kzeu_timeline.model.party import Participant, Party, Person, Role
from kzeu_timeline.model.place import Place
from kzeu_timeline.model.relation import Relation
from kzeu_timeline.model.revision import Revision
from kzeu_timeline.model.shown import Shown
from kzeu_timeline.model.source import Source
from kzeu_timeline.model.statement import Reason, Statement
from kzeu_timeline.model.topic import Topic
from kzeu_timeline.model.track import Agreement, Negotiation, Series, Track
from kzeu_timeline.model.vocabulary import Bound, Rank, RelationKind, Status

__all__ = [
    "Agreement",
    "Bound",
    "Entry",
    "Event",
    "Figure",
    "Milestone",
    "Negotiation",
    "Participant",
    "Party",
    "Person",
    "Place",
    "Rank",
    "Reason",
    "Relation",
    "RelationKind",
    "Revision",
    "Role",
    "Series",
    "Shown",
    "Source",
    "Statement",
    "Status",
    "Topic",
    "Track",
]
