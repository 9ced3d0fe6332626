"""The pages that a site has one of – home, about, report, removed stories, not found, the
stylesheet – and the redirects of former addresses."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from newsgen import urls
from newsgen.config import Config
from newsgen.model import Entry
from newsgen.plan import timeline
from newsgen.plan.indexes import Indexes, date_of
from newsgen.plan.params import (
    AboutParams,
    HomeParams,
    ListLink,
    PageDraft,
    PlainParams,
    RedirectParams,
    RemovedParams,
    ReportParams,
)
from newsgen.plan.timeline import DAY, YEAR

TOPICS = 24
"""Topics named on the home page, those with the most stories."""

UNDATED = 3
"""Stories without a date that the home page shows below the dated ones; where no story has a date,
it shows as many as there would be newest ones."""


def home(indexes: Indexes, config: Config) -> Iterator[PageDraft]:
    """The home page: what the archive is, in figures and in its newest stories."""
    dated, undated = indexes.dated, indexes.undated
    newest = tuple(islice(reversed(dated), config.plan.newest))
    sample = undated[: UNDATED if newest else config.plan.newest]
    tally = timeline.tally(indexes.stories.dates)

    params = HomeParams(
        description=config.description,
        stories=len(indexes.stories.ids),
        copies=_copies(indexes.archive.entries),
        outlets=len(indexes.outlets),
        first=date_of(dated[0])[:DAY] if dated else "",
        last=date_of(dated[-1])[:DAY] if dated else "",
        plot=timeline.plot(tally),
        newest=len(newest),
        undated=len(undated),
        topics=_largest_topics(indexes),
        all_topics=len(indexes.paged_topics),
        years=_years(tally),
        feed=bool(config.base_url and dated),
        merge=config.dedupe.merge,
    )
    yield PageDraft(
        path=urls.HOME,
        template="home.html",
        subjects=tuple([entry.id for entry in (*newest, *sample)]),
        params=params,
    )


def about(indexes: Indexes, config: Config) -> Iterator[PageDraft]:
    """How the archive was made: beside the report the only page with counts of the build, and the
    only one with the version and the archive's facts."""
    archive = indexes.archive
    params = AboutParams(
        counts=tuple(sorted(archive.counts.items())),
        facts=tuple(archive.facts.items()),
        thresholds=_thresholds(indexes, config),
        contact=config.contact,
        rights=config.rights,
        feed=bool(config.base_url and indexes.dated),
        sitemap=bool(config.base_url),
        merge=config.dedupe.merge,
        find=config.enrich.find,
    )
    yield PageDraft(
        path=urls.ABOUT,
        template="about.html",
        subjects=(),
        params=params,
    )


def report(indexes: Indexes, _config: Config) -> Iterator[PageDraft]:
    """What an archivist should look at: pairs of stories that were nearly one, topics that may be
    one, and counts."""
    archive = indexes.archive
    params = ReportParams(
        counts=tuple(sorted(archive.counts.items())),
        borderline=archive.borderline,
        twins=archive.twins,
    )
    yield PageDraft(
        path=urls.REPORT,
        template="report.html",
        subjects=(),
        params=params,
    )


def removed(indexes: Indexes, _config: Config) -> Iterator[PageDraft]:
    """What was taken out of the archive, where any former address leads to it."""
    former: dict[str, list[str]] = {}  # anchor of the page → former addresses
    for old, new in _redirects(indexes):
        page, _, anchor = new.partition("#")
        if page == urls.REMOVED:
            former.setdefault(anchor, []).append(old)

    addresses = [(anchor, tuple(former[anchor])) for anchor in sorted(former)]
    if addresses:
        yield PageDraft(
            path=urls.REMOVED,
            template="removed.html",
            subjects=(),
            params=RemovedParams(tuple(addresses)),
        )


def fixed(_indexes: Indexes, _config: Config) -> Iterator[PageDraft]:
    """The files that show nothing of the archive's stories."""
    files = {urls.MISSING: "404.html", urls.STYLE: "style.css"}
    for path, template in files.items():
        yield PageDraft(
            path=path,
            template=template,
            subjects=(),
            params=PlainParams(),
        )


def redirects(indexes: Indexes, _config: Config) -> Iterator[PageDraft]:
    """A page at each former address that leads to the present one."""
    for old, new in _redirects(indexes):
        yield PageDraft(
            path=old,
            template="redirect.html",
            subjects=(),
            params=RedirectParams(new),
        )


def _redirects(indexes: Indexes) -> list[tuple[str, str]]:
    """Each former address with the present one, sorted."""
    redirects = indexes.archive.redirects
    return sorted(redirects.items())


def _copies(entries: Iterable[Entry]) -> int:
    """How many copies the stories have."""
    return sum([len(entry.copies) for entry in entries])


def _largest_topics(indexes: Indexes) -> tuple[ListLink, ...]:
    """The topics with the most stories, of those that have a page."""
    ranked = []
    for slug, topic in indexes.paged_topics.items():
        stories = len(indexes.by_topic[slug])
        ranked.append((-stories, topic.name, slug))
    ranked.sort()

    links = []
    for stories, name, slug in ranked[:TOPICS]:
        link = ListLink(
            name=name,
            address=urls.listing("topic", slug),
            count=-stories,
        )
        links.append(link)
    return tuple(links)


def _years(tally: Mapping[str, int]) -> tuple[ListLink, ...]:
    """A link to each year that has stories."""
    links = []
    for row in timeline.period_rows(tally, YEAR):
        link = ListLink(
            name=row.date,
            address=row.address,
            count=row.stories,
        )
        links.append(link)
    return tuple(links)


def _thresholds(indexes: Indexes, config: Config) -> tuple[tuple[str, int], ...]:
    """The numbers that decide what has a page, with what each is called."""
    thresholds = {
        "Stories from which a topic has a page": indexes.topic_threshold,
    }
    if config.enrich.find:
        thresholds["Topics of a story, at most"] = config.enrich.most
    thresholds["Stories on a sealed page of a list"] = config.plan.page_size
    return tuple(thresholds.items())
