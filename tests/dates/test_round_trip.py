"""What is read is written, and what is written is read: nothing invented, nothing lost."""

from __future__ import annotations

import copy
import operator
import pickle
from typing import Final

import attrs
import pytest
from hypothesis import given, settings

from kzeu_timeline.dates import AllOf, DateTime, Interval, OneOf, PartialDate, ScaledYear, parse_edtf
from tests.strategies import LAW, SAMPLES, edtf_values

VALUES_IN_ALL: Final = 10_000
OF_EACH_CLASS: Final = settings(LAW, max_examples=-(-VALUES_IN_ALL // len(SAMPLES)))

every_class = pytest.mark.parametrize("samples", SAMPLES.values(), ids=SAMPLES)

ONE_OF_EACH: Final = (
    "2004-06-11",
    "2004~",
    "2001-34",
    "156X-12-25",
    "?2004-06-~11",
    "Y-17E7",
    "1950S2?",
    "1985-04-12T23:20:30+04:30",
    "1985-04/..",
    "/2004-06-~11",
    "..2004-06-01/2004-06-20..",
    "[1667,1668,1670..1672]",
    "{..1984}",
)
one_of_each = pytest.mark.parametrize("text", ONE_OF_EACH)


@pytest.mark.hypothesis
@every_class
def test_reads_back_as_an_equal_value_with_the_same_text_and_hash(samples):
    @OF_EACH_CLASS
    @given(samples)
    def law(sample):
        value = parse_edtf(sample.text)
        again = parse_edtf(value.edtf)
        assert again == value
        assert again.edtf == value.edtf
        assert hash(again) == hash(value)

    law()


@pytest.mark.hypothesis
@every_class
def test_no_qualifier_is_lost_or_added(samples):
    @LAW
    @given(samples)
    def law(sample):
        assert parse_edtf(sample.text).qualifier == sample.qualifier

    law()


OTHER_CLASSES: Final = {
    "scaled year": ScaledYear,
    "date and time": DateTime,
    "interval": Interval,
    "one of": OneOf,
    "all of": AllOf,
}


@pytest.mark.hypothesis
@pytest.mark.parametrize("name", SAMPLES)
def test_each_kind_of_text_has_its_class(name):
    @settings(LAW, max_examples=20)
    @given(SAMPLES[name])
    def law(sample):
        assert type(parse_edtf(sample.text)) is OTHER_CLASSES.get(name, PartialDate)

    law()


@LAW
@given(SAMPLES["qualified date"])
def test_each_component_has_the_qualifiers_that_hold_for_it(sample):
    value = parse_edtf(sample.text)
    assert isinstance(value, PartialDate)
    assert value.qualifiers == sample.qualifiers


@LAW
@given(edtf_values())
def test_survives_pickling(value):
    again = pickle.loads(pickle.dumps(value))  # noqa: S301 - our own
    assert (again, again.edtf, again.bounds) == (value, value.edtf, value.bounds)


@LAW
@given(edtf_values())
def test_survives_deep_copying(value):
    again = copy.deepcopy(value)
    assert (again, again.edtf, again.bounds) == (value, value.edtf, value.bounds)


@LAW
@given(edtf_values(), edtf_values())
def test_values_are_equal_when_their_text_is(one, other):
    assert (one == other) == (one.edtf == other.edtf)


@pytest.mark.parametrize(
    "written, canonical",
    [
        ("?2004", "2004?"),
        ("?2004~", "2004%"),
        ("2004?-06?", "2004-06?"),
        ("?2004-?06", "2004-06?"),
        ("2004~-~06-11", "2004-06~-11"),
        ("?2004-06-11", "2004?-06-11"),
        ("2004-06-11?", "2004-06-11?"),
        ("2004?-06~-11%", "2004-06-11%"),
        ("2004?-06-11~", "%2004-~06-~11"),
        ("?2004-?06-~11", "2004-06?-~11"),
        ("[2004,2003]", "[2003,2004]"),
        ("{?2004}", "{2004?}"),
        ("?2004/2005-?06-11", "2004?/2005-?06-11"),
    ],
)
def test_other_spellings_are_written_canonically(written, canonical):
    assert parse_edtf(written).edtf == canonical
    assert parse_edtf(written) == parse_edtf(canonical)


@pytest.mark.parametrize(
    "one, other",
    [
        ("2004", "2004-XX"),
        ("2004", "2004?"),
        ("2004?", "2004~"),
        ("2004", "[2004]"),
        ("[2004]", "{2004}"),
        ("2004", "2004/2004"),
        ("2004/", "2004/.."),
        ("/2004", "../2004"),
        ("../2004", "[..2004]"),
        ("Y170000000", "Y17E7"),
        ("1950", "1950S4"),
        ("1985-04-12T23:20:30Z", "1985-04-12T23:20:30+00:00"),
    ],
)
def test_what_a_source_distinguishes_stays_distinct(one, other):
    assert parse_edtf(one) != parse_edtf(other)


@one_of_each
def test_str_is_the_text_and_repr_shows_the_class(text):
    value = parse_edtf(text)
    assert str(value) == text
    assert repr(value) == f"{type(value).__name__}({text!r})"


@one_of_each
def test_is_frozen(text):
    value = parse_edtf(text)
    for field in attrs.fields(type(value)):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(value, field.name, None)
    with pytest.raises(AttributeError):
        value.note = "something new"


@one_of_each
@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge], ids=lambda it: it.__name__)
def test_has_no_order(text, compare):
    with pytest.raises(TypeError):
        compare(parse_edtf(text), parse_edtf(text))


@one_of_each
def test_is_equal_to_nothing_but_a_date(text):
    assert parse_edtf(text) != text
    assert parse_edtf(text) in {parse_edtf(text): "also as a key"}
