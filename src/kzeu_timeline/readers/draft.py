"""A catalogue in the making: what has been read so far, where it stands, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeVar

from kzeu_timeline.catalogue import Catalogue
from kzeu_timeline.exceptions import KzeuTimelineError, quoted
from kzeu_timeline.model import Entry, Revision, Shown, Track
from kzeu_timeline.origins import Overlay
from kzeu_timeline.readers.layout import SINGLE
from kzeu_timeline.readers.problems import Position, Problems
from kzeu_timeline.readers.structuring import AlreadyToldError, Structurer

if TYPE_CHECKING:
    from kzeu_timeline.readers.diagnosis import Diagnosis

T = TypeVar("T")

GROUPS: Final[Mapping[type, str]] = MappingProxyType({kind: name for name, kind in SINGLE.items()} | {Track: "tracks"})
"""What the catalogue calls all records of a kind."""


class Draft:
    """The records of the files read so far.

    ``layers`` says which folder an entry was last read from; ``faulty`` has the slugs of entries that are none.
    ``parts`` says where what was added to an entry stands, by slug and then by the path within the entry.
    """

    def __init__(self) -> None:
        self.structurer = Structurer()
        self.problems = Problems()
        self.entries: dict[str, Entry] = {}
        self.faulty: set[str] = set()
        self.layers: dict[str, tuple[int, Position]] = {}
        self.origins: dict[str, str] = {}
        self.parts: dict[str, dict[str, str]] = {}
        self.overlays: list[Overlay] = []
        self.revisions: dict[str, tuple[Revision, ...]] = {}
        self.history: dict[str, tuple[Shown, ...]] = {}
        self.accepted: dict[str, dict[str, str]] = {}
        self._diagnosis: Diagnosis | None = None

    def made(self, kind: type[T], table: object, position: Position) -> T | None:
        """The record that *table* describes; None if it describes none, and then that is told."""
        try:
            return self.structurer.define(kind, table)  # type: ignore[arg-type]  # what is no table has no items
        except Exception as error:  # noqa: BLE001 - explain() raises what is not a fault of the data
            self.explain(error, kind, table, position)
            return None

    def explain(
        self, error: Exception, kind: type, table: object, position: Position, *, in_part: bool = False
    ) -> None:
        """Tell all that is wrong with *table*, which ended in *error*; with *in_part* it need not be complete."""
        from kzeu_timeline.readers.diagnosis import Diagnosis  # noqa: PLC0415 - cattrs, only when something is wrong

        if self._diagnosis is None:
            self._diagnosis = Diagnosis(self.structurer)
        found = list(self._diagnosis.problems(kind, table, in_part=in_part))
        if not found and not isinstance(error, KzeuTimelineError):
            raise error
        if not found and not isinstance(error, AlreadyToldError):
            found = [("", str(error))]
        for path, message in found:
            self.problems.tell(position.at(path), message)

    def named(self, table: object, position: Position, **name: str) -> object:
        """The table with the name that its place gives it, which it may not give itself."""
        if not isinstance(table, dict):
            return table
        for key in name.keys() & table.keys():
            self.problems.tell(position.at(key), f"unknown key: {quoted(key)}")
        return {**table, **name}

    def keep(self, kind: type, slug: str, record: Any, position: Position) -> None:
        """Make *record* known, so that others can refer to it; one that says the same as what is there is nothing."""
        group, known = GROUPS[kind], self.structurer.records[kind].get(slug)
        if known == record:
            return
        if known is not None:
            self.laid_over(group, slug, replaces=True, position=position, below=self.origins[f"{group}/{slug}"])
        self.structurer.records[kind][slug] = record
        self.origins[f"{group}/{slug}"] = str(position)

    def laid_over(self, group: str, slug: str, *, replaces: bool, position: Position, below: str) -> None:
        """Remember that a record changed one of a folder below."""
        self.overlays.append(Overlay(group=group, slug=slug, replaces=replaces, origin=str(position), below=below))

    def all_origins(self) -> dict[str, str]:
        """Where each record stands, and each part of an entry that stands elsewhere."""
        parts = {f"{slug}.{step}": at for slug, steps in self.parts.items() for step, at in steps.items()}
        return self.origins | parts

    def catalogue(self) -> Catalogue:
        """The catalogue, once everything is read; raises :class:`~kzeu_timeline.SeedError` if anything was wrong."""
        self.problems.raise_if_any()
        groups = {GROUPS[kind]: MappingProxyType(records) for kind, records in self.structurer.records.items()}
        return Catalogue(
            entries=MappingProxyType(self.entries),
            origins=MappingProxyType(self.all_origins()),
            revisions=MappingProxyType(self.revisions),
            history=MappingProxyType({slug: states for slug, states in self.history.items() if states}),
            accepted=MappingProxyType({rule: MappingProxyType(reasons) for rule, reasons in self.accepted.items()}),
            overlays=tuple(self.overlays),
            **groups,
        )
