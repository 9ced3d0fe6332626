"""The views of the pages a site has one of – home, about, report, not found – and of redirects, feed and sitemaps."""

import re
from urllib.parse import urlsplit

import msgspec
from markupsafe import Markup

from newsgen import urls
from newsgen.model import Entry, Page
from newsgen.plan.params import (
    AboutParams,
    FeedParams,
    HomeParams,
    PlainParams,
    RedirectParams,
    RemovedParams,
    ReportParams,
    SitemapParams,
)
from newsgen.render.library import Library
from newsgen.render.phrases import clipped, headline, percent, plural, span
from newsgen.render.plots import PlotView, plot
from newsgen.render.templates import Press
from newsgen.render.views import Frame, LinkView

COUNTS = {
    "articles": "Articles read",
    "stories": "Stories",
    "copies": "Copies joined to a story",
    "undated": "Stories without a date",
    "set_aside": "Inputs set aside",
    "topics": "Topics found",
    "capped": "Passages so common that not all texts that share them were compared",
}
"""What known counts are called; an unknown one goes by its own name."""

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class HomeView(msgspec.Struct, frozen=True):
    """All that `home.html` shows."""

    frame: Frame
    heading: str
    description: str
    span: str
    plot: PlotView | None
    newest: tuple[Markup, ...]
    undated: tuple[Markup, ...]
    undated_said: str
    topics: tuple[LinkView, ...]
    topics_said: str
    years: tuple[LinkView, ...]
    feed: str
    merge: bool


class AboutView(msgspec.Struct, frozen=True):
    """All that `about.html` shows."""

    frame: Frame
    counts: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
    thresholds: tuple[tuple[str, str], ...]
    contact: str
    contact_href: str
    rights: str
    feed: str
    sitemap: str
    merge: bool
    find: bool


class PairView(msgspec.Struct, frozen=True):
    """Two copies that were nearly one story, or are one by a narrow margin."""

    links: tuple[LinkView, LinkView]
    score: str
    decided: str


class TwinView(msgspec.Struct, frozen=True):
    """Two topics that may be one."""

    name: str
    other: str
    share: str
    reason: str


class ReportView(msgspec.Struct, frozen=True):
    """All that `report.html` shows."""

    frame: Frame
    counts: tuple[tuple[str, str], ...]
    pairs: tuple[PairView, ...]
    twins: tuple[TwinView, ...]


class RemovedView(msgspec.Struct, frozen=True):
    """All that `removed.html` shows: each anchor and the addresses that led there."""

    frame: Frame
    items: tuple[tuple[str, tuple[str, ...]], ...]


class RedirectView(msgspec.Struct, frozen=True):
    """All that `redirect.html` shows."""

    frame: Frame
    href: str


class PlainView(msgspec.Struct, frozen=True):
    """A page that shows nothing but the site."""

    frame: Frame


class FeedItem(msgspec.Struct, frozen=True):
    """A story in the feed: absolute address, title, date with time and zone, summary."""

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
    items: tuple[FeedItem, ...]


class SitemapView(msgspec.Struct, frozen=True):
    """All that `sitemap.xml` shows: absolute addresses and the date of each, or empty."""

    index: bool
    addresses: tuple[tuple[str, str], ...]


def home(page: Page, params: HomeParams, library: Library, press: Press) -> HomeView:
    """The home page."""
    rows = press.rows(page.subjects, library, "")
    parts = [
        plural(params.stories, "story"),
        f"in {plural(params.copies, 'copy')}" if params.copies > params.stories else "",
    ]
    parts.append(f"from {plural(params.outlets, 'outlet')}" if params.outlets else "")
    heading = " ".join(filter(None, parts))
    return HomeView(
        frame=Frame("", params.description or heading, "home", page.path),
        heading=heading,
        description=params.description,
        span=span(params.first, params.last, 7),
        plot=plot(params.plot),
        newest=rows[: params.newest],
        undated=rows[params.newest :],
        undated_said=f"All {params.undated:,}"
        if params.undated > len(rows) - params.newest
        else "",
        topics=tuple(
            LinkView(place.address, place.name, f"{place.count:,}") for place in params.topics
        ),
        topics_said=f"All {plural(params.all_topics, 'topic')}, A to Z"
        if params.all_topics > 1
        else "",
        years=(
            *(LinkView(place.address, place.name, f"{place.count:,}") for place in params.years),
            *(
                (LinkView(urls.date(""), "Undated", f"{params.undated:,}"),)
                if params.undated
                else ()
            ),
        ),
        feed=urls.FEED if params.feed else "",
        merge=params.merge,
    )


def about(page: Page, params: AboutParams, library: Library, press: Press) -> AboutView:  # noqa: ARG001 – every view has this signature
    """How the archive was made."""
    contact = params.contact
    href = (
        contact
        if contact.startswith(("https://", "http://", "mailto:"))
        else f"mailto:{contact}"
        if "@" in contact and " " not in contact
        else ""
    )
    return AboutView(
        frame=Frame("About", f"How {press.site.title} was made, in figures", "about", page.path),
        counts=_counts(params.counts),
        facts=params.facts,
        thresholds=tuple((name, f"{number:,}") for name, number in params.thresholds),
        contact=contact.removeprefix("mailto:"),
        contact_href=href,
        rights=params.rights,
        feed=urls.FEED if params.feed else "",
        sitemap=urls.SITEMAP if params.sitemap else "",
        merge=params.merge,
        find=params.find,
    )


def report(page: Page, params: ReportParams, library: Library, press: Press) -> ReportView:  # noqa: ARG001
    """What an archivist should look at."""
    root = urls.root(page.path)
    return ReportView(
        frame=Frame(
            "Report", "Pairs of stories that were nearly one", "about", page.path, index=False
        ),
        counts=_counts(params.counts),
        pairs=tuple(
            PairView(
                (
                    LinkView(root + pair.addresses[0], headline(pair.titles[0], 300), pair.ids[0]),
                    LinkView(root + pair.addresses[1], headline(pair.titles[1], 300), pair.ids[1]),
                ),
                percent(pair.score),
                "one story" if pair.merged else "kept apart",
            )
            for pair in params.borderline
        ),
        twins=tuple(
            TwinView(name, other, percent(share), reason)
            for name, other, share, reason in params.twins
        ),
    )


def removed(page: Page, params: RemovedParams, library: Library, press: Press) -> RemovedView:  # noqa: ARG001
    """What was taken out of the archive."""
    return RemovedView(
        Frame("Removed", "What was taken out of the archive", "about", page.path, index=False),
        params.items,
    )


def plain(page: Page, params: PlainParams, library: Library, press: Press) -> PlainView:  # noqa: ARG001
    """The page for a lost reader."""
    return PlainView(Frame("Not found", "Page not found", index=False))


def redirect(page: Page, params: RedirectParams, library: Library, press: Press) -> RedirectView:  # noqa: ARG001
    """A former address."""
    address = params.target.partition("#")[0]
    return RedirectView(
        Frame("Moved", "This page has moved", "", address), urls.relative(page.path, params.target)
    )


def feed(page: Page, params: FeedParams, library: Library, press: Press) -> FeedView:
    """The newest stories as Atom."""
    base = press.site.base_url
    items = tuple(_item(library.entry(subject), base, press) for subject in page.subjects)
    return FeedView(base, base + page.path, _instant(params.updated), items)


def sitemap(page: Page, params: SitemapParams, library: Library, press: Press) -> SitemapView:  # noqa: ARG001
    """A sitemap or the index of them."""
    base = press.site.base_url
    return SitemapView(
        params.index, tuple((base + address, date) for address, date in params.addresses)
    )


def rooted(base_url: str) -> str:
    """The way to the root from an address nobody knows, which the page for a lost reader is shown at: the path of the site's address.

    >>> rooted("https://example.org/archive/"), rooted("")
    ('/archive/', '')
    """
    return urlsplit(base_url).path


def _counts(counts: tuple[tuple[str, int], ...]) -> tuple[tuple[str, str], ...]:
    known = dict(counts)
    order = [
        *(name for name in COUNTS if name in known),
        *(name for name in known if name not in COUNTS),
    ]
    return tuple(
        (COUNTS.get(name) or name.replace("_", " ").capitalize(), f"{known[name]:,}")
        for name in order
    )


def _item(entry: Entry, base: str, press: Press) -> FeedItem:
    date = entry.published.date if entry.published else ""
    lang = Markup(f' xml:lang="{entry.lang}"') if press.language(entry.lang) else Markup("")  # noqa: S704 – a checked language code
    return FeedItem(
        base + entry.address,
        _fit(headline(entry.title)),
        _instant(date),
        _fit(clipped(entry.summary, 400)),
        lang,
    )


def _fit(text: str) -> str:
    """`text` without the characters that XML cannot hold."""
    return _UNFIT.sub("", text)


def _instant(iso: str) -> str:
    """An ISO date as RFC 3339 asks for it: what is not known is the first of its span, in UTC.

    >>> _instant("2021-05"), _instant("2021-05-05T14:00:00+02:00"), _instant("2021-05-05T14:00Z")
    ('2021-05-01T00:00:00Z', '2021-05-05T14:00:00+02:00', '2021-05-05T14:00:00Z')
    """
    if len(iso) <= 10:
        return f"{iso}{'-01-01'[len(iso) - 4 :]}T00:00:00Z" if len(iso) < 10 else f"{iso}T00:00:00Z"
    clock = re.match(r"(\d\d:\d\d)(:\d\d)?(?:\.\d+)?(Z|[+-]\d\d:\d\d)?", iso[11:])
    return (
        f"{iso[:10]}T{clock[1]}{clock[2] or ':00'}{clock[3] or 'Z'}"
        if clock
        else f"{iso[:10]}T00:00:00Z"
    )
