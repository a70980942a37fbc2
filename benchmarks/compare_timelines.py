"""The record in other people's timelines: what they need, how long they take, what axe-core says; and three dates.

Run from the checkout: ``python -m benchmarks.compare_timelines``. The rivals are installed into build/rivals, the pages
and screenshots are written to build/comparison, and the table of docs/comparison.md is printed.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Final, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright
from tests.clients import install
from tests.clients.browser import ARGUMENTS, executable, violations

from kzeu_timeline import Entry, Event, Source, Statement, Timeline, load, to_html, to_mermaid, to_svg, to_timelinejs
from kzeu_timeline.sentences import when_text

ROOT: Final = Path(__file__).parents[1]
RIVALS: Final = ROOT / "build" / "rivals"
PAGES: Final = ROOT / "build" / "comparison"
MODULES: Final = RIVALS / "node_modules"
VERSIONS: Final = {
    "@knight-lab/timelinejs": "3.9.11",
    "@markwhen/parser": "0.15.1",  # the one that this view is built with
    "@markwhen/timeline": "1.4.5",
    "mermaid": "11.17.2",
    "vis-timeline": "8.5.4",
}
RUNS: Final = 7
TODAY: Final = dt.date(2025, 12, 3)
DATES: Final = {
    "month": ("2025-11", "2025-11-20", "2025-12-10"),
    "on-or-before": ("[..2025-12-02]", "2025-11-20", "2025-12-10"),
    "one-of": ("[2011-05-11,2011-05-24]", "2011-05-18", "2011-06-10"),
}

HEAD: Final = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The record</title>'
DRAWN: Final = "requestAnimationFrame(() => requestAnimationFrame(() => { window.drawn = performance.now() }))"
"""What a page does when its tool says that it is ready: two frames later all is on the screen."""

WHEN_LOADED: Final = f"<script>addEventListener('load', () => {DRAWN})</script>"


STOPS: Final = "[...document.querySelectorAll('*')].filter(each => each.tabIndex >= 0 && each.checkVisibility()).length"
"""How many elements the Tab key may reach."""


class Tool(NamedTuple):
    """A tool, the page in which it draws entries, and the files of script and style that it needs for that."""

    name: str
    page: Callable[[Timeline], str]
    files: Callable[[], Iterable[Path]] = lambda: ()


# Ours


def our_page(entries: Timeline) -> str:
    return to_html(entries, language="en", today=TODAY)


def our_picture(entries: Timeline) -> str:
    picture = to_svg(entries, language="en", today=TODAY)
    return f"{HEAD}{WHEN_LOADED}</head><body><main><h1>The record</h1>{picture}</main></body></html>"


# Theirs


def linked(files: Iterable[Path]) -> str:
    return "".join(
        f'<link rel="stylesheet" href="{file.as_uri()}">'
        if file.suffix == ".css"
        else f'<script src="{file.as_uri()}"></script>'
        for file in files
    )


def data(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return text.replace("<", "\\u003c")


def timelinejs_files() -> list[Path]:
    home = MODULES / "@knight-lab" / "timelinejs" / "dist"
    return [home / "css" / "timeline.css", home / "js" / "timeline.js"]


def timelinejs(entries: Timeline) -> str:
    return f"""{HEAD}{linked(timelinejs_files())}</head><body><main><h1>The record</h1>
<div id="timeline" style="height: 700px"></div></main><script>
const story = {data(to_timelinejs(entries, language="en"))}
const made = new TL.Timeline("timeline", story, {{font: null, start_at_slide: 1}})
made.on("ready", () => {DRAWN})
</script></body></html>"""


def mermaid_files() -> list[Path]:
    return [MODULES / "mermaid" / "dist" / "mermaid.min.js"]


def mermaid(entries: Timeline) -> str:
    return f"""{HEAD}{linked(mermaid_files())}</head><body><main><h1>The record</h1>
<pre class="mermaid">{escape(to_mermaid(entries, language="en"))}</pre></main><script>
mermaid.initialize({{startOnLoad: false}})
mermaid.run().then(() => {DRAWN})
</script></body></html>"""


def bounds(entry: Entry) -> tuple[str, str | None]:
    """The first possible day and the day after the last; the one bound that there is, and None."""
    first, last = entry.earliest, entry.latest
    if first is None or last is None:
        return str(first or last), None
    return str(first), None if first == last else str(last + dt.timedelta(days=1))


def vis_files() -> list[Path]:
    home = MODULES / "vis-timeline"
    return [
        home / "styles" / "vis-timeline-graph2d.min.css",
        home / "standalone" / "umd" / "vis-timeline-graph2d.min.js",
    ]


def vis(entries: Timeline) -> str:
    tracks = {entry.track.slug: entry.track.title.best("en") for entry in entries if entry.track}
    groups = [{"id": slug, "content": escape(title)} for slug, title in tracks.items()] + [{"id": "", "content": ""}]
    items = []
    for entry in entries:
        start, end = bounds(entry)
        title = escape(f"{when_text(entry.when, 'en')} · {entry.title.best('en')}")
        item = {"id": entry.slug, "content": title, "start": start, "group": entry.track.slug if entry.track else ""}
        items.append(item | ({"end": end, "type": "range"} if end else {"type": "point"}))
    return f"""{HEAD}{linked(vis_files())}</head><body><main><h1>The record</h1><div id="timeline"></div></main><script>
const made = new vis.Timeline(document.getElementById("timeline"), {data(items)}, {data(groups)}, {{}})
made.once("changed", () => {DRAWN})
</script></body></html>"""


def markwhen_files() -> list[Path]:
    return [MODULES / "@markwhen" / "timeline" / "dist" / "index.html"]


def markwhen_text(entries: Timeline) -> str:
    lines = ["title: The record", ""]
    for entry in entries:
        start, _ = bounds(entry)
        edtf = entry.when.edtf
        plain = "[" not in edtf and ".." not in edtf
        last = f"/{entry.latest}" if entry.earliest and entry.latest and entry.earliest != entry.latest else ""
        date = edtf.rstrip("~?") if plain else f"{start}{last}"
        lines.append(f"{date}: {when_text(entry.when, 'en')} · {' '.join(entry.title.best('en').split())}")
    return "\n".join(lines)


def markwhen(entries: Timeline) -> str:
    """Its view is one page, into which its own parser's view of the text is put."""
    parser = MODULES / "@markwhen" / "parser" / "lib" / "index.js"
    program = f"""import {{parse}} from {json.dumps(parser.as_uri())}
    let text = ""
    for await (const chunk of process.stdin) text += chunk
    const {{cache, parser, ...parsed}} = parse(text)
    process.stdout.write(JSON.stringify({{rawText: text, parsed, transformed: parsed.events}}))"""
    text = markwhen_text(entries)
    node = shutil.which("node") or "node"
    run = subprocess.run(
        [node, "--input-type=module", "-e", program], input=text, capture_output=True, encoding="utf-8", check=True
    )
    view = markwhen_files()[0].read_text("utf-8")
    state = f"<script>window.__markwhen_initial_state = {data(run.stdout)}</script>"
    return view.replace("<head>", f"<head>{state}{WHEN_LOADED}", 1)


def altair_files() -> list[Path]:
    import vl_convert

    bundle = PAGES / "vega-embed.js"
    if not bundle.is_file():
        bundle.write_text(vl_convert.javascript_bundle(), "utf-8")
    return [bundle]


def altair(entries: Timeline) -> str:
    """A bar over all possible days, and a dot where the first of them is."""
    import altair as alt

    rows = []
    for entry in entries:
        start, end = bounds(entry)
        title = f"{when_text(entry.when, 'en')} · {entry.title.best('en')}"
        rows.append({"title": title, "start": start, "end": end or start, "track": entry.track and entry.track.slug})
    base = alt.Chart(alt.Data(values=rows)).encode(y=alt.Y("title:N", sort=None, title=None), color="track:N")
    bars = base.mark_bar().encode(x=alt.X("start:T", title=None), x2="end:T", tooltip=["title:N", "start:T", "end:T"])
    chart = (bars + base.mark_point(filled=True).encode(x="start:T")).properties(width=700)
    return f"""{HEAD}{linked(altair_files())}</head><body><main><h1>The record</h1><div id="chart"></div></main><script>
vegaEmbed("#chart", {data(chart.to_dict())}, {{mode: "vega-lite", renderer: "svg", actions: false}}).then(() => {DRAWN})
</script></body></html>"""


TOOLS: Final = (
    Tool("kzeu-timeline, page", our_page),
    Tool("kzeu-timeline, picture", our_picture),
    Tool("TimelineJS", timelinejs, timelinejs_files),
    Tool("vis-timeline", vis, vis_files),
    Tool("Markwhen", markwhen, markwhen_files),
    Tool("Mermaid", mermaid, mermaid_files),
    Tool("Vega-Altair", altair, altair_files),
)


class Found(NamedTuple):
    """What was found of a tool; sizes in bytes."""

    code: int
    whole: int
    packed: int
    milliseconds: float
    faults: list[str]
    stops: int


def code_of(tool: Tool, page: str) -> int:
    """Script and style, in files or in the page; not what is data."""
    inline = re.findall(r"<(?:script(?![^>]*json)|style)[^>]*>(.*?)</(?:script|style)>", page, re.DOTALL)
    files = list(tool.files())
    return sum(file.stat().st_size for file in files) if files else sum(len(text.encode()) for text in inline)


def whole_of(tool: Tool, page: str) -> list[bytes]:
    own = [] if tool.name == "Markwhen" else [file.read_bytes() for file in tool.files()]  # its page is its file
    return [page.encode(), *own]


def drawn(browser: Browser, file: Path, height: int = 900) -> Page:
    # Our page allows no script but its own, and so not the one that watches here.
    context = browser.new_context(viewport={"width": 1280, "height": height}, reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_function("window.drawn", timeout=120_000)
    return page


def probes() -> Iterator[tuple[str, Timeline]]:
    """The dates that the comparison is about, each beside days that are known."""
    source = Source(slug="source", publisher="Source", published="2025-12-02")
    for name, whens in DATES.items():
        entries = []
        for number, when in enumerate(whens):
            statement = Statement(source=source, when=when)
            title = {"en": f"Meeting {number + 1}"}
            entries.append(Event(slug=f"meeting-{number + 1}", kind="meeting", title=title, statements=[statement]))
        yield name, Timeline(entries)


def looked_at(page: Page, file: Path) -> None:
    page.wait_for_timeout(1_000)
    if "markwhen" in file.name:  # it opens at today's date, and has a button that brings all entries into view
        page.mouse.click(108, page.viewport_size["height"] - 14 if page.viewport_size else 0)
        page.wait_for_timeout(1_000)
    page.screenshot(path=file.with_suffix(".png"))


def measured(browser: Browser, tools: Iterable[Tool]) -> dict[str, Found]:
    record, files = load().timeline(), {}
    for tool in tools:
        files[tool] = PAGES / f"{slugged(tool.name)}-record.html"
        files[tool].write_text(made_by(tool, record), "utf-8")
    times: dict[Tool, list[float]] = {tool: [] for tool in files}
    for _ in range(RUNS):
        for tool, file in files.items():
            page = drawn(browser, file)
            times[tool].append(page.evaluate("window.drawn"))
            page.context.close()
    found = {}
    for tool, file in files.items():
        page, text = drawn(browser, file), file.read_text("utf-8")
        looked_at(page, file)
        parts = whole_of(tool, text)
        found[tool.name] = Found(
            code=code_of(tool, text),
            whole=sum(map(len, parts)),
            packed=sum(len(gzip.compress(part, 9, mtime=0)) for part in parts),
            milliseconds=statistics.median(times[tool]),
            faults=violations(page),
            stops=page.evaluate(STOPS),
        )
        page.context.close()
    return found


def made_by(tool: Tool, entries: Timeline) -> str:
    page = tool.page(entries)
    return page if "window.drawn" in page else page.replace("</body>", f"{WHEN_LOADED}</body>", 1)


def slugged(name: str) -> str:
    return re.sub(r"[^a-z]+", "-", name.lower()).strip("-")


def main() -> int:
    if told := install.npm() or rivals():
        print(told)
        return 1
    PAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        found = measured(browser, TOOLS)
        for name, entries in probes():
            for tool in TOOLS:
                file = PAGES / f"{slugged(tool.name)}-{name}.html"
                file.write_text(made_by(tool, entries), "utf-8")
                page = drawn(browser, file, 700)
                looked_at(page, file)
                page.context.close()
        browser.close()
    print("| | script and style | whole page, packed | drawn after | axe-core: rules broken, elements | tab stops |")
    print("|---|---|---|---|---|---|")
    for name, each in found.items():
        elements = sum(fault.count("\n") for fault in each.faults)
        print(
            f"| {name} | {each.code / 1000:,.0f} kB | {each.whole / 1000:,.0f} kB, {each.packed / 1000:,.0f} kB"
            f" | {each.milliseconds:,.0f} ms | {len(each.faults)}, {elements} | {each.stops} |"
        )
    for name, each in found.items():
        for fault in each.faults:
            print(f"{name}: {fault.splitlines()[0]}: {fault.count(chr(10))}")
    return 0


def rivals() -> str | None:
    """Why the rivals can't be had; None if they are there."""
    RIVALS.mkdir(parents=True, exist_ok=True)
    wanted = json.dumps({"private": True, "dependencies": VERSIONS})
    package = RIVALS / "package.json"
    if package.is_file() and package.read_text("utf-8") == wanted and MODULES.is_dir():
        return None
    package.write_text(wanted, "utf-8")
    shutil.rmtree(MODULES, ignore_errors=True)
    flags = ("--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
    return install.complaint(["npm", "install", "--prefix", str(RIVALS), *flags])


if __name__ == "__main__":
    sys.exit(main())
