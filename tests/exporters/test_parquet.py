"""Parquet: the same bytes always, its origin in its metadata, and by the command line whole into a file."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from pyarrow import parquet

import kzeu_timeline as kt
from kzeu_timeline.cli import main

WRITTEN = "import sys, kzeu_timeline as kt; sys.stdout.buffer.write(kt.to_parquet(kt.load().timeline()))"


@pytest.mark.parametrize(("seed", "zone"), [("1", "Asia/Almaty"), ("2", "America/New_York")])
def test_the_bytes_are_the_same_under_any_hash_seed_and_zone(seed: str, zone: str) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
    ran = subprocess.run([sys.executable, "-c", WRITTEN], check=True, capture_output=True, env=environment)
    assert ran.stdout == kt.to_parquet(kt.load().timeline())


def test_the_file_says_what_wrote_it() -> None:
    metadata = parquet.read_metadata(io.BytesIO(kt.to_parquet(kt.Timeline())))
    assert metadata.metadata[b"kzeu-timeline"] == kt.__version__.encode()
    assert (metadata.num_rows, metadata.num_columns) == (0, 21)


def called(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["kzeu-timeline", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_the_command_line_writes_a_file_that_duckdb_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "timeline.parquet"
    assert called(monkeypatch, "export", "parquet", "-o", str(file)) == 0
    assert file.read_bytes() == kt.to_parquet(kt.load().timeline())
    query = "select title_kk from read_parquet(?) where slug = 'cooperation-council-22'"
    title = kt.load().timeline()["cooperation-council-22"].title["kk"]
    assert duckdb.connect().execute(query, [str(file)]).fetchall() == [(title,)]


def test_without_pyarrow_the_command_line_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert called(monkeypatch, "export", "parquet", "-o", str(tmp_path / "x")) == 2
    assert "kzeu-timeline[arrow]" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
