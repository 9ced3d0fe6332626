"""The archive's entries sorted once, by date, by topic and by outlet, for every planner to read."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from newsgen import urls
from newsgen.config import EnrichConfig
from newsgen.model import Entry, Topic
from newsgen.plan.archive import Archive
from newsgen.plan.timeline import DAY

SMALL = 1_000
"""Stories below which every topic has a page: a small archive has too few stories for three to
share a name."""

COMMON = 3
"""Stories from which a topic of a larger archive has a page, where the configuration says nothing."""


class ListedStories(NamedTuple):
    """The stories of a list in the archive's order: the id of each, and its date as ISO 8601, cut
    to the day (empty where it is unknown)."""

    ids: Sequence[str]
    dates: Sequence[str]


class Outlet(msgspec.Struct, frozen=True):
    """An outlet: its slug, the name that most of its stories give, the other ways to write it, and
    the positions of its stories in `Archive.entries`."""

    slug: str
    name: str
    others: tuple[str, ...]
    positions: Sequence[int]


class Indexes(msgspec.Struct, frozen=True):
    """The archive by date, topic and outlet.

    `dated` and `undated`: its entries with and without a date, in its order. `stories`: all of them
    as a list. `topics`: every topic by slug; `by_topic`: the positions of each topic's stories in
    `Archive.entries`; `paged_topics`: the topics that have a page. `outlets`: by slug.
    `topic_threshold`: the stories from which a topic has a page.
    """

    archive: Archive
    dated: tuple[Entry, ...]
    undated: tuple[Entry, ...]
    stories: ListedStories
    topics: Mapping[str, Topic]
    by_topic: Mapping[str, Sequence[int]]
    paged_topics: Mapping[str, Topic]
    outlets: Mapping[str, Outlet]
    topic_threshold: int

    def listed(self, positions: Sequence[int]) -> ListedStories:
        """The stories at these positions of `Archive.entries`."""
        ids, dates = self.stories
        return ListedStories(
            ids=[ids[position] for position in positions],
            dates=[dates[position] for position in positions],
        )


def indexes(archive: Archive, config: EnrichConfig) -> Indexes:
    """The indexes of `archive`."""
    topics = {topic.slug: topic for topic in archive.topics}
    by_topic = _by_topic(archive, topics)
    threshold = config.stories or (1 if len(archive.entries) < SMALL else COMMON)
    ids = [entry.id for entry in archive.entries]
    dates = [date_of(entry)[:DAY] for entry in archive.entries]
    dated = len(dates) - dates.count("")

    paged = {}
    for slug, topic in topics.items():
        least = 1 if slug in archive.published_topics else threshold
        if len(by_topic[slug]) >= least:
            paged[slug] = topic

    return Indexes(
        archive=archive,
        dated=archive.entries[:dated],
        undated=archive.entries[dated:],
        stories=ListedStories(ids, dates),
        topics=topics,
        by_topic=by_topic,
        paged_topics=paged,
        outlets={outlet.slug: outlet for outlet in _outlets(archive)},
        topic_threshold=threshold,
    )


def date_of(entry: Entry) -> str:
    """The date of an entry as ISO 8601, empty where it is unknown."""
    return entry.published.date if entry.published else ""


def _by_topic(archive: Archive, slugs: Mapping[str, Topic]) -> dict[str, list[int]]:
    """The positions of the stories of each topic."""
    positions: dict[str, list[int]] = {slug: [] for slug in slugs}
    for position, entry in enumerate(archive.entries):
        for slug in entry.topics:
            positions[slug].append(position)
    return positions


def _outlets(archive: Archive) -> Iterator[Outlet]:
    """The outlets by slug; names of one slug are one outlet."""
    names: dict[str, dict[str, int]] = {}  # slug → name → number of stories that give it
    positions: dict[str, dict[int, None]] = {}  # slug → positions of its stories, each once
    slugs: dict[str, str] = {}  # name → slug, since making a slug is slow
    for position, entry in enumerate(archive.entries):
        for name in entry.outlets:
            slug = slugs.get(name) or slugs.setdefault(name, urls.outlet_slug(name))
            tally = names.setdefault(slug, {})
            tally[name] = tally.get(name, 0) + 1
            positions.setdefault(slug, {})[position] = None
    for slug in sorted(positions):
        tally = names[slug]
        usual = min(tally, key=lambda name: (-tally[name], name))
        others = tuple(sorted(tally.keys() - {usual}))
        yield Outlet(slug, usual, others, tuple(positions[slug]))
