"""Where everything stands in a picture of a timeline, as plain numbers; exporters only draw it."""

from kzeu_timeline.layout.bars import Bar, Stretch
from kzeu_timeline.layout.labels import Label, Side
from kzeu_timeline.layout.metrics import CELLS, PIXELS, Metrics
from kzeu_timeline.layout.picture import Bracket, Lane, Layout, Mark, lay_out
from kzeu_timeline.layout.scale import Scale
from kzeu_timeline.layout.ticks import Tick

__all__ = [
    "CELLS",
    "PIXELS",
    "Bar",
    "Bracket",
    "Label",
    "Lane",
    "Layout",
    "Mark",
    "Metrics",
    "Scale",
    "Side",
    "Stretch",
    "Tick",
    "lay_out",
]
