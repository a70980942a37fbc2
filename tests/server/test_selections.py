"""Selections: what a query means, what is refused, and that what is kept stays within its bounds."""

from __future__ import annotations

import asyncio
import threading
from itertools import product

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzeu_timeline import ExportError
from kzeu_timeline.server import selections
from kzeu_timeline.server.application import Application
from kzeu_timeline.server.queries import BadQueryError, BusyError
from kzeu_timeline.server.selections import Selections
from tests.server.asking import BASE, CHANGED, TODAY, ask, published, record
from tests.strategies import LAW

CUSTOM = "/feeds/custom.ics"
PAIRS = [("track", "a"), ("track", "b"), ("kind", "meeting"), ("kind", "visit"), ("lang", "kk"), ("imprecise", "span")]


def made() -> Selections:
    return Selections(record(), base=BASE, today=TODAY, changed=CHANGED)


SELECTIONS = made()


def slugs(feed: bytes) -> set[str]:
    return {str(each["X-KZEU-SLUG"]) for each in icalendar.Calendar.from_ical(feed).walk("VEVENT")}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"first", "second", "third"}),
        ("track=a", {"first"}),
        ("track=a&track=b", {"first", "second"}),
        ("kind=meeting", {"first", "third"}),
        ("track=a&track=b&kind=meeting", {"first"}),
        ("imprecise=omit", {"first", "third"}),
    ],
)
def test_what_is_selected(query, expected):
    found = ask(CUSTOM, query)
    assert (found.status, slugs(found.body)) == (200, expected)
    assert found.headers["content-type"] == "text/calendar; charset=utf-8"


def test_a_selection_says_its_name_and_where_it_is_refreshed():
    calendar = icalendar.Calendar.from_ical(ask(CUSTOM, "lang=ru&kind=meeting&track=a").body)
    assert str(calendar["X-WR-CALNAME"]).endswith(": a in ru · встреча")
    assert str(calendar["SOURCE"]) == f"{BASE}feeds/custom.ics?kind=meeting&lang=ru&track=a"


def test_a_selection_of_nothing_empties_no_calendar():
    found = ask(CUSTOM, "track=a&kind=visit")
    assert (found.status, found.body) == (404, b"nothing in the record is in this selection\n")


def test_everything_that_is_wrong_is_told_at_once_and_what_there_is():
    found = ask(CUSTOM, "track=<b>&kind=<b>&lang=<b>&imprecise=<b>&<b>=1&lang=en")
    assert found.status == 400
    lines = found.body.decode().splitlines()
    assert [line.partition(" (")[0] for line in lines] == [
        "unknown parameter",
        *(f"unknown {name}" for name in ("track", "kind", "lang", "imprecise")),
    ]
    assert "(known: a, b)" in lines[1]
    assert "<b>" not in found.body.decode()
    assert ask(CUSTOM, "lang=kk&lang=ru").body == b"more than one lang\n"
    assert ask(CUSTOM, "track=a&" * 1000).status == 400


@LAW
@given(st.lists(st.sampled_from(PAIRS), max_size=12), st.randoms(use_true_random=False))
def test_equal_selections_are_one(pairs, random):
    shuffled = [*pairs, *pairs]
    random.shuffle(shuffled)
    ones = [
        SELECTIONS.parse("&".join(f"{name}={value}" for name, value in each).encode()) for each in (pairs, shuffled)
    ]
    assert ones[0] == ones[1]
    assert SELECTIONS.parse(ones[0].query.encode()) == ones[0]


REFUSALS = {
    "unknown parameter (known: imprecise, kind, lang, track)",
    "unknown track (known: a, b)",
    "unknown lang (known: en, kk, ru)",
    "unknown imprecise (known: mark, omit, span)",
}


@LAW
@given(st.binary(max_size=60) | st.text(max_size=30).map(lambda text: f"track={text}".encode()))
def test_a_query_is_understood_or_refused_with_nothing_of_it(query):
    try:
        found = SELECTIONS.parse(query)
    except BadQueryError as error:
        told = error.problems
    else:
        told = found.tracks
    assert set(told) <= {*REFUSALS, "a", "b"}


def test_the_same_query_is_the_same_response_and_can_be_asked_for_conditionally():
    application = Application(published())
    first = ask(CUSTOM, "track=a&track=b", application=application)
    again = ask(CUSTOM, "track=b&track=a&track=b", application=application, if_none_match=first.headers["etag"])
    assert again.status == 304
    assert (
        first.headers["content-location"] == again.headers["content-location"] == "custom.ics?lang=en&track=a&track=b"
    )


def test_what_is_kept_is_bounded(monkeypatch):
    """By number and by bytes; the one used longest ago goes first."""
    queries = [f"track={track}&lang={lang}".encode() for track, lang in product("ab", ("kk", "ru", "en"))]

    def kept_after(most: int, largest: int) -> list[str]:
        monkeypatch.setattr(selections, "MOST_KEPT", most)
        monkeypatch.setattr(selections, "LARGEST_KEPT", largest)
        asked = made()

        async def ask_all() -> None:
            for query in [*queries, queries[0]]:
                await asked.resource(asked.parse(query))

        asyncio.run(ask_all())
        assert asked._bytes == sum(selections._size(each) for each in asked._kept.values())
        assert asked._bytes <= largest
        return [each.query for each in asked._kept]

    assert len(kept_after(100, 10**9)) == 6
    assert kept_after(2, 10**9) == ["lang=en&track=b", "lang=kk&track=a"]
    assert kept_after(100, 1) == []


def test_many_who_ask_at_once_have_one_built(monkeypatch):
    asked, built = made(), []
    whole = Selections._built

    def counting(self, selection):
        built.append(selection)
        return whole(self, selection)

    monkeypatch.setattr(Selections, "_built", counting)

    async def together():
        return await asyncio.gather(*(asked.resource(asked.parse(b"track=a")) for _ in range(50)))

    found = asyncio.run(together())
    assert len(built) == 1
    assert len({id(each) for each in found}) == 1


def test_only_so_many_may_wait(monkeypatch):
    asked, released = made(), threading.Event()
    monkeypatch.setattr(selections, "MOST_WAITING", 2)
    monkeypatch.setattr(Selections, "_built", lambda self, selection: released.wait(10) and None)

    async def too_many():
        waiting = [asyncio.ensure_future(asked.resource(asked.parse(b"lang=" + each))) for each in (b"kk", b"ru")]
        await asyncio.sleep(0)
        with pytest.raises(BusyError):
            await asked.resource(asked.parse(b"lang=en"))
        released.set()
        return await asyncio.gather(*waiting)

    assert asyncio.run(too_many()) == [None, None]


def test_one_that_can_t_be_built_is_tried_again(monkeypatch):
    application = Application(published())
    with monkeypatch.context() as broken:
        broken.setattr(selections, "to_ical", _refuse)
        assert ask(CUSTOM, application=application).status == 500
    assert ask(CUSTOM, application=application).status == 200


def _refuse(*_: object, **__: object) -> bytes:
    raise ExportError("no")
