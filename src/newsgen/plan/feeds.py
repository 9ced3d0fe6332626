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
    size = config.plan.feed_size
    newest = indexes.dated[-size:][::-1]
    if config.base_url and newest:
        yield PageDraft(
            path=urls.FEED,
            template="feed.atom",
            subjects=tuple([entry.id for entry in newest]),
            params=FeedParams(updated=date_of(newest[0])),
        )


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
    parts = tuple([(path, "") for path in paths])
    yield _sitemap(urls.SITEMAP, parts, index=True)


def _sitemap(path: str, addresses: tuple[Dated, ...], *, index: bool) -> PageDraft:
    """A sitemap, or the index of them."""
    return PageDraft(
        path=path,
        template="sitemap.xml",
        subjects=(),
        params=SitemapParams(index, addresses),
    )


def _contents(indexes: Indexes) -> Iterator[tuple[str, Iterable[Dated]]]:
    """The name of each sitemap with the addresses that belong into it."""
    yield "lists", _lists(indexes)
    for month, entries in groupby(indexes.dated, key=_month):
        yield month, _stories(entries)
    yield "undated", _stories(indexes.undated)


def _month(entry: Entry) -> str:
    """The ISO date of an entry, cut to the month."""
    return date_of(entry)[:MONTH]


def _stories(entries: Iterable[Entry]) -> Iterator[Dated]:
    """The pages of stories, with their dates."""
    for entry in entries:
        date = date_of(entry)[:DAY]
        yield entry.address, date


def _lists(indexes: Indexes) -> Iterator[Dated]:
    """The pages that list stories: the fixed ones, those of dates, topics and outlets. None of them
    has a date."""
    indexes_of_lists = (urls.az_index("topic"), urls.az_index("outlet"))
    addresses = [urls.HOME, urls.DATES, urls.ABOUT, *indexes_of_lists]
    if indexes.undated:
        addresses.append(urls.date(""))
    addresses += [urls.date(period) for period in _periods(indexes)]
    addresses += [urls.listing("topic", slug) for slug in indexes.paged_topics]
    addresses += [urls.listing("outlet", slug) for slug in indexes.outlets]
    for address in addresses:
        yield address, ""


def _periods(indexes: Indexes) -> Iterator[str]:
    """The years, the months and the days that have stories, as ISO dates."""
    dated = len(indexes.dated)
    dates = indexes.stories.dates[:dated]
    for length in (YEAR, MONTH, DAY):
        for period, _ in groupby([date[:length] for date in dates]):
            if len(period) == length:
                yield period
