"""TimelineJS: slides on an axis, for newsrooms (the JSON of TimelineJS3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from kzeu_timeline import sentences
from kzeu_timeline.dates import Edtf, PartialDate
from kzeu_timeline.doubts import is_open
from kzeu_timeline.exporters import units
from kzeu_timeline.exporters.jsontext import json_text
from kzeu_timeline.exporters.losses import Loss, left_out
from kzeu_timeline.locales import wording
from kzeu_timeline.model import Entry, Source
from kzeu_timeline.records import Value
from kzeu_timeline.text import Language
from kzeu_timeline.timeline import Timeline

_TITLE: Final = "_title"
"""The id of the first slide; no slug has a line under it."""

_Object = dict[str, Value]


def to_timelinejs(timeline: Timeline, *, language: str) -> str:
    """The timeline as the JSON of TimelineJS3 in one language, a slide for each entry, grouped by track.

    A slide stands at the year, month or day in which the entry began, whichever is the smallest that is known; if the
    sources leave even the year open, at the bound that they give. What is known of the date is told in words. Nothing
    in the data is markup.
    """
    tongue = Language.of(language)
    words = wording(tongue)
    has_open = any(is_open(entry.when) for entry in timeline)
    about = [words.label("calendar-about"), *([f"≈ {words.label('days-open')}"] if has_open else [])]
    return json_text(
        {
            "scale": "human",
            "title": {
                "unique_id": _TITLE,
                "autolink": False,
                "text": {"headline": escape(words.label("calendar")), "text": "".join(map(_paragraph, about))},
            },
            "events": [_slide(entry, start, tongue) for entry in timeline if (start := _start(entry.when))],
        }
    )


def _start(when: Edtf) -> PartialDate | None:
    """Where it is drawn; None if there is no such place."""
    day = when.sort_key[0]
    return units.beginning(when) or units.holding(day, day)


def _slide(entry: Entry, start: PartialDate, language: Language) -> _Object:
    slide: _Object = {"unique_id": entry.slug, "start_date": _date(start)}
    if end := units.end(entry.when):
        slide["end_date"] = _date(end)
    slide["display_date"] = _twice(sentences.when_text(entry.when, language))
    if entry.track:
        slide["group"] = _twice(entry.track.title.best(language))
    slide["text"] = {
        "headline": escape(entry.title.best(language)),
        "text": "".join(_paragraphs(entry, language)),
    }
    slide["autolink"] = False  # or an address in a text becomes a link
    return slide


def _date(unit: PartialDate) -> _Object:
    parts: _Object = {"year": unit.year, "month": unit.month, "day": unit.day}
    return {name: part for name, part in parts.items() if part is not None}


def _twice(text: str) -> str:
    """*text* where TimelineJS takes the markup off, which leaves text, and then sets that text as markup."""
    return escape(escape(text))


def _paragraphs(entry: Entry, language: Language) -> Iterator[str]:
    words = wording(language)
    place = sentences.place_text(entry.place, language) if entry.place else ""
    kind = f"{words.label(entry.type)}: {words.kind(entry.kind)}"
    yield _paragraph(" · ".join(filter(None, (kind, sentences.status_text(entry, language), place))))
    if entry.description:
        yield _paragraph(entry.description.best(language))
    yield _paragraph(f"{words.label('how-known')}: {sentences.how_known(entry, language)}")
    yield from _list("others-say", _others(entry, language), language)
    yield from _list("local-times", map(escape, sentences.local_times(entry, language)), language)
    people = (escape(sentences.participant_text(each, language)) for each in entry.participants)
    yield from _list("takes-part", people, language)
    figures = (escape(sentences.figure_text(each, language)) for each in entry.figures)
    yield from _list("figures", figures, language)
    yield from _list("sources", (_link(source, language) for source in entry.sources), language)


def _others(entry: Entry, language: Language) -> Iterator[str]:
    return (escape(sentences.statement_text(each, entry, language)) for each in sentences.other_statements(entry))


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _list(label: str, items: Iterable[str], language: Language) -> Iterator[str]:
    """A list of *items*, which are markup, under its label; nothing if there are none."""
    if made := "".join(f"<li>{item}</li>" for item in items):
        yield f"{_paragraph(f'{wording(language).label(label)}:')}<ul>{made}</ul>"


def _link(source: Source, language: Language) -> str:
    text = escape(sentences.source_text(source, language))
    return f'<a href="{escape(source.url)}">{text}</a>' if source.url else text


def losses(timeline: Timeline, *, language: str) -> Iterator[Loss]:
    """What the slides leave out, and which of them stand at a place that says more than the sources, or less."""
    del language
    for entry in timeline:
        if _start(entry.when) is None:
            yield Loss(entry.slug, "entry", "it may have been at any time, and a slide needs a year")
        elif is_open(entry.when):
            yield Loss(entry.slug, "when", "a slide stands at one year, month or day; the date is told in words only")
    yield from left_out(timeline, _LEFT_OUT)


_LEFT_OUT: Final = {
    "languages": "one language for each file",
    "annotations": "a slide has no place for paragraphs and notes",
    **dict.fromkeys(("ordinal", "parties", "topics", "relations", "commemorated"), "a slide has no place for it"),
}
