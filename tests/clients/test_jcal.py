"""ical.js converts between our .ics and our jCal in both directions."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any, Final

import pytest

from kzeu_timeline import Language, Timeline, load, to_ical, to_jcal
from tests.clients.conftest import missing
from tests.clients.install import FOLDER
from tests.exporters import hostile, raw_ical
from tests.exporters.raw_ical import Component

pytestmark = pytest.mark.clients

OPTIONS: Final[tuple[dict[str, Any], ...]] = ({}, {"alarms": True}, {"rich": True, "alarms": True})
UNKNOWN_TO_ICALJS: Final = frozenset(
    ("name", "color", "refresh-interval", "source", "link", "concept", "refid", "participant-type")
)
"""Properties whose type ical.js may not know; it keeps the value as it stands in the line."""


def by_icaljs(text: bytes, *arguments: str) -> bytes:
    node = shutil.which("node")
    if node is None or not (FOLDER / "node_modules" / "ical.js" / "package.json").is_file():
        missing("ical.js is not installed: python tests/clients/install.py")
    program = str(FOLDER / "read_jcal.mjs")
    run = subprocess.run([node, program, *arguments], input=text, capture_output=True, check=False, timeout=120)
    assert run.returncode == 0, run.stderr.decode(errors="replace")
    return run.stdout


def comparable(component: Any) -> Any:
    """Names, parameters and values, less what ical.js does not know the type of."""
    name, properties, components = component
    known = [prop for prop in properties if prop[0] not in UNKNOWN_TO_ICALJS]
    return [name, known, list(map(comparable, components))]


@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("entries", [load().timeline(), hostile.fixed_timeline(150)], ids=["record", "hostile"])
def test_ical_js_makes_our_jcal_of_our_ics(entries: Timeline, language: Language, options: dict[str, Any]) -> None:
    theirs = json.loads(by_icaljs(to_ical(entries, language=language, **options)))
    ours = json.loads(to_jcal(entries, language=language, **options))
    assert comparable(theirs) == comparable(ours)


def texts(component: Component) -> Any:
    return [
        component.name,
        [(each.name, each.texts if each.name == "CATEGORIES" else each.text) for each in component.properties],
        list(map(texts, component.components)),
    ]


@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("language", Language)
def test_ical_js_makes_our_ics_of_our_jcal(language: Language, options: dict[str, Any]) -> None:
    entries = load().timeline()
    made = by_icaljs(to_jcal(entries, language=language, **options).encode(), "write")
    assert texts(raw_ical.read(made)) == texts(raw_ical.read(to_ical(entries, language=language, **options)))
