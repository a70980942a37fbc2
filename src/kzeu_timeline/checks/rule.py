"""What a rule is, what it looks at, and what becomes of what it finds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol

import attrs

from kzeu_timeline.exceptions import quoted
from kzeu_timeline.model import Entry, Figure, Party, Person, Place, Role, Source, Topic, Track
from kzeu_timeline.origins import Overlay, place_of


class Severity(StrEnum):
    """How bad a finding is: an error can't stand, a warning is likely wrong, a note is for the curious."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@attrs.frozen(kw_only=True)
class Finding:
    """What a rule found: at which ``path`` of which ``file``, in the record with this ``slug``.

    ``file`` is empty where a catalogue does not come from files; ``path`` then begins with the mapping of the
    catalogue that holds the record. ``accepted`` is the reason why it may stay; None if nobody gave one.
    """

    rule: str
    severity: Severity
    file: str
    path: str
    slug: str
    message: str
    accepted: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether the check fails for it: an error always, a warning unless it is accepted, a note never."""
        return self.severity is Severity.ERROR or (self.severity is Severity.WARNING and self.accepted is None)

    @property
    def place(self) -> str:
        """File and path, as problems with seeds name them."""
        return f"{self.file}: {self.path}" if self.file else self.path

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.message} [{self.rule}]"


class Record(Protocol):
    """What the rules look at; a catalogue is one."""

    @property
    def entries(self) -> Mapping[str, Entry]: ...
    @property
    def tracks(self) -> Mapping[str, Track]: ...
    @property
    def sources(self) -> Mapping[str, Source]: ...
    @property
    def parties(self) -> Mapping[str, Party]: ...
    @property
    def places(self) -> Mapping[str, Place]: ...
    @property
    def people(self) -> Mapping[str, Person]: ...
    @property
    def roles(self) -> Mapping[str, Role]: ...
    @property
    def topics(self) -> Mapping[str, Topic]: ...
    @property
    def figures(self) -> Mapping[str, Figure]: ...
    @property
    def origins(self) -> Mapping[str, str]: ...
    @property
    def accepted(self) -> Mapping[str, Mapping[str, str]]: ...
    @property
    def overlays(self) -> Sequence[Overlay]: ...


class Found(NamedTuple):
    """What a rule yields: the slug of a record, a sentence, and where in the record.

    ``within`` is the mapping of the catalogue that holds the record, ``at`` the path inside the record.
    """

    slug: str
    message: str
    at: str = ""
    within: str = "entries"

    def place(self, origins: Mapping[str, str]) -> tuple[str, str]:
        """The file, and the path in it; without a file if *origins* do not know the record."""
        record = self.slug if self.within == "entries" else f"{self.within}/{self.slug}"
        file, path = place_of(origins, record, self.at)
        return (file, path) if file else ("", ".".join(filter(None, (self.within, self.slug, self.at))))


class Subject(NamedTuple):
    """What a rule is asked about: a record, the day that counts as today, and what the rules above it found."""

    record: Record
    today: dt.date | None
    fired: Mapping[Rule, tuple[Found, ...]]


class Rule(NamedTuple):
    """A rule with its slug, its severity, and what it demands; one that needs a today finds nothing without."""

    slug: str
    severity: Severity
    demand: str
    find: Callable[[Subject], Iterator[Found]]
    needs_today: bool = False


def listed(slugs: Iterable[str]) -> str:
    """Slugs as a message names them, each once."""
    return ", ".join(map(quoted, dict.fromkeys(slugs)))
