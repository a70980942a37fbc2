"""The application: what it answers to whom, and that nothing of a request is ever in it."""

from __future__ import annotations

import asyncio
import json
from hashlib import sha256

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.routing import Mount

from kzeu_timeline import KzeuTimelineError, Language
from kzeu_timeline.server.application import Application
from tests.server.asking import CHANGED, FEED, SITE, TYPES, answered, ask, published
from tests.strategies import LAW

APPLICATION = Application(published())
ADDRESSES = sorted({*APPLICATION.published.addresses, "/feeds/custom.ics", "/health"})
METHODS = st.sampled_from(["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "TRACE", "CONNECT", "PROPFIND", "get"])
CODINGS = [{}, {"accept_encoding": "gzip"}]


@pytest.mark.parametrize("fields", CODINGS, ids=["plain", "gzip"])
@pytest.mark.parametrize("path", SITE)
def test_every_file_of_the_site_is_there(path, fields):
    file, found = SITE[path], ask(f"/{path}", **fields)
    assert (found.status, found.content) == (200, file.content)
    assert found.headers["content-type"] == file.media_type
    assert found.headers["last-modified"] == "Wed, 03 Dec 2025 09:30:00 GMT"
    assert found.headers["content-length"] == str(len(found.body))
    assert found.headers["access-control-allow-origin"] == "*"
    assert found.headers["x-content-type-options"] == "nosniff"
    assert found.headers["vary"] == "Accept-Encoding"
    assert "max-age=300" in found.headers["cache-control"]
    assert ("content-encoding" in found.headers) == bool(fields)
    assert ("content-security-policy" in found.headers) == path.endswith(".html")
    assert not {"set-cookie", "location"} & found.headers.keys()


@pytest.mark.parametrize("fields", CODINGS, ids=["plain", "gzip"])
@pytest.mark.parametrize("path", ADDRESSES)
def test_head_says_what_get_says_without_its_body(path, fields):
    get, head = ask(path, **fields), ask(path, method="HEAD", **fields)
    assert head == get._replace(body=b"")


def test_tags_are_of_the_bytes_and_differ_by_coding():
    path = f"{FEED}.ics"
    plain, packed = ask(path), ask(path, accept_encoding="gzip")
    assert plain.headers["etag"] != packed.headers["etag"]
    assert sha256(plain.body).hexdigest()[:32] in plain.headers["etag"]
    assert {plain.headers["etag"][0], packed.headers["etag"][0]} == {'"'}, "strong"
    assert len({ask(f"/{path}").headers["etag"] for path in SITE}) == len(SITE)


@pytest.mark.parametrize("fields", CODINGS, ids=["plain", "gzip"])
@pytest.mark.parametrize("path", [f"{FEED}.ics", FEED, "/"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_the_client_has_is_not_sent_again(path, method, fields):
    first = ask(path, method=method, **fields)
    again = ask(path, method=method, if_none_match=first.headers["etag"], **fields)
    assert (again.status, again.body) == (304, b"")
    kept = {"etag", "vary", "cache-control", "content-location", "access-control-allow-origin"} & first.headers.keys()
    assert {name: first.headers[name] for name in kept} == {name: again.headers[name] for name in kept}
    assert "content-length" not in again.headers
    assert ask(path, if_modified_since=first.headers["last-modified"], **fields).status == 304
    assert ask(path, if_none_match='"x"', if_modified_since=first.headers["last-modified"], **fields).status == 200
    assert ask(path, if_match='"x"', **fields).status == 412


def test_a_tag_of_one_coding_is_none_of_the_other():
    plain = ask(f"{FEED}.ics").headers["etag"]
    assert ask(f"{FEED}.ics", if_none_match=plain, accept_encoding="gzip").status == 200


@pytest.mark.parametrize("language", Language)
def test_the_first_page_is_in_the_language_of_the_reader(language):
    found = ask("/", accept_language=f"de, {language}-KZ;q=0.5")
    assert found.body == SITE[f"index.{language}.html"].content
    assert found.headers["content-language"] == language
    assert found.headers["content-location"] == f"index.{language}.html"
    assert found.headers["vary"] == "Accept-Language, Accept-Encoding"
    assert ask("/", accept_language="de").body == SITE["index.html"].content
    assert ask("/index.kk.html", accept_language=language).body == SITE["index.kk.html"].content


@pytest.mark.parametrize(("suffix", "media_type"), TYPES.items())
def test_a_feed_without_ending_is_in_the_format_that_is_accepted(suffix, media_type):
    found = ask(FEED, accept=media_type)
    assert found.body == SITE[f"{FEED[1:]}{suffix}"].content
    assert found.headers["content-type"] == media_type
    assert found.headers["content-location"] == f"kazakhstan-eu-kk{suffix}"
    assert found.headers["vary"] == "Accept, Accept-Encoding"
    assert ask(f"{FEED}.ics", accept=media_type).headers["content-type"] == TYPES[".ics"]


def test_who_accepts_none_of_the_formats_is_told_which_there_are():
    found = ask(FEED, accept="text/html")
    assert found.status == 406
    assert b"text/calendar, application/calendar+json, application/jscalendar+json" in found.body
    assert ask(FEED, accept="*/*").headers["content-type"] == TYPES[".ics"]
    assert ask(f"{FEED}-spans", accept="application/calendar+json").status == 406, "it has no twin"
    assert ask(f"{FEED}.ics", accept_encoding="identity;q=0").status == 406


def test_preflight():
    found = ask(f"{FEED}.ics", method="OPTIONS", origin="https://a.example", access_control_request_method="GET")
    assert (found.status, found.body) == (204, b"")
    assert found.headers["access-control-allow-origin"] == "*"
    assert "If-None-Match" in found.headers["access-control-allow-headers"]


@pytest.mark.parametrize(
    "path",
    [
        *(f"{FEED}.ics/", f"{FEED}.ICS", f"/{FEED}.ics", "/feeds", "/feeds/", "", "*", "/index", "/health/"),
        *(
            "/../etc/passwd",
            "/feeds/../timeline.json",
            "/feeds/\0.ics",
            "/feeds/custom",
            "//example.org/",
            "/.git/config",
        ),
    ],
)
def test_what_is_not_there_is_not_found_and_nobody_is_sent_elsewhere(path):
    for method in ("GET", "HEAD", "OPTIONS", "POST"):
        found = ask(path, method=method)
        assert found.status == 404
        assert "location" not in found.headers


def test_methods_that_are_not_served():
    found = ask(f"{FEED}.ics", method="POST")
    assert (found.status, found.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


def test_one_host():
    assert ask("/", host="b.example").status == 400  # a second one: asking sends one by itself
    scope = {"type": "http", "http_version": "1.1", "method": "GET", "path": "/", "query_string": b"", "headers": []}
    assert statuses(scope) == [400]
    assert statuses({**scope, "http_version": "1.0"}) == [200]


def statuses(scope):
    sent = []

    async def send(message):
        sent.append(message)

    asyncio.run(APPLICATION(scope, None, send))
    return [message["status"] for message in sent if "status" in message]


PIECES = st.lists(st.sampled_from([*ADDRESSES, "/", "..", "%2e", "\0"])).map("".join)
PATHS = st.sampled_from(ADDRESSES) | st.text(max_size=20) | PIECES
MARK = "zqxj"
MARKED = st.text(st.characters(codec="utf-8"), max_size=20).map(lambda text: f"{MARK}{text}")


@LAW
@given(
    st.sampled_from(ADDRESSES)
    | st.text(max_size=20)
    | st.lists(st.sampled_from([*ADDRESSES, "/", "..", "%2e", "\0"])).map("".join),
    METHODS,
    st.binary(max_size=40),
    st.dictionaries(
        st.sampled_from(
            [b"accept", b"accept-encoding", b"accept-language", b"if-none-match", b"range", b"x", b"origin"]
        ),
        st.binary(max_size=30),
    ),
)
def test_whatever_is_asked_only_what_there_is_is_answered(path, method, query, fields):
    """No 5xx, no file outside the site, a body only where there is one, and the same answer every time."""
    found = asyncio.run(answered(APPLICATION, path, query, method=method, headers=[*fields.items()]))
    assert found.status in {200, 204, 304, 400, 404, 405, 406}
    if path not in ADDRESSES:
        assert found.status == 404
    if found.status == 200 and method == "GET" and path[1:] in SITE:
        assert found.content == SITE[path[1:]].content
    assert found == asyncio.run(answered(APPLICATION, path, query, method=method, headers=[*fields.items()]))


ECHOED = (
    *(b"accept", b"accept-language", b"origin", b"referer", b"user-agent", b"cookie"),
    *(b"x-forwarded-host", b"forwarded", b"access-control-request-headers", b"access-control-request-method"),
)


@LAW
@given(st.sampled_from(ADDRESSES) | MARKED, METHODS, MARKED)
def test_nothing_of_a_request_is_in_the_response(path, method, text):
    """Neither path, query, host nor any field."""
    value = text.encode()
    headers = [
        (name, value) for name in (b"accept", b"accept-language", b"origin", b"referer", b"user-agent", b"cookie")
    ]
    headers += [(b"x-forwarded-host", value), (b"access-control-request-headers", value)]
    for query in (b"", b"track=" + value, value + b"=1"):
        found = asyncio.run(answered(APPLICATION, path, query, method=method, headers=headers))
        assert MARK.encode() not in found.body
        assert not any(MARK in f"{name}{each}" for name, each in found.headers.items())


def test_health_tells_no_time_but_that_of_the_data():
    found = ask("/health")
    assert json.loads(found.body) == {
        "ok": True,
        "current": True,
        "entries": 3,
        "changed": CHANGED.isoformat().replace("+00:00", "Z"),
        "files": len(SITE),
    }
    assert found.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "shown"), [("/a b\r\n\x1b[2J", r"'/a b\r\n\x1b[2J'"), ("/" + "q" * 500, "'/" + "q" * 50)]
)
def test_a_line_of_the_log_is_one_line(path, shown):
    lines = []
    ask(path, application=Application(published(), log=lines.append))
    (line,) = lines
    assert line.startswith(f"GET {shown}")
    assert line.isprintable()
    assert len(line) < 120


def test_it_can_be_mounted_in_an_application_of_ones_own():
    async def through_starlette(method, path, **headers):
        transport = httpx.ASGITransport(app=Starlette(routes=[Mount("/calendar", APPLICATION)]))
        async with httpx.AsyncClient(transport=transport, base_url="https://example.org") as client:
            return await client.request(method, path, headers=headers)

    found = asyncio.run(through_starlette("GET", f"/calendar{FEED}.ics"))
    assert (found.status_code, found.content) == (200, SITE[f"{FEED[1:]}.ics"].content)
    again = asyncio.run(through_starlette("GET", f"/calendar{FEED}.ics", **{"If-None-Match": found.headers["ETag"]}))
    assert again.status_code == 304
    assert asyncio.run(through_starlette("GET", f"{FEED}.ics")).status_code == 404
    assert asyncio.run(through_starlette("HEAD", "/calendar/")).status_code == 200


def test_what_is_not_http_is_refused():
    with pytest.raises(KzeuTimelineError, match="websocket"):
        statuses({"type": "websocket"})
