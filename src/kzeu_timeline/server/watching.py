"""When what is served is made anew: the seeds have changed, the day has, or somebody has asked for it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Final

import attrs

from kzeu_timeline.exceptions import KzeuTimelineError
from kzeu_timeline.server.application import Application
from kzeu_timeline.server.published import Published

SECONDS: Final = 2.0
"""Between two looks at the seeds."""


def fingerprint(paths: Iterable[Path]) -> tuple[tuple[str, int, int], ...]:
    """The names, sizes and times of these TOML files, and of all in these folders; what can't be read is not there."""
    found = []
    for file in chain.from_iterable(map(_files, paths)):
        with suppress(OSError):
            state = file.stat()
            found.append((str(file), state.st_size, state.st_mtime_ns))
    return tuple(sorted(found))


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    for place, _, names in os.walk(path):
        yield from (Path(place, name) for name in names if name.endswith(".toml"))


Say = Callable[[str], object]
"""Takes a line for the people who run the server."""


@attrs.frozen
class Origin:
    """Where what is served comes from.

    ``publish`` makes it, with what was served before at hand; ``seen`` is what can be seen of it at a glance, equal as
    long as nothing has changed.
    """

    publish: Callable[[Published | None], Published]
    seen: Callable[[], object]


async def watch(application: Application, origin: Origin, served: object, asked: asyncio.Event, say: Say) -> None:
    """Replace what *application* serves when its origin changes, and then stays for one look, or when it is *asked*.

    *served* is what was seen of the origin before that was made which is served now.
    It is made in a thread; if it can't be, the old stays and the reasons are said.
    """
    last = served
    while True:
        with suppress(TimeoutError):
            await asyncio.wait_for(asked.wait(), SECONDS)
        now = await asyncio.to_thread(origin.seen)
        if asked.is_set() or (now == last != served):
            asked.clear()
            served = now
            await _replace(application, origin, say)
        last = now


async def _replace(application: Application, origin: Origin, say: Say) -> None:
    try:
        published = await asyncio.to_thread(origin.publish, application.published)
    except Exception as error:  # noqa: BLE001 - not even a fault of ours may leave subscribers without a calendar
        application.current = False
        reasons = str(error) if isinstance(error, KzeuTimelineError) else repr(error)
        say(f"what was served before is still served: {reasons}")
    else:
        application.published, application.current = published, True
        say("what is served was made anew")
