"""A picture as a document: what is said of it, its title, what the layout places, and what the signs mean.

It needs nothing from outside and has no script. Who hears it is told of each entry, in a list for each lane, what is
drawn: its date, title, status and place (WAI-ARIA Graphics Module 1.0). Texts beside the marks are text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final, NamedTuple

from kzeu_timeline.dates import parse_edtf
from kzeu_timeline.drawing import axis, marks
from kzeu_timeline.drawing.elements import element, number, plain
from kzeu_timeline.drawing.legend import FADING, legend, meanings
from kzeu_timeline.drawing.options import Picture
from kzeu_timeline.drawing.style import PICTURE, style
from kzeu_timeline.drawing.wrapping import Face
from kzeu_timeline.layout import Layout, Mark, lay_out
from kzeu_timeline.locales import describe, wording
from kzeu_timeline.model import Entry
from kzeu_timeline.sentences import place_text, reach, status_text, when_text
from kzeu_timeline.text import Language
from kzeu_timeline.timeline import Timeline

_TOP: Final = 20.0
_BOTTOM: Final = 12.0
_NAME: Final = 22.0
"""Size of the title's letters."""
_NAME_LINE: Final = 28.0
_LINE: Final = 17.0
_LANE: Final = 13.0
_MOST_LINES: Final = 3


class Document(NamedTuple):
    """An element of SVG, and its size in CSS pixels."""

    text: str
    width: float
    height: float


def document(timeline: Timeline, picture: Picture) -> Document:
    """The timeline drawn."""
    layout = lay_out(
        timeline,
        language=picture.language,
        width=picture.width,
        today=picture.today,
        first=picture.first,
        last=picture.last,
        even=picture.even,
    )
    name = picture.title or wording(layout.language).label("calendar")
    below, described = legend(layout), [*reach((mark.entry for mark in layout.marks), layout.language)]
    above, top = _heading(layout, name, described, picture.today)
    height = top + layout.height + below.height + _BOTTOM
    text = element(
        "svg",
        element("title", plain(name)),
        element("desc", plain("; ".join([*described, *(meaning.text for meaning in meanings(layout))]))),
        element("style", style(picture.theme)),
        _definitions(layout),
        element("rect", width=layout.width, height=height, class_="paper"),
        *above,
        element("g", *_drawing(layout), transform=f"translate(0 {number(top)})"),
        element("g", *below.elements, transform=f"translate(0 {number(top + layout.height)})"),
        xmlns="http://www.w3.org/2000/svg",
        lang=layout.language,
        xml_lang=layout.language,
        role="graphics-document document",
        class_=PICTURE,
        width=layout.width,
        height=height,
        viewBox=f"0 0 {number(layout.width)} {number(height)}",
    )
    return Document(text, layout.width, height)


def _heading(layout: Layout, name: str, described: list[str], today: dt.date | None) -> tuple[list[str], float]:
    """The title, how much there is and how far it reaches, and what stands above the line of today; and the height."""
    margin, room = layout.metrics.margin, layout.width - 2 * layout.metrics.margin
    small, y = Face(layout.metrics), _TOP
    found = [element("path", d=f"M{number(margin)} 8H{number(layout.width - margin)}", class_="rule strong")]
    for line in Face(layout.metrics, _NAME, bold=True).lines(name, room, most=_MOST_LINES):
        y += _NAME_LINE
        found.append(element("text", plain(line), x=margin, y=y - 8, class_="name"))
    together = " · ".join(described)
    for line in [together] if small.width(together) <= room else described:
        y += _LINE
        found.append(element("text", plain(small.cut(line, room)), x=margin, y=y - 5, class_="quiet"))
    if today is not None and layout.today is not None:
        y += _LINE
        said = f"{wording(layout.language).label('today')}: {describe(parse_edtf(today.isoformat()), layout.language)}"
        left = min(max(layout.today - small.width(said) / 2, margin), layout.width - margin - small.width(said))
        found.append(element("text", plain(said), x=left, y=y - 3, class_="today"))
    return found, y + 4


def _definitions(layout: Layout) -> str:
    """The hatching, and the fades that occur."""
    stretches = [FADING, *(stretch for mark in layout.marks for stretch in mark.bar.stretches)]
    return element("defs", marks.hatch(), *(fade.definition for fade in marks.fades(stretches, layout.metrics)))


def _drawing(layout: Layout) -> Iterator[str]:
    """All that the layout places: what lies behind, the axis, lane by lane the marks, and today."""
    margin, right = layout.metrics.margin, layout.width - layout.metrics.margin
    now = [] if layout.today is None else [axis.today_line(layout.today, layout)]
    yield element("g", *axis.grounds(layout), *now, *axis.axis(layout), aria_hidden="true")
    titles: dict[str, str] = {mark.entry.slug: mark.entry.title.best(layout.language) for mark in layout.marks}
    for bracket in layout.brackets:
        yield axis.bracket(bracket, layout, titles)
    by_lane: list[list[Mark]] = [[] for _ in layout.lanes]
    for mark in layout.marks:
        by_lane[mark.lane].append(mark)
    for lane, there in zip(layout.lanes, by_lane, strict=True):
        title = lane.title or wording(layout.language).label("without-track") if len(layout.lanes) > 1 else lane.title
        heading = Face(layout.metrics, _LANE, bold=True).cut(title, right - margin)
        rule = element("path", d=f"M{number(margin)} {number(lane.top)}H{number(right)}", class_="rule")
        named = element("text", plain(heading), x=margin, y=lane.top + 16, class_="lane")
        yield element("g", rule, named, aria_hidden="true")
        yield element("g", *(_mark(mark, layout) for mark in there), role="list", aria_label=title or None)


def _mark(mark: Mark, layout: Layout) -> str:
    """A mark, and in words what it shows."""
    said = element("title", plain(_sentence(mark.entry, layout.language)))
    how = f"{marks.sign(mark.entry)} doubted" if marks.is_doubted(mark.entry) else marks.sign(mark.entry)
    drawn = element("g", said, marks.drawn(mark, layout.metrics), role="img", class_=how)
    return element("g", drawn, role="listitem")


def _sentence(entry: Entry, language: Language) -> str:
    words = wording(language)
    kind = f"{words.label(entry.type)}: {words.kind(entry.kind)}"
    place = place_text(entry.place, language) if entry.place else ""
    more = "; ".join(filter(None, (kind, status_text(entry, language), place)))
    return f"{when_text(entry.when, language)}: {entry.title.best(language)} ({more})"
