"""What clients would rather have: the examples of RFC 9110, section 12, and laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzeu_timeline import Language
from kzeu_timeline.server.negotiation import coding, language, media_type
from tests.strategies import LAW

WEIGHTS = st.sampled_from(["", ";q=1", ";q=0", ";q=0.5", "; Q=0.25", ";q=1.000", ";q=0.001"])
TYPES = ["text/calendar", "application/calendar+json", "application/jscalendar+json"]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (None, "identity"),
        ("", "identity"),
        ("gzip", "gzip"),
        ("compress, gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("GZip", "gzip"),
        ("br, zstd", "identity"),
        ("*", "gzip"),
        ("compress;q=0.5, gzip;q=1.0", "gzip"),
        ("gzip;q=1.0, identity; q=0.5, *;q=0", "gzip"),
        ("gzip;q=0.5", "gzip"),
        ("gzip;q=0", "identity"),
        ("gzip;q=0.000, *", "identity"),
        ("gzip;q=0.3, identity;q=0.7", "identity"),
        ("identity;q=0, gzip", "gzip"),
        ("identity;q=0", None),
        ("*;q=0", None),
        ("*;q=0, identity", "identity"),
        ("br, *;q=0", None),
        ("gzip;q=2, gzip;q=x, ;;,", "identity"),
    ],
)
def test_codings(field, expected):
    assert coding(field) == expected


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (None, None),
        ("", None),
        ("de, fr;q=0.5", None),
        ("*", None),
        ("kk", "kk"),
        ("ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7", "ru"),
        ("kk-Cyrl-KZ, ru", "kk"),
        ("da, en-gb;q=0.8, en;q=0.7", "en"),
        ("en;q=0.2, KK;q=0.3", "kk"),
        ("kk;q=0, ru;q=0.1", "ru"),
        ("kk;q=0", None),
        ("ru, kk", "ru"),
        ("english, kkk", None),
    ],
)
def test_languages(field, expected):
    assert language(field) == expected


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (None, 0),
        ("*/*", 0),
        ("text/*", 0),
        ("application/*", 1),
        ("application/calendar+json", 1),
        ("application/jscalendar+json;type=group", 2),
        ("text/calendar;q=0.1, application/jscalendar+json", 2),
        ("text/calendar;q=0, */*", 1),
        ("text/html, */*;q=0.8", 0),
        ("APPLICATION/CALENDAR+JSON, */*;q=0.8", 1),
        ("text/html", None),
        ("", None),
        ("*/*;q=0", None),
    ],
)
def test_media_types(field, expected):
    assert media_type(field, TYPES) == (None if expected is None else TYPES[expected])


@LAW
@given(st.lists(st.tuples(st.sampled_from(["kk", "ru", "en", "de", "*"]), WEIGHTS), max_size=5))
def test_a_language_that_is_found_was_asked_for_and_none_was_liked_better(ranges):
    found = language(", ".join(name + weight for name, weight in ranges))
    liked = [float(weight.partition("=")[2] or 1) for name, weight in ranges if name in set(Language)]
    best = max(liked, default=0.0)
    assert (found is None) == (best == 0.0)
    assert found is None or best in [float(weight.partition("=")[2] or 1) for name, weight in ranges if name == found]


@LAW
@given(st.text(max_size=60))
def test_no_field_is_too_odd(text):
    assert coding(text) in {"gzip", "identity", None}
    assert language(text) in {*Language, None}
    assert media_type(text, TYPES) in {*TYPES, None}
