"""The archive's entries on their shelves: by date, by topic, by outlet; sorted once, then read by every planner."""

from collections.abc import Iterator, Mapping

import msgspec

from newsgen import urls
from newsgen.config import EnrichConfig
from newsgen.model import Entry, Topic
from newsgen.plan.archive import Archive

SMALL = 1_000
"""Stories below which every topic has a page: a small archive has too few stories for three to share a name."""


class Outlet(msgspec.Struct, frozen=True):
    """An outlet: its slug, the name most of its stories give, the other ways to write it, and its stories in the archive's order."""

    slug: str
    name: str
    others: tuple[str, ...]
    entries: tuple[Entry, ...]


class Holdings(msgspec.Struct, frozen=True):
    """`dated` and `undated`: the archive's entries in its order; `paged`: the topics that have a page, by slug; `by_topic`: the entries of
    each topic; `outlets` by slug; `topics`: every topic by slug;
    `least`: the stories from which a topic has a page."""

    archive: Archive
    dated: tuple[Entry, ...]
    undated: tuple[Entry, ...]
    topics: Mapping[str, Topic]
    by_topic: Mapping[str, tuple[Entry, ...]]
    paged: Mapping[str, Topic]
    outlets: Mapping[str, Outlet]
    least: int


def holdings(archive: Archive, config: EnrichConfig) -> Holdings:
    """The entries of `archive` sorted onto their shelves."""
    topics = {topic.slug: topic for topic in archive.topics}
    by_topic: dict[str, list[Entry]] = {slug: [] for slug in topics}
    for entry in archive.entries:
        for slug in entry.topics:
            by_topic[slug].append(entry)
    least = config.stories or (1 if len(archive.entries) < SMALL else 3)
    return Holdings(
        archive=archive,
        dated=tuple(entry for entry in archive.entries if entry.published),
        undated=tuple(entry for entry in archive.entries if not entry.published),
        topics=topics,
        by_topic={slug: tuple(entries) for slug, entries in by_topic.items()},
        paged={slug: topic for slug, topic in topics.items() if len(by_topic[slug]) >= (1 if slug in archive.published_topics else least)},
        outlets={outlet.slug: outlet for outlet in _outlets(archive)},
        least=least,
    )


def iso(entry: Entry) -> str:
    """The date of an entry as ISO 8601, empty where unknown."""
    return entry.published.date if entry.published else ""


def _outlets(archive: Archive) -> Iterator[Outlet]:
    names: dict[str, dict[str, int]] = {}
    shelves: dict[str, dict[str, Entry]] = {}
    slugs: dict[str, str] = {}
    for entry in archive.entries:
        for name in entry.outlets:
            slug = slugs.get(name) or slugs.setdefault(name, urls.outlet_slug(name))
            tally = names.setdefault(slug, {})
            tally[name] = tally.get(name, 0) + 1
            shelves.setdefault(slug, {})[entry.id] = entry
    for slug in sorted(shelves):
        name = min(names[slug], key=lambda name: (-names[slug][name], name))
        yield Outlet(slug, name, tuple(sorted(names[slug].keys() - {name})), tuple(shelves[slug].values()))
