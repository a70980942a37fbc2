"""Pages in headless Chromium, watched: what a page complains of, and every request that leaves where it came from.

A test asks for the fixture ``open_page``, a :class:`Pages`; at its end there must be no complaint. No request reaches
any other machine, for Chromium finds none. ``axe`` is what axe-core finds against WCAG 2.2 AA and its best practices.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, Final, Literal, Self
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, WebError, WebSocket

from tests.clients import install

ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)

AXE: Final = install.FOLDER / "node_modules" / "axe-core" / "axe.min.js"

RULES: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""The tags of the rules that a page must keep; axe-core has more, for AAA and for what is only tried."""

WITHOUT_SCRIPTS: Final = """{
    const probe = document.createElement("div")
    probe.innerHTML = "<noscript><b></b></noscript>"
    probe.querySelector("b") !== null
}"""
"""Whether the page has no JavaScript: only then is there anything in a ``noscript``."""

SOON: Final = "setTimeout = (step, delay) => { if (!delay) Promise.resolve().then(step) }; 0"
"""Where a page has no JavaScript, no timer of the debugger's runs either; axe-core takes its steps by them."""

INSIDE: Final = ("data", "blob", "about")
"""Schemes by which nothing is asked of anybody."""


def executable() -> str | None:
    """Where Chromium is on this machine."""
    return next(filter(None, map(shutil.which, install.BROWSERS)), None)


class Pages:
    """Opens pages, each in a window of its own that shares nothing with the others, and keeps what went wrong there."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.windows: list[BrowserContext] = []
        self.complaints: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every window; after that nothing more is complained of."""
        while self.windows:
            self.windows.pop().close()

    def __call__(
        self,
        where: str | Path,
        *,
        width: int = 1280,
        height: int = 800,
        theme: Literal["light", "dark"] = "light",
        javascript: bool = True,
        reduced_motion: bool = True,
        locale: str = "en",
    ) -> Page:
        """Open a file or an address, and wait until it is loaded; sizes are CSS pixels."""
        address = where.resolve().as_uri() if isinstance(where, Path) else where
        window = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=theme,
            java_script_enabled=javascript,
            reduced_motion="reduce" if reduced_motion else "no-preference",
            locale=locale,
        )
        self.windows.append(window)
        self._watch(window, address)
        page = window.new_page()
        page.set_default_timeout(4000)
        page.goto(address)
        return page

    def _watch(self, window: BrowserContext, address: str) -> None:
        def said(message: ConsoleMessage) -> None:
            if message.type in {"error", "assert"}:
                self.complaints.append(f"console: {message.text}")

        def raised(error: WebError) -> None:
            self.complaints.append(f"script: {error.error}")

        def asked(request: Request) -> None:
            if leaves(request.url, address):
                self.complaints.append(f"leaves: {request.url}")

        def connected(socket: WebSocket) -> None:
            if leaves(socket.url.replace("ws", "http", 1), address):
                self.complaints.append(f"leaves: {socket.url}")

        window.on("console", said)
        window.on("weberror", raised)
        window.on("request", asked)
        window.on("page", lambda page: page.on("websocket", connected))


def leaves(url: str, address: str) -> bool:
    """Whether what is asked for is elsewhere than the page: another scheme, host or port."""
    asked, own = urlsplit(url), urlsplit(address)
    return asked.scheme not in INSIDE and (asked.scheme, asked.netloc) != (own.scheme, own.netloc)


def violations(page: Page) -> list[str]:
    """What axe-core finds on a page as it is now: rule, severity, what is wanted, and each element with what it lacks.

    It is evaluated by the debugger, which neither a content security policy nor a lack of JavaScript keeps from it.
    """
    session = page.context.new_cdp_session(page)

    def evaluated(expression: str) -> Any:
        asked = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        answer = session.send("Runtime.evaluate", asked)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    # Nothing is to be loaded: what the page has, it has.
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"], "preload": False}
    if evaluated(WITHOUT_SCRIPTS):
        evaluated(SOON)
    if evaluated("typeof axe") == "undefined":
        evaluated(AXE.read_text("utf-8") + ";0")
    found = evaluated(f"axe.run(document, {json.dumps(options)}).then(found => found.violations)")
    session.detach()
    return [_told(violation) for violation in found]


def _told(violation: dict[str, Any]) -> str:
    nodes = [
        f"\n  {' '.join(map(str, node['target']))}: {' '.join(node['failureSummary'].split())}"
        for node in violation["nodes"]
    ]
    return f"{violation['id']} ({violation['impact']}): {violation['help']}{''.join(nodes)}"
