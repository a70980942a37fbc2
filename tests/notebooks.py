"""The notebooks of docs/, executed: `make notebooks` writes them anew, a test compares what they say now."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import Final

import nbformat
from nbformat import NotebookNode

DOCS: Final = Path(__file__).parents[1] / "docs"
NOTEBOOKS: Final = tuple(sorted(DOCS.glob("*.ipynb")))


def executed(path: Path) -> NotebookNode:
    """The notebook as nbmake runs it in an otherwise empty folder, without anything that is new each time."""
    with TemporaryDirectory() as folder:
        own = copy(path, folder)
        run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbmake", "--overwrite", own]
        done = subprocess.run(run, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
        notebook = nbformat.read(own, as_version=4)
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{number}"
        cell.metadata = {}
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return notebook


def said(notebook: NotebookNode) -> list[list[dict[str, object]]]:
    """What each cell says, images by their kind alone: other processors round the last bit of a pixel otherwise."""
    return [[_said(output) for output in cell.get("outputs", [])] for cell in notebook.cells]


def _said(output: NotebookNode) -> dict[str, object]:
    if "data" not in output:
        return dict(output)
    return {kind: ... if kind.startswith("image/") else text for kind, text in output.data.items()}


def main() -> None:
    """Write all of them anew."""
    for path in NOTEBOOKS:
        nbformat.write(executed(path), path)


if __name__ == "__main__":
    main()
