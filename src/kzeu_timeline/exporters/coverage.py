"""The coverage of a record as a page of Markdown, in English: for those who look for what to add."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from kzeu_timeline.coverage import Record, TrackCoverage, coverage, disputed_figures
from kzeu_timeline.dates import parse_edtf
from kzeu_timeline.doubts import is_open
from kzeu_timeline.exporters.commonmark import escaped, link
from kzeu_timeline.locales import describe
from kzeu_timeline.model import Entry, Figure, Statement
from kzeu_timeline.sentences import figure_text, place_text
from kzeu_timeline.text import Language

_NONE: Final = "–"


def coverage_page(record: Record) -> str:
    """What *record* holds, lacks and disputes, track by track, as Markdown; nothing in the data is markup."""
    covered = coverage(record)
    lines = ["# Coverage: what is known, what is missing, what is disputed", "", *_summary(record)]
    lines += ["", "| track | known | missing | day open | not confirmed | one source | disputed |", f"|{'---|' * 7}"]
    lines += [_row(track) for track in covered]
    for track in covered:
        lines += ["", *_section(track)]
    if disputed := disputed_figures(record):
        lines += ["", "## Figures on which sources differ", ""]
        for figures in disputed:
            lines += [f"- {escaped(figures[0].title.best(Language.EN))}", *(f"  - {_claim(each)}" for each in figures)]
    return "\n".join([*lines, ""])


def _summary(record: Record) -> Iterator[str]:
    entries = record.entries.values()
    statements = [statement for entry in entries for statement in entry.statements]
    sources = {statement.source.slug: statement.source for statement in statements}
    languages = Counter(source.language for source in sources.values())
    attested = sum(Language.KK in entry.title and Language.KK not in entry.title.unattested for entry in entries)
    published = (source.published.latest for source in sources.values() if source.published)
    latest = max((day for day in published if day), default=None)
    exact = sum(not is_open(entry.when) for entry in entries)
    yield f"{len(record.entries)} entries, {len(statements)} statements of {len(sources)} sources."
    yield f"The sources are in {len(languages)} languages:"
    yield f"{escaped(', '.join(f'{tag} {count}' for tag, count in sorted(languages.items(), key=_by_count)))}."
    if latest:
        yield f"The latest came out by {describe(parse_edtf(latest.isoformat()), Language.EN)}."
    yield f"{exact} entries are known to the day; {attested} have a title in Kazakh that a source uses."
    yield ""
    yield "Who knows more: [how to add it](../seeds/README.md#add-a-meeting)."


def _by_count(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]


def _row(covered: TrackCoverage) -> str:
    cells = [
        _name(covered),
        str(len(covered.entries)),
        _numbers(covered.missing) or _NONE,
        *(str(len(each)) for each in (covered.open, covered.unconfirmed, covered.single, covered.disputed)),
    ]
    return f"| {' | '.join(cells)} |"


def _section(covered: TrackCoverage) -> Iterator[str]:
    yield f"## {_name(covered)}"
    yield ""
    first, last = (describe(covered.entries[index].when, Language.EN) for index in (0, -1))
    yield f"- Known: {len(covered.entries)}, {escaped(first)}" + (f" to {escaped(last)}" if last != first else "")
    if covered.ordinals:
        yield f"- Numbers: {_numbers(covered.ordinals)}; missing: {_numbers(covered.missing) or 'none'}"
    yield from _listed("The day is open", covered.open, dated=True)
    yield from _listed("Announced, not reported as held", covered.unconfirmed, dated=True)
    yield from _listed("The place is unknown", covered.unplaced)
    yield from _listed("One source only", covered.single)
    if covered.disputed:
        yield "- Disputed:"
        for entry, rivals in covered.disputed:
            yield f"  - {_entry(entry)}: {_said(entry.settled)}"
            yield from (f"    - but {_said(rival)}" for rival in rivals)


def _listed(head: str, entries: Iterable[Entry], *, dated: bool = False) -> Iterator[str]:
    dates = {each.slug: f" ({escaped(describe(each.when, Language.EN))})" for each in entries if dated}
    if texts := [f"{_entry(each)}{dates.get(each.slug, '')}" for each in entries]:
        yield f"- {head}: {'; '.join(texts)}"


def _name(covered: TrackCoverage) -> str:
    return escaped(covered.track.title.best(Language.EN)) if covered.track else "Outside any track"


def _entry(entry: Entry) -> str:
    return f"`{entry.slug}`"


def _numbers(runs: Iterable[range]) -> str:
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _said(statement: Statement) -> str:
    chairs = [each.person.name.best(Language.EN) for each in statement.participants if each.chair]
    parts = [
        describe(statement.when, Language.EN),
        place_text(statement.place, Language.EN) if statement.place else "",
        f"chaired by {' and '.join(chairs)}" if chairs else "",
    ]
    note = f" – {escaped(statement.note)}" if statement.note else ""
    return f"{escaped(', '.join(filter(None, parts)))}, {link(statement.source)}{note}"


def _claim(figure: Figure) -> str:
    note = f" – {escaped(figure.note)}" if figure.note else ""
    said = figure_text(figure, Language.EN).removeprefix(figure.title.best(Language.EN)).removeprefix(": ").strip()
    return f"{escaped(said)}, {link(figure.source)}{note}"
