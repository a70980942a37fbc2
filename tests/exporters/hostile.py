"""Timelines whose every text tries to be something else: hostile text, by hypothesis and by table.

Imports of the project nothing but its records, so that a subprocess can make the same timelines.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import cycle
from random import Random
from typing import Any, Final, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from kzeu_timeline import (
    Bound,
    Clock,
    Event,
    Figure,
    Language,
    LocalizedText,
    Participant,
    Party,
    Person,
    Place,
    Rank,
    Relation,
    RelationKind,
    Revision,
    Role,
    Series,
    Source,
    Statement,
    Status,
    Timeline,
    Topic,
)

T = TypeVar("T")

CONTROLS: Final = "".join(map(chr, (*range(1, 0x20), *range(0x7F, 0xA0))))
"""Every C0 and C1 control but NUL, which no text of the model holds."""

TEXTS: Final = (
    # Line ends, and what is taken for one
    "a\r\nb",
    "a\rb",
    "a\nb",
    "a\r\n\r\nb",
    "a\n\r\nb\r",
    "a\u2028b\u2029c\u0085d\x0be\x0cf",
    f"a{CONTROLS}b",
    # Escapes
    r"a\nb",
    r"a\Nb",
    r"a\\nb",
    r"a\;b\,c",
    "a;b,c",
    "ends in a backslash\\",
    "\\" * 100,
    "\\," * 60,
    "^n^'^^",
    # Content lines
    "BEGIN:VEVENT",
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil",
    "x\nATTENDEE:mailto:evil@example.org",
    "x\r\n ATTACH:https://evil.example",
    "x\\nBEGIN:VALARM\\nACTION:EMAIL\\nEND:VALARM",
    'x";TZID=Europe/Brussels:y',
    "x:;VALUE=URI:y",
    # Markup
    "<script>alert(1)</script>",
    "<!-- a --> <b>b</b> <?php ?> <![CDATA[ c ]]>",
    "<!DOCTYPE a",
    "&lt;b&gt; &amp;lt; &#60;i&#62; &copy; &nbsp",
    "a | b || c \\| d \\\\| e |",
    "|---|---|",
    "*a* _b_ **c** __d__ ~~e~~ `f` ``g`` ***",
    "[a](https://evil.example) ![b](https://evil.example) [c]: https://evil.example",
    "[a][b] [^1] [ ] [x] <https://evil.example>",
    "https://evil.example www.evil.example evil@example.org mailto:evil@example.org xmpp:evil@example.org",
    "HTTP://EVIL.EXAMPLE ftp://evil.example //evil.example javascript:alert(1)",
    "# a",
    "- a",
    "1. a",
    "> a",
    "===",
    "    code",
    "```\ncode\n```",
    ":smile: @user #1 $x$ $$y$$ ==z== ^u^ {v}",
    # Formulas
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    '=HYPERLINK("https://evil.example","a")',
    "=cmd|' /C calc'!A0",
    "\x01=1+1",
    'a","=1+1',
    'a";"=1+1',
    '"',
    '""",',
    # Letters of other worlds
    "Қазақстан – Еуропалық одақ ынтымақтастық кеңесінің жиырма екінші отырысы",
    "ж" * 400,
    "e" * 400,
    "a" + "\u0301\u0323" * 100,
    "👨‍👩‍👧‍👦🏳️‍🌈🇰🇿🇪🇺" * 12,
    "\U0001f1f0\U0001f1ff\U000e0067\U0010ffff\U00020000" * 12,
    "ltr \u202ertl\u202c \u2067isolate\u2069 \u200fמ\u200e \u061c",
    "\ufeffa\ufeff",
    "zero\u200bwidth\u200d\u2060\u00ad",
    "\ufffe\uffff",
    "a  b   c \t d",
    "  a  ",
    "\u00a0a\u3000",
    "𝒂ﬀ①",
    "…",
)
"""Texts that other software has been hurt by; each is one that the model takes."""

_LETTERS: Final = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
_PIECES: Final = st.sampled_from(TEXTS) | st.text(_LETTERS, max_size=8) | st.sampled_from((*CONTROLS, "\\", "\u2028"))


def texts() -> SearchStrategy[str]:
    """Any text that the model takes, most of it hostile."""
    return st.lists(_PIECES, min_size=1, max_size=3).map("".join).filter(str.strip)


URLS: Final = (
    "https://example.org/",
    "http://example.org:8080/a;b,c?d=e&f=g#h",
    "https://example.org/қазақша/бет?сұрақ=жауап#бөлім",
    "https://example.org/%D2%9B%2C%5C(a)[b]*c*_d_~e~!$'+@:",
    "https://example.org/?a=1&para;=2&amp;b=3&#42;",
    "https://example.org/" + "long/" * 60,
    "https://example.org/🇰🇿🇪🇺",
    "https://user@[2001:db8::1]/",
)

DATES: Final = (
    *("{day}", "{month}", "{year}", "{decade}X", "{month}-XX", "{year}-XX-XX", "{day}?", "{day}~", "{day}%", "{year}?"),
    *("[..{day}]", "[{day}..]", "[{day},{later}]", "[{day}..{later}]", "{{{day},{later}}}"),
    *("{day}/{later}", "{month}/{later}", "../{day}", "{day}/..", "/{day}", "{day}/", "{year}/{later}~"),
    *("{year}-21", "{year}-33", "{year}-39", "{day}T10:20:30Z", "{day}T23:59:59+05"),
)
"""Every kind of EDTF; ``later`` is the same day a few days, months or years on."""


def edtf_of(form: str, day: dt.date, days: int = 3) -> str:
    """The date of this form that begins on *day*."""
    text = day.isoformat()
    later = (day + dt.timedelta(days=days)).isoformat()
    return form.format(day=text, month=text[:7], year=text[:4], decade=text[:3], later=later)


_ORDINARY: Final = (dt.date(11, 1, 1), dt.date(9990, 1, 1))
_MODERN: Final = (dt.date(1990, 1, 1), dt.date(2090, 1, 1))
_DEGREES: Final = (0, -0.0, 1e-9, -5e-7, 50, 90, -90, 4.35, 51.169392, 1e-300)


class _Maker:
    """Makes records from texts that hypothesis drew; what they are made of is left to chance that it seeds.

    Thus an example costs a few draws and not a thousand, and what fails is small at once.
    """

    def __init__(self, chance: Random, drawn: Sequence[str]) -> None:
        self.chance = chance
        self.drawn = drawn

    def maybe(self, make: Callable[[], T]) -> T | None:
        return make() if self.chance.random() < 0.6 else None

    def some(self, make: Callable[[], T]) -> list[T]:
        return [make() for _ in range(self.chance.randrange(3))]

    def text(self) -> str:
        return self.chance.choice(self.drawn if self.chance.random() < 0.6 else TEXTS)

    def texts(self) -> LocalizedText:
        languages = self.chance.sample(list(Language), self.chance.randint(1, 3))
        return LocalizedText({language: self.text() for language in languages})

    def day(self, bounds: tuple[dt.date, dt.date] = _ORDINARY) -> dt.date:
        first, last = bounds
        return first + dt.timedelta(days=self.chance.randrange((last - first).days))

    def date(self) -> str:
        return edtf_of(self.chance.choice(DATES), self.day(), self.chance.randint(1, 800))

    def time(self) -> dt.time:
        # No clock skips an hour of the day in these years; some do at night.
        return dt.time(self.chance.randint(8, 19), self.chance.randrange(60), self.chance.randrange(60))

    def clock(self) -> Clock:
        zone = self.chance.choice(("Asia/Almaty", "Europe/Brussels", "America/New_York", "Pacific/Kiritimati"))
        return Clock(start=self.time(), end=self.maybe(self.time), zone=zone)

    def place(self) -> Place:
        degrees = self.maybe(lambda: self.chance.choice(_DEGREES))
        return Place(
            slug="place",
            name=self.texts(),
            country=self.chance.choice((None, "KZ", "BE", "ZZ", "QQ")),
            zone=self.maybe(lambda: "Asia/Almaty"),
            latitude=degrees,
            longitude=None if degrees is None else -degrees,
        )

    def participant(self) -> Participant:
        return Participant(
            person=Person(slug="person", name=self.texts(), spellings=self.some(self.text)),
            role=self.maybe(lambda: Role(slug="role", name=self.texts())),
            party=self.maybe(self.party),
            chair=self.chance.random() < 0.5,
        )

    def party(self) -> Party:
        return Party(slug="party", name=self.texts())

    def topic(self) -> Topic:
        return Topic(slug="topic", title=self.texts())

    def source(self, slug: str) -> Source:
        return Source(
            slug=slug,
            publisher=self.text(),
            language=self.text(),
            published=self.maybe(self.date),
            url=self.maybe(lambda: self.chance.choice(URLS)),
            note=self.maybe(self.text),
        )

    def statement(self, slug: str) -> Statement:
        clock = self.maybe(self.clock)
        day = edtf_of(self.chance.choice(("{day}", "{day}?", "{day}~")), self.day(_MODERN))
        return Statement(
            source=self.source(slug),
            when=day if clock else self.date(),
            status=self.chance.choice((None, *Status)),
            place=self.maybe(self.place),
            participants=self.some(self.participant),
            clock=clock,
            rank=self.chance.choice(list(Rank)),
            inferred=self.chance.random() < 0.5,
            note=self.maybe(self.text),
        )

    def figure(self, source: Source) -> Figure:
        return Figure(
            slug="figure",
            title=self.texts(),
            value=self.chance.randint(-(10**12), 10**12),
            unit=self.chance.choice(("USD", "EUR", "XXX", self.text())),
            bound=self.chance.choice(list(Bound)),
            period=self.maybe(self.date),
            source=source,
            note=self.maybe(self.text),
        )

    def relation(self) -> Relation:
        return Relation(kind=self.chance.choice(list(RelationKind)), target=f"entry-{self.chance.randrange(5)}")

    def revision(self, language: Language) -> Revision:
        updated = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=self.chance.randrange(10**11))
        return Revision(language=language, sequence=self.chance.randrange(2**31), updated=updated)

    def entry(self, number: int) -> Event:
        statements = [self.statement(f"source-{number}-{each}") for each in range(self.chance.randint(1, 3))]
        return Event(
            slug=f"entry-{number}",
            kind=self.chance.choice(("meeting", "summit", "unheard-of")),
            title=self.texts(),
            statements=statements,
            track=self.maybe(lambda: Series(slug="track", title=self.texts())),
            ordinal=self.maybe(lambda: self.chance.randint(1, 99)),
            parties=self.some(self.party),
            topics=self.some(self.topic),
            figures=self.some(lambda: self.figure(statements[0].source)),
            relations=self.some(self.relation),
            description=self.maybe(self.texts),
            revisions=[self.revision(language) for language in Language if self.chance.random() < 0.5],
        )


def timelines(max_size: int = 4) -> SearchStrategy[Timeline]:
    """A timeline of a few events with anything in them that the model takes."""

    def of(chance: Random, drawn: Sequence[str], size: int) -> Timeline:
        maker = _Maker(chance, drawn)
        return Timeline(maker.entry(number) for number in range(size))

    drawn = st.lists(texts(), min_size=1, max_size=4)
    return st.builds(of, st.randoms(use_true_random=True), drawn, st.integers(0, max_size))


def fixed_timeline(size: int) -> Timeline:
    """Always the same timeline: every text of the table in every place of a record, every kind of date."""
    return Timeline(_fixed_entry(number) for number in range(size))


def _fixed_entry(number: int) -> Event:
    taken = cycle(TEXTS[number % len(TEXTS) :] + TEXTS[: number % len(TEXTS)])

    def text() -> str:
        return next(taken)

    def texts_by_language(**more: Any) -> LocalizedText:
        return LocalizedText({language: text() for language in Language}, **more)

    day = dt.date(1990, 1, 1) + dt.timedelta(days=53 * number)
    form = DATES[number % len(DATES)]
    source = Source(slug=f"source-{number}", publisher=text(), published=day.isoformat(), url=URLS[number % len(URLS)])
    clock = Clock(start=dt.time(9, 30), end=dt.time(18), zone="Asia/Almaty") if form == "{day}" else None
    statement = Statement(
        source=source,
        when=edtf_of(form, day),
        status=(*Status, None)[number % 5],
        place=Place(slug=f"place-{number}", name=texts_by_language(), country="KZ", latitude=51.17, longitude=-71),
        participants=[
            Participant(
                person=Person(slug="person", name=texts_by_language()), role=Role(slug="role", name=texts_by_language())
            )
        ],
        clock=clock,
        note=text(),
    )
    return Event(
        slug=f"entry-{number}",
        kind="meeting",
        title=texts_by_language(),
        description=texts_by_language(),
        track=Series(slug=f"track-{number}", title=texts_by_language()),
        parties=[Party(slug="party", name=texts_by_language())],
        topics=[Topic(slug="topic", title=texts_by_language())],
        figures=[Figure(slug="figure", title=texts_by_language(), value=number, unit=text(), source=source)],
        relations=[Relation(kind=RelationKind.PART_OF, target=f"entry-{number // 2}")],
        statements=[statement],
    )
