"""Every file of the site, as bytes: feeds in each language, the timeline for programs, the pages that lead to them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from types import MappingProxyType
from typing import Final, NamedTuple

from kzeu_timeline.calendar_events import FeedOptions
from kzeu_timeline.catalogue import Catalogue
from kzeu_timeline.exceptions import ExportError, quoted
from kzeu_timeline.exporters.atom import to_atom
from kzeu_timeline.exporters.csv import to_csv
from kzeu_timeline.exporters.ical import to_ical
from kzeu_timeline.exporters.jcal import to_jcal
from kzeu_timeline.exporters.jscalendar import to_jscalendar
from kzeu_timeline.exporters.json import to_json
from kzeu_timeline.exporters.markdown import to_markdown
from kzeu_timeline.feeds import FEEDS, VARIANTS, Feed, feed_path, variants
from kzeu_timeline.files import File, Site, media_type
from kzeu_timeline.history import Told, is_withdrawn
from kzeu_timeline.index_page import IndexPage, index_path
from kzeu_timeline.lapses import NEVER, feed_lapsed, page_lapsed
from kzeu_timeline.model import fields
from kzeu_timeline.page.rendering import Page
from kzeu_timeline.text import Language
from kzeu_timeline.timeline import Timeline
from kzeu_timeline.validation import FeedChecks

LONGEST_ADDRESS: Final = 255
"""Characters; Google takes no longer one."""

ROBOTS: Final = File(
    content=b"User-agent: *\nAllow: /\n",
    media_type=media_type("robots.txt"),
    changed=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
)
"""Google's calendar fetches nothing that it forbids."""

_LAST_MODIFIED: Final = re.compile(rb"\r\nLAST-MODIFIED:(\d{8}T\d{6}Z)\r\n")


def to_site(
    catalogue: Catalogue, *, base: str | None = None, today: dt.date | None = None, feeds: Iterable[Feed] = FEEDS
) -> Site:
    """Every file of the site by its path, those that lead to others last.

    *base* is the address at which the site will be: with it feeds say where they are refreshed, and links are whole.
    *today* is the day from which it is seen: without one, nothing that was cancelled is ever left out.
    A feed that selects nothing is not there: an empty calendar would empty those of its subscribers.
    Raises :class:`~kzeu_timeline.ExportError` if two feeds have one slug, one can't be read back, or none is there.
    """
    published = catalogue.published()
    timeline, root = published.where(lambda entry: not is_withdrawn(entry)), _root(base)
    ground = _Ground(timeline, catalogue.told(), root)
    selections = {feed: found for feed in _distinct(feeds) if (found := feed.select(published))}
    if not selections:
        raise ExportError("no feed selects anything: a site of nothing would take all that subscribers have")
    checks = FeedChecks()
    files: dict[str, File] = {}
    for feed, selection in selections.items():
        for language in Language:
            for path, file in _calendars(feed, selection, language, root, today):
                files[path] = _checked(path, file, checks)
    changed = max((file.changed for file in files.values()), default=NEVER)
    files.update(_beside(ground, changed))
    files["robots.txt"] = ROBOTS
    page = IndexPage(
        page=Page(timeline, today),
        feeds=selections,
        twins=[(twin.suffix, twin.label) for twin in TWINS],
        others=[(each.path, each.label, media_type(each.path)) for each in BESIDE],
        root=root,
        coming=timeline.upcoming(today) if today else None,
    )
    files.update(_pages(page, max(changed, page_lapsed(timeline, today))))
    _check_addresses(files, root)
    return MappingProxyType(files)


def _checked(path: str, file: File, checks: FeedChecks) -> File:
    if path.endswith(ICALENDAR.suffix):
        try:
            checks.checked(file.content)
        except ExportError as error:
            raise ExportError(f"{path}: {error}") from None
    return file


def _file(path: str, content: bytes, changed: dt.datetime) -> File:
    return File(content=content, media_type=media_type(path), changed=changed)


def _root(base: str | None) -> str:
    """The address before every path; empty if it is not known."""
    if base is None:
        return ""
    address = fields.url(base)
    if "?" in address or "#" in address:
        raise ExportError(f"the address of a site has neither ? nor #: {quoted(base)}")
    return address if address.endswith("/") else f"{address}/"


def _distinct(feeds: Iterable[Feed]) -> Iterator[Feed]:
    slugs: set[str] = set()
    for feed in feeds:
        if feed.slug in slugs:
            raise ExportError(f"two feeds with the same slug: {quoted(feed.slug)}")
        slugs.add(feed.slug)
        yield feed


def _check_addresses(paths: Iterable[str], root: str) -> None:
    for path in paths:
        if len(root + path) > LONGEST_ADDRESS:
            raise ExportError(f"an address of more than {LONGEST_ADDRESS} characters: {quoted(root + path)}")


class _Format(NamedTuple):
    """A format of the calendars: how its files end, its name, and what writes it."""

    suffix: str
    label: str
    render: Callable[..., bytes]


ICALENDAR: Final = _Format(".ics", "iCalendar", to_ical)
TWINS: Final = (
    _Format(
        ".jcal.json",
        "jCal",
        lambda timeline, **options: f"{to_jcal(timeline, **options)}\n".encode(),
    ),
    _Format(
        ".jscalendar.json",
        "JSCalendar",
        lambda timeline, **options: f"{to_jscalendar(timeline, **options)}\n".encode(),
    ),
)
"""The same content in other formats, beside each feed."""


def _calendars(
    feed: Feed, selection: Timeline, language: Language, root: str, today: dt.date | None
) -> Iterator[tuple[str, File]]:
    """A feed in one language with its twins, then its variants."""
    description = feed.description.best(language) if feed.description else None
    for variant, title in [("", feed.title.best(language)), *variants(feed, language)]:
        options: FeedOptions = {
            **VARIANTS.get(variant, {}),
            "language": language,
            "name": title,
            "description": description,
            "url": root + index_path(language) if root else None,
            "source": None,
            "today": today,
        }
        changed = feed_lapsed(selection, options)
        for suffix, _, render in (ICALENDAR,) if variant else (ICALENDAR, *TWINS):
            path = feed_path(feed, language, variant=variant, suffix=suffix)
            options["source"] = root + path if root else None
            content = render(selection, **options)
            if suffix == ICALENDAR.suffix:
                changed = max(changed, _last_modified(content))
            yield path, _file(path, content, changed)


def _last_modified(feed: bytes) -> dt.datetime:
    found = _LAST_MODIFIED.search(feed)
    return dt.datetime.strptime(found[1].decode(), "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC) if found else NEVER


class _Ground(NamedTuple):
    """What the files beside the feeds are made of: the record, what subscribers were told, and the site's address."""

    timeline: Timeline
    told: tuple[Told, ...]
    root: str


class _Beside(NamedTuple):
    """What is beside the feeds: its path, what the page calls it, and what writes it."""

    path: str
    label: str
    render: Callable[[_Ground, Language], bytes]


BESIDE: Final = (
    _Beside(
        "feeds/changes-{language}.atom",
        "news",
        lambda ground, language: to_atom(
            ground.told,
            language=language,
            address=f"{ground.root}feeds/changes-{language}.atom" if ground.root else None,
            page=ground.root + index_path(language) if ground.root else None,
        ),
    ),
    _Beside(
        "timeline.json",
        "data",
        lambda ground, _: f"{to_json(ground.timeline, indent=None)}\n".encode(),
    ),
    _Beside(
        "timeline-{language}.csv",
        "table",
        lambda ground, language: to_csv(ground.timeline, language=language).encode(),
    ),
    _Beside(
        "timeline-{language}.md",
        "text",
        lambda ground, language: to_markdown(ground.timeline, language=language).encode(),
    ),
)
"""For readers of news, for programs, for spreadsheets, for people who write."""


def _beside(ground: _Ground, changed: dt.datetime) -> dict[str, File]:
    files: dict[str, File] = {}
    for language in Language:
        for each in BESIDE:
            path = each.path.format(language=language)
            if path not in files:
                files[path] = _file(path, each.render(ground, language), changed)
    return files


def _pages(page: IndexPage, changed: dt.datetime) -> Iterator[tuple[str, File]]:
    """The page in each language; at the root of the site it is in the first."""
    written = {language: page.render(language) for language in Language}
    for language, content in written.items():
        yield (path := index_path(language)), _file(path, content, changed)
    yield "index.html", _file("index.html", written[next(iter(Language))], changed)
