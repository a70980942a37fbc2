"""Dates as precise as their sources: EDTF (ISO 8601-2:2019) values, three-valued relations, zoned clock times."""

from kzeu_timeline.dates.calendar import Day
from kzeu_timeline.dates.clock import DateTime
from kzeu_timeline.dates.edtf import Edtf, Precision, Qualifier
from kzeu_timeline.dates.interval import Boundary, Interval, Run
from kzeu_timeline.dates.parse import parse_edtf
from kzeu_timeline.dates.partial import PartialDate
from kzeu_timeline.dates.scaled import ScaledYear
from kzeu_timeline.dates.sets import AllOf, OneOf
from kzeu_timeline.dates.truth import Truth
from kzeu_timeline.dates.zoned import Clock

__all__ = [
    "AllOf",
    "Boundary",
    "Clock",
    "DateTime",
    "Day",
    "Edtf",
    "Interval",
    "OneOf",
    "PartialDate",
    "Precision",
    "Qualifier",
    "Run",
    "ScaledYear",
    "Truth",
    "parse_edtf",
]
