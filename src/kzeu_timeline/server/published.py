"""What is served at one time: every address with what is there, made of a site and taken away with it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

import attrs

from kzeu_timeline.files import File, Site
from kzeu_timeline.server.conditions import Fields
from kzeu_timeline.server.negotiation import language, media_type
from kzeu_timeline.server.responses import Content, Header, Resource, Response, preference, told
from kzeu_timeline.text import Language

if TYPE_CHECKING:
    from kzeu_timeline.catalogue import Catalogue
    from kzeu_timeline.feeds import Feed
    from kzeu_timeline.server.selections import Selections

HEALTH: Final = "/health"

_SECOND: Final = dt.timedelta(seconds=1)
"""The least by which Last-Modified grows (RFC 9110, 8.8.2)."""

_INDEX: Final = "index.html"
_CALENDAR: Final = ".ics"
_TWINS: Final = (".jcal.json", ".jscalendar.json")


@attrs.frozen
class ByLanguage:
    """The first page: in the language that Accept-Language likes best, or as it is at the root of the site."""

    pages: Mapping[Language, Resource]
    otherwise: Resource

    def answer(self, fields: Fields) -> Response:
        """The response to a GET or HEAD with these fields."""
        wanted = language(preference(fields, b"accept-language"))
        return (self.pages.get(wanted, self.otherwise) if wanted else self.otherwise).answer(fields)


@attrs.frozen
class ByMediaType:
    """A feed without the ending of its file: in the format that Accept likes best, iCalendar if it is all the same."""

    formats: Mapping[str, Resource]

    def answer(self, fields: Fields) -> Response:
        """The response to a GET or HEAD with these fields."""
        found = media_type(preference(fields, b"accept"), [*self.formats])
        if found is None:
            return told(HTTPStatus.NOT_ACCEPTABLE, f"not acceptable; there are {', '.join(self.formats)}")
        return self.formats[found].answer(fields)


Address = Resource | ByLanguage | ByMediaType
"""What answers at an address."""


class Published:
    """Every address of a site with what answers there, its selections if it has any, and how it is."""

    def __init__(self, site: Site, selections: Selections | None = None, *, previous: Published | None = None) -> None:
        old = previous.contents if previous else {}
        self.contents: Mapping[str, Content] = {path: _content(file, old.get(path)) for path, file in site.items()}
        self.selections = selections
        self.addresses: Mapping[str, Address] = {
            **{f"/{path}": Resource(content) for path, content in self.contents.items()},
            **dict(_negotiated(self.contents)),
        }
        self._changed = max(each.file.changed for each in self.contents.values())

    @classmethod
    def of(
        cls,
        catalogue: Catalogue,
        *,
        base: str,
        today: dt.date,
        feeds: Iterable[Feed] | None = None,
        previous: Published | None = None,
    ) -> Published:
        """The site of a catalogue as ``to_site`` makes it, and its selections; what *previous* has of it is kept."""
        from kzeu_timeline.feeds import FEEDS  # noqa: PLC0415 - who serves what is ready need not wait for these
        from kzeu_timeline.server.selections import Selections  # noqa: PLC0415
        from kzeu_timeline.site import to_site  # noqa: PLC0415

        site = to_site(catalogue, base=base, today=today, feeds=FEEDS if feeds is None else feeds)
        changed = max(file.changed for file in site.values())
        return cls(site, Selections(catalogue, base=base, today=today, changed=changed), previous=previous)

    def health(self, *, current: bool) -> Response:
        """How the server is, for programs; *current* is whether the seeds as they are now could be loaded."""
        state = {
            "ok": True,
            "current": current,
            **({"entries": len(self.selections.timeline)} if self.selections else {}),
            "changed": f"{self._changed:%Y-%m-%dT%H:%M:%SZ}",
            "files": len(self.contents),
        }
        return told(HTTPStatus.OK, json.dumps(state), media_type="application/json")

    def compress(self) -> None:
        """Compress what is not yet: nobody who asks has to wait for it then."""
        for content in self.contents.values():
            content.packed  # noqa: B018 - it is computed once


def _content(file: File, before: Content | None) -> Content:
    """What is served of a file; one that has changed is younger by a second at least, whatever it says itself."""
    if before is None:
        return Content(file)
    if (file.content, file.media_type) == (before.file.content, before.file.media_type):
        return before
    return Content(attrs.evolve(file, changed=max(file.changed, before.file.changed + _SECOND)))


def _negotiated(contents: Mapping[str, Content]) -> Iterator[tuple[str, Address]]:
    if _INDEX in contents:
        pages = {each: f"index.{each}.html" for each in Language}
        yield (
            "/",
            ByLanguage(
                {each: _page(contents, path, each) for each, path in pages.items() if path in contents},
                _page(contents, _INDEX, None),
            ),
        )
    for path in contents:
        if path.endswith(_CALENDAR):
            stem = path.removesuffix(_CALENDAR)
            formats = [stem + suffix for suffix in (_CALENDAR, *_TWINS) if stem + suffix in contents]
            yield f"/{stem}", ByMediaType({_essence(contents[each]): _format(contents, each) for each in formats})


def _page(contents: Mapping[str, Content], path: str, of: Language | None) -> Resource:
    more: Sequence[Header] = [(b"content-language", of.encode())] if of else []
    return Resource(contents[path], vary=(b"Accept-Language",), more=[_place(path), *more])


def _format(contents: Mapping[str, Content], path: str) -> Resource:
    return Resource(contents[path], vary=(b"Accept",), more=[_place(path)])


def _place(path: str) -> Header:
    """Where the chosen file is by itself (RFC 9110, 8.7), as seen from the address that was asked for."""
    return b"content-location", path.rpartition("/")[2].encode()


def _essence(content: Content) -> str:
    return content.file.media_type.partition(";")[0].strip()
