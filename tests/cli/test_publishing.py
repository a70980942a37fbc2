"""``publish``: the site of the library, whole, in a folder or an object store."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import kzeu_timeline as kt
from tests.cli.conftest import Run

BASE = "https://calendars.example.org/"


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_folder_gets_the_files_of_the_library(run: Run, seeds: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    site = kt.to_site(kt.load(seeds), base=BASE, today=dt.date(2025, 12, 2))
    for done in (f"{len(site)} written, 0 kept", f"0 written, {len(site)} kept"):
        ran = run("publish", folder, "--seeds", seeds, "--base", BASE, "--today", "2025-12-02")
        assert (ran.code, ran.out, ran.err.splitlines()[0]) == (0, b"", f"{done}, 0 removed: {folder}")
    assert held(folder) == {path: file.content for path, file in site.items()}


def test_feeds_of_ones_own_are_published_beside_the_others(run: Run, seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text('[fairs]\ntitle = { en = "F", ru = "Ф", kk = "Ф" }\nkinds = ["fair"]\n')
    ran = run("publish", tmp_path / "new" / "site", "--seeds", seeds, "--feeds", tmp_path / "feeds.toml")
    assert ran.code == 0
    assert {"feeds/fairs-kk.ics", "feeds/kazakhstan-eu-kk.ics"} <= held(tmp_path / "new" / "site").keys()


def test_what_is_not_ours_stays_and_the_exit_status_says_so(run: Run, seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("theirs")
    ran = run("publish", tmp_path, "--seeds", seeds)
    assert ran.code == 2
    assert ran.err.startswith("can't publish (something else is there, and is left as it is): ")
    assert held(tmp_path)["notes.txt"] == b"theirs"


@pytest.mark.parametrize("address", ["ftp://example.org/x", "s3://", "s3:/bucket", "file:///tmp"])
def test_what_looks_like_an_address_is_no_folder(
    run: Run, seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    ran = run("publish", address, "--seeds", seeds)
    assert (ran.code, ran.err) == (
        2,
        f"no address of a store (s3://BUCKET/PREFIX, gs://…, az://…): {address!r}\n",
    )
    assert sorted(tmp_path.rglob("*")) == before
