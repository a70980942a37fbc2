"""The ASGI application: a request to a response, without a byte of the request in it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from http import HTTPStatus
from typing import Any, Final

from kzeu_timeline.exceptions import ExportError, KzeuTimelineError, quoted
from kzeu_timeline.server.conditions import Fields
from kzeu_timeline.server.published import HEALTH, Published
from kzeu_timeline.server.queries import CUSTOM, BadQueryError, BusyError
from kzeu_timeline.server.responses import Response, told

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_ALLOWED: Final = (b"allow", b"GET, HEAD, OPTIONS")

_BAD_HOST: Final = told(HTTPStatus.BAD_REQUEST, "a request has one Host")
_NOT_FOUND: Final = told(HTTPStatus.NOT_FOUND, "not found")
_EMPTY: Final = told(HTTPStatus.NOT_FOUND, "nothing in the record is in this selection")
_NOT_ALLOWED: Final = told(HTTPStatus.METHOD_NOT_ALLOWED, "there is GET, HEAD and OPTIONS", _ALLOWED)
_FAILED: Final = told(HTTPStatus.INTERNAL_SERVER_ERROR, "this can't be written")
_BUSY: Final = told(HTTPStatus.SERVICE_UNAVAILABLE, "too many selections at once", (b"retry-after", b"5"))
_OPTIONS: Final = Response(
    HTTPStatus.NO_CONTENT,
    (
        _ALLOWED,
        (b"access-control-allow-origin", b"*"),
        (b"access-control-allow-methods", b"GET, HEAD, OPTIONS"),
        (b"access-control-allow-headers", b"If-None-Match, If-Modified-Since, Accept, Accept-Language"),
        (b"access-control-max-age", b"86400"),
    ),
)


class Application:
    """Serves what is published; ``published`` may be replaced at any time, by one assignment.

    ``current`` says whether the seeds as they are now are what is served. *log* is given a line for each response.
    """

    def __init__(self, published: Published, *, log: Callable[[str], object] | None = None) -> None:
        self.published = published
        self.current = True
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - no body is read
        """Answer a request by ASGI 3; whatever is no HTTP is refused, as ASGI has it, by an exception."""
        if scope["type"] != "http":
            raise KzeuTimelineError(f"only HTTP is served, not: {quoted(scope['type'])}")
        response = await self._response(scope)
        await send({"type": "http.response.start", "status": int(response.status), "headers": [*response.headers]})
        body = b"" if scope["method"] == "HEAD" else response.body
        await send({"type": "http.response.body", "body": body})
        if self._log:
            self._log(f"{ascii(scope['method'])[1:-1]} {quoted(scope['path'])} {int(response.status)} {len(body)}")

    async def _response(self, scope: Scope) -> Response:
        fields = _fields(scope)
        host = fields.get(b"host")
        if b"," in host if host is not None else scope["http_version"] == "1.1":
            return _BAD_HOST  # RFC 9112, 3.2: exactly one
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        published = self.published
        found = published.addresses.get(path)
        if found is None and path not in {CUSTOM, HEALTH}:
            return _NOT_FOUND
        match scope["method"]:
            case "GET" | "HEAD":
                if found is not None:
                    return found.answer(fields)
                if path == HEALTH:
                    return published.health(current=self.current)
                return await _selected(published, scope["query_string"], fields)
            case "OPTIONS":
                return _OPTIONS
            case _:
                return _NOT_ALLOWED


async def _selected(published: Published, query: bytes, fields: Fields) -> Response:
    if published.selections is None:
        return _NOT_FOUND
    try:
        found = await published.selections.resource(published.selections.parse(query))
    except BadQueryError as error:
        return told(HTTPStatus.BAD_REQUEST, "\n".join(error.problems))
    except BusyError:
        return _BUSY
    except ExportError:
        return _FAILED
    return found.answer(fields) if found else _EMPTY


def _fields(scope: Scope) -> Fields:
    fields: dict[bytes, bytes] = {}
    for name, value in scope["headers"]:
        fields[name] = fields[name] + b", " + value if name in fields else value
    return fields
