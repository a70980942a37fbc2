"""A published site read back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kzeu_timeline import KzeuTimelineError
from kzeu_timeline.publishing.folder import publish
from kzeu_timeline.server.folder import read_site, seen_of
from tests.builders import refusal
from tests.server.asking import SITE


def test_what_is_published_comes_back(tmp_path):
    publish(SITE, tmp_path / "site")
    assert read_site(tmp_path / "site") == SITE


def test_all_of_it_is_of_one_release_though_another_is_published_meanwhile(tmp_path, monkeypatch):
    folder = tmp_path / "site"
    publish(SITE, folder)
    opened = Path.open
    later = dict(SITE)
    del later["robots.txt"]

    def first_published(path, *arguments):
        monkeypatch.setattr(Path, "open", opened)
        publish(later, folder)
        return opened(path, *arguments)

    monkeypatch.setattr(Path, "open", first_published)
    assert read_site(folder) == SITE
    assert read_site(folder) == later


def test_another_release_is_seen(tmp_path):
    folder = tmp_path / "site"
    assert seen_of(folder) is None
    publish(SITE, folder)
    seen = seen_of(folder)
    publish(SITE, folder)
    assert seen_of(folder) == seen
    publish({"robots.txt": SITE["robots.txt"]}, folder)
    assert seen_of(folder) not in {seen, None}


def test_what_is_no_site(tmp_path):
    folder = tmp_path / "site"
    refused = [refusal(lambda: read_site(folder), KzeuTimelineError)]
    folder.mkdir()
    refused.append(refusal(lambda: read_site(folder), KzeuTimelineError))
    (folder / "a.exe").touch()
    refused.append(refusal(lambda: read_site(folder), KzeuTimelineError))
    (folder / "a.exe").unlink()
    (folder / "a.ics").symlink_to("nowhere")
    refused.append(refusal(lambda: read_site(folder), KzeuTimelineError))
    loop = tmp_path / "loop"
    loop.symlink_to("loop")
    refused.append(refusal(lambda: read_site(loop), KzeuTimelineError))
    assert [text.replace(str(tmp_path), "") for text in refused] == [
        "no site can be read there (No such file or directory): '/site'",
        "no site is there: '/site'",
        "no file of a site ends so: 'a.exe'",
        "no site can be read there (No such file or directory): '/site'",
        "no site can be read there (Too many levels of symbolic links): '/loop'",
    ]


def test_a_part_that_can_not_be_read_is_not_passed_over(tmp_path, monkeypatch):
    listed = os.scandir
    publish(SITE, tmp_path / "site")

    def refused(path):
        if str(path).endswith("feeds"):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(KzeuTimelineError, match="Permission denied"):
        read_site(tmp_path / "site")
