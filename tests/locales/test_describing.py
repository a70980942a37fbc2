"""Dates in words: the exact wording of every kind of date in three languages, and that nothing of a date is lost."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kzeu_timeline.dates import parse_edtf
from kzeu_timeline.locales import describe, describing, wording
from kzeu_timeline.text import mixed_script_words
from tests.builders import LANGUAGES
from tests.strategies import LAW, Sample, any_dates, edtf_values

WORDS: Final = {
    # plain dates
    "2025": ("2025", "2025 год", "2025 жыл"),
    "2025-11": ("November 2025", "ноябрь 2025 г.", "2025 ж. қараша"),
    "2025-12-02": ("2 December 2025", "2 декабря 2025 г.", "2025 ж. 2 желтоқсан"),
    "0476": ("476", "476 год", "476 жыл"),
    # before our era, and years beyond four digits
    "0000": ("1 BC", "1 г. до н. э.", "б.з.д. 1 ж."),
    "-0044-03": ("March 45 BC", "март 45 г. до н. э.", "б.з.д. 45 ж. наурыз"),
    "-0044-03-15": ("15 March 45 BC", "15 марта 45 г. до н. э.", "б.з.д. 45 ж. 15 наурыз"),
    "Y-17E7": ("170,000,001 BC", "170\xa0000\xa0001 г. до н. э.", "б.з.д. 170\xa0000\xa0001 ж."),
    "1950S2": (
        "1950 (known to 2 significant digits: 1900–1999)",
        "1950 год (значащих цифр – 2: 1900–1999)",
        "1950 жыл (мәнді цифр саны – 2: 1900–1999)",
    ),
    "1950S1": (
        "1950 (known to 1 significant digit: 1000–1999)",
        "1950 год (значащих цифр – 1: 1000–1999)",
        "1950 жыл (мәнді цифр саны – 1: 1000–1999)",
    ),
    # qualified as a whole, and in parts
    "2025?": ("2025 (uncertain)", "2025 год (под вопросом)", "2025 жыл (нақты емес)"),
    "2025-11~": ("about November 2025", "около ноября 2025 г.", "шамамен 2025 ж. қараша"),
    "2025-12-02%": (
        "about 2 December 2025 (uncertain)",
        "около 2 декабря 2025 г. (под вопросом)",
        "шамамен 2025 ж. 2 желтоқсан (нақты емес)",
    ),
    "?2004-06-~11": (
        "11 June 2004 (year uncertain; day approximate)",
        "11 июня 2004 г. (год – под вопросом; день – приблизительно)",
        "2004 ж. 11 маусым (жылы нақты емес; күні шамамен)",
    ),
    "2004-%06-11": (
        "11 June 2004 (month uncertain, approximate)",
        "11 июня 2004 г. (месяц – под вопросом, приблизительно)",
        "2004 ж. 11 маусым (айы нақты емес, шамамен)",
    ),
    # unspecified digits
    "198X": ("the 1980s", "1980-е годы", "1980-жылдар"),
    "198X~": ("about the 1980s", "около 1980-х годов", "шамамен 1980-жылдар"),
    "19XX": ("a year from 1900 to 1999", "один из 1900–1999 годов", "1900–1999 жылдардың бірі"),
    "2004-XX": ("2004 (month not specified)", "2004 год (месяц не указан)", "2004 жыл (айы көрсетілмеген)"),
    "2004-06-XX": (
        "June 2004 (day not specified)",
        "июнь 2004 г. (день не указан)",
        "2004 ж. маусым (күні көрсетілмеген)",
    ),
    "2004-XX-XX": (
        "2004 (month and day not specified)",
        "2004 год (месяц и день не указаны)",
        "2004 жыл (айы мен күні көрсетілмеген)",
    ),
    "156X-12-25": (
        "between 25 December 1560 and 25 December 1569 (156X-12-25)",
        "от 25 декабря 1560 г. до 25 декабря 1569 г. (156X-12-25)",
        "1560 ж. 25 желтоқсан – 1569 ж. 25 желтоқсан аралығында (156X-12-25)",
    ),
    "1984-1X": (
        "between October 1984 and December 1984 (1984-1X)",
        "от октября 1984 г. до декабря 1984 г. (1984-1X)",
        "1984 ж. қазан – 1984 ж. желтоқсан аралығында (1984-1X)",
    ),
    "156X-12-25~": (
        "about 156X-12-25 (between 25 December 1560 and 25 December 1569)",
        "около 156X-12-25 (от 25 декабря 1560 г. до 25 декабря 1569 г.)",
        "шамамен 1560 ж. 25 желтоқсан – 1569 ж. 25 желтоқсан аралығында (156X-12-25)",
    ),
    "[..156X-12-25]": (
        "on or before 156X-12-25 (between 25 December 1560 and 25 December 1569)",
        "не позднее 156X-12-25 (от 25 декабря 1560 г. до 25 декабря 1569 г.)",
        "156X-12-25 күнінен кешіктірмей (1560 ж. 25 желтоқсан – 1569 ж. 25 желтоқсан аралығында)",
    ),
    # seasons and other parts of a year
    "2001-21": ("spring 2001", "весна 2001 г.", "2001 ж. көктем"),
    "2001-24~": ("about winter 2001", "около зимы 2001 г.", "шамамен 2001 ж. қыс"),
    "2001-25": (
        "spring 2001 (northern hemisphere)",
        "весна 2001 г. (северное полушарие)",
        "2001 ж. көктем (солтүстік жарты шар)",
    ),
    "2001-30?": (
        "summer 2001 (southern hemisphere; uncertain)",
        "лето 2001 г. (южное полушарие; под вопросом)",
        "2001 ж. жаз (оңтүстік жарты шар; нақты емес)",
    ),
    "2001-34": ("2nd quarter of 2001", "2-й квартал 2001 г.", "2001 ж. II тоқсан"),
    "2001-37": ("first third of 2001", "первая треть 2001 г.", "2001 ж. алғашқы төрт ай"),
    "2001-41": ("second half of 2001", "второе полугодие 2001 г.", "2001 ж. екінші жартыжылдық"),
    "-0044-21": ("spring 45 BC", "весна, 45 г. до н. э.", "көктем, б.з.д. 45 ж."),
    # clock times
    "1985-04-12T23:20:30": (
        "12 April 1985, 23:20:30 (local time)",
        "12 апреля 1985 г., 23:20:30 (местное время)",
        "1985 ж. 12 сәуір, 23:20:30 (жергілікті уақыт)",
    ),
    "1985-04-12T23:20:30Z": (
        "12 April 1985, 23:20:30 (UTC)",
        "12 апреля 1985 г., 23:20:30 (UTC)",
        "1985 ж. 12 сәуір, 23:20:30 (UTC)",
    ),
    "1985-04-12T23:20:30-04:30": (
        "12 April 1985, 23:20:30 (UTC−04:30)",
        "12 апреля 1985 г., 23:20:30 (UTC−04:30)",
        "1985 ж. 12 сәуір, 23:20:30 (UTC−04:30)",
    ),
    # periods
    "2025-04-03/2025-04-04": ("3–4 April 2025", "3–4 апреля 2025 г.", "2025 ж. 3–4 сәуір"),
    "2024-04/2024-06": ("April – June 2024", "апрель – июнь 2024 г.", "2024 ж. сәуір – маусым"),
    "2007/2009": ("2007–2009", "2007–2009 годы", "2007–2009 жылдар"),
    "2007-11-30/2008-01-02": (
        "30 November 2007 – 2 January 2008",
        "30 ноября 2007 г. – 2 января 2008 г.",
        "2007 ж. 30 қараша – 2008 ж. 2 қаңтар",
    ),
    "2004-02-01/2005": ("1 February 2004 – 2005", "1 февраля 2004 г. – 2005 год", "2004 ж. 1 ақпан – 2005 жыл"),
    "2004-06~/2006?": (
        "about June 2004 – 2006 (uncertain)",
        "около июня 2004 г. – 2006 год (под вопросом)",
        "шамамен 2004 ж. маусым – 2006 жыл (нақты емес)",
    ),
    # open and unknown ends
    "1985/..": ("from 1985 onwards", "с 1985 г.", "1985 жылдан бастап"),
    "1985/": ("from 1985, end unknown", "с 1985 г., конец неизвестен", "1985 жылдан бастап, соңы белгісіз"),
    "2025-12-02/..": ("from 2 December 2025 onwards", "со 2 декабря 2025 г.", "2025 ж. 2 желтоқсаннан бастап"),
    "2025-12-22/..": ("from 22 December 2025 onwards", "с 22 декабря 2025 г.", "2025 ж. 22 желтоқсаннан бастап"),
    "../2025-12": (
        "until December 2025",
        "период до декабря 2025 г. включительно",
        "2025 ж. желтоқсанға дейінгі кезең",
    ),
    "/2025-11~": (
        "until November 2025, beginning unknown (approximate)",
        "период до ноября 2025 г. включительно, начало неизвестно (приблизительно)",
        "2025 ж. қарашаға дейінгі кезең, басы белгісіз (шамамен)",
    ),
    "198X/..": ("from the 1980s onwards", "с 1980-х годов", "1980-жылдардан бастап"),
    "19XX/..": (
        "from a year from 1900 to 1999 onwards",
        "с одного из 1900–1999 годов",
        "1900–1999 жылдардың бірінен бастап",
    ),
    "-0044/..": ("from 45 BC onwards", "с 45 г. до н. э.", "б.з.д. 45 жылдан бастап"),
    "2001-34/..": ("from the 2nd quarter of 2001 onwards", "со 2-го квартала 2001 г.", "2001 ж. II тоқсаннан бастап"),
    "../2001-41": (
        "until the second half of 2001",
        "период до второго полугодия 2001 г. включительно",
        "2001 ж. екінші жартыжылдыққа дейінгі кезең",
    ),
    "..2004-06-01/2004-06-20..": (
        "on or before 1 June 2004 – on or after 20 June 2004",
        "не позднее 1 июня 2004 г. – не ранее 20 июня 2004 г.",
        "2004 ж. 1 маусымнан кешіктірмей – 2004 ж. 20 маусымнан ерте емес",
    ),
    # one of a set
    "[..2025-12-02]": (
        "on or before 2 December 2025",
        "не позднее 2 декабря 2025 г.",
        "2025 ж. 2 желтоқсаннан кешіктірмей",
    ),
    "[..2025]": ("in or before 2025", "не позднее 2025 г.", "2025 жылдан кешіктірмей"),
    "[2015-12..]": ("in or after December 2015", "не ранее декабря 2015 г.", "2015 ж. желтоқсаннан ерте емес"),
    "[2015-12-21..]": (
        "on or after 21 December 2015",
        "не ранее 21 декабря 2015 г.",
        "2015 ж. 21 желтоқсаннан ерте емес",
    ),
    "[1667,1668,1670..1672]": (
        "1667, 1668 or 1670–1672",
        "1667 год, 1668 год или 1670–1672 годы",
        "1667 жыл, 1668 жыл, не болмаса 1670–1672 жылдар",
    ),
    "[1667-12,1760-12..]": (
        "December 1667 or in or after December 1760",
        "декабрь 1667 г. или не ранее декабря 1760 г.",
        "1667 ж. желтоқсан не 1760 ж. желтоқсаннан ерте емес",
    ),
    "[1670..1672]": (
        "between 1670 and 1672",
        "не ранее 1670 г. и не позднее 1672 г.",
        "1670 жылдан ерте емес, 1672 жылдан кешіктірмей",
    ),
    "[..198X]": ("in or before the 1980s", "не позднее 1980-х годов", "1980-жылдардан кешіктірмей"),
    "[..19XX]": (
        "in or before a year from 1900 to 1999",
        "не позднее одного из 1900–1999 годов",
        "1900–1999 жылдардың бірінен кешіктірмей",
    ),
    # all of a set
    "{1960,1961-12}": (
        "1960 and December 1961",
        "1960 год и декабрь 1961 г.",
        "1960 жыл және 1961 ж. желтоқсан",
    ),
    "{1667,1670..1672}": (
        "1667 and 1670–1672 (all of them)",
        "1667 год и 1670–1672 годы (все эти даты)",
        "1667 жыл және 1670–1672 жылдар (барлығы)",
    ),
    "{1960}": ("1960", "1960 год", "1960 жыл"),
}

WORDED: Final = [
    pytest.param(text, language, expected, id=f"{text} {language}")
    for text, in_three in WORDS.items()
    for language, expected in zip(("en", "ru", "kk"), in_three, strict=True)
]


@pytest.mark.parametrize("text, language, expected", WORDED)
def test_wording(text, language, expected):
    assert describe(parse_edtf(text), language) == expected


MEANINGS: Final = [
    ("1985/..", "1985/", "[1985..]", "1985"),
    ("../1985", "/1985", "[..1985]"),
    ("[..1984]", "{..1984}"),
    ("[1984..]", "{1984..}"),
    ("[1670..1672]", "1670/1672"),
    ("[2025-12-01..2025-12-05]", "2025-12-01/2025-12-05"),
    ("[1667,1668]", "{1667,1668}"),
    ("2004", "2004-XX", "2004-XX-XX"),
    ("2004-06", "2004-06-XX", "2004-06-1X"),
    ("2001-21", "2001-25", "2001-29"),
    ("2004?-06-11", "2004-?06-11", "2004-06-?11", "2004-06-11?"),
    ("198X", "1980/1989"),
    ("0000", "0001"),
    ("1950", "1950S2", "1950S3", "1950S4"),
    ("1985-04-12T23:20:30", "1985-04-12T23:20:30Z", "1985-04-12T23:20:30+01"),
]
"""Dates that say different things."""


@pytest.mark.parametrize("one, other", [pair for group in MEANINGS for pair in combinations(group, 2)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_different_meanings_have_different_words(one, other, language):
    assert describe(parse_edtf(one), language) != describe(parse_edtf(other), language)


@pytest.mark.parametrize("text, said", [("000X", "the 1s"), ("XXXX", "a year from 1 to 9999")])
def test_the_year_zero_is_not_taken_for_the_year_1(text, said):
    assert describe(parse_edtf(text), "en") != said


# Laws.

EVERY: Final = settings(LAW, max_examples=200)


@given(edtf_values())
@EVERY
def test_every_date_has_words_and_nothing_is_left_to_fill_in(when):
    for language in LANGUAGES:
        text = describe(when, language)
        assert text.strip() == text != ""
        assert not re.search(r"[{}]|None|  ", text)
        assert mixed_script_words(text) == []


@given(edtf_values())
@LAW
def test_equal_dates_have_the_same_words(when):
    again = parse_edtf(when.edtf)
    for language in LANGUAGES:
        assert describing.describe(again, wording(language)) == describe(when, language)


def says(text, *templates):
    return any(template.partition("{")[0] in text for template in templates)


@given(edtf_values())
@example(parse_edtf("[..2025~]"))
@example(parse_edtf("2004?/2005~"))
@EVERY
def test_a_qualifier_is_told_if_and_only_if_there_is_one(when):
    for language in LANGUAGES:
        words, text = wording(language), describe(when, language)
        assert says(text, words.uncertain) == when.uncertain
        assert says(text, words.approximate, words.about) == when.approximate


STUMBLES: Final = {
    "en": r"\b(from|until|before|after|about) (between|from|until)\b",
    "ru": r"\b(с|до|около|ранее|позднее) (от|с|до|один)\b",
    "kk": r"аралығында(ға|дан)\b|\.(ге|ден)\b",
}


@pytest.mark.parametrize("language", STUMBLES)
@given(any_dates(), st.sampled_from(["{}", "{}/..", "{}/", "../{}", "/{}", "[..{}]", "[{}..]"]))
@example(Sample("156X-12-25"), "[..{}]")
@example(Sample("2004-06-1X"), "{}/..")
@example(Sample("1984-1X~"), "{}")
@LAW
def test_no_preposition_runs_into_another(language, sample, form):
    assert not re.search(STUMBLES[language], describe(parse_edtf(form.format(sample.text)), language))


@given(any_dates(), st.sampled_from(["{}/..", "{}/", "../{}", "/{}", "[..{}]", "[{}..]"]))
@example(Sample("198X-21"), "{}/..")
@example(Sample("-0044-21"), "[..{}]")
@LAW
def test_kazakh_postpositions_follow_their_case(sample, form):
    text = describe(parse_edtf(form.format(sample.text)), "kk")
    assert re.search(r"[дтн][ае]н (бастап|ерте емес|кешіктірмей)|([ғқ]а|[гк]е|не) дейін", text)


@given(any_dates(), st.sampled_from(["{}/..|{}/", "../{}|/{}", "../{}|[..{}]", "{}/..|[{}..]"]))
@LAW
def test_open_ends_unknown_ends_and_one_of_many_are_told_apart(sample, forms):
    one, other = (parse_edtf(form.format(sample.text)) for form in forms.split("|"))
    for language in LANGUAGES:
        assert describe(one, language) != describe(other, language)
