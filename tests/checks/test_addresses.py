"""Addresses: which are one page, and which are mistyped."""

from __future__ import annotations

import pytest

from kzeu_timeline.checks.addresses import essential, oddity
from kzeu_timeline.model import fields

PAGE = "https://example.org/news/1?id=2&lang=en"


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/news/1?id=2&lang=en",
        "https://www.example.org/news/1?id=2&lang=en",
        "https://EXAMPLE.org/news/1?id=2&lang=en",
        "https://example.org.:443/news/1?id=2&lang=en",
        "https://example.org/news/1/?id=2&lang=en",
        "https://example.org/news/1?lang=en&id=2",
        "https://example.org/news/1?id=2&utm_source=rss&lang=en&utm_medium=x&fbclid=1",
        "https://example.org/new%73/1?id=2&lang=en#comments",
    ],
)
def test_what_makes_no_difference(url):
    assert essential(fields.url(url)) == essential(PAGE)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/news/1?id=2&lang=en",
        "https://ru.example.org/news/1?id=2&lang=en",
        "https://example.org:8443/news/1?id=2&lang=en",
        "https://example.org/News/1?id=2&lang=en",
        "https://example.org/news/1?id=2",
        "https://example.org/news/1?id=2&lang=ru",
        "https://example.org/news/1?id=2&lang=en&id=3",
        "https://example.org/news/1?id=2&lang=en#!/3",
        "https://example.org/news/1?id=2&lang=en#/3",
        "https://example.org/news/1/amp?id=2&lang=en",
    ],
)
def test_what_makes_another_page(url):
    assert essential(fields.url(url)) != essential(PAGE)


@pytest.mark.parametrize(
    "url",
    [
        PAGE,
        "https://example.org",
        "https://example.org/?open",
        "https://[2001:db8::1]/news",
        "https://192.0.2.1:8080/news",
        "https://docslib.example/doc/parlement-europ%C3%A9en",
        "https://example.org/joint-communiqu%C3%A9-european-union-%E2%80%93-central-asia",
        "https://example.org/тақырып-құрылымы/1",
        "https://example.org/law-of-european-communities%252c-of-the-one-part",
        "https://example.org/wiki/EU_(disambiguation)",
        "https://example.org/news:2375042?from=rss",
        "https://example.org/a%20b/c",
        "https://web.archive.example/web/2020/https://example.org/1",
        "https://example.org/page.pdf#page=3",
        "https://example.org/doc/?toc=OJ%3AL%3A1999%3A244%3ATOC",
        "https://example.org/@author/1",
    ],
)
def test_addresses_that_people_use_are_good(url):
    assert oddity(fields.url(url)) is None


@pytest.mark.parametrize(
    "url, odd",
    [
        ("https://user@example.org/1", "a name or a password before the host"),
        ("https://user:secret@example.org/1", "a name or a password before the host"),
        ("https://localhost/1", "a host without a dot"),
        ("https://https://example.org/1", "a host without a dot"),
        ("https://example..org/1", "a host with a dot too many"),
        ("https://example.org./1", "a host with a dot too many"),
        ("https://.example.org/1", "a host with a dot too many"),
        ("https://example.org/100%-sure", "a percent sign that begins no code"),
        ("https://example.org/%E2%80", None),
        ("https://example.org/%u0430", "a percent sign that begins no code"),
        ("https://example.org/1%0A", "the code of a control character"),
        ("https://example.org/%00/1", "the code of a control character"),
        ("https://example.org/1%20", "a blank at the beginning or at the end of a part"),
        ("https://example.org/1%20?id=2", "a blank at the beginning or at the end of a part"),
        ("https://example.org/%20news", "a blank at the beginning or at the end of a part"),
        ("https://example.org/1.", "punctuation at the end"),
        ("https://example.org/1,", "punctuation at the end"),
        ("https://example.org/1»", "punctuation at the end"),
        ("https://example.org/1)", "punctuation at the end"),
    ],
)
def test_addresses_that_are_hardly_right(url, odd):
    assert oddity(fields.url(url)) == odd
