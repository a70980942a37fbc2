"""A site in an object store: every state in between is valid, nothing is sent twice, nothing of others is touched."""

from __future__ import annotations

import datetime as dt
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from kzeu_timeline import ExportError, MissingExtraError
from kzeu_timeline.files import File, Site
from kzeu_timeline.publishing.manifest import NAME
from kzeu_timeline.publishing.objects import _first_line, _version, publish_objects
from kzeu_timeline.publishing.report import Report
from tests.publishing.stores import BUCKET, Request, Store, running

if TYPE_CHECKING:
    from obstore import PutResult, UpdateVersion

ADDRESS = f"s3://{BUCKET}/eu"
CHANGED = dt.datetime(2025, 12, 2, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def server() -> Iterator[Store]:
    with running() as store:
        yield store


@pytest.fixture
def store(server: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    server.empty()
    for name, value in {
        "AWS_ENDPOINT_URL": server.endpoint,
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    return server


def site(**texts: str) -> Site:
    """Feeds of these names and texts, and a page that leads to them."""
    files = {f"feeds/{name}.ics": (text, "text/calendar; charset=utf-8") for name, text in texts.items()}
    files["index.html"] = (" ".join(f"{name}={text}" for name, text in texts.items()), "text/html; charset=utf-8")
    return {
        path: File(content=text.encode(), media_type=media_type, changed=CHANGED)
        for path, (text, media_type) in files.items()
    }


def held(store: Store) -> dict[str, bytes]:
    """What readers find below the address."""
    keys = (key.removeprefix("eu/") for key in sorted(store.keys()))
    return {key: store.content(f"eu/{key}") for key in keys if key != NAME}


def contents(files: Site) -> dict[str, bytes]:
    return {path: file.content for path, file in files.items()}


def test_a_site_is_sent_in_its_order_with_its_headers(store: Store) -> None:
    assert publish_objects(site(a="1", b="2"), ADDRESS) == Report(3, 0, 0)
    assert store.requests == [
        Request("GET", f"eu/{NAME}"),
        Request("LIST", ""),
        Request("PUT", f"eu/{NAME}"),
        Request("PUT", "eu/feeds/a.ics"),
        Request("PUT", "eu/feeds/b.ics"),
        Request("PUT", "eu/index.html"),
        Request("PUT", f"eu/{NAME}"),
    ]
    assert held(store) == contents(site(a="1", b="2"))
    feed = store.client.head_object(Bucket=BUCKET, Key="eu/feeds/a.ics")
    page = store.client.head_object(Bucket=BUCKET, Key="eu/index.html")
    assert feed["ContentType"] == "text/calendar; charset=utf-8"
    assert feed["CacheControl"] == "public, max-age=3600, stale-if-error=604800"
    assert page["CacheControl"] == "public, max-age=300, stale-if-error=604800"
    assert feed["Metadata"] == {"sha256": "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"}


def test_what_is_there_already_costs_two_requests_and_nothing_is_sent(store: Store) -> None:
    publish_objects(site(a="1", b="2"), ADDRESS)
    store.clear()
    assert publish_objects(site(a="1", b="2"), ADDRESS) == Report(0, 3, 0)
    assert store.requests == [Request("GET", f"eu/{NAME}"), Request("LIST", "")]


def test_what_changed_is_sent_and_what_is_gone_is_removed_after_all_else(store: Store) -> None:
    publish_objects(site(a="1", b="2", c="3", d="4"), ADDRESS)
    store.clear()
    assert publish_objects(site(a="1", b="3"), ADDRESS) == Report(2, 1, 2)
    assert store.requests[2:] == [
        Request("PUT", "eu/feeds/b.ics"),
        Request("PUT", "eu/index.html"),
        Request("POST", ""),
        Request("PUT", f"eu/{NAME}"),
    ]
    assert held(store) == contents(site(a="1", b="3"))


def test_other_headers_alone_are_a_change(store: Store) -> None:
    publish_objects({"a": File(content=b"1", media_type="text/plain", changed=CHANGED)}, ADDRESS)
    assert publish_objects({"a": File(content=b"1", media_type="text/html", changed=CHANGED)}, ADDRESS) == Report(
        1, 0, 0
    )
    assert store.client.head_object(Bucket=BUCKET, Key="eu/a")["ContentType"] == "text/html"


def test_an_object_that_was_lost_or_changed_in_the_store_is_sent_again(store: Store) -> None:
    publish_objects(site(a="1", b="2", c="3"), ADDRESS)
    store.client.delete_object(Bucket=BUCKET, Key="eu/feeds/a.ics")
    store.client.put_object(Bucket=BUCKET, Key="eu/feeds/b.ics", Body=b"by hand")
    assert publish_objects(site(a="1", b="2", c="3"), ADDRESS) == Report(2, 2, 0)
    assert held(store) == contents(site(a="1", b="2", c="3"))
    assert publish_objects(site(a="1", b="2", c="3"), ADDRESS) == Report(0, 4, 0)


def test_what_is_not_ours_is_neither_removed_nor_replaced(store: Store) -> None:
    store.client.put_object(Bucket=BUCKET, Key="eu/notes.txt", Body=b"theirs")
    store.client.put_object(Bucket=BUCKET, Key="euro/x", Body=b"theirs")
    publish_objects(site(a="1"), ADDRESS)
    publish_objects(site(b="1"), ADDRESS)
    assert store.keys() == {"eu/notes.txt", "euro/x", "eu/feeds/b.ics", "eu/index.html", f"eu/{NAME}"}
    store.client.put_object(Bucket=BUCKET, Key="eu/feeds/c.ics", Body=b"theirs")
    with pytest.raises(ExportError, match=r"not ours are there\): \['feeds/c.ics'\]"):
        publish_objects(site(c="1"), ADDRESS)
    assert store.content("eu/feeds/c.ics") == b"theirs"
    assert store.content("eu/index.html") == b"b=1"


def test_the_root_of_a_bucket_is_an_address_too(store: Store) -> None:
    publish_objects(site(a="1"), f"s3://{BUCKET}/")
    assert store.keys() == {"feeds/a.ics", "index.html", NAME}


NEW = site(a="2", b="2", d="4")
OLD = site(a="1", b="2", c="3")


def requests_of_a_publisher(store: Store) -> int:
    publish_objects(OLD, ADDRESS)
    store.clear()
    publish_objects(NEW, ADDRESS)
    count = len(store.requests)
    store.empty()
    return count


@pytest.mark.parametrize("times", ["once", "from then on"])
def test_a_request_that_fails_leaves_a_state_that_readers_can_use(store: Store, times: str) -> None:
    count = requests_of_a_publisher(store)
    assert count == 8
    for fatal in range(count):
        publish_objects(OLD, ADDRESS)
        store.clear()
        failing = {fatal} if times == "once" else range(fatal, count)
        store.fails = lambda _, number, failing=failing: 403 if number in failing else None  # type: ignore[misc]
        with pytest.raises(ExportError, match=rf"^can't publish \(.*403.*\): '{ADDRESS}'$"):
            publish_objects(NEW, ADDRESS)
        store.clear()
        found = held(store)
        page = found["index.html"]
        assert page in {OLD["index.html"].content, NEW["index.html"].content}
        for name, text in (pair.split("=") for pair in page.decode().split()):  # what the page leads to is there
            assert found[f"feeds/{name}.ics"] >= text.encode()
        if page == NEW["index.html"].content:
            assert contents(NEW).items() <= found.items()
        publish_objects(NEW, ADDRESS)
        assert held(store) == contents(NEW)
        store.clear()
        assert publish_objects(NEW, ADDRESS) == Report(0, 4, 0)
        store.empty()


def test_a_publisher_who_is_killed_at_any_request_leaves_a_state_that_readers_can_use(store: Store) -> None:
    count = requests_of_a_publisher(store)
    program = "import sys; from tests.publishing.test_objects import *; publish_objects(NEW, ADDRESS)"
    for fatal in range(count):
        publish_objects(OLD, ADDRESS)
        store.clear()
        with subprocess.Popen([sys.executable, "-c", program]) as publisher:
            store.fails = lambda _, number: publisher.kill() if number == fatal else None  # noqa: B023
            assert publisher.wait() == -signal.SIGKILL
        store.clear()
        found = held(store)
        assert found["index.html"] in {OLD["index.html"].content, NEW["index.html"].content}
        if found["index.html"] == NEW["index.html"].content:
            assert contents(NEW).items() <= found.items()
        publish_objects(NEW, ADDRESS)
        assert held(store) == contents(NEW)
        store.empty()


def test_nothing_is_left_of_a_publisher_who_was_stopped_and_not_resumed(store: Store) -> None:
    publish_objects(OLD, ADDRESS)
    store.clear()
    store.fails = lambda request, _: 403 if request.key == "eu/index.html" else None
    with pytest.raises(ExportError):
        publish_objects(NEW, ADDRESS)
    assert store.keys() >= {"eu/feeds/d.ics"}
    store.clear()
    assert publish_objects(OLD, ADDRESS).removed == 1
    assert held(store) == contents(OLD)


def test_a_store_that_fails_for_a_moment_is_asked_again(store: Store) -> None:
    store.fails = lambda _, number: 503 if number in {0, 2, 4} else None
    publish_objects(NEW, ADDRESS)
    assert held(store) == contents(NEW)


def test_an_answer_that_is_lost_is_no_conflict_with_oneself(store: Store) -> None:
    for lost in range(requests_of_a_publisher(store)):
        publish_objects(OLD, ADDRESS)
        store.clear()
        store.fails = lambda _, number, lost=lost: -503 if number == lost else None  # type: ignore[misc]
        assert publish_objects(NEW, ADDRESS) == Report(3, 1, 1)
        store.clear()
        assert held(store) == contents(NEW)
        assert publish_objects(NEW, ADDRESS) == Report(0, 4, 0)
        store.empty()


@pytest.mark.parametrize("theirs", [{**OLD, **site(e="5")}, site(a="9", b="2", c="3")], ids=["new", "changed"])
def test_who_finds_another_at_work_stops(store: Store, theirs: Site) -> None:
    publish_objects(OLD, ADDRESS)
    store.clear()

    def rival(request: Request, _: int) -> None:
        if request.method == "PUT":
            store.clear()
            publish_objects(theirs, ADDRESS)

    store.fails = rival
    with pytest.raises(ExportError, match="somebody else has changed it meanwhile; publish again"):
        publish_objects(NEW, ADDRESS)
    assert held(store)["index.html"] == theirs["index.html"].content
    publish_objects(NEW, ADDRESS)
    assert held(store) == contents(NEW)


def test_a_store_without_conditions_is_written_to_without(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_CONDITIONAL_PUT", "disabled")
    publish_objects(OLD, ADDRESS)
    publish_objects(NEW, ADDRESS)
    assert held(store) == contents(NEW)


@pytest.mark.parametrize(
    "content", [b"{}", b"[]", b"x", b"\xff", b'{"files": []}', b'{"files": {"a": {"b": "c"}}}', b"[" * 100_000]
)
def test_a_manifest_that_is_not_ours_is_left_alone(store: Store, content: bytes) -> None:
    store.client.put_object(Bucket=BUCKET, Key=f"eu/{NAME}", Body=content)
    with pytest.raises(ExportError, match=r"^there is a manifest that is not ours: "):
        publish_objects(OLD, ADDRESS)
    assert store.keys() == {f"eu/{NAME}"}


@pytest.mark.parametrize(
    "address",
    [
        *("", "s3://", "s3:///x", "s3:/b", "http://b/x", "file:///tmp/x", "memory:///", "s3://b/../x", "s3://b/./x"),
        *(
            "s3://b/x?y",
            "s3://b/x#y",
            "s3://b/a b",
            "s3://b//x",
            "s3://b/x\n",
            "s3://u:p@b/x",
            "S3://b",
            "s3://b/\u043a",
        ),
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ExportError, match=r"^no address of a store"):
        publish_objects(OLD, address)


@pytest.mark.parametrize("address", ["s3://no-such-bucket/x", "az://container/x", "s3://-"])
def test_what_the_store_refuses_is_an_error_of_ours(store: Store, address: str) -> None:
    with pytest.raises(ExportError) as caught:
        publish_objects(OLD, address)
    assert address in str(caught.value)
    assert str(caught.value).isprintable()
    assert "<?xml" not in str(caught.value)


@pytest.mark.parametrize(
    ("seen", "version"),
    [
        ({"e_tag": '"a"', "version": None}, {"e_tag": '"a"'}),
        ({"e_tag": None, "version": "7"}, {"version": "7"}),
        ({"e_tag": '"a"', "version": "7"}, {"e_tag": '"a"', "version": "7"}),
        ({"e_tag": None, "version": None}, {}),
    ],
)
def test_a_store_is_told_what_it_told(seen: PutResult, version: UpdateVersion) -> None:
    assert _version(seen) == version


def test_a_fault_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("obstore.store.from_url", lambda *_args, **_options: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        publish_objects(OLD, ADDRESS)


def test_without_obstore_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "obstore.exceptions", None)
    with pytest.raises(MissingExtraError, match=r"kzeu-timeline\[cloud\]"):
        publish_objects(OLD, ADDRESS)


def test_nothing_is_asked_of_a_store_for_a_site_that_is_wrong(store: Store) -> None:
    with pytest.raises(ExportError, match="no path of a site"):
        publish_objects({"../x": OLD["index.html"]}, ADDRESS)
    assert store.requests == []


def test_the_manifest_says_what_there_is(store: Store) -> None:
    publish_objects(site(a="1"), ADDRESS)
    files = json.loads(store.content(f"eu/{NAME}"))["files"]
    assert files["feeds/a.ics"] == {
        "sha256": "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b",
        "media_type": "text/calendar; charset=utf-8",
        "cache_control": "public, max-age=3600, stale-if-error=604800",
        "e_tag": '"c4ca4238a0b923820dcc509a6f75849b"',
    }
    assert list(files) == ["feeds/a.ics", "index.html"]


def test_an_endpoint_without_tls_says_what_it_needs(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ALLOW_HTTP")
    with pytest.raises(ExportError, match=r"^can't publish \(an endpoint without TLS needs AWS_ALLOW_HTTP=true\): "):
        publish_objects(site(a="1"), ADDRESS)


def test_who_has_no_credentials_is_told_so() -> None:
    """Without them obstore asks the metadata service that clouds have at this address, and tells of that alone."""
    line = "Error performing PUT http://169.254.169.254/latest/api/token in 1ms - timeout"
    assert _first_line(OSError(line)).startswith("no credentials: AWS_ACCESS_KEY_ID is not set")
