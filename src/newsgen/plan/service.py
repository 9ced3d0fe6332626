"""The pages a site has one of: home, about, report, the page for a lost reader, the stylesheet; and the pages that forward old addresses."""

from collections.abc import Iterator

from newsgen import urls
from newsgen.config import Config
from newsgen.plan import timeline
from newsgen.plan.indexes import Holdings, iso
from newsgen.plan.params import (
    AboutParams,
    Draft,
    HomeParams,
    Pair,
    Place,
    PlainParams,
    RedirectParams,
    RemovedParams,
    ReportParams,
)

TOPICS = 24
"""Topics named on the home page, by their number of stories."""

UNDATED = 3
"""Undated stories shown on the home page below the dated ones; where none is dated, as many as there would be newest."""


def home(holdings: Holdings, config: Config) -> Iterator[Draft]:
    """The home page: what the archive is, in figures and in its newest stories."""
    dated, undated = holdings.dated, holdings.undated
    newest = dated[-config.plan.newest :][::-1] if config.plan.newest else ()
    sample = undated[: UNDATED if newest else config.plan.newest]
    tally = timeline.tally(holdings.rows.when)
    ranked = sorted(
        holdings.paged.items(),
        key=lambda pair: (-len(holdings.by_topic[pair[0]]), pair[1].name, pair[0]),
    )[:TOPICS]
    params = HomeParams(
        description=config.description,
        stories=len(holdings.archive.entries),
        copies=sum(len(entry.copies) for entry in holdings.archive.entries),
        outlets=len(holdings.outlets),
        first=iso(dated[0])[:10] if dated else "",
        last=iso(dated[-1])[:10] if dated else "",
        plot=timeline.plot(tally),
        newest=len(newest),
        undated=len(undated),
        topics=tuple(
            Place(topic.name, urls.listing("topic", slug), len(holdings.by_topic[slug]))
            for slug, topic in ranked
        ),
        all_topics=len(holdings.paged),
        years=tuple(Place(row.date, row.address, row.stories) for row in timeline.rows(tally, 4)),
        feed=bool(config.base_url and dated),
        merge=config.dedupe.merge,
    )
    yield Draft(urls.HOME, "home.html", tuple(entry.id for entry in (*newest, *sample)), params)


def about(holdings: Holdings, config: Config) -> Iterator[Draft]:
    """How the archive was made: the only page that carries counts of the build, its version and its facts."""
    archive = holdings.archive
    params = AboutParams(
        counts=tuple(sorted(archive.counts.items())),
        facts=tuple(archive.facts.items()),
        thresholds=(
            ("Stories from which a topic has a page", holdings.least),
            *([("Topics of a story, at most", config.enrich.most)] if config.enrich.find else []),
            ("Stories on a sealed page of a list", config.plan.page_size),
        ),
        contact=config.contact,
        rights=config.rights,
        feed=bool(config.base_url and holdings.dated),
        sitemap=bool(config.base_url),
        merge=config.dedupe.merge,
        find=config.enrich.find,
    )
    yield Draft(urls.ABOUT, "about.html", (), params)


def report(holdings: Holdings, config: Config) -> Iterator[Draft]:  # noqa: ARG001 – every planner has this signature
    """What an archivist should look at: pairs of stories that were nearly one, and what was set aside."""
    archive = holdings.archive
    pairs = tuple(
        Pair(pair.ids, pair.titles, pair.addresses, pair.score, pair.merged)
        for pair in archive.borderline
    )
    twins = tuple((*twin.names, twin.share, twin.reason) for twin in archive.twins)
    yield Draft(
        urls.REPORT,
        "report.html",
        (),
        ReportParams(tuple(sorted(archive.counts.items())), pairs, twins),
    )


def removed(holdings: Holdings, config: Config) -> Iterator[Draft]:  # noqa: ARG001
    """What was taken out of the archive, where any former address leads to it."""
    former: dict[str, list[str]] = {}
    for old, new in sorted(holdings.archive.redirects.items()):
        page, _, anchor = new.partition("#")
        if page == urls.REMOVED:
            former.setdefault(anchor, []).append(old)
    if former:
        yield Draft(
            urls.REMOVED,
            "removed.html",
            (),
            RemovedParams(tuple((anchor, tuple(old)) for anchor, old in sorted(former.items()))),
        )


def fixed(holdings: Holdings, config: Config) -> Iterator[Draft]:  # noqa: ARG001
    """The files that know nothing of the archive's stories."""
    yield Draft(urls.MISSING, "404.html", (), PlainParams())
    yield Draft(urls.STYLE, "style.css", (), PlainParams())


def redirects(holdings: Holdings, config: Config) -> Iterator[Draft]:  # noqa: ARG001
    """A page at each former address that leads to the present one."""
    for old, new in sorted(holdings.archive.redirects.items()):
        yield Draft(old, "redirect.html", (), RedirectParams(new))
