"""What every language has to have, and how a language is asked for."""

from __future__ import annotations

from string import Formatter
from typing import Final

import pytest

from kzeu_timeline.changes import ChangeKind
from kzeu_timeline.dates import parse_edtf
from kzeu_timeline.locales import WORDINGS, anniversary, describe, ordinal, wording
from kzeu_timeline.locales.wording import Wording
from kzeu_timeline.model import Bound, Status
from kzeu_timeline.text import Language, mixed_script_words
from tests.builders import LANGUAGES, refusal

ENGLISH: Final = wording("en")

TEMPLATES: Final = [name for name in Wording.__annotations__ if isinstance(getattr(ENGLISH, name, None), str)]
"""The attributes that are one text in every language."""


def placeholders(text):
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def tables(words):
    return words.unspecified, words.labels, words.changes, words.details, words.page


def all_texts(words):
    texts = [getattr(words, name) for name in TEMPLATES if name != "locale"]
    lists = (words.parts, words.hemispheres, *(table.values() for table in tables(words)))
    return [*texts, *(text for each in lists for text in each)]


def test_every_language_has_its_words():
    assert set(WORDINGS) == set(Language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_have_the_same_keys_in_every_language(language):
    assert [table.keys() for table in tables(wording(language))] == [table.keys() for table in tables(ENGLISH)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_is_there_and_takes_what_the_english_one_takes(language):
    for name in TEMPLATES:
        assert placeholders(getattr(wording(language), name)) == placeholders(getattr(ENGLISH, name)), name
    for table, english in zip(tables(wording(language)), tables(ENGLISH), strict=True):
        for key, text in english.items():
            assert placeholders(table[key]) == placeholders(text), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_mixes_scripts(language):
    for text in all_texts(wording(language)):
        assert text.strip()
        assert mixed_script_words(text) == []


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_nothing_was_left_in_english(language):
    for table, english in zip(tables(wording(language)), tables(ENGLISH), strict=True):
        assert {key for key, text in table.items() if text == english[key] != "{value}"} == set()


@pytest.mark.parametrize("key", [*Status, *Bound])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_status_and_every_bound_has_a_word(language, key):
    assert key in wording(language).labels


@pytest.mark.parametrize("kind", ChangeKind)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_change_has_its_words(language, kind):
    assert kind in wording(language).changes


def test_a_key_without_a_word_is_returned_as_it_is():
    assert wording("ru").label("unheard-of") == "unheard-of"


@pytest.mark.parametrize(
    "ask",
    [
        wording,
        lambda language: ordinal(1, language),
        lambda language: anniversary(1, language),
        lambda language: describe(parse_edtf("2025"), language),
    ],
    ids=["wording", "ordinal", "anniversary", "describe"],
)
def test_an_unknown_language_is_refused(ask):
    assert refusal(lambda: ask("de")).endswith("'de'")
