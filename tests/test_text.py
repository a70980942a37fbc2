"""Text in several languages: what it is, what it refuses, how it is searched."""

from __future__ import annotations

import copy
import pickle
import unicodedata
from itertools import chain, combinations
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzeu_timeline.exceptions import InvalidRecordError
from kzeu_timeline.text import LONGEST_TEXT, Language, LocalizedText, checked_text, folded, mixed_script_words, words
from tests.builders import LANGUAGES, localized_texts, refusal, texts
from tests.strategies import LAW

KK, RU, EN = Language.KK, Language.RU, Language.EN
THREE: Final = LocalizedText(en="Council", ru="Совет", kk="Кеңес")

SUBSETS: Final = list(chain.from_iterable(combinations(LANGUAGES, count) for count in (1, 2, 3)))
ORDERS: Final = {KK: (KK, RU, EN), RU: (RU, EN, KK), EN: (EN, RU, KK)}


# Languages.


@pytest.mark.parametrize("tag", ["kk", "ru", "en"])
def test_a_language_is_its_tag(tag):
    assert Language.of(tag) == tag


@pytest.mark.parametrize("tag", ["", "EN", "en-GB", "de", None, 1, []])
def test_other_tags_are_refused_and_the_known_ones_named(tag):
    assert refusal(lambda: Language.of(tag)) == f"unknown language (known: kk, ru, en): {tag!r}"


# A mapping.


def test_it_is_a_mapping_in_the_order_of_the_languages():
    assert dict(THREE) == {KK: "Кеңес", RU: "Совет", EN: "Council"}
    assert list(THREE) == [KK, RU, EN]
    assert len(THREE) == 3


@pytest.mark.parametrize("language", ["ru", RU])
def test_a_tag_and_a_language_find_the_same(language):
    assert THREE[language] == "Совет"
    assert language in THREE


@pytest.mark.parametrize("key", ["de", "EN", 0, None])
def test_getting_is_strict(key):
    with pytest.raises(KeyError):
        THREE[key]
    assert key not in THREE
    assert THREE.get(key) is None


def test_a_language_that_is_not_there_is_a_key_error_and_no_other_text():
    with pytest.raises(KeyError):
        LocalizedText(en="Council")["ru"]


def test_a_mapping_and_keywords_say_the_same():
    assert LocalizedText({"en": "Council", "ru": "Совет"}) == LocalizedText({"en": "Council"}, ru="Совет")


@given(localized_texts())
@LAW
def test_what_it_holds_makes_an_equal_text(text):
    assert LocalizedText(dict(text), unattested=text.unattested) == text


# Falling back.


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_order_of_falling_back(language):
    assert language.fallback == ORDERS[language]


@pytest.mark.parametrize("there", SUBSETS)
@pytest.mark.parametrize("wanted", LANGUAGES)
def test_best_is_the_first_of_the_order_that_is_there(wanted, there):
    text = LocalizedText({language: f"in {language}" for language in there})
    expected = next(language for language in ORDERS[wanted] if language in there)
    assert text.best(wanted) == f"in {expected}"
    assert text.best_language(wanted) == expected


@pytest.mark.parametrize(
    "fallback, expected",
    [(["ru"], "Совет"), (["kk", "ru"], "Кеңес"), ([RU, KK], "Совет"), ([], "Кеңес"), (["en"], "Кеңес")],
)
def test_another_order_can_be_asked_for_and_ends_with_whatever_is_there(fallback, expected):
    assert LocalizedText(ru="Совет", kk="Кеңес").best("en", fallback=fallback) == expected


def test_best_refuses_an_unknown_language():
    assert refusal(lambda: THREE.best("de")).endswith("'de'")


# Values.


def test_what_is_unattested_belongs_to_the_value():
    marked = LocalizedText(en="Council", ru="Совет", kk="Кеңес", unattested=["kk"])
    assert marked.unattested == {KK}
    assert marked != THREE
    assert THREE.unattested == frozenset()


@given(localized_texts())
@LAW
def test_the_order_in_which_languages_are_given_makes_no_difference(text):
    again = LocalizedText(dict(reversed(list(text.items()))), unattested=text.unattested)
    assert again == text
    assert hash(again) == hash(text)
    assert list(again) == list(text)


def test_it_equals_no_plain_mapping():
    assert LocalizedText(en="Council") != {"en": "Council"}


@given(localized_texts())
@LAW
def test_copies_are_equal(text):
    for again in (pickle.loads(pickle.dumps(text)), copy.copy(text), copy.deepcopy(text)):  # noqa: S301
        assert again == text
        assert hash(again) == hash(text)


@pytest.mark.parametrize("name", ["unattested", "en", "anything"])
def test_nothing_of_it_can_be_replaced(name):
    text = LocalizedText(en="Council")
    with pytest.raises(AttributeError):
        setattr(text, name, frozenset())


def test_nothing_of_it_can_be_deleted():
    text = LocalizedText(en="Council")
    with pytest.raises(AttributeError):
        del text.unattested


def test_no_language_can_be_replaced():
    with pytest.raises(TypeError):
        THREE["en"] = "Board"


def test_it_shows_its_texts():
    assert repr(LocalizedText(en="Council", ru="Совет")) == "LocalizedText(ru='Совет', en='Council')"


# Refusals.


@pytest.mark.parametrize(
    "texts, message",
    [
        ({}, "a text needs at least one language"),
        ({"de": "Rat"}, "unknown language (known: kk, ru, en): 'de'"),
        ({"en": ""}, "empty text in language 'en'"),
        ({"en": " \t\n\u2003"}, "empty text in language 'en'"),
        ({"en": None}, "not text: None"),
        ({"en": b"Council"}, "not text: b'Council'"),
        ({"en": "a\0b"}, r"character U+0000 at offset 1 of: 'a\x00b'"),
        ({"en": "\ud800"}, r"character U+D800 at offset 0 of: '\ud800'"),
        ({"en": "Council", "ru": "\udfff"}, r"character U+DFFF at offset 0 of: '\udfff'"),
    ],
)
def test_what_is_no_text_is_refused(texts, message):
    assert refusal(lambda: LocalizedText(texts)) == message


@pytest.mark.parametrize("unattested, value", [(["ru"], "'ru'"), (["de"], "'de'"), (["en", "kk"], "'kk'")])
def test_what_is_not_there_cannot_be_unattested(unattested, value):
    assert refusal(lambda: LocalizedText(en="Council", unattested=unattested)).endswith(value)


def test_the_longest_text():
    longest = "ұ" * LONGEST_TEXT
    assert LocalizedText(kk=longest)["kk"] == longest
    message = refusal(lambda: LocalizedText(kk=f"{longest}ұ"))
    assert message.startswith("text of 20,001 characters, more than 20,000: 'ұұ")
    assert len(message) < 200


@given(texts)
@LAW
def test_any_other_text_is_kept_to_the_letter(text):
    assert checked_text(text) is text


# Searching.


@pytest.mark.parametrize(
    "one, other",
    [
        ("Подчёркнут", "подчеркнут"),
        ("ЁЛКА", "елка"),
        ("е\u0308лка", "елка"),
        ("ҚАЗАҚСТАН", "қазақстан"),
        ("Ұлы Дала ӘІҢҒҮҰҚӨҺ", "ұлы дала әіңғүұқөһ"),
        ("BRUSSELS", "brussels"),
        ("Straße", "STRASSE"),
        ("2025\u00a0г.", "2025 г."),
        ("ﬁgures ①", "figures 1"),
        ("и\u0306", "й"),
    ],
)
def test_folding_makes_no_difference_between(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize("one, other", [("и", "й"), ("к", "қ"), ("y", "у"), ("о", "ө"), ("ə", "ә")])
def test_folding_keeps_letters_apart(one, other):
    assert folded(one) != folded(other)


@given(st.text())
@LAW
def test_folding_twice_is_folding_once(text):
    assert folded(folded(text)) == folded(text)


# Letters that look alike.


@pytest.mark.parametrize(
    "text, mixed",
    [
        ("Тəуелсіздік", ["Тəуелсіздік"]),  # U+0259, a Latin schwa
        ("Тәуелсіздік", []),
        ("Kазахстан и Eвропейский союз", ["Kазахстан", "Eвропейский"]),
        ("Cовeт, Сoвет", ["Cовeт", "Сoвет"]),
        ("Казахстан – EU", []),
        ("IT-компания", []),
        ("Kazakhstan’а", []),
        ("IV тоқсан", []),
        ("ІІ тоқсан", []),
        ("А4 и B2B", []),
        ("COVIDа", ["COVIDа"]),
        ("2025 ж.", []),
        ("", []),
    ],
)
def test_words_of_two_scripts(text, mixed):
    assert mixed_script_words(text) == mixed


@given(st.text(st.characters(codec="ascii")) | st.text("абвгғқңөұүһіәё -–«»'"))
@LAW
def test_one_script_is_never_mixed(text):
    assert mixed_script_words(text) == []


@given(st.text("aéʼ\u0301ЯёҒ\u0483ꙁᲀ1_- ") | st.text())
@LAW
def test_mixed_words_are_the_words_with_letters_of_both_scripts(text):
    names = [[unicodedata.name(char, "") for char in word] for word in words(text)]
    both = [all(any(name.startswith(script) for name in each) for script in ("LATIN", "CYRILLIC")) for each in names]
    assert mixed_script_words(text) == [word for word, mixed in zip(words(text), both, strict=True) if mixed]


def test_a_refusal_is_a_value_error():
    assert issubclass(InvalidRecordError, ValueError)
