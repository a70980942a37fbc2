"""What each source says of the date of one entry, drawn on one axis."""

from __future__ import annotations

import attrs
from rich.text import Text

from kzeu_timeline.layout import CELLS, lay_out
from kzeu_timeline.locales import wording
from kzeu_timeline.model import Entry
from kzeu_timeline.terminal import bars
from kzeu_timeline.terminal.canvas import Canvas
from kzeu_timeline.terminal.screen import Screen
from kzeu_timeline.terminal.styles import HEADING, QUIET
from kzeu_timeline.timeline import Timeline


@attrs.frozen
class Testimony:
    """The names of the ticks, a bar for each statement in their order, and what has to be said of them."""

    axis: Text
    bars: list[Text]
    legends: list[Text]


def testimony(screen: Screen, entry: Entry, language: str, width: int) -> Testimony | None:
    """The dates of all statements in *width* columns; None if all say the same."""
    said = [
        attrs.evolve(entry, slug=f"{number}", statements=(each,), commemorated=None)
        for number, each in enumerate(entry.statements)
    ]
    if len({each.when for each in said}) == 1:
        return None
    metrics = attrs.evolve(CELLS, margin=CELLS.fade)
    layout = lay_out(Timeline(said), language=language, width=width, metrics=metrics)
    canvas = Canvas(screen, width, len(said))
    for y, each in enumerate(said):
        style = HEADING if each.statements[0] is entry.settled else ""
        bars.draw_bar(canvas, y, layout.bar(each.when), bars.signs_of(each.status), style)
    axis = Canvas(screen, width, 2)
    for tick in layout.ticks:
        axis.write(int(tick.x), min(tick.level, 1), tick.text, QUIET)
    notes = *bars.legends(canvas.signs, language), wording(language).label("uneven")
    return Testimony(
        Text("\n").join(filter(None, map(axis.line, range(axis.height)))),
        list(map(canvas.line, range(canvas.height))),
        [screen.text(note, QUIET) for note in notes],
    )
