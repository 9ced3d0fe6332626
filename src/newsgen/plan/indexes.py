"""The archive's entries on their shelves: by date, by topic, by outlet; sorted once, then read by every planner."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from newsgen import urls
from newsgen.config import EnrichConfig
from newsgen.model import Entry, Topic
from newsgen.plan.archive import Archive

SMALL = 1_000
"""Stories below which every topic has a page: a small archive has too few stories for three to share a name."""


class Outlet(msgspec.Struct, frozen=True):
    """An outlet: its slug, the name most of its stories give, the other ways to write it, and the places of its stories in the archive."""

    slug: str
    name: str
    others: tuple[str, ...]
    places: Sequence[int]


class Rows(NamedTuple):
    """Stories of a list, in the archive's order: the id of each, and its date as ISO 8601, cut to the day (empty: unknown)."""

    ids: Sequence[str]
    when: Sequence[str]


class Holdings(msgspec.Struct, frozen=True):
    """`dated` and `undated`: the archive's entries in its order; `rows`: all of them as rows of a list; `paged`: the topics that have a page,
    by slug; `by_topic`: the places of the stories of each topic in the archive; `outlets` by slug; `topics`: every topic by slug;
    `least`: the stories from which a topic has a page."""

    archive: Archive
    dated: tuple[Entry, ...]
    undated: tuple[Entry, ...]
    rows: Rows
    topics: Mapping[str, Topic]
    by_topic: Mapping[str, Sequence[int]]
    paged: Mapping[str, Topic]
    outlets: Mapping[str, Outlet]
    least: int

    def of(self, places: Sequence[int]) -> Rows:
        """The stories at these places of the archive as rows."""
        return Rows(
            list(map(self.rows.ids.__getitem__, places)),
            list(map(self.rows.when.__getitem__, places)),
        )


def holdings(archive: Archive, config: EnrichConfig) -> Holdings:
    """The entries of `archive` sorted onto their shelves."""
    topics = {topic.slug: topic for topic in archive.topics}
    by_topic: dict[str, list[int]] = {slug: [] for slug in topics}
    for place, entry in enumerate(archive.entries):
        for slug in entry.topics:
            by_topic[slug].append(place)
    least = config.stories or (1 if len(archive.entries) < SMALL else 3)
    when = [entry.published.date[:10] if entry.published else "" for entry in archive.entries]
    dated = len(when) - when.count("")
    return Holdings(
        archive=archive,
        dated=archive.entries[:dated],
        undated=archive.entries[dated:],
        rows=Rows([entry.id for entry in archive.entries], when),
        topics=topics,
        by_topic=by_topic,
        paged={
            slug: topic
            for slug, topic in topics.items()
            if len(by_topic[slug]) >= (1 if slug in archive.published_topics else least)
        },
        outlets={outlet.slug: outlet for outlet in _outlets(archive)},
        least=least,
    )


def iso(entry: Entry) -> str:
    """The date of an entry as ISO 8601, empty where unknown."""
    return entry.published.date if entry.published else ""


def _outlets(archive: Archive) -> Iterator[Outlet]:
    names: dict[str, dict[str, int]] = {}
    shelves: dict[str, dict[int, None]] = {}
    slugs: dict[str, str] = {}
    for place, entry in enumerate(archive.entries):
        for name in entry.outlets:
            slug = slugs.get(name) or slugs.setdefault(name, urls.outlet_slug(name))
            tally = names.setdefault(slug, {})
            tally[name] = tally.get(name, 0) + 1
            shelves.setdefault(slug, {})[place] = None
    for slug in sorted(shelves):
        name = min(names[slug], key=lambda name: (-names[slug][name], name))
        yield Outlet(slug, name, tuple(sorted(names[slug].keys() - {name})), tuple(shelves[slug]))
