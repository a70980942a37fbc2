"""A timeline laid out: lanes by track, in each the bars and labels of its entries, above all of them one axis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from math import inf

import attrs

from kzeu_timeline.dates.calendar import LAST_DATE
from kzeu_timeline.layout import scale as scales
from kzeu_timeline.layout.bars import Bar, Bars
from kzeu_timeline.layout.cutting import told_apart
from kzeu_timeline.layout.labels import Label, asked, names, placed, widened
from kzeu_timeline.layout.metrics import PIXELS, Metrics
from kzeu_timeline.layout.rows import rows
from kzeu_timeline.layout.scale import Scale
from kzeu_timeline.layout.ticks import Tick, ticks
from kzeu_timeline.model import Entry
from kzeu_timeline.sentences import open_runs
from kzeu_timeline.text import Language
from kzeu_timeline.timeline import Timeline


@attrs.frozen
class Lane:
    """The entries of one track: its title stands at *top*, the rows below it. *slug* is None for what has no track."""

    slug: str | None
    title: str
    top: float
    height: float


@attrs.frozen
class Mark:
    """An entry in the row that begins at *top*, in the lane with that number."""

    entry: Entry
    lane: int
    top: float
    bar: Bar
    label: Label


@attrs.frozen
class Bracket:
    """A stretch of days within which the dates do not decide the order of these entries."""

    left: float
    right: float
    slugs: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Layout:
    """A picture of *width* by *height* with its origin at the top left; nothing stands outside of it.

    The axis takes the first :attr:`Metrics.axis` of the height. ``marks`` are in the order of the timeline, lanes from
    top to bottom by their first entries, what belongs to no track last. ``today`` is the middle of that day. Where it
    is not ``is_even``, units of time are the wider the more is in them, and a reader must be told.
    """

    language: Language
    metrics: Metrics
    width: float
    height: float
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    brackets: tuple[Bracket, ...]
    today: float | None
    is_even: bool
    bar: Bars
    """Draws any date on the scale of this picture, as of what was believed on another day."""

    @property
    def scale(self) -> Scale:
        """Where a day, by its number, begins."""
        return self.bar.scale


def lay_out(
    timeline: Timeline,
    *,
    language: str = Language.EN,
    width: float = 1200.0,
    metrics: Metrics = PIXELS,
    today: dt.date | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
    even: bool = False,
) -> Layout:
    """Lay out a timeline in a picture of that width; how high it is follows from what is in it.

    Only what may touch the days from *first* to *last*, both inclusive, is shown; without them, all of it.
    With *even* every day is as wide as any other; else years, months and days with much in them are wider, and so is
    what follows on *today* if anything does.
    """
    tongue = Language.of(language)
    shown = timeline if first is None and last is None else _touching(timeline, first, last)
    start, end, unit = scales.whole(*_days(shown, first, last))
    if first is not None:
        start = first.toordinal()
    if last is not None:
        end = last.toordinal() + 1
    sides = {"left": metrics.margin, "right": width - metrics.margin}
    now = today.toordinal() if today is not None and start <= today.toordinal() < end else None
    if even:
        scale = scales.even(start, end, **sides)
    else:
        middles = _middles(shown, start, end)
        scale = scales.fitted(middles, start, end, unit, **sides, wide=metrics.wide)
        if now is not None and middles and middles[-1] > now:
            scale = scales.with_room_ahead(scale, now)
    bars = Bars(scale, metrics, width, start, end)
    lanes, marks, height = _lanes(shown, bars, tongue)
    return Layout(
        language=tongue,
        metrics=metrics,
        width=width,
        height=height,
        lanes=lanes,
        marks=marks,
        ticks=ticks(scale, start, end, metrics=metrics, width=width, language=tongue),
        brackets=tuple(_brackets(shown, bars)),
        today=None if now is None else scale(now + 0.5),
        is_even=even,
        bar=bars,
    )


def _touching(timeline: Timeline, first: dt.date | None, last: dt.date | None) -> Timeline:
    return timeline.overlapping(first or dt.date.min, last or dt.date.max)


def _days(timeline: Timeline, first: dt.date | None, last: dt.date | None) -> tuple[int, int]:
    """The first and the last day that are shown: those asked for, or those that any of the dates names.

    What is open on both sides may name days in between that no calendar has.
    """
    known = [int(day) for entry in timeline for day in entry.when.extent if 1 <= day <= LAST_DATE]
    start = first.toordinal() if first else min(known, default=1)
    end = last.toordinal() if last else max(known, default=start)
    return min(start, end), max(start, end)


def _middles(timeline: Timeline, start: int, end: int) -> list[float]:
    """The middles of what is known of each entry, as far as it is shown, in ascending order."""
    spans = (entry.when.span for entry in timeline)
    return sorted((max(first, start) + min(last, end - 1)) / 2 for first, last in spans if last - first < inf)


def _lanes(timeline: Timeline, bars: Bars, language: Language) -> tuple[tuple[Lane, ...], tuple[Mark, ...], float]:
    metrics, marks, lanes = bars.metrics, dict[str, Mark](), list[Lane]()
    top = metrics.axis
    for entries in _by_track(timeline):
        track = entries[0].track
        boxes, drawn = list[tuple[float, float]](), list[tuple[Bar, Label]]()
        called = list(told_apart(names(entries, language), asked(metrics, bars.width), metrics))
        for entry, (name, text) in zip(entries, called, strict=True):
            bar = bars(entry.when)
            label = placed(text, bar, metrics, bars.width, is_cut=text != name.text)
            drawn.append((bar, label))
            boxes.append((min(bar.left, label.left), max(bar.right, label.left + label.width)))
        chosen = rows(boxes, metrics.gap)
        ends = _ends(boxes, chosen, bars.width + metrics.gap)
        for entry, (name, _), row, end, (bar, label) in zip(entries, called, chosen, ends, drawn, strict=True):
            place, wide = top + metrics.heading + row * metrics.row, widened(label, name, end - metrics.gap, metrics)
            marks[entry.slug] = Mark(entry, len(lanes), place, bar, wide)
        height = metrics.heading + (max(chosen) + 1) * metrics.row
        lanes.append(Lane(track.slug if track else None, track.title.best(language) if track else "", top, height))
        top += height + metrics.lane_gap
    return tuple(lanes), tuple(marks[entry.slug] for entry in timeline), top


def _ends(boxes: Sequence[tuple[float, float]], chosen: Sequence[int], last: float) -> list[float]:
    """Where the next box of the same row begins; *last* behind the last one."""
    ends, following = [last] * len(boxes), dict[int, float]()
    for number in sorted(range(len(boxes)), key=boxes.__getitem__, reverse=True):
        ends[number] = following.get(chosen[number], last)
        following[chosen[number]] = boxes[number][0]
    return ends


def _by_track(timeline: Iterable[Entry]) -> Iterator[Sequence[Entry]]:
    tracks: dict[str | None, list[Entry]] = {}
    for entry in timeline:
        tracks.setdefault(entry.track.slug if entry.track else None, []).append(entry)
    without = tracks.pop(None, None)
    yield from tracks.values()
    if without:
        yield without


def _brackets(timeline: Timeline, bars: Bars) -> Iterator[Bracket]:
    for run in open_runs(timeline):
        left = min(entry.when.span[0] for entry in run)
        right = max(entry.when.span[1] for entry in run) + 1
        yield Bracket(bars.scale(left), bars.scale(right), tuple(entry.slug for entry in run))
