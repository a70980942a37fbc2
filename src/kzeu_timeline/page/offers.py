"""What a page offers beside the timeline, as plain values: calendars to subscribe to, files, other pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import attrs

from kzeu_timeline.text import Language


class Way(NamedTuple):
    """A link: what it says, and where it leads."""

    label: str
    address: str


class Version(NamedTuple):
    """The same calendar, shown otherwise."""

    title: str
    label: str
    about: str
    ways: list[Way]


class Subscription(NamedTuple):
    """A calendar that people can subscribe to; the best of the ways comes first. ``address`` is empty if unknown."""

    slug: str
    title: str
    about: str
    path: str
    address: str
    entries: int
    next: tuple[str, str] | None
    ways: list[Way]
    formats: list[Way]
    versions: list[Version]


class Download(NamedTuple):
    """A file beside the page."""

    label: str
    address: str
    media_type: str


@attrs.frozen(kw_only=True)
class Offers:
    """All that a page offers: ``pages`` are the addresses of the same page by language, ``about`` stands at its foot.

    ``is_reachable`` says whether anybody knows at which address the calendars are, ``is_local`` whether only programs
    on the same computer reach it.
    """

    subscriptions: Sequence[Subscription] = ()
    downloads: Sequence[Download] = ()
    pages: Mapping[Language, str] = MappingProxyType({})
    about: Sequence[str] = ()
    is_reachable: bool = False
    is_local: bool = False
