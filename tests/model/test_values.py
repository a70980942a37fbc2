"""Records are values: frozen, slotted, keyword-only, hashable, the same after copying."""

from __future__ import annotations

import copy
import pickle

import attrs
import pytest
from hypothesis import given

from kzeu_timeline.dates import parse_edtf
from kzeu_timeline.model import Event, Milestone, Revision, Series, Track
from tests.builders import KINDS, disputed_entries, event, made, milestone, random_entries
from tests.strategies import LAW


@pytest.fixture(params=KINDS, ids=lambda kind: kind.__name__)
def kind(request):
    return request.param


def test_no_field_can_be_replaced(kind):
    record = made(kind)
    for field in attrs.fields(kind):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(record, field.name, None)


def test_nothing_can_be_added(kind):
    record = made(kind)
    assert not hasattr(record, "__dict__")
    with pytest.raises(AttributeError):
        record.remark = "new"


def test_fields_are_given_by_name(kind):
    with pytest.raises(TypeError):
        kind("meeting")


def test_an_unknown_field_is_refused(kind):
    with pytest.raises(TypeError, match="remark"):
        made(kind, remark="new")


def test_records_of_the_same_content_are_equal_and_hash_alike(kind):
    assert made(kind) == made(kind)
    assert hash(made(kind)) == hash(made(kind))
    assert len({made(kind), made(kind)}) == 1


def test_a_copy_is_equal(kind):
    record = made(kind)
    hash(record)
    for again in (pickle.loads(pickle.dumps(record)), copy.copy(record), copy.deepcopy(record)):  # noqa: S301
        assert again == record
        assert hash(again) == hash(record)


@given(random_entries())
@LAW
def test_a_copy_of_an_entry_settles_the_same_way(entry):
    again = pickle.loads(pickle.dumps(entry))  # noqa: S301
    assert again == copy.deepcopy(entry) == entry
    assert (again.ranked, again.when, again.status, again.place) == (
        entry.ranked,
        entry.when,
        entry.status,
        entry.place,
    )


def test_records_of_different_kinds_differ():
    assert made(Track) != made(Series)
    same = {"slug": "x", "kind": "meeting", "title": {"en": "x"}}
    assert made(Event, **same) != made(Milestone, **same)


def test_revisions_do_not_make_another_entry():
    revised = event(revisions=[made(Revision)])
    assert revised == event()
    assert hash(revised) == hash(event())


def test_an_entry_shows_its_kind_its_slug_and_its_date():
    assert repr(event("council-22", "[..2025-12-02]")) == "<Event council-22: [..2025-12-02]>"
    assert repr(milestone("epca-signed", "2015-12-21")) == "<Milestone epca-signed: 2015-12-21>"


@given(disputed_entries)
@LAW
def test_an_entry_is_shown_in_one_short_line(entry):
    assert len(repr(entry)) < 100
    assert "\n" not in repr(entry)


def test_what_an_entry_is():
    assert (event().type, milestone().type) == ("event", "milestone")
    assert event(when="2025-11").when == parse_edtf("2025-11")
