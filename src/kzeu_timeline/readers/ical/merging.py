"""What our own feeds show of one entry, each in its language, made one again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from kzeu_timeline.exceptions import KzeuTimelineError
from kzeu_timeline.losses import Loss
from kzeu_timeline.model import Entry, Relation, RelationKind, Track
from kzeu_timeline.readers.ical.descriptions import parts_of
from kzeu_timeline.readers.ical.feeds import Shown
from kzeu_timeline.readers.ical.naming import plain_slug
from kzeu_timeline.readers.ical.problems import Damaged
from kzeu_timeline.readers.ical.statements import statements_of
from kzeu_timeline.text import Language, LocalizedText

ALWAYS_LOST: Final = (
    Loss("", "parties", "our feeds carry no parties, topics, ordinals, commemorations, paragraphs, ranks and notes"),
    Loss("", "relations", "a parent is read as part-of, that of an anniversary as anniversary-of; no other is carried"),
    Loss("", "languages", "a title or a name stands in the feed's language, though it may have been in another"),
)
"""What no feed carries, whatever the entry had."""


def entry_of(shown: Iterable[Shown], losses: list[Loss]) -> Entry:
    """The entry that these show, each in its language; the first counts where they may say only one thing.

    Raises :class:`Damaged` if they make none.
    """
    try:
        return _entry(list(shown), losses)
    except KzeuTimelineError as error:
        raise Damaged(str(error)) from None


def _entry(shown: list[Shown], losses: list[Loss]) -> Entry:
    first = shown[0]
    parts = {each.language: parts_of(each.description, each.words) for each in shown}
    statements, how = statements_of(shown, parts[first.language], losses)
    titles = {each.language: each.title for each in shown if each.title.strip()}
    if not titles:
        titles = {first.language: first.slug}
        losses.append(Loss(first.slug, "title", "nothing of it could be written; the slug stands for it"))
    kind = RelationKind.ANNIVERSARY_OF if how == "derived" else RelationKind.PART_OF
    parents = dict.fromkeys(parent for each in shown for parent in each.parents)
    return first.type(
        slug=first.slug,
        kind=first.kind,
        title=LocalizedText(titles),
        statements=statements,
        track=_track(shown),
        relations=[Relation(kind=kind, target=parent) for parent in parents],
        description=_localized({language: each["description"] for language, each in parts.items()}),
        revisions=[each.revision for each in shown],
    )


def _localized(texts: Mapping[Language, str]) -> LocalizedText | None:
    found = {language: text for language, text in texts.items() if text.strip()}
    return LocalizedText(found) if found else None


def _track(shown: Iterable[Shown]) -> Track | None:
    titles = tuple((each.language, each.track) for each in shown if each.track)
    return _made_track(titles) if titles else None


@lru_cache(maxsize=1024)
def _made_track(titles: tuple[tuple[Language, str], ...]) -> Track:
    texts = LocalizedText(dict(titles))
    return Track(slug=plain_slug(texts.best(Language.EN), "track", texts.values()), title=texts)
