"""Installs what the clients group needs beside Python: `make clients` runs it before `pytest -m clients`.

Where node or npm is missing, or npm can't reach its registry, says so in one line. That is no failure on a person's
machine, where the tests are then skipped; it is one where CI=true.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
NPM_FLAGS = ("--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")


def installed() -> str | None:
    """Why this machine can't have the clients; None if it has them now."""
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            return f"{program} is not installed"
    try:
        run = subprocess.run(
            ["npm", "install", "--prefix", str(FOLDER), *NPM_FLAGS],
            check=False,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=300,
        )
    except subprocess.TimeoutExpired:
        return "npm install did not come to an end"
    if run.returncode:
        complaints = [line for line in run.stderr.splitlines() if line.strip()]
        return f"npm install failed: {complaints[-1] if complaints else run.returncode}"
    return None


def main() -> int:
    """Install, and say in one line how that went; the exit status is that of the process."""
    missing = installed()
    if missing is None:
        sys.stdout.write("clients: ical.js is installed\n")
        return 0
    sys.stderr.write(f"clients: {missing}; the tests with calendar clients can't run here\n")
    return int(os.environ.get("CI") == "true")


if __name__ == "__main__":
    sys.exit(main())
