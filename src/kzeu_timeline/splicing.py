"""One more table in the text of a TOML file: put between others, so that every other byte stays as it is.

A file is never written anew from what was read of it. The table alone is rendered, and set in at the beginning of a
line that is outside all others; that it is one is known because the text up to there is TOML by itself.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

_HEADER: Final = re.compile(r"^[ \t]*\[", re.MULTILINE)


class _Section(NamedTuple):
    """A header with all that follows it up to the next one, and the comments right above it."""

    start: int
    key: str
    is_new: bool
    """Whether a list gets another table here; no if the header is within the table above."""


def rendered(key: str, table: Mapping[str, object], *, in_list: bool) -> str:
    """The table as TOML text: ``[key]``, or ``[[key]]`` as one more of a list."""
    import tomlkit  # noqa: PLC0415 - 20 ms that only those who write wait for

    made = tomlkit.table()
    for name, value in table.items():
        if isinstance(value, Mapping):
            parts = (f"{part} = {tomlkit.item(each).as_string()}" for part, each in value.items())
            made[name] = tomlkit.value(f"{{ {', '.join(parts)} }}")
        elif isinstance(value, list):
            members = tomlkit.aot()
            for each in value:
                members.append(tomlkit.item(each))
            made[name] = members
        else:
            made[name] = value
    whole = tomlkit.document()
    whole[key] = tomlkit.aot() if in_list else made
    if in_list:
        whole[key].append(made)
    return tomlkit.dumps(whole)


def with_table(text: str, block: str) -> str:
    """*text* with *block* at its end, a blank line between."""
    return _between(text, block, "")


def with_member(text: str, key: str, block: str, position: int) -> str:
    """*text* with *block* as the table of that position (from 0) in the list *key*.

    Comments right above a header belong to it. After the last of the list comes what followed the list.
    """
    sections = list(_sections(text))
    members = [number for number, section in enumerate(sections) if section.key == key and section.is_new]
    if position < len(members):
        at = sections[members[position]].start
    else:
        last = members[-1] if members else len(sections)
        at = next((each.start for each in sections[last:] if each.key != key), len(text))
    return _between(text[:at], block, text[at:])


def _between(before: str, block: str, after: str) -> str:
    line = "\r\n" if "\r\n" in before + after else "\n"
    if before and not before.endswith("\n"):
        before += line
    if before and not re.search(r"\n[ \t]*\r?\n\Z", before):
        before += line
    return before + block.replace("\n", line) + (line + after if after else "")


def _sections(text: str) -> Iterator[_Section]:
    """The headers of a file that is TOML, in their order."""
    heads = [0, *(start for start in _heads(text)), len(text)]
    for above, start, end in zip(heads, heads[1:], heads[2:], strict=False):
        ((key, value),) = tomllib.loads(text[start:end]).items()
        yield _Section(_with_comments(text, above, start), key, isinstance(value, list))


def _heads(text: str) -> Iterator[int]:
    """Where each header begins: such a line with TOML between it and the one before, not within a string or a list."""
    last = 0
    for found in _HEADER.finditer(text):
        if _is_toml(text[last : found.start()]):
            last = found.start()
            yield last


def _with_comments(text: str, above: int, start: int) -> int:
    """Where the comments right above the header at *start* begin, none of which is before *above*."""
    while start > above:
        line = text.rfind("\n", above, start - 1) + 1 or above
        if not text[line:start].lstrip().startswith("#") or not _is_toml(text[above:line]):
            break
        start = line
    return start


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except ValueError:
        return False
    return True
