"""What docs/feeds.md tells of feeds is so."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Final

import pytest

from kzeu_timeline import SeedError, to_ical
from kzeu_timeline.feeds import FEEDS, VARIANTS
from kzeu_timeline.readers.feeds import read_feeds
from kzeu_timeline.site import to_site
from tests.builders import shipped
from tests.exporters import raw_ical
from tests.test_readme import ROOT, blocks

PAGE: Final = ROOT / "docs" / "feeds.md"
TEXT: Final = PAGE.read_text("utf-8")


def block(info: str) -> str:
    (found,) = (each.text for each in blocks(PAGE) if each.info == info)
    return found


def rows(heading: str) -> list[list[str]]:
    """The cells of the table whose first column is called so."""
    table = TEXT.partition(f"\n| {heading} |")[2].partition("\n\n")[0].split("\n")[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def test_the_table_of_feeds_is_that_of_the_code() -> None:
    assert [row[0].strip("`") for row in rows("feed")] == [feed.slug for feed in FEEDS]


def test_the_table_of_variants_is_that_of_the_code() -> None:
    assert [row[0].strip("`") for row in rows("variant")] == [f"kazakhstan-eu-kk-{name}.ics" for name in VARIANTS]


def test_the_files_that_it_names_are_there() -> None:
    site = to_site(shipped())
    told = {path for row in rows("file") for path in re.findall("`([^`]+)`", row[0])}
    assert told
    assert told <= site.keys()


def test_the_event_that_it_shows_is_in_the_feed() -> None:
    feed = to_ical(shipped().timeline(), language="en").replace(b"\r\n ", b"").decode()
    shown = block("ics").split("\n")[:-1]
    (slug,) = (line for line in shown if line.startswith("X-KZEU-SLUG"))
    (event,) = (each for each in feed.split("BEGIN:VEVENT")[1:] if f"\r\n{slug}\r\n" in each)
    lines = ["BEGIN:VEVENT", *event.split("\r\n")]
    at = -1
    for line in shown:
        start = line.removesuffix("…")
        at = next(number for number in range(at + 1, len(lines)) if lines[number].startswith(start))
        assert line.endswith("…") or lines[at] == line


@pytest.mark.parametrize("row", rows("known is"), ids=lambda row: row[0])
def test_what_it_says_of_dates_that_are_not_known(row: list[str]) -> None:
    edtf, first, title = row[1].strip("`"), row[2], row[4]
    feed = to_ical(shipped().timeline(), language="en")
    found = [each for each in raw_ical.events(feed) if each.one("X-KZEU-EDTF").value == edtf]
    assert found
    day = dt.datetime.strptime(first, "%d %B %Y").replace(tzinfo=dt.UTC)
    for each in found:
        assert each.one("DTSTART").value == f"{day:%Y%m%d}"
        assert each.one("SUMMARY").value.startswith(f"{title} ")


def test_the_feed_of_ones_own_selects_something(tmp_path: Path) -> None:
    path = tmp_path / "my-feeds.toml"
    path.write_text(block("toml my-feeds.toml"), "utf-8")
    mine = read_feeds(path, shipped())[-1]
    assert mine.slug == "transport"
    assert mine.select(shipped().timeline())


def test_the_message_that_it_shows_is_real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("my-feeds.toml").write_text(block("toml my-feeds.toml").replace("connectivity", "connectivty"), "utf-8")
    with pytest.raises(SeedError) as caught:
        read_feeds("my-feeds.toml", shipped())
    assert str(caught.value) == block("text").strip()


def test_the_keys_that_it_explains_are_all_there_are() -> None:
    keys = {key for row in rows("key") for key in re.findall("`([^`]+)`", row[0])}
    table = (field.name for field in FEEDS[0].__attrs_attrs__)
    assert keys == {*table} - {"slug", "title", "description", "variants"}
