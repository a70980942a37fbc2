"""``new`` and ``schema``: for those who write the record."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from kzeu_timeline.additions import Added, Folder, Home, add_entry, add_source, home
from kzeu_timeline.catalogue import Catalogue
from kzeu_timeline.cli.output import say
from kzeu_timeline.exceptions import SeedError, quoted
from kzeu_timeline.model import Entry, Event, Milestone, Status
from kzeu_timeline.publishing.file import write_file
from kzeu_timeline.readers.schema import schema_files
from kzeu_timeline.text import Language, nearest

SEEDS = Path("seeds")

new = typer.Typer(
    name="new",
    help="Add a record to its file, all else in it untouched.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

Seeds = Annotated[Path | None, typer.Option(metavar="DIR", help="The folder that is written to; else seeds/.")]
With = Annotated[
    Path | None, typer.Option("--with", metavar="DIR", help="Write to this folder, laid over the record or --seeds.")
]
Slug = Annotated[str | None, typer.Option(help="Its permanent name; else one is made up.")]
SourceSlug = Annotated[str | None, typer.Option(metavar="SLUG", help="The source that says so.")]
Paragraph = Annotated[int | None, typer.Option(help="Where in the source, counted from 1.")]
When = Annotated[str | None, typer.Option(metavar="EDTF", help="When, as precise as the source says: 2026-11.")]
Inferred = Annotated[bool, typer.Option("--inferred", help="The date is not said, but follows.")]
State = Annotated[Status | None, typer.Option("--status", help="How the source reports it.")]
Where = Annotated[str | None, typer.Option("--place", metavar="SLUG", help="Where.")]
Kind = Annotated[str | None, typer.Option(metavar="WORD", help="What it is, such as signed or visit.")]
Track = Annotated[str | None, typer.Option(metavar="SLUG", help="The track that it belongs to.")]
Series = Annotated[
    str | None, typer.Option("--series", "--track", metavar="SLUG", help="The series, negotiation or track.")
]
Year = Annotated[int | None, typer.Option(min=1, max=9999, help="The year, if it belongs to no track.")]
Ordinal = Annotated[int | None, typer.Option(help="Its number, if a source gives it.")]
TitleEn = Annotated[str | None, typer.Option(metavar="TEXT", help="The title in English.")]
TitleRu = Annotated[str | None, typer.Option(metavar="TEXT", help="The title in Russian.")]
TitleKk = Annotated[str | None, typer.Option(metavar="TEXT", help="The title in Kazakh.")]
Unattested = Annotated[
    list[Language] | None, typer.Option(help="A language in which no source has this title; may be repeated.")
]


@new.command()
def source(
    url: Annotated[str | None, typer.Option(help="Its address.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    published: Annotated[str | None, typer.Option(metavar="EDTF", help="When, as precise as it says.")] = None,
    language: Annotated[str | None, typer.Option(metavar="TAG", help="The language of its text, BCP 47.")] = None,
    note: Annotated[str | None, typer.Option(help="What one should know of it.")] = None,
    slug: Slug = None,
    seeds: Seeds = None,
    extend: With = None,
) -> None:
    """Add a document that states something."""
    example = 'source --url https://example.org/1 --publisher "The Ministry" --published 2026-06-02 --language en'
    _refuse_missing({"--publisher": publisher, "--language": language}, example)
    table = _given(publisher=publisher, language=language, published=published, url=url, note=note)
    _tell(add_source(_folder(seeds, extend), table, slug))


@new.command()
def meeting(
    series: Series = None,
    year: Year = None,
    ordinal: Ordinal = None,
    when: When = None,
    status: State = None,
    source: SourceSlug = None,
    paragraph: Paragraph = None,
    place: Where = None,
    inferred: Inferred = False,
    kind: Kind = None,
    title_en: TitleEn = None,
    title_ru: TitleRu = None,
    title_kk: TitleKk = None,
    unattested: Unattested = None,
    slug: Slug = None,
    seeds: Seeds = None,
    extend: With = None,
) -> None:
    """Add a meeting, a round or a visit, with what one source says of it."""
    said = _given(source=source, paragraph=paragraph, when=when, inferred=inferred, status=status, place=place)
    title = _given(en=title_en, ru=title_ru, kk=title_kk, unattested=unattested)
    table = _given(slug=slug, ordinal=ordinal, kind=kind, title=title, statements=[said])
    example = (
        "meeting --series cooperation-council --ordinal 23 --when 2026-11 --status planned --source ministry-2026-06-02"
    )
    _add(Event, {"--series": series, "--year": year}, table, example, seeds, extend)


@new.command()
def milestone(
    track: Track = None,
    year: Year = None,
    kind: Kind = None,
    when: When = None,
    status: State = None,
    source: SourceSlug = None,
    paragraph: Paragraph = None,
    place: Where = None,
    inferred: Inferred = False,
    title_en: TitleEn = None,
    title_ru: TitleRu = None,
    title_kk: TitleKk = None,
    unattested: Unattested = None,
    slug: Slug = None,
    seeds: Seeds = None,
    extend: With = None,
) -> None:
    """Add a point that a process reaches, with what one source says of it."""
    said = _given(source=source, paragraph=paragraph, when=when, inferred=inferred, status=status, place=place)
    title = _given(en=title_en, ru=title_ru, kk=title_kk, unattested=unattested)
    table = _given(slug=slug, kind=kind, title=title, statements=[said])
    example = (
        "milestone --track epca --kind reviewed --when 2026-05 --source ministry-2026-06-02 "
        '--title-en "EPCA reviewed" --title-ru "…" --title-kk "…"'
    )
    _add(Milestone, {"--track": track, "--year": year}, table, example, seeds, extend)


def schema(
    seeds: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A folder that stands alone gets them; else seeds/.")
    ] = None,
    extend: Annotated[
        Path | None, typer.Option("--with", metavar="DIR", help="A folder that is laid over another gets them.")
    ] = None,
) -> None:
    """Write the JSON Schemas that let an editor complete and check the TOML: schema.json and schemas/."""
    folder = _folder(seeds, extend)
    for name, text in schema_files(laid_over=folder.is_laid_over).items():
        path = folder.path / name
        if folder.path.is_dir():
            path.parent.mkdir(exist_ok=True)
        write_file(path, text.encode())


def _add(
    record: type[Entry],
    homes: Mapping[str, Any],
    table: Mapping[str, Any],
    example: str,
    seeds: Path | None,
    extend: Path | None,
) -> None:
    folder = _folder(seeds, extend)
    catalogue = folder.catalogue()
    said = table["statements"][0]
    where = _home(catalogue, record, homes)
    needed = {" or ".join(homes): where, "--when": said.get("when"), "--source": said.get("source")}
    _refuse_missing(needed | _needed_there(where, table), example)
    assert where is not None  # noqa: S101 - or it would be missing
    try:
        _tell(add_entry(folder, where, table))
    except SeedError as error:
        say(str(error))
        if said["source"] not in catalogue.sources:
            at = shlex.join(str(part) for pair in (("--seeds", seeds), ("--with", extend)) if pair[1] for part in pair)
            say(f"the source first: kzeu-timeline new source {at} --slug {shlex.quote(said['source'])} --publisher …")
        raise typer.Exit(2) from None


def _home(catalogue: Catalogue, record: type[Entry], homes: Mapping[str, Any]) -> Home | None:
    """The file that the entry belongs to, by the track or the year that was given."""
    (of_track, track), (of_year, year) = homes.items()
    if track is not None and year is not None:
        raise typer.BadParameter(f"{of_track} or {of_year}, not both", param_hint=of_year)
    if track is not None and track not in catalogue.tracks:
        near = nearest(track, catalogue.tracks)
        hint = f" (nearest: {quoted(near)})" if near else ""
        raise typer.BadParameter(f"unknown track{hint}: {quoted(track)}", param_hint=of_track)
    return None if track is None and year is None else home(catalogue, record, track=track, year=year)


def _needed_there(where: Home | None, table: Mapping[str, Any]) -> dict[str, Any]:
    """The options for what must be said where the entry stands, each with what was given."""
    missing = where.missing(table) if where else []
    title = table.get("title")
    titles = {f"--title-{language}": (title or {}).get(language) for language in ("en", "ru", "kk")}
    if where and "title" in missing and "title" not in where.missing({**table, "ordinal": 1}):
        titles = {f"--ordinal (or {', '.join(titles)})": None}
    return ({"--kind": None} if "kind" in missing else {}) | (titles if title or "title" in missing else {})


def _folder(seeds: Path | None, extend: Path | None) -> Folder:
    if extend is not None:
        return Folder(extend, is_laid_over=True, base=seeds)
    return Folder(seeds or SEEDS)


def _given(**options: Any) -> dict[str, Any]:
    """What was said, without what was not."""
    return {name: value for name, value in options.items() if value not in (None, False, [], {})}


def _refuse_missing(options: Mapping[str, Any], example: str) -> None:
    if missing := [name for name, value in options.items() if value is None]:
        say(f"missing: {', '.join(missing)}")
        say(f"for example: kzeu-timeline new {example}")
        raise typer.Exit(2)


def _tell(added: Added) -> None:
    sys.stdout.buffer.write(added.text.encode())
    say(f"{added.slug}: written to {added.file}")
