"""Which pages there are: the planners in their order, and the stream of pages that they give."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from newsgen.config import Config
from newsgen.errors import NewsgenError
from newsgen.model import Page
from newsgen.plan import az_index, dates, feeds, lists, service, stories, undated
from newsgen.plan.archive import Archive
from newsgen.plan.indexes import Indexes, indexes
from newsgen.plan.page_digests import PageDigests
from newsgen.plan.params import PageDraft

Planner = Callable[[Indexes, Config], Iterator[PageDraft]]
"""Plans the pages of one kind; it never sees a body."""

PLANNERS: Mapping[str, Planner] = {
    "stories": stories.stories,
    "topics": lists.topics,
    "topic index": az_index.topic_index,
    "outlets": lists.outlets,
    "outlet index": az_index.outlet_index,
    "days": dates.days,
    "months": dates.months,
    "years": dates.years,
    "dates": dates.dates,
    "undated": undated.undated,
    "home": service.home,
    "about": service.about,
    "report": service.report,
    "removed": service.removed,
    "fixed": service.fixed,
    "redirects": service.redirects,
    "feed": feeds.feed,
    "sitemaps": feeds.sitemaps,
}
"""Every kind of page with its planner, in the order in which they are planned."""


def pages(archive: Archive, config: Config) -> Iterator[Page]:
    """Every page of the site, one at a time, in a fixed order."""
    sorted_archive = indexes(archive, config.enrich)
    digests = PageDigests(archive, config)
    for planner in PLANNERS.values():
        for draft in planner(sorted_archive, config):
            yield digests.page(draft)


def distinct(planned: Iterable[Page]) -> Iterator[Page]:
    """The pages of `planned` as they come; raises NewsgenError, naming both, where two would be
    written to one path.

    Paths that differ in case alone count as one, because some file systems keep only one of them."""
    seen: dict[str, tuple[str, str]] = {}
    for page in planned:
        subject = (page.template, page.subjects[0] if page.subjects else page.path)
        first = seen.setdefault(page.path.lower(), subject)
        if first is not subject:
            both = " and ".join(f"{template} of {name}" for template, name in (first, subject))
            raise NewsgenError(
                f"two pages would be written to {page.path} – {both} – "
                "give one of them another title, slug or alias"
            )
        yield page
