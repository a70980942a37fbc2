"""Calendars read back: bytes to a timeline, with all that was wrong and all that was lost."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from kzeu_timeline.exceptions import CalendarError, quoted
from kzeu_timeline.losses import Loss
from kzeu_timeline.model import Entry, Source
from kzeu_timeline.readers.ical.budget import Budget
from kzeu_timeline.readers.ical.components import Component, components_of
from kzeu_timeline.readers.ical.feeds import Shown, is_ours, newest, shown_of
from kzeu_timeline.readers.ical.foreign import Foreign, source_of
from kzeu_timeline.readers.ical.instances import Window, checked_window
from kzeu_timeline.readers.ical.limits import MOST_OCTETS
from kzeu_timeline.readers.ical.merging import ALWAYS_LOST, entry_of
from kzeu_timeline.readers.ical.problems import CalendarProblem, Damaged, Problems
from kzeu_timeline.text import Language
from kzeu_timeline.timeline import Timeline


class Reading(Timeline):
    """The timeline that calendars make, with what was wrong in them and what they don't carry.

    ``problems`` has one row for each damaged component or property, with its line and UID; all else was kept.
    ``losses`` has what an entry may have had that is not in the calendar, or what of the calendar an entry can't hold.
    """

    __slots__ = ("losses", "problems")

    problems: tuple[CalendarProblem, ...]
    losses: tuple[Loss, ...]

    def __init__(
        self, entries: Iterable[Entry] = (), problems: Iterable[CalendarProblem] = (), losses: Iterable[Loss] = ()
    ) -> None:
        super().__init__(entries)
        self.problems = tuple(problems)
        self.losses = tuple(losses)


def read_ical(
    *calendars: bytes,
    source: Source | None = None,
    language: str = "en",
    window: tuple[dt.date, dt.date] | None = None,
) -> Reading:
    """The timeline that these calendars make: our own feeds as the entries that they show, others as new ones.

    Feeds of ours in several languages give one entry for each slug, with all their titles. Of other people's events
    *source* is who says so, by default one made of the calendar's name and address; *language* is that of texts which
    don't say; *window* is the first and the last day for which those that recur are wanted, and is needed for them.
    What is damaged is left out, and told in ``problems``; what can't be carried, in ``losses``.
    Raises :class:`~kzeu_timeline.CalendarError` if there is no calendar at all, or the window ends before it begins.
    """
    return _Reader(source, Language.of(language), _window(window)).read(calendars)


def _window(window: tuple[dt.date, dt.date] | None) -> Window | None:
    try:
        return checked_window(window)
    except Damaged as error:
        raise CalendarError(str(error)) from None


class _Reader:
    """Collects what calendars hold, one after the other."""

    def __init__(self, source: Source | None, language: Language, window: Window | None) -> None:
        self.source, self.language, self.window = source, language, window
        self.shown: dict[str, list[tuple[Problems, Shown]]] = {}
        self.others: list[tuple[Component, list[Component], Problems]] = []
        self.losses: list[Loss] = []
        self.taken: dict[str, int] = {}
        self.budget = Budget()
        self.octets = 0

    def read(self, calendars: Iterable[bytes]) -> Reading:
        told = []
        for number, data in enumerate(calendars, 1):
            told.append(problems := Problems(number))
            self._read(data, problems)
        ours = list(self._merged())
        foreign = list(self._foreign())
        losses = [*(ALWAYS_LOST if ours else ()), *self.losses]
        return Reading([*ours, *foreign], [each for problems in told for each in problems.all()], losses)

    def _read(self, data: bytes, problems: Problems) -> None:
        if not isinstance(data, bytes):
            raise CalendarError(f"a calendar is read from bytes, not: {quoted(data)}")
        self.octets += len(data)
        if self.octets > MOST_OCTETS:
            raise CalendarError(f"calendars of more than {MOST_OCTETS:,} octets: {quoted(data[:80])}")
        components = components_of(data, problems)
        calendars = [each for each in components if each.name == "VCALENDAR"]
        loose = [each for each in components if each.name == "VEVENT"]
        if loose:
            problems.tell(loose[0], "an event outside of every calendar; read all the same")
            calendars.append(Component("VCALENDAR", loose[0].line, components=loose))
        if not components:
            raise CalendarError(f"no calendar: {quoted(data)}")
        self._tell_others(each for each in components if each.name not in {"VCALENDAR", "VEVENT"})
        for calendar in calendars:
            self._read_calendar(calendar, problems)

    def _read_calendar(self, calendar: Component, problems: Problems) -> None:
        events = [each for each in calendar.components if each.name == "VEVENT"]
        ours, others = list[Component](), list[Component]()
        for event in events:
            (ours if is_ours(event) else others).append(event)
        slugs_by_uid = {each.text("UID"): each.text("X-KZEU-SLUG") for each in ours}
        for event in ours:
            try:
                shown = shown_of(event, slugs_by_uid)
            except Damaged as error:
                problems.tell(event, str(error), error.line)
            else:
                self.shown.setdefault(shown.slug, []).append((problems, shown))
                self.taken[shown.slug] = 1
        if others:
            self.others.append((calendar, others, problems))
        self._tell_others(each for each in calendar.components if each.name != "VEVENT")

    def _foreign(self) -> Iterable[Entry]:
        """Other people's, when all slugs of ours are known: they give way."""
        for calendar, events, problems in self.others:
            foreign = Foreign(
                source=self.source or source_of(calendar, self.language),
                language=self.language,
                window=self.window,
                budget=self.budget,
                problems=problems,
                losses=self.losses,
                taken=self.taken,
            )
            yield from foreign.entries(calendar, events)

    def _tell_others(self, components: Iterable[Component]) -> None:
        kinds = Counter(each.name for each in components if each.name != "VTIMEZONE")
        self.losses += [Loss("", name, f"{count:,} that are no events") for name, count in sorted(kinds.items())]

    def _merged(self) -> Iterable[Entry]:
        for found in self.shown.values():
            problems, first = found[0]
            told = {first.language: first}
            for each_problems, each in found[1:]:
                if not each.agrees(first) or not each.repeats(told.setdefault(each.language, each)):
                    each_problems.tell(each.event, "not as in the calendar before; the newer counts")
            several = sorted(newest(shown for _, shown in found), key=lambda shown: shown.newness, reverse=True)
            try:
                yield entry_of(several, self.losses)
            except Damaged as error:
                problems.tell(first.event, str(error))
