"""The card of an entry: the same facts as in a pipe, links where they work, nothing cut."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzeu_timeline.chronology import Chronology
from kzeu_timeline.terminal.cards import print_card
from tests.builders import LANGUAGES, event, random_entries, shipped, source, statement
from tests.strategies import LAW
from tests.terminal.screens import ENCODINGS, Terminal, printed, squeezed

URL = "https://example.org/a"


def card(entry, language="en", width=80, encoding="utf-8", **settings) -> Terminal:
    return printed(lambda console: print_card(console, entry, language), width, encoding, **settings)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [60, 120])
def test_a_card_holds_every_word_of_the_plain_text(width, language):
    timeline = shipped().timeline()
    chronology = Chronology(timeline)
    for slug in ("cooperation-council-22", "epca-signed", "epca-signed-anniversary-10", "air-services-signed"):

        def show(console, slug=slug):
            print_card(console, timeline[slug], language, chronology)

        on_terminal, in_pipe = printed(show, width), printed(show, tty=False)
        assert on_terminal.widest == width
        words = {word.rstrip(":;") for line in in_pipe.lines for word in line.split()}
        stated_dates = {each.when.edtf for each in timeline[slug].statements}  # in words on a card
        letters = on_terminal.letters
        missing = {word for word in words - stated_dates if squeezed(word) not in letters}
        assert missing == set()


def test_links_are_for_terminals_that_take_escapes():
    entry = event(statements=[statement(by=source(url=URL))])
    assert f";{URL}\x1b\\" in card(entry, colours="standard").sent
    for plain in (card(entry), card(entry, tty=False)):
        assert "\x1b" not in plain.sent
        assert URL in plain.sent


def test_the_statement_that_prevails_is_bold():
    entry = event(statements=[statement("2025-11"), statement("2025-11-05", by="other")])
    sent = card(entry, width=100, colours="standard").sent
    assert "\x1b[1m5 November 2025" in sent
    assert "\x1b[1mNovember 2025" not in sent


@given(random_entries(), st.sampled_from(LANGUAGES), st.integers(1, 120), st.sampled_from(ENCODINGS))
@settings(LAW, max_examples=40)
def test_no_text_width_or_encoding_breaks_it(entry, language, width, encoding):
    terminal = card(entry, language, width, encoding)
    assert not set(terminal.sent) & {"\x07", "\x1b", "\x85", "\u202e", "\r"}
    if width >= 40:
        assert terminal.widest <= width
