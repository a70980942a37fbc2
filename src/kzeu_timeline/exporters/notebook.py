"""How timelines and entries show themselves in notebooks: a table that means the same wherever it is opened.

JupyterLab reduces the output of a notebook that somebody else ran: no SVG, no style sheet, no script, ``id``, ``role``
or ``aria-*``. What stays is a table with styles written at its elements, so that is all there is here, trusted or not.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import attrs

from kzeu_timeline.dates import Edtf
from kzeu_timeline.exceptions import InvalidRecordError, quoted
from kzeu_timeline.exporters.excerpt import excerpt
from kzeu_timeline.exporters.gradients import CERTAIN, NOTHING, POSSIBLE, percent, stops
from kzeu_timeline.exporters.shades import reported, shades
from kzeu_timeline.exporters.units import lasts
from kzeu_timeline.facts import facts
from kzeu_timeline.layout import PIXELS, Layout, lay_out
from kzeu_timeline.locales import wording
from kzeu_timeline.model import Entry, Statement, Status
from kzeu_timeline.sentences import (
    ANYWHERE,
    how_known,
    legends,
    remarked,
    run_marks,
    source_text,
    status_text,
    when_text,
    year_heading,
)
from kzeu_timeline.text import Language, LocalizedText
from kzeu_timeline.timeline import Timeline
from kzeu_timeline.xmltext import in_xml

if TYPE_CHECKING:
    import jinja2

MOST_FOLDED: Final = 300
"""Entries that are folded away on either side; of what is beyond them only the number is told."""

_WIDTH: Final = 260.0
"""CSS pixels of the column with the bars, roughly: what is narrower than a dot there is drawn as wide as one."""
_METRICS: Final = attrs.evolve(PIXELS, margin=20, dot=5, fade=20, apart=30, wide=64)


def _language(tag: str) -> Language:
    return Language.of(tag)


@attrs.frozen
class Display:
    """A timeline or an entry as a notebook shows it, in one language: ``kt.Display(timeline, language="kk")``.

    Timelines and entries show themselves in English. Raises :class:`~kzeu_timeline.InvalidRecordError` for anything
    else, and for a language that is not the project's.
    """

    shown: Timeline | Entry = attrs.field()
    language: Language = attrs.field(converter=_language, default=Language.EN, kw_only=True)

    @shown.validator
    def _is_shown(self, _attribute: object, value: object) -> None:
        if not isinstance(value, Timeline | Entry):
            raise InvalidRecordError(f"neither a timeline nor an entry: {quoted(value)}")

    def __repr__(self) -> str:
        return repr(self.shown)

    def _repr_mimebundle_(
        self, include: Container[str] | None = None, exclude: Container[str] | None = None
    ) -> dict[str, str]:
        """The display by media type, as IPython asks for it."""
        kinds = {"text/plain": self.__repr__, "text/html": self._html}
        return {
            kind: make()
            for kind, make in kinds.items()
            if (not include or kind in include) and not (exclude and kind in exclude)
        }

    def _html(self) -> str:
        language, shown = self.language, self.shown
        page = _page(shown, language) if isinstance(shown, Timeline) else None
        card = _card(shown, language) if isinstance(shown, Entry) else None
        return _template().render(language=language.value, page=page, card=card)


def _page(timeline: Timeline, language: Language) -> dict[str, Any]:
    words, marks, (earlier, seen, later) = wording(language), run_marks(timeline), excerpt(timeline)
    parts = {
        "earlier": _part(earlier, earlier[-MOST_FOLDED:], marks, language),
        "seen": _part(seen, seen, marks, language),
        "later": _part(later, later[:MOST_FOLDED], marks, language),
    }
    return parts | {
        "title": f"{words.label('timeline')}: {_counted(timeline, language)}",
        "heads": [words.label(key) for key in ("date", "title", "timeline")],
        "signs": list(_signs([row for part in parts.values() for row in part["rows"]], language)),
        "legends": list(legends(timeline, language)),
    }


def _part(whole: Timeline, shown: Timeline, marks: Mapping[str, str], language: Language) -> dict[str, Any]:
    """A table of the entries that are shown of a part."""
    layout = _scaled(shown, marks, language)

    def row(entry: Entry) -> dict[str, Any]:
        state = "" if entry.status in {None, Status.HELD} else f" – {status_text(entry, language)}"
        return {
            "mark": marks.get(entry.slug, ""),
            "slug": entry.slug,
            "when": _clean(remarked(entry, language)),
            "how": _clean(f"{entry.when.edtf}: {how_known(entry, language)}"),
            "title": _said(entry.title, language),
            "state": state,
            **_drawn(entry.when, entry.status, layout, hollow=entry.is_derived),
        }

    left = len(whole) - len(shown)
    return {
        "counted": _counted(whole, language),
        "ticks": list(_ticks(layout)) if shown else [],
        "rows": list(map(row, shown)),
        "left_out": wording(language).label("and-more").format(count=left) if left else "",
    }


def _counted(timeline: Timeline, language: Language) -> str:
    """The years of a timeline, and how many entries there are."""
    years = "–".join(dict.fromkeys(year_heading(entry) for entry in (*timeline[:1], *timeline[-1:])))
    return f"{years or '…'} · {wording(language).page['entries']}: {len(timeline)}"


def _scaled(timeline: Timeline, marks: Mapping[str, str], language: Language) -> Layout:
    """The axis: of days that all are as wide, so that a width is a duration.

    What took place some day of more than a year does not make it longer, if it is the exception: it fades at its ends.
    """

    def laid_out(entries: Timeline) -> Layout:
        return lay_out(entries, language=language, width=_WIDTH, metrics=_METRICS, even=True)

    placed = timeline.where(lambda entry: marks.get(entry.slug) != ANYWHERE or lasts(entry.when))
    if len(timeline) < 2 * len(placed) < 2 * len(timeline):
        layout = laid_out(placed)
        if all(entry.when.span[0] < layout.bar.end and layout.bar.first <= entry.when.span[1] for entry in timeline):
            return layout
    return laid_out(timeline)


def _drawn(when: Edtf, status: Status | None, layout: Layout, *, hollow: bool) -> dict[str, Any]:
    """The bar of a date; *hollow*, as a place and a width, if it was computed and nobody has reported it."""
    bar = reported(layout.bar(when), status)
    box = [percent(x, layout.width) for x in (bar.left, bar.right - bar.left)]
    return {"bar": bar, "stops": "" if hollow else stops(bar, layout), "box": box}


def _signs(rows: Sequence[Mapping[str, Any]], language: Language) -> Iterator[tuple[str, str]]:
    """The signs that occur, each as the stops of a gradient (none: hollow) and with what it means."""
    words, filled = wording(language), [row["bar"] for row in rows if row["stops"]]
    certain = {stretch.certain for bar in filled for stretch in bar.stretches}
    if True in certain:
        yield f"{CERTAIN} 0%,{CERTAIN} 100%", words.label("on-these-days")
    if False in certain:
        yield f"{POSSIBLE} 0%,{POSSIBLE} 100%", words.label("on-some-days")
    if any(shade.fade for bar in filled for shade in shades(bar, _METRICS)):
        yield f"{POSSIBLE} 0%,{NOTHING} 100%", words.label("no-limit")
    if not all(row["stops"] for row in rows):
        yield "", f"{words.label('anniversary')}: {words.label('derived')}"


def _card(entry: Entry, language: Language) -> dict[str, Any]:
    words = wording(language)
    # Each statement as an entry of its own, so that one scale holds what all of them say.
    apart = [attrs.evolve(entry, slug=f"s{n}", statements=(each,)) for n, each in enumerate(entry.statements)]
    layout = lay_out(Timeline(apart), language=language, width=_WIDTH, metrics=_METRICS, even=True)
    return {
        "title": _said(entry.title, language),
        "facts": [(word, list(map(_clean, lines))) for word, lines in facts(entry, language)],
        "heads": [words.label(key) for key in ("sources", "date", "status", "timeline")],
        "statements": [
            {
                "source": _clean(source_text(each.source, language)),
                "url": each.source.url,
                "note": f" §{each.paragraph}" if each.paragraph else "",
                "edtf": each.when.edtf,
                "when": _clean(when_text(each.when, language)),
                "how": _clean(_how(each, entry, language)),
                **_drawn(each.when, each.status, layout, hollow=entry.is_derived),
            }
            for each in entry.statements
        ],
    }


def _how(statement: Statement, entry: Entry, language: Language) -> str:
    words = wording(language)
    alone = attrs.evolve(entry, statements=(statement,))
    return ", ".join(
        filter(None, (words.label("inferred" if statement.inferred else "stated"), status_text(alone, language)))
    )


def _said(text: LocalizedText, language: Language) -> tuple[str, Language]:
    """The text, and the language that it is in."""
    return _clean(text.best(language)), text.best_language(language)


def _ticks(layout: Layout) -> Iterator[tuple[str, str]]:
    """What stands in each piece of the axis, beginning with what is left of the first tick, and how wide that is."""
    named = [tick for tick in layout.ticks if tick.text]
    places = [0.0, *(tick.x for tick in named), layout.width]
    for text, (left, right) in zip(["", *(tick.text for tick in named)], pairwise(places), strict=True):
        yield text, percent(right - left, layout.width)


_BREAKS: Final = re.compile("[\\t\\n\\r\\v\\f\\x85\\u2028\\u2029]+")


def _clean(text: str) -> str:
    """*text* as one line, without characters that no page can hold."""
    return in_xml(_BREAKS.sub(" ", text))


@cache
def _template() -> jinja2.Template:
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - 40 ms that only displays need

    text = resources.files("kzeu_timeline").joinpath("templates", "notebook.html").read_text("utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(
        text
    )
