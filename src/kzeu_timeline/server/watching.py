"""When what is served is made anew: the seeds have changed, the day has, or somebody has asked for it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from kzeu_timeline.exceptions import KzeuTimelineError
from kzeu_timeline.server.application import Application
from kzeu_timeline.server.published import Published

SECONDS: Final = 2.0
"""Between two looks at the folders."""


def fingerprint(folders: Iterable[Path]) -> tuple[tuple[str, int, int], ...]:
    """The names, sizes and times of all TOML files in these folders; what can't be read is not there."""
    found = []
    for folder in folders:
        for place, _, names in os.walk(folder):
            for name in names:
                if name.endswith(".toml"):
                    try:
                        state = Path(place, name).stat()
                    except OSError:
                        continue
                    found.append((f"{place}/{name}", state.st_size, state.st_mtime_ns))
    return tuple(sorted(found))


async def watch(
    application: Application,
    publish: Callable[[Published], Published],
    seen: Callable[[], object],
    asked: asyncio.Event,
    say: Callable[[str], object],
) -> None:
    """Replace what *application* serves whenever what is *seen* changes and then stays for a look, or it is *asked*.

    *publish* makes the new of the old, in a thread; if it can't, the old stays and its reasons are said.
    """
    served = last = await asyncio.to_thread(seen)
    while True:
        try:
            await asyncio.wait_for(asked.wait(), SECONDS)
        except TimeoutError:
            pass
        now = await asyncio.to_thread(seen)
        if asked.is_set() or (now == last != served):
            asked.clear()
            served = now
            await _replace(application, publish, say)
        last = now


async def _replace(
    application: Application, publish: Callable[[Published], Published], say: Callable[[str], object]
) -> None:
    try:
        published = await asyncio.to_thread(publish, application.published)
    except KzeuTimelineError as error:
        application.current = False
        say(f"what was served before is still served: {error}")
    except Exception as error:  # noqa: BLE001 - a fault of ours is no reason to leave subscribers without a calendar
        application.current = False
        say(f"what was served before is still served: {error!r}")
    else:
        application.published, application.current = published, True
        say("what is served was made anew")
