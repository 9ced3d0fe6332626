"""The views of the pages that a site has one of – home, about, report, removed stories, not found –
and of redirects."""

from collections.abc import Iterable
from urllib.parse import urlsplit

import msgspec
from markupsafe import Markup

from newsgen import urls
from newsgen.plan.archive import Borderline, Twin
from newsgen.plan.params import (
    AboutParams,
    HomeParams,
    PlainParams,
    RedirectParams,
    RemovedParams,
    ReportParams,
)
from newsgen.render.context import PageContext
from newsgen.render.parts import Frame, LinkView, counted_links
from newsgen.render.phrases import headline, percent, plural, span
from newsgen.render.plots import PlotView, plot

COUNTS = {
    "articles": "Articles read",
    "stories": "Stories",
    "copies": "Copies joined to a story",
    "undated": "Stories without a date",
    "set_aside": "Inputs set aside",
    "topics": "Topics found",
    "capped": "Passages so common that not all texts that share them were compared",
}
"""What known counts are called; an unknown one is called by its own name."""

LINKED = ("https://", "http://", "mailto:")
"""What a contact begins with that is an address already."""

TITLE = 300
"""Characters to which the report cuts the title of a story."""


class HomeView(msgspec.Struct, frozen=True):
    """All that `home.html` shows. `all_undated` and `all_topics` lead on where the page shows only
    some."""

    frame: Frame
    heading: str
    description: str
    span: str
    plot: PlotView | None
    newest: tuple[Markup, ...]
    undated: tuple[Markup, ...]
    all_undated: str
    topics: tuple[LinkView, ...]
    all_topics: str
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
    """Two stories that were nearly one, or are one by a narrow margin."""

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
    """All that `removed.html` shows: each anchor, and the addresses that lead there."""

    frame: Frame
    addresses: tuple[tuple[str, tuple[str, ...]], ...]


class RedirectView(msgspec.Struct, frozen=True):
    """All that `redirect.html` shows."""

    frame: Frame
    href: str


class NotFoundView(msgspec.Struct, frozen=True):
    """All that `404.html` shows."""

    frame: Frame


def home(params: HomeParams, context: PageContext) -> HomeView:
    """The home page."""
    rows = context.rows(context.page.subjects)
    newest, undated = rows[: params.newest], rows[params.newest :]
    heading = _holdings(params)

    return HomeView(
        frame=Frame(
            title="",
            description=params.description or heading,
            section="home",
            canonical=context.page.path,
        ),
        heading=heading,
        description=params.description,
        span=span(params.first, params.last, 7),
        plot=plot(params.plot),
        newest=newest,
        undated=undated,
        all_undated=f"All {params.undated:,}" if params.undated > len(undated) else "",
        topics=counted_links(params.topics, context.root),
        all_topics=_all_topics(params.all_topics),
        years=_years(params, context.root),
        feed=urls.FEED if params.feed else "",
        merge=params.merge,
    )


def about(params: AboutParams, context: PageContext) -> AboutView:
    """How the archive was made."""
    thresholds = [(name, f"{number:,}") for name, number in params.thresholds]

    return AboutView(
        frame=Frame(
            title="About",
            description=f"How {context.site.title} was made, in figures",
            section="about",
            canonical=context.page.path,
        ),
        counts=_counts(params.counts),
        facts=params.facts,
        thresholds=tuple(thresholds),
        contact=params.contact.removeprefix("mailto:"),
        contact_href=_contact_href(params.contact),
        rights=params.rights,
        feed=urls.FEED if params.feed else "",
        sitemap=urls.SITEMAP if params.sitemap else "",
        merge=params.merge,
        find=params.find,
    )


def report(params: ReportParams, context: PageContext) -> ReportView:
    """What an archivist should look at."""
    return ReportView(
        frame=Frame(
            title="Report",
            description="Pairs of stories that were nearly one",
            section="about",
            canonical=context.page.path,
            index=False,
        ),
        counts=_counts(params.counts),
        pairs=tuple([_pair(pair, context.root) for pair in params.borderline]),
        twins=tuple([_twin(twin) for twin in params.twins]),
    )


def removed(params: RemovedParams, context: PageContext) -> RemovedView:
    """What was taken out of the archive."""
    frame = Frame(
        title="Removed",
        description="What was taken out of the archive",
        section="about",
        canonical=context.page.path,
        index=False,
    )
    return RemovedView(frame, params.addresses)


def not_found(_params: PlainParams, _context: PageContext) -> NotFoundView:
    """The page that is shown at an address which the archive does not have."""
    return NotFoundView(Frame("Not found", "Page not found", index=False))


def redirect(params: RedirectParams, context: PageContext) -> RedirectView:
    """A former address."""
    address = params.target.partition("#")[0]
    frame = Frame("Moved", "This page has moved", canonical=address)
    return RedirectView(frame, urls.relative(context.page.path, params.target))


def root_of_any_address(base_url: str) -> str:
    """The way to the site's root from whatever address the page for a missing address is shown at:
    the path of the site's own address.

    >>> root_of_any_address("https://example.org/archive/"), root_of_any_address("")
    ('/archive/', '')
    """
    return urlsplit(base_url).path


def _holdings(params: HomeParams) -> str:
    """How many stories, copies and outlets the archive holds."""
    parts = [plural(params.stories, "story")]
    if params.copies > params.stories:
        parts.append(f"in {plural(params.copies, 'copy')}")
    if params.outlets:
        parts.append(f"from {plural(params.outlets, 'outlet')}")
    return " ".join(parts)


def _all_topics(count: int) -> str:
    """What leads to the index of topics, where it holds more than one."""
    return f"All {plural(count, 'topic')}, A to Z" if count > 1 else ""


def _years(params: HomeParams, root: str) -> tuple[LinkView, ...]:
    """Links to the years, and to the stories without a date."""
    links = list(counted_links(params.years, root))
    if params.undated:
        undated = LinkView(
            href=root + urls.date(""),
            text="Undated",
            note=f"{params.undated:,}",
        )
        links.append(undated)
    return tuple(links)


def _contact_href(contact: str) -> str:
    """The address of a contact: as given, or that of an e-mail address; empty for other text."""
    if contact.startswith(LINKED):
        return contact
    is_mail = "@" in contact and " " not in contact
    return f"mailto:{contact}" if is_mail else ""


def _counts(counts: Iterable[tuple[str, int]]) -> tuple[tuple[str, str], ...]:
    """Counts with what each is called: the known ones in the order of `COUNTS`, then the others."""
    numbers = dict(counts)
    known = [name for name in COUNTS if name in numbers]
    others = [name for name in numbers if name not in COUNTS]
    lines = []
    for name in (*known, *others):
        words = COUNTS.get(name) or name.replace("_", " ").capitalize()
        lines.append((words, f"{numbers[name]:,}"))
    return tuple(lines)


def _pair(pair: Borderline, root: str) -> PairView:
    """Two stories that were nearly one."""
    first, second = [
        LinkView(
            href=root + address,
            text=headline(title, TITLE),
            note=article_id,
        )
        for address, title, article_id in zip(pair.addresses, pair.titles, pair.ids, strict=True)
    ]
    return PairView(
        links=(first, second),
        score=percent(pair.score),
        decided="one story" if pair.merged else "kept apart",
    )


def _twin(twin: Twin) -> TwinView:
    """Two topics that may be one."""
    name, other = twin.names
    return TwinView(
        name=name,
        other=other,
        share=percent(twin.share),
        reason=twin.reason,
    )
