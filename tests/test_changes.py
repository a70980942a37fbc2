"""A change: one thing that is said otherwise of an entry."""

from __future__ import annotations

import attrs
import pytest

from kzeu_timeline.changes import Change, ChangeKind
from tests.builders import event, refusal

OLD, NEW = event(when="2025-03-04"), event(when="2025-03-27")


def test_it_is_about_the_entry_as_it_is_now():
    assert Change(kind=ChangeKind.MOVED, before=OLD, after=NEW).entry is NEW
    assert Change(kind=ChangeKind.WITHDRAWN, before=OLD, after=None).entry is OLD


def test_its_slug_is_that_of_the_entry():
    assert Change(kind=ChangeKind.ADDED, before=None, after=NEW).slug == "meeting"


def test_nothing_can_not_become_nothing():
    assert refusal(lambda: Change(kind=ChangeKind.MOVED, before=None, after=None)) == "a change of nothing to nothing"


def test_it_can_be_kept_in_a_set_but_not_be_changed():
    change = Change(kind=ChangeKind.MOVED, before=OLD, after=NEW)
    assert {change, attrs.evolve(change)} == {change}
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        change.kind = ChangeKind.CORRECTED  # type: ignore[misc]


def test_changes_are_told_by_date_then_by_slug_then_by_kind():
    later, other = event(when="2025-04"), event("other", "2025-03-27")
    in_order = [
        Change(kind=ChangeKind.MOVED, before=OLD, after=NEW),
        Change(kind=ChangeKind.CONFIRMED, before=OLD, after=NEW),
        Change(kind=ChangeKind.ADDED, before=None, after=other),
        Change(kind=ChangeKind.MOVED, before=OLD, after=later),
    ]
    shuffled = [in_order[place] for place in (2, 0, 3, 1)]
    assert sorted(shuffled, key=lambda change: change.sort_key) == in_order
