"""A small site with one of everything, and a way to ask the application that serves it, without a socket."""

from __future__ import annotations

import asyncio
import datetime as dt
import gzip
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from kzeu_timeline import Language
from kzeu_timeline.catalogue import Catalogue
from kzeu_timeline.files import File
from kzeu_timeline.model import Track
from kzeu_timeline.server.application import Application
from kzeu_timeline.server.published import Published
from kzeu_timeline.server.selections import Selections
from tests.builders import catalogue, event, made

CHANGED: Final = dt.datetime(2025, 12, 3, 9, 30, tzinfo=dt.UTC)
TODAY: Final = dt.date(2025, 12, 4)
BASE: Final = "https://example.org/"
FEED: Final = "/feeds/kazakhstan-eu-kk"

TYPES: Final = {
    ".ics": "text/calendar; charset=utf-8",
    ".jcal.json": "application/calendar+json",
    ".jscalendar.json": "application/jscalendar+json;type=group",
}


def _file(text: str, media_type: str) -> File:
    return File(content=f"{text} {'Қазақстан ' * 50}".encode(), media_type=media_type, changed=CHANGED)


SITE: Final[Mapping[str, File]] = {
    **{
        f"feeds/kazakhstan-eu-{language}{suffix}": _file(f"{language}{suffix}", media_type)
        for language in Language
        for suffix, media_type in TYPES.items()
    },
    "feeds/kazakhstan-eu-kk-spans.ics": _file("spans", TYPES[".ics"]),
    "timeline.json": _file("[]", "application/json"),
    **{f"index.{each}.html": _file(f"page {each}", "text/html; charset=utf-8") for each in Language},
    "index.html": _file("page", "text/html; charset=utf-8"),
    "robots.txt": _file("User-agent: *", "text/plain; charset=utf-8"),
}


def record() -> Catalogue:
    """Entries of two tracks and of none."""
    tracks = [made(Track, slug=slug, title={each: f"{slug} in {each}" for each in Language}) for slug in ("a", "b")]
    return catalogue(
        event("first", "2025-12-01", track=tracks[0], kind="meeting"),
        event("second", "2025-11", track=tracks[1], kind="visit"),
        event("third", "2025-12-03", kind="meeting"),
        tracks={track.slug: track for track in tracks},
    )


def published(site: Mapping[str, File] = SITE, previous: Published | None = None) -> Published:
    """What is served of the small site."""
    return Published(site, Selections(record(), base=BASE, today=TODAY, changed=CHANGED), previous=previous)


class Answer(NamedTuple):
    """A response, as a client sees it."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def content(self) -> bytes:
        """The body, unpacked."""
        return gzip.decompress(self.body) if self.headers.get("content-encoding") == "gzip" else self.body


Headers = list[tuple[bytes, bytes]]


async def answered(
    application: Application, path: str, query: bytes = b"", *, method: str = "GET", headers: Headers | None = None
) -> Answer:
    """What *application* answers to a request with these fields and one Host."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        raise AssertionError("no body is read")

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": path,
        "root_path": "",
        "query_string": query,
        "headers": [(b"host", b"example.org"), *(headers or [])],
    }
    await application(scope, receive, send)
    start, body = sent
    found = {name.decode(): value.decode("latin-1") for name, value in start["headers"]}
    assert len(found) == len(start["headers"]), "a field is there twice"
    return Answer(start["status"], found, body["body"])


def ask(
    path: str,
    query: str = "",
    *,
    method: str = "GET",
    application: Application | None = None,
    **fields: str,
) -> Answer:
    """The answer to one request; ``accept_encoding="gzip"`` is the field Accept-Encoding."""
    headers = [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in fields.items()]
    asked = application or Application(published())
    return asyncio.run(answered(asked, path, query.encode(), method=method, headers=headers))
