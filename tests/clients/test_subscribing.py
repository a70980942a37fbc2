"""vdirsyncer and khal subscribe over HTTP in three languages; after an edit and `seal` they show the change alone."""

from __future__ import annotations

from typing import Final, NamedTuple

import pytest

from kzeu_timeline import Language
from tests.clients import editions
from tests.clients.conftest import missing
from tests.clients.readers import expected, python_environment
from tests.clients.sites import Site, served
from tests.clients.subscriber import Kept, Shown, Subscriber, as_shown
from tests.exporters import raw_ical
from tests.exporters.raw_ical import Component

pytestmark = pytest.mark.clients

LANGUAGES: Final = [str(language) for language in Language]


class Edition(NamedTuple):
    """What is served in one language, and what a subscriber has and sees of it."""

    feed: bytes
    kept: dict[str, Kept]
    shown: list[Shown]


class Story(NamedTuple):
    """The feeds by language as first seen, as fetched again unchanged, and as fetched after the edit."""

    before: dict[str, Edition]
    again: dict[str, dict[str, Kept]]
    after: dict[str, Edition]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    if told := python_environment():
        missing(told)
    folder = tmp_path_factory.mktemp("subscribing")
    seeds = editions.copied(folder / "seeds")
    editions.edit(seeds, editions.BEFORE)
    with served(seeds) as site:
        subscriber = Subscriber(folder / "subscriber", {language: site.address(language) for language in LANGUAGES})
        subscriber.discover()
        subscriber.sync()
        before = editions_of(site, subscriber)
        subscriber.sync()
        again = {language: subscriber.kept(language) for language in LANGUAGES}
        editions.edit(seeds, editions.AFTER)
        site.wait_for_another("en", than=before["en"].feed)
        subscriber.sync()
        after = editions_of(site, subscriber)
    return Story(before, again, after)


def editions_of(site: Site, subscriber: Subscriber) -> dict[str, Edition]:
    """All that is to be known now, by language."""
    feeds = {language: site.fetched(language) for language in LANGUAGES}
    shown = subscriber.shown([day[:10] for feed in feeds.values() for each in expected(feed) for day in each[1:3]])
    return {language: Edition(feeds[language], subscriber.kept(language), shown[language]) for language in LANGUAGES}


def events(feed: bytes) -> dict[str, Component]:
    """The events of a feed by their slugs."""
    return {event.text("X-KZEU-SLUG"): event for event in raw_ical.events(feed)}


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    tag: str = request.param
    return tag


def test_a_subscriber_has_every_event_and_sees_it_on_its_days(story: Story, language: str) -> None:
    for edition in (story.before[language], story.after[language]):
        assert sorted(edition.shown) == sorted(as_shown(expected(edition.feed)))
        assert {each.slug for each in edition.kept.values()} == set(events(edition.feed))
        assert len(edition.kept) == len(events(edition.feed)) > 140


def test_what_was_kept_says_what_the_feed_says(story: Story, language: str) -> None:
    """Of every property but the UID, which vdirsyncer makes itself."""

    def said(event: Component) -> list[raw_ical.Property]:
        return [each for each in event.properties if each.name != "UID"]

    edition = story.before[language]
    fed = {slug: said(event) for slug, event in events(edition.feed).items()}
    assert {each.slug: said(each.event) for each in edition.kept.values()} == fed


def test_nothing_is_written_again_when_nothing_changed(story: Story, language: str) -> None:
    assert story.again[language] == story.before[language].kept


def test_after_an_edit_the_change_arrives_and_nothing_else(story: Story, language: str) -> None:
    before, after = story.before[language].kept, story.after[language].kept
    gone = [before[name].slug for name in before.keys() - after.keys()]
    come = [after[name].slug for name in after.keys() - before.keys()]
    assert sorted(gone) == sorted(come) == sorted(editions.CHANGED[language])
    assert {name: after[name] for name in before.keys() & after.keys()} == {
        name: kept for name, kept in before.items() if kept.slug not in editions.CHANGED[language]
    }


def test_in_the_feed_itself_only_what_changed_differs(story: Story, language: str) -> None:
    before, after = events(story.before[language].feed), events(story.after[language].feed)
    assert before.keys() == after.keys()
    assert {slug for slug in before if before[slug] != after[slug]} == editions.CHANGED[language]


def test_each_change_is_one_revision_later(story: Story, language: str) -> None:
    before, after = events(story.before[language].feed), events(story.after[language].feed)
    for slug in editions.CHANGED[language]:
        old, new = before[slug], after[slug]
        assert new.one("UID") == old.one("UID")
        assert int(new.text("SEQUENCE")) == int(old.text("SEQUENCE")) + 1
        assert new.text("LAST-MODIFIED") == new.text("DTSTAMP") > old.text("LAST-MODIFIED")


def test_khal_shows_the_new_title_the_new_day_and_the_cancelled(story: Story) -> None:
    assert the_changes(story, "en") == [
        ("2027-05-10", "Forum of cities and regions", "TENTATIVE"),
        ("2027-06-14", "Visit to Aktau", "TENTATIVE"),
        ("2027-07-01", "CANCELLED: Talks on rail", "CANCELLED"),
        ("2027-08-20", "REMOVED: Round table", "CANCELLED"),
    ]
    assert the_changes(story, "ru") == [
        ("2027-06-14", "Визит в Актау", "TENTATIVE"),
        ("2027-07-01", "ОТМЕНЕНО: Переговоры о железных дорогах", "CANCELLED"),
        ("2027-08-20", "УДАЛЕНО ИЗ КАЛЕНДАРЯ: Круглый стол", "CANCELLED"),
    ]
    assert the_changes(story, "kk") == [
        ("2027-06-14", "Ақтауға сапар", "TENTATIVE"),
        ("2027-07-01", "БОЛМАЙДЫ: Темір жол жөніндегі келіссөздер", "CANCELLED"),
        ("2027-08-20", "КҮНТІЗБЕДЕН АЛЫНДЫ: Дөңгелек үстел", "CANCELLED"),
    ]


def the_changes(story: Story, language: str) -> list[tuple[str, str, str]]:
    """What khal shows after the edit that it did not show before."""
    new = set(story.after[language].shown) - set(story.before[language].shown)
    return sorted((each.first, each.title, each.status) for each in new)
