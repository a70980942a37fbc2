"""The process around the application: a socket, signals, and an end that cuts no response."""

from __future__ import annotations

import asyncio
import gc
import resource
import signal
import socket
from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import attrs

from kzeu_timeline.exceptions import KzeuTimelineError, MissingExtraError, quoted
from kzeu_timeline.server.application import Application
from kzeu_timeline.server.published import Published
from kzeu_timeline.server.watching import Origin, Say, watch

if TYPE_CHECKING:
    from granian.server.embed import Server

SLOWEST_HEADER: Final = 5_000
"""Milliseconds that a client has for the head of a request, and may stay connected without one."""

MOST_CONNECTIONS: Final = 8_000
"""At once; slow clients are cut off long before there are so many of them."""

GRACE: Final = 30.0
"""Seconds that the responses which are on their way have, once the server is told to stop."""

_STDERR: Final = {"class": "logging.StreamHandler", "formatter": "generic"}


@attrs.frozen
class Place:
    """Where a server listens: *shared* is whether others may at the same port, each getting some of the connections."""

    host: str
    port: int
    shared: bool = False


def run(
    origin: Origin, place: Place, *, ready: Callable[[Published], object], say: Say, log: Say | None = None
) -> None:
    """Serve what *origin* is until SIGTERM or SIGINT; at SIGHUP, and when it has changed, what it is then.

    *ready* is given what is served first, *say* is told what happens, *log* is given a line for each response.
    Raises :class:`~kzeu_timeline.MissingExtraError` without granian, :class:`~kzeu_timeline.KzeuTimelineError` if
    nothing can listen there, and what ``origin.publish`` raises.
    """
    if find_spec("granian") is None:
        raise MissingExtraError("serving needs the extra `serve`: pip install 'kzeu-timeline[serve]'")
    if not place.shared:
        _check_free(place)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # whoever asks for the latest while it is being made gets it anyway
    seen = origin.seen()
    application = Application(origin.publish(None), log=log)
    ready(application.published)
    gc.freeze()  # the record is here to stay: a collector that walks through it makes everybody wait
    asyncio.run(_serve(application, _server(application, place), origin, seen, say))


async def _serve(application: Application, server: Server, origin: Origin, seen: object, say: Say) -> None:
    loop, asked, ended = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()
    loop.add_signal_handler(signal.SIGHUP, asked.set)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    serving, ending = asyncio.create_task(server.serve()), asyncio.create_task(ended.wait())
    beside = (
        asyncio.create_task(watch(application, origin, seen, asked, say)),
        asyncio.create_task(asyncio.to_thread(application.published.compress)),
    )
    await asyncio.wait({serving, ending}, return_when=asyncio.FIRST_COMPLETED)
    server.stop()  # type: ignore[no-untyped-call]
    _, late = await asyncio.wait({serving}, timeout=GRACE)
    for task in (ending, *beside):
        task.cancel()
    if late:
        say("some clients took too long over their responses")
    else:
        serving.result()


def _server(application: Application, place: Place) -> Server:
    from granian.constants import HTTPModes, Interfaces  # noqa: PLC0415 - only the extra `serve` brings it
    from granian.http import HTTP1Settings  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415
    from granian.server.embed import Server  # noqa: PLC0415

    return Server(
        application,
        place.host,
        place.port,
        interface=Interfaces.ASGINL,
        http=HTTPModes.http1,
        websockets=False,
        backlog=1024,
        backpressure=_most_connections(),
        http1_settings=HTTP1Settings(header_read_timeout=SLOWEST_HEADER, max_buffer_size=64 * 1024),
        log_level=LogLevels.error,
        log_dictconfig={"handlers": dict.fromkeys(("console", "access"), _STDERR)},
    )


def _check_free(place: Place) -> None:
    """Granian shares a port with whoever has it already, without a word."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except OSError as error:
        raise KzeuTimelineError(f"can't listen ({error.strerror}): {quoted(f'{place.host}:{place.port}')}") from None


def _most_connections() -> int:
    """As many as the process may have files open, less some for itself; that is raised as far as it goes."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + 100 if hard == resource.RLIM_INFINITY else min(MOST_CONNECTIONS + 100, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(wanted, resource.getrlimit(resource.RLIMIT_NOFILE)[0]), hard))
    return max(wanted - 100, 64)
