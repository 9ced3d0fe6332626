"""Which pages there are: the archive's entries, topics and links become a stream of pages, without a body being read."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from newsgen.config import Config
from newsgen.errors import NewsgenError
from newsgen.model import Page
from newsgen.plan import articles, dates, feeds, lists, service
from newsgen.plan.archive import Archive, Borderline, Twin
from newsgen.plan.fingerprints import Fingerprints
from newsgen.plan.indexes import Holdings, holdings
from newsgen.plan.params import Draft

__all__ = ["PLANNERS", "Archive", "Borderline", "Twin", "distinct", "pages"]

PLANNERS: Mapping[str, Callable[[Holdings, Config], Iterator[Draft]]] = {
    "stories": articles.stories,
    "topics": lists.topics,
    "topic index": lists.topic_index,
    "outlets": lists.outlets,
    "outlet index": lists.outlet_index,
    "days": dates.days,
    "months": dates.months,
    "years": dates.years,
    "dates": dates.dates,
    "undated": dates.undated,
    "home": service.home,
    "about": service.about,
    "report": service.report,
    "removed": service.removed,
    "fixed": service.fixed,
    "redirects": service.redirects,
    "feed": feeds.feed,
    "sitemaps": feeds.sitemaps,
}
"""Every kind of page, by name, in the order it is planned. A planner yields drafts; it never sees a body."""


def pages(archive: Archive, config: Config) -> Iterator[Page]:
    """Every page of the site, one at a time, in a fixed order."""
    shelves = holdings(archive, config.enrich)
    fingerprints = Fingerprints(archive, config)
    for planner in PLANNERS.values():
        for draft in planner(shelves, config):
            yield fingerprints.page(draft)


def distinct(planned: Iterable[Page]) -> Iterator[Page]:
    """`planned` as it comes; raises NewsgenError, naming both, where two pages would be written to one path.

    Paths that differ in case are one: some file systems keep only one of them."""
    seen: dict[str, tuple[str, str]] = {}
    for page in planned:
        subject = (page.template, page.subjects[0] if page.subjects else page.path)
        first = seen.setdefault(page.path.lower(), subject)
        if first is not subject:
            told = " and ".join(f"{template} of {name}" for template, name in (first, subject))
            raise NewsgenError(
                f"two pages would be written to {page.path} – {told} – give one of them another title, slug or alias"
            )
        yield page
