"""What is wrong with a folder is told with its file, its place in the file and the value; all of it at once."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kzeu_timeline import KzeuTimelineError, Problem, SeedError, load
from kzeu_timeline.readers.folder import LARGEST_FILE, LARGEST_LEDGER
from tests.readers.faults import FAULTS, Fault
from tests.readers.folders import (
    AGREEMENT,
    EVENTS,
    LEDGER,
    NEGOTIATION,
    PARTIES,
    PEOPLE,
    PLACES,
    RECORD,
    SERIES,
    SOURCES,
    TOPICS,
    Files,
    problems,
    replaced,
    told,
    write,
)


@pytest.mark.parametrize(
    "fault",
    [pytest.param(fault, id=f"{group} {i}") for group, faults in FAULTS.items() for i, fault in enumerate(faults)],
)
def test_each_fault_is_told_with_its_place_and_value(tmp_path: Path, fault: Fault) -> None:
    assert told(tmp_path, replaced(fault.file, fault.old, fault.new)) == [f"{fault.file}: {fault.problem}"]


# Whole files.


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\xff\xfe[\x00", "not UTF-8 at byte 0: b'\\xff\\xfe[\\x00'"),
        ("ж".encode("cp1251"), "not UTF-8 at byte 0: b'\\xe6'"),
        (b"# \xd0", "not UTF-8 at byte 2: b'\\xd0'"),
        (b"#" * (LARGEST_FILE + 1), f"larger than {LARGEST_FILE:,} bytes: 'spare.toml'"),
        (b'x = "' + b"x" * 10_000_000 + b'"', f"larger than {LARGEST_FILE:,} bytes: 'spare.toml'"),
        (b"x = " + b"[" * 10_000 + b"]" * 10_000, "nested too deeply: 'spare.toml'"),
        (b"x = " + b"{a=" * 10_000 + b"1" + b"}" * 10_000, "nested too deeply: 'spare.toml'"),
    ],
    ids=["UTF-16", "Windows-1251", "half a character", "too large", "10 MB in a field", "brackets", "braces"],
)
def test_a_file_that_cannot_be_read_is_one_problem(tmp_path: Path, content: bytes, problem: str) -> None:
    assert told(tmp_path, {**RECORD, "series/spare.toml": content}) == [f"series/spare.toml: {problem}"]


def test_the_ledger_alone_may_grow_large(tmp_path: Path) -> None:
    comment = "#" * (LARGEST_FILE + 1)
    assert load(write(tmp_path / "large", {**RECORD, LEDGER: comment})).entries
    problem = f"{LEDGER}: larger than {LARGEST_LEDGER:,} bytes: '{LEDGER}'"
    assert told(tmp_path / "too-large", {**RECORD, LEDGER: "#" * (LARGEST_LEDGER + 1)}) == [problem]


@pytest.mark.parametrize(
    "content",
    [
        "[x",
        "x = ",
        "x = 1\nx = 2",
        "[x]\n[x]",
        "x = { a = 1 }\n[x.b]",
        'x = "\\ud800"',
        'x = "\0"',
        'x = "\x1b"',
        "x = 2025-02-30",
        "x = 24:00:00",
        f"x = {'1' * 5_000}",
    ],
)
def test_text_that_is_not_toml_is_one_problem(tmp_path: Path, content: str) -> None:
    (problem,) = told(tmp_path, {**RECORD, "series/spare.toml": content})
    assert problem.startswith(("series/spare.toml: not TOML: '", 'series/spare.toml: not TOML: "'))


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        (
            "notes.toml",
            "not a file of the layout (parties, places, roles, people, topics, sources, figures, revisions, accepted)",
        ),
        ("series/Bad Name.toml", "not a slug (a-z, 0-9, single hyphens)"),
        ("events/2025_.toml", "not a slug (a-z, 0-9, single hyphens)"),
        ("agreements/.toml", "not a slug (a-z, 0-9, single hyphens)"),
    ],
)
def test_a_file_outside_the_layout_is_a_problem(tmp_path: Path, name: str, problem: str) -> None:
    (found,) = problems(tmp_path, {**RECORD, name: ""})
    assert found.file == f"{tmp_path}/{name}"
    assert found.message.startswith(f"{problem}: ")


@pytest.mark.parametrize("name", ["serie/spare.toml", "series/2025/spare.toml", "spare.toml/spare.toml"])
def test_a_file_in_a_folder_outside_the_layout_is_not_passed_over(tmp_path: Path, name: str) -> None:
    (found,) = problems(tmp_path, {**RECORD, name: RECORD[AGREEMENT]})
    assert "spare" in found.file or "serie" in found.file


def test_a_folder_where_a_file_is_expected_is_a_problem(tmp_path: Path) -> None:
    (problem,) = told(tmp_path, {**RECORD, "series/spare.toml/x": ""})
    assert problem.startswith("series/spare.toml: ")


def test_a_file_where_a_folder_is_expected_is_not_passed_over(tmp_path: Path) -> None:
    files = {name: text for name, text in RECORD.items() if name != SERIES}
    (found,) = problems(tmp_path, {**files, "series": "meetings"})
    assert "series" in found.file


def test_a_link_to_nowhere_is_not_passed_over(tmp_path: Path) -> None:
    (write(tmp_path) / "series/spare.toml").symlink_to(tmp_path / "nowhere")
    (problem,) = problems(tmp_path)
    assert problem.file == f"{tmp_path}/series/spare.toml"


@contextmanager
def without_privileges() -> Iterator[None]:
    """As somebody to whom the permissions of files matter."""
    if not hasattr(os, "geteuid"):
        pytest.skip("files have other permissions here")
    if os.geteuid():
        yield
        return
    try:
        os.seteuid(65_534)
    except OSError:
        pytest.skip("this user may read everything, and be nobody else")
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("name", [EVENTS, "series", "."])
def test_what_may_not_be_read_is_not_passed_over(name: str) -> None:
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        seeds = write(Path(folder) / "seeds")
        load(seeds)  # whatever is imported on the way is imported now
        mode = (seeds / name).stat().st_mode
        (seeds / name).chmod(0o111 if (seeds / name).is_dir() else 0)
        try:
            with without_privileges():
                found = problems(seeds)
        finally:
            (seeds / name).chmod(mode)
        assert "Permission denied" in str(SeedError(found))


@pytest.mark.parametrize("name", ["nowhere", "places.toml", "places.toml/x", "a" * 300])
def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path, name: str) -> None:
    folder = write(tmp_path) / name
    with pytest.raises(SeedError, match="no such folder: '"):
        load(folder)


def test_a_path_with_nul_is_a_problem() -> None:
    with pytest.raises(SeedError, match="no such folder: 'a"):
        load("a\0b")


# Slugs that clash.


def test_a_slug_may_not_stand_twice_in_a_file(tmp_path: Path) -> None:
    files = replaced(EVENTS, 'slug = "review"', 'slug = "fair"')
    assert told(tmp_path, files) == [f"{EVENTS}: milestones[0].slug: also at {EVENTS}: events[0]: 'fair'"]


def test_a_slug_may_not_stand_in_two_files(tmp_path: Path) -> None:
    files = replaced(EVENTS, 'slug = "review"', 'slug = "council-22"')
    assert told(tmp_path, files) == [f"{EVENTS}: milestones[0].slug: also at {SERIES}: meetings[0]: 'council-22'"]


def test_an_ordinal_may_not_stand_twice_in_a_series(tmp_path: Path) -> None:
    meetings = RECORD[SERIES].partition("[[milestones]]")[0].partition("[[meetings]]")[2]
    files = {**RECORD, SERIES: f"{RECORD[SERIES]}\n[[meetings]]{meetings}"}
    assert told(tmp_path, files) == [f"{SERIES}: meetings[1].slug: also at {SERIES}: meetings[0]: 'council-22'"]


@pytest.mark.parametrize("folder", ["agreements", "negotiations"])
def test_two_tracks_may_not_have_the_same_slug(tmp_path: Path, folder: str) -> None:
    header = 'title = { en = "Other", ru = "Другой", kk = "Басқа" }\n'
    (found,) = problems(tmp_path, {**RECORD, f"{folder}/council.toml": header})
    assert found.file == f"{tmp_path}/{folder}/council.toml"


def test_an_entry_may_not_have_the_slug_of_an_anniversary(tmp_path: Path) -> None:
    files = replaced(EVENTS, 'slug = "review"', 'slug = "pact-signed-anniversary-5"')
    (found,) = problems(tmp_path, files)
    assert (found.file, found.path) == (f"{tmp_path}/{EVENTS}", "milestones[0].slug")


@pytest.mark.parametrize(
    ("file", "old", "new", "path"),
    [
        (PARTIES, "[spare]", '[spare]\nslug = "other"', "spare.slug"),
        (SOURCES, "[spare]", '[spare]\nslug = "other"', "spare.slug"),
        (SERIES, "parties", 'slug = "other"\nparties', "slug"),
        ("revisions.toml", "sequence", 'language = "ru", sequence', "council-22.en.language"),
    ],
)
def test_the_name_of_a_table_or_file_is_its_slug_and_nothing_else(
    tmp_path: Path, file: str, old: str, new: str, path: str
) -> None:
    (found,) = problems(tmp_path, replaced(file, old, new))
    assert (found.file, found.path) == (f"{tmp_path}/{file}", path)


# Problems as a whole.


def test_all_problems_are_told_at_once_in_the_order_of_the_files(tmp_path: Path) -> None:
    files = {
        **RECORD,
        PLACES: RECORD[PLACES].replace("51.17", '"51"').replace('"KZ"', '"KAZ"'),
        PEOPLE: RECORD[PEOPLE].replace('["K. Kallas"]', "5"),
        EVENTS: RECORD[EVENTS].replace('"2025-11-05"', '"2025-13"').replace('"[..2025-12-02]"', "5"),
        "series/spare.toml": "[",
        "notes.toml": "",
    }
    assert [message.partition(": ")[0] for message in told(tmp_path, files)] == [
        "notes.toml",
        "series/spare.toml",
        PLACES,
        PLACES,
        PEOPLE,
        EVENTS,
        EVENTS,
    ]


def test_all_problems_of_one_record_are_told_at_once(tmp_path: Path) -> None:
    text = RECORD[EVENTS].replace('"2025-11-05"', "5").replace('"preferred"', '"best"').replace("chair = true", "x = 1")
    text = text.replace('slug = "fair"', 'slug = "Fair"').replace('topics = ["trade"]', 'topics = ["x", "y"]')
    assert told(tmp_path, {**RECORD, EVENTS: text}) == [
        f"{EVENTS}: events[0].slug: not a slug (a-z, 0-9, single hyphens): 'Fair'",
        f"{EVENTS}: events[0].statements[0].when: a date is EDTF text in quotes, not: 5",
        f"{EVENTS}: events[0].statements[0].participants[0].x: unknown key: 'x'",
        f"{EVENTS}: events[0].statements[0].rank: unknown rank (known: preferred, normal, deprecated): 'best'",
        f"{EVENTS}: events[0].topics[0]: unknown topic: 'x'",
        f"{EVENTS}: events[0].topics[1]: unknown topic: 'y'",
    ]


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        (replaced(SERIES, 'ru = "Совет", ', ""), f"{SERIES}: title: missing language: 'ru'"),
        (replaced(TOPICS, 'ru = "Торговля", ', ""), f"{TOPICS}: trade.title: missing language: 'ru'"),
        (replaced(SOURCES, '"The Gazette"', '" "'), f"{SOURCES}: gazette.publisher: empty text: ' '"),
        (
            replaced(NEGOTIATION, '"2025-12-02"', '"2025-13"'),
            f"{NEGOTIATION}: rounds[0].statements[0].when: no such month at offset 5; not an EDTF date: '2025-13'",
        ),
        (replaced(AGREEMENT, 'ru = "Договор", ', ""), f"{AGREEMENT}: title: missing language: 'ru'"),
        (
            replaced(AGREEMENT, '"2015-12-21"', '"2015-13"'),
            f"{AGREEMENT}: milestones[0].statements[0].when: no such month at offset 5; not an EDTF date: '2015-13'",
        ),
    ],
    ids=["series", "topic", "source", "round", "agreement", "milestone with anniversaries"],
)
def test_a_faulty_record_is_told_once_and_not_again_by_all_that_refer_to_it(
    tmp_path: Path, files: Files, problem: str
) -> None:
    assert told(tmp_path, files) == [problem]


def test_a_meeting_without_a_number_lacks_a_slug_and_a_title(tmp_path: Path) -> None:
    assert told(tmp_path, replaced(SERIES, "ordinal = 22\n", "")) == [
        f"{SERIES}: meetings[0].slug: missing",
        f"{SERIES}: meetings[0].title: missing",
    ]


def test_after_a_thousand_problems_reading_stops(tmp_path: Path) -> None:
    tables = "".join(f"[t{number}]\n" for number in range(1_500))
    found = problems(tmp_path, {**RECORD, TOPICS: tables})
    assert len(found) == 1_001
    assert str(found[-1]) == "reading stopped after 1,000 problems"


def test_a_list_without_measure_is_one_problem(tmp_path: Path) -> None:
    files = replaced(EVENTS, 'topics = ["trade"]', f"topics = [{'0,' * 5_000}]")
    (problem,) = told(tmp_path, files)
    assert problem.startswith(f"{EVENTS}: events[0].topics: a list of 5,000, more than ")


def test_an_error_is_the_lines_of_its_problems(tmp_path: Path) -> None:
    write(tmp_path, replaced(EVENTS, 'topics = ["trade"]', 'topics = ["x", "y"]'))
    with pytest.raises(SeedError) as caught:
        load(tmp_path)
    assert caught.value.problems == (
        Problem(f"{tmp_path}/{EVENTS}", "events[0].topics[0]", "unknown topic: 'x'"),
        Problem(f"{tmp_path}/{EVENTS}", "events[0].topics[1]", "unknown topic: 'y'"),
    )
    assert str(caught.value) == (
        f"{tmp_path}/{EVENTS}: events[0].topics[0]: unknown topic: 'x'\n"
        f"{tmp_path}/{EVENTS}: events[0].topics[1]: unknown topic: 'y'"
    )


def test_the_error_is_a_value_error_of_the_library_and_survives_pickling(tmp_path: Path) -> None:
    write(tmp_path, replaced(EVENTS, 'topics = ["trade"]', "topics = 5"))
    with pytest.raises(SeedError) as caught:
        load(tmp_path)
    assert isinstance(caught.value, KzeuTimelineError)
    assert isinstance(caught.value, ValueError)
    assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems  # noqa: S301 - our own


@pytest.mark.parametrize("name", ["series/\x1b[31m.toml", "series/a\nb.toml", "series/\u202eb.toml", "\x9b.toml"])
def test_a_message_is_one_printable_line_whatever_the_file_is_called(tmp_path: Path, name: str) -> None:
    (found,) = problems(tmp_path, {**RECORD, name: ""})
    assert str(found).isprintable()
