"""What takes the place of what was served: what is the same stays, what is not is younger."""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from kzeu_timeline.server.published import Published
from tests.server.asking import CHANGED, SITE

PATH: Final = "feeds/kazakhstan-eu-kk.ics"
SECOND: Final = dt.timedelta(seconds=1)


def served(*files, path=PATH):
    """What is served at last of a path, of which there were these files one after the other."""
    published = None
    for file in files:
        published = Published({**SITE, path: file}, previous=published)
    return published.contents[path].file


def test_what_changed_is_younger_even_if_nobody_says_so():
    moved = attrs.evolve(SITE[PATH], content=b"moved")
    assert served(SITE[PATH], moved) == attrs.evolve(moved, changed=CHANGED + SECOND)
    assert served(SITE[PATH], moved, SITE[PATH]).changed == CHANGED + 2 * SECOND


def test_what_says_that_it_is_younger_is_believed():
    moved = attrs.evolve(SITE[PATH], content=b"moved", changed=CHANGED + dt.timedelta(days=1))
    assert served(SITE[PATH], moved) == moved


def test_what_is_the_same_stays_as_old_as_it_was():
    younger = attrs.evolve(SITE[PATH], changed=CHANGED + SECOND)
    assert served(SITE[PATH], younger) == SITE[PATH]
