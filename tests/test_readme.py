"""What the pages show is true: their Python runs and gives what stands beside it, their TOML is a record."""

from __future__ import annotations

import ast
import io
import re
import shlex
import tokenize
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kzeu_timeline import SeedError, Status, load
from kzeu_timeline.checks import RULES
from kzeu_timeline.cli import main
from tests.readers.folders import write

pytestmark = pytest.mark.broad

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "seeds" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
RECORD_PAGE = ROOT / "seeds" / "README.md"
_BLOCK = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A fenced block: its info string, its text, and the line of the page on which the text begins."""

    info: str
    text: str
    line: int


def blocks(page: Path) -> list[Block]:
    text = page.read_text("utf-8")
    found = _BLOCK.finditer(text)
    return [Block(each["info"].strip(), each["text"], text.count("\n", 0, each.start("text")) + 1) for each in found]


def runnable(page: Path) -> list[Block]:
    return [
        block for block in blocks(page) if block.info.split()[:1] == ["python"] and "no-run" not in block.info.split()
    ]


# Python.


def comments(text: str) -> dict[int, str]:
    """The comment on each line of Python that has one."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return {token.start[0]: token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT}


class _Compared(ast.NodeTransformer):
    """Hands what an expression gives, or prints, to ``_shows`` or ``_prints`` with the comment on its line."""

    def __init__(self, text: str) -> None:
        self.comments = comments(text)

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        comment = self.comments.get(node.lineno)
        if comment is None or node.lineno != node.end_lineno:
            return node
        printed = isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "print"
        values = node.value.args if printed and isinstance(node.value, ast.Call) else [node.value]
        line, told = ast.Constant(node.lineno), ast.Constant(comment)
        call = ast.Call(ast.Name("_prints" if printed else "_shows", ast.Load()), [line, told, *values], [])
        return ast.copy_location(ast.Expr(call), node)


def run(page: Path) -> list[str]:
    """Runs a page's blocks in one namespace; gives each comment that is not what came of its line."""
    untrue: list[str] = []
    start = 0

    def shows(line: int, comment: str, value: object) -> None:
        if comment not in {repr(value), str(value)}:
            untrue.append(f"{page.name}:{start + line - 1}: {value!r}, not {comment}")

    def prints(line: int, comment: str, *values: object) -> None:
        first = " ".join(map(str, values)).split()[0]
        if first not in comment:
            untrue.append(f"{page.name}:{start + line - 1}: {first}, not {comment}")

    names: dict[str, Any] = {"__name__": page.name, "_shows": shows, "_prints": prints}
    for block in runnable(page):
        start = block.line
        tree = ast.fix_missing_locations(_Compared(block.text).visit(ast.parse(block.text)))
        ast.increment_lineno(tree, start - 1)
        code = compile(tree, str(page), "exec", dont_inherit=True)
        exec(code, names)  # noqa: S102 - our own pages
    return untrue


@pytest.mark.parametrize(
    "page", [page for page in PAGES if runnable(page)], ids=lambda page: str(page.relative_to(ROOT))
)
def test_the_python_of_a_page_runs_and_its_comments_are_true(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(page) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_block_is_closed_and_says_what_it_is(page: Path) -> None:
    fences = [line for line in page.read_text("utf-8").splitlines() if line.startswith("```")]
    assert len(fences) == 2 * len(blocks(page))


# What commands print.


README = ROOT / "README.md"


@pytest.mark.parametrize("block", [each for each in blocks(README) if each.info.startswith("text ")], ids=str)
def test_a_command_prints_what_stands_below_it(
    block: Block, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    command = block.info.removeprefix("text ")
    assert f".venv/bin/kzeu-timeline {command}" in README.read_text("utf-8")
    monkeypatch.setattr("sys.argv", ["kzeu-timeline", *command.split()])
    with pytest.raises(SystemExit):
        main()
    printed = [line.rpartition("  [")[0] for line in capsysbinary.readouterr().out.decode().splitlines()]
    shown = [line.partition(" |")[0].rstrip() for line in block.text.splitlines()]
    assert len(shown) == len(printed)
    for line, real in zip(shown, printed, strict=True):
        assert line == real or (line.endswith("…") and real.startswith(line[:-1]))


def test_the_figures_of_the_first_page_are_those_of_the_record() -> None:
    record, page = load(), " ".join(README.read_text("utf-8").split())
    statements = [each for entry in record.entries.values() for each in entry.statements]
    sources = {each.source.slug: each.source for each in statements}
    anniversaries = sum(entry.is_derived for entry in record.timeline())
    assert f"{len(record.entries)} entries from 1993 to 2026 and {anniversaries} anniversaries" in page
    assert f"{len(statements)} statements of {len(sources)} sources" in page
    assert f"sources in {len({each.language for each in sources.values()})} languages" in page
    measured = (ROOT / "benchmarks" / "README.md").read_text("utf-8")
    assert f"{len(record.entries)} entries, {len(statements)} statements, {len(sources)} sources" in measured
    told = record.published()
    gone = sum(entry.status is Status.CANCELLED for entry in told)
    assert ("a file may hold a few more than its line on the page counts" in page) is (0 < gone < len(told) / 20)
    assert f"# {len(RULES)} rules" in page


# TOML.


def laid_over(folder: str = "seeds") -> dict[str, str]:
    """The files of *folder* that the page on the record shows, by path within it."""
    files: dict[str, str] = {}
    for block in blocks(RECORD_PAGE):
        kind, _, path = block.info.partition(" ")
        if kind == "toml" and path.startswith(f"{folder}/"):
            name = path.removeprefix(f"{folder}/")
            files[name] = files.get(name, "") + block.text
    return files


def test_every_toml_block_of_the_page_on_the_record_says_where_it_belongs() -> None:
    assert [block for block in blocks(RECORD_PAGE) if block.info == "toml"] == []


@pytest.mark.skipif(not laid_over(), reason="the page on the record shows none")
def test_the_examples_of_the_page_on_the_record_load(tmp_path: Path) -> None:
    over = write(tmp_path, laid_over())
    base, catalogue = load(), load(extend=over)
    added = catalogue.entries.keys() - base.entries.keys()
    assert added
    assert [str(each) for each in catalogue.check() if each.is_open] == []


def test_the_folder_of_ones_own_on_the_page_adds_what_it_says(tmp_path: Path) -> None:
    catalogue, base = load(extend=write(tmp_path, laid_over("my-folder"))), load()
    (overlay,) = catalogue.overlays
    assert not overlay.replaces
    below, above = base.entries[overlay.slug].statements, catalogue.entries[overlay.slug].statements
    assert above[:-1] == below
    assert above[-1].source.slug == "my-source"


def test_the_messages_of_the_page_on_the_record_are_real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = [block.text for block in blocks(RECORD_PAGE) if block.info == "text" and "my-folder/" in block.text]
    if not shown:
        pytest.skip("the page on the record shows none")
    files = laid_over()
    for name, text in files.items():
        files[name] = text.replace('when = "2026-11"', 'when = "2026-13"').replace('"astana"', '"asatana"')
    monkeypatch.chdir(tmp_path)
    write(Path("my-folder"), files)
    with pytest.raises(SeedError) as caught:
        load(extend="my-folder")
    assert str(caught.value).splitlines() == shown[0].splitlines()


def test_the_commands_of_the_page_on_the_record_write_what_stands_below_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [line for block in blocks(RECORD_PAGE) if block.info == "sh" for line in block.text.splitlines()]
    lines = [line.removeprefix(".venv/bin/") for line in told if " new " in line]
    below: dict[str, str] = {}
    for block in blocks(RECORD_PAGE):
        if block.info.startswith("toml seeds/"):
            below.setdefault(block.info.removeprefix("toml seeds/"), block.text)
    monkeypatch.chdir(tmp_path)
    Path("my-folder").mkdir()
    for line in lines:
        monkeypatch.setattr("sys.argv", shlex.split(line))
        with pytest.raises(SystemExit) as ended:
            main()
        assert not ended.value.code
    written = {path.relative_to("my-folder").as_posix(): path for path in Path("my-folder").rglob("*.toml")}
    assert len(written) == len(lines)
    assert {name: path.read_text("utf-8") for name, path in written.items()} == {name: below[name] for name in written}


# Links.


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_files_that_a_page_links_to_are_there(page: Path) -> None:
    text = _BLOCK.sub("", page.read_text("utf-8"))
    targets = {target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in target}
    assert {target for target in targets if target and not (page.parent / target).exists()} == set()
