"""What a search finds that the page does not show: a search looks at every language, a page shows one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kzeu_timeline.model import Entry
from kzeu_timeline.page.packing import packed
from kzeu_timeline.text import Language, folded
from kzeu_timeline.timeline import Timeline, searchable


def unseen(timeline: Timeline, shown: Sequence[Language]) -> str:
    """For each entry the words by which it is found but that it shows in none of these languages, as packed lines."""
    return packed(" ".join(_unseen(entry, shown)) for entry in timeline)


def _unseen(entry: Entry, shown: Sequence[Language]) -> Iterable[str]:
    seen = folded(
        " ".join([entry.slug, entry.when.edtf, *(text for language in shown for text in _seen(entry, language))])
    )
    return dict.fromkeys(word for word in searchable(entry).split() if word not in seen)


def _seen(entry: Entry, language: Language) -> Iterator[str]:
    yield entry.title.best(language)
    if entry.description:
        yield entry.description.best(language)
    if entry.track:
        yield entry.track.title.best(language)
    if entry.place:
        yield entry.place.name.best(language)
    for topic in entry.topics:
        yield topic.title.best(language)
    for participant in entry.participants:
        yield participant.person.name.best(language)
