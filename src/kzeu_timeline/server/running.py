"""The process around the application: a socket, signals, and an end that cuts no response."""

from __future__ import annotations

import asyncio
import resource
import signal
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from kzeu_timeline.exceptions import KzeuTimelineError, MissingExtraError, quoted
from kzeu_timeline.server.application import Application
from kzeu_timeline.server.published import Published
from kzeu_timeline.server.watching import watch

if TYPE_CHECKING:
    from granian.server.embed import Server

SLOWEST_HEADER: Final = 5_000
"""Milliseconds that a client has for the head of a request, and may stay connected without one."""

MOST_CONNECTIONS: Final = 8_000
"""At once; slow clients are cut off long before there are so many of them."""

GRACE: Final = 30.0
"""Seconds that the responses which are on their way have, once the server is told to stop."""


def run(
    published: Published,
    *,
    publish: Callable[[Published], Published],
    seen: Callable[[], object],
    host: str,
    port: int,
    say: Callable[[str], object],
    log: Callable[[str], object] | None = None,
) -> None:
    """Serve until SIGTERM or SIGINT; SIGHUP, and whatever changes what is *seen*, has it *publish* anew.

    Raises :class:`~kzeu_timeline.MissingExtraError` without granian, and :class:`~kzeu_timeline.KzeuTimelineError`
    if nothing can listen there.
    """
    application = Application(published, log=log)
    server = _server(application, host, port)
    asyncio.run(_serve(application, server, publish, seen, say))


async def _serve(
    application: Application,
    server: Server,
    publish: Callable[[Published], Published],
    seen: Callable[[], object],
    say: Callable[[str], object],
) -> None:
    loop, asked, ended = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()
    loop.add_signal_handler(signal.SIGHUP, asked.set)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    serving = asyncio.create_task(server.serve())
    beside = [
        asyncio.create_task(watch(application, publish, seen, asked, say)),
        asyncio.create_task(asyncio.to_thread(application.published.compress)),
        asyncio.create_task(ended.wait()),
    ]
    await asyncio.wait({serving, beside[-1]}, return_when=asyncio.FIRST_COMPLETED)
    server.stop()
    _, late = await asyncio.wait({serving}, timeout=GRACE)
    if late:
        say("some clients took too long over their responses")
    for task in beside:
        task.cancel()
    if not late:
        serving.result()


def _server(application: Application, host: str, port: int) -> Server:
    try:
        from granian.constants import HTTPModes, Interfaces  # noqa: PLC0415 - only the extra `serve` brings it
        from granian.http import HTTP1Settings  # noqa: PLC0415
        from granian.log import LogLevels  # noqa: PLC0415
        from granian.server.embed import Server  # noqa: PLC0415
    except ImportError:
        raise MissingExtraError("serving needs the extra: pip install 'kzeu-timeline[serve]'") from None
    _check_free(host, port)
    return Server(
        application,
        host,
        port,
        interface=Interfaces.ASGINL,
        http=HTTPModes.http1,
        websockets=False,
        backlog=1024,
        backpressure=_most_connections(),
        http1_settings=HTTP1Settings(header_read_timeout=SLOWEST_HEADER, max_buffer_size=64 * 1024),
        log_level=LogLevels.error,
    )


def _check_free(host: str, port: int) -> None:
    """Granian shares a port with whoever has it already; that two servers answer in turns is never what was meant."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except OSError as error:
        raise KzeuTimelineError(f"can't listen ({error.strerror}): {quoted(f'{host}:{port}')}") from None


def _most_connections() -> int:
    """As many as the process may have files open, less some for itself; what it may have is raised as far as it goes."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + 100 if hard == resource.RLIM_INFINITY else min(MOST_CONNECTIONS + 100, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(wanted, resource.getrlimit(resource.RLIMIT_NOFILE)[0]), hard))
    return max(wanted - 100, 64)
