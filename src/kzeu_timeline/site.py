"""Every file of the site, as bytes: feeds in each language, the timeline for programs, the pages that lead to them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from types import MappingProxyType
from typing import Final, NamedTuple

from kzeu_timeline.catalogue import Catalogue
from kzeu_timeline.exceptions import ExportError, quoted
from kzeu_timeline.exporters.csv import to_csv
from kzeu_timeline.exporters.ical import DAYS_SHOWN_CANCELLED, to_ical
from kzeu_timeline.exporters.json import to_json
from kzeu_timeline.exporters.markdown import to_markdown
from kzeu_timeline.feed_checks import FeedChecks
from kzeu_timeline.feeds import FEEDS, VARIANTS, Feed
from kzeu_timeline.files import File, Site
from kzeu_timeline.locales import wording
from kzeu_timeline.model import Status, fields
from kzeu_timeline.text import Language
from kzeu_timeline.timeline import Timeline

LONGEST_ADDRESS: Final = 255
"""Characters; Google takes no longer one."""

ROBOTS: Final = File(
    content=b"User-agent: *\nAllow: /\n",
    media_type="text/plain; charset=utf-8",
    changed=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
)
"""Google's calendar fetches nothing that it forbids."""

_NEVER: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_LAST_MODIFIED: Final = re.compile(rb"\r\nLAST-MODIFIED:(\d{8}T\d{6}Z)\r\n")


def to_site(
    catalogue: Catalogue, *, base: str | None = None, today: dt.date | None = None, feeds: Iterable[Feed] = FEEDS
) -> Site:
    """Every file of the site by its path, those that lead to others last.

    *base* is the address at which the site will be: with it feeds say where they are refreshed, and links are whole.
    *today* is the day from which it is seen: without one, nothing that was cancelled is ever left out.
    A feed that selects nothing is not there: an empty calendar would empty those of its subscribers.
    Raises :class:`~kzeu_timeline.ExportError` if two feeds have one slug, or one can't be read back.
    """
    timeline, root = catalogue.timeline(), _root(base)
    selections = {feed: found for feed in _distinct(feeds) if (found := feed.select(timeline))}
    checks = FeedChecks()
    files: dict[str, File] = {}
    for feed, selection in selections.items():
        for language in Language:
            for path, file in _calendars(feed, selection, language, root, today):
                files[path] = _checked(path, file, checks)
    changed = max((file.changed for file in files.values()), default=_NEVER)
    for path, media_type, content in _data(timeline):
        files[path] = File(content=content, media_type=media_type, changed=changed)
    files["robots.txt"] = ROBOTS
    _check_addresses(files, root)
    return MappingProxyType(files)


def _checked(path: str, file: File, checks: FeedChecks) -> File:
    if path.endswith(ICALENDAR.suffix):
        try:
            checks.checked(file.content)
        except ExportError as error:
            raise ExportError(f"{path}: {error}") from None
    return file


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


class _Twin(NamedTuple):
    """A format of the calendars: how its files end, what a server calls it, and what writes it."""

    suffix: str
    media_type: str
    render: Callable[..., bytes]


ICALENDAR: Final = _Twin(".ics", "text/calendar; charset=utf-8", to_ical)
TWINS: Final[tuple[_Twin, ...]] = ()
"""The same content in other formats, beside each feed."""


def _calendars(
    feed: Feed, selection: Timeline, language: Language, root: str, today: dt.date | None
) -> Iterator[tuple[str, File]]:
    """A feed in one language with its twins, then its variants."""
    stem = f"feeds/{feed.slug}-{language}"
    title = feed.title.best(language)
    options = {
        "language": language,
        "description": feed.description.best(language) if feed.description else None,
        "url": f"{root}index.{language}.html" if root else None,
        "today": today,
    }
    for name, label, more in [("", title, {}), *_variants(feed, language)]:
        formats = (ICALENDAR,) if name else (ICALENDAR, *TWINS)
        changed = _NEVER
        for suffix, media_type, render in formats:
            path = f"{stem}{name}{suffix}"
            content = render(selection, **options, **more, name=label, source=root + path if root else None)
            if suffix == ICALENDAR.suffix:
                changed = max(_last_modified(content), _last_dropped(selection, today))
            yield path, File(content=content, media_type=media_type, changed=changed)


def _variants(feed: Feed, language: Language) -> Iterator[tuple[str, str, dict[str, str]]]:
    """The ending of a variant's name, its title, and its options."""
    for variant in feed.variants:
        label = wording(language).label(variant)
        yield f"-{variant}", f"{feed.title.best(language)} ({label})", dict(VARIANTS[variant])


def _last_modified(feed: bytes) -> dt.datetime:
    found = _LAST_MODIFIED.search(feed)
    return dt.datetime.strptime(found[1].decode(), "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC) if found else _NEVER


def _last_dropped(selection: Timeline, today: dt.date | None) -> dt.datetime:
    """When a cancelled entry was last left out of the feed: that changes it, and no entry's revision says so."""
    if today is None:
        return _NEVER
    gone = (entry.latest for entry in selection if entry.status is Status.CANCELLED)
    days = (day.toordinal() + DAYS_SHOWN_CANCELLED + 1 for day in gone if day)
    last = max((day for day in days if day <= today.toordinal()), default=_NEVER.toordinal())
    return dt.datetime.combine(dt.date.fromordinal(last), dt.time(), dt.UTC)


def _data(timeline: Timeline) -> Iterator[tuple[str, str, bytes]]:
    """The timeline for programs and for notebooks: path, media type, content."""
    yield "timeline.json", "application/json", f"{to_json(timeline)}\n".encode()
    for language in Language:
        table, page = to_csv(timeline, language=language), to_markdown(timeline, language=language)
        yield f"timeline-{language}.csv", "text/csv; charset=utf-8; header=present", table.encode()
        yield f"timeline-{language}.md", "text/markdown; charset=utf-8; variant=GFM", page.encode()
