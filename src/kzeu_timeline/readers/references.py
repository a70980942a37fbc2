"""What entries name that is no record: other entries, and the anniversaries that are computed of them."""

from __future__ import annotations

import re
from typing import Final

from kzeu_timeline.exceptions import quoted
from kzeu_timeline.origins import place_of
from kzeu_timeline.readers.draft import Draft
from kzeu_timeline.readers.problems import Position

_ANNIVERSARY: Final = re.compile(r"(.+)-anniversary-[1-9][0-9]*")


def tell_dangling(draft: Draft) -> None:
    """Tell relations to entries that are not there, and slugs that belong to what is computed."""
    origins = draft.all_origins()
    for slug, entry in draft.entries.items():
        if _is_anniversary(draft, slug):
            draft.problems.tell(
                Position(*place_of(origins, slug, "slug")), f"the slug of an anniversary: {quoted(slug)}"
            )
        for index, relation in enumerate(entry.relations):
            target = relation.target
            if target not in draft.entries and target not in draft.faulty and not _is_anniversary(draft, target):
                where = Position(*place_of(origins, slug, f"relations[{index}].target"))
                draft.problems.tell(where, f"unknown entry: {quoted(target)}")


def _is_anniversary(draft: Draft, slug: str) -> bool:
    """Whether it is the slug of an anniversary of an entry that has some."""
    found = _ANNIVERSARY.fullmatch(slug)
    if not found:
        return False
    commemorated = draft.entries.get(found[1])
    return found[1] in draft.faulty if commemorated is None else commemorated.commemorated is not None
