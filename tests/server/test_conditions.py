"""Conditional requests, against the steps of RFC 9110, 13.2.2, taken literally."""

from __future__ import annotations

import datetime as dt
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzeu_timeline.server.conditions import outcome
from tests.server.asking import CHANGED
from tests.strategies import LAW

OURS = '"abc-gzip"'
TAGS = st.sampled_from([OURS, '"abc"', '""', '"other,one"', '"out of line"', '"é"'])
LISTS = st.lists(st.tuples(st.booleans(), TAGS), min_size=1, max_size=4) | st.just("*")
INSTANTS = st.integers(-3, 3).map(lambda seconds: CHANGED + dt.timedelta(seconds=seconds))
FORMS = {
    "IMF-fixdate": lambda when: format_datetime(when, usegmt=True),
    "RFC 850": lambda when: when.strftime("%A, %d-%b-%y %H:%M:%S GMT"),
    "asctime": lambda when: when.strftime("%a %b %e %H:%M:%S %Y"),
}


def model(tags, unmodified, none_match, modified):
    """The steps, with the comparisons of 8.8.3.2; weak tags are pairs with True."""
    if tags is not None:  # step 1
        if not (tags == "*" or any(tag == OURS and not weak for weak, tag in tags)):
            return 412
    elif unmodified is not None and not unmodified >= CHANGED:  # step 2
        return 412
    if none_match is not None:  # step 3
        if none_match == "*" or any(tag == OURS for _, tag in none_match):
            return 304
    elif modified is not None and modified >= CHANGED:  # step 4
        return 304
    return 200


def listed(tags, separator):
    return tags if tags == "*" else separator.join(f"{'W/' if weak else ''}{tag}" for weak, tag in tags)


@LAW
@given(
    *(st.none() | each for each in (LISTS, INSTANTS, LISTS, INSTANTS)),
    st.sampled_from([*FORMS.values()]),
    st.sampled_from([", ", ",", " , ,"]),
)
def test_the_outcome_is_that_of_the_steps(tags, unmodified, none_match, modified, form, separator):
    fields = {
        b"if-match": tags and listed(tags, separator),
        b"if-unmodified-since": unmodified and form(unmodified),
        b"if-none-match": none_match and listed(none_match, separator),
        b"if-modified-since": modified and form(modified),
    }
    given_fields = {name: value.encode("latin-1") for name, value in fields.items() if value is not None}
    assert outcome(given_fields, OURS.encode(), CHANGED) == model(tags, unmodified, none_match, modified)


@pytest.mark.parametrize("date", ["", "yesterday", "2025-12-03", "Wed, 99 Dec 2025 09:30:00 GMT", "0", "é", "-" * 5000])
@pytest.mark.parametrize("name", [b"if-modified-since", b"if-unmodified-since"])
def test_a_date_that_is_none_is_ignored(name, date):
    assert outcome({name: date.encode("latin-1")}, OURS.encode(), CHANGED) == 200


@LAW
@given(st.binary(max_size=80))
def test_no_field_is_too_odd(garbage):
    for name in (b"if-modified-since", b"if-none-match", b"if-match", b"if-unmodified-since"):
        assert outcome({name: garbage}, OURS.encode(), CHANGED) in {200, 304, 412}
