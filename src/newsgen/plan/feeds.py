"""The feed of the newest stories and the sitemaps: both need the address that the archive is
published under, and are left out where it is not configured."""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from newsgen import urls
from newsgen.config import Config
from newsgen.model import Entry
from newsgen.plan.indexes import Indexes, date_of
from newsgen.plan.params import FeedParams, PageDraft, SitemapParams
from newsgen.plan.timeline import DAY, MONTH, YEAR

SITEMAP = 50_000
"""Addresses that a sitemap may hold (sitemaps.org)."""

Dated = tuple[str, str]
"""An address and its ISO date, which may be empty."""


def feed(indexes: Indexes, config: Config) -> Iterator[PageDraft]:
    """The Atom feed of the newest dated stories."""
    newest = indexes.dated[-config.plan.feed_size :][::-1]
    if config.base_url and newest:
        ids = tuple(entry.id for entry in newest)
        yield PageDraft(urls.FEED, "feed.atom", ids, FeedParams(date_of(newest[0])))


def sitemaps(indexes: Indexes, config: Config) -> Iterator[PageDraft]:
    """A sitemap of the lists, one a month, and one of the stories without a date; then the index of
    the sitemaps.

    Copies are left out: their canonical page is the story's.
    """
    if not config.base_url:
        return
    paths: list[str] = []
    for name, addresses in _contents(indexes):
        remaining = iter(addresses)
        number = 1
        while part := tuple(islice(remaining, SITEMAP)):
            path = urls.sitemap(name if number == 1 else f"{name}-part-{number}")
            yield _sitemap(path, part, index=False)
            paths.append(path)
            number += 1
    yield _sitemap(urls.SITEMAP, tuple((path, "") for path in paths), index=True)


def _sitemap(path: str, addresses: tuple[Dated, ...], *, index: bool) -> PageDraft:
    return PageDraft(path, "sitemap.xml", (), SitemapParams(index, addresses))


def _contents(indexes: Indexes) -> Iterator[tuple[str, Iterable[Dated]]]:
    """The name of each sitemap with the addresses that belong into it."""
    yield "lists", _lists(indexes)
    for month, entries in groupby(indexes.dated, key=lambda entry: date_of(entry)[:MONTH]):
        yield month, _stories(entries)
    yield "undated", _stories(indexes.undated)


def _stories(entries: Iterable[Entry]) -> Iterator[Dated]:
    return ((entry.address, date_of(entry)[:DAY]) for entry in entries)


def _lists(indexes: Indexes) -> Iterator[Dated]:
    """The pages that list stories: the fixed ones, those of dates, topics and outlets. None of them
    has a date."""
    fixed = (urls.HOME, urls.DATES, urls.ABOUT, urls.az_index("topic"), urls.az_index("outlet"))
    for address in fixed:
        yield address, ""
    if indexes.undated:
        yield urls.date(""), ""
    dates = indexes.stories.dates[: len(indexes.dated)]
    for length in (YEAR, MONTH, DAY):
        for period, _ in groupby([date[:length] for date in dates]):
            if len(period) == length:
                yield urls.date(period), ""
    for slug in indexes.paged_topics:
        yield urls.listing("topic", slug), ""
    for slug in indexes.outlets:
        yield urls.listing("outlet", slug), ""
