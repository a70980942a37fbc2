"""A store that speaks S3 over HTTP, on this machine: it counts requests, and fails where it is told to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import boto3
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

BUCKET = "calendars"


class Request(NamedTuple):
    """One request: its method and the key in the bucket (for a listing, empty)."""

    method: str
    key: str


class _Quiet(WSGIRequestHandler):
    def log(self, *_args: Any) -> None:
        pass


class Store:
    """The store, and what was asked of it since the last ``clear``."""

    def __init__(self) -> None:
        self._moto = DomainDispatcherApplication(create_backend_app)
        self._server = make_server("127.0.0.1", 0, self._answer, threaded=True, request_handler=_Quiet)
        self.endpoint = f"http://127.0.0.1:{self._server.server_port}"
        self.requests: list[Request] = []
        self.fails: Callable[[Request, int], int | None] = lambda _request, _number: None
        """What status a request fails with, by itself and its number from 0; negative if what it asks for is done all
        the same, None if it does not fail."""
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()
        keys = {"aws_access_key_id": "key", "aws_secret_access_key": "secret"}
        self.client = boto3.client("s3", endpoint_url=self.endpoint, region_name="us-east-1", **keys)
        self.client.create_bucket(Bucket=BUCKET)
        self.clear()

    def _answer(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"].removeprefix(f"/{BUCKET}").strip("/")
        method = environ["REQUEST_METHOD"]
        request = Request("LIST" if method == "GET" and not path else method, path)
        number = len(self.requests)
        self.requests.append(request)
        if status := self.fails(request, number):
            if status < 0:
                b"".join(self._moto(environ, lambda *_: None))
            else:
                environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            start(f"{abs(status)} No", [("Content-Type", "application/xml"), ("Content-Length", "8")])
            return [b"<Error/>"]
        answer: Iterable[bytes] = self._moto(environ, start)
        return answer

    def clear(self) -> None:
        """Forget the requests so far, and fail none."""
        self.requests.clear()
        self.fails = lambda _request, _number: None

    def keys(self) -> set[str]:
        return {each["Key"] for each in self.client.list_objects_v2(Bucket=BUCKET).get("Contents", [])}

    def content(self, key: str) -> bytes:
        content: bytes = self.client.get_object(Bucket=BUCKET, Key=key)["Body"].read()
        return content

    def empty(self) -> None:
        for key in self.keys():
            self.client.delete_object(Bucket=BUCKET, Key=key)
        self.clear()

    def close(self) -> None:
        self.client.close()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@contextmanager
def running() -> Iterator[Store]:
    store = Store()
    try:
        yield store
    finally:
        store.close()
