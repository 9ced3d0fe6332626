"""The feed of the newest stories and the sitemaps: both need the address the archive is published under, and are left out without it."""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from newsgen import urls
from newsgen.config import Config
from newsgen.model import Entry
from newsgen.plan.indexes import Holdings, iso
from newsgen.plan.params import Draft, FeedParams, SitemapParams

SITEMAP = 50_000
"""Addresses a sitemap may hold (sitemaps.org)."""


def feed(holdings: Holdings, config: Config) -> Iterator[Draft]:
    """The Atom feed of the newest dated stories."""
    newest = holdings.dated[-config.plan.feed_size :][::-1]
    if config.base_url and newest:
        yield Draft(
            urls.FEED, "feed.atom", tuple(entry.id for entry in newest), FeedParams(iso(newest[0]))
        )


def sitemaps(holdings: Holdings, config: Config) -> Iterator[Draft]:
    """A sitemap a month, of the undated, and of the lists; and the index of them. Copies stay out: their canonical page is the story's."""
    if not config.base_url:
        return
    names: list[str] = []
    for name, addresses in _files(holdings):
        pending = iter(addresses)
        number = 1
        while part := tuple(islice(pending, SITEMAP)):
            names.append(urls.sitemap(name if number == 1 else f"{name}-part-{number}"))
            yield Draft(names[-1], "sitemap.xml", (), SitemapParams(index=False, addresses=part))
            number += 1
    yield Draft(
        urls.SITEMAP,
        "sitemap.xml",
        (),
        SitemapParams(index=True, addresses=tuple((name, "") for name in names)),
    )


def _files(holdings: Holdings) -> Iterator[tuple[str, Iterable[tuple[str, str]]]]:
    yield "lists", _lists(holdings)
    for month, group in groupby(holdings.dated, key=lambda entry: iso(entry)[:7]):
        yield month, _stories(group)
    yield "undated", _stories(holdings.undated)


def _stories(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    return ((entry.address, iso(entry)[:10]) for entry in entries)


def _lists(holdings: Holdings) -> Iterator[tuple[str, str]]:
    for address in (
        urls.HOME,
        urls.DATES,
        urls.ABOUT,
        urls.az_index("topic"),
        urls.az_index("outlet"),
    ):
        yield address, ""
    if holdings.undated:
        yield urls.date(""), ""
    for length in (4, 7, 10):
        for key, _ in groupby(holdings.dated, key=lambda entry: iso(entry)[:length]):
            if len(key) == length:
                yield urls.date(key), ""
    for kind, slugs in (("topic", holdings.paged), ("outlet", holdings.outlets)):
        yield from ((urls.listing(kind, slug), "") for slug in slugs)
