"""The first page of a site: which calendars there are, what is coming, and how to subscribe."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import attrs

from kzeu_timeline.feeds import Feed, feed_path, variants
from kzeu_timeline.locales import wording
from kzeu_timeline.model import Entry, Status
from kzeu_timeline.sentences import reach, when_text
from kzeu_timeline.text import Language
from kzeu_timeline.timeline import Timeline

if TYPE_CHECKING:
    import jinja2

MOST_COMING: Final = 7
"""Entries in the list of what is coming."""

GOOGLE: Final = "https://calendar.google.com/calendar/render?cid={webcal}"
OUTLOOK: Final = "https://outlook.live.com/calendar/0/addfromweb?url={address}&name={name}"
"""What adds a calendar by its address to one that is kept with Google or Microsoft."""


def index_path(language: Language) -> str:
    """Where the page in a language is."""
    return f"index.{language}.html"


@attrs.frozen(kw_only=True)
class IndexPage:
    """What the page shows, in whatever language.

    ``feeds`` are what each feed selects. ``twins`` are the formats beside iCalendar: how their files end, and their
    names. ``others`` is what there is besides: path, key of its name, and media type. ``root`` is the address of the
    site, empty if nobody knows it; ``coming`` is what may still come, None if nobody knows which day it is.
    """

    feeds: Mapping[Feed, Timeline]
    twins: Sequence[tuple[str, str]]
    others: Sequence[tuple[str, str, str]]
    root: str
    coming: Timeline | None

    def render(self, language: Language) -> bytes:
        """The page in one language, in UTF-8."""
        words, style, coming = wording(language), _text_of("index.css"), self.coming
        digest = b64encode(sha256(style.encode()).digest()).decode()
        page = _template().render(
            language=language,
            words=words.page,
            title=words.label("calendar"),
            about=words.label("calendar-about"),
            tongues=[(tongue, wording(tongue).own_name, index_path(tongue)) for tongue in Language],
            feeds=[self._feed(feed, selection, language) for feed, selection in self.feeds.items()],
            coming=None if coming is None else [_line(entry, language) for entry in coming[:MOST_COMING]],
            others=[(path.format(language=language), words.page[key], kind) for path, key, kind in self.others],
            reach=list(self._reach(language)),
            absolute=bool(self.root),
            style=style,
            policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        )
        return page.encode()

    def _reach(self, language: Language) -> Iterator[str]:
        """How much the feeds hold together, how far their sources reach, and who made them."""
        entries = {each.slug: each for selection in self.feeds.values() for each in selection if _counts(each)}.values()
        yield from reach(entries, language)
        yield wording(language).page["made-by"]

    def _feed(self, feed: Feed, selection: Timeline, language: Language) -> dict[str, Any]:
        words, path, title = wording(language), feed_path(feed, language), feed.title.best(language)
        following = (self.coming & selection)[:1] if self.coming else ()
        return {
            "slug": feed.slug,
            "title": _clean(title),
            "about": _clean(feed.description.best(language)) if feed.description else "",
            "path": path,
            "address": f"{self.root}{path}" if self.root else "",
            "count": len(selection.where(_counts)),
            "next": _line(following[0], language) if following else None,
            "ways": list(self._ways(path, title, language)),
            "twins": [(feed_path(feed, language, suffix=suffix), label) for suffix, label in self.twins],
            "variants": [
                {
                    "title": _clean(longer),
                    "label": words.page[variant],
                    "about": words.page[f"{variant}-about"],
                    "ways": list(self._ways(feed_path(feed, language, variant=variant), longer, language)),
                }
                for variant, longer in variants(feed, language)
            ],
        }

    def _ways(self, path: str, title: str, language: Language) -> Iterator[tuple[str, str]]:
        """The ways to get a calendar, the best first: what the link says, and where it leads."""
        words = wording(language)
        if self.root:
            address = f"{self.root}{path}"
            webcal = f"webcal://{address.partition('://')[2]}"
            yield words.page["subscribe-here"], webcal
            yield "Google", GOOGLE.format(webcal=quote(webcal, safe=""))
            yield "Outlook", OUTLOOK.format(address=quote(address, safe=""), name=quote(title, safe=""))
        yield words.page["file"], path


def _counts(entry: Entry) -> bool:
    return entry.status is not Status.CANCELLED


def _line(entry: Entry, language: Language) -> dict[str, str]:
    return {"when": when_text(entry.when, language), "title": _clean(entry.title.best(language))}


_BREAKS: Final = re.compile("[\\t\\n\\r\\v\\f\\x85\\u2028\\u2029]+")
_CONTROLS: Final = re.compile("[\\x00-\\x1f\\x7f-\\x9f]")


def _clean(text: str) -> str:
    """*text* without what HTML can't hold: line breaks become blanks, other control characters are dropped."""
    return _CONTROLS.sub("", _BREAKS.sub(" ", text))


def _text_of(name: str) -> str:
    return resources.files("kzeu_timeline").joinpath("templates", name).read_text("utf-8")


@cache
def _template() -> jinja2.Template:
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - 40 ms that only pages need

    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(
        _text_of("index.html")
    )
