"""Feeds of one's own: a TOML file with a table for each, by its slug."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from kzeu_timeline.catalogue import Catalogue
from kzeu_timeline.exceptions import InvalidRecordError, Problem, SeedError
from kzeu_timeline.feeds import FEEDS, Feed, strangers
from kzeu_timeline.readers.draft import Draft
from kzeu_timeline.readers.folder import tables_of
from kzeu_timeline.readers.problems import Position, shown_key


def read_feeds(path: str | PathLike[str], catalogue: Catalogue) -> tuple[Feed, ...]:
    """The feeds of a site with those of the file *path* after them; one with the slug of another takes its place.

    Raises :class:`~kzeu_timeline.SeedError` with everything that is wrong in the file: also that a feed names a track,
    a kind, a party, a topic or a place that *catalogue* does not know.
    """
    draft, label = Draft(), str(path)
    try:
        tables = tables_of(Path(path))
    except InvalidRecordError as error:
        raise SeedError([Problem(label, "", str(error))]) from None
    feeds = {str(feed.slug): feed for feed in FEEDS}
    for slug, table in tables.items():
        position = Position(label, shown_key(slug))
        feed = draft.made(Feed, draft.named(table, position, slug=slug), position)
        if feed is not None:
            feeds[slug] = feed
        for step, message in strangers(table if isinstance(table, dict) else {}, catalogue):
            draft.problems.tell(position.at(step), message)
    draft.problems.raise_if_any()
    return tuple(feeds.values())
