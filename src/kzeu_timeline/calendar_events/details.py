"""What an entry's place, people, sources, topics and relations are as data, in one language.

JSCalendar has a place for all of it; iCalendar has since RFC 9073 and RFC 9253, which few programs read yet.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Final, NamedTuple
from urllib.parse import urlsplit
from uuid import uuid5

from kzeu_timeline import sentences
from kzeu_timeline.calendar_events.event import NAMESPACE
from kzeu_timeline.model import Entry, RelationKind
from kzeu_timeline.text import Language

FROM_SOURCE: Final = "via"
"""The relation of a source to what it states (IANA link relations; RFC 4287, 4.2.7.2)."""

_MEDIA_TYPES: Final = {".pdf": "application/pdf", ".html": "text/html", ".htm": "text/html", ".txt": "text/plain"}


class Link(NamedTuple):
    """A source; ``media_type`` only where its address shows it."""

    url: str
    label: str
    media_type: str | None


class Attendee(NamedTuple):
    """A person in a role, or a party, which has none."""

    slug: str
    name: str
    role: str | None = None
    chair: bool = False
    is_party: bool = False


class Tie(NamedTuple):
    """A relation to another entry in the same feed; ``days`` between the two where a source gives a number."""

    kind: RelationKind
    slug: str
    days: int | None


def links(entry: Entry, language: Language) -> Iterator[Link]:
    """The sources that have an address."""
    for source in entry.sources:
        if source.url:
            path = urlsplit(source.url).path.lower()
            media_type = next((kind for ending, kind in _MEDIA_TYPES.items() if path.endswith(ending)), None)
            yield Link(source.url, sentences.source_text(source, language), media_type)


def attendees(entry: Entry, language: Language) -> Iterator[Attendee]:
    """The parties, then the people who take part, by the statement that prevails."""
    for party in {each.slug: each for each in entry.parties}.values():
        yield Attendee(f"party-{party.slug}", party.name.best(language), is_party=True)
    for number, each in enumerate(entry.participants, 1):
        role = each.role.name.best(language) if each.role else None
        yield Attendee(f"person-{number}-{each.person.slug}", each.person.name.best(language), role, each.chair)


def concepts(entry: Entry, language: Language) -> dict[str, str]:
    """The topics: the title of each, by a URN that stays."""
    return {uuid5(NAMESPACE, f"topic/{each.slug}").urn: each.title.best(language) for each in entry.topics}


def ties(entry: Entry, slugs: Container[str]) -> Iterator[Tie]:
    """The relations to entries with one of *slugs*."""
    for relation in entry.relations:
        if relation.target in slugs:
            least, most = relation.days or (None, None)
            yield Tie(relation.kind, relation.target, least if least == most else None)


def part_uid(entry: Entry, language: Language, part: str) -> str:
    """The UID of a component within the entry's, as permanent as that."""
    return str(uuid5(NAMESPACE, f"{entry.slug}/{language}/{part}"))
