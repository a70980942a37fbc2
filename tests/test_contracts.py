"""What holds for the repository as a whole, beside the floors that import-linter watches."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "kzeu_timeline"
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST_MODULE = 400

_HOSTS = ["pypi" + ".org", "pythonhosted" + ".org", "registry" + ".npmjs", "npmjs" + ".com", "conda" + ".anaconda"]
_PATHS = ["/" + "root/", "/" + "work/", "/" + "home/", "/" + "Users/"]
FORBIDDEN = re.compile("|".join([*map(re.escape, _HOSTS), *(rf"(?<![\w.*:/-]){re.escape(path)}" for path in _PATHS)]))


def tracked() -> list[Path]:
    """The files that git knows."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], check=True, capture_output=True, cwd=ROOT)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a checkout of git")
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def test_no_tracked_file_names_a_package_registry_or_a_path_of_one_machine() -> None:
    found = {}
    for path in tracked():
        text = path.read_bytes().decode("utf-8", errors="replace")
        if hits := FORBIDDEN.findall(text):
            found[str(path.relative_to(ROOT))] = sorted(set(hits))
    assert found == {}


def test_nothing_that_is_built_or_locked_is_tracked() -> None:
    names = {str(path.relative_to(ROOT)) for path in tracked()}
    unwanted = re.compile(
        r"(^|/)(uv\.lock|poetry\.lock|\.coverage|__pycache__|node_modules|dist|build|\.venv)(/|$)|\.pyc$"
    )
    assert {name for name in names if unwanted.search(name)} == set()


def test_no_tracked_file_is_large() -> None:
    assert {path.name: path.stat().st_size for path in tracked() if path.stat().st_size > 1_000_000} == {}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_module_is_too_long(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_nothing_is_left_to_be_done(path: Path) -> None:
    assert re.findall(r"\b(?:TODO|FIXME|XXX|HACK)\b", path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert path.read_text("utf-8").startswith(('"""', 'r"""'))


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert {path.stem for path in MODULES} & {
        "utils",
        "util",
        "helpers",
        "helper",
        "common",
        "misc",
        "manager",
        "base",
    } == set()
