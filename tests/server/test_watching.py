"""Watching the seeds: what is served changes when they do, once, and stays when they are broken."""

from __future__ import annotations

import asyncio
import os

import pytest

from kzeu_timeline import KzeuTimelineError
from kzeu_timeline.server import watching
from kzeu_timeline.server.application import Application
from kzeu_timeline.server.watching import Origin, fingerprint, watch
from tests.readers.folders import EVENTS, write
from tests.server.asking import FEED, SITE, ask, published


def test_a_fingerprint_changes_with_names_sizes_and_times(tmp_path):
    folder = write(tmp_path / "seeds")
    seen = [fingerprint([folder])]
    assert fingerprint([folder]) == seen[0]
    file = folder / EVENTS
    file.write_text(f"{file.read_text()}# more\n")
    seen.append(fingerprint([folder]))
    os.utime(file, ns=(0, 0))
    seen.append(fingerprint([folder]))
    file.rename(file.with_name("2024.toml"))
    seen.append(fingerprint([folder]))
    (folder / "events" / ".2024.toml.swp").write_text("an editor's own")
    assert fingerprint([folder]) == seen[-1]
    assert len(set(seen)) == 4
    assert fingerprint([tmp_path / "nowhere"]) == ()


class Seeds:
    """An origin under the test's control: each call of *then* is made after so many looks at it."""

    def __init__(self, *states, error=None):
        self.states, self.error = [*states], error
        self.last, self.made = None, []
        self.over = asyncio.Event()

    def seen(self):
        self.last = self.states.pop(0) if self.states else self.last
        if not self.states:
            self.loop.call_soon_threadsafe(self.over.set)
        return self.last

    def publish(self, previous):
        self.made.append(self.last)
        if self.error and self.last == "broken":
            raise self.error
        return published({**SITE, "robots.txt": SITE["timeline.json"]}, previous)


def watched(monkeypatch, seeds, *, asked=False):
    """The application after the watcher has seen all states, and what it said."""
    monkeypatch.setattr(watching, "SECONDS", 0.001)
    said, application = [], Application(published())

    async def until_over():
        seeds.loop = asyncio.get_running_loop()
        event = asyncio.Event()
        if asked:
            event.set()
        watcher = asyncio.create_task(watch(application, Origin(seeds.publish, seeds.seen), "old", event, said.append))
        await asyncio.wait_for(seeds.over.wait(), 30)
        await asyncio.sleep(0.1)
        watcher.cancel()
        await asyncio.gather(watcher, return_exceptions=True)

    asyncio.run(until_over())
    return application, said


def test_what_stays_is_made_once(monkeypatch):
    seeds = Seeds("old", "old", "half", "new", "new", "new")
    application, said = watched(monkeypatch, seeds)
    assert seeds.made == ["new"], "while files are still being written nothing is read"
    assert application.published.contents["robots.txt"].file.content == SITE["timeline.json"].content
    assert said == ["what is served was made anew"]


def test_nothing_is_made_of_what_has_not_changed(monkeypatch):
    seeds = Seeds(*["old"] * 5)
    before, said = watched(monkeypatch, seeds)
    assert (seeds.made, said) == ([], [])
    assert before.current


def test_it_is_made_when_asked_for(monkeypatch):
    seeds = Seeds(*["old"] * 3)
    watched(monkeypatch, seeds, asked=True)
    assert seeds.made == ["old"]


@pytest.mark.parametrize("error", [KzeuTimelineError("a fault in the seeds"), ZeroDivisionError("a fault of ours")])
def test_what_is_broken_leaves_what_was_served(monkeypatch, error):
    application, said = watched(monkeypatch, Seeds("old", "broken", "broken", "broken", error=error))
    assert ask("/robots.txt", application=application).body == SITE["robots.txt"].content
    assert not application.current
    assert b'"current": false' in ask("/health", application=application).body
    (line,) = said
    assert "still served" in line
    assert str(error) in line
    mended, said = watched(monkeypatch, Seeds("old", "broken", "broken", "mended", "mended", error=error))
    assert mended.current
    assert len(said) == 2


def test_what_has_not_changed_is_not_compressed_again():
    first = published()
    first.compress()
    second = published({**SITE, "robots.txt": SITE["timeline.json"]}, first)
    kept = [path for path in SITE if first.contents[path] is second.contents[path]]
    assert sorted({*SITE} - {*kept}) == ["robots.txt"]
    assert ask(f"{FEED}.ics", application=Application(second)).status == 200
