"""The browser that other tests look through sees what it is for; else their pages would be faultless unseen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.clients.browser import WITHOUT_SCRIPTS, Pages, leaves
from tests.clients.sites import Site

pytestmark = pytest.mark.clients

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A page</title>{head}</head>
<body><main><h1>A page</h1>{body}</main></body></html>"""

POLICY = '<meta http-equiv="Content-Security-Policy" content="{}">'


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    def write(body: str = "", head: str = "") -> Path:
        file = tmp_path / "page.html"
        file.write_text(PAGE.format(body=body, head=head), "utf-8")
        return file

    return write


def test_a_page_without_fault_has_none(
    open_page: Pages, axe: Callable[[Page], list[str]], written: Callable[..., Path]
) -> None:
    assert axe(open_page(written("<p>Text</p>"))) == []


FAULTS = {
    "image-alt": '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">',
    "color-contrast": '<p style="color: #aaa; background: #fff">Text</p>',
    "label": "<input>",
    "target-size": '<button style="width: 9px; height: 9px; padding: 0">a</button>' * 2,
    "region": "</main><p>Text</p><main>",
}


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize(("rule", "body"), FAULTS.items(), ids=FAULTS)
def test_what_keeps_people_out_is_found_and_told(
    open_page: Pages,
    axe: Callable[[Page], list[str]],
    written: Callable[..., Path],
    rule: str,
    body: str,
    javascript: bool,
) -> None:
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    page = open_page(written(body, POLICY.format(policy)), javascript=javascript)
    found = axe(page)
    assert rule in [each.split()[0] for each in found]
    assert page.evaluate(WITHOUT_SCRIPTS) is not javascript


COMPLAINTS = {
    "console": ("<script>console.error('wrong')</script>", "console: wrong"),
    "script": ("<script>throw new RangeError('wrong')</script>", "script: wrong"),
    "promise": ("<script>Promise.reject(new Error('wrong'))</script>", "script: wrong"),
    "image": ('<img alt="" src="http://other.example/a.png">', "leaves: http://other.example/a.png"),
    "style": ('<link rel="stylesheet" href="http://127.0.0.1:1/a.css">', "leaves: http://127.0.0.1:1/a.css"),
    "frame": ('<iframe src="https://other.example/"></iframe>', "leaves: https://other.example/"),
    "fetch": ("<script>fetch('https://other.example/').catch(() => 0)</script>", "leaves: https://other.example/"),
    "beacon": ("<script>navigator.sendBeacon('https://other.example/')</script>", "leaves: https://other.example/"),
    "socket": ("<script>new WebSocket('wss://other.example/')</script>", "leaves: wss://other.example/"),
    "refresh": ('<meta http-equiv="refresh" content="0; url=http://other.example/">', "leaves: http://other.example/"),
    "policy": (
        POLICY.format("script-src 'none'") + "<script>1</script>",
        "console: ",
    ),
}


@pytest.mark.parametrize(("body", "complaint"), COMPLAINTS.values(), ids=COMPLAINTS)
def test_what_a_page_complains_of_and_whom_it_asks_is_kept(
    open_page: Pages, written: Callable[..., Path], body: str, complaint: str
) -> None:
    page = open_page(written(body))

    def is_kept() -> bool:
        return any(each.startswith(complaint) for each in open_page.complaints)

    for _ in range(500):
        if not is_kept():
            page.wait_for_timeout(20)
    assert is_kept(), open_page.complaints
    open_page.close()
    open_page.complaints.clear()


def test_the_server_is_no_stranger_to_its_pages(served: Site, open_page: Pages) -> None:
    page = open_page(served.at("/index.kk.html"), locale="kk")
    assert page.locator("html").get_attribute("lang") == "kk"
    assert page.evaluate("navigator.language") == "kk"


def test_a_window_is_as_it_was_asked_for(open_page: Pages, written: Callable[..., Path]) -> None:
    page = open_page(written(), width=320, height=640, theme="dark", reduced_motion=True)
    assert page.evaluate("[innerWidth, innerHeight]") == [320, 640]
    asked = ("(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)")
    assert all(page.evaluate("query => matchMedia(query).matches", query) for query in asked)


def test_without_javascript_none_runs(open_page: Pages, written: Callable[..., Path]) -> None:
    page = open_page(written("<noscript>Plain</noscript><script>document.title = 'Script'</script>"), javascript=False)
    assert page.title() == "A page"
    assert page.locator("noscript").is_visible()


@pytest.mark.parametrize(
    ("url", "stranger"),
    [
        ("http://127.0.0.1:80/b", False),
        ("http://127.0.0.1:81/a", True),
        ("https://127.0.0.1:80/a", True),
        ("http://localhost:80/a", True),
        ("data:text/plain,a", False),
        ("file:///a", True),
    ],
)
def test_an_origin_is_a_scheme_a_host_and_a_port(url: str, stranger: bool) -> None:
    assert leaves(url, "http://127.0.0.1:80/a") is stranger
