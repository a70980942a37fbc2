"""Timelines whose every text tries to be something else: hostile text, by hypothesis and by table.

Imports of the project nothing but its records, so that a subprocess can make the same timelines.
"""

from __future__ import annotations

import datetime as dt
from itertools import cycle
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

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


_BY_LANGUAGE: Final = st.dictionaries(st.sampled_from(list(Language)), texts(), min_size=1).map(LocalizedText)

URLS: Final = (
    "https://example.org/",
    "http://example.org:8080/a;b,c?d=e&f=g#h",
    "https://example.org/қазақша/бет?сұрақ=жауап#бөлім",
    "https://example.org/%D2%9B%2C%5C(a)[b]*c*_d_~e~!$'+@:",
    "https://example.org/?a=1&para;=2&amp;b=3&#42;",
    "https://example.org/" + "long/" * 60,
    "https://example.org/👨‍👩‍👧",
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


_ORDINARY_DAYS: Final = st.dates(dt.date(11, 1, 1), dt.date(9990, 1, 1))
_DAYS_OF_CLOCKS: Final = st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1))
_TIMES: Final = st.builds(dt.time, st.integers(8, 19), st.integers(0, 59), st.integers(0, 59))
_DATES: Final = st.builds(edtf_of, st.sampled_from(DATES), _ORDINARY_DAYS, st.integers(1, 800))
_DEGREES: Final = st.floats(-90, 90) | st.sampled_from((0, -0.0, 1e-9, -5e-7, 50, 90, -90, 4.35))
_PLACES: Final = st.builds(
    lambda name, country, zone, where: Place(
        slug="place", name=name, country=country, zone=zone, latitude=where and where[0], longitude=where and where[1]
    ),
    _BY_LANGUAGE,
    st.sampled_from((None, "KZ", "BE", "ZZ", "QQ")),
    st.sampled_from((None, "Asia/Almaty")),
    st.none() | st.tuples(_DEGREES, _DEGREES),
)
_PARTICIPANTS: Final = st.builds(
    lambda name, role, party, chair: Participant(
        person=Person(slug="person", name=name),
        role=role and Role(slug="role", name=role),
        party=party and Party(slug="party", name=party),
        chair=chair,
    ),
    _BY_LANGUAGE,
    st.none() | _BY_LANGUAGE,
    st.none() | _BY_LANGUAGE,
    st.booleans(),
)


@st.composite
def _sources(draw: DrawFn, slug: str) -> Source:
    return Source(
        slug=slug,
        publisher=draw(texts()),
        language=draw(texts()),
        published=draw(st.none() | _DATES),
        url=draw(st.none() | st.sampled_from(URLS)),
        note=draw(st.none() | texts()),
    )


@st.composite
def _statements(draw: DrawFn, slug: str) -> Statement:
    clock = None
    when = draw(_DATES)
    if draw(st.booleans()):
        when = edtf_of(draw(st.sampled_from(("{day}", "{day}?", "{day}~"))), draw(_DAYS_OF_CLOCKS))
        # No clock skips an hour of the day on any day of these years; some do at night.
        start, end = draw(_TIMES), draw(st.none() | _TIMES)
        zone = draw(st.sampled_from(("Asia/Almaty", "Europe/Brussels", "America/New_York", "Pacific/Kiritimati")))
        clock = Clock(start=start, end=end, zone=zone)
    return Statement(
        source=draw(_sources(slug)),
        when=when,
        status=draw(st.none() | st.sampled_from(list(Status))),
        place=draw(st.none() | _PLACES),
        participants=draw(st.lists(_PARTICIPANTS, max_size=2)),
        clock=clock,
        rank=draw(st.sampled_from(list(Rank))),
        inferred=draw(st.booleans()),
        note=draw(st.none() | texts()),
    )


@st.composite
def _figures(draw: DrawFn, source: Source) -> Figure:
    return Figure(
        slug="figure",
        title=draw(_BY_LANGUAGE),
        value=str(draw(st.integers(-(10**12), 10**12))),
        unit=draw(st.sampled_from(("USD", "EUR", "XXX")) | texts()),
        bound=draw(st.sampled_from(list(Bound))),
        period=draw(st.none() | _DATES),
        source=source,
        note=draw(st.none() | texts()),
    )


@st.composite
def _revisions(draw: DrawFn, language: Language) -> Revision:
    updated = draw(st.datetimes(dt.datetime(1970, 1, 1), timezones=st.just(dt.UTC)))  # noqa: DTZ001 - hypothesis adds it
    return Revision(language=language, sequence=draw(st.integers(0, 2**31 - 1)), updated=updated)


@st.composite
def entries(draw: DrawFn, number: int) -> Event:
    """An event with anything in it that the model takes."""
    statements = [draw(_statements(f"source-{number}-{each}")) for each in range(draw(st.integers(1, 3)))]
    related = st.builds(
        lambda kind, target: Relation(kind=kind, target=f"entry-{target}"),
        st.sampled_from(list(RelationKind)),
        st.integers(0, 4),
    )
    return Event(
        slug=f"entry-{number}",
        kind=draw(st.sampled_from(("meeting", "summit", "unheard-of"))),
        title=draw(_BY_LANGUAGE),
        statements=statements,
        track=draw(st.none() | st.builds(lambda title: Series(slug="track", title=title), _BY_LANGUAGE)),
        ordinal=draw(st.none() | st.integers(1, 99)),
        parties=draw(st.lists(st.builds(lambda name: Party(slug="party", name=name), _BY_LANGUAGE), max_size=2)),
        topics=draw(st.lists(st.builds(lambda title: Topic(slug="topic", title=title), _BY_LANGUAGE), max_size=2)),
        figures=draw(st.lists(_figures(statements[0].source), max_size=2)),
        relations=draw(st.lists(related, max_size=2)),
        description=draw(st.none() | _BY_LANGUAGE),
        revisions=[draw(_revisions(language)) for language in Language if draw(st.booleans())],
    )


@st.composite
def timelines(draw: DrawFn, max_size: int = 3) -> Timeline:
    """A timeline of a few such events."""
    return Timeline(draw(entries(number)) for number in range(draw(st.integers(0, max_size))))


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
