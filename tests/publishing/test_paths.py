"""Paths of a site are the same in a folder, in an address and in a store."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzeu_timeline import ExportError
from kzeu_timeline.publishing.paths import check_paths


@pytest.mark.parametrize(
    "path", ["index.html", "feeds/kazakhstan-eu-kk.jcal.json", ".well-known/x", "a/b/c/d", "...", "A_1", "n" * 200]
)
def test_a_path_of_plain_parts_is_taken(path: str) -> None:
    check_paths([path])


@pytest.mark.parametrize(
    "path",
    [
        *("", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/..", "a/../b", "./a", "a\\b", "..\\a", "C:\\a", "c:a"),
        *("a\0b", "a\nb", "a\n", "a b", "a?b", "a#b", "a%2e", "~a", "қ", "ａ", "\ud800", "a:b", "n" * 201, "a*"),
    ],
)
def test_any_other_is_refused(path: str) -> None:
    with pytest.raises(ExportError, match=r"^no path of a site \("):
        check_paths([path])


@given(st.lists(st.sampled_from("a/.-_b\\\0"), max_size=8).map("".join))
def test_what_is_taken_stays_below_the_root(path: str) -> None:
    try:
        check_paths([path])
    except ExportError:
        return
    assert path
    assert not {"", ".", ".."}.intersection(path.split("/"))
    assert not set("\\\0").intersection(path)


def test_a_file_can_not_be_a_folder_of_others() -> None:
    with pytest.raises(ExportError, match=r"^a file, and a folder with 'a/b/c' in it: 'a/b'$"):
        check_paths(["a/b/c", "a/b", "a.b"])


def test_names_that_differ_by_capitals_only_are_refused() -> None:
    with pytest.raises(ExportError, match=r"^differs by capitals only from 'A': 'a'$"):
        check_paths(["a", "A"])
    with pytest.raises(ExportError, match=r"^a file, and a folder with 'A/b' in it: 'a'$"):
        check_paths(["a", "A/b"])


def test_a_site_without_files_is_refused() -> None:
    with pytest.raises(ExportError, match=r"^a site without files"):
        check_paths([])


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(ExportError) as caught:
        check_paths(["../x", "a", "a/b", "/y"])
    assert len(str(caught.value).splitlines()) == 3
