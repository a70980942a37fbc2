"""The page put together: templates, the style and the script that it carries, and a policy that allows no others."""

from __future__ import annotations

import datetime as dt
import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from hashlib import sha256
from importlib import resources
from typing import TYPE_CHECKING, Final

import attrs

from kzeu_timeline.chronology import Chronology
from kzeu_timeline.dates import parse_edtf
from kzeu_timeline.drawing.style import DARK, LIGHT, Palette, colours, shapes_of_signs
from kzeu_timeline.locales import describe, wording
from kzeu_timeline.model import Entry, Status
from kzeu_timeline.page.cards import Cards
from kzeu_timeline.page.drawing import Drawing, drawn
from kzeu_timeline.page.knowledge import Knowledge, knowledge
from kzeu_timeline.page.offers import Offers
from kzeu_timeline.page.packing import packed
from kzeu_timeline.page.searching import unseen
from kzeu_timeline.page.tongues import words_of
from kzeu_timeline.sentences import legends, outlook, when_text, year_heading
from kzeu_timeline.text import Language
from kzeu_timeline.timeline import Timeline

if TYPE_CHECKING:
    import jinja2

LISTED: Final = 7
"""Entries in the list of what is coming, and in that of what happened last; more only of the same days as the last."""


@attrs.frozen(eq=False, slots=False)
class Page:
    """A page of a timeline, in whatever language; *today* is None if nobody knows which day it is."""

    timeline: Timeline
    today: dt.date | None = None

    @cached_property
    def known(self) -> Knowledge:
        """What was known when."""
        return knowledge(self.timeline)

    @cached_property
    def chronology(self) -> Chronology:
        """What all statements say together."""
        return Chronology(self.timeline)

    def alone(self, language: Language) -> str:
        """The page as a file of its own, which is read in every language."""
        drawings = drawn(self.known, Language, self.today)
        bodies = {each: self._body(each, Offers(), drawings[each]) for each in Language}
        carried = {**words_of(bodies, language), **self._carried(*Language)}
        return _whole(language, Offers(), bodies[language], carried)

    def among(self, language: Language, offers: Offers) -> str:
        """The page in one language, beside its pages in the others and all that it offers."""
        drawing = drawn(self.known, [language], self.today)[language]
        return _whole(language, offers, self._body(language, offers, drawing), self._carried(language))

    def _carried(self, *shown: Language) -> dict[str, object]:
        """What only the script of a page in these languages asks for: what is found beside what is seen, and days."""
        days = [dt.date.fromordinal(day).isoformat() for day in self.known.days]
        return {
            "search": unseen(self.timeline, shown),
            "spans": packed(" ".join(self.known.spans(entry.slug)) for entry in self.timeline),
            "published": packed(days),
            "days": {each.value: _days(each) for each in Language},
        }

    def _body(self, language: Language, offers: Offers, drawing: Drawing) -> str:
        words, timeline = wording(language), self.timeline
        cards = list(Cards(self.known, self.chronology, language, self.today))

        def dated(entries: Iterable[Entry]) -> list[tuple[Entry, str]]:
            return [(each, when_text(each.when, language)) for each in _first(entries)]

        return _template("body.html").render(
            language=language,
            words=words.page,
            label=words.label,
            tongues=[(each.value, wording(each).own_name, offers.pages.get(each, "")) for each in Language],
            offers=offers,
            coming=None if self.today is None else dated(timeline.upcoming(self.today)),
            outlook="" if self.today is None else outlook(timeline, self.today, language),
            recent=[] if self.today is None else dated(_over(timeline, self.today)),
            drawing=drawing if timeline else None,
            cards=cards,
            begun=self._begun,
            today="" if self.today is None else describe(parse_edtf(self.today.isoformat()), language),
            years=self._years,
            order=self.known.order,
            tracks=_numbered(
                (card.entry.track.slug, card.entry.track.title.best(language)) for card in cards if card.entry.track
            ),
            kinds=_numbered((card.entry.kind, words.kind(card.entry.kind)) for card in cards),
            last=len(self.known.days),
            legends=list(legends(timeline, language)),
        )

    @cached_property
    def _begun(self) -> str:
        """The slug of the last entry in the list that may have begun by today; empty if nothing has."""
        end = float("-inf") if self.today is None else self.today.toordinal()
        return next((each.slug for each in reversed(self.timeline) if each.when.sort_key[0] <= end), "")

    @cached_property
    def _years(self) -> Mapping[str, float]:
        """The years in which anything was ever thought to begin, each with the place of its first entry."""
        years: dict[str, float] = {}
        states = ((slug, state) for slug, states in self.known.states.items() for state in states)
        for slug, state in states:
            year, place = year_heading(state.entry), self.known.order[slug, state.period.since]
            years[year] = min(years.get(year, place), place)
        return dict(sorted(years.items(), key=lambda each: each[1]))


def _first(entries: Iterable[Entry]) -> list[Entry]:
    """The first few, with all of the days of the last of them."""
    listed = list(entries)
    last = listed[:LISTED][-1:]
    return listed[:LISTED] + [each for each in listed[LISTED:] if each.when == last[0].when]


def _over(timeline: Timeline, today: dt.date) -> Iterator[Entry]:
    """What was held and certainly over by the end of *today*, but for anniversaries: what the list has last first."""
    over = timeline.where(
        lambda entry: entry.status is Status.HELD and not entry.is_derived and entry.when.span[1] <= today.toordinal()
    )
    return reversed(over)


def _days(language: Language) -> list[str]:
    """How a day of each month is written, with ``{y}`` and ``{d}`` for its year and its day."""
    named = (describe(parse_edtf(f"1111-{month:02}-22"), language) for month in range(1, 13))
    return [text.replace("1111", "{y}").replace("22", "{d}") for text in named]


def _numbered(names: Iterable[tuple[str, str]]) -> dict[str, tuple[int, str]]:
    """By slug, a number that takes less room, and a name; in the order in which they are first met."""
    return {slug: (number, name) for number, (slug, name) in enumerate(dict(names).items(), 1)}


def _whole(language: Language, offers: Offers, body: str, carried: Mapping[str, object]) -> str:
    rules, script = _style(), _script()
    policy = (
        f"default-src 'none'; style-src '{_digest(rules)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return _template("page.html").render(
        language=language,
        title=wording(language).label("calendar"),
        about=wording(language).label("calendar-about"),
        offers=offers,
        body=_markup(_small(body)),
        style=_markup(rules),
        script=_markup(script),
        policy=policy,
        data=_markup(_json(carried)),
    )


@cache
def _style() -> str:
    """The colours and the signs of pictures, and what is of the page alone."""
    light, dark = (
        ":root{" + "".join(f"--{name}:{colour};" for name, colour in each._asdict().items()) + "}"
        for each in (LIGHT, DARK)
    )
    variables = Palette(*(f"var(--{name})" for name in Palette._fields))
    rules = f"{light}@media (prefers-color-scheme:dark){{{dark}}}{_text_of('page.css')}"
    return _SPACE.sub(r"\1", shapes_of_signs() + colours(variables) + rules)


_SPACE: Final = re.compile(r"\s*([{};,]|:(?= ))\s*")


@cache
def _script() -> str:
    lines = (_COMMENT.sub("", line) for line in _text_of("page.js").split("\n"))
    return "\n".join(_ONE_PARAMETER.sub(r"\1=>", _AROUND_SIGNS.sub(r"\1", line)) for line in lines if line)


_COMMENT: Final = re.compile("(?:^| )//.*")
_AROUND_SIGNS: Final = re.compile(" *([=<>(),;?|&!]+) *")
"""Blanks that people read and a browser does not; those beside other signs may belong to a text or a selector."""
_ONE_PARAMETER: Final = re.compile(r"\((\w+)\)=>")


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _json(value: object) -> str:
    """*value* as JSON in which nothing can end the element that holds it, or begin another."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _markup(text: str) -> str:
    from markupsafe import Markup  # noqa: PLC0415 - comes with Jinja

    return Markup(text)  # noqa: S704 - our own templates, or escaped by them


_BREAKS: Final = re.compile("[\\t\\n\\r\\v\\f\\x85\\u2028\\u2029]+")
_CONTROLS: Final = re.compile("[\\x00-\\x1f\\x7f-\\x9f]")


def cleaned(text: str) -> str:
    """*text* without what HTML can't hold: line breaks become blanks, other control characters are dropped."""
    return text if text.isprintable() else _CONTROLS.sub("", _BREAKS.sub(" ", text))


def _final(value: object) -> object:
    return cleaned(value) if type(value) is str else value


def _small(body: str) -> str:
    """*body* without what HTML lets one omit: breaks between elements, ends that the next one implies, quotes.

    An apostrophe ends nothing where values stand in double quotes or in none.
    """
    return _QUOTED.sub(r"=\1", _IMPLIED.sub("", _BREAK.sub("><", body).replace('"/>', '" />'))).replace("&#39;", "'")


_BREAK: Final = re.compile(r">\n+<")
_IMPLIED: Final = re.compile(r"</(?:li|dt|dd|option)>(?=</?(?:li|ul|ol|dl|dt|dd|div|option|select)[ >])")
_QUOTED: Final = re.compile(r'(?<=[a-z])="([\w#:/.%,;()?-]+)"(?=[ >])')


def _text_of(name: str) -> str:
    text = resources.files("kzeu_timeline").joinpath("templates", name).read_text("utf-8")
    return "\n".join(line.strip() for line in text.splitlines())  # what is indented for people takes room


@cache
def _template(name: str) -> jinja2.Template:
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - 40 ms that only pages need

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_final
    )
    return environment.from_string(_text_of(name))
