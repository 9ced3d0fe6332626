"""The pages that a site has one of – home, about, report, removed stories, not found, the
stylesheet – and the redirects of former addresses."""

from collections.abc import Iterable, Iterator
from itertools import islice

from newsgen import urls
from newsgen.config import Config
from newsgen.model import Entry, Topic
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
    years = timeline.period_rows(tally, YEAR)
    params = HomeParams(
        description=config.description,
        stories=len(indexes.archive.entries),
        copies=sum(len(entry.copies) for entry in indexes.archive.entries),
        outlets=len(indexes.outlets),
        first=date_of(dated[0])[:DAY] if dated else "",
        last=date_of(dated[-1])[:DAY] if dated else "",
        plot=timeline.plot(tally),
        newest=len(newest),
        undated=len(undated),
        topics=_largest_topics(indexes),
        all_topics=len(indexes.paged_topics),
        years=tuple(ListLink(row.date, row.address, row.stories) for row in years),
        feed=bool(config.base_url and dated),
        merge=config.dedupe.merge,
    )
    yield PageDraft(urls.HOME, "home.html", _ids((*newest, *sample)), params)


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
    yield PageDraft(urls.ABOUT, "about.html", (), params)


def report(indexes: Indexes, _config: Config) -> Iterator[PageDraft]:
    """What an archivist should look at: pairs of stories that were nearly one, topics that may be
    one, and counts."""
    archive = indexes.archive
    counts = tuple(sorted(archive.counts.items()))
    params = ReportParams(counts, archive.borderline, archive.twins)
    yield PageDraft(urls.REPORT, "report.html", (), params)


def removed(indexes: Indexes, _config: Config) -> Iterator[PageDraft]:
    """What was taken out of the archive, where any former address leads to it."""
    former: dict[str, list[str]] = {}
    for old, new in sorted(indexes.archive.redirects.items()):
        page, _, anchor = new.partition("#")
        if page == urls.REMOVED:
            former.setdefault(anchor, []).append(old)
    if former:
        addresses = tuple((anchor, tuple(old)) for anchor, old in sorted(former.items()))
        yield PageDraft(urls.REMOVED, "removed.html", (), RemovedParams(addresses))


def fixed(_indexes: Indexes, _config: Config) -> Iterator[PageDraft]:
    """The files that show nothing of the archive's stories."""
    yield PageDraft(urls.MISSING, "404.html", (), PlainParams())
    yield PageDraft(urls.STYLE, "style.css", (), PlainParams())


def redirects(indexes: Indexes, _config: Config) -> Iterator[PageDraft]:
    """A page at each former address that leads to the present one."""
    for old, new in sorted(indexes.archive.redirects.items()):
        yield PageDraft(old, "redirect.html", (), RedirectParams(new))


def _largest_topics(indexes: Indexes) -> tuple[ListLink, ...]:
    """The topics with the most stories, of those that have a page."""

    def rank(slug_and_topic: tuple[str, Topic]) -> tuple[int, str, str]:
        slug, topic = slug_and_topic
        return -len(indexes.by_topic[slug]), topic.name, slug

    links = []
    for slug, topic in sorted(indexes.paged_topics.items(), key=rank)[:TOPICS]:
        address = urls.listing("topic", slug)
        links.append(ListLink(topic.name, address, len(indexes.by_topic[slug])))
    return tuple(links)


def _thresholds(indexes: Indexes, config: Config) -> tuple[tuple[str, int], ...]:
    """The numbers that decide what has a page, with what each is called."""
    thresholds = [("Stories from which a topic has a page", indexes.topic_threshold)]
    if config.enrich.find:
        thresholds.append(("Topics of a story, at most", config.enrich.most))
    thresholds.append(("Stories on a sealed page of a list", config.plan.page_size))
    return tuple(thresholds)


def _ids(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(entry.id for entry in entries)
