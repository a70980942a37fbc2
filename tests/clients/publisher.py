"""A process that publishes, one child for each line of its standard input: the folder and the version of the site.

It says ``pid NUMBER``, ``said MESSAGE`` if there was an error of ours, and ``end STATUS`` (negative for a signal). A
child begins when it gets SIGUSR1, so that there is time to trace it; an empty line says that it gets no signal more.
What it does is between two looks at files that are not there, ``BEGIN`` and ``END``.
"""

from __future__ import annotations

import ctypes
import fcntl  # noqa: F401 - so that a child need not
import os
import resource
import signal
import sys
from pathlib import Path

from kzeu_timeline import ExportError
from kzeu_timeline.publishing.folder import publish
from tests.clients.versions import site

PR_SET_PTRACER = 0x59616D61
PR_SET_PTRACER_ANY = ctypes.c_ulong(-1)


def child(folder: Path, version: int, limit: int) -> int:
    """Publish, and give the exit status."""
    ctypes.CDLL(None).prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0)  # or only a parent may trace
    files = site(version)
    signal.sigwait({signal.SIGUSR1})
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    os.access("BEGIN", os.F_OK)
    try:
        publish(files, folder)
    except ExportError as error:
        said, status = str(error), 2
    else:
        said, status = "", 0
    os.access("END", os.F_OK)
    if said:
        os.write(1, f"said {said}\n".encode())
    return status


def main() -> None:
    """Publish line by line."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    for line in sys.stdin:
        folder, version, limit = line.split("\t")
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                status = child(Path(folder), int(version), int(limit))
            finally:
                os._exit(status)
        os.write(1, f"pid {pid}\n".encode())
        sys.stdin.readline()
        _, status = os.waitpid(pid, 0)
        os.write(1, f"end {os.waitstatus_to_exitcode(status)}\n".encode())


if __name__ == "__main__":
    main()
