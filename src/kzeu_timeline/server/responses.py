"""Responses, ready to be sent: computed once for each file, compressed once."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from email.utils import format_datetime
from functools import cached_property, lru_cache
from hashlib import sha256
from http import HTTPStatus
from typing import Final

import attrs

from kzeu_timeline.files import File
from kzeu_timeline.server.conditions import Fields, outcome
from kzeu_timeline.server.negotiation import GZIP, coding

Header = tuple[bytes, bytes]

FRESH: Final = b"public, max-age=300"
"""For how long a cache may answer by itself: five minutes, so that a correction arrives the same hour."""

LONGEST_FIELD: Final = 1_000
"""Bytes; a longer field about preferences is passed over, and none that long is kept in memory."""

_EVERYWHERE: Final[tuple[Header, ...]] = (
    (b"access-control-allow-origin", b"*"),
    (b"x-content-type-options", b"nosniff"),
)
# What a page of ours may run, it says itself, by digest; what this allows beyond that, its own policy forbids.
_PAGE: Final[tuple[Header, ...]] = (
    (
        b"content-security-policy",
        (
            b"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
            b"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        ),
    ),
    (b"referrer-policy", b"no-referrer"),
)


@attrs.frozen
class Response:
    """A whole response: the status, the fields in the order in which they are sent, the body."""

    status: int
    headers: tuple[Header, ...]
    body: bytes = b""


def told(status: HTTPStatus, text: str, *more: Header, media_type: str = "text/plain; charset=utf-8") -> Response:
    """A short response that no cache keeps; *text* has nothing of the client's in it."""
    body = f"{text}\n".encode()
    return Response(
        status,
        (
            (b"content-type", media_type.encode()),
            (b"content-length", b"%d" % len(body)),
            (b"cache-control", b"no-store"),
            *_EVERYWHERE,
            *more,
        ),
        body,
    )


NOT_ACCEPTABLE: Final = told(HTTPStatus.NOT_ACCEPTABLE, "not acceptable: it is there as it is, and compressed by gzip")
_FAILED: Final = told(HTTPStatus.PRECONDITION_FAILED, "a precondition of the request does not hold")


class Content:
    """The bytes of a file and what is made of them once: their digest, and they compressed."""

    def __init__(self, file: File) -> None:
        self.file = file
        self.digest = sha256(file.content).hexdigest()[:32].encode()

    @cached_property
    def packed(self) -> bytes:
        """Compressed as far as gzip can, when it is first asked for."""
        return gzip.compress(self.file.content, compresslevel=9, mtime=0)


@attrs.frozen
class Representation:
    """A file in one coding: its strong tag, and the two responses that it can be."""

    tag: bytes
    whole: Response
    unchanged: Response


class Resource:
    """What is at an address: a file as it is, and compressed."""

    def __init__(self, content: Content, *, vary: tuple[bytes, ...] = (), more: Iterable[Header] = ()) -> None:
        self.content = content
        self._vary = b", ".join((*vary, b"Accept-Encoding"))
        self._more = tuple(more)

    @cached_property
    def plain(self) -> Representation:
        """The file as it is."""
        return self._representation(b'"%b"' % self.content.digest, self.content.file.content)

    @cached_property
    def packed(self) -> Representation:
        """The file compressed; its tag is another, for its bytes are others (RFC 9110, 8.8.3.3)."""
        return self._representation(
            b'"%b-gzip"' % self.content.digest, self.content.packed, (b"content-encoding", b"gzip")
        )

    def answer(self, fields: Fields) -> Response:
        """The response to a GET or HEAD with these fields."""
        chosen = _coding(preference(fields, b"accept-encoding"))
        if chosen is None:
            return NOT_ACCEPTABLE
        found = self.packed if chosen == GZIP else self.plain
        match outcome(fields, found.tag, self.content.file.changed):
            case HTTPStatus.OK:
                return found.whole
            case HTTPStatus.NOT_MODIFIED:
                return found.unchanged
            case _:
                return _FAILED

    def _representation(self, tag: bytes, body: bytes, *coded: Header) -> Representation:
        file = self.content.file
        always = (
            (b"etag", tag),
            (b"vary", self._vary),
            (b"cache-control", FRESH),
            *_EVERYWHERE,
            (b"access-control-expose-headers", b"ETag"),
            *self._more,
        )
        return Representation(
            tag,
            Response(
                HTTPStatus.OK,
                (
                    (b"content-type", file.media_type.encode("latin-1")),
                    (b"content-length", b"%d" % len(body)),
                    *coded,
                    (b"last-modified", format_datetime(file.changed, usegmt=True).encode()),
                    *always,
                    *(_PAGE if file.media_type.startswith("text/html") else ()),
                ),
                body,
            ),
            Response(HTTPStatus.NOT_MODIFIED, always),
        )


def preference(fields: Fields, name: bytes) -> str | None:
    """A field about preferences; None if it is not there, or longer than any that means something."""
    field = fields.get(name)
    return None if field is None or len(field) > LONGEST_FIELD else field.decode("latin-1")


_coding = lru_cache(maxsize=128)(coding)
