"""The lists of topics and outlets: a page each with its stories newest first, and sealed pages for
the older ones."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from newsgen import urls
from newsgen.config import Config
from newsgen.plan import pagination, timeline
from newsgen.plan.indexes import Indexes, ListedStories
from newsgen.plan.params import ListHeading, ListingParams, ListLink, PageDraft, PeriodRow
from newsgen.plan.timeline import YEAR

OFTEN = 8
"""Topics that a list names at most as those that many of its stories have too."""

UNDATED = "undated-"
"""What the file names of the sealed pages of stories without a date begin with."""


def topics(indexes: Indexes, config: Config) -> Iterator[PageDraft]:
    """The pages of each topic that has one."""
    common = _CommonTopics(indexes)
    for slug, topic in indexes.paged_topics.items():
        positions = indexes.by_topic[slug]
        link = ListLink(
            name=topic.name,
            address=common.addresses[slug],
            count=len(positions),
            kind=topic.kind,
        )
        yield from _listing(
            link,
            topic.aliases,
            stories=indexes.listed(positions),
            often=common.of(positions, slug),
            size=config.plan.page_size,
        )


def outlets(indexes: Indexes, config: Config) -> Iterator[PageDraft]:
    """The pages of each outlet."""
    common = _CommonTopics(indexes)
    for slug, outlet in indexes.outlets.items():
        positions = outlet.positions
        link = ListLink(
            name=outlet.name,
            address=urls.listing("outlet", slug),
            count=len(positions),
            kind="outlet",
        )
        yield from _listing(
            link,
            outlet.others,
            stories=indexes.listed(positions),
            often=common.of(positions),
            size=config.plan.page_size,
        )


class _CommonTopics:
    """Which topics many stories of a list have."""

    def __init__(self, indexes: Indexes) -> None:
        """Addresses and names are looked up for each topic of each list, so the addresses are made
        once."""
        entries = indexes.archive.entries
        self._paged = indexes.paged_topics
        self._topics = [entry.topics for entry in entries]
        self.addresses = {slug: urls.listing("topic", slug) for slug in self._paged}

    def of(self, positions: Sequence[int], own: str = "") -> tuple[ListLink, ...]:
        """The topics, beside the list's `own`, that most of the stories at these positions have,
        when at least two do; only topics that have a page."""
        topics = map(self._topics.__getitem__, positions)
        tally = Counter(chain.from_iterable(topics))
        tally.pop(own, None)
        repeated = [(-count, slug) for slug, count in tally.items() if count > 1]
        ranked = sorted([pair for pair in repeated if pair[1] in self._paged])

        links = []
        for count, slug in ranked[:OFTEN]:
            link = ListLink(
                name=self._paged[slug].name,
                address=self.addresses[slug],
                count=-count,
            )
            links.append(link)
        return tuple(links)


def _listing(
    link: ListLink,
    aliases: tuple[str, ...],
    stories: ListedStories,
    often: tuple[ListLink, ...],
    size: int,
) -> Iterator[PageDraft]:
    """The open end and the sealed pages of the list that `link` leads to."""
    section = link.address.partition("/")[0]
    tally = timeline.tally(stories.dates)
    dated, undated = _parted(stories, tally.get("", 0))
    older = pagination.sealed_pages(dated.dates, link.address, size)
    older_undated = pagination.sealed_pages(undated.dates, link.address, size, UNDATED)
    years = timeline.period_rows(tally, YEAR, linked=False)
    shown_dates = _open_ends(dated.dates, undated.dates, size)

    params = ListingParams(
        section=section,
        name=link.name,
        kind=link.kind,
        aliases=aliases,
        count=link.count,
        first=dated.dates[0] if dated.dates else "",
        last=dated.dates[-1] if dated.dates else "",
        plot=timeline.plot(tally),
        years=years,
        often=often,
        bands=pagination.bands(shown_dates, _totals(years, len(undated.ids))),
        older=older,
        undated=older_undated,
    )
    yield PageDraft(
        path=link.address,
        template="listing.html",
        subjects=_open_ends(dated.ids, undated.ids, size),
        params=params,
    )
    heading = ListHeading(section, link.name, link.kind, link.address)
    yield from pagination.sealed_drafts(dated, older, heading, size)
    yield from pagination.sealed_drafts(undated, older_undated, heading, size)


def _parted(stories: ListedStories, undated: int) -> tuple[ListedStories, ListedStories]:
    """The stories with a date, which come first, and the last ones, so many `undated`."""
    ids, dates = stories
    middle = len(dates) - undated
    first = ListedStories(ids[:middle], dates[:middle])
    last = ListedStories(ids[middle:], dates[middle:])
    return first, last


def _open_ends(dated: Sequence[str], undated: Sequence[str], size: int) -> tuple[str, ...]:
    """What the open end shows of the stories with a date, then of those without."""
    first = pagination.open_end(dated, size)
    last = pagination.open_end(undated, size)
    return (*first, *last)


def _totals(years: tuple[PeriodRow, ...], undated: int) -> dict[str, int]:
    """The stories of each year in the whole list; those without a date under the empty one."""
    totals = {row.date: row.stories for row in years}
    totals[""] = undated
    return totals
