"""The views of the feed and of the sitemaps, whose addresses are absolute."""

import re

import msgspec
from markupsafe import Markup

from newsgen.model import Entry
from newsgen.plan.params import FeedParams, SitemapParams
from newsgen.render.context import PageContext
from newsgen.render.jinja import markup
from newsgen.render.phrases import clipped, headline

SUMMARY = 400
"""Characters to which the feed cuts the summary of a story."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CLOCK = re.compile(r"(\d\d:\d\d)(:\d\d)?(?:\.\d+)?(Z|[+-]\d\d:\d\d)?")


class FeedEntryView(msgspec.Struct, frozen=True):
    """A story in the feed: absolute address, title, date with time and zone, summary, and the
    attribute of its language."""

    url: str
    title: str
    updated: str
    summary: str
    lang: Markup


class FeedView(msgspec.Struct, frozen=True):
    """All that `feed.atom` shows."""

    home: str
    url: str
    updated: str
    entries: tuple[FeedEntryView, ...]


class SitemapView(msgspec.Struct, frozen=True):
    """All that `sitemap.xml` shows: absolute addresses and the date of each, or empty."""

    index: bool
    addresses: tuple[tuple[str, str], ...]


def feed(params: FeedParams, context: PageContext) -> FeedView:
    """The newest stories as Atom."""
    page = context.page
    base = context.site.base_url
    entries = [context.library.entry(story_id) for story_id in page.subjects]
    return FeedView(
        home=base,
        url=base + page.path,
        updated=instant(params.updated),
        entries=tuple([_feed_entry(entry, context) for entry in entries]),
    )


def sitemap(params: SitemapParams, context: PageContext) -> SitemapView:
    """A sitemap, or the index of them."""
    base = context.site.base_url
    addresses = [(base + address, date) for address, date in params.addresses]
    return SitemapView(params.index, tuple(addresses))


def instant(iso: str) -> str:
    """An ISO date as RFC 3339 asks for it: what is not known is the first of its span, in UTC.

    >>> instant("2021-05"), instant("2021-05-05T14:00:00+02:00"), instant("2021-05-05T14:00Z")
    ('2021-05-01T00:00:00Z', '2021-05-05T14:00:00+02:00', '2021-05-05T14:00:00Z')
    """
    day = iso[:10] + "-01-01"[len(iso) - 4 :] if len(iso) < 10 else iso[:10]
    clock = _CLOCK.match(iso[11:])
    if clock is None:
        return f"{day}T00:00:00Z"

    minutes, seconds, zone = clock.groups()
    return f"{day}T{minutes}{seconds or ':00'}{zone or 'Z'}"


def _feed_entry(entry: Entry, context: PageContext) -> FeedEntryView:
    """A story in the feed."""
    foreign = context.language(entry.lang)
    return FeedEntryView(
        url=context.site.base_url + entry.address,
        title=_xml_text(headline(entry.title)),
        updated=instant(entry.published.date if entry.published else ""),
        summary=_xml_text(clipped(entry.summary, SUMMARY)),
        lang=markup(f' xml:lang="{entry.lang}"' if foreign else ""),
    )


def _xml_text(text: str) -> str:
    """`text` without the characters that XML cannot hold."""
    return _NOT_IN_XML.sub("", text)
