"""Which feeds there are: a table, and what a feed selects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TypedDict

import attrs

from kzeu_timeline.catalogue import Catalogue
from kzeu_timeline.exceptions import InvalidRecordError, quoted
from kzeu_timeline.locales import WORDINGS, wording
from kzeu_timeline.locales.wording import KINDS
from kzeu_timeline.model import Entry, Event, Milestone, Party, RelationKind, fields
from kzeu_timeline.text import LocalizedText, nearest
from kzeu_timeline.timeline import Timeline

TYPES: Final = (Event.type, Milestone.type)
"""The types of entries."""

TRACK_TYPES: Final = ("series", "agreement", "negotiation", "track")
"""The types of tracks."""


class Showing(TypedDict, total=False):
    """What a variant says to the exporter."""

    imprecise: str
    alarms: bool
    rich: bool


VARIANTS: Final[Mapping[str, Showing]] = {
    "spans": {"imprecise": "span"},
    "alarms": {"alarms": True},
    "rich": {"rich": True},
}
"""Other ways to show the same entries: the ending of the file's name, and the options of the exporter."""


def _slugs(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(fields.slug, fields.in_order(values)))


def _among(known: Iterable[str], values: Iterable[str]) -> tuple[str, ...]:
    given, words = fields.in_order(values), tuple(known)
    for value in given:
        if value not in words:
            raise InvalidRecordError(f"unknown (known: {', '.join(words)}): {quoted(value)}")
    return given


def _types(values: Iterable[str]) -> tuple[str, ...]:
    return _among(TYPES, values)


def _track_types(values: Iterable[str]) -> tuple[str, ...]:
    return _among(TRACK_TYPES, values)


def _relations(values: Iterable[str]) -> tuple[str, ...]:
    return _among(RelationKind, values)


def _variants(values: Iterable[str]) -> tuple[str, ...]:
    return _among(VARIANTS, values)


@attrs.frozen(kw_only=True)
class Feed:
    """A selection of entries under a name: the one feed of it in each language.

    Of each field that says anything an entry must have one: ``tracks=["cooperation-council"]`` with
    ``kinds=["meeting"]`` are the meetings of the Council. ``track_types`` are "series", "agreement", "negotiation" and
    "track"; ``types`` are "event" and "milestone"; ``relations`` are what the entry is to others, as "anniversary-of".
    Says nothing of days: what is added to the record comes in by itself.
    ``variants`` are feeds beside it that show the same otherwise.
    """

    slug: fields.Slug = attrs.field(converter=fields.slug)
    title: LocalizedText = attrs.field(converter=fields.localized)
    description: LocalizedText | None = attrs.field(converter=attrs.converters.optional(fields.localized), default=None)
    tracks: tuple[str, ...] = attrs.field(converter=_slugs, default=())
    track_types: tuple[str, ...] = attrs.field(converter=_track_types, default=())
    kinds: tuple[str, ...] = attrs.field(converter=_slugs, default=())
    types: tuple[str, ...] = attrs.field(converter=_types, default=())
    parties: tuple[str, ...] = attrs.field(converter=_slugs, default=())
    topics: tuple[str, ...] = attrs.field(converter=_slugs, default=())
    places: tuple[str, ...] = attrs.field(converter=_slugs, default=())
    relations: tuple[str, ...] = attrs.field(converter=_relations, default=())
    variants: tuple[str, ...] = attrs.field(converter=_variants, default=())

    def select(self, timeline: Timeline) -> Timeline:
        """The entries of *timeline* that are in the feed."""
        wanted = {name: frozenset(chosen) for name in _HAS if (chosen := getattr(self, name))}
        return timeline.where(
            lambda entry: all(not chosen.isdisjoint(_HAS[name](entry)) for name, chosen in wanted.items())
        )


def _parties(entry: Entry) -> tuple[Party, ...]:
    """Those of its track if an entry names none: of what was withdrawn, the ledger remembers the track alone."""
    return entry.parties or (entry.track.parties if entry.track else ())


def feed_path(feed: Feed, language: str, *, variant: str = "", suffix: str = ".ics") -> str:
    """Where a feed is on a site: a path from the root."""
    return f"feeds/{feed.slug}-{language}{variant and '-'}{variant}{suffix}"


def variants(feed: Feed, language: str) -> Iterator[tuple[str, str]]:
    """The variants of a feed, each with its title in a language."""
    for variant in feed.variants:
        yield variant, f"{feed.title.best(language)} ({wording(language).page[variant]})"


_HAS: Final[Mapping[str, Callable[[Entry], Iterable[str]]]] = {
    "tracks": lambda entry: [entry.track.slug] if entry.track else (),
    "track_types": lambda entry: [type(entry.track).__name__.lower()] if entry.track else (),
    "kinds": lambda entry: [entry.kind],
    "types": lambda entry: [entry.type],
    "parties": lambda entry: [party.slug for party in _parties(entry)],
    "topics": lambda entry: [topic.slug for topic in entry.topics],
    "places": lambda entry: [entry.place.slug] if entry.place else (),
    "relations": lambda entry: [relation.kind for relation in entry.relations],
}
"""What an entry has of that by which feeds select."""

_KNOWN: Final[Mapping[str, tuple[str, Callable[[Catalogue], Iterable[str]]]]] = {
    "tracks": ("track", lambda catalogue: catalogue.tracks),
    "kinds": ("kind", lambda catalogue: {*KINDS, *(entry.kind for entry in catalogue.entries.values())}),
    "parties": ("party", lambda catalogue: catalogue.parties),
    "topics": ("topic", lambda catalogue: catalogue.topics),
    "places": ("place", lambda catalogue: catalogue.places),
}


def strangers(selection: Mapping[str, object], catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """What the fields of a feed name that is nowhere in the record, as path and message, with the nearest that is."""
    for field, (what, known) in _KNOWN.items():
        given, names = selection.get(field), frozenset(known(catalogue))
        for index, slug in enumerate(given if isinstance(given, list | tuple) else ()):
            if fields.is_slug(slug) and slug not in names:
                near = nearest(slug, names)
                hint = f"nearest: {quoted(near)}" if near else f"known: {', '.join(sorted(names))}"
                yield f"{field}[{index}]", f"unknown {what} ({hint}): {quoted(slug)}"


def _everything(label: str) -> LocalizedText:
    """What every calendar is called that says nothing of itself."""
    return LocalizedText({language: words.label(label) for language, words in WORDINGS.items()})


FEEDS: Final = (
    Feed(
        slug="kazakhstan-eu",
        title=_everything("calendar"),
        description=_everything("calendar-about"),
        variants=tuple(VARIANTS),
    ),
    Feed(
        slug="kazakhstan-eu-councils",
        title=LocalizedText(
            en="Kazakhstan–EU: councils and committees",
            ru="Казахстан – ЕС: советы и комитеты",
            kk="Қазақстан – ЕО: кеңестер мен комитеттер",
        ),
        description=LocalizedText(
            en="Cooperation Council and Committee, Parliamentary Cooperation Committee, Human Rights Dialogue.",
            ru="Совет и Комитет сотрудничества, Комитет парламентского сотрудничества, Диалог по правам человека.",
            kk="Ынтымақтастық кеңесі мен комитеті, парламенттік комитет, адам құқықтары жөніндегі диалог.",
        ),
        tracks=(
            *("cooperation-council", "cooperation-committee"),
            *("parliamentary-cooperation-committee", "human-rights-dialogue"),
        ),
    ),
    Feed(
        slug="kazakhstan-eu-agreements",
        title=LocalizedText(
            en="Kazakhstan–EU: agreements and their anniversaries",
            ru="Казахстан – ЕС: соглашения и их годовщины",
            kk="Қазақстан – ЕО: келісімдер және олардың мерейтойлары",
        ),
        description=LocalizedText(
            en="Agreements of Kazakhstan and the EU, from the initials to the entry into force, and anniversaries.",
            ru="Соглашения Казахстана и ЕС, от парафирования до вступления в силу, и их годовщины.",
            kk="Қазақстан мен ЕО арасындағы келісімдер, парафтаудан күшіне енуге дейін, және олардың мерейтойлары.",
        ),
        track_types=("agreement",),
    ),
    Feed(
        slug="kazakhstan-eu-visas",
        title=LocalizedText(
            en="Kazakhstan–EU: visa and readmission talks",
            ru="Казахстан – ЕС: переговоры о визах и реадмиссии",
            kk="Қазақстан – ЕО: виза және реадмиссия жөніндегі келіссөздер",
        ),
        description=LocalizedText(
            en="Visa facilitation and readmission: the way to the negotiations, and their rounds.",
            ru="Упрощение визового режима и реадмиссия: путь к переговорам и их раунды.",
            kk="Визалық режимді жеңілдету және реадмиссия: келіссөздерге апарған жол және олардың раундтары.",
        ),
        tracks=("visa-facilitation-readmission",),
    ),
    Feed(
        slug="central-asia-eu",
        title=LocalizedText(en="Central Asia–EU", ru="Центральная Азия – ЕС", kk="Орталық Азия – ЕО"),
        description=LocalizedText(
            en="Summits, ministerial meetings, forums, and the EU strategy on Central Asia.",
            ru="Саммиты, министерские встречи, форумы и стратегия ЕС по Центральной Азии.",
            kk="Саммиттер, министрлер кездесулері, форумдар және ЕО-ның Орталық Азия жөніндегі стратегиясы.",
        ),
        parties=("central-asia",),
    ),
)
"""The feeds of a site, unless others are asked for."""
