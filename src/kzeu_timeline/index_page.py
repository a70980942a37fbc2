"""What the first page of a site offers beside the timeline: which calendars there are, and how to subscribe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from ipaddress import ip_address
from typing import Final
from urllib.parse import quote, urlsplit

import attrs

from kzeu_timeline.feeds import Feed, feed_path, variants
from kzeu_timeline.locales import wording
from kzeu_timeline.model import Entry, Status
from kzeu_timeline.page.offers import Download, Offers, Subscription, Version, Way
from kzeu_timeline.page.rendering import Page
from kzeu_timeline.sentences import reach, when_text
from kzeu_timeline.text import Language
from kzeu_timeline.timeline import Timeline

GOOGLE: Final = "https://calendar.google.com/calendar/render?cid={webcal}"
OUTLOOK: Final = "https://outlook.live.com/calendar/0/addfromweb?url={address}&name={name}"
"""What adds a calendar by its address to one that is kept with Google or Microsoft."""


def index_path(language: Language) -> str:
    """Where the page in a language is."""
    return f"index.{language}.html"


@attrs.frozen(kw_only=True)
class IndexPage:
    """The first page of a site, in whatever language.

    ``page`` is that of the timeline. ``feeds`` are what each feed selects. ``twins`` are the formats beside iCalendar:
    how their files end, and their names. ``others`` is what there is besides: path, key of its name, and media type.
    ``root`` is the address of the site, empty if nobody knows it; ``coming`` is what may still come, None if nobody
    knows which day it is.
    """

    page: Page
    feeds: Mapping[Feed, Timeline]
    twins: Sequence[tuple[str, str]]
    others: Sequence[tuple[str, str, str]]
    root: str
    coming: Timeline | None

    def render(self, language: Language) -> bytes:
        """The page in one language, in UTF-8."""
        words = wording(language).page
        offers = Offers(
            subscriptions=[self._feed(feed, selection, language) for feed, selection in self.feeds.items()],
            downloads=[
                Download(words[key], path.format(language=language), media_type)
                for path, key, media_type in self.others
            ],
            pages={tongue: index_path(tongue) for tongue in Language},
            about=list(self._reach(language)),
            is_reachable=bool(self.root),
            is_local=self._is_local,
        )
        return self.page.among(language, offers).encode()

    @property
    def _is_local(self) -> bool:
        """Whether the site is at an address that means something else on every computer (RFC 6761, 6.3)."""
        host = urlsplit(self.root).hostname or ""
        if host == "localhost" or host.endswith(".localhost"):
            return True
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return False

    def _reach(self, language: Language) -> Iterator[str]:
        """How much the page holds, how far its sources reach, and who made it."""
        yield from reach(self.page.timeline, language)
        yield wording(language).page["made-by"]

    def _feed(self, feed: Feed, selection: Timeline, language: Language) -> Subscription:
        words, path, title = wording(language), feed_path(feed, language), feed.title.best(language)
        following = next(iter(self.coming & selection), None) if self.coming else None
        about = feed.description.best(language) if feed.description else ""
        return Subscription(
            slug=feed.slug,
            title=title,
            about="" if about == words.label("calendar-about") else about,
            path=path,
            address=f"{self.root}{path}" if self.root else "",
            entries=len(selection.where(_counts)),
            next=(when_text(following.when, language), following.title.best(language)) if following else None,
            ways=list(self._ways(path, title, language)),
            formats=[Way(label, feed_path(feed, language, suffix=suffix)) for suffix, label in self.twins],
            versions=[
                Version(
                    longer,
                    words.page[variant],
                    words.page[f"{variant}-about"],
                    list(self._ways(feed_path(feed, language, variant=variant), longer, language)),
                )
                for variant, longer in variants(feed, language)
            ],
        )

    def _ways(self, path: str, title: str, language: Language) -> Iterator[Way]:
        """The ways to get a calendar, the best first: what the link says, and where it leads."""
        words = wording(language)
        if self.root:
            address = f"{self.root}{path}"
            webcal = f"webcal://{address.partition('://')[2]}"
            yield Way(words.page["subscribe-here"], webcal)
            if not self._is_local:
                yield Way("Google", GOOGLE.format(webcal=quote(webcal, safe="")))
                # Letters of any alphabet stay as they are: a browser writes them in percents, at thrice the length.
                name = "".join(each if each.isalpha() else quote(each, safe="") for each in title)
                yield Way("Outlook", OUTLOOK.format(address=quote(address, safe=""), name=name))
        yield Way(words.page["file"], path)


def _counts(entry: Entry) -> bool:
    return entry.status is not Status.CANCELLED
