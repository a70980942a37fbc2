"""Atom: what subscribers were told, change after change (RFC 4287)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from html import escape
from itertools import islice
from typing import Final
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from kzeu_timeline.change_sentences import change_text, heading
from kzeu_timeline.history import Told
from kzeu_timeline.locales import wording
from kzeu_timeline.model import Source, fields
from kzeu_timeline.text import Language
from kzeu_timeline.xmltext import in_xml

NAMESPACE: Final = UUID("0f3f5d0b-6a56-5c0e-8a53-7f0c1f5f2f53")
"""Of every id; it never changes, or every reader would see each change twice."""

MOST: Final = 100
"""Changes in a feed; a reader that asks once in a while sees them all, and a feed of all years would only grow."""

_ATOM: Final = "http://www.w3.org/2005/Atom"
_NEVER: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def to_atom(
    told: Iterable[Told], *, language: str, address: str | None = None, page: str | None = None, most: int = MOST
) -> bytes:
    """The first *most* of what was told, the newest first, as an Atom feed in one language, in UTF-8.

    ``catalogue.told()`` has it; what is about a title in another language is left out. *address* is where the feed is
    had, *page* the page that it belongs to. Characters that XML can't hold are dropped, and no text is markup.
    Raises :class:`~kzeu_timeline.InvalidRecordError` for an unknown language or what is no address.
    """
    tongue = Language.of(language)
    words, news = wording(tongue), list(islice(_in_language(told, tongue), most))
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": tongue})
    _text(feed, "id", uuid5(NAMESPACE, f"changes/{tongue}").urn)
    _text(feed, "title", f"{words.label('calendar')}: {words.label('what-changed')}")
    _text(feed, "updated", _instant(max((each.at for each in news), default=_NEVER)))
    _text(ET.SubElement(feed, "author"), "name", "kzeu-timeline")
    for relation, media_type, href in (("self", "application/atom+xml", address), ("alternate", "text/html", page)):
        if href is not None:
            ET.SubElement(feed, "link", rel=relation, type=media_type, href=fields.url(href))
    for each in news:
        feed.append(_entry(each, tongue))
    ET.indent(feed)
    content: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _in_language(told: Iterable[Told], language: Language) -> Iterator[Told]:
    for each in told:
        if changes := tuple(change for change in each.changes if change.language in {None, language}):
            yield Told(each.at, changes)


def _entry(told: Told, language: Language) -> ET.Element:
    entry, at = told.entry, _instant(told.at)
    found = ET.Element("entry")
    _text(found, "id", uuid5(NAMESPACE, f"{entry.slug}/{language}/{at}").urn)
    _text(found, "title", f"{entry.title.best(language)} – {_how(told, language)}")
    _text(found, "updated", at)
    for kind, label in {change.kind: heading(change, language) for change in told.changes}.items():
        ET.SubElement(found, "category", term=kind, label=label)
    sources = dict.fromkeys(source for change in told.changes for source in change.sources)
    for source in sources:
        if source.url is not None:
            ET.SubElement(found, "link", rel="related", href=source.url, title=in_xml(source.publisher))
    _text(found, "content", _content(told, sources, language)).set("type", "html")
    return found


def _how(told: Told, language: Language) -> str:
    return ", ".join(dict.fromkeys(heading(change, language) for change in told.changes))


def _content(told: Told, sources: Iterable[Source], language: Language) -> str:
    """HTML, in which all text is escaped: each change in a paragraph, and the sources that have an address."""
    said = "".join(f"<p>{escape(change_text(change, language))}</p>" for change in told.changes)
    links = "".join(
        f'<li><a href="{escape(source.url)}">{escape(source.publisher)}</a></li>' for source in sources if source.url
    )
    return f"{said}<ul>{links}</ul>" if links else said


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    child = ET.SubElement(parent, name)
    child.text = in_xml(text)
    return child


def _instant(instant: dt.datetime) -> str:
    return f"{instant:%Y-%m-%dT%H:%M:%SZ}"
