"""Calendars of what a client selects, ``/feeds/custom.ics?track=…&kind=…&lang=…``: checked, built once, kept."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final
from urllib.parse import parse_qsl, urlencode

import attrs

from kzeu_timeline.calendar_events import Imprecise
from kzeu_timeline.catalogue import Catalogue
from kzeu_timeline.exporters.ical import to_ical
from kzeu_timeline.files import File, media_type
from kzeu_timeline.locales import wording
from kzeu_timeline.locales.wording import KINDS
from kzeu_timeline.server.queries import CUSTOM, BadQueryError, BusyError
from kzeu_timeline.server.responses import Content, Resource
from kzeu_timeline.text import Language

LONGEST_QUERY: Final = 4_000
"""Bytes; every track and every kind in one query has half of that."""

MOST_KEPT: Final = 256
"""Selections that are kept for the next who asks."""

LARGEST_KEPT: Final = 64_000_000
"""Bytes that they may have together."""

MOST_WAITING: Final = 64
"""Selections that may wait to be built; who asks for one more is told to come again."""


@attrs.frozen
class Selection:
    """What is selected, in one order: equal selections are equal, however they were asked for."""

    tracks: tuple[str, ...]
    kinds: tuple[str, ...]
    language: Language
    imprecise: Imprecise

    @property
    def query(self) -> str:
        """The one query that stands for all that select the same."""
        pairs = [("kind", kind) for kind in self.kinds] + [("lang", self.language)]
        if self.imprecise is not Imprecise.MARK:
            pairs.append(("imprecise", self.imprecise))
        return urlencode(pairs + [("track", track) for track in self.tracks])


class Selections:
    """The selections of one catalogue: built one at a time, each once for all who ask, the latest used kept."""

    def __init__(self, catalogue: Catalogue, *, base: str, today: dt.date, changed: dt.datetime) -> None:
        self.timeline = catalogue.published()
        self._titles = {slug: track.title for slug, track in catalogue.tracks.items()}
        self._known: Mapping[str, frozenset[str]] = {
            "track": frozenset(catalogue.tracks),
            "kind": KINDS.union(entry.kind for entry in self.timeline),
            "lang": frozenset(map(str, Language)),
            "imprecise": frozenset(map(str, Imprecise)),
        }
        self._base = base
        self._today = today
        self._changed = changed
        self._kept: OrderedDict[Selection, Resource | None] = OrderedDict()
        self._bytes = 0
        self._building: dict[Selection, asyncio.Future[Resource | None]] = {}
        self._pool = ThreadPoolExecutor(1, "selections")

    def parse(self, query: bytes) -> Selection:
        """What a query selects. Raises :class:`BadQueryError` with everything that is wrong with it."""
        if len(query) > LONGEST_QUERY:
            raise BadQueryError([f"the query has more than {LONGEST_QUERY:,} bytes"])
        given: dict[str, set[str]] = {}
        for name, value in parse_qsl(query.decode("latin-1"), keep_blank_values=True):
            given.setdefault(name, set()).add(value)
        if problems := tuple(self._problems(given)):
            raise BadQueryError(problems)
        return Selection(
            tracks=tuple(sorted(given.get("track", ()))),
            kinds=tuple(sorted(given.get("kind", ()))),
            language=Language(*given.get("lang", {Language.EN})),
            imprecise=Imprecise(*given.get("imprecise", {Imprecise.MARK})),
        )

    def _problems(self, given: Mapping[str, set[str]]) -> Iterator[str]:
        if not given.keys() <= self._known.keys():
            yield f"unknown parameter (known: {', '.join(sorted(self._known))})"
        for name, known in self._known.items():
            values = given.get(name, set())
            if not values <= known:
                yield f"unknown {name} (known: {', '.join(sorted(known))})"
            elif name in {"lang", "imprecise"} and len(values) > 1:
                yield f"more than one {name}"

    async def resource(self, selection: Selection) -> Resource | None:
        """The calendar of a selection; None if there is nothing in it: an empty one would empty its subscribers'.

        Raises :class:`BusyError` if too many wait, and :class:`~kzeu_timeline.ExportError` if it can't be written.
        """
        if selection in self._kept:
            self._kept.move_to_end(selection)
            return self._kept[selection]
        building = self._building.get(selection)
        if building is None:
            if len(self._building) >= MOST_WAITING:
                raise BusyError
            building = asyncio.get_running_loop().run_in_executor(self._pool, self._built, selection)
            self._building[selection] = building
            building.add_done_callback(partial(self._keep, selection))
        return await asyncio.shield(building)

    def _keep(self, selection: Selection, built: asyncio.Future[Resource | None]) -> None:
        del self._building[selection]
        if built.cancelled() or built.exception():
            return
        self._kept[selection] = resource = built.result()
        self._bytes += _size(resource)
        while len(self._kept) > MOST_KEPT or self._bytes > LARGEST_KEPT:
            _, dropped = self._kept.popitem(last=False)
            self._bytes -= _size(dropped)

    def _built(self, selection: Selection) -> Resource | None:
        language, words = selection.language, wording(selection.language)
        name = words.label("calendar")
        chosen = [self._titles[track].best(language) for track in selection.tracks]
        if chosen := [*chosen, *map(words.kind, selection.kinds)]:
            name = f"{name}: {' · '.join(chosen)}"
        found = self.timeline.of_kind(*selection.kinds) if selection.kinds else self.timeline
        if selection.tracks:
            found = found.in_track(*selection.tracks)
        address = f"{CUSTOM.rpartition('/')[2]}?{selection.query}"
        content = to_ical(
            found,
            language=language,
            imprecise=selection.imprecise,
            name=name,
            source=f"{self._base}{CUSTOM[1:]}?{selection.query}",
            url=self._base,
            today=self._today,
        )
        if b"\r\nBEGIN:VEVENT\r\n" not in content:
            return None
        file = File(content=content, media_type=media_type(CUSTOM), changed=self._changed)
        resource = Resource(Content(file), more=[(b"content-location", address.encode())])
        resource.packed  # noqa: B018 - compressed here, in the thread, and not while others wait
        return resource


def _size(resource: Resource | None) -> int:
    return len(resource.content.file.content) + len(resource.content.packed) if resource else 0
